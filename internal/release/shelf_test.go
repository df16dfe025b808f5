package release

import (
	"os"
	"path/filepath"
	"testing"
)

// ready makes a sealed release wait on a shelf.
func ready(t *testing.T, s Shelf, name string, number int) Reference {
	t.Helper()
	draft, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(draft, "a.txt"), []byte(name), 0o644); err != nil {
		t.Fatal(err)
	}
	ref, err := Seal(draft, Manifest{Name: name, Number: number}, SampleKey())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(draft, name); err != nil {
		t.Fatal(err)
	}
	return ref
}

func (s Shelf) shown(t *testing.T) []string {
	t.Helper()
	names, err := s.Names()
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// What waits is shown once the list has it, and dropped while it does not.
func TestSettleShowsWhatTheListHas(t *testing.T) {
	s := Shelf{t.TempDir()}
	first := ready(t, s, "r1", 1)
	if len(s.shown(t)) != 0 || s.Latest() != "" {
		t.Fatal("a release shows before it is on the list")
	}
	if err := s.Settle([]Reference{first}); err != nil {
		t.Fatal(err)
	}
	if got := s.shown(t); len(got) != 1 || s.Latest() != "r1" {
		t.Fatalf("shown %v, newest %q", got, s.Latest())
	}
	if d := Verify(s.Path("r1"), Trust(SamplePublic())); len(d) > 0 {
		t.Errorf("the release shown is damaged: %v", d)
	}
	ready(t, s, "r2", 2)
	if err := s.Settle([]Reference{first}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(s.ReadyPath("r2")); err == nil || len(s.shown(t)) != 1 {
		t.Errorf("what the list does not have stays: %v", s.shown(t))
	}
}

// Another release under a name on the list is never shown, and a shown one is
// never replaced.
func TestSettleShowsNothingElse(t *testing.T) {
	s := Shelf{t.TempDir()}
	listed := ready(t, s, "r1", 1)
	ready(t, s, "r1", 7) // takes the place of the one that waits
	if err := s.Settle([]Reference{listed}); err != nil {
		t.Fatal(err)
	}
	if got := s.shown(t); len(got) != 0 {
		t.Fatalf("shown %v: its manifest is not the one on the list", got)
	}
	again := ready(t, s, "r1", 1)
	if err := s.Settle([]Reference{again}); err != nil {
		t.Fatal(err)
	}
	ready(t, s, "r1", 1)
	if err := s.Settle([]Reference{again}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(s.ReadyPath("r1")); err == nil {
		t.Error("a second copy of what is shown stays")
	}
}

func TestFilesOfAReleaseAreReadOnly(t *testing.T) {
	s := Shelf{t.TempDir()}
	ready(t, s, "r1", 1)
	for _, name := range []string{"a.txt", ManifestName, SumsName, SignatureName} {
		info, err := os.Stat(filepath.Join(s.ReadyPath("r1"), name))
		if err != nil || info.Mode().Perm() != 0o444 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}
