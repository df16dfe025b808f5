package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"yigai/internal/atomicfile"
)

// versionsFolder, below programme/, holds every version of the pack ever used.
const versionsFolder = "versions"

// PackFS is the office's own copy of the pack, without the older versions kept
// beside it and without what spreadsheet programs leave lying about.
func (ws *Workspace) PackFS() fs.FS { return officeCopy{os.DirFS(ws.Path("programme"))} }

// officeCopy hides entries at the top of a folder that are not the pack's.
type officeCopy struct{ fs.FS }

// Open refuses what ReadDir hides.
func (o officeCopy) Open(name string) (fs.File, error) {
	first, _, _ := strings.Cut(name, "/")
	if foreign(first) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return o.FS.Open(name)
}

// ReadDir lists the pack's own entries.
func (o officeCopy) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	var own []fs.DirEntry
	for _, e := range entries {
		if !foreign(e.Name()) {
			own = append(own, e)
		}
	}
	return own, err
}

func foreign(name string) bool {
	return name == versionsFolder || strings.HasPrefix(name, "~$") || (strings.HasPrefix(name, ".") && name != ".")
}

// sampleFolder, in a pack, says what made-up data look like: it is no part of
// the pack's versions, which are named by a hash that leaves it out.
const sampleFolder = "sample"

// without hides one entry at the top of a folder from a walk.
type without struct {
	fs.FS
	name string
}

// ReadDir lists all other entries.
func (w without) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return name == "." && e.Name() == w.name }), err
}

var hashPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// KeepPack keeps the pack as it is now under its hash, so that every version
// ever used stays. It does nothing when that version is kept already.
func (ws *Workspace) KeepPack(hash string) error {
	if !hashPattern.MatchString(hash) {
		return fmt.Errorf("keep the pack: %q is no hash", hash)
	}
	versions := ws.Path("programme", versionsFolder)
	target := filepath.Join(versions, hash)
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	if err := os.MkdirAll(versions, 0o755); err != nil {
		return fmt.Errorf("keep the pack: %w", err)
	}
	if err := atomicfile.RemoveLeftovers(versions); err != nil {
		return err
	}
	_, err := atomicfile.ReplaceDir(target, func(draft string) error { return copyFiles(draft, without{ws.PackFS(), sampleFolder}) })
	return err
}

// Versions lists the hashes of all versions of the pack ever used, sorted.
func (ws *Workspace) Versions() ([]string, error) {
	entries, err := os.ReadDir(ws.Path("programme", versionsFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("versions of the pack: %w", err)
	}
	var hashes []string
	for _, e := range entries {
		if e.IsDir() && hashPattern.MatchString(e.Name()) {
			hashes = append(hashes, e.Name())
		}
	}
	return hashes, nil
}

// VersionFS is the version of the pack that Versions lists under hash.
func (ws *Workspace) VersionFS(hash string) fs.FS {
	return os.DirFS(ws.Path("programme", versionsFolder, hash))
}

// copyFiles writes every file of fsys below dir and leaves flushing to the
// caller. Names come from fsys, which never leads out of itself.
func copyFiles(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(path.Clean(name)))
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}
