package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"yigai/ingest/check"
	"yigai/internal/decimal"
	"yigai/internal/plainfile"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A Place is a cell of a workbook, or of a text file: line:column and no sheet.
type Place struct{ Sheet, Cell string }

// A Reading is what stands in a cell of an original.
type Reading struct {
	Text  string           // as stored
	Value *decimal.Decimal // what it counts as; nil for none
}

// Reread reads the cells behind the observations of a file again, from the
// original and not from the facts. The error wraps ErrDamaged when the original
// is not what was received, and is plain when the journal knows no such file.
func Reread(ws *workspace.Workspace, pack *programme.Pack, sha256 string) (map[Place]Reading, error) {
	files, err := readKept(ws)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(files, func(k kept) bool { return k.SHA256 == sha256 })
	if i < 0 {
		return nil, fmt.Errorf("no file with the hash %.12s was received", sha256)
	}
	f, err := plainfile.Open(OriginalPath(ws, files[i].Receipt))
	if err != nil {
		return nil, fmt.Errorf("original %s: %w: %w", files[i].Number, ErrDamaged, err)
	}
	defer f.Close()
	if sum, _, err := hashReader(f); err != nil || sum != sha256 {
		return nil, fmt.Errorf("original %s: %w: it was changed after it was received", files[i].Number, ErrDamaged)
	}
	if err := files[i].declareNewest(ws); err != nil {
		return nil, err
	}
	return readCells(f, files[i].Receipt, pack)
}

// declareNewest puts what was declared beside a receipt: a file that does
// not say whose it is is read by it.
func (k *kept) declareNewest(ws *workspace.Workspace) error {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return err
	}
	later, err := declarations(entries)
	k.Declaration = k.declared(later)
	return err
}

func readCells(f *os.File, r Receipt, pack *programme.Pack) (map[Place]Reading, error) {
	result, err := check.Collect(inputOf(r, f, pack))
	readings := map[Place]Reading{}
	for _, o := range result.Observations {
		readings[Place{o.Sheet, o.Cell}] = Reading{o.RawText, o.Value}
	}
	return readings, err
}

// RereadCount reads the count that a journal entry names again, from originals/ and
// not from the facts, with its hash. The error wraps ErrDamaged when it is not what
// was noted, and is plain when the entry names none.
func RereadCount(ws *workspace.Workspace, seq int) (sha string, c Count, err error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return "", c, err
	}
	for _, e := range entries {
		if e.Seq != seq || e.Kind != EntryRecorded {
			continue
		}
		var d Decision
		if err := decodeEntry(e, &d); err != nil {
			return "", c, err
		}
		c, err = readCount(ws, hashNoted(d))
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return hashNoted(d), c, err
	}
	return "", c, fmt.Errorf("journal entry %d names no figures from records", seq)
}
