package check

import (
	"slices"
	"strings"

	"yigai/ingest/book"
	"yigai/programme"
)

const taskSheet = "任务"

// knownSheets belong to a workbook but hold nothing that is read.
var knownSheets = []string{"说明", "自查", "问题清单"}

// A wanted sheet is one the form asks for.
type wanted struct {
	name   string
	layout string
	// optional: a workbook without the sheet is whole
	optional bool
	header   []string // columns without which it cannot be read; the first is the key
	also     []string // columns that are read where they are there
	read     func(*table, row)
	title    func(*table, row) // reads the rows of the header itself; may be nil
	found    int               // index of the workbook's sheet, -1 for none
}

// headerRows is how many rows of a sheet are searched for its header.
const headerRows = 60

// findSheet finds a sheet by name, width and spaces aside.
func (c *checker) findSheet(name string) (int, bool) {
	for i, s := range c.book.Sheets() {
		if plainName(s.Name) == name {
			return i, true
		}
	}
	return 0, false
}

// wantedSheets lists what the form asks for, and prepares the cells to be filled.
func (c *checker) wantedSheets() []*wanted {
	var all []*wanted
	for i := range c.form.Sheets {
		sheet := &c.form.Sheets[i]
		w := &wanted{name: sheet.Name, layout: sheet.Layout, found: -1}
		if sheet.Layout == "table" {
			w.header, w.also = tableColumns(sheet)
			w.read = func(t *table, r row) { c.readTableRow(t, r, sheet) }
			w.title = func(t *table, r row) { c.checkCodes(t, r, sheet) }
		} else {
			w.header, w.also = []string{columnCode, columnValue}, []string{columnName, columnUnit, columnRemark}
			w.read = func(t *table, r row) { c.readListRow(t, r, sheet) }
		}
		c.ask(sheet)
		all = append(all, w)
	}
	if len(c.form.Tasks) > 0 {
		for _, line := range c.form.Tasks {
			report := TaskReport{Reporter: c.form.Reporter.Code, Task: line.Task.Code, Sheet: taskSheet}
			c.tasks = append(c.tasks, &askedTask{TaskReport: report, line: line})
		}
		also := append([]string{columnProgress}, textColumns...)
		all = append(all, &wanted{name: taskSheet, layout: layoutTasks, header: []string{columnTask, columnStatus}, also: also, read: c.readTaskRow, found: -1})
	}
	if _, stands := c.findSheet(scoreSheet); len(c.form.Scores) > 0 || stands {
		all = append(all, c.wantScores())
	}
	return append(all, c.wantInspections())
}

// tableColumns are the columns of a sheet with one org per row: those it must
// have, and those of elements that may be left out.
func tableColumns(sheet *programme.Sheet) (header, also []string) {
	header = []string{columnOrg}
	for _, l := range sheet.Lines {
		if l.Required {
			header = append(header, l.Element.Code)
		} else {
			also = append(also, l.Element.Code)
		}
	}
	return header, also
}

// ask prepares one observation for every cell of a sheet.
func (c *checker) ask(sheet *programme.Sheet) {
	for _, line := range sheet.Lines {
		c.names[plainName(line.Element.Name)] = true
	}
	all := make([]asked, 0, len(sheet.Orgs)*len(sheet.Lines)) // never grows: it is pointed into
	for i := range sheet.Orgs {
		org := &sheet.Orgs[i]
		for n := range sheet.Lines {
			line := &sheet.Lines[n]
			o := Observation{Org: org.Code, Reporter: c.form.Reporter.Code, Element: line.Element.Code, Period: c.period, State: Missing, ValueBasis: line.Element.Basis, Sheet: sheet.Name}
			all = append(all, asked{Observation: o, line: line, org: org})
			a := &all[len(all)-1]
			c.cells = append(c.cells, a)
			c.places[place{sheet.Name, org.Code, o.Element}] = a
			if anywhere := (place{"", org.Code, o.Element}); c.places[anywhere] == nil {
				c.places[anywhere] = a
			}
		}
	}
}

// cellOf finds the cell that a sheet of the form asks for; nil for none.
func (c *checker) cellOf(sheet *programme.Sheet, org, element string) *asked {
	return c.places[place{sheet.Name, org, element}]
}

// asked finds the cell of an element on whichever sheet asks for it; nil for none.
func (c *checker) asked(org, element string) *asked { return c.places[place{"", org, element}] }

// readSheets matches the workbook's sheets with those asked for, names what is
// missing or too many, and reads them.
func (c *checker) readSheets() error {
	all := c.wantedSheets()
	if err := c.match(all); err != nil {
		return err
	}
	for _, w := range all {
		if w.found < 0 && w.optional {
			continue
		}
		if w.found < 0 {
			c.add(at{}, "E-SHEET", w.name, wants(names(all), names(all)))
			c.unread[w.name] = true
			continue
		}
		if err := c.readSheet(w); err != nil {
			return err
		}
	}
	return nil
}

func names(all []*wanted) string {
	var list []string
	for _, w := range all {
		if !w.optional {
			list = append(list, w.name)
		}
	}
	return strings.Join(list, "、")
}

// match finds each wanted sheet by its name, and those that are still missing
// among the sheets of unknown name by their header.
func (c *checker) match(all []*wanted) error {
	var unknown []int
	for i, s := range c.book.Sheets() {
		name := plainName(s.Name)
		w := slices.IndexFunc(all, func(w *wanted) bool { return plainName(w.name) == name })
		switch {
		case w >= 0 && all[w].found < 0:
			all[w].found = i
		case i != c.cover && !slices.Contains(knownSheets, name):
			unknown = append(unknown, i)
		}
	}
	for _, i := range unknown {
		if err := c.matchUnknown(all, i); err != nil {
			return err
		}
	}
	return nil
}

// matchUnknown looks at a sheet whose name is none of those asked for.
func (c *checker) matchUnknown(all []*wanted, i int) error {
	l, err := c.look(i)
	if err != nil {
		return err
	}
	sheet := c.book.Sheets()[i]
	if looksLikeCover(l.firstTexts()) {
		c.add(at{sheet.Name, ""}, "E-SHEET-TWICE", coverSheet, nil)
		return nil
	}
	for _, w := range all {
		if _, ok := l.header(w.layout, w.header); !ok {
			continue
		}
		if w.found >= 0 {
			c.add(at{sheet.Name, ""}, "E-SHEET-TWICE", w.name, nil)
			return nil
		}
		w.found = i
		c.add(at{sheet.Name, ""}, "E-SHEET-NAME", sheet.Name, wants(w.name, w.name))
		return nil
	}
	switch {
	case len(l.rows) > 0 && sheet.Hidden:
		c.add(at{sheet.Name, ""}, "E-EXTRA-DATA", sheet.Name, nil)
	case len(l.rows) > 0:
		c.add(at{sheet.Name, ""}, "N-SHEET", sheet.Name, nil)
	}
	delete(c.looks, i)
	return nil
}

// texts maps the plain form of each text of a row to its first column.
func texts(r book.Row) map[string]int {
	m := map[string]int{}
	for _, cell := range r.Cells {
		if name := plainName(cell.Text); name != "" && m[name] == 0 {
			m[name] = cell.Column
		}
	}
	return m
}

func hasAll(columns map[string]int, header []string) bool {
	for _, h := range header {
		if columns[h] == 0 {
			return false
		}
	}
	return true
}

// narrow leaves only a side sheet in the form where a workbook brings it alone
// beside its cover: scores and inspections are often known later than the rest.
func (c *checker) narrow() {
	stands := func(name string) bool { _, ok := c.findSheet(plainName(name)); return ok }
	if stands(taskSheet) || slices.ContainsFunc(c.form.Sheets, func(s programme.Sheet) bool { return stands(s.Name) }) {
		return
	}
	scores := stands(scoreSheet) && len(c.form.Scores) > 0
	isWhole := scores && len(c.form.Sheets)+len(c.form.Tasks) == 0
	if scores == stands(inspectionSheet) || isWhole {
		return // neither, both, or all there is to bring
	}
	part := inspectionSheet
	if scores {
		part = scoreSheet
	}
	c.form, c.sum.Part = Only(c.form, part), part
}

// Only is what a form asks on one of its side sheets.
func Only(f programme.Form, part string) programme.Form {
	only := programme.Form{Reporter: f.Reporter, Period: f.Period}
	if part == scoreSheet {
		only.Scores = f.Scores
	}
	return only
}
