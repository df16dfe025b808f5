package opendata

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// The tables for analysts, made from the edition's own Parquet files: what the
// edition does not show cannot be in them.
const (
	panelTable    = "panel"
	panelDouble   = "panel_double"
	vintagesTable = "vintages"
	analystColumn = "analyst_column"
)

// writeAnalysts writes them into dir, which holds the marts of the edition.
func writeAnalysts(ctx context.Context, dir string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p, err := readPanel(dir)
	if err != nil {
		return err
	}
	if err := p.write(filepath.Join(dir, panelTable+".parquet"), false); err != nil {
		return fmt.Errorf("%s: %w", panelTable, err)
	}
	if err := p.write(filepath.Join(dir, panelDouble+".parquet"), true); err != nil {
		return fmt.Errorf("%s: %w", panelDouble, err)
	}
	vintages, err := writeVintages(dir)
	if err != nil {
		return fmt.Errorf("%s: %w", vintagesTable, err)
	}
	return writeAnalystColumns(dir, slices.Concat(p.lines(panelTable), p.lines(panelDouble), vintages))
}

// A measure is one indicator version in its main basis: four columns of the panel.
type measure struct {
	indicator, version, basis string
	column                    string // of the value; the others end in _num, _den and _status
	name, nameEn, unit        string
}

type measureKey struct{ indicator, version, basis string }

// A panel is one row per org and period, the indicators as columns.
type panel struct {
	orgs, periods frame
	orgRow        map[string]int
	periodRow     map[string]int
	measures      []measure
	cells         map[[2]string]map[int]cell // by org and period, then by the measure's place
	kinds         map[string]string          // of value, numerator and denominator
}

// A cell is what one org has of one measure in one period.
type cell struct {
	value, numerator, denominator parquet.Value
	status                        string
}

func readPanel(dir string) (panel, error) {
	p := panel{cells: map[[2]string]map[int]cell{}, kinds: map[string]string{}}
	var indicators frame
	var err error
	for name, into := range map[string]*frame{"dim_org": &p.orgs, "dim_period": &p.periods, "dim_indicator": &indicators} {
		f, readErr := readFrame(filepath.Join(dir, name+".parquet"))
		*into, err = f, errors.Join(err, readErr)
	}
	if err != nil {
		return p, err
	}
	p.orgRow, p.periodRow = rowsBy(p.orgs, "org"), rowsBy(p.periods, "period")
	values := filepath.Join(dir, "mart_indicator.parquet")
	columns, _, err := parquetio.Describe(values)
	if err != nil {
		return p, err
	}
	for _, c := range columns {
		p.kinds[c.Name] = c.Type
	}
	p.measures = measuresOf(indicators)
	return p, p.readCells(values, columns)
}

func rowsBy(f frame, column string) map[string]int {
	rows := make(map[string]int, len(f.rows))
	for row := range f.rows {
		rows[f.text(row, column)] = row
	}
	return rows
}

// measuresOf lists the indicator versions, each in its default basis. What has
// no figures yet is in it too: the columns come from the programme, so that they
// are the same in every edition of it.
func measuresOf(indicators frame) []measure {
	order := make([]int, len(indicators.rows))
	for i := range order {
		order[i] = i
	}
	text := func(column string) func(int) string {
		return func(row int) string { return indicators.text(row, column) }
	}
	indicator, version, from := text("indicator"), text("version"), text("valid_from")
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(indicator(x), indicator(y)), cmp.Compare(from(x), from(y)), cmp.Compare(version(x), version(y)))
	})
	var measures []measure
	for i, row := range order {
		first := i == 0 || indicator(order[i-1]) != indicator(row)
		measures = append(measures, measure{indicator: indicator(row), version: version(row), basis: text("default_basis")(row), column: columnName(indicator(row), version(row), first),
			name: text("name")(row), nameEn: text("name_en")(row), unit: text("unit")(row)})
	}
	return apart(measures)
}

// apart renames the measures whose columns another one has already: an
// indicator may be called population, or like another one with _num behind it.
func apart(measures []measure) []measure {
	taken := map[string]bool{}
	for _, b := range baseColumns {
		taken[b.name] = true
	}
	free := func(column string) bool {
		return !slices.ContainsFunc(parts, func(p part) bool { return taken[column+p.suffix] })
	}
	for i := range measures {
		for !free(measures[i].column) {
			measures[i].column += "_indicator"
		}
		for _, p := range parts {
			taken[measures[i].column+p.suffix] = true
		}
	}
	return measures
}

var notInNames = regexp.MustCompile(`[^a-z0-9]+`)

// columnName is the indicator's code; a later version of its definition has the
// version behind it, so that a column never changes its meaning.
func columnName(indicator, version string, first bool) string {
	if first {
		return indicator
	}
	return indicator + "_v" + strings.Trim(notInNames.ReplaceAllString(strings.ToLower(version), "_"), "_")
}
