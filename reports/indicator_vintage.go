package reports

import "slices"

// A vintageLine is what one edition said of a figure.
type vintageLine struct {
	Edition, Day string
	Value, Rank  string
	Current      bool // the edition this page belongs to
	Differs      bool // from the line above: the later one revised it
}

// vintagesOf is what each edition said of the whole in the page's period, the
// newest first; nil where no earlier edition had it.
func (d desk) vintagesOf(i indicatorRow, basis string) (lines []vintageLine) {
	var rows []vintageRow
	for _, r := range d.vintages {
		if r.Kind == "indicator" && r.Subject == i.Indicator && r.Basis == basis && r.Org == d.head.Region && r.Period == d.period.Period {
			rows = append(rows, r)
		}
	}
	if len(rows) < 2 {
		return nil
	}
	slices.SortStableFunc(rows, func(x, y vintageRow) int { return y.Number - x.Number })
	for n, r := range rows {
		line := vintageLine{Edition: orDefault(r.Edition, "预览"), Day: r.PublishedOn.String(), Value: d.withUnit(i, valueRow{Org: r.Org, Value: r.Value}), Current: r.Edition == d.audience.Edition}
		if !r.Value.Valid {
			line.Value = missing
		}
		line.Differs = n > 0 && rows[n-1].Value.String() != r.Value.String()
		lines = append(lines, line)
	}
	return lines
}
