package ingest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/decimal"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// Past is what orgs reported in accepted files.
type Past map[figure]pastValue

type figure struct{ org, element, period string }

type pastValue struct {
	value    decimal.Decimal
	reporter string
}

// Value is what an org reported for an element in a period.
func (p Past) Value(org, element string, at programme.Period) (decimal.Decimal, bool) {
	v, ok := p[figure{org, element, at.String()}]
	return v.value, ok
}

// Following is Value, for an org that took the place of exactly one other also
// with what that one reported under its own code: the same place goes on.
func (p Past) Following(pack *programme.Pack) func(org, element string, at programme.Period) (decimal.Decimal, bool) {
	before := map[string]string{}
	for _, o := range pack.Orgs {
		next := o.Successors()
		if len(next) != 1 || next[0] == o.Code {
			continue
		}
		if earlier, known := before[next[0]]; known && earlier != o.Code {
			before[next[0]] = "" // merged out of several
			continue
		}
		before[next[0]] = o.Code
	}
	return func(org, element string, at programme.Period) (decimal.Decimal, bool) {
		for range before {
			if v, ok := p.Value(org, element, at); ok || before[org] == "" {
				return v, ok
			}
			org = before[org]
		}
		return p.Value(org, element, at)
	}
}

// ReadFinal reads whose final reports of which periods were accepted, from the
// current facts; a workspace without facts has none.
func ReadFinal(ws *workspace.Workspace) (func(reporter string, at programme.Period) bool, error) {
	final := map[desk]bool{}
	facts, err := ws.Facts().Current()
	if err == nil {
		err = eachRow(facts.Dir, "fact_submissions", func(r submissionRow) {
			if !r.Provisional && (r.State == Accepted || r.State == Superseded) {
				final[desk{r.Reporter, r.Period}] = true
			}
		})
	}
	if err != nil && !errors.Is(err, store.ErrEmpty) {
		return nil, fmt.Errorf("read which final reports came before: %w", err)
	}
	return func(reporter string, at programme.Period) bool { return final[desk{reporter, at.String()}] }, nil
}

// pastOf gathers the values that count.
func pastOf(files []*judged) Past {
	p := Past{}
	for _, j := range files {
		counts := map[desk]bool{}
		for _, s := range j.subs {
			counts[s.desk()] = s.state == Accepted
		}
		for _, o := range j.result.Observations {
			at := periodOf(j.result, o).String()
			if o.Value != nil && counts[desk{o.Reporter, at}] {
				p.note(figure{o.Org, o.Element, at}, pastValue{*o.Value, o.Reporter})
			}
		}
	}
	return p
}

// note keeps a value. Of two reporters of one figure the org itself goes before
// others, and of those the first by its code: in whatever order files and facts
// are read, `yigai check` and intake know the same past.
func (p Past) note(key figure, v pastValue) {
	earlier, seen := p[key]
	if !seen || earlier.reporter != key.org && (v.reporter == key.org || v.reporter < earlier.reporter) {
		p[key] = v
	}
}

// ReadPast reads the values of all accepted files from the current facts; a
// workspace without facts has no past.
func ReadPast(ws *workspace.Workspace) (Past, error) {
	facts, err := ws.Facts().Current()
	if errors.Is(err, store.ErrEmpty) {
		return Past{}, nil
	}
	if err != nil {
		return nil, err
	}
	type counted struct{ submission, reporter, period string }
	accepted := map[counted]bool{}
	past := Past{}
	err = errors.Join(
		eachRow(facts.Dir, "fact_submissions", func(r submissionRow) { accepted[counted{r.Submission, r.Reporter, r.Period}] = r.State == Accepted }),
		eachRow(facts.Dir, "fact_observations", func(r observationRow) {
			if accepted[counted{r.Submission, r.Reporter, r.Period}] && r.Value != nil {
				past.note(figure{r.Org, r.Element, r.Period}, pastValue{decimal.Decimal(*r.Value), r.Reporter})
			}
		}))
	if err != nil {
		return nil, fmt.Errorf("read what was reported before: %w", err)
	}
	return past, nil
}

// eachRow reads all files of a table in name order.
func eachRow[T any](dir, table string, each func(T)) error {
	entries, err := os.ReadDir(filepath.Join(dir, table))
	if err != nil {
		return err
	}
	for _, e := range entries {
		rows, err := parquet.ReadFile[T](filepath.Join(dir, table, e.Name()))
		if err != nil {
			return fmt.Errorf("%s/%s: %w", table, e.Name(), err)
		}
		for _, r := range rows {
			each(r)
		}
	}
	return nil
}
