package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"yigai/internal/atomicfile"
)

// A source is a file to be taken in.
type source struct {
	path       string
	irregular  bool // a link, a pipe or a device
	declared   declaration
	isDeclared bool
}

func find(paths []string) ([]source, error) {
	var sources []source
	for _, p := range paths {
		found, err := findBelow(p)
		if err != nil {
			return nil, err
		}
		sources = append(sources, found...)
	}
	return sources, addDeclarations(sources)
}

// findBelow passes over registers, and over what a killed `yigai sample` left
// half-written: nothing else is too odd to be taken in.
func findBelow(root string) ([]source, error) {
	var sources []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("look into %s: %w", path, err)
		}
		if !d.IsDir() && d.Name() != RegisterName && !atomicfile.IsUnfinished(d.Name()) {
			sources = append(sources, source{path: path, irregular: !d.Type().IsRegular()})
		}
		return nil
	})
	return sources, err
}

// addDeclarations looks every source up in the register of its folder.
func addDeclarations(sources []source) error {
	registers := map[string]map[string]declaration{}
	var mistakes []error
	for i := range sources {
		dir, name := filepath.Split(sources[i].path)
		register, seen := registers[dir]
		if !seen {
			var err error
			register, err = readRegister(dir)
			mistakes = append(mistakes, err)
			registers[dir] = register
		}
		sources[i].declared, sources[i].isDeclared = register[name]
	}
	return errors.Join(mistakes...)
}
