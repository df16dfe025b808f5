package transform

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// A look is a test of one table by its card or of several by a SELECT of wrong
// rows. What it finds wrong does not stop the other looks: all is told at the end.
type look struct {
	needs  []string
	at     func(ctx context.Context, e *engine) ([]Doubt, int, error)
	doubts []Doubt
	count  int
	failed error
}

// run looks; a fault of the data is kept, any other error is returned.
func (l *look) run(ctx context.Context, e *engine) (err error) {
	if l.doubts, l.count, err = l.at(ctx, e); errors.Is(err, ErrTests) {
		l.failed, err = err, nil
	}
	return err
}

// looks are those at all tables and then those of the folder tests.
func (b *build) looks() []*look {
	cards := slices.Clone(b.sources)
	for _, m := range b.models {
		cards = append(cards, b.cards[m.Name])
	}
	var all []*look
	for _, c := range cards {
		all = append(all, &look{needs: c.tested(), at: func(ctx context.Context, e *engine) ([]Doubt, int, error) { return nil, 0, testCard(ctx, e, c) }})
	}
	for _, t := range b.tests {
		l := &look{needs: t.Needs, at: func(ctx context.Context, e *engine) ([]Doubt, int, error) {
			return nil, 0, runTest(ctx, e, t.File, t.SQL)
		}}
		if t.isDoubt() {
			l.at = func(ctx context.Context, e *engine) ([]Doubt, int, error) { return doubts(ctx, e, t) }
		}
		all = append(all, l)
	}
	return all
}

// tested lists the tables that the tests of a card read.
func (c Card) tested() []string {
	tables := []string{c.Table}
	for _, column := range c.Columns {
		for _, test := range column.Tests {
			if of, isIn := strings.CutPrefix(test, "in "); isIn {
				of, _, _ = strings.Cut(of, ".")
				tables = append(tables, of)
			}
		}
	}
	slices.Sort(tables)
	return slices.Compact(tables)
}

// found puts together what the looks found.
func (b *build) found(looks []*look) error {
	var errs []error
	for _, l := range looks {
		errs = append(errs, l.failed)
		b.report.Doubts, b.report.DoubtCount = append(b.report.Doubts, l.doubts...), b.report.DoubtCount+l.count
	}
	return errors.Join(errs...)
}
