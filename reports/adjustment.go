package reports

import (
	"fmt"
	"html/template"
)

// An adjustmentLine is one score that a person set, with the reason: the text
// lets those who review weigh what they know, and the journal keeps what they did.
type adjustmentLine struct {
	Seq               int
	Org, Href         string
	Stage             term
	Item              string
	From, To          string
	By, Day           string
	Reason, Document  string
	Withdrawn, Counts bool
}

// adjustmentLines are those by the page's period, of one org in one scheme or of all.
func (d desk) adjustmentLines(scheme, org string) (lines []adjustmentLine) {
	for _, a := range d.adjustments {
		if org != "" && (a.Org != org || a.Scheme != scheme) || a.Day.String() > d.period.CutOff.String() && d.period.CutOff.String() != "" && !d.newestPeriod() {
			continue
		}
		line := adjustmentLine{Seq: a.Seq, Org: d.nameOf(a.Org), Href: d.unitLink(a.Org), Stage: d.stageName(a.Scheme, a.Stage), Item: d.itemName(a.Scheme, a.Item),
			From: scoreText(a.Original), To: scoreText(a.Value), By: a.By, Day: a.Day.String(), Reason: a.Reason, Document: a.Document, Withdrawn: a.Withdrawn, Counts: a.Counts}
		lines = append(lines, line)
	}
	return lines
}

// newestPeriod: what was decided after the last cut-off belongs to the newest page.
func (d desk) newestPeriod() bool {
	return d.period.Period == d.published[len(d.published)-1].Period
}

// evaluationLead says how many stand in which grade.
func (d desk) evaluationLead(v evaluationView) (template.HTML, string) {
	var s sentence
	english := ""
	for n, scheme := range v.Schemes {
		if n > 0 {
			s.say("；")
		}
		for t, table := range scheme.Tables {
			if t > 0 {
				s.say("；")
			}
			s.say("%d 个%s有最终得分", table.scored(), table.Kind.Zh)
			for _, g := range scheme.Grades {
				if count := table.graded(g.Name); count > 0 {
					s.say("，").show(fmt.Sprintf("%s %d 个", g.Name, count))
				}
			}
			english += fmt.Sprintf("%s: %d scored. ", d.naming.HeadEn(table.Kind.En), table.scored())
		}
	}
	return s.say("。").html(), english
}

func (t scoreTable) scored() (n int) {
	for _, r := range t.Rows {
		if r.sort.Score.Valid {
			n++
		}
	}
	return n
}
