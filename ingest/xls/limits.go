package xls

// Limits bound what one old workbook may cost. What they share with package xlsx
// has the same reasons there.
type Limits struct {
	File    int64 // bytes of the file
	Entries int   // entries of the directory of the compound file
	Strings int   // bytes that the shared strings take in memory, 16 for each beside its text
	Sheets  int   // sheets of any kind
	Cells   int64 // cells of the whole workbook, blank ones too
	Columns int   // last column that may hold something
	Merges  int   // merged ranges of one sheet
	Formats int   // cell formats, and number formats
}

// DefaultLimits are what the program uses; tests use smaller ones.
var DefaultLimits = Limits{
	File:    64 << 20,   // 65,536 rows of 20 numbers have 18 MB
	Entries: 4096,       // a plain workbook has 5, one with macros and pictures some tens
	Strings: 96 << 20,   // 1.3 million texts of 20 Chinese characters; a sheet has 65,536 rows
	Sheets:  64,         // as many as of xlsx
	Cells:   20_000_000, // the stated size of the largest table that is read
	Columns: 512,        // the format itself ends at 256
	Merges:  5000,       // headers need tens
	Formats: 65_536,     // Excel 2003 itself stops at about 4,000
}

// What the format itself sets.
const (
	maxRows    = 1 << 16
	maxColumns = 1 << 8
	maxText    = 32_767 // characters (UTF-16 units) of one cell
	maxRecord  = 8224   // bytes of one record without its head
	maxNested  = 4      // BOF in BOF: a chart in a sheet is 1
)
