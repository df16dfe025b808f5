package transform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yigai/transform/spark"
)

// With Options.Spark the models' tables are made by a Spark and read back as
// views of its Parquet files; all that comes after, the comparison with the
// cards, the data tests and the writing, is the same as without.

// makeOnSpark makes the tables of all models, in the order of b.models.
func (b *build) makeOnSpark(ctx context.Context, connections pool) error {
	dir := filepath.Join(b.spill, "spark")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	plan, err := b.plan(ctx, dir)
	if err != nil {
		return err
	}
	if err := spark.Run(ctx, *b.options.Spark, dir, plan, func(table string) { b.progress(table) }); err != nil {
		return err
	}
	return connections.each(ctx, len(b.models), func(e *engine, i int) (err error) {
		b.report.Tables[i], err = b.takeBack(ctx, e, b.models[i], spark.Table(dir, b.models[i].Name))
		return err
	})
}

// partsAtOnce is how many models Spark makes side by side: most are small and
// wait for Spark's planning more than for its work.
const partsAtOnce = 4

// smallFacts is the size of facts below which the tables are small for Spark.
const smallFacts = 256 << 20

// plan lists tables and models for the job; dir gets the tables that stand in no file yet.
func (b *build) plan(ctx context.Context, dir string) (spark.Plan, error) {
	size, err := sizeOf(b.options.FactsDir)
	if err != nil {
		return spark.Plan{}, err
	}
	p := spark.Plan{AtOnce: partsAtOnce, Small: size < smallFacts}
	for _, c := range b.sources {
		files, err := b.sourceFiles(ctx, c, dir)
		if err != nil {
			return p, fmt.Errorf("source %s: %w", c.Table, err)
		}
		source := spark.Source{Name: c.Table, Files: append([]string{}, files...)}
		for _, column := range c.Columns {
			source.Columns = append(source.Columns, spark.Column{Name: column.Name, Type: column.Type})
		}
		p.Sources = append(p.Sources, source)
	}
	for _, m := range b.models {
		p.Models = append(p.Models, spark.Model{Name: m.Name, SQL: m.SQL, Needs: m.Needs})
	}
	return p, nil
}

// sourceFiles are the absolute paths of a source's files.
func (b *build) sourceFiles(ctx context.Context, c Card, dir string) ([]string, error) {
	if cardSources[c.Table] != nil {
		file := filepath.Join(dir, c.Table+".parquet")
		statement, err := copyRows(c, fromTable(c.Table), file)
		if err != nil {
			return nil, err
		}
		return []string{file}, b.engine.exec(ctx, statement)
	}
	from := b.options.ReferenceDir
	if strings.HasPrefix(c.Table, "fact_") {
		from = b.options.FactsDir
	}
	files, err := filesOf(from, c.Table)
	for i, file := range files {
		absolute, absErr := filepath.Abs(file)
		files[i], err = absolute, errors.Join(err, absErr)
	}
	return files, err
}

// takeBack makes known a table that Spark wrote into folder, and compares it with its card.
func (b *build) takeBack(ctx context.Context, e *engine, m Model, folder string) (TableReport, error) {
	made := TableReport{Table: m.Name}
	files, err := filesOf(filepath.Split(folder))
	if err != nil {
		return made, fmt.Errorf("%s: %w", m.File, err)
	}
	c := b.cards[m.Name]
	rows := selectNothing(c)
	if len(files) > 0 {
		from, err := fromFiles(files)
		if err != nil {
			return made, fmt.Errorf("%s: %w", m.File, err)
		}
		rows = selectAll(from)
	}
	if err := e.exec(ctx, createView(m.Name, rows)); err != nil {
		return made, fmt.Errorf("%s: %w", m.File, err)
	}
	if err := compareCard(ctx, e, c, fromTable(c.Table), true); err != nil {
		return made, err
	}
	if err := e.conn.QueryRowContext(ctx, selectCount(m.Name)).Scan(&made.Rows); err != nil {
		return made, fmt.Errorf("%s: %w", m.File, err)
	}
	return made, nil
}
