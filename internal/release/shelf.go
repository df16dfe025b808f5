package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// PointerName is the file on a shelf that names the newest release.
const PointerName = "LATEST"

// A Shelf is a folder of sealed releases that somebody else keeps the list of.
//
// A release is made in a draft, sealed, made ready under a hidden name, put on
// that list, and then shown by one rename. Killed in between, either the list
// does not have it and Settle drops it, or the list has it and Settle shows it:
// nobody sees half a release, and nobody mends anything by hand.
type Shelf struct{ Dir string }

// Path is where a release stands once it is shown.
func (s Shelf) Path(name string) string { return filepath.Join(s.Dir, name) }

// ReadyPath is where a sealed release waits until it is shown.
func (s Shelf) ReadyPath(name string) string {
	return filepath.Join(s.Dir, readyPrefix+name+readySuffix)
}

const (
	readyPrefix = "."
	readySuffix = ".ready"
)

// Begin makes an empty draft; what an earlier writer left unfinished is deleted.
func (s Shelf) Begin() (dir string, err error) {
	if err := os.MkdirAll(s.Dir, 0o755); err != nil {
		return "", fmt.Errorf("begin a release: %w", err)
	}
	if err := atomicfile.RemoveLeftovers(s.Dir); err != nil {
		return "", err
	}
	return os.MkdirTemp(s.Dir, atomicfile.TempPattern)
}

// Ready makes the files of a sealed draft read-only, flushes them and moves the
// draft to where it waits. The folders stay writable, so that a whole copy can
// be deleted; a file added to one is told by Verify.
func (s Shelf) Ready(draft, name string) error {
	err := filepath.WalkDir(draft, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return os.Chmod(path, 0o755)
		}
		return os.Chmod(path, 0o444)
	})
	if err == nil {
		err = errors.Join(os.RemoveAll(s.ReadyPath(name)), atomicfile.SyncTree(draft))
	}
	if err == nil {
		err = os.Rename(draft, s.ReadyPath(name))
	}
	if err != nil {
		return fmt.Errorf("make the release ready: %w", err)
	}
	return atomicfile.SyncDir(s.Dir)
}

// Settle brings the shelf up to the list of releases, in the order of their
// numbers: what is ready and on the list is shown, what is ready and not on it
// is dropped, and the pointer names the newest. Shown releases are not touched.
func (s Shelf) Settle(list []Reference) error {
	ready, err := fs.Glob(os.DirFS(s.Dir), readyPrefix+"*"+readySuffix)
	if err != nil {
		return err
	}
	for _, hidden := range ready {
		name := strings.TrimSuffix(strings.TrimPrefix(hidden, readyPrefix), readySuffix)
		if err := s.settle(name, list); err != nil {
			return fmt.Errorf("show the release %s: %w", name, err)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return s.point(list[len(list)-1].Name)
}

func (s Shelf) settle(name string, list []Reference) error {
	waiting, err := Open(s.ReadyPath(name))
	_, shownErr := os.Lstat(s.Path(name))
	for _, r := range list {
		if err == nil && r == waiting.Reference && errors.Is(shownErr, fs.ErrNotExist) {
			return errors.Join(os.Rename(s.ReadyPath(name), s.Path(name)), atomicfile.SyncDir(s.Dir))
		}
	}
	return os.RemoveAll(s.ReadyPath(name))
}

// point replaces the pointer where it names another release than the newest.
func (s Shelf) point(name string) error {
	if s.Latest() == name {
		return nil
	}
	if _, err := os.Lstat(s.Path(name)); err != nil {
		return nil // it was deleted: whoever verifies the list is told so
	}
	return atomicfile.WriteBytes(filepath.Join(s.Dir, PointerName), []byte(name+"\n"))
}

// Latest is the name in the pointer, "" where there is none.
func (s Shelf) Latest() string {
	text, err := plainfile.Read(filepath.Join(s.Dir, PointerName), pointerLimit)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(text), "\n")
}

// Names lists what is shown on the shelf, releases or not, in name order.
func (s Shelf) Names() ([]string, error) {
	entries, err := os.ReadDir(s.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && e.Name() != PointerName {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// Find is the folder of a release: where it is shown, or where it waits to be.
func (s Shelf) Find(name string) string {
	if _, err := os.Lstat(s.Path(name)); errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(s.ReadyPath(name)); err == nil {
			return s.ReadyPath(name)
		}
	}
	return s.Path(name)
}
