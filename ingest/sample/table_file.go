package sample

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"yigai/internal/charset"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A tableForm is a CSV file of the folder sample/: its columns and what to do with a row.
type tableForm struct {
	name     string
	required []string
	optional []string
	take     func(row)
}

// read takes every row of the file; a pack may leave any of them out. A column
// that nobody knows is an error: its contents would be without effect.
func (f tableForm) read(fsys fs.FS) error {
	data, err := fs.ReadFile(fsys, f.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if data, err = charset.Decode(data); err != nil {
		return fmt.Errorf("%s %w", f.name, err)
	}
	in := csv.NewReader(bytes.NewReader(data))
	rows, err := in.ReadAll()
	if err != nil || len(rows) == 0 {
		return fmt.Errorf("%s: no table: %w", f.name, errors.Join(err))
	}
	if err := f.checkHeader(rows[0]); err != nil {
		return err
	}
	for i, values := range rows[1:] {
		if err := f.takeRow(rows[0], values); err != nil {
			return fmt.Errorf("%s:%d: %w", f.name, i+2, err)
		}
	}
	return nil
}

func (f tableForm) checkHeader(header []string) error {
	for _, column := range f.required {
		if !slices.Contains(header, column) {
			return fmt.Errorf("%s: column %s is missing", f.name, column)
		}
	}
	for _, column := range header {
		if !slices.Contains(f.required, column) && !slices.Contains(f.optional, column) {
			return fmt.Errorf("%s: there is no column %q", f.name, column)
		}
	}
	return nil
}

func (f tableForm) takeRow(header, values []string) error {
	var rowErr error
	fields := make(map[string]string, len(values))
	for c, v := range values {
		fields[header[c]] = v
	}
	f.take(row{fields, &rowErr})
	return rowErr
}

// A row is one line of a table; it keeps the first mistake in it.
type row struct {
	fields map[string]string
	err    *error
}

func (r row) note(err error) {
	if *r.err == nil {
		*r.err = err
	}
}

func (r row) text(column string) string { return r.fields[column] }

// number reads a whole number; blank is 0.
func (r row) number(column string) int64 {
	v := r.text(column)
	if v == "" {
		return 0
	}
	n, err := strconv.ParseInt(v, 10, 64)
	r.note(err)
	return n
}

// decimal reads a plain decimal; blank is 0.
func (r row) decimal(column string) decimal.Decimal {
	v := r.text(column)
	if v == "" {
		return 0
	}
	d, err := decimal.Parse(v)
	r.note(err)
	return d
}

func (r row) period(column string) programme.Period {
	at, err := programme.ParsePeriod(r.text(column))
	r.note(err)
	return at
}

func (r row) date(column string) programme.Date {
	day, err := programme.ParseDate(r.text(column))
	r.note(err)
	return day
}

// oneOf reads a word of a closed set.
func (r row) oneOf(column string, words ...string) string {
	v := r.text(column)
	if !slices.Contains(words, v) {
		r.note(fmt.Errorf("column %s: %q is none of %q", column, v, words))
	}
	return v
}
