package programme

import (
	"cmp"
	"slices"
	"strings"
)

// A Form is what one reporter must fill for one period.
type Form struct {
	Reporter Org
	Period   Period
	Sheets   []Sheet    // in the order of forms.csv
	Tasks    []TaskLine // rows of the sheet 任务, in task order
	// Scores are the rows of the sheet 评分, by stage, org and item, in the order
	// of stages.csv, orgs.csv and scoring.csv.
	Scores []ScoreLine
}

// A Sheet is one sheet of a form. A list has one element per row, about one
// org; a table has one org per row and one element per column.
type Sheet struct {
	Name   string
	Layout string // list, table
	Orgs   []Org  // whom the figures are about: one for a list, the rows of a table
	Lines  []Line // elements, in line order
	Roster bool   // the rows are the reporter's institutions
}

// A Line is one element asked for on a sheet.
type Line struct {
	Element  Element
	Required bool
}

// A TaskLine is one row of the sheet 任务.
type TaskLine struct {
	Task     Task
	Role     string // lead, assist, implement
	Required bool   // whether 状态 must be filled
}

// RequiredCells counts the cells the reporter must fill: figures, status of
// tasks, and scores.
func (f Form) RequiredCells() int {
	n := 0
	for _, s := range f.Sheets {
		n += len(s.Orgs) * s.requiredLines()
	}
	for _, t := range f.Tasks {
		if t.Required {
			n++
		}
	}
	for _, s := range f.Scores {
		if s.Required {
			n++
		}
	}
	return n
}

func (s Sheet) requiredLines() (n int) {
	for _, l := range s.Lines {
		if l.Required {
			n++
		}
	}
	return n
}

// OwnCells counts the cells the reporter must fill about itself, its parent or
// its parts. Rosters, with a row for each institution, and scores are not among them.
func (f Form) OwnCells() int {
	own := Form{Tasks: f.Tasks}
	for _, s := range f.Sheets {
		if !s.Roster {
			own.Sheets = append(own.Sheets, s)
		}
	}
	return own.RequiredCells()
}

// IsEmpty says whether nothing is asked.
func (f Form) IsEmpty() bool { return len(f.Sheets) == 0 && len(f.Tasks) == 0 && len(f.Scores) == 0 }

// IsHistory says whether at lies before the programme's first period: such
// periods give series something to start from; nobody is late or ranked in them.
func (p *Pack) IsHistory(at Period) bool { return at.Before(p.Programme.Periods.First) }

// ReportPeriods lists the periods from the start of history to the programme's last.
func (p *Pack) ReportPeriods() []Period {
	first := p.Programme.Periods.HistoryFrom
	if first.IsZero() {
		first = p.Programme.Periods.First
	}
	var periods []Period
	for at := first; !p.Programme.Periods.Last.Before(at); at = at.Add(1) {
		periods = append(periods, at)
	}
	return periods
}

// Reporters lists the orgs that have something to report for a period.
func (p *Pack) Reporters(at Period) []Org {
	var orgs []Org
	for _, o := range p.Orgs {
		if o.validIn(at) && !p.FormOf(o, at).IsEmpty() {
			orgs = append(orgs, o)
		}
	}
	return orgs
}

// FormOf resolves what reporter must fill for a period. A period of history
// asks only for elements that some indicator is computed from, and no tasks.
func (p *Pack) FormOf(reporter Org, at Period) Form {
	f := Form{Reporter: reporter, Period: at}
	lines := p.linesOf(reporter, at)
	for n, l := range lines {
		element, known := p.Element(l.Element)
		if !known {
			continue // Check reports it
		}
		i := slices.IndexFunc(f.Sheets, func(s Sheet) bool { return s.Name == l.Sheet })
		if i < 0 {
			orgs := p.about(l.About, reporter, at)
			if len(orgs) == 0 {
				continue // a roster without anybody on it
			}
			i = len(f.Sheets)
			f.Sheets = append(f.Sheets, Sheet{Name: l.Sheet, Layout: l.Layout, Orgs: orgs, Roster: l.About == "roster", Lines: make([]Line, 0, countOf(lines[n:], l.Sheet))})
		}
		f.Sheets[i].Lines = append(f.Sheets[i].Lines, Line{element, l.Required})
	}
	if !p.IsHistory(at) {
		f.Tasks = p.taskLines(reporter, at)
		f.Scores = p.scoreLines(reporter, at)
	}
	return f
}

// countOf is how many of some form lines are of a sheet.
func countOf(lines []*FormLine, sheet string) (n int) {
	for _, l := range lines {
		if l.Sheet == sheet {
			n++
		}
	}
	return n
}

// linesOf lists the form lines that ask reporter in a period, by line number.
func (p *Pack) linesOf(reporter Org, at Period) []*FormLine {
	history := p.IsHistory(at)
	lines := make([]*FormLine, 0, len(p.Forms))
	for i := range p.Forms {
		l := &p.Forms[i]
		if l.Names(reporter) && l.askedIn(at) && (!history || p.inFormula(l.Element, at)) {
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(a, b *FormLine) int { return cmp.Compare(a.Line, b.Line) })
	return lines
}

// Names says whether the line is asked of o.
func (l FormLine) Names(o Org) bool {
	if !scopeHolds(l.OrgKind, o) {
		return false
	}
	for code := range strings.SplitSeq(l.Except, "|") {
		if code == o.Code {
			return false
		}
	}
	return true
}

// askedIn says whether the line is asked in a period, by its frequency and
// validity. A longer period counts as the quarter it ends with.
func (l FormLine) askedIn(at Period) bool {
	if !(span{l.ValidFrom, l.ValidTo}).holds(at) {
		return false
	}
	quarter := at.Nth() * at.months() / 3
	switch l.Frequency {
	case "half":
		return quarter%2 == 0
	case "quarter@Q2":
		return quarter >= 2
	case "year":
		return quarter == 4
	case "year@Q1":
		return at.Nth() == 1
	case "year@Q2":
		return quarter == 2
	}
	return true
}

// inFormula says whether an element of a period of history is read by an indicator
// version that holds then, or by a term that looks back at it from when it holds.
func (p *Pack) inFormula(element string, at Period) bool {
	return slices.ContainsFunc(p.Formulas, func(t Term) bool {
		return t.Element == element && slices.ContainsFunc(p.Indicators, func(n Indicator) bool {
			valid := span{n.ValidFrom, n.ValidTo}
			return n.Code == t.Indicator && n.Version == t.Version && (valid.holds(at) || valid.holds(at.Add(t.Shift)))
		})
	})
}

// about lists whom a form line's figures describe.
func (p *Pack) about(word string, reporter Org, at Period) []Org {
	switch word {
	case "parent":
		return p.validOf(p.find().orgs[reporter.Parent], at)
	case "counties":
		return p.classed(at, "place")
	case "places":
		return p.classed(at, "place", "zone")
	case "children":
		return p.childrenOf(reporter, at)
	case "roster":
		return slices.DeleteFunc(p.childrenOf(reporter, at), func(o Org) bool { return p.ClassOf(o) != "institution" })
	}
	return []Org{reporter}
}

// classed lists the orgs of some classes that count in a period.
func (p *Pack) classed(at Period, classes ...string) []Org {
	return slices.DeleteFunc(p.OrgsOf("all", at), func(o Org) bool { return !slices.Contains(classes, p.ClassOf(o)) })
}

func (p *Pack) childrenOf(parent Org, at Period) []Org {
	return p.validOf(p.find().children[parent.Code], at)
}

// validOf lists the orgs in some rows that count in a period.
func (p *Pack) validOf(rows []int, at Period) []Org {
	var orgs []Org
	for _, i := range rows {
		if o := p.Orgs[i]; o.validIn(at) {
			orgs = append(orgs, o)
		}
	}
	return orgs
}

// taskLines lists the tasks in which an org has a role in a period; the first
// role a duty gives it counts. Departments must state the status of their tasks,
// from the first whole period on; places and zones may, since their measures
// already say it.
func (p *Pack) taskLines(o Org, at Period) []TaskLine {
	var lines []TaskLine
	for _, t := range p.Tasks {
		if !(span{from: t.From}).holds(at) {
			continue
		}
		for _, d := range p.Duties {
			if d.Task == t.Code && d.Names(o) && (span{d.From, d.To}).holds(at) {
				fromStart := !d.From.After(at.First()) && !t.From.After(at.First())
				lines = append(lines, TaskLine{t, d.Role, fromStart && p.ClassOf(o) == "department"})
				break
			}
		}
	}
	return lines
}

// Names says whether the duty falls on o.
func (d Duty) Names(o Org) bool {
	return scopeHolds(d.OrgOrKind, o) && !slices.Contains(strings.Split(d.Except, "|"), o.Code)
}
