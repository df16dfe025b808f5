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
	from    []int // of each column, its place in the table
	mark    []int // of each column, the place in the table of what says that it is empty; -1 where it never is
	reason  int   // the place of missing_reason among the columns, -1 where there is none
	hidden  int   // the place of suppressed in the table, -1 where there is none
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
	at := positions(columns)
	p := projection{reason: -1, hidden: place(at, "suppressed"), keep: keeps(c.table, at, published)}
	for i, column := range columns {
		said := c.field(column.Name)
		if said.audience != public {
			if slices.Contains(c.key, column.Name) {
				return p, fmt.Errorf("column %q: %w", column.Name, ErrInternalKey)
			}
			continue
		}
		if column.Name == "missing_reason" {
			p.reason = len(p.columns)
		}
		if said.suppress != "" && place(at, said.suppress) < 0 {
			return p, fmt.Errorf("column %q: %w", said.suppress, ErrNotDescribed)
		}
		p.columns, p.from, p.mark = append(p.columns, column), append(p.from, i), append(p.mark, place(at, said.suppress))
	}
	return p, nil
}

// place is where a column stands, -1 where there is none of that name.
func place(at map[string]int, column string) int {
	if i, has := at[column]; has {
		return i
	}
	return -1
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
	values := make([]parquet.Value, len(p.columns))
	for i, from := range p.from {
		switch {
		case i == p.reason && isTrue(row, p.hidden):
			values[i] = parquet.ByteArrayValue([]byte("suppressed"))
		case isTrue(row, p.mark[i]):
			values[i] = empty(p.columns[i].Type)
		default:
			values[i] = row[from]
		}
	}
	return values
}

// isTrue says whether a row has a mark in a place; in no place there is none.
func isTrue(row parquet.Row, place int) bool {
	return place >= 0 && !row[place].IsNull() && row[place].Boolean()
}

// empty is how the marts say that there is nothing: texts are never NULL.
func empty(kind string) parquet.Value {
	if kind == "VARCHAR" {
		return parquet.ByteArrayValue(nil)
	}
	return parquet.NullValue()
}
