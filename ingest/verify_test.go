package ingest

import (
	"errors"
	"os"
	"testing"
)

func TestVerifyNamesEveryDamage(t *testing.T) {
	const original, receipt = "originals/" + shaOfABC + ".xlsx", "originals/" + shaOfABC + receiptSuffix
	for name, c := range map[string]struct {
		harm func(path string) error
		file string
		kind string
	}{
		"nothing":          {func(string) error { return nil }, "", ""},
		"original gone":    {os.Remove, original, "missing"},
		"original changed": {overwrite, original, "changed"},
		"receipt gone":     {os.Remove, receipt, "missing"},
		"receipt changed":  {overwrite, receipt, "changed"},
		"foreign file":     {overwrite, "originals/note.txt", "unknown"},
		"journal changed":  {overwrite, "journal/000001.json", "chain"},
	} {
		ws := newWorkspace(t, false)
		put(t, ws, map[string]string{"a.xlsx": "abc"})
		receive(t, ws, Options{})
		if err := c.harm(ws.Path(c.file)); err != nil {
			t.Fatal(err)
		}
		damages, err := Verify(ws)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if c.kind == "" && len(damages) == 0 {
			continue
		}
		if len(damages) != 1 || damages[0].Path != c.file || damages[0].Kind != c.kind {
			t.Errorf("%s: Verify found %+v, want %s %s", name, damages, c.kind, c.file)
		}
	}
}

// Where the journal cannot be followed any more, originals still answer for themselves.
func TestVerifyGoesOnBehindABrokenChain(t *testing.T) {
	const original = "originals/" + shaOfABC + ".xlsx"
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	receive(t, ws, Options{})
	for _, file := range []string{original, "journal/000001.json"} {
		if err := overwrite(ws.Path(file)); err != nil {
			t.Fatal(err)
		}
	}
	damages, err := Verify(ws)
	if err != nil || len(damages) != 2 || damages[1].Path != original {
		t.Errorf("Verify found %+v (%v), want the chain and %s", damages, err, original)
	}
}

func overwrite(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.WriteFile(path, []byte("X"), 0o444)
}
