package check

import (
	"yigai/ingest/book"
	"yigai/internal/decimal"
)

// A Placement says where one thing that the form asks for stood in the file:
// the value beside a label of the cover, a figure or its remark, a column of a
// task's, a score's or an inspection's row. One of Label, Element, Task, Score and Inspection is set.
type Placement struct {
	Label              string // of the cover
	Form, Org, Element string // Form is the form's name of the sheet
	Remark             bool   // the remark beside the figure, not the figure
	Task, Column       string // of a task, a score or an inspection
	// Score is set, with Column, for a row of 评分: its scheme, stage and item are
	// these, its org is Org. Inspection, a number from 1, for a row of 核查.
	Score       *Score
	Inspection  int
	Sheet, Cell string // where it stood; Sheet is the file's own name, shown
	Value       book.Cell
	// Shown is what says the same in a cell without the value's number format:
	// 65.3% for the number 0.653 in percent format. "" where Value.Text does.
	Shown string
}

// place tells whoever asked where something stood. Cells that hold nothing are
// told too: a finding may lie there.
func (c *checker) place(p Placement, value book.Cell, where at) {
	if c.in.Placed == nil || where.cell == "" {
		return
	}
	p.Sheet, p.Cell, p.Value, p.Shown = Show(where.sheet), where.cell, value, c.shown(value)
	c.in.Placed(p)
}

// shown is what a cell says beyond its stored digits.
func (c *checker) shown(cell book.Cell) string {
	if cell.Type == book.Bool {
		return map[string]string{"0": "FALSE", "1": "TRUE"}[cell.Text]
	}
	if cell.Type != book.Number {
		return ""
	}
	switch showingOf(cell.NumberFormat) {
	case showsDate:
		if day, ok := c.date(cell); ok {
			return day.String()
		}
		return cell.Text + " (" + cell.NumberFormat + ")"
	case showsPercent:
		const most = decimal.Decimal(1) << 55
		if d, _, ok := parseStored(cell.Text); ok && d < most && d > -most {
			return (d * 100).String() + "%"
		}
		return cell.Text + " (" + cell.NumberFormat + ")"
	}
	return ""
}

func (c *checker) placeCover(items map[string]coverItem) {
	for _, label := range coverLabels {
		if item, found := items[label]; found {
			c.place(Placement{Label: label}, item.cell, item.at)
		}
	}
}

// placeFigure tells of a figure's cell, and of the remark of its row in a list.
func (c *checker) placeFigure(t *table, r row, a *asked, value book.Cell) {
	p := Placement{Form: a.Sheet, Org: a.Org, Element: a.Element}
	c.place(p, value, c.cellAt(value.Column, r.number))
	if column := t.columns[columnRemark]; column > 0 {
		p.Remark = true
		c.place(p, r.cell(column), c.cellAt(column, r.number))
	}
}

// placeTask tells of every column of a task's row that is read.
func (c *checker) placeTask(t *table, r row, task *askedTask) {
	for _, name := range append([]string{columnStatus, columnProgress}, textColumns...) {
		if column := t.columns[name]; column > 0 {
			c.place(Placement{Task: task.Task, Column: name}, r.cell(column), c.cellAt(column, r.number))
		}
	}
}

// placeScore tells of the columns of a score's row that are read.
func (c *checker) placeScore(t *table, r row, s *askedScore) {
	for _, name := range []string{columnScore, columnEvidence} {
		if column := t.columns[name]; column > 0 {
			c.place(Placement{Org: s.Org, Score: &s.Score, Column: name}, r.cell(column), c.cellAt(column, r.number))
		}
	}
}

// inspectionColumns are all columns of the sheet 核查 that are read.
var inspectionColumns = []string{columnDraw, columnOrg, columnPeriod, columnCode, columnReported, columnFound, columnVerdict, columnWhy}

// placeInspection tells of the columns of an inspection's row.
func (c *checker) placeInspection(t *table, r row, i *Inspection) {
	for _, name := range inspectionColumns {
		if column := t.columns[name]; column > 0 {
			c.place(Placement{Org: i.Org, Inspection: len(c.inspections), Column: name}, r.cell(column), c.cellAt(column, r.number))
		}
	}
}
