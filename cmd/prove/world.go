//go:build linux

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A world is what a workspace may look like while a stage runs: as before it, or
// as after it.
type world struct {
	received map[string]string   // hash of each file sent, to its name
	shown    map[string][]string // what readers look at, to the states it may be in
	settled  map[string]string   // the same, to its state when the stage went through
}

// pointers name the generation of tables that counts.
var pointers = []string{"facts", "reference", "marts"}

func before(dir string) (w world, err error) {
	w = world{received: map[string]string{}, shown: map[string][]string{}, settled: map[string]string{}}
	for _, folder := range []string{"inbox", "originals"} {
		hashes, err := hashesIn(filepath.Join(dir, folder))
		if err != nil {
			return w, err
		}
		for name, hash := range hashes {
			if !strings.HasSuffix(name, receiptEnd) {
				w.received[hash] = name
			}
		}
	}
	if len(w.received) == 0 {
		return w, errors.New("no file was sent: nothing could be lost")
	}
	for what, state := range states(dir) {
		w.shown[what] = []string{state}
	}
	return w, nil
}

// after adds what a workspace looks like in which the stage went through.
func (w world) after(dir string) error {
	if problems := w.look(dir, true); len(problems) > 0 {
		return fmt.Errorf("undisturbed, and yet: %s", strings.Join(problems, "; "))
	}
	for what, state := range states(dir) {
		w.shown[what] = append(w.shown[what], state)
		w.settled[what] = state
	}
	return nil
}

// states says of everything that readers look at what it is.
func states(dir string) map[string]string {
	found := map[string]string{"site": treeHash(filepath.Join(dir, "site"))}
	for _, p := range pointers {
		data, err := os.ReadFile(filepath.Join(dir, p, "CURRENT"))
		if err != nil {
			data = []byte("none")
		}
		found[p] = strings.TrimSpace(string(data))
	}
	return found
}

// look holds a workspace against the promises, whenever a stage was stopped in it.
// While it is being prepared, any state is new.
func (w world) look(dir string, preparing bool) (problems []string) {
	problems = append(problems, w.lost(dir)...)
	for what, state := range states(dir) {
		if !preparing && w.shown != nil && !slices.Contains(w.shown[what], state) {
			problems = append(problems, fmt.Sprintf("%s is neither as before nor as after", what))
		}
	}
	for _, p := range pointers {
		problems = append(problems, generationProblems(filepath.Join(dir, p))...)
	}
	problems = append(problems, chainProblems(filepath.Join(dir, "journal"))...)
	return append(problems, editionProblems(filepath.Join(dir, "editions"))...)
}

// lost names files that were sent and are nowhere any more, and originals that do
// not hold what their name says.
func (w world) lost(dir string) (problems []string) {
	there := map[string]bool{}
	for _, folder := range []string{"inbox", "originals"} {
		hashes, err := hashesIn(filepath.Join(dir, folder))
		if err != nil {
			problems = append(problems, err.Error())
		}
		for name, hash := range hashes {
			there[hash] = true
			named, _, _ := strings.Cut(name, ".")
			if folder == "originals" && len(named) == 64 && !strings.HasSuffix(name, receiptEnd) && named != hash {
				problems = append(problems, "the original "+name+" holds something else")
			}
		}
	}
	for hash, name := range w.received {
		if !there[hash] {
			problems = append(problems, name+" was sent and is lost")
		}
	}
	slices.Sort(problems)
	return problems
}

// hashesIn lists the finished files below a folder with their hashes.
func hashesIn(dir string) (map[string]string, error) {
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isLeftover(d.Name()) {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		found[name], err = hashOf(path)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return found, err
}

func hashOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// treeHash is one hash over all names and contents below a folder.
func treeHash(dir string) string {
	if _, err := os.Stat(dir); err != nil {
		return "none"
	}
	hashes, err := hashesIn(dir)
	if err != nil {
		return err.Error()
	}
	var lines []string
	for name, hash := range hashes {
		lines = append(lines, name+" "+hash)
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:8])
}

// generationProblems holds the tables that count against their list.
func generationProblems(dir string) (problems []string) {
	current, err := os.ReadFile(filepath.Join(dir, "CURRENT"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return []string{err.Error()}
	}
	folder := filepath.Join(dir, strings.TrimSpace(string(current)))
	var listed struct {
		Files []struct {
			Name   string `json:"name"`
			SHA256 string `json:"sha256"`
		} `json:"files"`
	}
	data, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(data, &listed)
	}
	if err != nil {
		return []string{fmt.Sprintf("%s counts and cannot be read: %v", folder, err)}
	}
	for _, f := range listed.Files {
		if hash, err := hashOf(filepath.Join(folder, f.Name)); err != nil || hash != f.SHA256 {
			problems = append(problems, fmt.Sprintf("%s/%s is not as listed", folder, f.Name))
		}
	}
	return problems
}

// chainProblems says where the journal has a gap, or an entry does not carry the
// hash of the one before.
func chainProblems(dir string) (problems []string) {
	names, err := filepath.Glob(filepath.Join(dir, "[0-9]*.json"))
	if err != nil {
		return []string{err.Error()}
	}
	slices.Sort(names)
	previous := ""
	for i, name := range names {
		var entry struct {
			Seq      int    `json:"seq"`
			Previous string `json:"previous"`
		}
		data, err := os.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(data, &entry)
		}
		if err != nil || entry.Seq != i+1 || entry.Previous != previous {
			problems = append(problems, fmt.Sprintf("the journal breaks at %s (%v)", filepath.Base(name), err))
		}
		if previous, err = hashOf(name); err != nil {
			problems = append(problems, err.Error())
		}
	}
	return problems
}
