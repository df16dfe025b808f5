package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestPastHasTheJournalUpToThereAndTheOriginals(t *testing.T) {
	ws := initialised(t)
	for i := range 3 {
		if _, err := ws.Journal.Append("received", noon, map[string]int{"files": i}); err != nil {
			t.Fatal(err)
		}
	}
	write(t, ws.Path("originals", "aa.xlsx"), "original")
	dir := t.TempDir()
	past, err := ws.Past(dir, 2)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := past.Journal.Entries()
	if err != nil || len(entries) != 2 {
		t.Errorf("the journal has %d entries, %v; want 2", len(entries), err)
	}
	if text, err := os.ReadFile(past.Path("originals", "aa.xlsx")); err != nil || string(text) != "original" {
		t.Errorf("original: %q, %v", text, err)
	}
	key, err := ws.Key()
	if pastKey, pastErr := past.Key(); err != nil || pastErr != nil || !slices.Equal(key, pastKey) {
		t.Errorf("keys differ: %v, %v", err, pastErr)
	}
	for _, made := range []string{past.Path("facts"), past.Path("marts", "x"), past.Facts().Dir} {
		if within, err := filepath.Rel(dir, made); err != nil || !filepath.IsLocal(within) {
			t.Errorf("%s lies outside the view: %v", made, err)
		}
	}
}

func TestPastBeyondTheJournalIsAnError(t *testing.T) {
	ws := initialised(t)
	if _, err := ws.Past(t.TempDir(), 1); err == nil {
		t.Error("a journal of one entry was made of none")
	}
}

func TestVersionsAreThoseKept(t *testing.T) {
	ws := initialised(t)
	if hashes, err := ws.Versions(); err != nil || len(hashes) != 0 {
		t.Errorf("Versions = %q, %v; none was kept", hashes, err)
	}
	hash := hashOf([]byte("x"))
	if err := ws.KeepPack(hash); err != nil {
		t.Fatal(err)
	}
	write(t, ws.Path("programme", versionsFolder, "notes", "x"), "left by somebody")
	hashes, err := ws.Versions()
	if err != nil || !slices.Equal(hashes, []string{hash}) {
		t.Errorf("Versions = %q, %v", hashes, err)
	}
	if _, err := ws.VersionFS(hash).Open("orgs.csv"); err != nil {
		t.Errorf("the version kept cannot be read: %v", err)
	}
}
