package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yigai/internal/atomicfile"
)

func commit(t *testing.T, s Store, files map[string]string) Generation {
	t.Helper()
	d := draft(t, s, files)
	g, err := d.Commit(map[string]string{"journal_length": "3"})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func draft(t *testing.T, s Store, files map[string]string) *Draft {
	t.Helper()
	d, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(d.Dir(), name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func newStore(t *testing.T) Store { return Store{Dir: filepath.Join(t.TempDir(), "facts")} }

func folders(t *testing.T, s Store) string {
	t.Helper()
	entries, err := os.ReadDir(s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestEmptyStoreSaysSo(t *testing.T) {
	if _, err := newStore(t).Current(); !errors.Is(err, ErrEmpty) {
		t.Errorf("Current = %v, want ErrEmpty", err)
	}
}

func TestCommitMakesTheDraftCurrent(t *testing.T) {
	s := newStore(t)
	s.CountRows = func(string) (int64, error) { return 7, nil }
	g := commit(t, s, map[string]string{"observations/2022Q1.parquet": "abc", "findings/none.parquet": ""})
	current, err := s.Current()
	if err != nil || current.Name != g.Name {
		t.Fatalf("Current = %v, %v, want %s", current.Name, err, g.Name)
	}
	f := current.Manifest.Files[1]
	if f.Name != "observations/2022Q1.parquet" || f.Bytes != 3 || f.Rows != 7 || !strings.HasPrefix(f.SHA256, "ba7816bf") {
		t.Errorf("the manifest says %+v", f)
	}
	if damages := current.Verify(); len(damages) > 0 {
		t.Errorf("a fresh generation is damaged: %v", damages)
	}
}

func TestSameFilesChangeNothing(t *testing.T) {
	s := newStore(t)
	files := map[string]string{"a": "1", "b/c": "2"}
	first := commit(t, s, files)
	before, err := os.Stat(first.Dir)
	if err != nil {
		t.Fatal(err)
	}
	second := commit(t, s, files)
	after, err := os.Stat(second.Dir)
	if err != nil || second.Name != first.Name || !os.SameFile(before, after) {
		t.Errorf("the same files gave %s after %s, %v", second.Name, first.Name, err)
	}
	if got := folders(t, s); got != first.Name+" CURRENT" && got != "CURRENT "+first.Name {
		t.Errorf("the store holds %s", got)
	}
}

func TestUnchangedFilesAreShared(t *testing.T) {
	s := newStore(t)
	first := commit(t, s, map[string]string{"same": "1", "other": "2"})
	second := commit(t, s, map[string]string{"same": "1", "other": "3"})
	for name, shared := range map[string]bool{"same": true, "other": false} {
		a, errA := os.Stat(filepath.Join(first.Dir, name))
		b, errB := os.Stat(filepath.Join(second.Dir, name))
		if errA != nil || errB != nil || os.SameFile(a, b) != shared {
			t.Errorf("%s is shared: %v, want %v (%v %v)", name, !shared, shared, errA, errB)
		}
	}
}

// A file damaged after it was written must not be linked into the next generation.
func TestDamageDoesNotSpread(t *testing.T) {
	s := newStore(t)
	first := commit(t, s, map[string]string{"same": "1", "other": "2"})
	if err := os.WriteFile(filepath.Join(first.Dir, "same"), []byte("X"), 0o644); err != nil {
		t.Fatal(err)
	}
	second := commit(t, s, map[string]string{"same": "1", "other": "3"})
	if damages := second.Verify(); len(damages) > 0 {
		t.Errorf("the new generation is damaged: %v", damages)
	}
}

func TestVerifyNamesWhatIsDamaged(t *testing.T) {
	s := newStore(t)
	g := commit(t, s, map[string]string{"gone": "1", "changed": "2", "fine": "3"})
	err := errors.Join(os.Remove(filepath.Join(g.Dir, "gone")),
		os.WriteFile(filepath.Join(g.Dir, "changed"), []byte("9"), 0o644),
		os.WriteFile(filepath.Join(g.Dir, "extra"), nil, 0o644))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range g.Verify() {
		got = append(got, d.Kind+" "+filepath.Base(d.Path))
	}
	if strings.Join(got, ", ") != "changed changed, missing gone, extra extra" {
		t.Errorf("Verify found %q", got)
	}
}

func TestCommitHealsADamagedCurrentGeneration(t *testing.T) {
	s := newStore(t)
	files := map[string]string{"a": "1"}
	g := commit(t, s, files)
	if err := os.WriteFile(filepath.Join(g.Dir, "a"), []byte("2"), 0o644); err != nil {
		t.Fatal(err)
	}
	healed := commit(t, s, files)
	if damages := healed.Verify(); healed.Name != g.Name || len(damages) > 0 {
		t.Errorf("committing again gave %s with %v", healed.Name, damages)
	}
}

func TestChangedManifestIsNotTrusted(t *testing.T) {
	s := newStore(t)
	g := commit(t, s, map[string]string{"a": "1"})
	path := filepath.Join(g.Dir, manifestName)
	if err := os.WriteFile(path, []byte(`{"format":1}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Current(); !errors.Is(err, ErrDamaged) {
		t.Errorf("Current = %v, want ErrDamaged", err)
	}
	commit(t, s, map[string]string{"a": "1"})
	if _, err := s.Current(); err != nil {
		t.Errorf("after another commit: %v", err)
	}
}

// A writer killed before the pointer moved leaves a draft or a placed folder;
// the old generation counts, and the next writer needs no help.
func TestKilledWriterLeavesTheOldGeneration(t *testing.T) {
	s := newStore(t)
	old := commit(t, s, map[string]string{"a": "1"})
	killed := draft(t, s, map[string]string{"a": "half"})
	if err := os.MkdirAll(filepath.Join(s.Dir, "0123456789abcdef"), 0o755); err != nil {
		t.Fatal(err)
	}
	if current, err := s.Current(); err != nil || current.Name != old.Name {
		t.Fatalf("Current = %s, %v, want %s", current.Name, err, old.Name)
	}
	next := commit(t, s, map[string]string{"a": "2"})
	if _, err := os.Stat(killed.Dir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the killed writer's draft is still there: %v", err)
	}
	if current, err := s.Current(); err != nil || current.Name != next.Name {
		t.Errorf("Current = %s, %v, want %s", current.Name, err, next.Name)
	}
}

// Killed between placing the folder and moving the pointer: the same files
// come again and must take the place of what stands there, even if it is half.
func TestHalfPlacedGenerationIsReplaced(t *testing.T) {
	s := newStore(t)
	g := commit(t, s, map[string]string{"a": "1"})
	if err := errors.Join(os.Remove(filepath.Join(s.Dir, pointerName)), os.Remove(filepath.Join(g.Dir, "a"))); err != nil {
		t.Fatal(err)
	}
	again := commit(t, s, map[string]string{"a": "1"})
	if damages := again.Verify(); len(damages) > 0 || again.Name != g.Name {
		t.Errorf("%s has %v", again.Name, damages)
	}
}

func TestFailedCommitLeavesNoDraft(t *testing.T) {
	s := newStore(t)
	broken := errors.New("not a table")
	s.CountRows = func(string) (int64, error) { return 0, broken }
	d := draft(t, s, map[string]string{"a": "1"})
	if _, err := d.Commit(nil); !errors.Is(err, broken) {
		t.Errorf("Commit = %v, want the cause", err)
	}
	if left, err := filepath.Glob(filepath.Join(s.Dir, atomicfile.TempPattern)); err != nil || len(left) > 0 {
		t.Errorf("left %q, %v", left, err)
	}
}

func TestPruneKeepsTheCurrentAndOneMore(t *testing.T) {
	s := newStore(t)
	for _, text := range []string{"1", "2", "3", "4"} {
		commit(t, s, map[string]string{"a": text})
	}
	current, err := s.Current()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Prune(); err != nil {
		t.Fatal(err)
	}
	others, err := s.others(current.Name)
	if err != nil || len(others) != 1 {
		t.Errorf("left %q beside the current generation, %v", others, err)
	}
	if len(current.Verify()) > 0 {
		t.Error("pruning damaged the current generation")
	}
}

// The generation before the one that counts is kept for readers: its damage is named too.
func TestVerifyLooksAtEveryGeneration(t *testing.T) {
	s := newStore(t)
	old := commit(t, s, map[string]string{"a": "1"})
	commit(t, s, map[string]string{"a": "2"})
	if got := s.Verify(); len(got) != 0 {
		t.Fatalf("nothing is damaged, and yet %v", got)
	}
	for name, kind := range map[string]string{
		filepath.Join(old.Dir, "a"): "changed", filepath.Join(old.Dir, manifestName): "changed",
		filepath.Join(s.Dir, "moved"): "extra", filepath.Join(s.Dir, pointerName): "changed",
	} {
		before, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if err := errors.Join(os.RemoveAll(name), os.WriteFile(name, []byte("X"), 0o644)); err != nil {
			t.Fatal(err)
		}
		if got := s.Verify(); len(got) != 1 || got[0].Path != name || got[0].Kind != kind {
			t.Errorf("Verify = %v, want %s %s", got, name, kind)
		}
		err = os.RemoveAll(name)
		if err == nil && before != nil {
			err = os.WriteFile(name, before, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestVerifyNamesALostPointer(t *testing.T) {
	s := newStore(t)
	if got := s.Verify(); len(got) != 0 {
		t.Fatalf("an empty store is whole, and yet %v", got)
	}
	commit(t, s, map[string]string{"a": "1"})
	pointer := filepath.Join(s.Dir, pointerName)
	if err := os.Remove(pointer); err != nil {
		t.Fatal(err)
	}
	if got := s.Verify(); len(got) != 1 || got[0] != (Damage{pointer, "missing"}) {
		t.Errorf("Verify = %v, want %s missing", got, pointer)
	}
}

func TestNewerLayoutIsRefused(t *testing.T) {
	s := newStore(t)
	manifest, err := Manifest{Format: Format + 1}.encode()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(s.Dir, nameOf(manifest))
	err = errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, manifestName), manifest, 0o644),
		os.WriteFile(filepath.Join(s.Dir, pointerName), []byte(nameOf(manifest)+"\n"), 0o644))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Current(); err == nil || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("Current = %v, want it to name the newer version", err)
	}
}
