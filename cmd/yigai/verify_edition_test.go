//go:build cgo

package main

import (
	"crypto/ed25519"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"yigai/ingest"
	"yigai/internal/release"
	"yigai/internal/workspace"
)

// shelfWith is a sample workspace with n published editions of two files each.
func shelfWith(t *testing.T, n int) *workspace.Workspace {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "office")
	must(t, "init", "--programme", "hanzhong-2022", "--sample", dir)
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		publishFake(t, ws, release.SampleKey())
		if err := settleEditions(ws); err != nil {
			t.Fatal(err)
		}
	}
	return ws
}

// publishFake makes the next edition ready and notes it, and shows nothing.
func publishFake(t *testing.T, ws *workspace.Workspace, key ed25519.PrivateKey) published {
	t.Helper()
	p := readyFake(t, ws, key)
	if _, err := ws.Journal.Append(ingest.EntryPublished, time.Date(2022, 5, 1, 0, 0, 0, 0, time.UTC), p); err != nil {
		t.Fatal(err)
	}
	return p
}

func readyFake(t *testing.T, ws *workspace.Workspace, key ed25519.PrivateKey) published {
	t.Helper()
	before, err := publishedIn(ws)
	if err != nil {
		t.Fatal(err)
	}
	n := len(before) + 1
	p := published{Decision: ingest.Decision{ID: fmt.Sprintf("2022Q%d-r1", n), Period: fmt.Sprintf("2022Q%d", n), Value: strconv.Itoa(n), By: "示例人员甲"}}
	shelf := shelfOf(ws)
	draft, err := shelf.Begin()
	if err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(draft, publicFolder)
	if err := os.Mkdir(public, 0o755); err != nil {
		t.Fatal(err)
	}
	m := release.Manifest{Name: p.ID, Number: n, Meta: map[string]string{"sample": "true"}}
	var ref release.Reference
	for _, folder := range []string{public, draft} {
		if err := os.WriteFile(filepath.Join(folder, "a.csv"), []byte(p.ID), 0o644); err != nil {
			t.Fatal(err)
		}
		if ref, err = release.Seal(folder, m, key); err != nil {
			t.Fatal(err)
		}
	}
	if err := shelf.Ready(draft, p.ID); err != nil {
		t.Fatal(err)
	}
	p.Text = ingest.ManifestText(ref.SHA256)
	return p
}

// damagesOf are the kinds of damage and where, in one line.
func damagesOf(t *testing.T, ws *workspace.Workspace) string {
	t.Helper()
	damages, err := verifyEditions(ws)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, d := range damages {
		told = append(told, d.Kind+" "+d.Path)
	}
	slices.Sort(told)
	return strings.Join(told, ", ")
}

// overwrite replaces one file of an edition, read-only as it is.
func overwrite(t *testing.T, path, text string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsWrongWithAnEditionIsNamed(t *testing.T) {
	_, foreign, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		harm func(t *testing.T, ws *workspace.Workspace)
		want string
	}{
		"whole":   {func(*testing.T, *workspace.Workspace) {}, ""},
		"damaged": {func(t *testing.T, ws *workspace.Workspace) { overwrite(t, ws.Path("editions/2022Q1-r1/a.csv"), "x") }, "changed editions/2022Q1-r1/a.csv"},
		"damaged in public": {func(t *testing.T, ws *workspace.Workspace) {
			overwrite(t, ws.Path("editions/2022Q1-r1/public/a.csv"), "x")
		}, "changed editions/2022Q1-r1/public/a.csv"},
		"mixed": {func(t *testing.T, ws *workspace.Workspace) {
			overwrite(t, ws.Path("editions/2022Q1-r1/a.csv"), "2022Q2-r1")
		}, "changed editions/2022Q1-r1/a.csv"},
		"missing": {func(t *testing.T, ws *workspace.Workspace) { remove(t, ws.Path("editions/2022Q1-r1")) }, "missing editions/2022Q1-r1"},
		"rolled back": {func(t *testing.T, ws *workspace.Workspace) {
			remove(t, ws.Path("editions/2022Q2-r1"))
			if err := os.CopyFS(ws.Path("editions/2022Q2-r1"), os.DirFS(ws.Path("editions/2022Q1-r1"))); err != nil {
				t.Fatal(err)
			}
		}, "rolled_back editions/2022Q2-r1"},
		"pointer rolled back": {func(t *testing.T, ws *workspace.Workspace) { overwrite(t, ws.Path("editions/LATEST"), "2022Q1-r1\n") }, "rolled_back editions/LATEST"},
		"sealed anew by the same key": {func(t *testing.T, ws *workspace.Workspace) {
			overwrite(t, ws.Path("editions/2022Q1-r1/a.csv"), "x")
			reseal(t, ws.Path("editions/2022Q1-r1"), release.SampleKey())
		}, "not_published editions/2022Q1-r1/manifest.json"},
		"sealed anew by another key": {func(t *testing.T, ws *workspace.Workspace) { reseal(t, ws.Path("editions/2022Q1-r1"), foreign) },
			"not_published editions/2022Q1-r1/manifest.json, unsigned editions/2022Q1-r1/manifest.sig"},
		"never published": {func(t *testing.T, ws *workspace.Workspace) {
			if err := os.Mkdir(ws.Path("editions/2022Q9-r1"), 0o755); err != nil {
				t.Fatal(err)
			}
		}, "unpublished editions/2022Q9-r1"},
		"published by the journal, not yet shown": {func(t *testing.T, ws *workspace.Workspace) { publishFake(t, ws, release.SampleKey()) }, ""},
	} {
		ws := shelfWith(t, 2)
		c.harm(t, ws)
		if got := damagesOf(t, ws); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func remove(t *testing.T, dir string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
}

func reseal(t *testing.T, dir string, key ed25519.PrivateKey) {
	t.Helper()
	r, err := release.Open(dir)
	if err == nil {
		_, err = release.Seal(dir, r.Manifest, key)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever publish was killed after, the next command leaves no edition or a
// whole one that the journal knows.
func TestKilledPublishNeedsNoRepair(t *testing.T) {
	for name, c := range map[string]struct {
		killed func(t *testing.T, ws *workspace.Workspace)
		want   string
	}{
		"in the draft": {func(t *testing.T, ws *workspace.Workspace) {
			if _, err := shelfOf(ws).Begin(); err != nil {
				t.Fatal(err)
			}
		}, "2022Q1-r1"},
		"before the entry": {func(t *testing.T, ws *workspace.Workspace) { readyFake(t, ws, release.SampleKey()) }, "2022Q1-r1"},
		"after the entry":  {func(t *testing.T, ws *workspace.Workspace) { publishFake(t, ws, release.SampleKey()) }, "2022Q2-r1"},
		"before the pointer": {func(t *testing.T, ws *workspace.Workspace) {
			p := publishFake(t, ws, release.SampleKey())
			if err := os.Rename(shelfOf(ws).ReadyPath(p.ID), shelfOf(ws).Path(p.ID)); err != nil {
				t.Fatal(err)
			}
		}, "2022Q2-r1"},
	} {
		ws := shelfWith(t, 1)
		c.killed(t, ws)
		a := newApp(nil, System{Env: []string{}, Now: time.Now})
		a.dir = ws.Dir
		_, _, unlock, err := a.openToWrite("test")
		if err == nil {
			err = unlock()
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := shelfOf(ws).Latest(); got != c.want || damagesOf(t, ws) != "" {
			t.Errorf("killed %s: the newest is %q, want %q; damages %q", name, got, c.want, damagesOf(t, ws))
		}
		if left, err := filepath.Glob(ws.Path("editions", ".*")); err != nil || len(left) > 0 {
			t.Errorf("killed %s: left behind: %v, %v", name, left, err)
		}
	}
}

// A copied edition, or its public part alone, is checked without a workspace.
func TestCopiedEditionIsCheckedAlone(t *testing.T) {
	ws := shelfWith(t, 2)
	dir := ws.Path("editions", "2022Q2-r1")
	must(t, "verify", "--edition", dir)
	must(t, "verify", "--edition", filepath.Join(dir, publicFolder), "--at-least", "2")
	for name, args := range map[string][]string{
		"被换回旧版": {"--at-least", "3"}, "不是可信的密钥签的": {"--key", otherKey(t)},
	} {
		code, out, _ := run(t.Context(), append([]string{"verify", "--edition", dir}, args...)...)
		if code != exitBroken || !strings.Contains(out, name) {
			t.Errorf("%v: exit code %d, said %q", args, code, out)
		}
	}
	overwrite(t, filepath.Join(dir, publicFolder, "a.csv"), "x")
	if code, out, _ := run(t.Context(), "verify", "--edition", filepath.Join(dir, publicFolder)); code != exitBroken || !strings.Contains(out, "a.csv: 内容已变") {
		t.Errorf("a changed file: exit code %d, said %q", code, out)
	}
}

func otherKey(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.pem")
	must(t, "key", "new", "--out", path)
	return path + publicSuffix
}
