package transform

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// Tables on the way are kept in the engine; published ones are written at once,
// in the order of their key, into a folder beside the spill, and from there on
// read from the file. So the tests look at the very bytes that are published, and
// no published table takes memory.

// tasks are all models in order, and each look as soon as its tables can be there.
func (b *build) tasks(looks []*look) []task {
	var tasks []task
	there := map[string]bool{}
	for _, c := range b.sources {
		there[c.Table] = true
	}
	taken := make([]bool, len(looks))
	take := func() {
		for i, l := range looks {
			if !taken[i] && allIn(l.needs, there) {
				taken[i] = true
				tasks = append(tasks, task{needs: l.needs, do: l.run})
			}
		}
	}
	take()
	for i, m := range b.models {
		tasks = append(tasks, task{needs: m.Needs, gives: m.Name, do: func(ctx context.Context, e *engine) (err error) {
			b.report.Tables[i], err = b.make(ctx, e, m)
			return err
		}})
		there[m.Name] = true
		take()
	}
	return tasks
}

func allIn(names []string, set map[string]bool) bool {
	for _, name := range names {
		if !set[name] {
			return false
		}
	}
	return true
}

// make makes a model's table and compares it with its card.
func (b *build) make(ctx context.Context, e *engine, m Model) (TableReport, error) {
	start, c := time.Now(), b.cards[m.Name]
	how, step := b.makeTable, m.Name
	if c.published() {
		how, step = b.makeFile, "write "+m.Name
	}
	b.progress(step)
	err := how(ctx, e, m)
	made := TableReport{Table: m.Name, Written: c.published()}
	if err == nil {
		made.Rows, err = e.count(ctx, m.Name)
	}
	made.Seconds = time.Since(start).Seconds()
	return made, err
}

// makeTable keeps the rows of a model in the engine. Spark has made them already.
func (b *build) makeTable(ctx context.Context, e *engine, m Model) error {
	if b.options.Spark != nil {
		return nil
	}
	if err := e.exec(ctx, createTable(m.Name, m.SQL)); err != nil {
		return fmt.Errorf("%s: %w", m.File, err)
	}
	return compareCard(ctx, e, b.cards[m.Name], fromTable(m.Name), true)
}

// makeFile writes the rows of a model to a file, and makes the file known.
func (b *build) makeFile(ctx context.Context, e *engine, m Model) error {
	c, from := b.cards[m.Name], fromSelect(m.SQL)
	if b.options.Spark != nil {
		from = fromTable(m.Name)
	}
	result, err := b.writeFile(ctx, e, c, from)
	if err != nil {
		// A key that the rows do not have is told by the comparison, in better words.
		wrong, engineErr := compareCard(ctx, e, c, from, true), (*duckdb.Error)(nil)
		if wrong != nil && !errors.As(wrong, &engineErr) {
			return wrong
		}
		if errors.As(err, &engineErr) && engineErr.Type == duckdb.ErrorTypeConversion && len(c.numbered()) > 0 {
			err = fmt.Errorf("%w (a text that stands in none of the tables that %s names with from cannot be sorted: name one that has it)", err, c.File)
		}
		return fmt.Errorf("%s: %w", m.File, err)
	}
	file, err := fromFiles([]string{b.madeFile(m.Name)})
	if err != nil {
		return err
	}
	if err := e.exec(ctx, createView(m.Name, selectAll(file))); err != nil {
		return fmt.Errorf("read back %s: %w", m.Name, err)
	}
	if err := compareCard(ctx, e, c, fromTable(m.Name), true); err != nil {
		return err
	}
	return b.readBack(ctx, e, m.Name, result)
}

// writeFile writes the rows of from in the order of the card's key. The numbers
// that stand for texts meanwhile are gone afterwards.
func (b *build) writeFile(ctx context.Context, e *engine, c Card, from string) (written sql.Result, err error) {
	for _, column := range c.numbered() {
		create, createErr := createNumbers(c, column)
		if createErr == nil {
			createErr = e.exec(ctx, create)
		}
		if createErr != nil {
			return nil, fmt.Errorf("number the texts of column %s: %w", column.Name, createErr)
		}
		defer func() { err = errors.Join(err, e.exec(ctx, dropNumbers(c, column))) }()
	}
	statement, err := copyRows(c, from, b.madeFile(c.Table))
	if err != nil {
		return nil, err
	}
	return e.write(ctx, statement)
}

// readBack counts the rows of a written table. Its test then reads every column.
func (b *build) readBack(ctx context.Context, e *engine, table string, written sql.Result) error {
	want, err := written.RowsAffected()
	if err != nil {
		return fmt.Errorf("write %s: %w", table, err)
	}
	got, err := e.count(ctx, table)
	if err == nil && got != want {
		err = fmt.Errorf("write %s: %d rows stand in the file, not %d", table, got, want)
	}
	return err
}

// letGo drops a table that nobody reads any more. A written one is only a name.
func (b *build) letGo(ctx context.Context, e *engine, table string) error {
	if b.cards[table].published() || b.options.Spark != nil {
		return nil
	}
	return e.exec(ctx, dropTable(table))
}
