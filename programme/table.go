package programme

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"yigai/internal/charset"
	"yigai/internal/decimal"
)

// A record is one data row of a CSV table; its methods read a column and note
// what is wrong with it, so that one pass finds every mistake.
type record struct {
	Place
	fields   map[string]string
	mistakes *[]Mistake
}

// wrong notes a mistake in both languages; both formats take the same args.
func (r record) wrong(zh, en string, args ...any) {
	*r.mistakes = append(*r.mistakes, mistake(r.Place, zh, en, args...))
}

// unreadable is wrong for a mistake that hides the row or file itself.
func (r record) unreadable(zh, en string, args ...any) {
	*r.mistakes = append(*r.mistakes, hiding(mistake(r.Place, zh, en, args...)))
}

func (r record) text(column string) string { return r.fields[column] }

func (r record) need(column string) string {
	v, present := r.fields[column] // a missing column was reported once, at the header
	if v == "" && present {
		r.wrong("%s 列为空，请填写", "column %s is empty: fill it in", column)
	}
	return v
}

func (r record) oneOf(column string, allowed ...string) string {
	v, present := r.fields[column]
	if present && !slices.Contains(allowed, v) {
		r.wrong("%s 列为 %q，只能用 %s", "%s is %q: use one of %s", column, v, strings.Join(allowed, ", "))
	}
	return v
}

func (r record) yes(column string) bool { return r.oneOf(column, "yes", "no") == "yes" }

// maybe is yes for a column that may be left out or empty, which means no.
func (r record) maybe(column string) bool { return r.text(column) != "" && r.yes(column) }

func (r record) integer(column string) int {
	v := r.fields[column]
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		r.wrong("%s 列为 %q，请写整数", "%s is %q: write a whole number", column, v)
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
		r.wrong("%s 列为 %q，请写普通数字，小数不超过4位", "%s is %q: write a plain number with at most 4 decimals", column, v)
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
		r.wrong("%s 列为 %q，日期请写成 2022-12-31", "%s is %q: write a day as 2022-12-31", column, v)
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
		r.wrong("%s 列为 %q，报告期请写成 2022Q1、2022H1 或 2022", "%s is %q: write a period as 2022Q1, 2022H1 or 2022", column, v)
	}
	return p
}

// A table names a CSV file of a pack and the columns it may have.
type table struct {
	file     string
	optional bool     // a missing file is an empty table
	required []string // columns the header must have
	extra    []string // columns it may have besides
}

// read calls each for every data row. Mistakes of a row do not stop it;
// broken quoting does, since what follows cannot be told apart.
func (t table) read(fsys fs.FS, mistakes *[]Mistake, each func(record)) {
	file := record{Place: Place{t.file, 0}, mistakes: mistakes}
	data, err := fs.ReadFile(fsys, t.file)
	if err != nil {
		if !t.optional || !errors.Is(err, fs.ErrNotExist) {
			file.unreadable("无法读取：%v", "cannot be read: %v", err)
		}
		return
	}
	text, err := charset.Decode(data)
	if err != nil {
		file.unreadable("无法识别（%v），请存为 UTF-8 编码的 CSV", "%v", err)
		return
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.FieldsPerRecord = -1
	before := len(*mistakes)
	header := t.header(reader, mistakes)
	if len(*mistakes) > before {
		return // every row would be misread
	}
	for t.row(reader, header, mistakes, each) {
	}
}

// header reads the first row and notes what is wrong with it.
func (t table) header(reader *csv.Reader, mistakes *[]Mistake) []string {
	r := record{Place: Place{t.file, 1}, mistakes: mistakes}
	header, err := reader.Read()
	if err != nil {
		r.unreadable("没有表头行：%v", "has no header row: %v", err)
		return nil
	}
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	for _, column := range t.required {
		if !slices.Contains(header, column) {
			r.unreadable("缺少 %s 列", "column %s is missing", column)
		}
	}
	known := slices.Concat(t.required, t.extra)
	for i, column := range header {
		if !slices.Contains(known, column) {
			r.wrong("不认识 %q 列，可用的列：%s", "column %q is unknown: use %s", column, strings.Join(known, ", "))
		}
		if slices.Index(header, column) != i {
			r.unreadable("%q 列重复", "column %q stands twice", column)
		}
	}
	return header
}

// row reads one row and says whether there may be another.
func (t table) row(reader *csv.Reader, header []string, mistakes *[]Mistake, each func(record)) bool {
	fields, err := reader.Read()
	if errors.Is(err, io.EOF) {
		return false
	}
	if err != nil {
		var broken *csv.ParseError
		r := record{Place: Place{t.file, 0}, mistakes: mistakes}
		if errors.As(err, &broken) {
			r.Line, err = broken.Line, broken.Err
		}
		r.unreadable("引号不成对，其后各行无法读取：%v", "cannot be read from here on, mend the quotes: %v", err)
		return false
	}
	line, _ := reader.FieldPos(0)
	r := record{Place{t.file, line}, make(map[string]string, len(fields)), mistakes}
	if len(fields) != len(header) {
		r.unreadable("有 %d 列，表头有 %d 列", "has %d fields, the header has %d", len(fields), len(header))
		return true
	}
	for i, v := range fields {
		r.fields[header[i]] = strings.TrimSpace(v)
	}
	each(r)
	return true
}
