package reports

import (
	"errors"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"sync"

	"yigai/internal/parquetio"
)

// A source is the folder that tables are read from. Of a public edition's folder
// it remembers what was left out, so that pages leave the same out and never
// show an empty column as if nothing had been there.
type source struct {
	dir    string
	public bool
	mu     sync.Mutex
	left   map[string][]string // per table the columns that pages read and the folder does not have
}

// from reads one table. In an internal edition every column must be there.
func from[T any](s *source, table string, into *[]T) func() error {
	return func() (err error) {
		path := filepath.Join(s.dir, table+".parquet")
		if !s.public {
			*into, err = parquetio.Read[T](path)
			return err
		}
		if *into, err = parquetio.ReadPublic[T](path); err != nil {
			return err
		}
		return s.note(table, path, reflect.TypeFor[T]())
	}
}

// fromParts reads one table part by part, for tables too large to be held as rows.
func fromParts[T any](s *source, table string, take func([]T)) func() error {
	return func() error {
		path := filepath.Join(s.dir, table+".parquet")
		if !s.public {
			return parquetio.ReadParts(path, take)
		}
		if err := parquetio.ReadPublicParts(path, take); err != nil {
			return err
		}
		return s.note(table, path, reflect.TypeFor[T]())
	}
}

// note remembers which columns of a row type the table at path does not have.
func (s *source) note(table, path string, row reflect.Type) error {
	columns, _, err := parquetio.Describe(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var left []string
	for _, field := range reflect.VisibleFields(row) {
		name, tagged := field.Tag.Lookup("parquet")
		if tagged && !slices.ContainsFunc(columns, func(c parquetio.Column) bool { return c.Name == name }) {
			left = append(left, name)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left[table] = left
	return nil
}

// leavesOut says that the edition has no such column, because it is public and
// the column is not. A table that is not there has no columns.
func (b *book) leavesOut(table, column string) bool { return slices.Contains(b.left[table], column) }
