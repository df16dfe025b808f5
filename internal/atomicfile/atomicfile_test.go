package atomicfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestWriteReplacesTheWholeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	for _, text := range []string{"a long first version", "short"} {
		if err := WriteBytes(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != text {
			t.Fatalf("read %q, %v, want %q", got, err, text)
		}
	}
	if all := names(t, filepath.Dir(path)); len(all) != 1 {
		t.Errorf("the folder holds %q, want the file alone", all)
	}
}

func TestFailedWriteKeepsTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	if err := WriteBytes(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("disk on fire")
	err := Write(path, 0o644, func(w io.Writer) error {
		if _, err := io.WriteString(w, "half of the n"); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatalf("Write = %v, want it to wrap the cause", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "old" {
		t.Errorf("after a failed write the file holds %q, %v", got, err)
	}
	if all := names(t, filepath.Dir(path)); len(all) != 1 {
		t.Errorf("the failed write left %q", all)
	}
}

func TestWriteIntoNoFolderNamesThePath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "page.html")
	if err := WriteBytes(path, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("WriteBytes = %v, want os.ErrNotExist", err)
	}
}

func TestRemoveLeftoversTakesOnlyUnfinishedFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".yigai-tmp-123", "kept.html"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := RemoveLeftovers(dir); err != nil {
		t.Fatal(err)
	}
	if IsUnfinished(".yigai-tmp-mine.xlsx") || IsUnfinished("x.yigai-tmp-1") || !IsUnfinished(".yigai-tmp-123") {
		t.Error("only names that Write gives are unfinished")
	}
	if all := names(t, dir); len(all) != 1 || all[0] != "kept.html" {
		t.Errorf("left %q, want kept.html", all)
	}
}
