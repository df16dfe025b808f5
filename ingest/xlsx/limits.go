package xlsx

import "yigai/ingest/zipped"

// Limits bound what one workbook may cost: those of its zip file, and of what
// lies in it. Real workbooks, counted as in zipped.WorkbookLimits, have at most
// 30 sheets.
type Limits struct {
	zipped.Limits
	Sheets int // worksheets

	Cells   int64 // cells of the whole workbook, empty ones with a style too
	Columns int   // last column that may hold something
	Merges  int   // merged ranges of one sheet
	Formats int   // cell formats and number formats of the style sheet

	Depth      int // elements open at once
	Attributes int // attributes of one element
	Token      int // bytes of one tag or one run of text
}

// DefaultLimits are what the program uses; tests use smaller ones.
var DefaultLimits = Limits{
	Limits: zipped.WorkbookLimits,
	Sheets: 64, // twice the most found

	Cells:   20_000_000, // the stated size of the largest table that is read
	Columns: 512,        // a table of all indicators has under 100
	Merges:  5000,       // headers need tens; 100,000 stop other readers for half a minute
	Formats: 65_536,     // Excel's own limit is 65,490 cell formats

	Depth:      64,      // a worksheet needs about 10
	Attributes: 64,      // the root of a worksheet declares up to 30 namespaces
	Token:      1 << 20, // a cell's text has at most 32,767 characters, escaped below 400 kB
}
