//go:build linux

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// isLeftover says whether a name is that of unfinished work, which no reader is
// shown and the next run removes.
func isLeftover(name string) bool { return strings.HasPrefix(name, ".yigai-tmp-") }

// leftovers lists unfinished work anywhere in a workspace.
func leftovers(dir string) (found []string) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && isLeftover(d.Name()) {
			found = append(found, "left over: "+path)
		}
		return err
	})
	if err != nil {
		found = append(found, err.Error())
	}
	return found
}

// editions names the editions that readers are shown.
func editions(dir string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(dir, "editions"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// editionProblems says what is wrong with the editions that readers are shown: each
// must hold exactly what its list of sums says.
func editionProblems(dir string) (problems []string) {
	names, err := editions(filepath.Dir(dir))
	if err != nil {
		return []string{err.Error()}
	}
	for _, name := range names {
		problems = append(problems, sumProblems(filepath.Join(dir, name))...)
	}
	if latest, err := os.ReadFile(filepath.Join(dir, "LATEST")); err == nil {
		if _, err := os.Stat(filepath.Join(dir, strings.TrimSpace(string(latest)))); err != nil {
			problems = append(problems, fmt.Sprintf("LATEST names %q, which is not there", latest))
		}
	}
	return problems
}

func sumProblems(dir string) (problems []string) {
	sums, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		return []string{"an edition without sums: " + dir}
	}
	listed := map[string]bool{"SHA256SUMS": true}
	for line := range strings.SplitSeq(strings.TrimSpace(string(sums)), "\n") {
		hash, name, _ := strings.Cut(line, "  ")
		listed[name] = true
		if got, err := hashOf(filepath.Join(dir, name)); err != nil || got != hash {
			problems = append(problems, fmt.Sprintf("%s/%s is not as its sum says", dir, name))
		}
	}
	found, err := hashesIn(dir)
	if err != nil {
		return append(problems, err.Error())
	}
	for name := range found {
		if !listed[name] && !strings.HasPrefix(name, "manifest.") {
			problems = append(problems, fmt.Sprintf("%s/%s stands in no list", dir, name))
		}
	}
	return problems
}
