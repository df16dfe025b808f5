package reports

import "strconv"

// A seriesView is the table of all places over all periods, too long for the indicator's page.
type seriesView struct {
	frame
	Indicator indicatorRow
	Page      string
	Tables    []seriesTable
}

// A seriesTable has one row per place and one column per period, on one basis.
type seriesTable struct {
	Basis   term
	Unit    string
	Columns []seriesColumn
	Rows    []seriesRow
}

type seriesColumn struct {
	Name   string
	Broken string // why it is not compared with the one before
}

type seriesRow struct {
	Name, Link          string
	City, Region, Apart bool
	Cells               []seriesCell
}

type seriesCell struct {
	cell
	Base        string // numerator / denominator
	Provisional bool
}

func seriesPath(period, indicator string) string {
	return period + "/series/" + slug(indicator) + ".html"
}

func (d desk) seriesPage(i indicatorRow, sitePath string) seriesView {
	i = d.definition(i)
	v := seriesView{frame: d.frame("indicators", sitePath, i.Name+"：各期各地", i.NameEn+": all periods, all places"), Indicator: i, Page: d.indicatorLink(i.Indicator)}
	v.crumb("指标", "Indicators", d.periodPage("indicators.html"))
	v.crumb(i.Name, i.NameEn, v.Page)
	v.Download = "../indicator/" + csvName(slug(i.Indicator)+".series", v.Sample)
	for _, basis := range d.basisBy[i.Indicator] {
		v.Tables = append(v.Tables, d.seriesTable(i, basis))
	}
	return v
}

func (d desk) seriesTable(i indicatorRow, basis string) seriesTable {
	t := seriesTable{Basis: d.basis(basis), Unit: i.Unit}
	periods := d.periodsUntil()
	for n, p := range periods {
		c := seriesColumn{Name: periodName(p).Zh}
		if code := d.breakOf(i.Indicator, d.head.Region, basis, n, periods); code != "" {
			c.Broken = wordOf(breakTerms, code).Zh + "，与上期不可比"
		}
		t.Columns = append(t.Columns, c)
	}
	for _, f := range d.basisTable(i, basis).Rows {
		row := seriesRow{Name: f.Name, Link: f.Link, City: f.Pinned, Region: f.Region, Apart: f.Apart}
		for _, p := range periods {
			row.Cells = append(row.Cells, d.seriesCell(i, f.Row.Org, p.Period, basis))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (d desk) seriesCell(i indicatorRow, org, period, basis string) seriesCell {
	v, ok := d.value(i.Indicator, org, period, basis)
	if !ok {
		return seriesCell{cell: cell{Text: missing, Class: "missing"}}
	}
	c := seriesCell{cell: d.valueCell(i, v), Provisional: v.Provisional && v.Value.Valid}
	if v.Value.Valid && v.Denominator.Valid {
		c.Base = amount(v.Numerator) + " / " + amount(v.Denominator)
	}
	return c
}

// seriesSheet is the same as a file: every place, period and basis up to the page's period, in the marts' exact digits.
func (d desk) seriesSheet(i indicatorRow, keep func(valueRow) bool) sheet {
	s := sheet{header: []string{"indicator", "indicator_name", "version", "org", "org_name", "period", "basis", "numerator", "denominator", "value", "unit",
		"units_reported", "units_expected", "target", "status", "rank", "rank_of", "change", "missing_reason", "provisional", "history", "sample"}}
	s.each = func(yield func([]string) bool) {
		for _, p := range d.periodsUntil() {
			for v := range d.figures.each(i.Indicator, p.Period) {
				if keep(v) && !yield(d.seriesRecord(i, v)) {
					return
				}
			}
		}
	}
	return s
}

func (d desk) seriesRecord(i indicatorRow, v valueRow) []string {
	return []string{v.Indicator, i.Name, v.Version, v.Org, d.orgByCode[v.Org].Name, v.Period, v.Basis, v.Numerator.String(), v.Denominator.String(), v.Value.String(), i.Unit,
		strconv.Itoa(v.UnitsReported), strconv.Itoa(v.UnitsExpected), v.Target.String(), v.Status, blankZero(v.Rank), blankZero(v.RankOf), v.Change.String(), v.MissingReason,
		strconv.FormatBool(v.Provisional), strconv.FormatBool(v.History), strconv.FormatBool(d.head.Sample)}
}
