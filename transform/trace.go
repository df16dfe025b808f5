package transform

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Number is one published number with everything it was made of.
type Number struct {
	Indicator, Version, Org, Period, Basis string

	Name, NameEn       string // of the indicator
	OrgName, OrgNameEn string
	Unit               string
	FormulaZh          string
	FormulaEn          string
	Type               string // ratio, growth, …
	Rollup, Scale      string

	Numerator, Denominator, Value string // "" where there is none
	Status, MissingReason         string
	UnitsReported, UnitsExpected  int

	Sources []Source // in the order of term, unit and period
}

// A Source is one reported figure behind a number, and the cell it stands in.
// For an attribute of the pack (@population) the cell is a line of the file; @one has none.
type Source struct {
	Part                 string // numerator, denominator, or what one of them is a mean over: …_per
	Term                 int
	Element, ElementName string
	Factor               string // times which the term counts
	Transform, Threshold string // at_least: the term counts 1 from the threshold on, else 0
	Unit, UnitName       string // the org that contributes
	Reporter             string
	SourceOrg            string // whom it was reported of: the unit, or an org that has gone into it
	SourcePeriod         string
	Operation            int    // 1 added, -1 taken away
	Value                string // "" where missing
	RawText              string // as it stands in the cell
	Submission, FileName string
	SHA256, Sheet, Cell  string
}

// Trace finds how mart_indicator came to a value. An empty basis means
// the indicator's default. A number that is not there is a *Mistake.
func Trace(ctx context.Context, martsDir, indicator, org, period, basis string) (Number, error) {
	e, _, err := openMarts(ctx, martsDir)
	if err != nil {
		return Number{}, err
	}
	t, err := e.trace(ctx, indicator, org, period, basis)
	return t, errors.Join(err, e.Close())
}

//go:embed queries/number.sql
var numberQuery string

//go:embed queries/sources.sql
var sourcesQuery string

func (e *engine) trace(ctx context.Context, indicator, org, period, basis string) (Number, error) {
	rows, err := e.text(ctx, numberQuery, indicator, org, period, basis, basis)
	if err != nil {
		return Number{}, fmt.Errorf("trace: %w", err)
	}
	if len(rows) == 0 {
		asked := strings.TrimSpace(strings.Join([]string{indicator, org, period, basis}, " "))
		return Number{}, mistake(nil, "没有这个数：%s。请核对指标、单位、报告期和口径", "there is no such number: %s; check indicator, org, period and basis", visible(asked, false))
	}
	r := reader{line: rows[0]}
	t := Number{Indicator: r.text(), Version: r.text(), Org: r.text(), Period: r.text(), Basis: r.text(), Name: r.text(), NameEn: r.text(),
		OrgName: r.text(), OrgNameEn: r.text(), Unit: r.text(), FormulaZh: r.text(), FormulaEn: r.text(), Type: r.text(), Rollup: r.text(), Scale: r.text(),
		Numerator: r.text(), Denominator: r.text(), Value: r.text(), Status: r.text(), MissingReason: r.text(),
		UnitsReported: r.number(), UnitsExpected: r.number()}
	if r.err != nil {
		return Number{}, fmt.Errorf("trace: %w", r.err)
	}
	t.Sources, err = e.sources(ctx, t)
	return t, err
}

func (e *engine) sources(ctx context.Context, t Number) ([]Source, error) {
	rows, err := e.text(ctx, sourcesQuery, t.Indicator, t.Version, t.Org, t.Period, t.Basis)
	if err != nil {
		return nil, fmt.Errorf("trace: %w", err)
	}
	var list []Source
	for _, line := range rows {
		r := reader{line: line}
		list = append(list, Source{Part: r.text(), Term: r.number(), Element: r.text(), ElementName: r.text(), Factor: r.text(),
			Transform: r.text(), Threshold: r.text(), Unit: r.text(), UnitName: r.text(), Reporter: r.text(), SourceOrg: r.text(), SourcePeriod: r.text(),
			Operation: r.number(), Value: r.text(), RawText: r.text(), Submission: r.text(), FileName: r.text(), SHA256: r.text(),
			Sheet: r.text(), Cell: r.text()})
		if r.err != nil {
			return nil, fmt.Errorf("trace: %w", r.err)
		}
	}
	return list, nil
}

// A reader takes the cells of a row one after the other.
type reader struct {
	line []string
	at   int
	err  error // the first
}

func (r *reader) text() string {
	r.at++
	return r.line[r.at-1]
}

func (r *reader) number() int {
	n, err := strconv.Atoi(r.text())
	if r.err == nil {
		r.err = err
	}
	return n
}
