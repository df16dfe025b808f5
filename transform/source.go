package transform

import (
	"context"
	"fmt"
	"strings"
)

// addSource makes a view of a table that was written elsewhere: facts from
// FactsDir, all others from ReferenceDir. The files must have exactly the
// card's columns; a table without files is an empty one with those columns.
func (b *build) addSource(ctx context.Context, c Card) error {
	dir := b.options.ReferenceDir
	if strings.HasPrefix(c.Table, "fact_") {
		dir = b.options.FactsDir
	}
	found, err := filesOf(dir, c.Table)
	if err != nil {
		return fmt.Errorf("source %s: %w", c.Table, err)
	}
	view := "select " + c.emptyColumns() + " where false"
	if len(found) > 0 {
		list, err := quoteFiles(found)
		if err != nil {
			return fmt.Errorf("source %s: %w", c.Table, err)
		}
		view = "select * from read_parquet(" + list + ")"
	}
	if err := b.engine.exec(ctx, "create view "+identifier(c.Table)+" as "+view); err != nil {
		return fmt.Errorf("source %s: %w", c.Table, err)
	}
	return compareCard(ctx, b.engine, c)
}

func (c Card) emptyColumns() string {
	columns := make([]string, len(c.Columns))
	for i, column := range c.Columns {
		columns[i] = fmt.Sprintf("cast(null as %s) as %s", column.Type, identifier(column.Name))
	}
	return strings.Join(columns, ", ")
}
