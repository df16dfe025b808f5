//go:build linux

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// All parts together take many hours. Each result is kept as soon as it is there,
// and `--continue` takes up a run that was broken off: what held stays, as long as
// sources, program and command are the same.

// changedSources stands where sources are not those of a commit: what was shown
// of them cannot be told from what is there later.
const changedSources = "changed sources"

// shownOf names what is being shown: the sources by their tree in git, the program by its hash.
func shownOf(program string) (string, error) {
	data, err := os.ReadFile(program)
	if err != nil {
		return "", err
	}
	sources := changedSources
	if status, err := exec.Command("git", "status", "--porcelain").Output(); err == nil && len(bytes.TrimSpace(status)) == 0 {
		tree, err := exec.Command("git", "rev-parse", "HEAD^{tree}").Output()
		if err != nil {
			return "", fmt.Errorf("name the sources: %w", err)
		}
		sources = "tree " + strings.TrimSpace(string(tree))
	}
	return fmt.Sprintf("%s, program %x", sources, sha256.Sum256(data)), nil
}

// heldEarlier reads what an earlier run saw to hold of the same sources and program.
func (o house) heldEarlier(of string) ([]result, error) {
	if strings.HasPrefix(of, changedSources) {
		return nil, errors.New("--continue: the sources are not those of a commit, so what held of them earlier cannot be told; commit, or run without it")
	}
	data, err := os.ReadFile(o.summaryFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []result
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		return nil, fmt.Errorf("--continue: read %s: %w; delete it to begin anew", o.summaryFile(), err)
	}
	return slices.DeleteFunc(all, func(r result) bool { return r.Of != of || r.Verdict != held }), nil
}

// findPart is what an earlier run saw of a part, if it was run by the same command.
func findPart(earlier []result, p part) (result, bool) {
	i := slices.IndexFunc(earlier, func(r result) bool { return r.Name == p.name && r.Command == strings.Join(p.argv, " ") })
	if i < 0 {
		return result{}, false
	}
	return earlier[i], true
}

// keep writes what is known so far, with what earlier runs saw of parts that are yet to come.
func (o house) keep(results, earlier []result) error {
	all := slices.Clone(results)
	for _, r := range earlier {
		if !slices.ContainsFunc(results, func(now result) bool { return now.Name == r.Name }) {
			all = append(all, r)
		}
	}
	data, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return err
	}
	draft := o.summaryFile() + ".draft"
	return errors.Join(os.WriteFile(draft, append(data, '\n'), 0o644), os.Rename(draft, o.summaryFile()))
}

func (o house) summaryFile() string { return filepath.Join(o.out, "summary.json") }
