package xlsx

// Limits bound what one workbook may cost. They hold for declared sizes before
// anything is unpacked, and again for the bytes that really come out.
//
// The reasons speak of 1,184 workbooks collected from public repositories: all
// parts together unpack to 2.2 MB at the 99th percentile and 60 MB at most, a
// part of over 1 MB shrinks at most 121 times, and there are at most 340 parts
// and 30 sheets.
type Limits struct {
	File   int64 // bytes of the file as it lies on the disk
	Total  int64 // bytes of all parts unpacked
	Part   int64 // bytes of one part unpacked
	Ratio  int64 // unpacked to packed bytes, for parts over RatioFrom
	Parts  int   // entries of the zip directory
	Sheets int   // worksheets

	Cells   int64 // cells of the whole workbook, empty ones with a style too
	Columns int   // last column that may hold something
	Merges  int   // merged ranges of one sheet
	Formats int   // cell formats and number formats of the style sheet

	Depth      int // elements open at once
	Attributes int // attributes of one element
	Token      int // bytes of one tag or one run of text
}

// RatioFrom is the size below which the ratio is not looked at: a small part of
// equal bytes shrinks without bound and costs nothing.
const RatioFrom = 1 << 20

// DefaultLimits are what the program uses; tests use smaller ones.
var DefaultLimits = Limits{
	File:   64 << 20,  // ten times a workbook with a million filled cells
	Total:  512 << 20, // eight times the largest real one; inflates in seconds
	Part:   400 << 20, // a sheet of 1,048,576 rows and 10 columns has 346 MB
	Ratio:  200,       // real parts stay below 121, bombs reach 1,032
	Parts:  2000,      // six times the most found
	Sheets: 64,        // twice the most found

	Cells:   20_000_000, // the stated size of the largest table that is read
	Columns: 512,        // a table of all indicators has under 100
	Merges:  5000,       // headers need tens; 100,000 stop other readers for half a minute
	Formats: 65_536,     // Excel's own limit is 65,490 cell formats

	Depth:      64,      // a worksheet needs about 10
	Attributes: 64,      // the root of a worksheet declares up to 30 namespaces
	Token:      1 << 20, // a cell's text has at most 32,767 characters, escaped below 400 kB
}
