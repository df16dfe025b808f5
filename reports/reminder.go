package reports

import (
	"fmt"
	"strings"
)

// A reminderGroup is one kind of reminder with whom it is for: 催报, 提醒, 督办单, 约谈建议.
type reminderGroup struct {
	Kind      string
	Lines     []reminderLine
	Few, Rest []reminderLine
	Issued    int
}

type reminderLine struct {
	Org, Href   string
	About, Link string
	Why         string
	Issued      string // by whom and when; "" while it is only proposed
}

// reminderGroups are those of the page's period, to one org or to all.
func (d desk) reminderGroups(org string) (groups []reminderGroup) {
	at := map[string]int{}
	for _, r := range d.reminders {
		if r.Period != d.period.Period || org != "" && r.Org != org {
			continue
		}
		n, seen := at[r.Kind]
		if !seen {
			n = len(groups)
			at[r.Kind] = n
			groups = append(groups, reminderGroup{Kind: r.Kind})
		}
		line := d.reminderLine(r)
		groups[n].Lines = append(groups[n].Lines, line)
		if line.Issued != "" {
			groups[n].Issued++
		}
	}
	for n := range groups {
		few, _ := firstFew(groups[n].Lines, 12)
		groups[n].Few, groups[n].Rest = few, groups[n].Lines[len(few):]
	}
	return groups
}

func (d desk) reminderLine(r reminderRow) reminderLine {
	line := reminderLine{Org: d.nameOf(r.Org), Href: d.unitLink(r.Org)}
	switch i, known := d.indicatorBy[r.Indicator]; {
	case r.Task != "":
		line.About, line.Link = d.taskName(r.Task), d.taskLink(r.Task)
	case known:
		line.About, line.Link = i.Name, d.indicatorLink(r.Indicator)
	}
	line.Why = d.reminderWhy(r)
	if r.IssuedBy != "" {
		line.Issued = fmt.Sprintf("%s %s（日志 %d）", r.IssuedOn, r.IssuedBy, r.IssuedSeq)
	}
	return line
}

// triggerTerms say what called for a reminder.
var triggerTerms = map[string]string{
	"missing": "到期未报送", "late": "迟报", "due_within": "临近期限", "light": "亮灯", "laggard": "滞后", "rectification": "限期整改", "final_outstanding": "终报未到",
}

func (d desk) reminderWhy(r reminderRow) string {
	words := []string{orDefault(triggerTerms[r.Trigger], r.Trigger)}
	if r.Light != "" {
		words = []string{d.light(r.Light).Shape + " " + d.light(r.Light).Zh}
	}
	if r.Days > 0 {
		words = append(words, fmt.Sprintf("%d 天", r.Days))
	}
	if r.Since != "" && r.Since != d.period.Period {
		words = append(words, "自 "+r.Since+" 起")
	}
	return strings.Join(words, "，")
}
