package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func journalOf(t *testing.T, n int) Journal {
	t.Helper()
	j := Journal{Dir: filepath.Join(t.TempDir(), "journal")}
	for i := range n {
		if _, err := j.Append("received", noon, map[string]int{"files": i}); err != nil {
			t.Fatal(err)
		}
	}
	return j
}

func TestJournalIsReadBackInOrder(t *testing.T) {
	entries, err := journalOf(t, 3).Entries()
	if err != nil || len(entries) != 3 || entries[2].Seq != 3 || entries[0].Previous != "" || entries[1].Kind != "received" {
		t.Errorf("Entries = %+v, %v", entries, err)
	}
}

func TestEmptyJournalHasNoHead(t *testing.T) {
	head, err := journalOf(t, 0).Head()
	if err != nil || head != (Head{}) {
		t.Errorf("Head = %+v, %v", head, err)
	}
}

func TestTamperingIsNoticedAndNamed(t *testing.T) {
	for name, c := range map[string]struct {
		tamper func(dir string) error
		file   string
	}{
		"changed": {func(dir string) error {
			path := filepath.Join(dir, "000002.json")
			data, err := os.ReadFile(path)
			return errors.Join(err, os.WriteFile(path, []byte(strings.Replace(string(data), `"files": 1`, `"files": 9`, 1)), 0o644))
		}, "journal/000002.json"},
		"rewritten with another hash": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "000003.json"), []byte(`{"seq":3,"kind":"received","at":"2022-04-08T00:00:00Z","previous":"x","data":null}`), 0o644)
		}, "journal/000003.json"},
		"a stranger": {func(dir string) error { return os.WriteFile(filepath.Join(dir, "moved.json"), []byte("{}"), 0o644) }, "journal/moved.json"},
		"removed":    {func(dir string) error { return os.Remove(filepath.Join(dir, "000002.json")) }, "journal/000002.json"},
		"renamed": {func(dir string) error {
			return os.Rename(filepath.Join(dir, "000002.json"), filepath.Join(dir, "000007.json"))
		}, "journal/000002.json"},
		"inserted": {func(dir string) error { return os.WriteFile(filepath.Join(dir, "000005.json"), []byte("{}"), 0o644) }, "journal/000005.json"},
		"extra field": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "000001.json"), []byte(`{"seq":1,"waived":true}`), 0o644)
		}, "journal/000001.json"},
	} {
		j := journalOf(t, 4)
		if err := c.tamper(j.Dir); err != nil {
			t.Fatal(err)
		}
		_, err := j.Entries()
		var broken *ChainError
		if !errors.As(err, &broken) || broken.File != c.file {
			t.Errorf("%s: Entries = %v, want a break at %s", name, err, c.file)
		}
	}
}

func TestCutOffEndIsNoticedByTheHead(t *testing.T) {
	j := journalOf(t, 3)
	head, err := j.Head()
	if err != nil {
		t.Fatal(err)
	}
	if holds, err := j.Holds(head); err != nil || !holds {
		t.Fatalf("Holds = %v, %v", holds, err)
	}
	if err := os.Remove(filepath.Join(j.Dir, "000003.json")); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Entries(); err != nil {
		t.Fatalf("a shorter chain is whole in itself: %v", err)
	}
	if holds, err := j.Holds(head); err != nil || holds {
		t.Errorf("Holds = %v, %v after the end was cut off", holds, err)
	}
}

func TestAppendRefusesAJournalWithAHole(t *testing.T) {
	j := journalOf(t, 3)
	if err := os.Remove(filepath.Join(j.Dir, "000002.json")); err != nil {
		t.Fatal(err)
	}
	_, err := j.Append("received", noon, nil)
	var broken *ChainError
	if !errors.As(err, &broken) {
		t.Errorf("Append = %v, want a *ChainError: it would have overwritten an entry", err)
	}
}

func TestHeadComesBackFromItsNote(t *testing.T) {
	want := Head{"abc", 7}
	if got, ok := NotedHead(want.Note()); !ok || got != want {
		t.Errorf("NotedHead = %+v, %v, want %+v", got, ok, want)
	}
	if _, ok := NotedHead(nil); ok {
		t.Error("a manifest without a note gave a head")
	}
}
