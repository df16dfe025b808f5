package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func fillWith(files map[string]string) func(string) error {
	return func(dir string) error {
		var errs []error
		for name, text := range files {
			path := filepath.Join(dir, name)
			errs = append(errs, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644))
		}
		return errors.Join(errs...)
	}
}

func TestReplaceDirTakesTheWholeNewFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	first := map[string]string{"index.html": "1", "county/610702.html": "a"}
	second := map[string]string{"index.html": "2", "county/610703.html": "b"}
	for _, files := range []map[string]string{first, second} {
		changed, err := ReplaceDir(dir, fillWith(files))
		if err != nil || !changed {
			t.Fatalf("ReplaceDir = %v, %v, want a change", changed, err)
		}
	}
	if got, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil || string(got) != "2" {
		t.Errorf("index.html holds %q, %v", got, err)
	}
	if all := names(t, filepath.Join(dir, "county")); len(all) != 1 || all[0] != "610703.html" {
		t.Errorf("county holds %q: a page of the old folder is left", all)
	}
	if all := names(t, filepath.Dir(dir)); len(all) != 1 {
		t.Errorf("beside the folder stand %q", all)
	}
}

func TestReplaceDirLeavesEqualFoldersUntouched(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	files := map[string]string{"index.html": "1"}
	if _, err := ReplaceDir(dir, fillWith(files)); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := ReplaceDir(dir, fillWith(files))
	after, statErr := os.Stat(dir)
	if err != nil || statErr != nil || changed || !os.SameFile(before, after) {
		t.Errorf("ReplaceDir = %v, %v: the same bytes must leave the same folder", changed, err)
	}
}

func TestReplaceDirKeepsTheOldFolderWhenFillingFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := ReplaceDir(dir, fillWith(map[string]string{"index.html": "old"})); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("no page today")
	_, err := ReplaceDir(dir, func(draft string) error {
		return errors.Join(os.WriteFile(filepath.Join(draft, "half.html"), nil, 0o644), broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("ReplaceDir = %v, want the cause", err)
	}
	if all := names(t, dir); len(all) != 1 || all[0] != "index.html" {
		t.Errorf("the folder holds %q", all)
	}
	if all := names(t, filepath.Dir(dir)); len(all) != 1 {
		t.Errorf("beside the folder stand %q", all)
	}
}

func TestSameFileComparesBytes(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a": "12", "b": "12", "longer": "123", "other": "13"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]bool{"b": true, "longer": false, "other": false} {
		same, err := SameFile(filepath.Join(dir, "a"), filepath.Join(dir, name))
		if err != nil || same != want {
			t.Errorf("a and %s: %v, %v, want %v", name, same, err, want)
		}
	}
}

func TestReplaceDirNeverDeletesAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site")
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReplaceDir(path, fillWith(map[string]string{"a": "1"})); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("ReplaceDir = %v, want ENOTDIR", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "mine" {
		t.Errorf("the file holds %q, %v", got, err)
	}
}

// Two names of one file hold the same bytes without being read.
func TestSameFileOfTwoNames(t *testing.T) {
	a := filepath.Join(t.TempDir(), "a")
	if err := errors.Join(os.WriteFile(a, []byte("x"), 0o644), os.Link(a, a+"2"), os.WriteFile(a+"3", []byte("y"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if same, err := SameFile(a, a+"2"); err != nil || !same {
		t.Errorf("%v, %v", same, err)
	}
	if same, err := SameFile(a, a+"3"); err != nil || same {
		t.Errorf("%v, %v", same, err)
	}
}
