package reports

import (
	"cmp"
	"slices"
)

// A measureGroup is one measure with its state at every org that has it.
type measureGroup struct {
	Name, Link, Target string
	Done, Total        int
	States             []measureState
}

type measureState struct {
	Org, Href, Value string
	State            term
}

func (d desk) measureGroups(task string) []measureGroup {
	var groups []measureGroup
	at := map[string]int{}
	for _, m := range d.measuresOf(task) {
		n, seen := at[m.Measure]
		if !seen {
			n = len(groups)
			at[m.Measure] = n
			groups = append(groups, d.newMeasureGroup(m))
		}
		groups[n].Total++
		if m.State == "done" {
			groups[n].Done++
		}
		groups[n].States = append(groups[n].States, measureState{d.nameOf(m.Org), d.unitLink(m.Org), d.measureValue(m), wordOf(measureTerms, m.State)})
	}
	for _, g := range groups {
		slices.SortStableFunc(g.States, func(x, y measureState) int { return cmp.Compare(stateOrder(x.State), stateOrder(y.State)) })
	}
	return groups
}

// stateOrder puts what is wrong first.
func stateOrder(t term) int {
	return slices.Index([]string{"overdue", "no-data", "not-due", "done"}, t.Class)
}

func (d desk) newMeasureGroup(m measureRow) measureGroup {
	g := measureGroup{Name: m.Name, Target: amount(m.Target)}
	if m.Indicator != "" {
		g.Link = d.indicatorLink(m.Indicator)
	}
	switch i, isIndicator := d.indicatorBy[m.Indicator]; {
	case m.Type == "yes_no":
		g.Target = "是"
	case !m.Target.Valid:
		g.Target = ""
	case isIndicator:
		g.Target += unitOf(i.Unit)
	}
	return g
}

// measureValue is 是 or 否, a figure as its indicator prints it, or a count.
func (d desk) measureValue(m measureRow) string {
	i, isIndicator := d.indicatorBy[m.Indicator]
	switch {
	case !m.Value.Valid:
		return missing
	case m.Type == "yes_no":
		return yesNo(m.Value)
	case isIndicator:
		return d.withUnit(i, valueRow{Org: m.Org, Value: m.Value})
	}
	return amount(m.Value)
}
