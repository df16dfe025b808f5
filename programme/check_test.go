package programme_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"yigai/programme"
)

// A spoiled pack is the real one with one text changed. It must give exactly the
// mistakes wanted, each at the line where a text begins: "FILE@TEXT: message", or
// "@: message" at the changed line.
type spoiled struct {
	name, file, old, new string
	want                 []string
}

func TestSpoiledPacks(t *testing.T) {
	all := slices.Concat(spoiledForm, spoiledProgramme, spoiledOrgs, spoiledElements, spoiledIndicators, spoiledTasks, spoiledRules, spoiledSources)
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) { s.check(t, hanzhong(t)) })
	}
}

// check spoils files and compares the mistakes found in them with those wanted.
func (s spoiled) check(t *testing.T, files fstest.MapFS) {
	changed := replace(t, files, s.file, s.old, s.new)
	var want, got []string
	for _, w := range s.want {
		want = append(want, s.placed(t, files, changed, w))
	}
	for _, m := range programme.CheckFS(files) {
		got = append(got, m.Error())
		wellFormed(t, m)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// placed turns "orgs.csv@610702,: message" into "orgs.csv:3: message".
func (s spoiled) placed(t *testing.T, files fstest.MapFS, changed int, want string) string {
	place, message, _ := strings.Cut(want, ": ")
	file, text, hasText := strings.Cut(place, "@")
	switch {
	case !hasText:
		return want
	case file == "":
		return fmt.Sprintf("%s:%d: %s", s.file, changed, message)
	}
	return fmt.Sprintf("%s:%d: %s", file, lineOf(t, files, file, text), message)
}

// wellFormed checks that a mistake is told in both languages, with all its values.
func wellFormed(t *testing.T, m programme.Mistake) {
	t.Helper()
	if !strings.ContainsFunc(m.ProblemZh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("%s has no Chinese text: %q", m.Place, m.ProblemZh)
	}
	for _, text := range []string{m.Problem, m.ProblemZh} {
		if strings.Contains(text, "%!") || strings.Contains(text, "{") {
			t.Errorf("%s prints a value badly: %q", m.Place, text)
		}
	}
}
