package reports

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
)

// ledgerView is the whole task ledger of a quarter.
type ledgerView struct {
	frame
	Lead     template.HTML
	LeadEn   template.HTML
	Tasks    []ledgerTask
	Lights   lightsView
	Offices  []link // Name and code (in Href) for the filters
	Places   []link
	Rows     int
	Moves    []lightMove
	Closings []closingChoice
	Assumed  []mark // what is assumed of tasks as a whole
}

// A ledgerTask is one task with the city's row and one row per org.
type ledgerTask struct {
	Heading, HeadingEn string // of the first task under it
	Whole              taskLine
	Lines              []taskLine
}

func (d desk) ledgerPage(sitePath string) ledgerView {
	v := ledgerView{frame: d.frame("ledger", sitePath, d.current().Zh+"任务台账", "Task ledger, "+d.current().En)}
	v.Download = csvName("ledger", v.Sample)
	var last groupRow
	v.Lights, v.Moves = d.lightsOf(d.wholeTasks()), d.lightMoves()
	for _, t := range d.tasks {
		task := d.ledgerTask(t)
		if heading := d.headingOf(t.Task); heading != last {
			task.Heading, task.HeadingEn, last = heading.Title, heading.TitleEn, heading
		}
		task.Lines = listed(d, &v.frame, task.Lines, pressing)
		v.Rows += 1 + len(task.Lines)
		v.Tasks = append(v.Tasks, task)
	}
	for _, o := range d.now().offices {
		v.Offices = append(v.Offices, link{Name: d.nameOf(o.Org), Href: o.Org})
	}
	for _, o := range slices.Concat(d.now().between(), d.now().inTables()) {
		v.Places = append(v.Places, link{Name: d.nameOf(o.Org), Href: o.Org})
	}
	v.Lead, v.LeadEn, v.Closings = d.ledgerLead(v.Lights), d.ledgerLeadEn(v.Lights), closingChoices(v.Tasks)
	for _, thing := range []string{"lead", "due", "measures", "lights"} {
		if m := d.assumed(thing, ""); m.Words != "" {
			v.Assumed = append(v.Assumed, m)
		}
	}
	return v
}

// headingOf is the heading of the document that a task stands under, a part of
// a task with its task.
func (d desk) headingOf(task string) groupRow {
	for _, g := range d.groups {
		if g.Task == task || g.Task == d.parentOf(task) {
			return groupRow{Group: g.Group, Title: g.Group + "　" + g.Title, TitleEn: g.TitleEn}
		}
	}
	return groupRow{}
}

// A closingChoice is one state of closing that some row has.
type closingChoice struct {
	Code string
	Term term
}

func closingChoices(tasks []ledgerTask) (choices []closingChoice) {
	for _, code := range []string{"applied", "closed", "refused", "reopened"} {
		if slices.ContainsFunc(tasks, func(t ledgerTask) bool {
			return t.Whole.ClosingCode == code || slices.ContainsFunc(t.Lines, func(l taskLine) bool { return l.ClosingCode == code })
		}) {
			choices = append(choices, closingChoice{code, closingTerms[code]})
		}
	}
	return choices
}

func (d desk) ledgerLead(lights lightsView) template.HTML {
	s := new(sentence).say("%s，", partWord(d.period))
	s.sayTasks("", lights)
	return s.html()
}

func (d desk) ledgerTask(t taskRow) ledgerTask {
	task := ledgerTask{Whole: taskLine{Task: t.Task, Title: t.Title, TitleEn: t.TitleEn, Link: d.taskLink(t.Task), Part: t.Parent != "", Light: d.light("no_data"), LightCode: "no_data", Role: d.role("all"), Whole: true, Due: t.Due.String()}}
	for _, row := range d.tasksRows(t.Task) {
		if row.Role == "all" {
			task.Whole = d.taskLine(t, row)
			continue
		}
		task.Lines = append(task.Lines, d.taskLine(t, row))
	}
	slices.SortStableFunc(task.Lines, func(x, y taskLine) int {
		return cmp.Or(cmp.Compare(roleOrder(x.Role.En), roleOrder(y.Role.En)), cmp.Compare(d.orgByCode[x.OrgCode].Seq, d.orgByCode[y.OrgCode].Seq))
	})
	task.Whole.Owners = d.owners(t.Task)
	return task
}

func roleOrder(english string) int {
	return slices.Index([]string{"lead", "assisting", "implementing"}, english)
}

// owners says who leads and who assists.
func (d desk) owners(task string) string {
	text := "牵头"
	if d.assumed("lead", task).Words != "" {
		text += "（设定）"
	}
	text += "：" + orDefault(d.dutyNames(task, "lead"), missing)
	if assists := d.dutyNames(task, "assist"); assists != "" {
		text += "；配合：" + assists
	}
	return text
}

// dutyNames joins the names of the orgs with a role in a task, in the order printed.
func (d desk) dutyNames(task, role string) string {
	var names []string
	for _, duty := range d.duties {
		if duty.Task == task && duty.Role == role {
			names = append(names, d.nameOf(duty.Org))
		}
	}
	return strings.Join(names, "、")
}
