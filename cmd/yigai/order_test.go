//go:build cgo

package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Files that come in another order and lie otherwise on the disk, taken in by a
// machine whose clock is years ahead or behind: the same bytes everywhere. In make
// prove the whole chain up to the edition, else what was received and the facts.
func TestOrderOfFilesAndClockChangeNothing(t *testing.T) {
	base := t.TempDir()
	sent := filepath.Join(base, "sent")
	must(t, "init", "--programme", filepath.Join("testdata", "sixth"), "--sample", sent)
	must(t, "sample", "--dir", sent, "--period", "2031H1", "--flaws", "2")
	commands, folders := [][]string{{"ingest"}}, []string{"originals", "journal", "facts"}
	if os.Getenv("YIGAI_PROVE") != "" {
		commands = append(commands, []string{"transform"}, []string{"site"}, []string{"bulletin", "--period", "2031H1", "--out", "OUT"})
		folders = append(folders, "reference", "marts", "site", "out")
	}
	var first map[string]string
	for i, c := range []struct {
		now   time.Time
		order func(a, b string) int
	}{
		{time.Date(2031, 8, 1, 9, 0, 0, 0, time.UTC), strings.Compare},
		{time.Date(2049, 12, 31, 23, 59, 59, 0, time.UTC), func(a, b string) int { return strings.Compare(b, a) }},
		{time.Date(2031, 7, 31, 16, 30, 0, 0, time.FixedZone("", 14*3600)), func(a, b string) int {
			return strings.Compare(filepath.Ext(a)+a[len(a)/2:], filepath.Ext(b)+b[len(b)/2:])
		}},
	} {
		dir := filepath.Join(base, "office", string(rune('a'+i)))
		laidOut(t, sent, dir, c.order)
		for _, command := range commands {
			args := append([]string{command[0], "--dir", dir}, command[1:]...)
			for j := range args {
				args[j] = strings.ReplaceAll(args[j], "OUT", filepath.Join(dir, "out"))
			}
			var out, errs bytes.Buffer
			if code := Run(t.Context(), args, System{In: strings.NewReader(""), Out: &out, Err: &errs, Now: func() time.Time { return c.now }}); code == exitFailed {
				t.Fatalf("%v: code %d\n%s%s", args, code, out.String(), errs.String())
			}
		}
		hashes := hashTree(t, dir, folders...)
		if first == nil {
			first = hashes
		}
		compareTrees(t, first, hashes)
	}
	if t.Failed() {
		return
	}
	t.Logf("FIGURE files alike under three clocks and three orders of files | all | %d of %d", len(first), len(first))
}

// laidOut copies a workspace file by file in the given order, so that a folder lists
// them otherwise where the filesystem does not sort.
func laidOut(t *testing.T, from, to string, order func(a, b string) int) {
	t.Helper()
	var names []string
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(names, order)
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
