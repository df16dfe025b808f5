package check

import (
	"strings"

	"yigai/ingest/book"
	"yigai/programme"
)

// readListRow reads a row of a sheet with one element per row.
func (c *checker) readListRow(t *table, r row, sheet *programme.Sheet) {
	t.started = true
	value := r.cell(t.columns[columnValue])
	code := r.text(t.columns[columnCode])
	if code == "" {
		c.rowWithoutCode(t, r, value, columnName)
		return
	}
	if r.merged && isTotal(r.text(t.columns[columnName])) {
		c.rowWithoutCode(t, r, value, columnName)
		return
	}
	if a := c.cellOf(sheet, sheet.Orgs[0].Code, code); a != nil {
		c.readElement(t, r, a, value)
		return
	}
	if c.isUnasked(code) && (value.Text != "" || value.Formula) {
		c.unaskedElement(c.cellAt(t.columns[columnCode], r.number), sheet.Orgs[0].Name, code)
		c.gone = append(c.gone, code)
		return
	}
	c.unknownCode(t, r, columnCode, value, c.likely(code, func() []string { return codesOf(sheet) }))
}

// rowWithoutCode passes over headings and notes; a row with a value is a finding.
func (c *checker) rowWithoutCode(t *table, r row, value book.Cell, nameColumn string) {
	if value.Type == book.Empty && !value.Formula || plainName(value.Text) == "" && !value.Formula {
		return
	}
	name := r.text(t.columns[nameColumn])
	if isTotal(name) && !c.names[name] {
		c.add(c.cellAt(value.Column, r.number), "N-SUBTOTAL", name, nil)
		return
	}
	c.add(c.cellAt(value.Column, r.number), "E-NO-CODE", value.Text, nil)
}

// unknownCode is a row whose key is none of the sheet's; perhaps names the one
// it may have been.
func (c *checker) unknownCode(t *table, r row, column string, value book.Cell, perhaps map[string]string) {
	key := r.cell(t.columns[column])
	where := c.cellAt(key.Column, r.number)
	if isTotal(plainName(key.Text)) {
		c.add(where, "N-SUBTOTAL", key.Text, nil)
		return
	}
	if value.Text != "" || value.Formula {
		c.add(where, "E-CODE", showCode(key.Text), perhaps)
		c.gone = append(c.gone, plainName(key.Text))
	}
}

// readElement reads the row of one element: its name and unit must still be its own.
func (c *checker) readElement(t *table, r row, a *asked, value book.Cell) {
	e := a.line.Element
	if name := r.text(t.columns[columnName]); name != "" && name != plainName(e.Name) {
		c.addAbout(a, c.cellAt(t.columns[columnName], r.number), "E-NAME", name, wants(e.Name, e.Name))
	}
	if unit := r.text(t.columns[columnUnit]); unit != "" && unit != plainName(e.Unit) {
		c.addAbout(a, c.cellAt(t.columns[columnUnit], r.number), "E-UNIT", unit, wants(e.Unit, e.Unit))
	}
	c.take(t, r, a, value)
}

// take reads the cell of one element into its observation.
func (c *checker) take(t *table, r row, a *asked, value book.Cell) {
	where := c.cellAt(value.Column, r.number)
	if a.found && r.merged && value.Text == "" && !value.Formula {
		return // a row of a merged range that says nothing here
	}
	if a.found && !(r.merged && a.blank) {
		c.addAbout(a, where, "E-DUPLICATE", a.Element+"："+a.Cell+"，"+where.cell, nil)
		a.returned = true
		return
	}
	c.placeFigure(t, r, a, value)
	a.found, a.row, a.Sheet, a.Cell, a.RawText = true, r.number, t.name, where.cell, withinCell(value.Text)
	if column := t.columns[columnRemark]; column > 0 {
		a.Note = withinCell(strings.TrimSpace(r.cell(column).Text))
	}
	reading := c.readCell(value, a.line.Element)
	if c.isSplit(t, r, value) {
		reading = reading.split(value.Text + "," + a.Note)
	}
	a.blank = value.Text == "" && !value.Formula || reading.state == Missing && !reading.marked && len(reading.problems) == 0
	a.marked = reading.marked
	c.tellProblems(a, where, reading.problems)
	a.returned = reading.returned()
	if a.State = reading.state; a.State == Reported {
		a.Value = &reading.value
	}
	switch {
	case a.State == Suppressed:
		c.addAbout(a, where, "N-SUPPRESSED", value.Text, wantsOf(a))
	case a.marked && a.line.Required && r.text(t.columns[columnRemark]) != "":
		c.addAbout(a, where, "N-MARKED", value.Text, wantsOf(a))
	case a.marked && a.line.Required:
		c.addAbout(a, where, "E-MARKED", value.Text, wantsOf(a))
	case a.marked:
		c.addAbout(a, where, "N-MARK", value.Text, nil)
	}
	if !a.blank {
		c.checkHidden(t, r, value)
	}
}

// wantsOf are the values of sentences about a cell that say what it must hold.
func wantsOf(a *asked) map[string]string { return wants(want(a.line.Element)) }

// tellProblems says what is wrong with a cell, and what it must hold.
func (c *checker) tellProblems(a *asked, where at, problems []problem) {
	for _, p := range problems {
		if p.code == "N-TEXT" && c.text() != nil {
			continue // a text has no number cells
		}
		values := wantsOf(a)
		values["{hint}"] = p.hint
		c.addAbout(a, where, p.code, p.found, values)
	}
}
