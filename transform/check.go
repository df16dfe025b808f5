package transform

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrTests is matched by every error that says the data broke a rule, as
// opposed to a model or an engine that could not do its work.
var ErrTests = errors.New("data tests failed")

// A TestError lists wrong rows that a test found.
type TestError struct {
	Test    string // "mart_indicator: key" or the file of a test
	Count   int
	Columns []string
	Rows    [][]string // the first few
}

const shownRows = 5

func (e *TestError) Error() string {
	return fmt.Sprintf("%s: %d wrong row(s)", e.Test, e.Count) + e.shown()
}

// Chinese is what Error says, in Chinese.
func (e *TestError) Chinese() string {
	return fmt.Sprintf("%s：有 %d 行不符", e.Test, e.Count) + e.shown()
}

func (e *TestError) shown() string {
	var b strings.Builder
	for _, row := range e.Rows {
		b.WriteString("\n   ")
		for i, v := range row {
			fmt.Fprintf(&b, " %s=%q", e.Columns[i], v)
		}
	}
	return b.String()
}

func (e *TestError) Unwrap() error { return ErrTests }

// compareCard holds a card against the table as it is, both ways, and in order
// where the table was made by a model.
func compareCard(ctx context.Context, e *engine, c Card, from string, ordered bool) error {
	rows, err := e.conn.QueryContext(ctx, selectShape(from))
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	made, err := newScanner(rows)
	if err := errors.Join(err, rows.Close()); err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	var wrong []error
	for _, column := range c.Columns {
		switch i := slices.Index(made.names, column.Name); {
		case i < 0:
			wrong = append(wrong, fmt.Errorf("%s: column %s is not in the table", c.File, column.Name))
		case made.kinds[i] != column.Type:
			wrong = append(wrong, fmt.Errorf("%s: column %s is %s in the table, not %s", c.File, column.Name, made.kinds[i], column.Type))
		}
	}
	described := c.columnNames()
	for _, name := range made.names {
		if !slices.Contains(described, name) {
			wrong = append(wrong, fmt.Errorf("%s: column %s of the table is not described", c.File, name))
		}
	}
	if ordered && len(wrong) == 0 && !slices.Equal(described, made.names) {
		wrong = append(wrong, fmt.Errorf("%s: the table's columns stand in another order: %s", c.File, strings.Join(made.names, ", ")))
	}
	return errors.Join(wrong...)
}

// testCard runs the tests of a card: its key is unique, its columns pass.
func testCard(ctx context.Context, e *engine, c Card) error {
	conditions, names, err := c.conditions()
	if err != nil {
		return err
	}
	found, err := e.text(ctx, selectCounts(c, conditions))
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	var failures []error
	if found[0][0] != "0" { // two keys may have one hash by chance
		failures = append(failures, runTest(ctx, e, c.Table+": key ("+strings.Join(c.Key, ", ")+") is not unique", selectTwice(c)))
	}
	for i := range conditions {
		if found[0][1+i] != "0" {
			failures = append(failures, runTest(ctx, e, c.Table+": "+names[i], selectWrong(c, conditions[i])))
		}
	}
	return errors.Join(failures...)
}

func (c Card) conditions() (conditions, names []string, err error) {
	for _, column := range c.Columns {
		for _, test := range column.allTests() {
			condition, err := wrongWhen(column.Name, test)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: column %s: %w", c.File, column.Name, err)
			}
			conditions, names = append(conditions, condition), append(names, column.Name+" "+test)
		}
	}
	return conditions, names, nil
}

func (c Column) allTests() []string {
	if c.Type == "VARCHAR" && !slices.Contains(c.Tests, "may_be_null") && !slices.Contains(c.Tests, "not_null") {
		return append([]string{"not_null"}, c.Tests...)
	}
	return c.Tests
}

// runTest runs a SELECT of wrong rows; any row is a TestError.
func runTest(ctx context.Context, e *engine, name, query string) error {
	failed, err := wrongRows(ctx, e, name, query, shownRows)
	if err != nil || failed.Count == 0 {
		return err
	}
	return failed
}

// wrongRows counts the rows of a SELECT and keeps the first few.
func wrongRows(ctx context.Context, e *engine, name, query string, few int) (*TestError, error) {
	rows, err := e.read(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	found := &TestError{Test: name}
	err = errors.Join(found.read(rows, few), rows.Close())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return found, nil
}

func (e *TestError) read(rows *sql.Rows, few int) error {
	s, err := newScanner(rows)
	if err != nil {
		return err
	}
	e.Columns = s.names
	for {
		more, err := s.next()
		if !more || err != nil {
			return err
		}
		if e.Count++; e.Count <= few {
			e.Rows = append(e.Rows, s.texts())
		}
	}
}
