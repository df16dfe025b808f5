package transform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"yigai/internal/atomicfile"
)

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
	mutex   sync.Mutex // of step
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
	if o, err = o.filled(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(spill))
	}
	e, err := open(ctx, bounds{Folders: []string{o.FactsDir, o.ReferenceDir, o.OutDir}, Spill: spill, Memory: o.Memory, Threads: o.engineThreads})
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
	connections, err := newPool(ctx, b.engine, b.options.Threads)
	if err == nil {
		err = b.runWith(ctx, connections)
	}
	return errors.Join(err, connections.close(b.engine))
}

func (b *build) runWith(ctx context.Context, connections pool) error {
	err := connections.each(ctx, len(b.sources), func(e *engine, i int) error { return b.addSource(ctx, e, b.sources[i]) })
	if err != nil {
		return err
	}
	b.report.Tables = make([]TableReport, len(b.models))
	err = connections.inTurn(ctx, b.models, func(e *engine, i int) (err error) {
		b.progress(b.models[i].Name)
		b.report.Tables[i], err = b.make(ctx, e, b.models[i])
		return err
	})
	if err != nil {
		return err
	}
	b.progress("tests")
	if err := b.test(ctx, connections); err != nil {
		return err
	}
	if err := b.publish(ctx, connections); err != nil {
		return err
	}
	return atomicfile.SyncDir(b.options.OutDir)
}

// progress may be called from several goroutines; the callback is not.
func (b *build) progress(step string) {
	if b.options.Progress == nil {
		return
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
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
func (b *build) make(ctx context.Context, e *engine, m Model) (TableReport, error) {
	start := time.Now()
	made := TableReport{Table: m.Name}
	if err := e.exec(ctx, createTable(m.Name, m.SQL)); err != nil {
		return made, fmt.Errorf("%s: %w", m.File, err)
	}
	if err := compareCard(ctx, e, b.cards[m.Name], true); err != nil {
		return made, err
	}
	if err := e.conn.QueryRowContext(ctx, selectCount(m.Name)).Scan(&made.Rows); err != nil {
		return made, fmt.Errorf("%s: %w", m.File, err)
	}
	made.Seconds = time.Since(start).Seconds()
	return made, nil
}

// test runs all tests and returns all failures.
func (b *build) test(ctx context.Context, connections pool) error {
	cards := slices.Clone(b.sources)
	for _, m := range b.models {
		cards = append(cards, b.cards[m.Name])
	}
	b.report.Tests = len(b.tests)
	found, counts := make([][]Doubt, len(b.tests)), make([]int, len(b.tests))
	err := connections.each(ctx, len(cards)+len(b.tests), func(e *engine, i int) (err error) {
		if i < len(cards) {
			return testCard(ctx, e, cards[i])
		}
		i -= len(cards)
		if b.tests[i].isDoubt() {
			found[i], counts[i], err = doubts(ctx, e, b.tests[i])
			return err
		}
		return runTest(ctx, e, b.tests[i].File, b.tests[i].SQL)
	})
	for i := range b.tests {
		b.report.Doubts, b.report.DoubtCount = append(b.report.Doubts, found[i]...), b.report.DoubtCount+counts[i]
	}
	return err
}

// publish writes the published tables.
func (b *build) publish(ctx context.Context, connections pool) error {
	return connections.each(ctx, len(b.report.Tables), func(e *engine, i int) error {
		t := &b.report.Tables[i]
		if c := b.cards[t.Table]; c.published() {
			b.progress("write " + t.Table)
			t.Written = true
			return publish(ctx, e, c, b.options.OutDir)
		}
		return nil
	})
}
