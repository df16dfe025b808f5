//go:build linux

package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// office is a small workspace as a program would leave it: two files sent, one of
// them kept, a site, one generation of tables, two entries of the journal, one edition.
func office(t *testing.T) string {
	dir := t.TempDir()
	put := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sum := func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }
	put("inbox/a.xlsx", "a")
	put("originals/"+sum("b")+".xlsx", "b")
	put("site/index.html", "page")
	put("facts/g1/t.parquet", "rows")
	put("facts/g1/manifest.json", `{"files":[{"name":"t.parquet","sha256":"`+sum("rows")+`"}]}`)
	put("facts/CURRENT", "g1\n")
	first := `{"seq":1,"previous":""}`
	put("journal/000001.json", first)
	put("journal/000002.json", `{"seq":2,"previous":"`+sum(first)+`"}`)
	put("editions/2031H1-r1/site/index.html", "page")
	put("editions/2031H1-r1/SHA256SUMS", sum("page")+"  site/index.html\n")
	put("editions/LATEST", "2031H1-r1\n")
	return dir
}

// What the eyes of the harness must see; each is done to a workspace that is well.
func TestLookSeesEveryHarm(t *testing.T) {
	write := func(name, text string) func(dir string) error {
		return func(dir string) error { return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644) }
	}
	remove := func(name string) func(dir string) error {
		return func(dir string) error { return os.RemoveAll(filepath.Join(dir, name)) }
	}
	kept := fmt.Sprintf("originals/%x.xlsx", sha256.Sum256([]byte("b")))
	for name, c := range map[string]struct {
		harm func(dir string) error
		want string
	}{
		"none":                 {func(string) error { return nil }, ""},
		"unfinished work":      {write("facts/.yigai-tmp-12", "half"), ""},
		"lost from the inbox":  {remove("inbox/a.xlsx"), "was sent and is lost"},
		"original cut":         {write(kept, ""), "holds something else"},
		"page cut":             {write("site/index.html", "pa"), "site is neither as before nor as after"},
		"site gone":            {remove("site"), "site is neither as before nor as after"},
		"table cut":            {write("facts/g1/t.parquet", "ro"), "is not as listed"},
		"pointer to nothing":   {write("facts/CURRENT", "g2"), "cannot be read"},
		"journal with a gap":   {remove("journal/000001.json"), "the journal breaks at 000002.json"},
		"journal entry cut":    {write("journal/000002.json", `{"seq":2`), "the journal breaks at 000002.json"},
		"journal entry forged": {write("journal/000001.json", `{"seq":1,"previous":"","x":1}`), "the journal breaks at 000002.json"},
		"half an edition":      {remove("editions/2031H1-r1/site/index.html"), "is not as its sum says"},
		"edition without sums": {remove("editions/2031H1-r1/SHA256SUMS"), "an edition without sums"},
		"a file in no list":    {write("editions/2031H1-r1/extra", "x"), "stands in no list"},
		"LATEST to nothing":    {write("editions/LATEST", "2031H1-r2"), "LATEST names"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := office(t)
			w, err := before(dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.harm(dir); err != nil {
				t.Fatal(err)
			}
			got := strings.Join(w.look(dir, false), "\n")
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("saw %q, want %q", got, c.want)
			}
		})
	}
}

// An acknowledgement is a promise: the file it names is kept.
func TestUntoldSeesALostAcknowledgement(t *testing.T) {
	dir := office(t)
	w, err := before(dir)
	if err != nil {
		t.Fatal(err)
	}
	s := stage{world: w}
	if got := s.untold(outcome{dir: dir, said: "✓ 接受 a.xlsx\n"}); len(got) != 1 {
		t.Errorf("a.xlsx is acknowledged and not kept, and was told as %q", got)
	}
	if got := s.untold(outcome{dir: dir, said: "✗ 拒收 a.xlsx\n"}); len(got) != 0 {
		t.Errorf("nothing is acknowledged, and yet %q", got)
	}
}

// A table without a caught twin, with a violation or with nothing disturbed fails.
func TestReportJudges(t *testing.T) {
	twin := finding{Kind: "kill", Stage: "naive", Naive: true, Disturbed: 3, Violations: []string{"lost"}}
	for name, c := range map[string]struct {
		rows []finding
		code int
	}{
		"kept":              {[]finding{{Kind: "kill", Disturbed: 3}, twin}, 0},
		"broken":            {[]finding{{Kind: "kill", Disturbed: 3, Violations: []string{"lost"}}, twin}, 1},
		"nothing disturbed": {[]finding{{Kind: "kill"}, twin}, 1},
		"blind":             {[]finding{{Kind: "kill", Disturbed: 3}, {Kind: "kill", Naive: true, Disturbed: 3}}, 1},
		"not run":           {[]finding{{Kind: "power", NotRun: "no root"}}, 2},
	} {
		var out strings.Builder
		code, err := report(&out, "", c.rows)
		if err != nil || code != c.code {
			t.Errorf("%s: code %d (%v), want %d\n%s", name, code, err, c.code, out.String())
		}
		if name == "not run" && !strings.Contains(out.String(), "NOT RUN, not proved here: no root") {
			t.Errorf("what was not run passes in silence:\n%s", out.String())
		}
	}
}
