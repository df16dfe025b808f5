package reports

import (
	"fmt"
	"strconv"
	"strings"

	"yigai/internal/wording"
)

var reminderTerms = map[string]term{
	"report": {Zh: "催报", En: "report asked for"}, "notice": {Zh: "提醒", En: "notice"}, "slip": {Zh: "督办单", En: "supervision slip"}, "interview": {Zh: "约谈建议", En: "interview proposed"},
}

// A reminderGroup is one kind of reminder with whom it is for: 催报, 提醒, 督办单, 约谈建议.
type reminderGroup struct {
	Kind      term
	Lines     []reminderLine
	Few, Rest part[reminderLine]
	Issued    int
}

type reminderLine struct {
	Org, Href   string
	About, Link string
	Why         string
	Text        string // the short text, ready to be sent
	Issued      string // by whom and when; "" while it is only proposed
}

// reminderGroups are those of the page's period, to one org or to all.
func (d desk) reminderGroups(org string) (groups []reminderGroup) {
	at := map[string]int{}
	among := d.reminders
	if org != "" {
		among = d.byOrg.reminders[orgPeriod{org, d.period.Period}]
	}
	for _, r := range among {
		if r.Period != d.period.Period {
			continue
		}
		n, seen := at[r.Kind]
		if !seen {
			n = len(groups)
			at[r.Kind] = n
			groups = append(groups, reminderGroup{Kind: wordOf(reminderTerms, r.Kind)})
		}
		line := d.reminderLine(r)
		groups[n].Lines = append(groups[n].Lines, line)
		if line.Issued != "" {
			groups[n].Issued++
		}
	}
	for n := range groups {
		groups[n].Few, groups[n].Rest = parted(groups[n].Kind.Zh, groups[n].Lines, 12)
	}
	return groups
}

func (d desk) reminderLine(r reminderRow) reminderLine {
	line := reminderLine{Org: d.nameOf(r.Org), Href: d.unitLink(r.Org), About: r.Title, Text: d.reminderText(r)}
	switch i, known := d.indicatorBy[r.Indicator]; {
	case r.Task != "":
		line.About, line.Link = d.taskName(r.Task), d.taskLink(r.Task)
		if r.Role != "" {
			line.About += "（" + d.role(r.Role).Zh + "）"
		}
	case known:
		line.About, line.Link = i.Name, d.indicatorLink(r.Indicator)
	}
	line.Why = d.reminderWhy(r)
	if r.IssuedBy != "" {
		line.Issued = fmt.Sprintf("%s %s（日志 %d，共 %d 次）", r.IssuedOn, r.IssuedBy, r.IssuedSeq, r.IssuedTimes)
	}
	return line
}

// triggerTerms say what called for a reminder.
var triggerTerms = map[string]string{
	"not_reported": "未报送", "returned": "有退回待更正", "due_within": "临近期限", "light": "亮灯", "stalled": "没有进展", "rectification_overdue": "整改逾期", "laggard": "滞后",
}

func (d desk) reminderWhy(r reminderRow) string {
	words := []string{orDefault(triggerTerms[r.Trigger], r.Trigger)}
	if r.Light != "" {
		words = append(words, d.light(r.Light).Shape+" "+d.light(r.Light).Zh)
	}
	if r.Rule != "" {
		words = []string{r.Rule}
	}
	switch {
	case r.Days < 0:
		words = append(words, fmt.Sprintf("过期 %d 天", -r.Days))
	case r.Days > 0:
		words = append(words, fmt.Sprintf("还有 %d 天", r.Days))
	}
	if r.Periods > 1 {
		words = append(words, fmt.Sprintf("连续 %d %s", r.Periods, d.naming.Unit))
	}
	return strings.Join(words, "，")
}

// reminderText fills the places of the pack's short text. Values are text of
// others: the page escapes the whole.
func (d desk) reminderText(r reminderRow) string {
	name := r.Title
	if i, known := d.indicatorBy[r.Indicator]; known {
		name = i.Name
	}
	return wording.Fill(r.Text, map[string]string{
		"org": d.nameOf(r.Org), "period": d.current().Zh, "programme": d.head.ShortTitle, "secretariat": d.head.Secretariat, "day": d.period.CutOff.String(),
		"due": r.Due.String(), "days": strconv.Itoa(max(r.Days, -r.Days)), "count": strconv.Itoa(r.Count), "task": r.Task, "title": r.Title, "role": d.role(r.Role).Zh,
		"light": d.light(r.Light).Zh, "since": d.periodWord(r.SincePeriod), "periods": strconv.Itoa(r.Periods), "id": r.ID, "indicator": name, "rule": r.Rule})
}
