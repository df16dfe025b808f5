package reports

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"yigai/reports/svg"
)

// taskView is one task in one quarter.
type taskView struct {
	frame
	Task         taskRow
	Kind         term
	Lead, LeadEn template.HTML
	Whole        taskLine
	Leads        []taskLine
	Assists      []taskLine
	Places       []taskLine
	Lights       lightsView
	Tiles        template.HTML
	Measures     []measureGroup
	Parts        []taskLine
	Trend        []lightOfPeriod
	Decided      []decisionLine
	Practice     []practiceLine
	Duties       []dutyText
	Parent       *link
	Marks        map[string]mark // by what is assumed
	Words        bool            // next steps and evidence are in the edition
}

// orgRows is a table of orgs in a task; Words says whether next steps and evidence are told.
type orgRows struct {
	Lines []taskLine
	Words bool
}

// Rows are lines with what the edition tells of each.
func (v taskView) Rows(lines []taskLine) orgRows { return orgRows{lines, v.Words} }

// A dutyText is the words of a duty and the orgs that have it.
type dutyText struct {
	Text string
	Orgs []link
	Mark mark
}

type lightOfPeriod struct {
	Period   term
	Light    term
	Measures string
	Progress string
	Flags    []string // suspended, made good, contradicted
	Current  bool
}

func (d desk) taskPage(t taskRow, sitePath string) taskView {
	v := taskView{frame: d.frame("ledger", sitePath, t.Task+"　"+t.Title, t.TitleEn), Task: t, Kind: wordOf(taskKindTerms, t.Kind)}
	v.Words = !d.leavesOut("mart_ledger", "next_steps")
	if d.exists[d.period.Period+"/ledger.html"] {
		v.crumb("台账", "Ledger", d.periodPage("ledger.html"))
	}
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
	v.Places = listed(d, &v.frame, v.Places, pressing)
	v.Measures = d.measureGroups(t.Task)
	for n := range v.Measures {
		v.Measures[n].States = listed(d, &v.frame, v.Measures[n].States, func(measureState) bool { return false })
	}
	v.Marks = map[string]mark{"due": d.assumed("due", t.Task), "kind": d.assumed("kind", t.Task), "closing": d.assumed("closing", t.Task)}
	d.family(&v, t)
	v.Trend, v.Decided = d.lightTrend(t.Task), d.decisionsOf(t.Task)
	v.Practice = d.practiceOf(t.Task)
	v.Lead, v.LeadEn = d.taskLead(v), d.taskLeadEn(v)
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
			v.addDuty(duty.Text, d.dutyMark(duty), link{Name: d.nameOf(duty.Org), Href: d.unitLink(duty.Org)})
		}
	}
}

// dutyMark: who leads is assumed in general, who else has a duty only for some tasks.
func (d desk) dutyMark(duty dutyRow) mark {
	if duty.Role == "lead" {
		return d.assumed("lead", duty.Task)
	}
	return d.assumed("duties", duty.Task)
}

// addDuty gathers the orgs whose duty has the same words.
func (v *taskView) addDuty(text string, m mark, org link) {
	for i := range v.Duties {
		if v.Duties[i].Text == text {
			v.Duties[i].Orgs = append(v.Duties[i].Orgs, org)
			return
		}
	}
	v.Duties = append(v.Duties, dutyText{text, []link{org}, m})
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
	return d.where("任务 "+t.Task+" "+d.naming.EachPlace()+"亮灯", tiles)
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
				trend = append(trend, lightOfPeriod{periodName(p), d.light(row.Light), fmt.Sprintf("%d/%d", row.MeasuresDone, row.MeasuresDue), percent(row.Progress), decidedFlags(row), p.Period == d.period.Period})
			}
		}
	}
	return trend
}

func (d desk) taskLead(v taskView) template.HTML {
	var s sentence
	s.say("%s，本项任务", partWord(d.period)).show(v.Whole.Light.Shape + " " + v.Whole.Light.Zh)
	if v.Whole.LightText != "" {
		s.say("（%s）", v.Whole.LightText)
	}
	s.say("；衡量项目完成 %s，时间已过 %s", v.Whole.Measures, orDefault(v.Whole.Elapsed, missing))
	if v.Whole.DueNote != "" {
		s.say("，%s", v.Whole.DueNote)
	}
	s.say("。")
	if n := v.Lights.alarming(); n > 0 {
		s.show(strconv.Itoa(n)+" 个单位").say("预警或逾期：%s。", redNames(v.Places))
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
	at := slices.IndexFunc(d.tasks, func(t taskRow) bool { return t.Task == task })
	f.between(len(d.tasks), at, func(n int) link {
		t := d.tasks[n]
		return link{Name: t.Task + " " + t.Title, NameEn: t.TitleEn, Href: d.taskLink(t.Task)}
	})
}
