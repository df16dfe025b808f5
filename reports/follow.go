package reports

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
)

// followView is what follows from results: who must be chased, what must be put
// right, what the document ties to results, what was checked on the ground.
type followView struct {
	frame
	Lead, LeadEn template.HTML
	Reminders    []reminderGroup
	Mending      []mendingLine
	Consequences []consequenceGroup
	Clauses      []clauseLine
	Checks       []checkUnit
	CheckWords   string
	Draws        []drawView
	Practices    []practiceLine
	NotChosen    int
}

// followed says whether the page's period has anything of it.
func (d desk) followed() bool {
	in := d.period.Period
	return len(d.clauses) > 0 ||
		slices.ContainsFunc(d.reminders, func(r reminderRow) bool { return r.Period == in }) ||
		slices.ContainsFunc(d.mending, func(r rectificationRow) bool { return r.Period == in }) ||
		slices.ContainsFunc(d.consequences, func(r consequenceRow) bool { return r.Period == in }) ||
		slices.ContainsFunc(d.inspections, func(r inspectionRow) bool { return r.Period == in }) ||
		slices.ContainsFunc(d.practices, func(r practiceRow) bool { return r.Period == in }) ||
		slices.ContainsFunc(d.draws, func(r drawRow) bool { return r.Period == in })
}

func (d desk) followPage(sitePath string) followView {
	v := followView{frame: d.frame("follow", sitePath, d.current().Zh+"督办", "Follow-up, "+d.current().En)}
	v.Reminders = d.reminderGroups("")
	v.Mending = d.mendingLines("")
	v.Consequences, v.Clauses = d.consequenceGroups(), d.clauseLines()
	v.Checks, v.CheckWords = d.checkUnits(d.inspections)
	v.Draws = d.drawViews(func(r drawRow) bool { return r.Period == d.period.Period })
	v.Practices, v.NotChosen = d.practiceLines()
	v.Lead, v.LeadEn = d.followLead(v), d.followLeadEn(v)
	for n := range v.Reminders {
		g := &v.Reminders[n]
		g.Few, g.Rest = parted(g.Kind.Zh, listed(d, &v.frame, g.Lines, func(reminderLine) bool { return false }), 12)
	}
	return v
}

func (d desk) followLead(v followView) template.HTML {
	s := new(sentence).say("%s", partWord(d.period))
	reminders, issued := 0, 0
	for _, g := range v.Reminders {
		reminders += len(g.Lines)
		issued += g.Issued
	}
	if reminders > 0 {
		s.say("，应催办、提醒的 ").show(strconv.Itoa(reminders)+" 件").say("，已发出 %d 件", issued)
	}
	if late := overdueMending(v.Mending); len(v.Mending) > 0 {
		s.say("；限期整改 %d 项", len(v.Mending))
		if late > 0 {
			s.say("，").show(fmt.Sprintf("逾期 %d 项", late))
		}
	}
	proposed, decided := 0, 0
	for _, g := range v.Consequences {
		proposed, decided = proposed+g.Proposed, decided+g.Decided
	}
	if proposed+decided > 0 {
		s.say("；结果运用建议 %d 条，已决定 %d 条", proposed+decided, decided)
	}
	return s.say("。").html()
}

// A practiceLine is good practice that a unit sent with a task.
type practiceLine struct {
	Task, TaskHref, Org, Href, Text string
	By, On, Reason                  string
}

// practiceLines are those chosen, and how many were not.
func (d desk) practiceLines() (lines []practiceLine, others int) {
	for _, r := range d.practices {
		switch {
		case r.Period != d.period.Period:
		case !r.Chosen:
			others++
		default:
			lines = append(lines, practiceLine{d.taskName(r.Task), d.taskLink(r.Task), d.nameOf(r.Org), d.unitLink(r.Org), r.Text, r.ChosenBy, r.ChosenOn.String(), r.Reason})
		}
	}
	return lines, others
}

// taskName is the number and title of a task.
func (d desk) taskName(task string) string {
	for _, t := range d.tasks {
		if t.Task == task {
			return t.Task + " " + t.Title
		}
	}
	return task
}

// unitFollow is what follows for one org.
type unitFollow struct {
	Consequences []consequenceLine
	Mending      []mendingLine
	Reminders    []reminderGroup
	Checks       []checkUnit
}

func (d desk) unitFollow(org string) unitFollow {
	v := unitFollow{Consequences: d.consequencesOf(org), Mending: d.mendingLines(org), Reminders: d.reminderGroups(org)}
	v.Checks, _ = d.checkUnits(d.byOrg.inspections[orgPeriod{org, d.period.Period}])
	return v
}

// practiceOf is all good practice sent with a task in the period, chosen or not.
func (d desk) practiceOf(task string) (lines []practiceLine) {
	for _, r := range d.practices {
		if r.Task == task && r.Period == d.period.Period {
			lines = append(lines, practiceLine{d.taskName(r.Task), d.taskLink(r.Task), d.nameOf(r.Org), d.unitLink(r.Org), r.Text, r.ChosenBy, r.ChosenOn.String(), r.Reason})
		}
	}
	return lines
}
