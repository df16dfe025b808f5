package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Damage is one file that is not as the manifest says.
type Damage struct {
	Path string
	Kind string // missing, changed, extra, unreadable
}

// Verify compares every generation that is kept with its manifest, the one that
// counts and those before it, and names what is none. An empty store is whole; one
// with generations of which none counts has lost its pointer.
func (s Store) Verify() []Damage {
	entries, err := os.ReadDir(s.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return []Damage{{s.Dir, "unreadable"}}
	}
	var damages []Damage
	pointer := filepath.Join(s.Dir, pointerName)
	_, currentErr := s.Current()
	switch {
	case errors.Is(currentErr, ErrEmpty) && slices.ContainsFunc(entries, isGeneration):
		damages = append(damages, Damage{pointer, "missing"})
	case currentErr != nil && !errors.Is(currentErr, ErrEmpty):
		damages = append(damages, Damage{pointer, "changed"})
	}
	for _, e := range entries {
		path := filepath.Join(s.Dir, e.Name())
		switch {
		case isGeneration(e):
			damages = append(damages, s.verifyOne(e.Name())...)
		case e.Name() != pointerName && !strings.HasPrefix(e.Name(), "."):
			damages = append(damages, Damage{path, "extra"})
		}
	}
	return damages
}

func isGeneration(e fs.DirEntry) bool { return e.IsDir() && namePattern.MatchString(e.Name()) }

func (s Store) verifyOne(name string) []Damage {
	g, err := s.open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return []Damage{{filepath.Join(g.Dir, manifestName), "missing"}}
	}
	if err != nil {
		return []Damage{{filepath.Join(g.Dir, manifestName), "changed"}}
	}
	return g.Verify()
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
