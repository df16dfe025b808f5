package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"yigai/ingest/book"
	"yigai/programme"
)

// A Brought is one reporter's figures of one period. A file brings one; a long
// CSV of history may bring many.
type Brought struct {
	Reporter string
	Period   programme.Period
}

// A longForm is what is asked of one reporter for one period in a long CSV.
type longForm struct {
	Brought
	form   programme.Form
	places map[place]*asked
	cells  []*asked
}

// A longKey is what the key columns of a row say.
type longKey struct{ reporter, period, org string }

// maxKeys is how many different keys one file may have: a history of all orgs
// of a province has fewer.
const maxKeys = 100_000

// A longTable is a long CSV while it is read.
type longTable struct {
	head    textHead
	keys    map[longKey]at // with the first place of each
	periods map[string]programme.Period
	forms   map[Brought]*longForm
	byRow   map[longKey]*longForm
	foreign map[string]bool // orgs that were named as foreign
}

func newLong(head textHead) *longTable {
	return &longTable{head: head, keys: map[longKey]at{}, periods: map[string]programme.Period{}, forms: map[Brought]*longForm{}, byRow: map[longKey]*longForm{}, foreign: map[string]bool{}}
}

// readLong reads a file with one figure per row.
func (c *checker) readLong(b textBook, head textHead) error {
	l := newLong(head)
	if err := c.surveyLong(b, l); err != nil {
		return err
	}
	if !c.identifyLong(l) {
		return b.Verify()
	}
	t := &table{columns: head.columns, header: head.line, doubted: map[string]bool{}}
	err := b.Rows(0, func(r book.Row) error {
		switch {
		case r.Number == head.line:
			t.measure(b.Width(), []string{columnOrg, columnPeriod, columnCode, columnValue, columnReporter})
			c.checkHeader(r, layoutLong, []string{columnOrg, columnPeriod, columnCode, columnValue, columnRemark, columnReporter}, head.columns)
		case r.Number > head.line:
			here := row{number: r.Number, cells: r.Cells}
			if c.checkWidth(t, here) {
				c.readLongRow(t, here, l)
			}
		}
		return nil
	})
	c.period = l.sorted()[0].Period
	return err
}

// surveyLong collects what the key columns say, before any value is read.
func (c *checker) surveyLong(b textBook, l *longTable) error {
	return b.Rows(0, func(r book.Row) error {
		here := row{number: r.Number, cells: r.Cells}
		if r.Number <= l.head.line || here.text(l.head.columns[columnCode]) == "" && here.text(l.head.columns[columnValue]) == "" || isTotal(here.text(l.head.columns[columnOrg])) {
			return nil
		}
		key := l.keyOf(here)
		if _, seen := l.keys[key]; !seen {
			l.keys[key] = c.cellAt(l.head.columns[columnOrg], r.Number)
		}
		if len(l.keys) > maxKeys {
			return book.Fail(book.CodeCells, "", 0, "超过 %d 种单位、报告期", "more than %d orgs and periods", maxKeys)
		}
		return nil
	})
}

func (l *longTable) keyOf(r row) longKey {
	return longKey{r.text(l.head.columns[columnReporter]), r.text(l.head.columns[columnPeriod]), strings.ToUpper(r.text(l.head.columns[columnOrg]))}
}

// sortedKeys are all keys from the first place on.
func (l *longTable) sortedKeys() []longKey {
	return slices.SortedFunc(maps.Keys(l.keys), func(a, b longKey) int {
		lineA, charA := cellOrder(l.keys[a].cell)
		lineB, charB := cellOrder(l.keys[b].cell)
		return cmp.Or(cmp.Compare(lineA, lineB), cmp.Compare(charA, charB))
	})
}

// sorted are the forms by period and reporter.
func (l *longTable) sorted() []*longForm {
	return slices.SortedFunc(maps.Values(l.forms), func(a, b *longForm) int {
		return cmp.Or(cmp.Compare(a.Period.String(), b.Period.String()), cmp.Compare(a.Reporter, b.Reporter))
	})
}

// readLongRow reads one figure.
func (c *checker) readLongRow(t *table, r row, l *longTable) {
	code, value := r.text(t.columns[columnCode]), r.cell(t.columns[columnValue])
	org := strings.ToUpper(r.text(t.columns[columnOrg]))
	switch {
	case isTotal(org) || isTotal(code):
		c.add(c.cellAt(t.columns[columnOrg], r.number), "N-SUBTOTAL", org+code, nil)
		return
	case code == "" && plainName(value.Text) == "":
		return
	case code == "":
		c.add(c.cellAt(value.Column, r.number), "E-NO-CODE", value.Text, nil)
		return
	}
	f := l.byRow[l.keyOf(r)]
	if f == nil {
		return // its key was refused
	}
	c.use(f)
	about, known := c.rowOrg(t, r, org)
	if !known {
		return
	}
	if a := c.asked(about.Code, code); a != nil {
		c.readElement(t, r, a, value)
		return
	}
	c.unasked(t, r, l, f, about, code)
}

// use makes a form the one that cells are looked up in.
func (c *checker) use(f *longForm) {
	c.form, c.period, c.places = f.form, f.Period, f.places
}

// rowOrg resolves whom a row is about, by its code alone.
func (c *checker) rowOrg(t *table, r row, code string) (programme.Org, bool) {
	where := c.cellAt(t.columns[columnOrg], r.number)
	if org, ok := c.in.Pack.Org(code, c.period); ok {
		return org, true
	}
	if org, ok := c.formerCode(code); ok {
		c.oldCode(where, code, org)
		return org, true
	}
	c.add(where, "E-CODE", showCode(code), c.likelyOrg(code))
	return programme.Org{}, false
}

// unasked is a row that no form asks for: of another org, or with an element
// that is unknown or asked of others. Whoever reports for itself alone and sends
// figures of others has mixed up files.
func (c *checker) unasked(t *table, r row, l *longTable, f *longForm, org programme.Org, code string) {
	_, known := c.in.Pack.Element(code)
	if !f.asksAbout(org.Code) && f.asksAbout(f.Reporter) && f.speaksOnlyOfItself() {
		if !l.foreign[org.Code] {
			l.foreign[org.Code] = true
			self := f.Reporter + " " + f.form.Reporter.Name
			c.add(c.cellAt(t.columns[columnOrg], r.number), "E-FOREIGN", org.Code+" "+org.Name, wants(self, self))
		}
		return
	}
	where := c.cellAt(t.columns[columnCode], r.number)
	switch {
	case !known:
		c.add(where, "E-CODE", showCode(r.cell(t.columns[columnCode]).Text), c.likely(code, f.codes))
	case r.cell(t.columns[columnValue]).Text != "":
		c.unaskedElement(where, org.Name, code)
	}
}

func (f *longForm) asksAbout(org string) bool {
	return slices.ContainsFunc(f.cells, func(a *asked) bool { return a.Org == org })
}

func (f *longForm) speaksOnlyOfItself() bool {
	return !slices.ContainsFunc(f.cells, func(a *asked) bool { return a.Org != f.Reporter })
}

// codes lists the elements that are asked for.
func (f *longForm) codes() []string {
	var codes []string
	for _, a := range f.cells {
		codes = append(codes, a.Element)
	}
	return codes
}
