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
	return publishMade(t, ws, readyFake(t, ws, key, false))
}

func publishMade(t *testing.T, ws *workspace.Workspace, p published) published {
	t.Helper()
	if _, err := ws.Journal.Append(ingest.EntryPublished, time.Date(2022, 5, 1, 0, 0, 0, 0, time.UTC), p); err != nil {
		t.Fatal(err)
	}
	return p
}

// readyFake makes the next edition ready; unchained is one that follows none.
func readyFake(t *testing.T, ws *workspace.Workspace, key ed25519.PrivateKey, unchained bool) published {
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
	m := release.Manifest{Name: p.ID, Number: n, Meta: map[string]string{"sample": "true"}}
	var ref release.Reference
	for _, folder := range []string{publicFolder, ""} {
		dir := filepath.Join(draft, folder)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"a.csv": p.ID, "b.csv": "the same in all"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		m.Previous = release.Reference{}
		if n > 1 && !unchained {
			last, err := release.Open(filepath.Join(shelf.Find(before[n-2].ID), folder))
			if err != nil {
				t.Fatal(err)
			}
			m.Previous = last.Reference
		}
		if ref, err = release.Seal(dir, m, key); err != nil {
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
	put(t, path, text)
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
		"made after none": {func(t *testing.T, ws *workspace.Workspace) {
			publishMade(t, ws, readyFake(t, ws, release.SampleKey(), true))
			if err := settleEditions(ws); err != nil {
				t.Fatal(err)
			}
		}, "gap editions/2022Q3-r1/manifest.json, gap editions/2022Q3-r1/public/manifest.json"},
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

// harms are what may happen to the files of an edition, and what is said of it.
var harms = map[string]struct {
	do   func(t *testing.T, dir, other string)
	want []string
}{
	"one bit": {func(t *testing.T, dir, _ string) { flip(t, filepath.Join(dir, "a.csv")) }, []string{"changed a.csv"}},
	"a file of another edition": {func(t *testing.T, dir, other string) {
		text, err := os.ReadFile(filepath.Join(other, "a.csv"))
		if err != nil {
			t.Fatal(err)
		}
		overwrite(t, filepath.Join(dir, "a.csv"), string(text))
	}, []string{"changed a.csv"}},
	"a file less":          {func(t *testing.T, dir, _ string) { remove(t, filepath.Join(dir, "a.csv")) }, []string{"missing a.csv"}},
	"a file more":          {func(t *testing.T, dir, _ string) { put(t, filepath.Join(dir, "c.csv"), "x") }, []string{"extra c.csv"}},
	"a manifest cut short": {func(t *testing.T, dir, _ string) { overwrite(t, filepath.Join(dir, release.ManifestName), "{") }, []string{"unreadable manifest.json"}},
	"a higher number": {func(t *testing.T, dir, _ string) {
		path := filepath.Join(dir, release.ManifestName)
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), `"number": 2`) {
			t.Fatalf("%s %v", text, err)
		}
		overwrite(t, path, strings.Replace(string(text), `"number": 2`, `"number": 9`, 1))
	}, []string{"forged manifest.json"}},
	"a bit of the signature": {func(t *testing.T, dir, _ string) { flip(t, filepath.Join(dir, release.SignatureName)) }, []string{"changed SHA256SUMS", "forged manifest.json"}},
	"a bit of the sums":      {func(t *testing.T, dir, _ string) { flip(t, filepath.Join(dir, release.SumsName)) }, []string{"changed SHA256SUMS"}},
	"sealed by a stranger": {func(t *testing.T, dir, _ string) {
		_, foreign, err := ed25519.GenerateKey(nil)
		if err != nil {
			t.Fatal(err)
		}
		overwrite(t, filepath.Join(dir, "a.csv"), "forged")
		reseal(t, dir, foreign)
	}, []string{"unsigned manifest.sig"}},
}

// Whatever happens to a file of an edition, inside or in its public part, both
// verify of the workspace and verify of a copy name the file.
func TestEveryHarmToAnEditionIsNamed(t *testing.T) {
	for name, harm := range harms {
		for _, folder := range []string{"", publicFolder} {
			ws := shelfWith(t, 2)
			dir := ws.Path("editions", "2022Q2-r1", folder)
			must(t, "verify", "--edition", dir)
			harm.do(t, dir, ws.Path("editions", "2022Q1-r1", folder))
			told := damagesOf(t, ws)
			code, out, _ := run(t.Context(), "verify", "--edition", dir)
			for _, want := range harm.want {
				kind, file, _ := strings.Cut(want, " ")
				if whole := kind + " " + filepath.ToSlash(filepath.Join("editions/2022Q2-r1", folder, file)); !strings.Contains(told, whole) && !strings.Contains(told, strings.Replace(whole, kind, "changed", 1)) {
					t.Errorf("%s in %q: verify says %q, not %q", name, folder, told, whole)
				}
				if code != exitBroken || !strings.Contains(out, file+": "+damageWords[kind].zh) {
					t.Errorf("%s in %q: verify --edition ended with %d and says %q, not %q", name, folder, code, out, want)
				}
			}
		}
	}
}

// flip changes one bit in the middle of a file.
func flip(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1 << 7 // the middle of text becomes no text
	overwrite(t, path, string(data))
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
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
		"before the entry": {func(t *testing.T, ws *workspace.Workspace) { readyFake(t, ws, release.SampleKey(), false) }, "2022Q1-r1"},
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
