package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"yigai/internal/atomicfile"
)

// A source is a file to be taken in.
type source struct {
	path      string
	named     bool  // given by its own name, not found in a folder
	irregular bool  // a link, a pipe or a device
	err       error // why it cannot be looked at
	declared  Declaration
	bundle    *source // the bundle whose member it is; nil for a file of the disk
	member    Member
	entry     int // of the member in its bundle
}

// registers are the lists of a batch: by folder, then by file name.
type registers map[string]map[string]Declaration

func find(paths []string, now time.Time) ([]source, registers, error) {
	var sources []source
	for _, p := range paths {
		found, err := findBelow(p)
		if err != nil {
			return nil, nil, err
		}
		sources = append(sources, found...)
	}
	lists, err := addDeclarations(sources, now)
	return sources, lists, err
}

// findBelow passes over registers, and over what a killed `yigai sample` left
// half-written: nothing else is too odd to be taken in. A folder below root that
// cannot be read is named in the answer and does not stop the others.
func findBelow(root string) ([]source, error) {
	var sources []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil && path == root {
			return fmt.Errorf("look into %s: %w", path, err)
		}
		s, ok := sourceAt(path, d, err)
		if ok {
			s.named = path == root
			sources = append(sources, s)
		}
		return nil
	})
	return sources, err
}

// sourceAt says what to do with one entry of a folder; err is why the folder at
// path could not be read.
func sourceAt(path string, d fs.DirEntry, err error) (source, bool) {
	switch {
	case err != nil:
		return source{path: path, err: fmt.Errorf("look into %s: %w", filepath.Base(path), err)}, true
	case d.IsDir() || isRegister(d.Name()) || atomicfile.IsUnfinished(d.Name()):
		return source{}, false
	}
	return source{path: path, irregular: !d.Type().IsRegular()}, true
}

// addDeclarations looks every source up in the registers of its folder.
func addDeclarations(sources []source, now time.Time) (registers, error) {
	lists := registers{}
	var mistakes []error
	for i := range sources {
		dir, name := filepath.Split(sources[i].path)
		declared, seen := lists[dir]
		if !seen {
			var err error
			declared, err = readRegisters(dir, now)
			mistakes = append(mistakes, err)
			lists[dir] = declared
		}
		sources[i].declared = declared[name]
	}
	return lists, errors.Join(mistakes...)
}

// idle lists the files that registers name although they neither lie in that
// folder nor were received by that name: their names are likely mistyped, and
// what is said of them counts for nobody.
func (l registers) idle(files []kept) []string {
	received := map[string]bool{}
	for _, k := range files {
		received[k.FileName] = true
		for _, m := range k.Members {
			received[baseName(m.Name)] = true
		}
	}
	var all []string
	for dir, declared := range l {
		for name := range declared {
			if _, err := os.Lstat(filepath.Join(dir, name)); err != nil && !received[name] {
				all = append(all, filepath.Join(filepath.Base(dir), name))
			}
		}
	}
	slices.Sort(all)
	return all
}
