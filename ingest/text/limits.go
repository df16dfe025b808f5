package text

// Limits bound what one text may cost.
type Limits struct {
	File    int64 // bytes of the file as it lies on the disk
	Field   int   // bytes of one field as UTF-8, counted before it is kept
	Columns int   // fields of one row
	Cells   int64 // fields of the whole file
	Head    int   // rows that are searched for a header
	HeadMax int64 // bytes of text that are searched for it
}

// DefaultLimits are what the program uses; tests use smaller ones.
var DefaultLimits = Limits{
	File:    512 << 20,  // a million rows of 20 figures have 200 MB
	Field:   128 << 10,  // a cell of a spreadsheet has at most 32,767 characters of up to 4 bytes
	Columns: 512,        // a table of all indicators has under 100
	Cells:   20_000_000, // the stated size of the largest table that is read
	Head:    60,         // as many rows as sheets of workbooks are searched
	HeadMax: 1 << 20,    // 60 rows of real files have under 100 kB
}
