package reports

import (
	"html/template"
)

// A unitTable is the indicators of one group in a unit's table.
type unitTable struct {
	Name string
	Rows []unitRow
}

// A unitRow is one indicator in it. What many units have alike is a piece.
type unitRow struct {
	Begin    template.HTML // the indicator's name and link
	Source   string        // where the value's cells are listed; "" where none are
	Value    cell
	Measure  template.HTML // the unit, and the flags of the value
	Accepted []string
	Rank     string
	Within   string
	Strip    template.HTML
	Judged   template.HTML // change, target, gap and status
	Base     string
	Spark    template.HTML
}

// unitTables splits figures where the indicator's group changes.
func (d desk) unitTables(figures []figure) (tables []unitTable) {
	rows := make([]unitRow, len(figures))
	begins := 0
	for n := range figures {
		f := &figures[n]
		rows[n] = d.unitRow(f)
		group := d.indicatorBy[f.Row.Indicator].Group
		if n == 0 || tables[len(tables)-1].Name != group {
			tables, begins = append(tables, unitTable{Name: group}), n
		}
		tables[len(tables)-1].Rows = rows[begins : n+1]
	}
	return tables
}

// A measureOf is what stands behind a value: its unit and its flags, but for
// those that each say something else.
type measureOf struct {
	Unit, RevisedWhy                          string
	Missing, Provisional, Revised, Suppressed bool
}

// An aimOf is a target and who set it.
type aimOf struct {
	Target     string
	TargetMark mark
}

func (d desk) unitRow(f *figure) unitRow {
	return unitRow{
		Begin:  d.piece("unit-indicator", link{Name: f.Name, NameEn: f.NameEn, Href: f.Link}),
		Source: f.Source, Value: f.Value, Accepted: f.Accepted, Rank: f.Rank, Within: f.Within, Strip: f.Strip, Base: f.Base, Spark: f.Spark,
		Measure: d.piece("unit-measure", measureOf{f.Unit, f.RevisedWhy, f.Value.Class == "missing", f.Provisional, f.Revised, f.Suppressed}),
		Judged:  d.piece("unit-change", f.Change) + d.judged(f),
	}
}

// judged is the figure held against its target.
func (d desk) judged(f *figure) template.HTML {
	if f.Target == "" {
		return d.piece("unit-no-target", nil)
	}
	return d.piece("unit-target", aimOf{f.Target, f.TargetMark}) + d.piece("unit-gap", f.Gap) + d.piece("unit-status", f.Status)
}
