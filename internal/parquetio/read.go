// Package parquetio reads Parquet tables into typed rows, exactly, and makes the
// writers of facts.
//
// It promises that a column is found by name or reported missing, and that a
// number is never rounded: decimals of any scale become scaled integers, and
// floating-point columns are refused where a Number is wanted. It reads
// flat columns only, whole tables or part by part, and is no query engine.
package parquetio

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"

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
	if err := readGroups(file, file.RowGroups(), reflect.ValueOf(rows), public); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}

// ReadParts is Read for tables too large to be held as rows: take gets them in
// stored order, a part at a time, and must keep none of the slice it is given.
func ReadParts[T any](path string, take func([]T)) error { return readParts(path, take, false) }

// ReadPublicParts is ReadParts of a public edition, see ReadPublic.
func ReadPublicParts[T any](path string, take func([]T)) error {
	err := readParts(path, take, true)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func readParts[T any](path string, take func([]T), public bool) error {
	file, close, err := open(path)
	if err != nil {
		return err
	}
	defer close()
	if err := readGroups(file, nil, reflect.ValueOf([]T{}), public); err != nil {
		return fmt.Errorf("%s: %w", path, err) // a table without rows has its columns, too
	}
	var rows []T
	for n, group := range file.RowGroups() {
		rows = slices.Grow(rows[:0], int(group.NumRows()))[:group.NumRows()]
		clear(rows)
		if err := readGroups(file, []parquet.RowGroup{group}, reflect.ValueOf(rows), public); err != nil {
			return fmt.Errorf("%s: part %d: %w", path, n+1, err)
		}
		take(rows)
	}
	return nil
}

// readGroups fills rows from some parts of a table, column by column.
func readGroups(file *parquet.File, groups []parquet.RowGroup, rows reflect.Value, public bool) error {
	for i, field := range reflect.VisibleFields(rows.Type().Elem()) {
		name, tagged := field.Tag.Lookup("parquet")
		if !tagged {
			continue
		}
		column := file.Root().Column(name)
		if column == nil && public {
			continue
		}
		if column == nil || !column.Leaf() {
			return fmt.Errorf("no column %q", name)
		}
		if err := readColumn(groups, column, rows, i); err != nil {
			return fmt.Errorf("column %q: %w", name, err)
		}
	}
	return nil
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
func readColumn(groups []parquet.RowGroup, column *parquet.Column, rows reflect.Value, fieldIndex int) error {
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
	for _, group := range groups {
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
