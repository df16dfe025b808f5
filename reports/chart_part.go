package reports

import (
	"yigai/internal/parquetio"
	"yigai/reports/svg"
)

// A chartView is another way to look at the same trend: the counts a rate is
// made of, or another basis.
type chartView struct {
	Name, NameEn string
	Chart        chart
}

// chartViews are those besides the first: without a script they fold out, with
// one they are chosen from a list.
func (d desk) chartViews(i indicatorRow, basis string) (views []chartView) {
	if i.Type == "ratio" && i.Rollup != "share_yes" {
		views = append(views,
			d.countView(i, basis, "numerator", "分子", "Numerator", func(v valueRow) parquetio.Number { return v.Numerator }),
			d.countView(i, basis, "denominator", "分母", "Denominator", func(v valueRow) parquetio.Number { return v.Denominator }))
	}
	for _, other := range d.basisBy[i.Indicator] {
		if other == basis || len(d.wholeOver(i.Indicator, other)) == 0 {
			continue
		}
		c := d.trend(i, other, d.basisTable(i, other).Rows)
		c.ID, c.Option, c.Embed, c.File = "trend-"+slug(other), nil, "", ""
		views = append(views, chartView{d.basis(other).Zh, d.basis(other).En, c})
	}
	return views
}

// wholeOver are the values of the whole over the periods shown.
func (d desk) wholeOver(indicator, basis string) (values []valueRow) {
	for _, p := range d.periodsUntil() {
		if v, ok := d.value(indicator, d.head.Region, p.Period, basis); ok && v.Value.Valid {
			values = append(values, v)
		}
	}
	return values
}

// countView draws the counts of the whole that a rate is made of.
func (d desk) countView(i indicatorRow, basis, id, zh, en string, count func(valueRow) parquetio.Number) chartView {
	line := svg.Series{Name: d.naming.Total, Class: "place"}
	periods := d.periodsUntil()
	for n, p := range periods {
		v, _ := d.value(i.Indicator, d.head.Region, p.Period, basis)
		c := count(v)
		point := svg.Point{Y: c.Float(), OK: c.Valid, Fresh: d.breakOf(i.Indicator, d.head.Region, basis, n, periods) != ""}
		if c.Valid {
			point.Title, line.Value = periodName(p).Zh+" "+amount(c), amount(c)
		}
		line.Points = append(line.Points, point)
	}
	c := chart{ID: id, Title: d.naming.Total + i.Name + "的" + zh, Sub: i.FormulaZh + "；" + d.basis(basis).Zh + "，" + periods[0].Period + "—" + d.period.Period}
	picture := svg.LineChart{Label: c.Title + "。" + c.Sub, Mark: d.sampleMark(), X: d.periodTicks(), Series: []svg.Series{line}}
	picture.Y = groupedTicks(limitsOf(line.Points, ""))
	picture.Breaks, picture.BreakLabel = d.breaks(i, d.head.Region, basis)
	picture.Past, picture.PastLabel = d.past()
	c.Static = svg.Line(picture)
	return chartView{zh, en, c}
}

// groupedTicks are ticks of counts, with thousands separators.
func groupedTicks(low, high float64, rate bool) []svg.Tick {
	ticks := axisTicks(low, high, rate)
	for n := range ticks {
		ticks[n].Label = grouped(parquetio.Int(int64(ticks[n].At)), 0)
		if ticks[n].At != float64(int64(ticks[n].At)) {
			ticks[n].Label = amount(parquetio.Decimal(int64(ticks[n].At*100), 2))
		}
	}
	return ticks
}
