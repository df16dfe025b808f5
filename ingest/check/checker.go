package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
	"yigai/programme"
)

// A checker works through one file and keeps everything until it has ended.
type checker struct {
	in     Input
	book   book.Book
	sum    Summary
	form   programme.Form
	period programme.Period
	// onlyPeriod: nothing else is asked of the cover
	onlyPeriod bool

	findings []Finding
	cells    []*asked // in the order of the form
	places   map[place]*asked
	tasks    []*askedTask
	scores   []*askedScore
	scoreOf  map[scoreKey]*askedScore
	notRun   map[string]bool
	names    map[string]bool // of elements asked for: some begin like the label of a total
	unread   map[string]bool // sheets of the form that were not found, or had no header

	inspects    bool // the file is the sheet 核查 alone, which anybody may send
	inspections []*Inspection
	inspected   map[inspectionKey]*Inspection

	sheet string // shown name of the sheet being read
	cover int    // index of the cover
	forms []*longForm
	looks map[int]*look // of sheets whose rows are not yet read
	// Of a workbook that was filled in on another version of the template
	otherVersion bool
	gone         []string        // codes that no form of this version asks for
	oldCodes     map[string]bool // that were doubted once
}

// A place is where the form asks for an element; "" for the sheet is any.
type place struct{ sheet, org, element string }

// asked is one cell the form asks for, and what was found in it.
type asked struct {
	Observation
	line     *programme.Line // of the form, as org: both are wide, and cells many
	org      *programme.Org
	found    bool // its row (and column) is there
	row      int  // where it is
	blank    bool // nothing stands in the cell
	marked   bool // the cell says that there is no figure
	returned bool
	rejected bool // returned by a rule, once all rules have been judged
	doubted  bool // held against its own past and doubted
}

// askedTask is one row of the task sheet.
type askedTask struct {
	TaskReport
	line  programme.TaskLine
	found bool
}

// written says whether the row of a task says anything.
func (t *askedTask) written() bool {
	return t.Status != "" || t.Progress != nil || t.Narrative+t.Problems+t.NextSteps+t.Evidence+t.Responsible+t.Practice != ""
}

func newChecker(in Input) *checker {
	if in.Limits == (xlsx.Limits{}) {
		in.Limits = xlsx.DefaultLimits
	}
	return &checker{in: in, places: map[place]*asked{}, notRun: map[string]bool{}, names: map[string]bool{}, unread: map[string]bool{}}
}

// run reads the whole workbook. An error is one of the reader or of the storage.
func (c *checker) run() error {
	var err error
	if c.book, err = Open(c.in.File, c.in.Size, c.in.Name, c.in.Limits); err != nil {
		return err
	}
	c.sum.Part, c.sum.Format, c.sum.Encoding = WholeWorkbook, c.book.Traits().Format, c.book.Traits().Encoding
	if b := c.text(); b != nil {
		err = c.runText(b)
	} else {
		err = c.runWorkbook()
	}
	if err != nil || !c.sum.Accepted() && c.asksNothing() {
		return err
	}
	c.sheet = ""
	if len(c.forms) > 0 {
		c.judgeLong(c.runRules)
		return nil
	}
	c.checkMissing()
	c.runRules()
	return nil
}

// runWorkbook reads the cover and the sheets asked for.
func (c *checker) runWorkbook() error {
	if err := c.readCover(); err != nil {
		return err
	}
	if !c.sum.Accepted() {
		return c.book.Verify()
	}
	c.narrow()
	c.checkBook()
	if err := c.readSheets(); err != nil {
		return err
	}
	c.checkVersion()
	return c.book.Verify()
}

// checkBook notes what the workbook carries beside its cells.
func (c *checker) checkBook() {
	if c.book.Traits().Format == book.XLS {
		c.add(at{}, "N-XLS", c.in.Name, nil)
	}
	if c.book.Traits().Macros {
		c.add(at{}, "E-MACROS", "vbaProject", nil)
	}
	if links := c.book.Traits().ExternalLinks; len(links) > 0 {
		c.add(at{}, "E-EXTERNAL", strings.Join(links, "；"), nil)
	}
}

// at is a place in the workbook; the zero value is the file.
type at struct {
	sheet string
	cell  string
}

// cellAt is a place of the sheet being read.
func (c *checker) cellAt(column, row int) at {
	if b := c.text(); b != nil {
		return at{cell: b.Place(column)}
	}
	return at{c.sheet, book.CellName(column, row)}
}

// add notes a finding. values fill the {names} of its sentences; {found} is
// always the shown form of found.
func (c *checker) add(where at, code Code, found string, values map[string]string) {
	c.addAbout(nil, where, code, found, values)
}

// addAbout is add for a finding about one figure, which it names; nil means none.
func (c *checker) addAbout(a *asked, where at, code Code, found string, values map[string]string) {
	k := Lookup(code)
	if c.full() { // no sentence is made that nobody will read
		c.keep(Finding{Severity: k.Severity})
		return
	}
	f := Finding{Code: code, Severity: k.Severity, File: c.in.Name, Sheet: Show(where.sheet), Cell: where.cell}
	f.found(found, shownLength)
	pairs := []string{"{found}", f.Found}
	for _, name := range []string{"{want}", "{wantEn}", "{hint}"} {
		pairs = append(pairs, name, Show(values[name]))
	}
	f.RuleZh, f.RuleEn = fill(k.RuleZh, pairs...), fill(k.RuleEn, pairs...)
	f.FixZh, f.FixEn = fill(k.FixZh, pairs...), fill(k.FixEn, pairs...)
	f.about(a)
	c.keep(f)
}

// keep counts a finding, and stores it while there is room.
func (c *checker) keep(f Finding) {
	if c.text() != nil {
		f.Sheet = "" // a text is one table
	}
	switch f.Severity {
	case SeverityError:
		c.sum.Errors++
		if !c.sum.Quarantined {
			c.sum.Refused = true
		}
	case SeverityReturn:
		c.sum.Returns++
	case SeverityDoubt:
		c.sum.Doubts++
	case SeverityNote:
		c.sum.Notes++
	}
	if c.full() {
		c.sum.Dropped++
		return
	}
	c.findings = append(c.findings, f)
}

// full says whether no further finding is kept, only counted.
func (c *checker) full() bool { return len(c.findings) == MaxFindings }

// quarantine marks the file as nobody's: kept, but of no org or programme here.
func (c *checker) quarantine() { c.sum.Refused, c.sum.Quarantined = false, true }

// wants are the values of sentences that only say what is wanted.
func wants(zh, en string) map[string]string { return map[string]string{"{want}": zh, "{wantEn}": en} }

func hint(text string) map[string]string { return map[string]string{"{hint}": text} }

// unreadable turns the reader's error into the one finding that counts: what
// was found before it is dropped, for nothing of a damaged file can be trusted.
func (c *checker) unreadable(e *book.Error) {
	cover := c.sum.Cover
	c.findings, c.cells, c.places, c.tasks, c.forms, c.notRun = nil, nil, nil, nil, nil, map[string]bool{}
	c.scores, c.inspections = nil, nil
	c.sum = Summary{Quarantined: true, Cover: cover}
	code := Code(e.Code)
	found := c.in.Name
	if e.Part != "" {
		found = fmt.Sprintf("%s @%d", e.Part, e.Offset)
	}
	k := Lookup(code)
	f := Finding{Code: code, Severity: k.Severity, File: c.in.Name, Sheet: Show(e.Sheet), Cell: e.Cell, Found: Show(found), FixZh: k.FixZh, FixEn: k.FixEn}
	f.RuleZh = k.RuleZh + "（" + visible(e.DetailZh, detailLength) + "）"
	f.RuleEn = k.RuleEn + " (" + visible(e.Detail, detailLength) + ")"
	c.keep(f)
}

// finish gives the results to the sink. Observations of a refused file are given
// only where the input asks for them: nothing of it counts.
func (c *checker) finish(to Sink) Summary {
	c.sortFindings()
	for _, f := range c.findings {
		f.Reporter, f.Period = cmp.Or(f.Reporter, c.sum.Cover.Reporter), cmp.Or(f.Period, c.sum.Cover.Period)
		to.Finding(f)
	}
	for id := range c.notRun {
		c.sum.RulesNotRun = append(c.sum.RulesNotRun, id)
	}
	slices.Sort(c.sum.RulesNotRun)
	if c.sum.Quarantined || c.sum.Refused && !c.in.EvenRefused {
		return c.sum
	}
	if r, keeps := to.(*Result); keeps {
		r.Observations = slices.Grow(r.Observations, len(c.cells)) // most of all that a file brings
	}
	for _, a := range c.cells {
		if a.returned || a.rejected {
			a.State, a.Value = Missing, nil
		}
		if c.text() != nil {
			a.Sheet = ""
		}
		to.Observation(a.Observation)
	}
	for _, t := range c.tasks {
		to.TaskReport(t.TaskReport)
	}
	c.finishScores(to)
	return c.sum
}

// asksNothing says whether no sheet of the form was looked for.
func (c *checker) asksNothing() bool { return len(c.cells)+len(c.tasks)+len(c.scores) == 0 }

// checkMissing finds the required cells and rows that are not there.
func (c *checker) checkMissing() {
	if c.isBlank() {
		c.add(at{}, "E-BLANK", "", nil)
	}
	for _, a := range c.cells {
		switch {
		case !a.line.Required || a.returned || c.unread[a.Sheet]:
		case !a.found:
			c.addAbout(a, at{a.Sheet, ""}, "E-ROW", rowName(a), nil)
			a.returned = true
		case a.blank:
			c.addAbout(a, at{a.Sheet, a.Cell}, "E-REQUIRED", "", wantsOf(a))
			a.returned = true
		}
	}
	for _, t := range c.tasks {
		if t.line.Required && !t.found && !c.unread[t.Sheet] {
			c.add(at{t.Sheet, ""}, "E-ROW", t.Task, nil)
		}
	}
	c.checkMissingScores()
}

// isBlank says whether all the sheets asked for are there and nothing was
// written on them: a template sent back as it was must not take the place of
// what its org reported before.
func (c *checker) isBlank() bool {
	if c.asksNothing() && c.sum.Part != inspectionSheet || len(c.unread)+len(c.inspections) > 0 {
		return false
	}
	for _, s := range c.scores {
		if !s.blank || s.Evidence != "" {
			return false
		}
	}
	for _, a := range c.cells {
		if !a.blank {
			return false
		}
	}
	return !slices.ContainsFunc(c.tasks, func(t *askedTask) bool { return !t.found || t.written() })
}

func rowName(a *asked) string {
	if a.Org == a.Reporter {
		return a.Element + " " + a.line.Element.Name
	}
	return a.org.Name + " " + a.Element + " " + a.line.Element.Name
}

// sortFindings puts findings in the order of the workbook: the file, then its
// sheets from the first, each from its first row.
func (c *checker) sortFindings() {
	if c.book == nil {
		return
	}
	order := map[string]int{}
	for i, s := range c.book.Sheets() {
		order[Show(s.Name)] = i + 1
	}
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		rowA, columnA := cellOrder(a.Cell)
		rowB, columnB := cellOrder(b.Cell)
		return cmp.Or(cmp.Compare(order[a.Sheet], order[b.Sheet]), cmp.Compare(rowA, rowB), cmp.Compare(columnA, columnB))
	})
}

// cellOrder is the row and column of a cell's name, "E17" or "12:7" of a text.
func cellOrder(cell string) (row, column int) {
	if line, char, ok := strings.Cut(cell, ":"); ok {
		row, _ = book.ParseIndex([]byte(line))
		column, _ = book.ParseIndex([]byte(char))
		return row, column
	}
	column, row = book.ParseCell(cell)
	return row, column
}
