package transform

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The sources card_tables and card_columns are this package's own: the cards of
// the published tables as rows, so that the marts explain themselves.

// cardSources give the rows of those sources, each row by its columns.
var cardSources = map[string]func([]Card) []map[string]any{"card_tables": tableRows, "card_columns": columnRows}

// addCards fills the table of one of them, which has no rows yet.
func (b *build) addCards(ctx context.Context, e *engine, c Card) error {
	published := selected(slices.SortedFunc(maps.Values(b.cards), func(x, y Card) int { return cmp.Compare(x.Table, y.Table) }), Card.published)
	for _, row := range cardSources[c.Table](published) {
		for _, column := range c.Columns {
			if _, given := row[column.Name]; !given {
				return fmt.Errorf("source %s: nothing gives column %s", c.Table, column.Name)
			}
		}
	}
	rows, err := json.Marshal(cardSources[c.Table](published))
	if err != nil {
		return fmt.Errorf("source %s: %w", c.Table, err)
	}
	if _, err := e.conn.ExecContext(ctx, insertJSON(c), string(rows)); err != nil {
		return fmt.Errorf("source %s: %w", c.Table, err)
	}
	return nil
}

func tableRows(cards []Card) []map[string]any {
	var rows []map[string]any
	for _, c := range cards {
		rows = append(rows, map[string]any{"table": c.Table, "zh": c.Description.Zh, "en": c.Description.En,
			"grain_zh": c.Grain.Zh, "grain_en": c.Grain.En, "key": strings.Join(c.Key, ", "), "audience": c.Audience})
	}
	return rows
}

func columnRows(cards []Card) []map[string]any {
	var rows []map[string]any
	for _, c := range cards {
		for i, column := range c.Columns {
			rows = append(rows, map[string]any{"table": c.Table, "seq": i + 1, "column": column.Name, "type": column.Type,
				"unit": column.Unit, "zh": column.Zh, "en": column.En, "audience": column.Audience, "suppress": column.Suppress, "tests": strings.Join(column.allTests(), "; ")})
		}
	}
	return rows
}
