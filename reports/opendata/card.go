package opendata

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

const public = "public"

// A cardbox is the dictionary of a folder of tables: what dim_table and
// dim_column say of them.
type cardbox struct {
	sample bool // whether the data are made up
	tables []card
}

// A card is what the dictionary says of one table.
type card struct {
	table, audience  string
	zh, en           string
	grainZh, grainEn string
	key              []string
	columns          []field
}

// A field is one column: its name, its type in SQL words and its meaning.
type field struct {
	name, kind, unit string
	zh, en           string
	audience         string
	suppress         string   // the column that, where true, leaves this one empty for the public; "" for never
	tests            []string // as in the cards: not_null, in dim_org, one of a|b, ...
}

// readCards reads the dictionary of the tables in dir.
func readCards(dir string) (cardbox, error) {
	tables, err := readFrame(filepath.Join(dir, "dim_table.parquet"))
	if err != nil {
		return cardbox{}, err
	}
	columns, err := readFrame(filepath.Join(dir, "dim_column.parquet"))
	if err != nil {
		return cardbox{}, err
	}
	fields := map[string][]field{}
	for row := range columns.rows {
		table := columns.text(row, "table")
		fields[table] = append(fields[table], fieldOf(columns, row))
	}
	var box cardbox
	for row := range tables.rows {
		text := func(column string) string { return tables.text(row, column) }
		box.sample = box.sample || text("sample") == "true"
		box.tables = append(box.tables, card{table: text("table"), audience: text("audience"), zh: text("zh"), en: text("en"),
			grainZh: text("grain_zh"), grainEn: text("grain_en"), key: strings.Split(text("key"), ", "), columns: fields[text("table")]})
	}
	slices.SortFunc(box.tables, func(x, y card) int { return strings.Compare(x.table, y.table) })
	return box, nil
}

func fieldOf(columns frame, row int) field {
	text := func(column string) string { return columns.text(row, column) }
	f := field{name: text("column"), kind: text("type"), unit: text("unit"), zh: text("zh"), en: text("en"),
		audience: text("audience"), suppress: text("suppress")}
	if tests := text("tests"); tests != "" {
		f.tests = strings.Split(tests, "; ")
	}
	return f
}

// checkComplete holds the dictionary against the tables in dir, both ways:
// what is not described would leave the house unseen.
func (b cardbox) checkComplete(dir string) error {
	names, err := tableNames(dir)
	if err != nil {
		return err
	}
	var wrong []error
	for _, name := range names {
		if b.card(name).table == "" {
			wrong = append(wrong, fmt.Errorf("%s: %w", name, ErrNotDescribed))
		}
	}
	for _, c := range b.tables {
		columns, _, err := parquetio.Describe(filepath.Join(dir, c.table+".parquet"))
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		if !slices.EqualFunc(columns, c.columns, func(have parquetio.Column, said field) bool { return have.Name == said.name && have.Type == said.kind }) {
			wrong = append(wrong, fmt.Errorf("%s: %w", c.table, ErrNotDescribed))
		}
	}
	return errors.Join(wrong...)
}

// card is what is said of a table, the zero card where nothing is.
func (b cardbox) card(table string) card {
	for _, c := range b.tables {
		if c.table == table {
			return c
		}
	}
	return card{}
}

// field is what is said of a column, the zero field where nothing is.
func (c card) field(name string) field {
	for _, f := range c.columns {
		if f.name == name {
			return f
		}
	}
	return field{}
}

// test is the rest of the first test that begins so, and whether there is one.
func (f field) test(beginning string) (string, bool) {
	for _, t := range f.tests {
		if rest, is := strings.CutPrefix(t, beginning); is {
			return rest, true
		}
	}
	return "", false
}
