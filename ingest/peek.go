package ingest

import (
	"errors"
	"io"
	"strings"

	"yigai/ingest/xlsx"
	"yigai/programme"
)

// peekPeriod reads from the cover alone which period a workbook is for, so that
// files can be checked in the order of their periods: rules may look at what an
// org reported before. It decides nothing else; what it cannot read is checked
// last, and ingest/check says what is wrong with it.
func peekPeriod(r io.ReaderAt, size int64) programme.Period {
	book, err := xlsx.Open(r, size, xlsx.DefaultLimits)
	if err != nil {
		return programme.Period{}
	}
	var found programme.Period
	for i, s := range book.Sheets() {
		if s.Name != "封面" {
			continue
		}
		// An error of the sheet is told when the whole file is checked.
		if err := book.Rows(i, func(row xlsx.Row) error { return periodInRow(row, &found) }); errors.Is(err, errFound) {
			return found
		}
	}
	return programme.Period{}
}

var errFound = errors.New("found")

func periodInRow(row xlsx.Row, found *programme.Period) error {
	if len(row.Cells) < 2 || strings.TrimSpace(row.Cells[0].Text) != "报告期" {
		return nil
	}
	at, err := programme.ParsePeriod(strings.TrimSpace(row.Cells[1].Text))
	if err != nil {
		return nil // check reads the cover with more patience
	}
	*found = at
	return errFound
}
