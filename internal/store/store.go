// Package store keeps a folder of tables as generations: immutable folders,
// each with a manifest of its files, and one pointer file that says which
// generation counts.
//
// A new generation is written aside as a draft and becomes current when the
// pointer is replaced, so a reader sees all of the old tables or all of the
// new ones, and a killed writer leaves nothing but a draft that the next one
// deletes. A generation is named by its content: the same files give the same
// name and change nothing. There may be one writer at a time; the store does
// not see to that (the workspace's lock does).
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// The names of the two files that the store itself writes.
const (
	pointerName  = "CURRENT"
	manifestName = "manifest.json"
)

// What is read of those two: beyond it they are not files of ours.
const (
	pointerLimit  = 4 << 10
	manifestLimit = 64 << 20
)

// ErrEmpty says that no generation has been committed yet.
var ErrEmpty = errors.New("no generation yet")

// ErrDamaged says that what the pointer names cannot be trusted.
var ErrDamaged = errors.New("damaged")

// Store is a folder of generations.
type Store struct {
	Dir string
	// CountRows gives the rows of a file for the manifest; nil counts none.
	CountRows func(path string) (int64, error)
}

// Generation is one committed folder of files.
type Generation struct {
	Name     string // first 16 hex digits of the manifest's SHA-256
	Dir      string
	Manifest Manifest
}

var namePattern = regexp.MustCompile(`^[0-9a-f]{16}$`)

// Current is the generation that the pointer names. The error is ErrEmpty when
// there is none, or wraps ErrDamaged when pointer or manifest are not as
// written; the files themselves are compared by Verify only.
func (s Store) Current() (Generation, error) {
	data, err := plainfile.Read(filepath.Join(s.Dir, pointerName), pointerLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return Generation{}, fmt.Errorf("%s: %w", s.Dir, ErrEmpty)
	}
	if err != nil {
		return Generation{}, fmt.Errorf("read the pointer: %w", err)
	}
	name := strings.TrimSuffix(string(data), "\n")
	if !namePattern.MatchString(name) {
		return Generation{}, fmt.Errorf("%s: %w: it names no generation", filepath.Join(s.Dir, pointerName), ErrDamaged)
	}
	return s.open(name)
}

func (s Store) open(name string) (Generation, error) {
	g := Generation{Name: name, Dir: filepath.Join(s.Dir, name)}
	data, err := plainfile.Read(filepath.Join(g.Dir, manifestName), manifestLimit)
	if err != nil {
		return g, fmt.Errorf("%w: read the manifest: %w", ErrDamaged, err)
	}
	if nameOf(data) != name {
		return g, fmt.Errorf("%s: %w: the manifest is not the one that was written", filepath.Join(g.Dir, manifestName), ErrDamaged)
	}
	g.Manifest, err = parseManifest(data)
	if err != nil {
		return g, fmt.Errorf("%s: %w", filepath.Join(g.Dir, manifestName), err)
	}
	return g, nil
}

// Begin starts a draft. What an earlier writer left unfinished is deleted.
func (s Store) Begin() (*Draft, error) {
	if err := os.MkdirAll(s.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("begin a generation: %w", err)
	}
	if err := atomicfile.RemoveLeftovers(s.Dir); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(s.Dir, atomicfile.TempPattern)
	if err != nil {
		return nil, fmt.Errorf("begin a generation: %w", err)
	}
	return &Draft{store: s, dir: dir}, nil
}

// Prune deletes all generations but the current one and the newest of the
// others, which a reader that started before the last commit may still use.
func (s Store) Prune() error {
	current, err := s.Current()
	if err != nil {
		return err
	}
	others, err := s.others(current.Name)
	if err != nil || len(others) < 2 {
		return err
	}
	for _, name := range others[1:] {
		if err := os.RemoveAll(filepath.Join(s.Dir, name)); err != nil {
			return fmt.Errorf("delete an old generation: %w", err)
		}
	}
	return atomicfile.SyncDir(s.Dir)
}
