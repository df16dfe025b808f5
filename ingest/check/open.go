package check

import (
	"io"

	"yigai/ingest/book"
	"yigai/ingest/kind"
	"yigai/ingest/xlsx"
)

// Open opens a file of tables, told by its content: what it is named only helps
// to say what it is. An error is always a *book.Error.
func Open(r io.ReaderAt, size int64, name string, limits xlsx.Limits) (book.Book, error) {
	k, err := kind.Of(r, size, name)
	if err != nil {
		return nil, err
	}
	switch k.Class {
	case kind.Workbook:
		w, err := xlsx.Open(r, size, limits)
		if err != nil {
			return nil, err // not a nil Workbook in a Book that is not nil
		}
		return w, nil
	}
	return nil, k.Refuse()
}
