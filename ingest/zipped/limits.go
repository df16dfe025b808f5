package zipped

// Limits bound what one zip file may cost. They hold for declared sizes before
// anything is unpacked, and again for the bytes that really come out.
type Limits struct {
	File    int64 // bytes of the file as it lies on the disk
	Total   int64 // bytes of all entries unpacked
	Part    int64 // bytes of one entry unpacked
	Ratio   int64 // unpacked to packed bytes, for entries over RatioFrom
	Entries int   // files and folders
}

// RatioFrom is the size below which the ratio is not looked at: a small part of
// equal bytes shrinks without bound and costs nothing.
const RatioFrom = 1 << 20

// entryRoom is how many bytes of the directory one entry may take on average:
// names have at most a few hundred, and the directory is held in memory.
const entryRoom = 4096

// WorkbookLimits are for a workbook. The reasons speak of 1,184 workbooks
// collected from public repositories: all parts together unpack to 2.2 MB at the
// 99th percentile and 60 MB at most, a part of over 1 MB shrinks at most 121
// times, and there are at most 340 parts.
var WorkbookLimits = Limits{
	File:    128 << 20, // a sheet of 1,048,576 rows and 10 columns of figures packs to 37 to 77 MB
	Total:   512 << 20, // eight times the largest real one; inflates in seconds
	Part:    400 << 20, // a sheet of 1,048,576 rows and 10 columns has 346 MB
	Ratio:   200,       // real parts stay below 121, bombs reach 1,032
	Entries: 2000,      // six times the most found
}

// BundleLimits are for a bundle: the workbooks of a prefecture with their scans.
var BundleLimits = Limits{
	File:    512 << 20, // 500 scans of a megabyte
	Total:   1 << 30,   // twice that: scans and workbooks are packed already
	Part:    128 << 20, // the largest workbook that is read, and any scan
	Ratio:   200,       // CSV shrinks 20 times; as in workbooks, bombs reach 1,032
	Entries: 500,       // a province has under 200 counties
}
