package reports

import (
	"fmt"
	"slices"
)

// A traceView is the way of one indicator's figures, in one quarter and on one
// basis, back to what was reported: formula, contributing units, files and cells.
type traceView struct {
	frame
	Indicator indicatorRow
	Basis     term
	Rollup    string
	Page      string // the indicator's own page
	Others    []link // the same on other bases
	Places    []traced
	Cells     bool // a public edition holds no files and cells
}

// A traced is one place's figure with what it was made of.
type traced struct {
	figure
	Anchor  string
	Split   string // how its change splits into that of numerator and denominator
	SplitEn string
	Units   []tracedUnit
	Lines   []sourceLine
	More    int    // cells of other places, listed with those
	Below   string // the page of the parts that a region is made of
}

// A tracedUnit is one unit of a sum: what it gave, or why it gave nothing.
type tracedUnit struct {
	Name, Href, Numerator, Denominator string
	Value                              cell
	In                                 bool
}

type traceKey struct{ indicator, period, basis string }

func tracePath(period, indicator, basis string) string {
	return period + "/trace/" + slug(indicator) + "/" + slug(basis) + ".html"
}

// hasTrace says whether a period's figures of an indicator on that basis have a page of their sources.
func (b *book) hasTrace(indicator, period, basis string) bool {
	return b.tracedIn[traceKey{indicator, period, basis}]
}

func (b *book) indexTraces() {
	b.tracedIn = map[traceKey]bool{}
	for list := range b.behind.first {
		b.tracedIn[traceKey(list)] = true
	}
}

// sourceLink leads to what a figure was made of; "" where nothing is told.
func (d desk) sourceLink(v valueRow) string {
	if v.Period != d.period.Period || !d.hasLineage(v) {
		return ""
	}
	if r := d.now(); r.deep() && v.Org != d.head.Region && !slices.ContainsFunc(r.tops, func(o orgRow) bool { return o.Org == v.Org }) {
		return d.deepSourceLink(v)
	}
	return d.to(tracePath(v.Period, v.Indicator, v.Basis)) + "#" + sourceAnchor(v.Org)
}

func sourceAnchor(org string) string { return "src-" + slug(org) }

func (d desk) tracePage(i indicatorRow, basis, sitePath string) traceView {
	i = d.definition(i)
	v := traceView{frame: d.frame("indicators", sitePath, i.Name+"：数从哪里来", i.NameEn+": where each number comes from"), Indicator: i, Basis: d.basis(basis), Page: d.indicatorLink(i.Indicator)}
	v.crumb("指标", "Indicators", d.periodPage("indicators.html"))
	v.crumb(i.Name, i.NameEn, v.Page)
	v.Rollup = d.rollupWords(i)
	for _, other := range d.basisBy[i.Indicator] {
		if other != basis && d.hasTrace(i.Indicator, d.period.Period, other) {
			v.Others = append(v.Others, link{Name: d.basis(other).Zh, NameEn: d.basis(other).En, Href: d.to(tracePath(d.period.Period, i.Indicator, other))})
		}
	}
	v.Places = d.traces(i, d.basisTable(i, basis).Rows)
	for _, p := range v.Places {
		for _, line := range p.Lines {
			v.Cells = v.Cells || line.Cell != ""
		}
	}
	return v
}

// rollupWords say how the figure of the whole comes from those of its parts.
func (d desk) rollupWords(i indicatorRow) string {
	switch {
	case i.Type == "ratio":
		return fmt.Sprintf("%s的率由各单位分子、分母分别相加后相除，不是%s率的平均；分子、分母都报来的单位才计入。", d.naming.Total, d.naming.EachPeer())
	case i.Rollup == "share_yes":
		return fmt.Sprintf("%s的数为答“是”的单位占已答单位的百分比。", d.naming.Total)
	}
	return fmt.Sprintf("%s的数为%s合计或直接填报。", d.naming.Total, d.naming.EachPeer())
}

// traces lists what stands behind every row of a table. The list of the whole
// would repeat those of its parts, so it names only cells that stand nowhere else.
func (d desk) traces(i indicatorRow, rows []figure) (places []traced) {
	own := map[string]bool{}
	for _, f := range rows {
		if !f.Pinned && !f.Region {
			own[f.Row.Org] = true
		}
	}
	for _, f := range rows {
		if f.Region && d.now().deep() || f.Pinned && d.now().deep() {
			places = append(places, d.deepTrace(i, f, rows)...)
			continue
		}
		sources := d.lineageOf(f.Row)
		t := traced{figure: f, Anchor: sourceAnchor(f.Row.Org)}
		t.Split, t.SplitEn = splitWords(i, f.Row)
		if f.Row.Value.Valid {
			t.Value.Text = d.withUnit(i, f.Row)
		}
		for _, s := range sources {
			if (f.Pinned || f.Region) && own[s.Org] {
				t.More++
				continue
			}
			t.Lines = append(t.Lines, d.sourceLine(s))
		}
		if f.Pinned || f.Region {
			t.Units = d.tracedUnits(i, f.Row, rows)
		}
		if len(sources) > 0 {
			places = append(places, t)
		}
	}
	return places
}

// tracedUnits are the parts of a sum: those that went into it and those that did not.
func (d desk) tracedUnits(i indicatorRow, whole valueRow, rows []figure) (units []tracedUnit) {
	in := map[string]bool{}
	for _, s := range d.lineageOf(whole) {
		in[s.Org] = true
	}
	for _, f := range rows {
		if f.Pinned || f.Region || f.Apart || whole.Org != d.head.Region && d.orgByCode[f.Row.Org].Parent != whole.Org {
			continue
		}
		href := ""
		if f.Source != "" {
			href = "#" + sourceAnchor(f.Row.Org)
		}
		units = append(units, tracedUnit{f.Name, href, f.Numerator, f.Denominator, f.Value, in[f.Row.Org]})
	}
	return units
}

// splitWords say how much of a change comes from the numerator and how much
// from the denominator, in both languages; "" where the marts do not tell.
func splitWords(i indicatorRow, v valueRow) (zh, en string) {
	if !v.Change.Valid || !v.NumeratorEffect.Valid || !v.DenominatorEffect.Valid {
		return "", ""
	}
	points, pointsEn := pointsOf(i.Unit)
	change, above, below := signed(v.Change, i.Decimals), signed(v.NumeratorEffect, i.Decimals), signed(v.DenominatorEffect, i.Decimals)
	return fmt.Sprintf("比上期 %s %s：分子变化的作用 %s，分母变化的作用 %s", change, points, above, below),
		fmt.Sprintf("%s %s since the previous period: %s by the numerator, %s by the denominator", change, pointsEn, above, below)
}
