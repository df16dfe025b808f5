package reports

import (
	"slices"
	"strings"
)

// rosterView is the institutions of one parent in one period: hundreds of
// institutions have a line each, not a page.
type rosterView struct {
	frame
	Parent     link
	Lead       string
	Indicators []link
	Lines      []institutionLine
}

// An institutionLine is one institution with its figures, in the order of rosterView.Indicators.
type institutionLine struct {
	Anchor, Name, NameEn, Code string
	Kind                       term
	Cells                      []figure
}

// rosterParents are the parents of institutions of the period, in the register's order.
func (d desk) rosterParents() []string { return d.now().parents }

func (d desk) institutionsOf(parent string) []orgRow { return d.now().rostered[parent] }

func (d desk) rosterPage(parent, sitePath string) rosterView {
	o := d.orgByCode[parent]
	v := rosterView{frame: d.frame("units", sitePath, o.Name+"机构名册", "Institutions, "+o.NameEn), Parent: link{Name: o.Name, NameEn: o.NameEn, Href: d.unitLink(parent)}}
	v.crumb("单位", "Units", d.periodPage("units.html"))
	v.crumb(d.nameOf(parent), o.NameEn, d.unitLink(parent))
	institutions := d.institutionsOf(parent)
	used := d.indicatorsOf(institutions)
	for _, i := range used {
		v.Indicators = append(v.Indicators, link{Name: i.Name, NameEn: i.NameEn, Href: d.indicatorLink(i.Indicator)})
	}
	for _, each := range institutions {
		line := institutionLine{Anchor: "u-" + slug(each.Org), Name: each.Name, NameEn: each.NameEn, Code: each.Org, Kind: kindOf(each)}
		for _, i := range used {
			f := d.figure(i, each.Org, d.mainBasis(i.Indicator))
			f.Source, f.Cells = "", d.cellsOf(f.Row)
			line.Cells = append(line.Cells, f)
		}
		v.Lines = append(v.Lines, line)
	}
	d.rosterNeighbours(&v.frame, parent)
	return v
}

// indicatorsOf are those that have a value for one of the orgs.
func (d desk) indicatorsOf(orgs []orgRow) (used []indicatorRow) {
	for _, i := range d.defined() {
		if slices.ContainsFunc(orgs, func(o orgRow) bool {
			v, _ := d.value(i.Indicator, o.Org, d.period.Period, d.mainBasis(i.Indicator))
			return v.Value.Valid
		}) {
			used = append(used, i)
		}
	}
	return used
}

// cellsOf names the cells behind a figure whose own list stands on no page.
func (d desk) cellsOf(v valueRow) string {
	var cells []string
	for _, l := range d.lineageOf(v) {
		if cell := l.Sheet + "!" + l.Cell; l.Cell != "" && !slices.Contains(cells, cell) {
			cells = append(cells, cell)
		}
	}
	return strings.Join(cells, " ")
}

func (d desk) rosterNeighbours(f *frame, parent string) {
	parents := d.rosterParents()
	f.between(len(parents), slices.Index(parents, parent), func(n int) link {
		return link{Name: d.nameOf(parents[n]), NameEn: d.orgByCode[parents[n]].NameEn, Href: d.to(rosterPath(d.period.Period, parents[n]))}
	})
}
