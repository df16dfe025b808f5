//go:build linux

package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// repository is where the tests of this package find the pages they read.
const repository = "../.."

var (
	makeCommand = regexp.MustCompile("`make ([a-z]+)((?: [A-Z]+=(?:\"[^\"]*\"|[^ `]+))*)`")
	testName    = regexp.MustCompile("`(Test[A-Za-z0-9]+)`")
	onlyWords   = regexp.MustCompile(`ONLY=([a-z,]+)`)
)

// Every command that the pages name is there: targets of the Makefile, parts of
// make prove, tests. And every part is named.
func TestPagesNameRealCommands(t *testing.T) {
	makefile := read(t, "Makefile")
	var parts []string
	for _, p := range (house{}).parts() {
		parts = append(parts, p.name)
	}
	known := testsOfTheHouse(t)
	for _, page := range []string{"docs/proofs.md", "README.md", "README.zh.md"} {
		text, commands := read(t, page), 0
		for _, m := range makeCommand.FindAllStringSubmatch(text, -1) {
			commands++
			if !strings.Contains(makefile, "\n"+m[1]+":") {
				t.Errorf("%s names make %s, which is not there", page, m[1])
			}
			if only := onlyWords.FindStringSubmatch(m[2]); only != nil {
				for name := range strings.SplitSeq(only[1], ",") {
					if !slices.Contains(parts, name) {
						t.Errorf("%s names the part %s, which is not there", page, name)
					}
				}
			}
		}
		for _, m := range testName.FindAllStringSubmatch(text, -1) {
			if !known[m[1]] {
				t.Errorf("%s names %s, which is not there", page, m[1])
			}
		}
		if commands < 5 {
			t.Errorf("%s names %d commands: the test proves nothing", page, commands)
		}
	}
}

func TestEveryProofIsOnItsPage(t *testing.T) {
	text := read(t, "docs/proofs.md")
	for _, p := range (house{}).proofsOfSafety() {
		if !regexp.MustCompile(`ONLY=[a-z,]*\b` + p + `\b`).MatchString(text) {
			t.Errorf("docs/proofs.md does not name make prove ONLY=%s", p)
		}
	}
	if !strings.Contains(text, "What was not proved") {
		t.Error("docs/proofs.md does not say what was not proved")
	}
}

// proofsOfSafety are the parts that are no command of their own.
func (o house) proofsOfSafety() (names []string) {
	for _, p := range o.parts() {
		if p.argv[0] != "make" {
			names = append(names, p.name)
		}
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(repository, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// testsOfTheHouse are the names of all tests.
func testsOfTheHouse(t *testing.T) map[string]bool {
	t.Helper()
	known, name := map[string]bool{}, regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)
	err := filepath.WalkDir(repository, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range name.FindAllSubmatch(data, -1) {
			known[string(m[1])] = true
		}
		return err
	})
	if err != nil || len(known) < 100 {
		t.Fatalf("%d tests found: %v", len(known), err)
	}
	return known
}
