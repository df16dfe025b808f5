package check

import (
	"errors"
	"io"

	"yigai/ingest/book"
	"yigai/ingest/kind"
	"yigai/ingest/text"
	"yigai/ingest/xls"
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
	case kind.OldWorkbook:
		return xls.Open(r, size, oldLimits(limits))
	}
	if k.Class == kind.Text || k.Code == book.CodeNotXLSX {
		return openText(r, size, k)
	}
	return nil, k.Refuse()
}

// oldLimits holds an old workbook to the bounds of a new one, where both have them.
func oldLimits(limits xlsx.Limits) xls.Limits {
	old := xls.DefaultLimits
	old.File, old.Sheets, old.Cells, old.Columns = min(old.File, limits.File), limits.Sheets, limits.Cells, limits.Columns
	old.Merges, old.Formats = limits.Merges, limits.Formats
	return old
}

// openText opens a text that is a table. UTF-16 without a mark does not look like
// text at first: where no header appears in it, it is what it seemed.
func openText(r io.ReaderAt, size int64, k kind.Kind) (book.Book, error) {
	t, err := text.Open(r, size, isHeaderWord, text.DefaultLimits)
	var broken *book.Error
	switch {
	case err == nil:
		return t, nil
	case k.Class != kind.Text && errors.As(err, &broken) && broken.Code != book.CodeRead:
		return nil, k.Refuse()
	}
	return nil, err
}
