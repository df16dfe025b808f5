//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
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
}

// replaceFile breaks the link that a cheap copy shares with its source.
func replaceFile(dir, name string, data []byte) error {
	path := filepath.Join(dir, name)
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// damageable are the folders whose files verify answers for.
var damageable = []string{"originals", "journal", "facts", "reference", "marts", "editions"}

// damaged damages one file after the other, each in a fresh copy of a workspace with
// two editions, and asks verify for its name.
func (h *harness) damaged(ctx context.Context, ready string) ([]finding, error) {
	var rows []finding
	for _, folder := range damageable {
		row, err := h.damagedIn(ctx, ready, folder)
		if err != nil {
			return rows, fmt.Errorf("%s: %w", folder, err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (h *harness) damagedIn(ctx context.Context, ready, folder string) (finding, error) {
	files, err := filesOf(ready, folder)
	if err != nil || len(files) == 0 {
		return finding{}, fmt.Errorf("no file to damage (%w)", err)
	}
	row, began := finding{Kind: "damage", Stage: folder}, time.Now()
	for n := range max(1, h.damages/len(damageable)) {
		if err := ctx.Err(); err != nil {
			return row, err
		}
		file := files[h.random.IntN(len(files))]
		way := harms[n%len(harms)]
		problem, done, err := h.damagedOnce(ctx, ready, file, way, alike(files, file))
		if err != nil {
			return row, fmt.Errorf("%s %s: %w", way.name, file, err)
		}
		row.Runs++
		if done {
			row.Disturbed++
		}
		if problem != "" {
			row.Violations = append(row.Violations, way.name+" "+file+": "+problem)
		}
	}
	row.Seconds = since(began)
	return row, nil
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

// damagedOnce returns what verify got wrong, and whether anything was damaged.
func (h *harness) damagedOnce(ctx context.Context, ready, file string, way harm, others []string) (problem string, done bool, err error) {
	dir := filepath.Join(h.work, "damaged")
	if err := os.RemoveAll(dir); err != nil {
		return "", false, err
	}
	if out, err := exec.CommandContext(ctx, "cp", "-al", ready, dir).CombinedOutput(); err != nil {
		return "", false, fmt.Errorf("copy: %w: %s", err, lastLine(string(out)))
	}
	names, err := way.do(h, dir, file, others)
	if err != nil || names == nil {
		return "", false, err
	}
	out, err := exec.CommandContext(ctx, h.program, "verify", "--dir", dir).CombinedOutput()
	if err == nil {
		return "verify found all in order", true, nil
	}
	if !slices.ContainsFunc(names, func(name string) bool { return bytes.Contains(out, []byte(name)) }) {
		return "verify does not name it: " + strings.ReplaceAll(strings.TrimSpace(string(out)), "\n", " | "), true, nil
	}
	if strings.HasPrefix(file, "originals/") && filepath.Ext(file) == ".xlsx" && way.name != "add" && !bytes.Contains(out, []byte("2031H")) {
		return "verify does not say what it fed", true, nil
	}
	return "", true, nil
}

// filesOf lists the files of a folder of the workspace, by their names in it.
// Pointers and unfinished work are no files of their own.
func filesOf(dir, folder string) (files []string, err error) {
	err = filepath.WalkDir(filepath.Join(dir, folder), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isLeftover(d.Name()) {
			return err
		}
		name, err := filepath.Rel(dir, path)
		files = append(files, name)
		return err
	})
	slices.Sort(files)
	return files, err
}

// restored takes away everything but what counts as the truth, and has each edition
// made again from it: byte for byte.
func (h *harness) restored(ctx context.Context, ready string) ([]finding, error) {
	row, began := finding{Kind: "restore", Stage: "editions"}, time.Now()
	dir := filepath.Join(h.work, "restored")
	names, err := editions(ready)
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no edition to restore (%w)", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for _, truth := range []string{"originals", "journal", "programme", "keys", "yigai.yaml"} {
		if err := copyTree(filepath.Join(ready, truth), filepath.Join(dir, truth)); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		row.Runs, row.Disturbed = row.Runs+1, row.Disturbed+1
		if out, err := exec.CommandContext(ctx, h.program, "publish", "--dir", dir, "--rebuild", name).CombinedOutput(); err != nil {
			row.Violations = append(row.Violations, fmt.Sprintf("%s: %v: %s", name, err, lastLine(string(out))))
			continue
		}
		if treeHash(filepath.Join(dir, "editions", name)) != treeHash(filepath.Join(ready, "editions", name)) {
			row.Violations = append(row.Violations, name+" came back otherwise")
			continue
		}
		row.Whole++
	}
	row.Seconds = since(began)
	return []finding{row}, nil
}
