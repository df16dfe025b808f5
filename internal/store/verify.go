package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Damage is one file that is not as the manifest says.
type Damage struct {
	Path string
	Kind string // missing, changed, extra, unreadable
}

// Verify reads every file of the generation and compares it with the manifest.
// It returns nothing when all is as written.
func (g Generation) Verify() []Damage {
	var damages []Damage
	for _, f := range g.Manifest.Files {
		path := filepath.Join(g.Dir, filepath.FromSlash(f.Name))
		if kind := compare(path, f); kind != "" {
			damages = append(damages, Damage{path, kind})
		}
	}
	return append(damages, g.extras()...)
}

func compare(path string, f File) string {
	sum, size, err := HashFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "missing"
	case err != nil:
		return "unreadable"
	case sum != f.SHA256 || size != f.Bytes:
		return "changed"
	}
	return ""
}

func (g Generation) extras() []Damage {
	var damages []Damage
	err := fs.WalkDir(os.DirFS(g.Dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == manifestName {
			return err
		}
		if !slices.ContainsFunc(g.Manifest.Files, func(f File) bool { return f.Name == name }) {
			damages = append(damages, Damage{filepath.Join(g.Dir, filepath.FromSlash(name)), "extra"})
		}
		return nil
	})
	if err != nil {
		damages = append(damages, Damage{g.Dir, "unreadable"})
	}
	return damages
}
