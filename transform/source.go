package transform

import (
	"context"
	"fmt"
	"strings"
)

// addSource makes known a table that was written elsewhere: facts from FactsDir
// as a view, all others, which are small and read often, from ReferenceDir as a
// table. The files must have exactly the card's columns; a table without files
// is an empty one with those columns.
func (b *build) addSource(ctx context.Context, e *engine, c Card) error {
	dir, kind := b.options.ReferenceDir, "table"
	if strings.HasPrefix(c.Table, "fact_") {
		dir, kind = b.options.FactsDir, "view"
	}
	found, err := filesOf(dir, c.Table)
	if err != nil {
		return fmt.Errorf("source %s: %w", c.Table, err)
	}
	query := "select " + c.emptyColumns() + " where false"
	if len(found) > 0 {
		list, err := quoteFiles(found)
		if err != nil {
			return fmt.Errorf("source %s: %w", c.Table, err)
		}
		query = "select * from read_parquet(" + list + ")"
	}
	if err := e.exec(ctx, "create "+kind+" "+identifier(c.Table)+" as "+query); err != nil {
		return fmt.Errorf("source %s: %w", c.Table, err)
	}
	return compareCard(ctx, e, c, false)
}

func (c Card) emptyColumns() string {
	columns := make([]string, len(c.Columns))
	for i, column := range c.Columns {
		columns[i] = fmt.Sprintf("cast(null as %s) as %s", column.Type, identifier(column.Name))
	}
	return strings.Join(columns, ", ")
}
