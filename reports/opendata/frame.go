package opendata

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// A frame is a small table in memory, its columns found by name.
type frame struct {
	columns []parquetio.Column
	at      map[string]int
	rows    []parquet.Row
}

// readFrame reads the whole table at path.
func readFrame(path string) (frame, error) {
	columns, _, err := parquetio.Describe(path)
	if err != nil {
		return frame{}, err
	}
	f := frame{columns: columns, at: positions(columns)}
	err = eachRow(path, func(row parquet.Row) error {
		f.rows = append(f.rows, row.Clone())
		return nil
	})
	return f, err
}

func positions(columns []parquetio.Column) map[string]int {
	at := make(map[string]int, len(columns))
	for i, c := range columns {
		at[c.Name] = i
	}
	return at
}

// text is a value as a CSV would print it; "" for NULL and where there is no such column.
func (f frame) text(row int, column string) string {
	at, ok := f.at[column]
	if !ok {
		return ""
	}
	return valueText(f.columns[at].Type, f.rows[row][at])
}

// eachRow visits the rows of a table in stored order. A row is valid during the
// visit only: Clone what is kept.
func eachRow(path string, visit func(parquet.Row) error) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	file, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	seen := int64(0)
	for _, group := range file.RowGroups() {
		if err := eachOf(group, func(row parquet.Row) error { seen++; return visit(row) }); err != nil {
			return fmt.Errorf("read %s: row %d: %w", path, seen, err)
		}
	}
	if seen != file.NumRows() {
		return fmt.Errorf("read %s: %d rows of %d", path, seen, file.NumRows())
	}
	return nil
}

func eachOf(group parquet.RowGroup, visit func(parquet.Row) error) (err error) {
	rows := group.Rows()
	defer func() { err = errors.Join(err, rows.Close()) }()
	var buffer [128]parquet.Row
	for {
		n, err := rows.ReadRows(buffer[:])
		for _, row := range buffer[:n] {
			if err := visit(row); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
