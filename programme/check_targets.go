package programme

import "slices"

// targets checks each target against its comparator, its indicator and the dates.
func (c *checker) targets() {
	for _, t := range c.Targets {
		orgs := c.scope(t.Place, "scope", t.Scope)
		c.comparator(t)
		if t.Due.IsZero() || !t.Due.After(c.issued().Time) {
			c.wrong(t.Place, "期限 %q 应晚于成文日期 %s", "due %q must be after the day of issue %s", t.Due, c.Programme.Issued)
		}
		if (t.Baseline == nil) != t.BaselinePeriod.IsZero() {
			c.wrong(t.Place, "baseline 和 baseline_period 应同时填写", "baseline and baseline_period go together")
		}
		if t.Clause == "" {
			c.wrong(t.Place, "缺少条款出处（clause）", "clause is missing: say where the document sets this target")
		}
		i := slices.IndexFunc(c.Indicators, func(n Indicator) bool { return n.Code == t.Indicator })
		if i < 0 {
			c.wrong(t.Place, "指标 %s 不在 indicators.csv 中", "indicator %s is not in indicators.csv", t.Indicator)
			continue
		}
		for _, o := range orgs {
			if !c.reaches(c.Indicators[i], o) {
				c.wrong(t.Place, "%[2]s 没有指标 %[1]s 的数据，目标无从比较", "indicator %s is never computed for %s, so its target means nothing", t.Indicator, o.Code)
			}
		}
	}
}

// reaches says whether an indicator has a row for an org: its own figures, or
// those of orgs that add up to it, at whatever level.
func (c *checker) reaches(n Indicator, o Org) bool {
	terms := c.allTerms(n)
	if !c.periodsUsable() || !c.regionKnown() || !c.known(terms) || len(terms) == 0 {
		return true // reported elsewhere
	}
	have := c.computable(terms)
	if have[o.Code] || n.Rollup == "none" {
		return have[o.Code]
	}
	return slices.ContainsFunc(c.Orgs, func(part Org) bool { return have[part.Code] && c.addsUpTo(part, o.Code) })
}

// addsUpTo says whether the figures of an org enter those of an ancestor
// through orgs that are each added into their parent.
func (c *checker) addsUpTo(part Org, ancestor string) bool {
	for range c.Orgs {
		if !part.Additive {
			return false
		}
		if part.Parent == ancestor {
			return true
		}
		i := slices.IndexFunc(c.Orgs, func(o Org) bool { return o.Code == part.Parent })
		if i < 0 {
			return false
		}
		part = c.Orgs[i]
	}
	return false // a circle, which orgs reports
}

// valueless are the comparators that need no value: all says 100 %, not_below
// the value a year before, unset that the document does not print it.
var valueless = []string{"all", "not_below", "unset"}

// comparator checks that a target has the values its comparator needs, and no others.
func (c *checker) comparator(t Target) {
	switch {
	case slices.Contains(valueless, t.Comparator) && t.Given:
		c.wrong(t.Place, "%s 不填 value", "%s takes no value", t.Comparator)
	case !slices.Contains(valueless, t.Comparator) && !t.Given:
		c.wrong(t.Place, "%s 缺少 value；原文没有公布目标值的，comparator 写 unset", "%s needs a value; where the document prints none, the comparator is unset", t.Comparator)
	case t.Comparator == "unset" && (t.Note == "" || t.Baseline != nil):
		c.wrong(t.Place, "unset 应在 note 中说明原文为什么没有目标值，也不填 baseline", "unset needs a note that says why there is no value, and takes no baseline")
	}
	between := t.Comparator == "between"
	if between && t.Given && (t.ValueTo == nil || *t.ValueTo <= t.Value) {
		c.wrong(t.Place, "between 应填 value_to，且大于 value %s", "between needs a value_to above value %s", t.Value)
	}
	if !between && t.ValueTo != nil {
		c.wrong(t.Place, "%s 不用 value_to", "%s takes no value_to", t.Comparator)
	}
	approx := t.Comparator == "approx"
	if approx && t.Tolerance == nil && c.Programme.Tolerances["approx"] == "" {
		c.wrong(t.Place, "approx 缺少容差：请填 tolerance，或在 programme.yaml 的 tolerances 中写 approx", "approx has no tolerance: fill in tolerance, or approx under tolerances in programme.yaml")
	}
	if t.Tolerance != nil && (!approx || *t.Tolerance < 0) {
		c.wrong(t.Place, "tolerance 只用于 approx，且不为负数", "tolerance goes with approx only, and is not negative")
	}
}

// targetsTwice finds two targets that set different goals for one org and day with equal weight.
func (c *checker) targetsTwice() {
	for i, t := range c.Targets {
		for _, other := range c.Targets[:i] {
			if other.Indicator != t.Indicator || other.Due != t.Due || specificity(other.Scope) != specificity(t.Scope) {
				continue
			}
			for _, o := range c.OrgsEver(t.Scope) {
				if scopeHolds(other.Scope, o) {
					c.wrong(t.Place, "%[2]s 的 %[1]s 目标已在第 %[3]d 行设定", "%s already has a target for %s in line %d", t.Indicator, o.Code, other.Line)
					break
				}
			}
		}
	}
}
