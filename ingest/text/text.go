// Package text reads a table that came as text: CSV as offices save it, in UTF-8
// with or without a byte order mark, GB18030 or UTF-16, parted by commas or tabs.
// It gives every field exactly as it lies in the file, or an error that says
// where the file is wrong: a damaged file is never a shorter table.
//
// The encoding is never guessed alone: a text that is not marked and not UTF-8
// must decode strictly and then hold the header words it was asked to look for,
// for texts of other encodings decode as GB18030 too. The reader knows nothing
// of what the words mean.
//
// Rows come one at a time, so memory does not grow with the file. The bounds are
// in Limits, each with its reason.
package text

import (
	"errors"
	"io"
	"strconv"

	"yigai/ingest/book"
	"yigai/internal/charset"
)

// A File is an open table of text. It is for one goroutine at a time.
type File struct {
	file     io.ReaderAt
	size     int64
	limits   Limits
	encoding charset.Encoding
	comma    rune
	row      *record // the one being handed on
}

// Open finds out how a text is stored and parted. isWord says whether a field is
// a word that headers of tables have; at least two of them must stand in one of
// the first rows. An error is always a *book.Error. r stays the caller's.
func Open(r io.ReaderAt, size int64, isWord func(string) bool, limits Limits) (*File, error) {
	if size == 0 {
		return nil, book.Fail(book.CodeEmpty, "", 0, "文件没有内容", "the file has no contents")
	}
	if size > limits.File {
		return nil, book.Fail(book.CodeSize, "", 0, "文件 %d 字节，上限 %d", "the file has %d bytes, the limit is %d", size, limits.File)
	}
	f := &File{file: r, size: size, limits: limits}
	if err := f.findEncoding(isWord); err != nil {
		return nil, err
	}
	if err := f.findComma(isWord); err != nil {
		return nil, err
	}
	return f, nil
}

// Sheets gives the one table of the file, which has no name.
func (f *File) Sheets() []book.Sheet { return []book.Sheet{{}} }

// Traits says how the text is stored.
func (f *File) Traits() book.Traits {
	return book.Traits{Format: book.CSV, Encoding: string(f.encoding)}
}

// Merges gives none: text has no merged cells.
func (f *File) Merges(int) []book.Range { return nil }

// Comma is what parts the fields: ',' or '\t'.
func (f *File) Comma() rune { return f.comma }

// Place is where a field of the row being handed on begins: "12:7" for the 7th
// character of line 12. A column after the last stands at the end of the row.
func (f *File) Place(column int) string {
	if f.row == nil {
		return ""
	}
	return f.row.place(column).String()
}

// Width is how many fields the row being handed on has.
func (f *File) Width() int {
	if f.row == nil {
		return 0
	}
	return len(f.row.starts)
}

// Rows hands on the rows that hold something. A row's number is that of the line
// it begins on; lines that hold nothing are passed over.
func (f *File) Rows(_ int, each func(book.Row) error) error {
	s := newScanner(f.open(f.encoding), f.comma, f.limits)
	defer func() { f.row = nil }()
	var cells []book.Cell
	for {
		rec, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return f.told(err, s.at)
		}
		cells = cells[:0]
		for i, field := range rec.fields {
			if field != "" {
				cells = append(cells, book.Cell{Column: i + 1, Type: book.Text, Text: field})
			}
		}
		if len(cells) == 0 {
			continue
		}
		f.row = rec
		if err := each(book.Row{Number: rec.starts[0].line, Cells: cells}); err != nil {
			return err
		}
	}
}

// Verify reads the file to its end, so that damage anywhere is an error.
func (f *File) Verify() error { return f.Rows(0, func(book.Row) error { return nil }) }

// open gives the text as UTF-8 from its beginning.
func (f *File) open(e charset.Encoding) io.Reader {
	return charset.NewReader(io.NewSectionReader(f.file, 0, f.size), e)
}

// told makes the reader's error one of this package, at the place that was reached.
func (f *File) told(err error, reached position) error {
	var whole *book.Error
	if errors.As(err, &whole) {
		return whole
	}
	var bad *charset.Invalid
	if !errors.As(err, &bad) {
		return book.ReadFailed("", 0, err)
	}
	e := book.Fail(book.CodeEncoding, "", 0, "第 %[1]d 行第 %[2]d 字节起不是 %[3]s", "from line %[1]d, byte %[2]d it is not %[3]s", bad.Line, bad.Byte, bad.Encoding)
	e.Cell = reached.String()
	return e
}

// A position is a line and a character in it, both from 1.
type position struct{ line, char int }

func (p position) String() string {
	b := strconv.AppendInt(make([]byte, 0, 24), int64(p.line), 10)
	return string(strconv.AppendInt(append(b, ':'), int64(p.char), 10))
}
