package reports

import (
	"fmt"
	"html/template"
	"strings"
)

// The English of first sentences that a reader sees only where English is chosen.

// qualityLeadEn says how many doubts and findings there are.
func (d desk) qualityLeadEn(open, accepted int, groups []severityGroup) template.HTML {
	s := new(sentence).say("In %s, comparing units and periods, ", d.current().En).show(countEn(open, "doubt") + " to be looked into")
	s.sayIf(accepted > 0, ", %d looked into and accepted", accepted)
	var found []string
	for _, g := range groups {
		found = append(found, fmt.Sprintf("%s %d", g.Severity.En, g.Count))
	}
	s.sayIf(len(found) > 0, ". Checks of the files: %s", strings.Join(found, ", "))
	return s.say(". A doubt asks to look and concludes nothing.").html()
}

// taskLeadEn says how a task stands and who has a warning or is overdue.
func (d desk) taskLeadEn(v taskView) template.HTML {
	s := new(sentence).say("In %s the light of this task is ", d.current().En).show(v.Whole.Light.Shape + " " + v.Whole.Light.En)
	s.sayIf(v.Whole.LightTextEn != "", " (%s)", v.Whole.LightTextEn)
	s.say("; measures done %s, time gone %s", v.Whole.Measures, orDefault(v.Whole.Elapsed, missing))
	s.sayIf(v.Whole.DueNoteEn != "", ", %s", v.Whole.DueNoteEn)
	s.say(".")
	if n := v.Lights.alarming(); n > 0 {
		var red []link
		for _, line := range alarms(v.Places) {
			red = append(red, link{Name: line.OrgName, NameEn: d.orgByCode[line.OrgCode].NameEn})
		}
		s.say(" ").show(countEn(n, "unit")).say(" with a warning or overdue: %s.", englishNames(red))
	}
	return s.html()
}

// followLeadEn counts what was sent out, what is to be put right and what follows.
func (d desk) followLeadEn(v followView) template.HTML {
	s := new(sentence).say("In %s", d.current().En)
	reminders, issued, proposed, decided := 0, 0, 0, 0
	for _, g := range v.Reminders {
		reminders, issued = reminders+len(g.Lines), issued+g.Issued
	}
	for _, g := range v.Consequences {
		proposed, decided = proposed+g.Proposed, decided+g.Decided
	}
	s.say(" %s, %d sent", countEn(reminders, "reminder or notice"), issued)
	s.sayIf(len(v.Mending) > 0, "; %s to be put right, %d of them overdue", countEn(len(v.Mending), "thing"), overdueMending(v.Mending))
	s.sayIf(proposed+decided > 0, "; %s, %d decided", countEn(proposed+decided, "proposal"), decided)
	return s.say(".").html()
}
