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
)

// A Workbook is an open file. It is for one goroutine at a time.
type Workbook struct {
	// Date1904 says that day 0 is 1904-01-01, not 1899-12-30.
	Date1904 bool
	// Macros says that the file carries a macro project. It is never run.
	Macros bool
	// ExternalLinks says that formulas may point into other files.
	ExternalLinks bool

	file    io.ReaderAt
	limits  Limits
	entries []entry
	byName  map[string]int
	types   map[string]string
	sheets  []Sheet
	parts   []string // part of each sheet
	strings sharedStrings
	formats []string // number format of each cell format
	cells   int64    // read so far, over all sheets
	merges  map[int][]Range
	reader  sheetReader // its buffers serve every sheet
}

// A Sheet is one worksheet, in the order of the workbook's tabs.
type Sheet struct {
	Name   string // as the file has it: hostile text
	Hidden bool
}

// A Row is one row that holds something. Cells is used again for the next row;
// the texts stay.
type Row struct {
	Number int // from 1
	Hidden bool
	Cells  []Cell // in rising columns, only those that hold something
}

// A Cell is one cell that holds a value, or a formula without one.
type Cell struct {
	Column int // from 1
	Type   Type
	// Text is the stored text: the digits of a number as written in the file,
	// "1" or "0" for a truth value, "#REF!" for an error.
	Text         string
	Formula      bool   // the value is what a formula gave when the file was saved
	Hidden       bool   // the column is hidden
	NumberFormat string // "General", "0.00%", ...; "" where the format is unknown
}

// Type is what kind of value a cell stores.
type Type int

// The types of cells.
const (
	Empty  Type = iota // a formula without a stored value
	Number             // decimal digits, perhaps with an exponent
	Text
	Bool
	ErrorValue
	Date // an ISO 8601 date, a form few programs write
)

// A Range is a rectangle of cells, both corners included.
type Range struct{ FirstColumn, FirstRow, LastColumn, LastRow int }

// Open reads the directory of a workbook, its list of sheets, its shared strings
// and its formats. An error is always an *Error. r stays the caller's, and must
// stay open as long as the Workbook is used.
func Open(r io.ReaderAt, size int64, limits Limits) (*Workbook, error) {
	if err := sniff(r, size); err != nil {
		return nil, err
	}
	if size > limits.File {
		return nil, fail(CodeSize, "", 0, "文件 %d 字节，上限 %d", "the file has %d bytes, the limit is %d", size, limits.File)
	}
	w := &Workbook{file: r, limits: limits, byName: map[string]int{}, types: map[string]string{}, merges: map[int][]Range{}}
	var err error
	if w.entries, err = directory(r, size, limits); err != nil {
		return nil, err
	}
	for i, e := range w.entries {
		w.byName[strings.ToLower(e.name)] = i
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
func (w *Workbook) Sheets() []Sheet { return w.sheets }

// Verify reads every part that has not been read to its end, so that damage
// anywhere in the file is an error. A file is sound when all of its sheets have
// been read and Verify gives nil.
func (w *Workbook) Verify() error {
	for i := range w.entries {
		if w.entries[i].verified {
			continue
		}
		if err := w.entries[i].drain(w.file, nil); err != nil {
			return err
		}
	}
	return nil
}
