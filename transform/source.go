package transform

import (
	"context"
	"fmt"
	"strings"
)

// addSources makes known the tables that were written elsewhere: facts as views, all
// others, which are small and read often, as tables. Their files must have exactly the
// columns of their cards; a table without files is an empty one with those columns.
func (b *build) addSources(ctx context.Context, connections pool) error {
	rows := make([]string, len(b.sources)) // a SELECT of each
	err := connections.each(ctx, len(b.sources), func(e *engine, i int) (err error) {
		if rows[i], err = b.sourceRows(ctx, e, b.sources[i]); err != nil {
			err = fmt.Errorf("source %s: %w", b.sources[i].Table, err)
		}
		return err
	})
	if err == nil {
		err = connections.with(ctx, func(e *engine) error { return b.listCodes(ctx, e, rows) })
	}
	if err != nil {
		return err
	}
	return connections.each(ctx, len(b.sources), func(e *engine, i int) error {
		if err := b.addSource(ctx, e, b.sources[i], rows[i]); err != nil {
			return fmt.Errorf("source %s: %w", b.sources[i].Table, err)
		}
		return nil
	})
}

// sourceRows finds a source's files and holds them against its card.
func (b *build) sourceRows(ctx context.Context, e *engine, c Card) (string, error) {
	found, err := filesOf(b.folderOf(c), c.Table)
	if err != nil || len(found) == 0 || cardSources[c.Table] != nil {
		return selectNothing(c), err
	}
	from, err := fromFiles(found)
	if err != nil {
		return "", err
	}
	return selectAll(from), compareCard(ctx, e, c, from, false)
}

// folderOf is where a source's files lie.
func (b *build) folderOf(c Card) string {
	if c.isFacts() {
		return b.options.FactsDir
	}
	return b.options.ReferenceDir
}

func (c Card) isFacts() bool { return strings.HasPrefix(c.Table, "fact_") }

func (b *build) addSource(ctx context.Context, e *engine, c Card, rows string) error {
	if c.isFacts() {
		return e.exec(ctx, createView(c.Table, rows))
	}
	if err := e.exec(ctx, createTable(c.Table, withCodes(c, rows))); err != nil {
		return err
	}
	if cardSources[c.Table] != nil {
		return b.addCards(ctx, e, c)
	}
	return nil
}
