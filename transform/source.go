package transform

import (
	"context"
	"fmt"
	"strings"
)

// addSource makes known a table that was written elsewhere: facts from FactsDir
// as a view, all others, which are small and read often, from ReferenceDir as a
// table. The files must have exactly the card's columns; a table without files
// is an empty one with those columns. Two sources are made here, of the cards.
func (b *build) addSource(ctx context.Context, e *engine, c Card) error {
	dir, create := b.options.ReferenceDir, createTable
	if strings.HasPrefix(c.Table, "fact_") {
		dir, create = b.options.FactsDir, createView
	}
	if cardSources[c.Table] != nil {
		if err := e.exec(ctx, createTable(c.Table, selectNothing(c))); err != nil {
			return fmt.Errorf("source %s: %w", c.Table, err)
		}
		return b.addCards(ctx, e, c)
	}
	found, err := filesOf(dir, c.Table)
	if err != nil {
		return fmt.Errorf("source %s: %w", c.Table, err)
	}
	rows := selectNothing(c)
	if len(found) > 0 {
		from, err := fromFiles(found)
		if err != nil {
			return fmt.Errorf("source %s: %w", c.Table, err)
		}
		rows = selectAll(from)
	}
	if err := e.exec(ctx, create(c.Table, rows)); err != nil {
		return fmt.Errorf("source %s: %w", c.Table, err)
	}
	return compareCard(ctx, e, c, fromTable(c.Table), false)
}
