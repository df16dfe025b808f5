// Package transform turns facts and reference tables into marts: it runs the
// models (one SELECT each, in models/) in DuckDB, holds their cards and data
// tests against the result, and writes the published tables as Parquet. It
// answers queries on marts and traces a number back to its cells.
//
// It reads and writes tables only: it knows no workbook, no pack and no page,
// and its DuckDB can reach no folder but those it is given.
package transform

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"yigai/internal/atomicfile"
)

//go:embed models sources tests words.yml
var files embed.FS

// Options say where tables come from and go to.
type Options struct {
	FactsDir     string // <table>/<period>.parquet; may lack any table
	ReferenceDir string // <table>.parquet
	OutDir       string // gets <table>.parquet; made if it does not exist
	Threads      int    // 0 for one per core; the bytes written do not depend on it
	Memory       string // limit of the SQL engine, "2GB" if empty; beyond it spills into OutDir
	// Progress, if not nil, is told of each step before it starts.
	Progress func(step string, done, total int)
}

// A Report says what a run made.
type Report struct {
	Tables []TableReport // in the order they were made
	Tests  int           // data tests run, the cards' not counted
	// Doubts are what tests named doubt_* found: possible in the data as they
	// came, and worth a person's look; they do not stop a run.
	Doubts  []TestError
	Seconds float64
}

// TableReport is one model's part of a Report.
type TableReport struct {
	Table   string
	Rows    int64
	Seconds float64
	Written bool // published, not only a step on the way
}

// Run builds every model, tests all tables, and then writes the published ones.
// Nothing is written when a test fails; such an error matches ErrTests.
func Run(ctx context.Context, o Options) (Report, error) {
	start := time.Now()
	b, err := newBuild(ctx, files, o)
	if err != nil {
		return Report{}, fmt.Errorf("transform: %w", err)
	}
	err = b.run(ctx)
	if closeErr := b.close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return Report{}, fmt.Errorf("transform: %w", err)
	}
	b.report.Seconds = time.Since(start).Seconds()
	return b.report, nil
}

// A build is one run of the models in fsys.
type build struct {
	options Options
	engine  *engine
	spill   string
	sources []Card
	cards   map[string]Card
	models  []Model // in order
	tests   []Model
	report  Report
	step    int
}

func newBuild(ctx context.Context, fsys fs.FS, o Options) (*build, error) {
	if err := os.MkdirAll(o.OutDir, 0o755); err != nil {
		return nil, err
	}
	if err := atomicfile.RemoveLeftovers(o.OutDir); err != nil {
		return nil, err
	}
	spill, err := os.MkdirTemp(o.OutDir, atomicfile.TempPattern)
	if err != nil {
		return nil, err
	}
	if o.Memory == "" {
		o.Memory = "2GB"
	}
	e, err := open(ctx, bounds{Folders: []string{o.FactsDir, o.ReferenceDir, o.OutDir}, Spill: spill, Memory: o.Memory, Threads: o.Threads})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(spill))
	}
	b := &build{options: o, engine: e, spill: spill, cards: map[string]Card{}}
	if err := b.load(ctx, fsys); err != nil {
		return nil, errors.Join(err, b.close())
	}
	return b, nil
}

func (b *build) close() error { return errors.Join(b.engine.Close(), os.RemoveAll(b.spill)) }

// load reads models, tests and cards and puts the models in order.
func (b *build) load(ctx context.Context, fsys fs.FS) error {
	sources, sourcesErr := readCards(fsys, "sources")
	cards, cardsErr := readCards(fsys, "models")
	models, modelsErr := loadModels(ctx, b.engine, fsys, "models")
	tests, testsErr := loadModels(ctx, b.engine, fsys, "tests")
	if err := errors.Join(sourcesErr, cardsErr, modelsErr, testsErr); err != nil {
		return err
	}
	names := make([]string, len(sources))
	for i, c := range sources {
		names[i] = c.Table
	}
	for _, c := range cards {
		b.cards[c.Table] = c
	}
	ordered, err := inOrder(models, names)
	if err != nil {
		return err
	}
	for _, m := range ordered {
		names = append(names, m.Name)
		if _, ok := b.cards[m.Name]; !ok {
			return fmt.Errorf("%s has no card beside it: write models/%s.yml", m.File, m.Name)
		}
	}
	for _, t := range tests {
		if err := t.readsOnly(names); err != nil {
			return err
		}
	}
	b.sources, b.models, b.tests = sources, ordered, tests
	return nil
}

func (b *build) run(ctx context.Context) error {
	for _, c := range b.sources {
		if err := b.addSource(ctx, c); err != nil {
			return err
		}
	}
	for _, m := range b.models {
		b.progress(m.Name)
		if err := b.make(ctx, m); err != nil {
			return err
		}
	}
	b.progress("tests")
	if err := b.test(ctx); err != nil {
		return err
	}
	for i, t := range b.report.Tables {
		if c := b.cards[t.Table]; c.published() {
			b.progress("write " + t.Table)
			if err := publish(ctx, b.engine, c, b.options.OutDir); err != nil {
				return err
			}
			b.report.Tables[i].Written = true
		}
	}
	return atomicfile.SyncDir(b.options.OutDir)
}

func (b *build) progress(step string) {
	if b.options.Progress == nil {
		return
	}
	total := len(b.models) + 1
	for _, m := range b.models {
		if b.cards[m.Name].published() {
			total++
		}
	}
	b.options.Progress(step, b.step, total)
	b.step++
}

// make creates a model's table and compares it with its card.
func (b *build) make(ctx context.Context, m Model) error {
	start := time.Now()
	// The SELECT follows on the same line, so that DuckDB's line numbers are the file's.
	if err := b.engine.exec(ctx, "create table "+identifier(m.Name)+" as "+m.SQL); err != nil {
		return fmt.Errorf("%s: %w", m.File, err)
	}
	if err := compareCard(ctx, b.engine, b.cards[m.Name], true); err != nil {
		return err
	}
	var rows int64
	if err := b.engine.conn.QueryRowContext(ctx, "select count(*) from "+identifier(m.Name)).Scan(&rows); err != nil {
		return fmt.Errorf("%s: %w", m.File, err)
	}
	b.report.Tables = append(b.report.Tables, TableReport{Table: m.Name, Rows: rows, Seconds: time.Since(start).Seconds()})
	return nil
}

// test runs all tests and returns all failures.
func (b *build) test(ctx context.Context) error {
	var failures []error
	for _, c := range b.sources {
		failures = append(failures, testCard(ctx, b.engine, c))
	}
	for _, m := range b.models {
		failures = append(failures, testCard(ctx, b.engine, b.cards[m.Name]))
	}
	for _, t := range b.tests {
		err := runTest(ctx, b.engine, filepath.ToSlash(t.File), t.SQL)
		if found := (*TestError)(nil); errors.As(err, &found) && strings.HasPrefix(t.Name, "doubt_") {
			b.report.Doubts = append(b.report.Doubts, *found)
			continue
		}
		failures = append(failures, err)
	}
	b.report.Tests = len(b.tests)
	return errors.Join(failures...)
}
