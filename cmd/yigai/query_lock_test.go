//go:build cgo

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/workspace"
)

// secret stands in files that no query may reach.
const secret = "geheim-4711"

type secretRow struct {
	Name string `parquet:"name"`
}

// lockedOffice is a workspace with one mart; beside it lie files that hold the
// secret: an original, a key, and files of the machine. SECRET, ORIGINAL and SHEET in
// a statement stand for them.
func lockedOffice(t *testing.T) (dir string, names *strings.Replacer) {
	t.Helper()
	base := t.TempDir()
	dir = filepath.Join(base, "office")
	if code, _, e := run(t.Context(), "init", "--programme", "hanzhong-2022", dir); code != 0 {
		t.Fatal(e)
	}
	write := func(path, text string) string {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	original := write(filepath.Join(dir, "originals", "a.csv"), "name\n"+secret+"\n")
	outside := write(filepath.Join(base, "secret.csv"), "name\n"+secret+"\n")
	sheet := filepath.Join(base, "secret.parquet")
	if err := parquet.WriteFile(sheet, []secretRow{{secret}}); err != nil {
		t.Fatal(err)
	}
	t.Setenv("YIGAI_SECRET", secret)
	commitMart(t, dir)
	return dir, strings.NewReplacer("ORIGINAL", original, "SECRET", outside, "SHEET", sheet, "BASE", base)
}

func commitMart(t *testing.T, dir string) {
	t.Helper()
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	draft, err := ws.Marts().Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := parquet.WriteFile(filepath.Join(draft.Dir(), "mart_x.parquet"), []secretRow{{"open"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Commit(nil); err != nil {
		t.Fatal(err)
	}
}

// Whatever is asked of `yigai query` that is not one SELECT over the marts is
// refused with a reason, tells nothing of what lies outside them, and changes no
// file. The statements are one a line in testdata/query/refused.sql, under headings
// that name their kind; at least 25 kinds.
func TestNoStatementGetsOut(t *testing.T) {
	dir, names := lockedOffice(t)
	before := hashTree(t, filepath.Dir(dir), ".")
	kinds, statements := refusedStatements(t)
	if kinds < 25 || len(statements) < kinds {
		t.Fatalf("%d kinds and %d statements: too few to prove anything", kinds, len(statements))
	}
	for _, s := range statements {
		began := time.Now()
		code, out, e := run(t.Context(), "query", "--dir", dir, "--format", "csv", names.Replace(s))
		if code != 2 || out != "" || !strings.Contains(e, "yigai: ") {
			t.Errorf("%s\n was answered with code %d: %s%s", s, code, out, e)
		}
		if strings.Contains(out+e, secret) {
			t.Errorf("%s\n told the secret: %s%s", s, out, e)
		}
		if strings.Contains(e, "goroutine ") || time.Since(began) > time.Minute {
			t.Errorf("%s\n took %v: %s", s, time.Since(began), e)
		}
	}
	compareTrees(t, before, hashTree(t, filepath.Dir(dir), "."))
	t.Logf("FIGURE statements against the SQL lock | 25 refused | %d of %d kinds refused", len(statements), kinds)
	if code, out, e := run(t.Context(), "query", "--dir", dir, "--format", "csv", "select name from mart_x"); code != 0 || out != "name\nopen\n" {
		t.Errorf("the plain question must be answered: %d %s%s", code, out, e)
	}
}

// refusedStatements reads the list, of each kind the first, or with YIGAI_PROVE all; \n in it is a line break, \0 a NUL.
func refusedStatements(t *testing.T) (kinds int, statements []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "query", "refused.sql"))
	if err != nil {
		t.Fatal(err)
	}
	first := false
	for line := range strings.Lines(string(bytes.TrimSpace(data))) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "-- # "):
			kinds++
			first = true
		case line != "" && (first || os.Getenv("YIGAI_PROVE") != ""):
			first = false
			statements = append(statements, strings.NewReplacer(`\n`, "\n", `\0`, "\x00").Replace(line))
		}
	}
	return kinds, statements
}
