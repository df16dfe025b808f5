// Package xls reads old workbooks (.xls of Excel 97 to 2003 and of old WPS: BIFF8
// records in a compound file) as strictly as package xlsx reads new ones: every
// cell exactly as it lies in the file, or an error that says where the file is
// wrong. A damaged file is never a shorter table.
//
// The format has no checksum, so damage inside a stored value that leaves a valid
// value cannot be seen by anyone; docs/decisions/0009 says what can. It reads
// values only: no formula is computed, no link followed, no macro run. Files of
// Excel 95 and older, and encrypted ones, are refused by name.
package xls

import (
	"io"

	"yigai/ingest/book"
)

// A Workbook is an open file. It is for one goroutine at a time.
type Workbook struct {
	traits  book.Traits
	limits  Limits
	stream  *stream // the stream of records
	end     int64   // where the records of the workbook as a whole end
	sheets  []book.Sheet
	parts   []substream // where each of sheets lies
	others  []substream // charts, macro sheets and modules: only their frames are read
	strings sharedStrings
	formats []cellFormat
	cells   int64         // read of all sheets, each counted once
	counted map[int]int64 // how many of each
	merges  map[int][]book.Range
	ends    map[int64]int64 // where substreams that were read whole end, by their begin
}

// A substream is the records from one BOF to its EOF.
type substream struct {
	begin int64
	kind  byte // of the BOUNDSHEET record: 0 is a worksheet
	name  string
}

// Open reads the frame of the compound file, the list of sheets, the shared
// strings and the formats. An error is always a *book.Error. r stays the
// caller's, and must stay open as long as the Book is used.
func Open(r io.ReaderAt, size int64, limits Limits) (book.Book, error) {
	w, err := open(r, size, limits)
	if err != nil {
		return nil, err // not a nil Workbook in a Book that is not nil
	}
	return w, nil
}

func open(r io.ReaderAt, size int64, limits Limits) (*Workbook, error) {
	if size > limits.File {
		return nil, book.Fail(book.CodeSize, "", 0, "文件 %d 字节，上限 %d", "the file has %d bytes, the limit is %d", size, limits.File)
	}
	c, err := openContainer(r, size, limits)
	if err != nil {
		return nil, err
	}
	w := &Workbook{traits: book.Traits{Format: book.XLS, Macros: c.macros}, limits: limits, counted: map[int]int64{}, merges: map[int][]book.Range{}, ends: map[int64]int64{}}
	if w.stream, err = c.workbook(); err != nil {
		return nil, err
	}
	if err := w.readGlobals(); err != nil {
		return nil, err
	}
	return w, nil
}

// Sheets lists the worksheets. Sheets without cells (charts) are left out.
func (w *Workbook) Sheets() []book.Sheet { return w.sheets }

// Traits says what the file carries beside its cells.
func (w *Workbook) Traits() book.Traits { return w.traits }

// Merges lists the merged ranges of a sheet that Rows has read.
func (w *Workbook) Merges(sheet int) []book.Range { return w.merges[sheet] }

// Verify reads the sheets that have not been read to their end, and holds that
// the substreams neither overlap nor leave out a sheet.
func (w *Workbook) Verify() error {
	for i, p := range w.parts {
		if w.ends[p.begin] != 0 {
			continue
		}
		if err := w.Rows(i, func(book.Row) error { return nil }); err != nil {
			return err
		}
	}
	for _, p := range w.others {
		if err := w.skim(p); err != nil {
			return err
		}
	}
	return w.checkLayout()
}
