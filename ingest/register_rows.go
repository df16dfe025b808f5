package ingest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/xlsx"
	"yigai/internal/beijing"
	"yigai/internal/charset"
	"yigai/internal/plainfile"
)

// A registerRow is one line of a register, as text.
type registerRow struct {
	line  int
	cells []string
}

// What a register may have: it stands in the inbox, and so may be anybody's file
// under its name.
const (
	registerBytes   = 4 << 20 // a line for each of 20,000 files has under 2 MB
	registerRows    = 20_000  // a province's files of a year
	registerColumns = 64      // eight are read
)

// tooLarge is the mistake of a list that no office keeps by hand.
func tooLarge(path string, line int) error {
	return &RegisterMistake{path, line, fmt.Sprintf("登记表太大：最多 %d MB、%d 行、%d 列", registerBytes>>20, registerRows, registerColumns),
		fmt.Sprintf("the register is too large: at most %d MB, %d rows and %d columns", registerBytes>>20, registerRows, registerColumns)}
}

func csvRows(path string) ([]registerRow, error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the register: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, registerBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the register: %w", err)
	}
	if len(data) > registerBytes {
		return nil, tooLarge(path, 1)
	}
	text, err := charset.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var all []registerRow
	r := csv.NewReader(bytes.NewReader(text))
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		line, _ := r.FieldPos(0) // blank lines are passed over, and a field may have several
		if len(all) == registerRows || len(row) > registerColumns {
			return nil, tooLarge(path, line)
		}
		all = append(all, registerRow{line, row})
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s:1: the register is empty", path)
	}
	return all, nil
}

// workbookRows reads the first sheet of a register kept as a workbook. It is read
// as strictly as what counties send.
func workbookRows(path string, size int64) (rows []registerRow, err error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the register: %w", err)
	}
	defer f.Close()
	opened, err := check.Open(f, size, path, xlsx.DefaultLimits)
	if err == nil && len(opened.Sheets()) > 0 {
		from1904 := opened.Traits().Date1904
		err = opened.Rows(0, func(row book.Row) error {
			if len(rows) == registerRows || len(row.Cells) > 0 && row.Cells[len(row.Cells)-1].Column > registerColumns {
				return tooLarge(path, row.Number)
			}
			cells := make([]string, 0, len(row.Cells))
			for _, c := range row.Cells {
				for len(cells) < c.Column-1 {
					cells = append(cells, "")
				}
				cells = append(cells, registerText(c, from1904))
			}
			rows = append(rows, registerRow{row.Number, cells})
			return nil
		})
	}
	if err == nil {
		err = opened.Verify()
	}
	if err == nil && len(rows) == 0 {
		err = errors.New("the register is empty")
	}
	var mistake *RegisterMistake
	if errors.As(err, &mistake) {
		return nil, mistake
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}

// registerText is what stands in a cell. A time that the spreadsheet stores as a
// number of days is written as one again; codes that it took for numbers stay.
func registerText(c book.Cell, from1904 bool) string {
	days, err := strconv.ParseFloat(c.Text, 64)
	const first, last = 36526, 73050 // the years 2000 to 2099: no org code lies there
	if c.Type != book.Number || err != nil || days < first-1462 || days > last {
		return c.Text
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, beijing.Zone)
	if from1904 {
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, beijing.Zone)
	}
	whole, part := math.Modf(days)
	return start.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*86400)) * time.Second).Format(time.RFC3339)
}
