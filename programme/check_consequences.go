package programme

import (
	"slices"

	"yigai/internal/decimal"
)

// ofScheme are the conditions that look at a result of an evaluation.
var ofScheme = []string{"graded", "grade", "top", "below", "assessed"}

// consequences checks each consequence: its condition and value, and whom it may meet.
func (c *checker) consequences() {
	for i, q := range c.Consequences {
		for _, other := range c.Consequences[:i] {
			if other.Code == q.Code {
				c.wrong(q.Place, "条款 %s 与第 %d 行重复", "consequence %s stands already in line %d", q.Code, other.Line)
			}
		}
		if q.EffectEn == "" || q.Clause == "" {
			c.wrong(q.Place, "effect_en、clause 均应填写", "effect_en and clause must both be filled in")
		}
		for _, o := range c.scope(q.Place, "level", q.Level) {
			if q.By == "parent" && o.Parent == "" {
				c.wrong(q.Place, "%s 没有上级单位，不能由上级决定", "%s has no parent to decide", o.Code)
			}
		}
		c.consequenceScheme(q)
		c.consequenceValue(q)
	}
}

// consequenceScheme checks that a result is that of a scheme that scores some of those it may meet.
func (c *checker) consequenceScheme(q Consequence) {
	switch needs := slices.Contains(ofScheme, q.Condition); {
	case q.Scheme == "" && needs:
		c.wrong(q.Place, "条件 %s 应写明体系（scheme）", "condition %s needs a scheme", q.Condition)
	case q.Scheme == "":
	case !slices.Contains(c.schemes(), q.Scheme):
		c.wrong(q.Place, "体系 %s 不在 stages.csv 中", "scheme %s is not in stages.csv", q.Scheme)
	case needs && !c.scoresSome(q):
		c.wrong(q.Place, "体系 %s 不给 %s 评分", "scheme %s scores none of %s", q.Scheme, q.Level)
	}
}

func (c *checker) scoresSome(q Consequence) bool {
	return slices.ContainsFunc(c.Stages, func(s Stage) bool {
		return s.Scheme == q.Scheme && slices.ContainsFunc(c.Orgs, func(o Org) bool { return scopeHolds(s.ScoredKind, o) && scopeHolds(q.Level, o) })
	})
}

// consequenceValue checks what a condition is compared with.
func (c *checker) consequenceValue(q Consequence) {
	d, err := decimal.Parse(q.Value)
	switch q.Condition {
	case "grade":
		if !slices.ContainsFunc(c.Grades, func(g Grade) bool { return g.Scheme == q.Scheme && g.Name == q.Value }) {
			c.wrong(q.Place, "value %q 不是 grades.csv 中该体系的等次", "value %q is no grade of the scheme in grades.csv", q.Value)
		}
	case "top":
		if err != nil || d <= 0 || d > decimal.FromInt(1) {
			c.wrong(q.Place, "top 的 value 为 %q，应为0到1之间的比例，如 0.25", "top has value %q: give a share between 0 and 1, such as 0.25", q.Value)
		}
	case "below":
		if err != nil || d <= 0 {
			c.wrong(q.Place, "below 的 value 为 %q，应为分数，如 60", "below has value %q: give a score, such as 60", q.Value)
		}
	case "rectification_overdue":
		if q.Value != "" && (err != nil || d < 0 || !d.IsInt()) {
			c.wrong(q.Place, "rectification_overdue 的 value 为 %q，应为延期次数或空", "rectification_overdue has value %q: give a number of extensions, or nothing", q.Value)
		}
	default:
		if q.Value != "" {
			c.wrong(q.Place, "%s 不需要 value %q", "%s takes no value, found %q", q.Condition, q.Value)
		}
	}
	switch isLight := q.Condition == "light"; {
	case !isLight && q.Light != "":
		c.wrong(q.Place, "light 列只用于条件 light", "column light goes with condition light only")
	case isLight && !c.isLight(q.Light):
		c.wrong(q.Place, "灯 %q 不在 programme.yaml 的 lights 中", "light %q is not among the lights of programme.yaml", q.Light)
	}
}

func (c *checker) isLight(code string) bool {
	return slices.ContainsFunc(c.Programme.Lights, func(l Light) bool { return l.Light == code })
}
