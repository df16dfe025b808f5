package xlsx

import "io"

// OpenCarefully is Open without the short cuts.
func OpenCarefully(r io.ReaderAt, size int64, limits Limits) (*Workbook, error) {
	return open(r, size, limits, true)
}
