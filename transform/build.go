package transform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

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
	e, err := open(ctx, bounds{Folders: []string{o.FactsDir, o.ReferenceDir, o.OutDir}, Spill: spill, Memory: o.Memory, Threads: o.engineThreads, OnDisk: o.onDisk, AnyOrder: true})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(spill))
	}
	b := &build{options: o, engine: e, spill: spill, cards: map[string]Card{}}
	if err := errors.Join(os.Mkdir(b.madeFolder(), 0o755), b.load(ctx, fsys)); err != nil {
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
		c, ok := b.cards[m.Name]
		if !ok {
			return fmt.Errorf("%s has no card beside it: write models/%s.yml", m.File, m.Name)
		}
		if err := c.fromOnly(m.Needs); err != nil {
			return err
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
	connections, err := newPool(ctx, b.engine, b.options.connections)
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
	b.report.Tables, b.report.Tests = make([]TableReport, len(b.models)), len(b.tests)
	if b.options.Spark != nil {
		if err := b.makeOnSpark(ctx, connections); err != nil {
			return err
		}
	}
	looks := b.looks()
	if err := newSchedule(b.tasks(looks), b.letGo).run(ctx, connections); err != nil {
		return err
	}
	if err := b.found(looks); err != nil {
		return err
	}
	return b.publish()
}

// progress may be called from several goroutines; the callback is not.
func (b *build) progress(step string) {
	if b.options.Progress == nil {
		return
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	total := len(b.models)
	if b.options.Spark != nil {
		total *= 2 // made there, written here
	}
	b.options.Progress(step, b.step, total)
	b.step++
}
