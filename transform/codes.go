package transform

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

// Most of what the models join, group and sort by are codes: of orgs, periods,
// indicators and the like, a few texts in millions of rows. While tables are made,
// each such text is kept as its number in one list of all of them, in their order,
// so that it compares as the text does; the published files have the texts. It takes
// a quarter of the processor time off, and much of what would spill.

// codes are the columns of a card that are kept so.
func (c Card) codes() []Column {
	return slices.DeleteFunc(slices.Clone(c.Columns), func(column Column) bool { return !column.Code })
}

// texts are the columns of a card that hold texts, codes among them.
func (c Card) texts() []Column {
	return slices.DeleteFunc(slices.Clone(c.Columns), func(column Column) bool { return column.Type != "VARCHAR" })
}

// listCodes makes the list: what stands in such columns of the sources' rows, a SELECT
// for each of b.sources, and what models may write themselves.
func (b *build) listCodes(ctx context.Context, e *engine, rows []string) error {
	var columns []columnOf
	for i, c := range b.sources {
		for _, column := range c.codes() {
			columns = append(columns, columnOf{fromSelect(rows[i]), column.Name})
		}
	}
	create, err := createCodes(allowedCodes(b.cards), columns)
	if err == nil {
		err = e.exec(ctx, create)
	}
	if err != nil {
		return fmt.Errorf("list the codes of the sources: %w", err)
	}
	return nil
}

// allowedCodes are those that the tests of such columns allow, and the empty one.
func allowedCodes(cards map[string]Card) []string {
	texts := []string{""}
	for _, c := range cards {
		for _, column := range c.codes() {
			for _, test := range column.Tests {
				if list, isList := strings.CutPrefix(test, "one of "); isList {
					texts = append(texts, strings.Split(list, "|")...)
				}
			}
		}
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// forgetCodes makes columns of codes columns of texts.
func forgetCodes(cards []Card) {
	for _, c := range cards {
		for i := range c.Columns {
			c.Columns[i].Code = false
		}
	}
}

// unlisted says whether a statement failed because a text could not be turned into
// what it was to be: it is none of the list.
func unlisted(err error) bool {
	var engineErr *duckdb.Error
	return errors.As(err, &engineErr) && engineErr.Type == duckdb.ErrorTypeConversion
}
