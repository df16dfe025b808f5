//go:build cgo

package main

import (
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// planted is what a careless sender writes into any text: a telephone number, an
// identity number (the standard's own example), a place on a machine.
const planted = " 13800138000 11010519491231002X /srv/zhangsan/表.xlsx C:\\Users\\zhangsan\\表.xlsx"

// ofPersons matches what tells of a person; ofMachines what tells of a machine.
var (
	ofPersons = []*regexp.Regexp{
		regexp.MustCompile(`(?:^|[^0-9A-Za-z.,_-])(1[3-9][0-9]{9})(?:[^0-9A-Za-z.]|$)`),
		regexp.MustCompile(`(?:^|[^0-9A-Za-z.,_-])([1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx])(?:[^0-9A-Za-z.]|$)`),
	}
	ofMachines = []*regexp.Regexp{
		regexp.MustCompile(`(?:^|[^0-9A-Za-z_./~-])(/(?:home|root|Users|tmp|var|mnt|opt|srv|private|work)/[^\s"'<>]+)`),
		regexp.MustCompile(`(?:^|[^0-9A-Za-z])([A-Za-z]:\\[^\s"'<>]+)`),
		regexp.MustCompile(`file://(/?[^\s"'<>]+)`),
	}
)

// leaks are the matches of the patterns, and the given texts, that stand in a text.
func leaks(text []byte, patterns []*regexp.Regexp, never ...string) (found []string) {
	for _, p := range patterns {
		for _, m := range p.FindAllSubmatch(text, 5) {
			found = append(found, string(m[1]))
		}
	}
	for _, n := range never {
		if n != "" && strings.Contains(string(text), n) {
			found = append(found, n)
		}
	}
	return found
}

// thisMachine are names that only this machine and its user have.
func thisMachine(t *testing.T, dir string) []string {
	t.Helper()
	names := []string{dir, os.TempDir() + string(filepath.Separator)}
	if host, err := os.Hostname(); err == nil && len(host) > 5 && host != "localhost" {
		names = append(names, host)
	}
	// Short names are words of their own: root, test, build.
	if u, err := user.Current(); err == nil && len(u.Username) > 6 {
		names = append(names, u.Username)
	}
	return names
}

func TestLeaksAreSeen(t *testing.T) {
	if found := leaks([]byte("甲"+planted), append(ofPersons, ofMachines...)); len(found) != 4 {
		t.Errorf("planted are four, seen %q", found)
	}
	for _, text := range []string{"value,138001380001", "138001380.00", "6f13800138000a", "https://example.org/home/a", "a/home/b", `{"sum": "13800138000.0000"}`, "1.13800138000"} {
		if found := leaks([]byte(text), append(ofPersons, ofMachines...)); len(found) != 0 {
			t.Errorf("%q is harmless, seen %q", text, found)
		}
	}
}

// No file of a published edition names a place, a user or the name of this machine;
// none of the public edition holds a telephone or identity number.
func TestPublishedFilesTellOfNoPersonAndNoMachine(t *testing.T) {
	prove(t)
	files := 0
	eachPack(t, func(t *testing.T, _, dir string) {
		edition := publishedNewest(dir)
		if edition == "" {
			t.Fatal("nothing is published")
		}
		files += tellsOfNobody(t, edition, thisMachine(t, dir))
	})
	t.Logf("FIGURE paths, user names, telephone and identity numbers in published files | 0 | 0 in %d files", files)
}

func tellsOfNobody(t *testing.T, edition string, never []string) (files int) {
	t.Helper()
	err := filepath.WalkDir(edition, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		name, err := filepath.Rel(edition, path)
		patterns := ofMachines
		if strings.HasPrefix(name, publicFolder+"/") {
			patterns = append(patterns[:len(patterns):len(patterns)], ofPersons...)
		}
		for _, text := range readable(t, path) {
			for _, leak := range leaks(text, patterns, never...) {
				t.Errorf("%s tells %q", name, leak)
			}
		}
		return err
	})
	if err != nil || files < 100 {
		t.Fatalf("%d files: too few to prove anything (%v)", files, err)
	}
	return files
}
