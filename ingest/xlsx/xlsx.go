// Package xlsx reads the stored values of workbooks that strangers send: every
// cell exactly as it lies in the file, or an error that says where the file is
// wrong. A damaged file is never a shorter table.
//
// It reads values only: text, numbers as their stored digits, truth values,
// errors, whether a formula stands behind them, and the number format that says
// whether a number was meant as a percentage or a date. It computes nothing,
// follows no link and runs no macro. It knows nothing of what the cells mean.
//
// Rows come one at a time, so memory does not grow with the sheet; only the
// shared strings are held. The bounds are in Limits, each with its reason.
package xlsx

import (
	"io"
	"strings"

	"yigai/ingest/book"
	"yigai/ingest/zipped"
)

// A Workbook is an open file. It is for one goroutine at a time.
type Workbook struct {
	traits  book.Traits
	limits  Limits
	zip     *zipped.Archive
	entries []zipped.Entry
	byName  map[string]int
	types   map[string]string
	sheets  []book.Sheet
	parts   []string // part of each sheet
	strings sharedStrings
	formats []string      // number format of each cell format
	cells   int64         // read of all sheets, each counted once
	counted map[int]int64 // how many of each
	merges  map[int][]book.Range
	reader  sheetReader // its buffers serve every sheet
	careful bool        // see scanner
}

// Open reads the directory of a workbook, its list of sheets, its shared strings
// and its formats. An error is always an *Error. r stays the caller's, and must
// stay open as long as the Workbook is used.
func Open(r io.ReaderAt, size int64, limits Limits) (*Workbook, error) {
	return open(r, size, limits, false)
}

func open(r io.ReaderAt, size int64, limits Limits, careful bool) (*Workbook, error) {
	zip, err := zipped.Open(r, size, limits.Limits)
	if err != nil {
		return nil, err
	}
	w := &Workbook{traits: book.Traits{Format: book.XLSX}, limits: limits, careful: careful, zip: zip, entries: zip.Entries(),
		byName: map[string]int{}, types: map[string]string{}, counted: map[int]int64{}, merges: map[int][]book.Range{}}
	for i, e := range w.entries {
		w.byName[strings.ToLower(e.Name)] = i
	}
	part, err := w.readPackage()
	if err != nil {
		return nil, err
	}
	if err := w.readWorkbook(part); err != nil {
		return nil, err
	}
	return w, nil
}

// Sheets lists the worksheets. Sheets without cells (charts) are left out.
func (w *Workbook) Sheets() []book.Sheet { return w.sheets }

// Traits says what the file carries beside its cells.
func (w *Workbook) Traits() book.Traits { return w.traits }

// Verify reads every part that has not been read to its end, so that damage
// anywhere in the file is an error. A file is sound when all of its sheets have
// been read and Verify gives nil.
func (w *Workbook) Verify() error { return w.zip.Verify() }
