package reports

import (
	"cmp"
	"slices"
)

// A measureGroup is one measure with its state at every org that has it. Target
// stands with the group where all orgs have the same, else with each org.
type measureGroup struct {
	Name, Link, Target string
	Mark               mark
	Done, Total        int
	States             []measureState
}

type measureState struct {
	Org, Href, Value, Target string
	Since                    string // an earlier period that the value was reported for, else ""
	State                    term
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
		groups[n].States = append(groups[n].States, measureState{
			d.nameOf(m.Org), d.unitLink(m.Org), d.measureValue(m), d.measureTarget(m), d.carriedFrom(m), wordOf(measureTerms, m.State)})
	}
	for i := range groups {
		groups[i].shareTarget()
		slices.SortStableFunc(groups[i].States, func(x, y measureState) int { return cmp.Compare(measureOrder(x.State), measureOrder(y.State)) })
	}
	return groups
}

// carriedFrom names the period of an answer that is older than the page: what
// was reported done stays done, and the reader must see since when.
func (d desk) carriedFrom(m measureRow) string {
	for _, p := range d.periods {
		if p.Period == m.From && m.From != m.Period {
			return periodName(p).Zh
		}
	}
	return ""
}

// measureOrder puts what is wrong first.
func measureOrder(t term) int {
	return slices.Index([]string{"overdue", "no-data", "not-due", "done"}, t.Class)
}

func (d desk) newMeasureGroup(m measureRow) measureGroup {
	if m.Indicator != "" {
		v, _ := d.measured(m)
		return measureGroup{Name: m.Name, Link: d.indicatorLink(m.Indicator), Mark: d.targetMark(v)}
	}
	return measureGroup{Name: m.Name, Mark: d.assumed("measures", m.Task)}
}

func (g *measureGroup) shareTarget() {
	first := g.States[0].Target
	if slices.ContainsFunc(g.States, func(s measureState) bool { return s.Target != first }) {
		return
	}
	g.Target = first
	for i := range g.States {
		g.States[i].Target = ""
	}
}

// measuredOrg is the org whose figure a measure looks at: a department's
// measure of an indicator looks at the place the department works for.
func (d desk) measuredOrg(org string) string {
	if o := d.orgByCode[org]; o.Class == "department" || o.Class == "institution" {
		return o.Parent
	}
	return org
}

// measured is the figure behind a measure of an indicator; ok is false where there is none this period.
func (d desk) measured(m measureRow) (v valueRow, ok bool) {
	for _, basis := range d.basisBy[m.Indicator] {
		if v, ok = d.value(m.Indicator, d.measuredOrg(m.Org), d.period.Period, basis); ok {
			return v, ok
		}
	}
	return v, false
}

// measureTarget is what counts as done, as the notice or the programme words it: 是, 2–3 个, ≥60%, ≥5 个.
func (d desk) measureTarget(m measureRow) string {
	i, isIndicator := d.indicatorBy[m.Indicator]
	v, _ := d.measured(m)
	switch {
	case m.Type == "yes_no":
		return "是"
	case isIndicator && v.Target.Valid && d.answersOf(i, v.Org):
		return "是"
	case isIndicator && v.Target.Valid:
		return targetText(i, v)
	case !m.Target.Valid:
		return ""
	case isIndicator:
		return "≥" + amount(m.Target) + unitOf(i.Unit)
	}
	return "≥" + amount(m.Target) + unitOf(d.elementBy[m.Element].Unit)
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
		return d.withUnit(i, valueRow{Org: d.measuredOrg(m.Org), Value: m.Value})
	}
	return amount(m.Value) + unitOf(d.elementBy[m.Element].Unit)
}
