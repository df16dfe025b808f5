package check

import (
	"fmt"
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// identifyLong finds out who reports what for when in a long CSV, and prepares
// what is asked of them. Nothing is read where that is not certain.
func (c *checker) identifyLong(l *longTable) bool {
	keys := l.sortedKeys()
	if len(keys) == 0 {
		c.add(at{}, "E-BLANK", "", nil)
		return false
	}
	if !c.periodsOf(l, keys) {
		return false
	}
	reporters, ok := c.reportersOf(l, keys)
	if !ok {
		return false
	}
	for i, key := range keys {
		b := Brought{reporters[i].Code, l.periods[key.period]}
		if l.forms[b] == nil {
			l.forms[b] = &longForm{Brought: b, form: c.in.Pack.FormOf(reporters[i], b.Period), places: map[place]*asked{}}
		}
		l.byRow[key] = l.forms[b]
	}
	return c.settle(l)
}

// settle holds the file to one reporter and one period, and asks for the cells.
func (c *checker) settle(l *longTable) bool {
	forms := l.sorted()
	first := forms[0]
	c.sum.Cover.Programme = c.in.Pack.Programme.ID
	c.sum.Cover.Reporter, c.sum.Cover.ReporterName = first.Reporter, first.form.Reporter.Name
	c.sum.Cover.Period = first.Period
	c.form, c.period = first.form, first.Period
	var reporters, periods []string
	for _, f := range forms {
		reporters, periods = addNew(reporters, f.Reporter), addNew(periods, f.Period.String())
	}
	if !c.in.History && len(periods) > 1 {
		c.add(at{}, "E-PERIODS", strings.Join(periods, "、"), nil)
	}
	if !c.in.History && len(reporters) > 1 {
		c.add(at{}, "E-REPORTERS", strings.Join(reporters, "、"), nil)
	}
	for _, f := range forms {
		c.sum.Brings = append(c.sum.Brings, f.Brought)
		if f.form.IsEmpty() {
			c.add(at{}, "E-NOT-ASKED", f.form.Reporter.Name+" "+f.Period.String(), nil)
		}
	}
	if !c.sum.Accepted() {
		return false
	}
	c.askLong(forms)
	return true
}

func addNew(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// askLong prepares the cells of all forms. Tasks and scores are not asked of a long CSV.
func (c *checker) askLong(forms []*longForm) {
	tasks, scores := 0, 0
	for _, f := range forms {
		tasks += len(f.form.Tasks)
		scores += len(f.form.Scores)
		f.form.Tasks, f.form.Scores = nil, nil
		c.use(f)
		before := len(c.cells)
		for i := range f.form.Sheets {
			c.ask(&f.form.Sheets[i])
		}
		f.cells = slices.Clone(c.cells[before:])
	}
	c.use(forms[0])
	c.coverOfText(nil)
	if tasks > 0 {
		c.add(at{}, "N-NO-TASKS", fmt.Sprint(tasks), nil)
	}
	if scores > 0 {
		c.add(at{}, "N-NO-SCORES", fmt.Sprint(scores), nil)
	}
	c.forms = forms
}

// periodsOf resolves the periods of all rows; each that is none is named once.
func (c *checker) periodsOf(l *longTable, keys []longKey) bool {
	ok := true
	for _, key := range keys {
		if _, seen := l.periods[key.period]; seen {
			continue
		}
		where := l.keys[key]
		c.period = programme.Period{}
		if key.period == "" {
			c.add(where, "E-PERIOD", "（空白）", c.wantPeriods())
		} else {
			c.identifyPeriod(coverItem{text: key.period, at: where})
		}
		l.periods[key.period] = c.period
		ok = ok && !c.period.IsZero()
	}
	return ok && c.sum.Accepted()
}

// reportersOf resolves who reports each key: by the column, else the file's only
// org, else as declared when the file was taken in.
func (c *checker) reportersOf(l *longTable, keys []longKey) ([]programme.Org, bool) {
	if slices.ContainsFunc(keys, func(k longKey) bool { return k.reporter != "" }) {
		return c.namedReporters(l, keys)
	}
	only := keys[0].org
	same := !slices.ContainsFunc(keys, func(k longKey) bool { return k.org != only })
	if same && (c.in.Reporter == "" || c.asksOf(only, l.periods[keys[0].period])) {
		return c.onlyReporter(l, keys, coverItem{text: only, at: l.keys[keys[0]]})
	}
	if c.in.Reporter != "" {
		c.add(at{}, "N-DECLARED", c.in.Reporter, nil)
		return c.onlyReporter(l, keys, coverItem{text: c.in.Reporter})
	}
	var orgs []string
	for _, k := range keys[:min(len(keys), shownLength)] { // more would not be shown
		orgs = addNew(orgs, k.org)
	}
	c.add(at{}, "E-REPORTER", strings.Join(orgs, "、"), nil)
	return nil, false
}

// asksOf says whether anything is asked of an org.
func (c *checker) asksOf(code string, period programme.Period) bool {
	org, ok := c.in.Pack.Org(code, period)
	return ok && !c.in.Pack.FormOf(org, period).IsEmpty()
}

func (c *checker) onlyReporter(l *longTable, keys []longKey, code coverItem) ([]programme.Org, bool) {
	var all []programme.Org
	known := map[programme.Period]programme.Org{}
	for _, key := range keys {
		at := l.periods[key.period]
		org, seen := known[at]
		if !seen {
			c.period = at
			c.identifyOrg(code, coverItem{})
			org = c.form.Reporter
			known[at] = org
		}
		all = append(all, org)
	}
	return all, !c.sum.Quarantined
}

// namedReporters resolves the column of reporters, each code once.
func (c *checker) namedReporters(l *longTable, keys []longKey) ([]programme.Org, bool) {
	type named struct {
		text string
		at   programme.Period
	}
	var all []programme.Org
	known := map[named]programme.Org{}
	for _, key := range keys {
		n := named{key.reporter, l.periods[key.period]}
		org, seen := known[n]
		if !seen {
			c.period = n.at
			if n.text == "" {
				c.add(l.keys[key], "E-ORG", "（空白）", wants("", ""))
				c.quarantine()
			} else {
				c.identifyOrg(coverItem{text: n.text, at: l.keys[key]}, coverItem{})
				org = c.form.Reporter
			}
			known[n] = org
		}
		all = append(all, org)
	}
	return all, !c.sum.Quarantined
}

// judgeLong finds what is missing and runs the rules, form by form. Of a history
// there is as much as there is: what it lacks is noted, not returned.
func (c *checker) judgeLong(judge func()) {
	all, previous := c.cells, c.in.Previous
	if len(c.forms) > 1 {
		c.in.Previous = c.previousInFile(previous)
	}
	for _, f := range c.forms {
		c.use(f)
		c.cells = f.cells
		if c.in.History {
			c.noteGaps(f)
		} else {
			c.checkMissing()
		}
		judge()
	}
	c.use(c.forms[0])
	c.cells, c.in.Previous = all, previous
}

func (c *checker) noteGaps(f *longForm) {
	given := 0
	for _, a := range f.cells {
		if a.found && !a.blank {
			given++
		}
	}
	if given < len(f.cells) {
		c.add(at{}, "N-HISTORY-GAPS", fmt.Sprintf("%s %s %d/%d", f.form.Reporter.Name, f.Period, given, len(f.cells)), nil)
	}
}

// previousInFile looks at the file's own earlier periods before what was
// reported otherwise.
func (c *checker) previousInFile(otherwise func(string, string, programme.Period) (decimal.Decimal, bool)) func(string, string, programme.Period) (decimal.Decimal, bool) {
	return func(org, element string, period programme.Period) (decimal.Decimal, bool) {
		for _, f := range c.forms {
			if f.Period != period {
				continue
			}
			if a := f.places[place{"", org, element}]; a != nil && a.Value != nil && !a.returned {
				return *a.Value, true
			}
		}
		if otherwise == nil {
			return 0, false
		}
		return otherwise(org, element, period)
	}
}
