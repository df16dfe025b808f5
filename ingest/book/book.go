// Package book is what every reader of tables gives: sheets, rows and cells with
// their stored text, or an error that says where a file is wrong. Workbooks, old
// workbooks and CSV look the same to those who judge what stands in them.
//
// It reads nothing itself and knows nothing of what cells mean.
package book

// A Book is an open file of tables. It is for one goroutine at a time.
type Book interface {
	// Sheets lists the tables, in the order of the file.
	Sheets() []Sheet
	// Rows hands on the rows of a sheet that hold something, from the first.
	// It gives an *Error where the file is damaged, or what each returned.
	Rows(sheet int, each func(Row) error) error
	// Merges lists the merged ranges of a sheet whose rows have been read.
	Merges(sheet int) []Range
	// Traits says what the file carries beside its cells.
	Traits() Traits
	// Verify reads what has not been read yet, so that damage anywhere is an
	// error. A file is sound when all its sheets were read and Verify gives nil.
	Verify() error
}

// Format is how a file is made.
type Format string

// The formats that are read.
const (
	XLSX Format = "xlsx"
	XLS  Format = "xls"
	CSV  Format = "csv"
)

// Traits are what a file carries beside its cells.
type Traits struct {
	Format        Format
	Date1904      bool     // day 0 is 1904-01-01, not 1899-12-30
	Macros        bool     // a macro project, which is never run
	Comments      bool     // comments on cells, which are not read; of an old workbook known once its sheets were
	ExternalLinks []string // files that formulas point into, as written; nil for none
	Encoding      string   // of a text file: "UTF-8", "GB18030", ...; "" for others
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
