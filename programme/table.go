package programme

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"yigai/internal/decimal"
)

// A Mistake is something wrong in a pack, at the place to look.
type Mistake struct {
	Place
	Problem string // what is wrong and how to mend it, in English
}

func (m Mistake) Error() string {
	if m.Line == 0 {
		return fmt.Sprintf("%s: %s", m.File, m.Problem)
	}
	return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Problem)
}

// A record is one data row of a CSV table; its methods read a column and note
// what is wrong with it, so that one pass finds every mistake.
type record struct {
	Place
	fields   map[string]string
	mistakes *[]Mistake
}

func (r record) wrong(format string, args ...any) {
	*r.mistakes = append(*r.mistakes, Mistake{r.Place, fmt.Sprintf(format, args...)})
}

func (r record) text(column string) string { return r.fields[column] }

func (r record) need(column string) string {
	v := r.fields[column]
	if v == "" {
		r.wrong("column %s is empty: fill it in", column)
	}
	return v
}

func (r record) oneOf(column string, allowed ...string) string {
	v := r.fields[column]
	if !slices.Contains(allowed, v) {
		r.wrong("%s is %q: use one of %s", column, v, strings.Join(allowed, ", "))
	}
	return v
}

func (r record) yes(column string) bool { return r.oneOf(column, "yes", "no") == "yes" }

func (r record) integer(column string) int {
	v := r.fields[column]
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		r.wrong("%s is %q: write a whole number", column, v)
	}
	return n
}

func (r record) number(column string) *decimal.Decimal {
	v := r.fields[column]
	if v == "" {
		return nil
	}
	d, err := decimal.Parse(v)
	if err != nil {
		r.wrong("%s: %v: write a plain number with at most 4 decimals", column, err)
	}
	return &d
}

func (r record) numberOr(column string, otherwise decimal.Decimal) decimal.Decimal {
	if d := r.number(column); d != nil {
		return *d
	}
	return otherwise
}

func (r record) date(column string) Date {
	v := r.fields[column]
	if v == "" {
		return Date{}
	}
	d, err := ParseDate(v)
	if err != nil {
		r.wrong("%s is %q: write a day as 2022-12-31", column, v)
	}
	return d
}

func (r record) period(column string) Period {
	v := r.fields[column]
	if v == "" {
		return Period{}
	}
	p, err := ParsePeriod(v)
	if err != nil {
		r.wrong("%s: %v", column, err)
	}
	return p
}

// readTable reads a CSV table of a pack. required columns must be in the
// header, optional ones may be, any other is a mistake. A missing file is an
// empty table when optionalFile holds.
func readTable(fsys fs.FS, file string, optionalFile bool, required, optional []string, mistakes *[]Mistake, each func(record)) {
	wrong := func(line int, format string, args ...any) {
		*mistakes = append(*mistakes, Mistake{Place{file, line}, fmt.Sprintf(format, args...)})
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		if !optionalFile {
			wrong(0, "cannot be read: %v", err)
		}
		return
	}
	text, err := decodeText(data)
	if err != nil {
		wrong(0, "%v", err)
		return
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.FieldsPerRecord = -1
	header, err := reader.Read()
	if err != nil {
		wrong(1, "has no header row: %v", err)
		return
	}
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	for _, column := range required {
		if !slices.Contains(header, column) {
			wrong(1, "column %s is missing", column)
		}
	}
	for i, column := range header {
		if !slices.Contains(required, column) && !slices.Contains(optional, column) {
			wrong(1, "column %q is unknown: use %s", column, strings.Join(slices.Concat(required, optional), ", "))
		}
		if slices.Index(header, column) != i {
			wrong(1, "column %q stands twice", column)
		}
	}
	for {
		row, err := reader.Read()
		if row == nil && err != nil {
			if !errors.Is(err, io.EOF) {
				wrong(0, "%v", err)
			}
			return
		}
		line, _ := reader.FieldPos(0)
		if err != nil {
			wrong(line, "%v", err)
			return
		}
		if len(row) != len(header) {
			wrong(line, "has %d fields, the header has %d", len(row), len(header))
			continue
		}
		r := record{Place{file, line}, make(map[string]string, len(row)), mistakes}
		for i, v := range row {
			r.fields[header[i]] = strings.TrimSpace(v)
		}
		each(r)
	}
}
