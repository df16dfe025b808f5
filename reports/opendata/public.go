package opendata

import (
	"errors"
	"fmt"
	"slices"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// ErrInternalKey: a public table has a key column that the public may not see,
// so its rows could not be told apart.
var ErrInternalKey = errors.New("公开表的键列不能是内部列 (a key column of a public table is internal)")

// A projection is what the public sees of one table.
type projection struct {
	columns []parquetio.Column
	from    []int  // of each column, its place in the table
	blank   []bool // of each column, whether it is empty in a suppressed row
	reason  int    // the place of missing_reason among the columns, -1 where there is none
	mark    int    // the place of suppressed in the table, -1 where there is none
	keep    func(parquet.Row) bool
}

func writePublic(source, target string, c card, published func(table string) bool) error {
	columns, _, err := parquetio.Describe(source)
	if err != nil {
		return err
	}
	p, err := projectionOf(c, columns, published)
	if err != nil {
		return err
	}
	return writeTable(target, p.columns, func(add func([]parquet.Value) error) error {
		return eachRow(source, func(row parquet.Row) error {
			if !p.keep(row) {
				return nil
			}
			return add(p.values(row))
		})
	})
}

func projectionOf(c card, columns []parquetio.Column, published func(string) bool) (projection, error) {
	p := projection{reason: -1, mark: -1, keep: keeps(c.table, positions(columns), published)}
	for i, column := range columns {
		said := c.field(column.Name)
		if column.Name == "suppressed" {
			p.mark = i
		}
		if said.audience != public {
			if slices.Contains(c.key, column.Name) {
				return p, fmt.Errorf("column %q: %w", column.Name, ErrInternalKey)
			}
			continue
		}
		if column.Name == "missing_reason" {
			p.reason = len(p.columns)
		}
		p.columns, p.from, p.blank = append(p.columns, column), append(p.from, i), append(p.blank, said.suppress)
	}
	if p.mark < 0 && slices.Contains(p.blank, true) {
		return p, fmt.Errorf("column \"suppressed\": %w", ErrNotDescribed)
	}
	return p, nil
}

// keeps says which rows of a table the public sees: all, but the dictionary
// describes only what is in the same folder.
func keeps(table string, at map[string]int, published func(string) bool) func(parquet.Row) bool {
	if table != "dim_table" && table != "dim_column" {
		return func(parquet.Row) bool { return true }
	}
	return func(row parquet.Row) bool {
		return string(row[at["audience"]].ByteArray()) == public && published(string(row[at["table"]].ByteArray()))
	}
}

// values are the public values of a stored row.
func (p projection) values(row parquet.Row) []parquet.Value {
	suppressed := p.mark >= 0 && !row[p.mark].IsNull() && row[p.mark].Boolean()
	values := make([]parquet.Value, len(p.columns))
	for i, from := range p.from {
		switch v := row[from]; {
		case suppressed && i == p.reason:
			values[i] = parquet.ByteArrayValue([]byte("suppressed"))
		case suppressed && p.blank[i]:
			values[i] = empty(p.columns[i].Type)
		default:
			values[i] = v
		}
	}
	return values
}

// empty is how the marts say that there is nothing: texts are never NULL.
func empty(kind string) parquet.Value {
	if kind == "VARCHAR" {
		return parquet.ByteArrayValue(nil)
	}
	return parquet.NullValue()
}
