package reports

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"yigai/reports/svg"
)

// A taskLine is one row of the ledger, ready to be shown.
type taskLine struct {
	Task, Title, TitleEn, Link  string
	OrgCode, OrgName, OrgLink   string
	Role                        term
	Light                       term
	LightText, Due, DueNote     string
	LightTextEn, DueNoteEn      string
	StatusEn, StalledEn         string
	ExtendedEn                  string
	Measures, Progress, Elapsed string
	TypedProgress, Stalled      string
	Status, Narrative, Problems string
	NextSteps, Evidence, Source string
	Responsible                 string
	Owners                      string
	DueMark                     mark // on the row of the whole task only
	Whole, Part                 bool
	DueWas, Extended            string // the original deadline where a decision moved it
	Computed                    *term  // the light without decisions, where it is another
	Closing                     *term
	ClosedOn, NextDue           string
	Flags                       []string // suspended, made good, contradicted
	DueSoon                     bool
	ClosingCode                 string
	History                     template.HTML
	LightCode, LightState       string
	ProgressBar                 template.HTML
}

// A lightsView is a set of tasks with how many stand at each light.
type lightsView struct {
	Tasks []taskLine
	Count map[string]int
	Stack template.HTML
	Parts []lightCount
}

type lightCount struct {
	Light       term
	Code, State string
	Count       int
}

// alarming is how many tasks ask somebody to act.
func (v lightsView) alarming() int {
	n := 0
	for _, part := range v.Parts {
		if alarming(part.State) {
			n += part.Count
		}
	}
	return n
}

func (d desk) lightsOf(tasks []taskLine) lightsView {
	v := lightsView{Tasks: tasks, Count: map[string]int{}}
	for _, t := range tasks {
		v.Count[t.LightCode]++
	}
	var parts []svg.Part
	label := "任务按亮灯："
	for _, l := range d.lamps {
		n := v.Count[l.code]
		v.Parts = append(v.Parts, lightCount{l.term, l.code, l.state, n})
		parts = append(parts, svg.Part{Class: l.Class, Title: fmt.Sprintf("%s %d 项", l.Zh, n), Count: n})
		label += fmt.Sprintf("%s %d 项 ", l.Zh, n)
	}
	v.Stack = svg.Stack(label, parts)
	return v
}

// wholeTasks is every task of the notice with the city's row; parts of tasks are left out.
func (d desk) wholeTasks() []taskLine {
	var lines []taskLine
	for _, t := range d.tasks {
		if t.Parent != "" {
			continue
		}
		for _, row := range d.tasksRows(t.Task) {
			if row.Role == "all" {
				lines = append(lines, d.taskLine(t, row))
			}
		}
	}
	return lines
}

// tasksOf is every task in which the org has one of the roles.
func (d desk) tasksOf(org string, roles ...string) []taskLine {
	var lines []taskLine
	for _, p := range d.byOrg.parts[orgPeriod{org, d.period.Period}] {
		if slices.Contains(roles, p.row.Role) {
			lines = append(lines, d.taskLine(d.tasks[p.task], *p.row))
		}
	}
	return lines
}

func (d desk) taskLine(t taskRow, r ledgerRow) taskLine {
	state, status := d.lamp(r.Light).state, wordOf(statusWords, r.Status)
	note := dueNote(r, state)
	line := taskLine{
		Task: t.Task, Title: t.Title, TitleEn: t.TitleEn, Link: d.taskLink(t.Task), Part: t.Parent != "",
		OrgCode: r.Org, OrgName: d.nameOf(r.Org), Role: d.role(r.Role), Whole: r.Role == "all",
		Light: d.light(r.Light), LightCode: r.Light, LightState: state, LightText: d.ruleWords(r), LightTextEn: conditionTerms[r.LightRule].En,
		Due: r.Due.String(), DueNote: note.Zh, DueNoteEn: note.En, Status: status.Zh, StatusEn: status.En, Narrative: r.Narrative, Problems: r.Problems,
		NextSteps: r.NextSteps, Evidence: r.Evidence, Responsible: r.Responsible,
	}
	if line.Whole {
		line.DueMark = d.assumed("due", t.Task)
	} else {
		line.OrgLink = d.unitLink(r.Org)
	}
	d.fillProgress(&line, r)
	d.fillDecided(&line, r)
	if r.Cell != "" {
		line.Source = strings.Trim(r.Sheet+"!"+r.Cell, "!") + "（" + r.Submission + "）"
	}
	return line
}

func (d desk) fillProgress(line *taskLine, r ledgerRow) {
	line.Measures = fmt.Sprintf("%d/%d", r.MeasuresDone, r.MeasuresDue)
	line.Progress, line.Elapsed = percent(r.Progress), percent(r.Elapsed)
	if r.TypedProgress.Valid {
		line.TypedProgress = amount(r.TypedProgress) + "%"
	}
	if r.PeriodsStalled > 0 {
		line.StalledEn = fmt.Sprintf("no progress for %d periods", r.PeriodsStalled)
		line.Stalled = fmt.Sprintf("连续 %d %s未进展", r.PeriodsStalled, d.naming.Unit)
	}
	if r.Progress.Valid {
		label := fmt.Sprintf("进度 %s，时间已过 %s", line.Progress, line.Elapsed)
		line.ProgressBar = svg.Bullet(label, line.Light.Class, svg.Point{Y: r.Progress.Float(), OK: true},
			svg.Point{Y: r.Elapsed.Float(), OK: r.Elapsed.Valid}, 1)
	}
}

// fillDecided adds what people decided beside what the rules say: both
// deadlines, both lights, how far closing is.
func (d desk) fillDecided(line *taskLine, r ledgerRow) {
	if was := r.DueOriginal.String(); was != "" && was != line.Due {
		line.DueWas = was
	}
	if r.ExtendedTimes > 0 {
		line.ExtendedEn = fmt.Sprintf("put off, times: %d", r.ExtendedTimes)
		line.Extended = fmt.Sprintf("延期 %d 次", r.ExtendedTimes)
	}
	if r.ComputedLight != "" && r.ComputedLight != r.Light {
		light := d.light(r.ComputedLight)
		line.Computed = &light
	}
	if closing, known := closingTerms[r.Closing]; known {
		line.Closing, line.ClosingCode, line.ClosedOn = &closing, r.Closing, r.ClosedOn.String()
	}
	if r.LeadOriginal != "" && r.LeadOriginal != r.Org && r.Role == "lead" {
		line.Flags = append(line.Flags, "原牵头 "+d.nameOf(r.LeadOriginal))
	}
	line.Flags = append(line.Flags, decidedFlags(r)...)
	line.NextDue, line.DueSoon = r.NextDue.String(), r.DueIn30
	line.History = d.history(r.Task, r.Org, r.Role)
}

// decidedFlags are the words that stand beside a light: a light once given
// stays in history, and one made good later is shown as such.
func decidedFlags(r ledgerRow) (words []string) {
	for _, flag := range []struct {
		on    bool
		words string
	}{{r.Suspended, "经批准暂缓"}, {r.MadeGood, "此前逾期，现已补上"}, {r.Contradicted, "已销号而衡量项目未全部完成"}, {r.OnWord, "销号没有可核对的衡量项目，以申请人和审核人的说明为准"}} {
		if flag.on {
			words = append(words, flag.words)
		}
	}
	return words
}

// dueNote says how long a task has still, or is overdue; nothing of one that is done.
func dueNote(r ledgerRow, state string) term {
	switch {
	case state == "done" || state == "closed":
		return term{}
	case r.DaysOverdue > 0:
		return term{Zh: fmt.Sprintf("逾期 %d 天", r.DaysOverdue), En: fmt.Sprintf("%d days overdue", r.DaysOverdue)}
	case r.DaysLeft > 0:
		return term{Zh: fmt.Sprintf("还有 %d 天", r.DaysLeft), En: fmt.Sprintf("%d days left", r.DaysLeft)}
	}
	return term{}
}

// conditionTerms say why a light is on.
var conditionTerms = map[string]term{
	"complete":     {Zh: "全部衡量项目完成", En: "all measures done"},
	"not_started":  {Zh: "尚未开始", En: "not begun"},
	"no_measure":   {Zh: "没有可衡量的项目", En: "nothing to measure it by"},
	"past_due":     {Zh: "超过期限仍未完成", En: "not done by its deadline"},
	"closed":       {Zh: "已销号", En: "closed"},
	"suspended":    {Zh: "经批准暂缓", En: "suspended with approval"},
	"stalled":      {Zh: "没有新的进展", En: "no progress"},
	"instructed":   {Zh: "领导有批示", En: "leaders gave instructions"},
	"not_reported": {Zh: "未报送", En: "not reported"},
	"behind":       {Zh: "进度落后于时间", En: "behind the time gone"},
	"due_within":   {Zh: "临近期限尚未完成", En: "due soon and not done"},
	"otherwise":    {Zh: "按时间推进", En: "in step with time"},
}

func (d desk) ruleWords(r ledgerRow) string {
	if r.LightRule == "not_reported" {
		return d.naming.This + "未报送"
	}
	return wordOf(conditionTerms, r.LightRule).Zh
}

// alarms are the overdue tasks, then those with a warning.
func alarms(tasks []taskLine) []taskLine {
	var red []taskLine
	for _, state := range []string{"overdue", "warning"} {
		for _, t := range tasks {
			if t.LightState == state {
				red = append(red, t)
			}
		}
	}
	return red
}
