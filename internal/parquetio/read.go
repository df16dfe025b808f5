// Package parquetio reads small Parquet tables into typed rows, exactly.
//
// It promises that a column is found by name or reported missing, and that a
// number is never rounded: decimals of any scale become scaled integers, and
// floating-point columns are refused where a Number is wanted. It reads whole
// tables into memory, flat columns only, and is no query engine.
package parquetio

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/plainfile"
)

// A Column is one column of a stored table: its name and its type in SQL words.
type Column struct {
	Name string
	Type string
}

// Read returns all rows of the table at path, in stored order.
//
// T is a struct; each field with a tag `parquet:"name"` is filled from the
// column of that name. Fields are string, bool, int, Number or Date. NULL
// leaves the zero value. A missing column or one of another kind is an error
// that names table and column; columns without a field are not read.
func Read[T any](path string) ([]T, error) { return read[T](path, false) }

// ReadPublic is Read of a public edition, from which tables and columns may have
// been left out: a missing table has no rows, and a missing column leaves the
// zero value. A damaged table, or a column of another kind, is still an error.
func ReadPublic[T any](path string) ([]T, error) {
	rows, err := read[T](path, true)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return rows, err
}

func read[T any](path string, public bool) ([]T, error) {
	file, close, err := open(path)
	if err != nil {
		return nil, err
	}
	defer close()
	rows := make([]T, file.NumRows())
	target := reflect.ValueOf(rows)
	for i, field := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		name, tagged := field.Tag.Lookup("parquet")
		if !tagged {
			continue
		}
		column := file.Root().Column(name)
		if column == nil && public {
			continue
		}
		if column == nil || !column.Leaf() {
			return nil, fmt.Errorf("%s: no column %q", path, name)
		}
		if err := readColumn(file, column, target, i); err != nil {
			return nil, fmt.Errorf("%s: column %q: %w", path, name, err)
		}
	}
	return rows, nil
}

// Describe returns the columns of the table at path, in stored order, and its number of rows.
func Describe(path string) ([]Column, int64, error) {
	file, close, err := open(path)
	if err != nil {
		return nil, 0, err
	}
	defer close()
	var columns []Column
	for _, c := range file.Root().Columns() {
		columns = append(columns, Column{Name: c.Name(), Type: typeName(c)})
	}
	return columns, file.NumRows(), nil
}

func open(path string) (*parquet.File, func(), error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var file *parquet.File
		// Bloom filters and page indexes serve searching; we read everything.
		file, err = parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		if err == nil {
			return file, func() { f.Close() }, nil
		}
	}
	return nil, nil, fmt.Errorf("read %s: %w", path, errors.Join(err, f.Close()))
}

// readColumn fills the field with number fieldIndex in every row.
func readColumn(file *parquet.File, column *parquet.Column, rows reflect.Value, fieldIndex int) error {
	set, err := setter(rows.Type().Elem().Field(fieldIndex).Type, column)
	if err != nil {
		return err
	}
	row := 0
	each := func(v parquet.Value) error {
		if row >= rows.Len() {
			return errors.New("more values than rows")
		}
		defer func() { row++ }()
		if v.IsNull() {
			return nil
		}
		return set(rows.Index(row).Field(fieldIndex), v)
	}
	for _, group := range file.RowGroups() {
		if err := eachValue(group.ColumnChunks()[column.Index()], each); err != nil {
			return fmt.Errorf("row %d: %w", row, err)
		}
	}
	if row != rows.Len() {
		return fmt.Errorf("%d values for %d rows", row, rows.Len())
	}
	return nil
}

func eachValue(chunk parquet.ColumnChunk, each func(parquet.Value) error) (err error) {
	pages := chunk.Pages()
	defer func() { err = errors.Join(err, pages.Close()) }()
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		err = pageValues(page, each)
		parquet.Release(page)
		if err != nil {
			return err
		}
	}
}

func pageValues(page parquet.Page, each func(parquet.Value) error) error {
	values := page.Values()
	var buffer [256]parquet.Value
	for {
		n, err := values.ReadValues(buffer[:])
		for _, v := range buffer[:n] {
			if err := each(v); err != nil {
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
