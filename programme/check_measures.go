package programme

import (
	"slices"
	"strings"

	"yigai/internal/decimal"
)

// measures checks each measure: a task, orgs with a duty in it, and figures that are asked for.
func (c *checker) measures() {
	for _, m := range c.Measures {
		orgs := c.scope(m.Place, "org_or_kind", m.OrgOrKind)
		if _, ok := c.task(m.Task); !ok {
			c.wrong(m.Place, "任务 %s 不在 tasks.csv 中", "task %s is not in tasks.csv", m.Task)
		} else {
			c.measureDuty(m, orgs)
		}
		if m.Name == "" || m.NameEn == "" {
			c.wrong(m.Place, "name、name_en 均应填写", "name and name_en must both be filled in")
		}
		c.measureDue(m)
		switch m.Type {
		case "indicator":
			c.indicatorMeasure(m, orgs)
		case "on_time":
			c.onTimeMeasure(m, orgs)
		default:
			c.elementMeasure(m, orgs)
		}
	}
}

// measureDue checks the due day, which only a measure of a task that repeats may
// leave to the rounds, and the validity.
func (c *checker) measureDue(m Measure) {
	c.validity(m.Place, span{m.ValidFrom, m.ValidTo})
	t, _ := c.task(m.Task)
	switch {
	case m.Due.IsZero() && t.Repeat != "":
		if len(c.roundsOf(m)) == 0 && len(c.RoundsOf(t)) > 0 {
			c.wrong(m.Place, "有效期内任务 %s 一次也没有，该衡量项目不起作用", "task %s has no round while this measure is valid, so it never applies", m.Task)
		}
	case m.Due.IsZero():
		c.wrong(m.Place, "期限 %q 应晚于成文日期 %s：只有重复任务的衡量项目可以不填", "due %q must be after the day of issue %s: only a measure of a task that repeats may leave it empty", m.Due, c.Programme.Issued)
	case !m.Due.After(c.issued().Time):
		c.wrong(m.Place, "期限 %q 应晚于成文日期 %s", "due %q must be after the day of issue %s", m.Due, c.Programme.Issued)
	}
}

// onTimeMeasure checks a measure that is done when every report up to its due day
// came on time: it needs somebody who reports, and no figure.
func (c *checker) onTimeMeasure(m Measure, orgs []Org) {
	if m.Indicator != "" || m.Element != "" || m.Target != nil {
		c.wrong(m.Place, "on_time 类型的衡量项目不填 indicator、element 和 target：各期按时报送即为完成", "a measure of type on_time takes no indicator, element or target: it is done when every report is on time")
	}
	for _, o := range orgs {
		reports := func(f Form) bool { return f.Reporter.Code == o.Code && !f.IsEmpty() }
		if c.periodsUsable() && !slices.ContainsFunc(c.forms, reports) {
			c.wrong(m.Place, "%s 没有要报送的内容，谈不上按时", "%s has nothing to report, so nothing can be on time", o.Code)
		}
	}
}

// measureDuty checks that whoever is measured has a duty in the task, or in the task it is part of.
func (c *checker) measureDuty(m Measure, orgs []Org) {
	for _, o := range orgs {
		if !slices.ContainsFunc(c.Duties, func(d Duty) bool {
			return (d.Task == m.Task || strings.HasPrefix(m.Task, d.Task+".")) && d.Names(o)
		}) {
			c.wrong(m.Place, "%s 在任务 %s 中没有职责", "%s has no duty in task %s", o.Code, m.Task)
		}
	}
}

// indicatorMeasure checks a measure that is done when an indicator meets its
// target. A department is measured by the region's figure.
func (c *checker) indicatorMeasure(m Measure, orgs []Org) {
	if m.Element != "" || m.Target != nil {
		c.wrong(m.Place, "indicator 类型的衡量项目不填 element 和 target，目标在 targets.csv 中", "a measure of type indicator takes no element and no target: the target stands in targets.csv")
	}
	if !slices.ContainsFunc(c.Indicators, func(n Indicator) bool { return n.Code == m.Indicator }) {
		c.wrong(m.Place, "指标 %q 不在 indicators.csv 中", "indicator %q is not in indicators.csv", m.Indicator)
		return
	}
	for _, o := range orgs {
		if c.ClassOf(o) == "department" {
			region := c.OrgsEver("org:" + c.Programme.Region)
			if len(region) == 0 {
				continue // an unknown region is reported by programme
			}
			o = region[0]
		}
		if !slices.ContainsFunc(c.Targets, func(t Target) bool {
			return t.Indicator == m.Indicator && t.Comparator != "unset" && scopeHolds(t.Scope, o)
		}) {
			c.wrong(m.Place, "指标 %s 对 %s 没有目标值，无法判断是否完成", "indicator %s has no target for %s, so the measure can never be done", m.Indicator, o.Code)
		}
	}
}

// elementMeasure checks a measure that is done when a reported figure reaches its target.
func (c *checker) elementMeasure(m Measure, orgs []Org) {
	e, known := c.byCode[m.Element]
	if !known {
		c.wrong(m.Place, "数据元 %q 不在 elements.csv 中", "element %q is not in elements.csv", m.Element)
		return
	}
	if m.Indicator != "" {
		c.wrong(m.Place, "%s 类型的衡量项目不填 indicator", "a measure of type %s takes no indicator", m.Type)
	}
	if m.Target == nil || m.Type == "yes_no" && *m.Target != decimal.FromInt(1) {
		c.wrong(m.Place, "target 应填达到值（是/否填1）", "target must be the least value that counts as done (1 for yes_no)")
	}
	if (m.Type == "yes_no") != (e.ValueType == "yes_no") {
		c.wrong(m.Place, "衡量项目类型 %s 与数据元 %s 的类型 %s 不符", "type %s does not fit element %s, which is a %s", m.Type, e.Code, e.ValueType)
	}
	if m.Target != nil && e.Max != nil && *m.Target > *e.Max {
		c.wrong(m.Place, "target %s 超过数据元 %s 的上限 %s", "target %s is above the limit of element %s, %s", m.Target, e.Code, e.Max)
	}
	for _, o := range orgs {
		if c.periodsUsable() && !c.about[m.Element][o.Code] {
			c.wrong(m.Place, "没有人填报 %[2]s 的 %[1]s，请在 forms.csv 中加一行", "nobody is asked for %s of %s: add a line to forms.csv", m.Element, o.Code)
		}
	}
}

// measuresTwice finds measure codes that stand twice for one org of a task.
func (c *checker) measuresTwice() {
	for i, m := range c.Measures {
		for _, other := range c.Measures[:i] {
			if other.Task == m.Task && other.Code == m.Code {
				c.wrong(m.Place, "任务 %s 的衡量项目 %s 与第 %d 行重复", "task %s: measure %s stands already in line %d", m.Task, m.Code, other.Line)
			}
		}
	}
}

// measured finds tasks whose progress nothing measures: neither they nor their parts.
func (c *checker) measured() {
	for _, t := range c.Tasks {
		if !slices.ContainsFunc(c.Measures, func(m Measure) bool { return m.Task == t.Code || strings.HasPrefix(m.Task, t.Code+".") }) {
			c.wrong(t.Place, "任务 %s 没有衡量项目，请在 measures.csv 中补上", "task %s has no measure: add one to measures.csv", t.Code)
		}
	}
}
