package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"yigai/internal/store"
	"yigai/internal/workspace"
)

// A Damage is something received that is not as it was.
type Damage struct {
	Path string // below the workspace, with slashes
	Kind string // missing, changed, unreadable, unknown (nothing acknowledges it), chain (the journal is broken there), accounts, behind (tables that do not know the last files received)
	Note string // for chain and accounts: what is wrong; for originals: what they fed
}

// Verify re-reads the journal, every receipt and every original, and names what
// is missing, changed or not acknowledged by anything. It counts what was received
// anew and holds the facts against it.
func Verify(ws *workspace.Workspace) ([]Damage, error) {
	all, _, err := acknowledged(ws)
	var chain *workspace.ChainError
	if errors.As(err, &chain) {
		// What was acknowledged is not known any more; the originals still tell by their names.
		misnamed, err := misnamedOriginals(ws)
		return append([]Damage{{chain.File, "chain", chain.Problem}}, tellFed(ws, misnamed)...), err
	}
	if err != nil {
		return nil, err
	}
	var damages []Damage
	known := map[string]bool{}
	for _, a := range all {
		receipt, original := verifyOne(ws, a)
		for _, d := range []Damage{receipt, original} {
			known[filepath.Base(d.Path)] = true
			if d.Kind != "" {
				damages = append(damages, d)
			}
		}
	}
	damages = tellFed(ws, damages)
	edited, err := verifyEdited(ws, known)
	if err != nil {
		return damages, err
	}
	counts, err := verifyCounts(ws, known)
	if err != nil {
		return damages, err
	}
	damages = append(append(damages, edited...), counts...)
	unknown, err := unknownOriginals(ws, known)
	if err != nil {
		return damages, err
	}
	accounts, err := verifyAccounts(ws)
	return append(append(damages, unknown...), accounts...), err
}

// verifyOne judges the two files of one acknowledgement; Kind is "" for a sound one.
func verifyOne(ws *workspace.Workspace, a acknowledgement) (receipt, original Damage) {
	receipt.Path = "originals/" + a.SHA256 + receiptSuffix
	r, err := readReceipt(receiptPath(ws, a.SHA256), a)
	if err != nil {
		receipt.Kind = kindOf(err)
		// Without its receipt the extension is not known: any file of that hash will do.
		r = Receipt{SHA256: a.SHA256, Extension: extensionOnDisk(ws, a.SHA256)}
	}
	original.Path = "originals/" + r.SHA256 + "." + r.Extension
	_, err = os.Stat(OriginalPath(ws, r))
	switch {
	case err != nil:
		original.Kind = kindOf(err)
	case !intact(ws, r):
		original.Kind = "changed"
	}
	return receipt, original
}

// misnamedOriginals names originals whose bytes are not those of their name.
func misnamedOriginals(ws *workspace.Workspace) ([]Damage, error) {
	entries, err := os.ReadDir(ws.Path("originals"))
	if err != nil {
		return nil, err
	}
	var damages []Damage
	for _, e := range entries {
		named, _, _ := strings.Cut(e.Name(), ".")
		if len(named) != 64 || strings.HasSuffix(e.Name(), receiptSuffix) {
			continue
		}
		if sum, _, err := store.HashFile(ws.Path("originals", e.Name())); err != nil || sum != named {
			damages = append(damages, Damage{"originals/" + e.Name(), "changed", ""})
		}
	}
	return damages, nil
}

// tellFed notes on damaged originals whose figures of which period came from them,
// by the facts; without facts that can be read nothing is noted.
func tellFed(ws *workspace.Workspace, damages []Damage) []Damage {
	if len(damages) == 0 {
		return nil
	}
	facts, err := ws.Facts().Current()
	if err != nil {
		return damages
	}
	fed := map[string][]string{}
	err = eachRow(facts.Dir, "fact_submissions", func(r submissionRow) {
		if r.Reporter != "" {
			fed[r.SHA256] = append(fed[r.SHA256], r.Reporter+" "+r.Period)
		}
	})
	if err != nil {
		return damages // the damaged facts are named by themselves
	}
	for i, d := range damages {
		sum, _, _ := strings.Cut(strings.TrimPrefix(d.Path, "originals/"), ".")
		damages[i].Note = strings.Join(fed[sum], ", ")
	}
	return damages
}

func kindOf(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "missing"
	case errors.Is(err, ErrDamaged):
		return "changed"
	}
	return "unreadable"
}

func extensionOnDisk(ws *workspace.Workspace, sha256 string) string {
	names, err := fs.Glob(os.DirFS(ws.Path("originals")), sha256+".*")
	if err != nil {
		return "bin" // only a bad pattern can fail, and hashes have none
	}
	for _, name := range names {
		if !strings.HasSuffix(name, receiptSuffix) {
			return strings.TrimPrefix(filepath.Ext(name), ".")
		}
	}
	return "bin"
}

func unknownOriginals(ws *workspace.Workspace, known map[string]bool) ([]Damage, error) {
	entries, err := os.ReadDir(ws.Path("originals"))
	if err != nil {
		return nil, err
	}
	var damages []Damage
	for _, e := range entries {
		if !known[e.Name()] && !strings.HasPrefix(e.Name(), ".") {
			damages = append(damages, Damage{"originals/" + e.Name(), "unknown", ""})
		}
	}
	return damages, nil
}
