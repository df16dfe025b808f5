package ingest

import (
	"fmt"
	"os"
	"slices"

	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/xlsx"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A Place is a cell of a workbook.
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
	f, err := os.Open(OriginalPath(ws, files[i].Receipt))
	if err != nil {
		return nil, fmt.Errorf("original %s: %w: %w", files[i].Number, ErrDamaged, err)
	}
	defer f.Close()
	if sum, _, err := hashReader(f); err != nil || sum != sha256 {
		return nil, fmt.Errorf("original %s: %w: it was changed after it was received", files[i].Number, ErrDamaged)
	}
	return readCells(f, files[i].Receipt, pack)
}

func readCells(f *os.File, r Receipt, pack *programme.Pack) (map[Place]Reading, error) {
	opened, err := check.Open(f, r.Bytes, r.FileName, xlsx.DefaultLimits)
	if err != nil {
		return nil, err
	}
	texts := map[Place]string{}
	for i, s := range opened.Sheets() {
		err := opened.Rows(i, func(row book.Row) error {
			for _, c := range row.Cells {
				texts[Place{s.Name, book.CellName(c.Column, row.Number)}] = c.Text
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	result, err := check.Collect(check.Input{File: f, Size: r.Bytes, Name: r.FileName, Pack: pack, History: r.History})
	readings := map[Place]Reading{}
	for _, o := range result.Observations {
		at := Place{o.Sheet, o.Cell}
		readings[at] = Reading{texts[at], o.Value}
	}
	return readings, err
}
