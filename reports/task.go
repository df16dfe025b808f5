package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"yigai/reports/svg"
)

// ledgerView is the whole task ledger of a quarter.
type ledgerView struct {
	frame
	Lead    template.HTML
	Tasks   []ledgerTask
	Lights  lightsView
	Offices []link // Name and code (in Href) for the filters
	Places  []link
	Rows    int
}

// A ledgerTask is one task with the city's row and one row per org.
type ledgerTask struct {
	Whole taskLine
	Lines []taskLine
}

func (d desk) ledgerPage(sitePath string) ledgerView {
	v := ledgerView{frame: d.frame("ledger", sitePath, d.current().Zh+"任务台账", "Task ledger, "+d.current().En)}
	v.Download = csvName("ledger", v.Sample)
	v.Lights = d.lightsOf(d.wholeTasks())
	for _, t := range d.tasks {
		task := d.ledgerTask(t)
		v.Rows += 1 + len(task.Lines)
		v.Tasks = append(v.Tasks, task)
	}
	for _, o := range d.offices {
		v.Offices = append(v.Offices, link{Name: d.nameOf(o.Org), Href: o.Org})
	}
	for _, o := range d.places() {
		v.Places = append(v.Places, link{Name: d.nameOf(o.Org), Href: o.Org})
	}
	v.Lead = d.ledgerLead(v.Lights)
	return v
}

func (d desk) ledgerLead(lights lightsView) template.HTML {
	s := new(sentence).say("%s，", quarterWord(d.period))
	s.sayTasks("", lights)
	return s.html()
}

func (d desk) ledgerTask(t taskRow) ledgerTask {
	task := ledgerTask{Whole: taskLine{Task: t.Task, Title: t.Title, TitleEn: t.TitleEn, Link: d.taskLink(t.Task), Part: t.Parent != "", Light: d.light("no_data"), LightCode: "no_data", Role: roleTerms["all"], Whole: true, Due: t.Due.String()}}
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
	text := "牵头：" + orDefault(d.dutyNames(task, "lead"), missing)
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

// taskView is one task in one quarter.
type taskView struct {
	frame
	Task     taskRow
	Kind     term
	Lead     template.HTML
	Whole    taskLine
	Leads    []taskLine
	Assists  []taskLine
	Places   []taskLine
	Lights   lightsView
	Tiles    template.HTML
	Measures []measureGroup
	Parts    []taskLine
	Trend    []lightOfPeriod
	Duties   []dutyText
	Parent   *link
}

// A dutyText is the words of a duty and the orgs that have it.
type dutyText struct {
	Text string
	Orgs []link
}

type lightOfPeriod struct {
	Period   term
	Light    term
	Measures string
	Progress string
	Current  bool
}

// A measureGroup is one measure with its state at every org that has it.
type measureGroup struct {
	Name, Link, Target string
	Done, Total        int
	States             []measureState
}

type measureState struct {
	Org, Href, Value string
	State            term
}

func (d desk) taskPage(t taskRow, sitePath string) taskView {
	v := taskView{frame: d.frame("ledger", sitePath, t.Task+"　"+t.Title, t.TitleEn), Task: t, Kind: wordOf(taskKindTerms, t.Kind)}
	v.crumb("台账", "Ledger", d.periodPage("ledger.html"))
	lines := d.ledgerTask(t)
	v.Whole = lines.Whole
	for _, line := range lines.Lines {
		switch line.Role.En {
		case "lead":
			v.Leads = append(v.Leads, line)
		case "assisting":
			v.Assists = append(v.Assists, line)
		default:
			v.Places = append(v.Places, line)
		}
	}
	v.Lights = d.lightsOf(v.Places)
	v.Tiles = d.lightTiles(t, v.Places)
	v.Measures = d.measureGroups(t.Task)
	d.family(&v, t)
	v.Trend = d.lightTrend(t.Task)
	v.Lead = d.taskLead(v)
	d.taskNeighbours(&v.frame, t.Task)
	return v
}

// family fills the parts of a task, or the task a part belongs to, and the duties with own words.
func (d desk) family(v *taskView, t taskRow) {
	for _, other := range d.tasks {
		if other.Parent == t.Task {
			v.Parts = append(v.Parts, d.ledgerTask(other).Whole)
		}
		if other.Task == t.Parent {
			v.Parent = &link{Name: other.Task + " " + other.Title, Href: d.taskLink(other.Task)}
		}
	}
	for _, duty := range d.duties {
		if duty.Task == t.Task && duty.Text != "" {
			v.addDuty(duty.Text, link{Name: d.nameOf(duty.Org), Href: d.unitLink(duty.Org)})
		}
	}
}

// addDuty gathers the orgs whose duty has the same words.
func (v *taskView) addDuty(text string, org link) {
	for i := range v.Duties {
		if v.Duties[i].Text == text {
			v.Duties[i].Orgs = append(v.Duties[i].Orgs, org)
			return
		}
	}
	v.Duties = append(v.Duties, dutyText{text, []link{org}})
}

func (d desk) lightTiles(t taskRow, places []taskLine) template.HTML {
	if len(places) < 2 {
		return ""
	}
	var tiles []svg.Tile
	for _, line := range places {
		tile := d.tile(d.orgByCode[line.OrgCode], line.Light.Shape+" "+line.Light.Zh, "plain "+line.Light.Class)
		tile.Title += " " + line.Measures
		tiles = append(tiles, tile)
	}
	return svg.Tiles("任务 "+t.Task+" 各县区、开发区亮灯", d.sampleMark(), placed(tiles))
}

func (d desk) measureGroups(task string) []measureGroup {
	var groups []measureGroup
	at := map[string]int{}
	for _, m := range d.measuresOf(task) {
		n, seen := at[m.Measure]
		if !seen {
			n = len(groups)
			at[m.Measure] = n
			groups = append(groups, d.newMeasureGroup(m))
		}
		groups[n].Total++
		if m.State == "done" {
			groups[n].Done++
		}
		groups[n].States = append(groups[n].States, measureState{d.nameOf(m.Org), d.unitLink(m.Org), d.measureValue(m), wordOf(measureTerms, m.State)})
	}
	for _, g := range groups {
		slices.SortStableFunc(g.States, func(x, y measureState) int { return cmp.Compare(stateOrder(x.State), stateOrder(y.State)) })
	}
	return groups
}

// stateOrder puts what is wrong first.
func stateOrder(t term) int {
	return slices.Index([]string{"overdue", "no-data", "not-due", "done"}, t.Class)
}

func (d desk) newMeasureGroup(m measureRow) measureGroup {
	g := measureGroup{Name: m.Name, Target: amount(m.Target)}
	if m.Indicator != "" {
		g.Link = d.indicatorLink(m.Indicator)
	}
	switch i, isIndicator := d.indicatorBy[m.Indicator]; {
	case m.Type == "yes_no":
		g.Target = "是"
	case !m.Target.Valid:
		g.Target = ""
	case isIndicator:
		g.Target += unitOf(i.Unit)
	}
	return g
}

// measureValue is 是 or 否, a figure as its indicator prints it, or a count.
func (d desk) measureValue(m measureRow) string {
	i, isIndicator := d.indicatorBy[m.Indicator]
	switch {
	case !m.Value.Valid:
		return missing
	case m.Type == "yes_no":
		return yesNo(m.Value)
	case isIndicator:
		return d.withUnit(i, valueRow{Org: m.Org, Value: m.Value})
	}
	return amount(m.Value)
}

// lightTrend is the light of the whole task in each quarter so far.
func (d desk) lightTrend(task string) []lightOfPeriod {
	var trend []lightOfPeriod
	for _, p := range d.published {
		if p.Seq > d.period.Seq {
			continue
		}
		for _, row := range d.ledgerBy[taskPeriod{task, p.Period}] {
			if row.Role == "all" {
				trend = append(trend, lightOfPeriod{periodName(p), d.light(row.Light), fmt.Sprintf("%d/%d", row.MeasuresDone, row.MeasuresDue), percent(row.Progress), p.Period == d.period.Period})
			}
		}
	}
	return trend
}

func (d desk) taskLead(v taskView) template.HTML {
	var s sentence
	s.say("%s，本项任务", quarterWord(d.period)).show(v.Whole.Light.Shape + " " + v.Whole.Light.Zh)
	if v.Whole.LightText != "" {
		s.say("（%s）", v.Whole.LightText)
	}
	s.say("；衡量项目完成 %s，时间已过 %s", v.Whole.Measures, orDefault(v.Whole.Elapsed, missing))
	if v.Whole.DueNote != "" {
		s.say("，%s", v.Whole.DueNote)
	}
	s.say("。")
	if n := v.Lights.Count["warning"] + v.Lights.Count["overdue"]; n > 0 {
		s.show(strconv.Itoa(n)+" 个县区、开发区").say("预警或逾期：%s。", redNames(v.Places))
	}
	return s.html()
}

func redNames(lines []taskLine) string {
	var names []string
	for _, line := range alarms(lines) {
		names = append(names, line.OrgName)
	}
	return strings.Join(names, "、")
}

func (d desk) taskNeighbours(f *frame, task string) {
	var all []link
	at := 0
	for n, t := range d.tasks {
		all = append(all, link{Name: t.Task + " " + t.Title, NameEn: t.TitleEn, Href: d.taskLink(t.Task)})
		if t.Task == task {
			at = n
		}
	}
	f.between(all, at)
}
