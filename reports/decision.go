package reports

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"yigai/reports/svg"
)

// decisionKinds name what a person may decide about a task.
var decisionKinds = map[string]term{
	"task_added":       {Zh: "新增任务", En: "task added"},
	"task_extended":    {Zh: "延期", En: "extended"},
	"task_suspended":   {Zh: "暂缓", En: "suspended"},
	"task_resumed":     {Zh: "恢复", En: "resumed"},
	"task_transferred": {Zh: "移交", En: "transferred"},
	"task_instructed":  {Zh: "领导批示", En: "instruction"},
	"closing_applied":  {Zh: "申请销号", En: "closing applied for"},
	"closing_decided":  {Zh: "销号决定", En: "closing decided"},
	"task_reopened":    {Zh: "重新打开", En: "reopened"},
	"practice_chosen":  {Zh: "选用典型经验", En: "good practice chosen"},
}

// closingTerms say how far the closing (销号) of a task is.
var closingTerms = map[string]term{
	"applied":  {"已申请销号，待决定", "closing applied for", "◇", "not-due"},
	"closed":   {"已销号", "closed", "◉", "done"},
	"refused":  {"销号未获同意", "closing refused", "▲", "warning"},
	"reopened": {"已重新打开", "reopened", "▲", "warning"},
}

// A decisionLine is one entry of the journal about a task: who, when, why, on what paper.
type decisionLine struct {
	Seq             int
	Day, Late       string
	Kind            term
	What            string
	Orgs            string
	By, Reason      string
	Document, Proof string
	Contrary        bool // goes against what was asked: refused, reopened
	Withdrawn       *withdrawal
}

// A withdrawal says who took a decision back, when and why.
type withdrawal struct {
	Seq             int
	Day, By, Reason string
}

// decisionsOf are the decisions about a task by the page's period, oldest first.
func (d desk) decisionsOf(task string) (lines []decisionLine) {
	for _, r := range d.decisions {
		if r.Task == task && d.seqOf(r.FallsIn) <= d.period.Seq {
			lines = append(lines, d.decisionLine(r))
		}
	}
	slices.SortStableFunc(lines, func(x, y decisionLine) int {
		if x.Day != y.Day {
			return strings.Compare(x.Day, y.Day)
		}
		return x.Seq - y.Seq
	})
	return lines
}

func (d desk) decisionLine(r decisionRow) decisionLine {
	line := decisionLine{Seq: r.Seq, Day: r.Day.String(), Kind: wordOf(decisionKinds, r.Kind), By: r.By, Reason: r.Reason, Document: r.Document, Proof: r.Evidence,
		Contrary: r.Verdict == "refused" || r.Kind == "task_reopened"}
	if r.Late {
		line.Late = "截止日后补记"
	}
	if r.Withdrawn {
		line.Withdrawn = &withdrawal{r.WithdrawnSeq, r.WithdrawnOn.String(), r.WithdrawnBy, r.WithdrawnReason}
	}
	line.Orgs = "全部单位"
	if r.Org != "" {
		line.Orgs = d.nameOf(r.Org)
	}
	var words []string
	if r.ToOrg != "" {
		words = append(words, fmt.Sprintf("%s由%s移交%s", d.role(r.Role).Zh, line.Orgs, d.nameOf(r.ToOrg)))
	}
	if r.Due.String() != "" {
		words = append(words, "期限 "+r.Due.String())
	}
	if verdict := map[string]string{"agreed": "同意", "refused": "不同意"}[r.Verdict]; verdict != "" {
		words = append(words, verdict)
	}
	for _, text := range []string{r.Title, r.Text} {
		if text != "" {
			words = append(words, text)
		}
	}
	line.What = strings.Join(words, "；")
	return line
}

// A lightMove is one light with how many tasks it has and how that came about.
type lightMove struct {
	Light                                       term
	Count, Entered, New, Moved, Unchanged, Left int
}

// lightMoves counts whole tasks by light, with those that entered and left
// since the period before; nil in a period without counts.
func (d desk) lightMoves() (moves []lightMove) {
	for _, l := range d.lamps {
		for _, r := range d.lightCounts {
			if r.Period == d.period.Period && r.Org == d.head.Region && r.Light == l.code {
				moves = append(moves, lightMove{l.term, r.Count, r.Entered, r.New, r.Moved, r.Unchanged, r.Left})
			}
		}
	}
	return moves
}

// history is a strip of the lights of one org's part in a task, oldest first.
func (d desk) history(task, org, role string) template.HTML {
	var parts []svg.Lit
	for _, p := range d.published {
		if p.Seq > d.period.Seq {
			continue
		}
		for _, part := range d.byOrg.parts[orgPeriod{org, p.Period}] {
			if part.row.Task == task && part.row.Role == role {
				light := d.light(part.row.Light)
				parts = append(parts, svg.Lit{Class: light.Class, Shape: light.Shape, Title: periodName(p).Zh + " " + light.Zh})
			}
		}
	}
	if len(parts) < 2 {
		return "" // one light alone stands in words already
	}
	return svg.History(d.taskName(task)+"各期亮灯", parts)
}
