//go:build cgo

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yigai/internal/release"
	"yigai/internal/workspace"
)

// approvedOffice is a sample workspace whose quarter was agreed to.
func approvedOffice(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "office")
	must(t, "init", "--programme", "hanzhong-2022", "--sample", dir)
	must(t, "sample", "--dir", dir, "--period", "2022Q1", "--flaws", "0")
	must(t, "ingest", "--dir", dir)
	must(t, "approve", "--dir", dir, "--period", "2022Q1", "--step", "secretariat", "--by", "示例人员甲", "--opinion", "同意")
	return dir
}

// refusesToPublish publishes what must not be, and looks that nothing came of it.
func refusesToPublish(t *testing.T, dir, want string) {
	t.Helper()
	journal, err := os.ReadDir(filepath.Join(dir, "journal"))
	if err != nil {
		t.Fatal(err)
	}
	code, out, errOut := run(t.Context(), "publish", "--dir", dir, "--period", "2022Q1", "--by", "示例人员甲")
	if code != exitFailed || !strings.Contains(errOut, want) || !strings.Contains(errOut, "下一步: ") {
		t.Errorf("want %q, got %d %s %s", want, code, out, errOut)
	}
	after, err := os.ReadDir(filepath.Join(dir, "journal"))
	if err != nil || len(after) != len(journal) {
		t.Errorf("the journal has %d entries after %d, %v", len(after), len(journal), err)
	}
}

// A return taken out of the journal does not make the agreement before it stand.
func TestNobodyPublishesByACutJournal(t *testing.T) {
	dir := approvedOffice(t)
	must(t, "approve", "--dir", dir, "--period", "2022Q1", "--step", "secretariat", "--by", "示例人员甲", "--opinion", "存疑", "--return")
	if err := os.Remove(filepath.Join(dir, "journal", "000003.json")); err != nil {
		t.Fatal(err)
	}
	refusesToPublish(t, dir, "日志末尾被截断或改写")
	if code, _, errOut := run(t.Context(), "ingest", "--dir", dir); code != exitFailed || !strings.Contains(errOut, "工作区里有文件损坏") {
		t.Errorf("tables are made anew by a cut journal: %d %s", code, errOut)
	}
	if err := errors.Join(os.RemoveAll(filepath.Join(dir, "facts")), os.MkdirAll(filepath.Join(dir, "runs"), 0o755)); err != nil {
		t.Fatal(err)
	}
	log := `{"run":"000001-20220501T000000Z","note":{"journal_hash":"00","journal_length":"3"}}`
	if err := os.WriteFile(filepath.Join(dir, "runs", "000001-20220501T000000Z.json"), []byte(log), 0o644); err != nil {
		t.Fatal(err)
	}
	refusesToPublish(t, dir, "runs/000001-20220501T000000Z.json: 3")
}

// The place of the edition to be is taken: by a folder, a link, what is left of a
// journal that was rolled back.
func TestNobodyPublishesOntoAnother(t *testing.T) {
	dir := approvedOffice(t)
	place := filepath.Join(dir, "editions", "2022Q1-r1")
	for what, make := range map[string]func() error{
		"a folder": func() error { return os.MkdirAll(place, 0o755) },
		"a link":   func() error { return os.Symlink("../..", place) },
		"a file":   func() error { return os.WriteFile(place, nil, 0o644) },
	} {
		if err := make(); err != nil {
			t.Fatal(err)
		}
		refusesToPublish(t, dir, "editions/2022Q1-r1 已经有东西")
		if err := os.RemoveAll(place); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
}

// What was agreed to is a pack, too: targets, formulas, names.
func TestNobodyPublishesByAnotherPack(t *testing.T) {
	dir := approvedOffice(t)
	file := filepath.Join(dir, "programme", "programme.yaml")
	text, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, append(text, "# changed\n"...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	refusesToPublish(t, dir, "同意后数有变化，须再同意")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := run(t.Context(), "approve", "--dir", dir, "--period", "2022Q1", "--step", "secretariat", "--by", "示例人员甲", "--opinion", "同意"); code != exitFailed {
		t.Errorf("as agreed to, yet it is to be agreed to again: %s", out)
	}
}

// An edition whose journal was rewritten from its beginning on is told, even where
// every table was made anew.
func TestEditionsTellOfARewrittenJournal(t *testing.T) {
	ws := shelfWith(t, 1)
	head, err := ws.Journal.Head()
	if err != nil {
		t.Fatal(err)
	}
	other := workspace.Head{Hash: strings.Repeat("0", 64), Length: head.Length}
	for name, c := range map[string]struct {
		noted workspace.Head
		cut   bool
	}{"2022Q1-r2": {head, false}, "2022Q1-r3": {other, true}} {
		dir := ws.Path("editions", name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if _, err := release.Seal(dir, release.Manifest{Name: name, Number: 2, Meta: c.noted.Note()}, release.SampleKey()); err != nil {
			t.Fatal(err)
		}
		cuts, err := editionCuts(ws)
		if err != nil || (len(cuts) > 0) != c.cut {
			t.Errorf("%s: %v, %v", name, cuts, err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

// Nobody publishes again what was published: a command repeated by mistake.
func TestNothingNewIsNotPublished(t *testing.T) {
	ws := shelfWith(t, 1)
	editions, err := publishedIn(ws)
	if err != nil {
		t.Fatal(err)
	}
	next := editions[0]
	next.ID = "2022Q1-r9"
	if err := checkNew(ws, next, editions); err == nil || !strings.Contains(err.Error(), "nothing changed") {
		t.Errorf("the same again: %v", err)
	}
	next.Pack += "x"
	if err := checkNew(ws, next, editions); err != nil {
		t.Errorf("another pack: %v", err)
	}
	next.Pack = editions[0].Pack
	if _, err := ws.Journal.Append("note", time.Date(2022, 6, 1, 0, 0, 0, 0, time.UTC), nil); err != nil {
		t.Fatal(err)
	}
	if err := checkNew(ws, next, editions); err != nil {
		t.Errorf("something was noted since: %v", err)
	}
}

// Nobody is told that nothing changed by comparing with an edition that somebody
// else wrote into.
func TestNothingIsComparedWithAChangedEdition(t *testing.T) {
	ws := shelfWith(t, 1)
	newest, err := newestEdition(ws)
	if err != nil || newest.name != "2022Q1-r1" {
		t.Fatalf("%v, %v", newest, err)
	}
	manifest := filepath.Join(newest.dir, release.ManifestName)
	text, err := os.ReadFile(manifest)
	if err == nil {
		err = errors.Join(os.Chmod(manifest, 0o644), os.WriteFile(manifest, append(text, ' '), 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newestEdition(ws); err == nil || !strings.Contains(err.Error(), "not as it was published") {
		t.Errorf("another manifest: %v", err)
	}
}
