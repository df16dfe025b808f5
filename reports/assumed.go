package reports

import (
	"fmt"
	"slices"
	"strings"
)

// A mark says that what it stands beside is not in the notice: the programme
// assumed it. Words say what and why; Href leads to the method page. The zero
// mark shows nothing.
type mark struct{ Words, Href string }

// assumed is the mark for a thing (due, lead, calendar and so on) of a task, or
// of the whole programme where task is "". Assumptions that name the task, or
// the one it is a part of, go before those for all tasks.
func (d desk) assumed(thing, task string) mark {
	var named, general []assumptionRow
	for _, a := range d.assumptions {
		tasks := strings.Split(a.Tasks, "|")
		switch {
		case !slices.Contains(strings.Split(a.About, "|"), thing):
		case a.Tasks == "":
			general = append(general, a)
		case task != "" && (slices.Contains(tasks, task) || slices.Contains(tasks, d.parentOf(task))):
			named = append(named, a)
		}
	}
	if len(named) > 0 {
		return d.markOf(named)
	}
	return d.markOf(general)
}

func (d desk) parentOf(task string) string {
	for _, t := range d.tasks {
		if t.Task == task && t.Parent != "" {
			return t.Parent
		}
	}
	return task
}

func (d desk) markOf(assumptions []assumptionRow) mark {
	var words []string
	for _, a := range assumptions {
		words = append(words, a.What+"。理由："+a.Reason)
	}
	if len(words) == 0 {
		return mark{}
	}
	return mark{"设定：" + strings.Join(words, " "), d.periodPage("method.html") + "#" + anchorOf(assumptions[0])}
}

func anchorOf(a assumptionRow) string { return fmt.Sprintf("assumed-%d", a.Seq) }

// targetMark is the mark of a target whose note says that something in it is assumed.
func (d desk) targetMark(v valueRow) mark {
	note := d.targetBy[targetKey{v.Indicator, v.Org, v.TargetDue.String()}].Note
	if !v.Target.Valid || !strings.Contains(note, "设定") {
		return mark{}
	}
	return mark{note, d.indicatorLink(v.Indicator) + "#definition"}
}

// anyMarked says whether a table needs the note that explains the mark.
func anyMarked(figures []figure) bool {
	return slices.ContainsFunc(figures, func(f figure) bool { return f.TargetMark.Words != "" })
}

// An assumptionLine is one assumption on the method page.
type assumptionLine struct {
	Number                      int
	Anchor, What, Reason, Tasks string
}

func (d desk) assumptionLines() []assumptionLine {
	var lines []assumptionLine
	for _, a := range d.assumptions {
		lines = append(lines, assumptionLine{a.Seq, anchorOf(a), a.What, a.Reason, strings.ReplaceAll(a.Tasks, "|", "、")})
	}
	return lines
}
