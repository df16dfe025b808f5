//go:build linux

package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A harm is one way to damage a file of a workspace. It returns the names of which
// verify must say at least one.
type harm struct {
	name string
	do   func(h *harness, dir, file string, others []string) ([]string, error)
}

var harms = []harm{
	{"bit", func(h *harness, dir, file string, _ []string) ([]string, error) {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		if len(data) == 0 {
			data = []byte{0}
		}
		data[h.random.IntN(len(data))] ^= 1 << h.random.IntN(8)
		return []string{file}, replaceFile(dir, file, data)
	}},
	{"cut", func(h *harness, dir, file string, _ []string) ([]string, error) {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		return []string{file}, replaceFile(dir, file, data[:h.random.IntN(max(len(data), 1))])
	}},
	{"delete", func(_ *harness, dir, file string, _ []string) ([]string, error) {
		return []string{file}, os.Remove(filepath.Join(dir, file))
	}},
	{"add", func(_ *harness, dir, file string, _ []string) ([]string, error) {
		added := filepath.Join(filepath.Dir(file), "added"+filepath.Ext(file))
		return []string{added}, replaceFile(dir, added, []byte("added"))
	}},
	{"rename", func(_ *harness, dir, file string, _ []string) ([]string, error) {
		moved := filepath.Join(filepath.Dir(file), "moved"+filepath.Ext(file))
		return []string{file, moved}, os.Rename(filepath.Join(dir, file), filepath.Join(dir, moved))
	}},
	// mix puts another file of the same kind in a file's place: an older table, a
	// page or list of another edition, an entry of the journal for another.
	{"mix", func(h *harness, dir, file string, others []string) ([]string, error) {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		for range 50 {
			other, err := os.ReadFile(filepath.Join(dir, others[h.random.IntN(len(others))]))
			if err != nil {
				return nil, err
			}
			if !bytes.Equal(other, data) {
				return []string{file}, replaceFile(dir, file, other)
			}
		}
		return nil, nil
	}},
	// rollback puts the whole folder back as it once was.
	{"rollback", func(h *harness, dir, file string, _ []string) ([]string, error) {
		folder, _, _ := strings.Cut(file, "/")
		now := treeHash(filepath.Join(dir, folder))
		for _, i := range h.random.Perm(len(h.older)) {
			if old := filepath.Join(h.older[i], folder); treeHash(old) != now {
				err := os.RemoveAll(filepath.Join(dir, folder))
				return []string{folder + "/"}, errors.Join(err, copyTree(old, filepath.Join(dir, folder)))
			}
		}
		return nil, nil
	}},
	// exchange gives two editions each the other's name.
	{"exchange", func(_ *harness, dir, file string, _ []string) ([]string, error) {
		names, err := editions(dir)
		if !strings.HasPrefix(file, "editions/") || len(names) < 2 || err != nil {
			return nil, err
		}
		one, other, aside := filepath.Join(dir, "editions", names[0]), filepath.Join(dir, "editions", names[1]), filepath.Join(dir, "aside")
		return []string{"editions/" + names[0], "editions/" + names[1]}, errors.Join(os.Rename(one, aside), os.Rename(other, one), os.Rename(aside, other))
	}},
}

// replaceFile breaks the link that a cheap copy shares with its source.
func replaceFile(dir, name string, data []byte) error {
	path := filepath.Join(dir, name)
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// A target is a sort of files that verify answers for, or that nothing may rest on.
type target struct {
	name, folder string
	receipts     bool
}

const receiptEnd = ".receipt.json"

var targets = []target{
	{name: "originals", folder: "originals"}, {name: "receipts", folder: "originals", receipts: true}, {name: "journal", folder: "journal"},
	{name: "facts", folder: "facts"}, {name: "reference", folder: "reference"}, {name: "marts", folder: "marts"}, {name: "editions", folder: "editions"},
	{name: "cache", folder: "cache"},
}

// filesOf lists the files of a folder of the workspace, by their names in it.
// Pointers and unfinished work are no files of their own.
func filesOf(dir string, of target) (files []string, err error) {
	err = filepath.WalkDir(filepath.Join(dir, of.folder), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isLeftover(d.Name()) {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if strings.HasSuffix(name, receiptEnd) == of.receipts {
			files = append(files, name)
		}
		return err
	})
	slices.Sort(files)
	return files, err
}

// alike are the files that end like one, itself among them.
func alike(files []string, file string) (found []string) {
	for _, f := range files {
		if filepath.Ext(f) == filepath.Ext(file) {
			found = append(found, f)
		}
	}
	return found
}
