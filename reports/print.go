package reports

import (
	"html/template"
	"slices"
)

// printView is everything on one page for paper: every row, nothing folded.
type printView struct {
	frame
	Lead, LeadEn template.HTML
	Figures      []indicatorGroup
	Indicators   []printTable
	Tasks        []ledgerTask
	Lights       lightsView
	Reports      []reportLine
	Reporting    reportingSummary
	Notes        []string
}

// A printTable is one indicator with the row of every org that has one.
type printTable struct {
	Indicator indicatorRow
	Anchor    string
	Basis     term
	HasTarget bool
	Rows      []figure
	Notes     []string
}

func (d desk) printPage(sitePath string) printView {
	v := printView{frame: d.frame("data", sitePath, d.current().Zh+"全部数据（打印版）", "Print edition, "+d.current().En)}
	v.crumb("数据", "Data", d.periodPage("data.html"))
	figures := d.totalFigures()
	for n, i := range d.defined() {
		if t, ok := d.printTable(i); ok {
			v.Indicators = append(v.Indicators, t)
		} else {
			figures[n].Link = d.indicatorLink(i.Indicator) // only parts of regions have it
		}
	}
	v.Figures, v.Notes = byGroup(figures, d.indicators), missingNotes(figures)
	for _, t := range d.tasks {
		task := d.ledgerTask(t)
		task.Lines = listed(d, &v.frame, task.Lines, pressing)
		v.Tasks = append(v.Tasks, task)
	}
	v.Lights, v.Reporting = d.lightsOf(d.wholeTasks()), d.reportingSummary()
	for _, o := range d.orgs {
		if r := d.report(o.Org); r.Expected {
			v.Reports = append(v.Reports, d.reportLine(o, r))
		}
	}
	v.Reports = listed(d, &v.frame, v.Reports, notAsAsked)
	v.Lead, v.LeadEn = d.glanceLead(d.glanceFigures()), d.glanceLeadEn(d.glanceFigures())
	return v
}

// totalFigures are the region's figures of all indicators, without pictures.
func (d desk) totalFigures() (figures []figure) {
	for _, i := range d.defined() {
		f := d.figure(i, d.head.Region, d.mainBasis(i.Indicator))
		f.Name, f.NameEn, f.Link = i.Name, i.NameEn, "#p-"+slug(i.Indicator)
		figures = append(figures, f)
	}
	return figures
}

// printTable has the region first, then each org that has a row, by rank's
// absence or presence in the register's order.
func (d desk) printTable(i indicatorRow) (printTable, bool) {
	basis := d.mainBasis(i.Indicator)
	t := printTable{Indicator: i, Anchor: "p-" + slug(i.Indicator), Basis: d.basis(basis)}
	orgs := slices.Concat([]orgRow{d.region}, d.now().between(), d.now().inTables())
	for _, o := range orgs {
		f := d.figure(i, o.Org, basis)
		if f.None {
			continue
		}
		f.Name, f.Pinned, f.Apart, f.Region = d.nameOf(o.Org), o.Org == d.head.Region, o.Class == "zone", o.Class == "region" && o.Org != d.head.Region
		if f.Pinned {
			f.Name = d.naming.Total
		}
		t.HasTarget = t.HasTarget || f.Row.Target.Valid
		t.Rows = append(t.Rows, f)
	}
	t.Notes = missingNotes(t.Rows)
	return t, len(t.Rows) > 0
}
