package reports

import (
	"strings"
)

// A lineageView is where one place's figure comes from: term by term, the cells.
type lineageView struct {
	Name, Value string
	Anchor      string
	Sources     []sourceLine
	More        int // cells of other places, listed with those
}

type sourceLine struct {
	Part, Element, Sign, Value, Raw string
	Reporter, Period                string
	File, Sheet, Cell, Hash, Full   string
}

// lineageOf lists the cells behind every row of a table. The city's own list
// would repeat the counties', so it names only cells that stand nowhere else.
func (d desk) lineageOf(i indicatorRow, basis string, rows []figure) []lineageView {
	own := map[string]bool{}
	for _, f := range rows {
		if f.Row.Org != d.head.Region && !f.Region {
			own[f.Row.Org] = true
		}
	}
	var views []lineageView
	for _, f := range rows {
		sources := d.lineageBy[valueKey{i.Indicator, f.Row.Org, d.period.Period, basis}]
		v := lineageView{Name: f.Name, Value: f.Value.Text, Anchor: sourceAnchor(f.Row.Org)}
		if f.Row.Value.Valid {
			v.Value = d.withUnit(i, f.Row)
		}
		for _, s := range sources {
			if (f.Pinned || f.Region) && own[s.UnitOrg] {
				v.More++
				continue
			}
			v.Sources = append(v.Sources, d.sourceLine(s))
		}
		if len(v.Sources)+v.More > 0 {
			views = append(views, v)
		}
	}
	return views
}

func (d desk) sourceLine(s lineageRow) sourceLine {
	line := sourceLine{
		Part: wordOf(partTerms, s.Part).Zh, Element: d.elementName(s.Element), Value: amount(s.Value), Raw: s.RawText,
		Reporter: d.nameOf(s.Reporter), Period: s.SourcePeriod, File: s.FileName, Sheet: s.Sheet, Cell: s.Cell,
		Hash: shortHash(s.SHA256), Full: s.SHA256,
	}
	if s.Operation < 0 {
		line.Sign = "减"
	}
	if strings.HasPrefix(s.Element, "@") {
		line.Reporter = "参考表"
	}
	return line
}

func (d desk) elementName(element string) string {
	switch element {
	case "@population":
		return "常住人口（普查）"
	case "@elders":
		return "65岁及以上人口（普查）"
	case "@one":
		return "每个单位计1"
	}
	if e, known := d.elementBy[element]; known {
		return e.Name
	}
	return element
}

type trendRow struct {
	Period, PeriodEn       string
	Value                  cell
	Numerator, Denominator string
	Change                 cell
	Target, Units          string
	Current, History       bool
	Broken                 string // why it is not compared with the row before
}

// trendTable is the numbers of the trend chart: the city over all periods shown.
func (d desk) trendTable(i indicatorRow, basis string) []trendRow {
	var rows []trendRow
	periods := d.periodsUntil()
	for n, p := range periods {
		v, ok := d.value(i.Indicator, d.head.Region, p.Period, basis)
		if !ok {
			continue
		}
		row := trendRow{
			Period: periodName(p).Zh, Value: d.valueCell(i, v), Numerator: amount(v.Numerator), Denominator: amount(v.Denominator),
			Change: changeCell(i, v), Target: orDefault(targetText(i, v), missing), Current: p.Period == d.period.Period, History: p.History,
			Broken: wordOf(breakTerms, d.breakOf(i.Indicator, d.head.Region, basis, n, periods)).Zh,
		}
		row.Units = unitsWord(v)
		rows = append(rows, row)
	}
	return rows
}
