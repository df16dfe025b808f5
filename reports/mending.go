package reports

import "fmt"

var mendingTerms = map[string]term{
	"open":     {"整改中", "open", "○", "not-due"},
	"replied":  {"已回复待核实", "replied", "◆", "on-track"},
	"verified": {"已核实", "verified", "◆", "on-track"},
	"closed":   {"已办结", "closed", "●", "done"},
	"overdue":  {"逾期", "overdue", "■", "overdue"},
}

var sourceTerms = map[string]term{
	"consequence": {Zh: "结果运用", En: "consequence"}, "inspection": {Zh: "现场核查", En: "check on the ground"}, "supervision": {Zh: "督查", En: "supervision"},
}

// A mendingLine is one thing that an org must put right by a day.
type mendingLine struct {
	ID, Org, Href, Task, TaskHref string
	Source, State                 term
	Finding, Opinion, Document    string
	Opened, Due, DueWas           string
	Extended, Reply, Evidence     string
	Verified, Closed              string
	Late                          string
}

// mendingLines are those of the page's period, of one org or of all.
func (d desk) mendingLines(org string) (lines []mendingLine) {
	among := d.mending
	if org != "" {
		among = d.byOrg.mending[orgPeriod{org, d.period.Period}]
	}
	for _, r := range among {
		if r.Period == d.period.Period {
			lines = append(lines, d.mendingLine(r))
		}
	}
	return lines
}

func (d desk) mendingLine(r rectificationRow) mendingLine {
	line := mendingLine{ID: r.ID, Org: d.nameOf(r.Org), Href: d.unitLink(r.Org), Source: wordOf(sourceTerms, r.Source), State: wordOf(mendingTerms, r.State),
		Finding: r.Finding, Opinion: r.Opinion, Document: r.Document, Opened: r.OpenedOn.String() + " " + r.OpenedBy, Due: r.Due.String(), Evidence: r.Evidence, Reply: r.Reply}
	if r.Light != "" {
		line.State = lampOf(lightRow{Light: r.Light, State: r.LightState, Text: mendingWords(line.State.Zh, r.LightText), TextEn: mendingWordsEn(line.State.En, r.LightTextEn), Colour: r.Colour}).term
	}
	if r.Task != "" {
		line.Task, line.TaskHref = d.taskName(r.Task), d.taskLink(r.Task)
	}
	if r.DueOriginal.String() != r.Due.String() {
		line.DueWas = r.DueOriginal.String()
		line.Extended = fmt.Sprintf("延期 %d 次：%s", r.ExtendedTimes, r.ExtendedWhy)
	}
	if r.RepliedOn.String() != "" {
		line.Reply = r.RepliedOn.String() + " " + r.RepliedBy + "：" + r.Reply
	}
	if r.VerifiedOn.String() != "" {
		line.Verified = r.VerifiedOn.String() + " " + r.VerifiedBy + map[string]string{"agreed": "：属实到位。", "refused": "：不到位。"}[r.Verdict] + r.VerifiedWhy
	}
	if r.ClosedOn.String() != "" {
		line.Closed = r.ClosedOn.String() + " " + r.ClosedBy
	}
	if r.DaysOverdue > 0 {
		line.Late = fmt.Sprintf("逾期 %d 天", r.DaysOverdue)
	}
	return line
}

// mendingWords is how far it is, with the light's own word where that says more.
func mendingWords(state, light string) string {
	if light == "" || light == state {
		return state
	}
	return state + "（" + light + "）"
}

func mendingWordsEn(state, light string) string {
	if light == "" || light == state {
		return state
	}
	return state + " (" + light + ")"
}

func overdueMending(lines []mendingLine) (n int) {
	for _, l := range lines {
		if l.Late != "" {
			n++
		}
	}
	return n
}
