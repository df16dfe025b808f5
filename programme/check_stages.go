package programme

import (
	"slices"
	"strings"
)

// schemes lists the schemes of stages.csv in their order.
func (p *Pack) schemes() (schemes []string) {
	for _, s := range p.Stages {
		if !slices.Contains(schemes, s.Scheme) {
			schemes = append(schemes, s.Scheme)
		}
	}
	return schemes
}

// stages checks each stage: who scores whom, from what, when, and which score is final.
func (c *checker) stages() {
	for i, s := range c.Stages {
		for _, other := range c.Stages[:i] {
			c.stagesMeet(other, s)
		}
		if !elementCode.MatchString(s.Code) || !elementCode.MatchString(s.Scheme) {
			c.wrong(s.Place, "编码 %q、%q 只能用小写字母、数字和下划线", "codes %q and %q: use lower-case letters, digits and _", s.Scheme, s.Code)
		}
		if s.NameEn == "" || s.Clause == "" {
			c.wrong(s.Place, "name_en、clause 均应填写", "name_en and clause must both be filled in")
		}
		scored := c.scope(s.Place, "scored_kind", s.ScoredKind)
		c.scorer(s, scored)
		c.base(s, scored)
		c.stageDays(s)
		c.drawn(s)
	}
	for _, scheme := range c.schemes() {
		if !slices.ContainsFunc(c.Stages, func(s Stage) bool { return s.Scheme == scheme && s.FinalOrder > 0 }) {
			c.wrong(c.stageOf(scheme).Place, "体系 %s 没有一个阶段给出最终得分（final_order 大于0）", "no stage of scheme %s gives the final score: one needs a final_order above 0", scheme)
		}
	}
}

func (c *checker) stageOf(scheme string) Stage {
	return c.Stages[slices.IndexFunc(c.Stages, func(s Stage) bool { return s.Scheme == scheme })]
}

// stagesMeet checks what two stages of one scheme may not share.
func (c *checker) stagesMeet(a, b Stage) {
	switch {
	case a.Scheme != b.Scheme:
	case a.Code == b.Code:
		c.wrong(b.Place, "体系 %s 的阶段 %s 与第 %d 行重复", "stage %[2]s of scheme %[1]s stands already in line %[3]d", b.Scheme, b.Code, a.Line)
	case a.Seq == b.Seq:
		c.wrong(b.Place, "seq %d 与第 %d 行重复", "seq %d stands already in line %d", b.Seq, a.Line)
	case b.FinalOrder > 0 && a.FinalOrder == b.FinalOrder && c.share(a, b):
		c.wrong(b.Place, "final_order %d 与第 %d 行重复，两个阶段给同一单位评分，分不出以哪个为准", "final_order %d stands already in line %d: both score the same org, and neither counts more", b.FinalOrder, a.Line)
	}
}

// share says whether two stages may score one org.
func (c *checker) share(a, b Stage) bool {
	return slices.ContainsFunc(c.Orgs, func(o Org) bool { return scopeHolds(a.ScoredKind, o) && scopeHolds(b.ScoredKind, o) })
}

// scorer checks that somebody can score: the parent there is, or the reporter that is named.
func (c *checker) scorer(s Stage, scored []Org) {
	outside := s.Scorer == "province" || s.Scorer == "third_party"
	switch {
	case outside && s.Base == "items" && s.Reporter == "":
		c.wrong(s.Place, "scorer 为 %s 时应写明由哪个单位填报评分（reporter）", "scorer %s needs a reporter: the org that fills in the scores", s.Scorer)
	case !outside && s.Reporter != "":
		c.wrong(s.Place, "scorer 为 %s 时不填 reporter", "scorer %s takes no reporter", s.Scorer)
	case s.Reporter != "" && !c.codes[s.Reporter]:
		c.wrong(s.Place, "reporter 列的单位 %s 不在 orgs.csv 中", "reporter names org %s, which is not in orgs.csv", s.Reporter)
	}
	for _, o := range scored {
		if s.Scorer == "parent" && o.Parent == "" {
			c.wrong(s.Place, "%s 没有上级单位，不能由上级评分", "%s has no parent to score it", o.Code)
		}
	}
}

// base checks what a score is made from: items, the scores of parts, or a figure.
func (c *checker) base(s Stage, scored []Org) {
	element, isElement := strings.CutPrefix(s.Base, "element:")
	switch {
	case s.Base == "items":
		if len(c.ItemsOf(s)) == 0 {
			c.wrong(s.Place, "阶段 %s 没有评分条目，请在 scoring.csv 中补上", "stage %s has no items: add them to scoring.csv", s.Code)
		}
	case s.Base == "parts":
		if !slices.ContainsFunc(scored, func(o Org) bool { return c.partScored(s, o) }) {
			c.wrong(s.Place, "base 为 parts，但同一体系没有别的阶段给所属单位最终得分", "base is parts, but no other stage of the scheme gives their parts a final score")
		}
	case !isElement:
		c.wrong(s.Place, "base 为 %q，只能用 items、parts 或 element:编码", "base is %q: use items, parts or element:CODE", s.Base)
	case c.byCode[element].Code == "":
		c.wrong(s.Place, "数据元 %s 不在 elements.csv 中", "element %s is not in elements.csv", element)
	default:
		for _, o := range scored {
			if c.periodsUsable() && !c.about[element][o.Code] {
				c.wrong(s.Place, "没有人填报 %[2]s 的 %[1]s，请在 forms.csv 中加一行", "nobody is asked for %s of %s: add a line to forms.csv", element, o.Code)
			}
		}
	}
}

// partScored says whether some part of o gets a final score in another stage.
func (c *checker) partScored(s Stage, o Org) bool {
	return slices.ContainsFunc(c.Stages, func(other Stage) bool {
		return other.Scheme == s.Scheme && other.Code != s.Code && other.FinalOrder > 0 && slices.ContainsFunc(c.Orgs, func(part Org) bool {
			return part.Parent == o.Code && scopeHolds(other.ScoredKind, part)
		})
	})
}

// stageDays checks that a stage lies in a period of the programme and ends before its cut-off.
func (c *checker) stageDays(s Stage) {
	if !s.Opens.IsZero() && !s.Due.IsZero() && s.Due.Before(s.Opens.Time) {
		c.wrong(s.Place, "截止日 %s 早于开始日 %s", "due %s is before opens %s", s.Due, s.Opens)
	}
	if !c.periodsUsable() {
		return
	}
	if !slices.Contains(c.periods(), s.Period) {
		c.wrong(s.Place, "period %q 不是本方案的报告期", "period %q is none of the programme's", s.Period)
		return
	}
	cutOff := Date{s.Period.Last()}.plusDays(c.Programme.Calendar.CutOff)
	if s.Due.After(cutOff.Time) {
		c.wrong(s.Place, "截止日 %s 晚于 %s 的取数日 %s，得分来不及计入", "due %s is after the cut-off of %s, %s: the scores would come too late to count", s.Due, s.Period, cutOff)
	}
}

// finalStage stands for the final score where stages are listed.
const finalStage = "final"

// drawn checks how many are drawn, out of which groups.
func (c *checker) drawn(s Stage) {
	if s.DrawMin < 0 || s.DrawMin > s.DrawMax {
		c.wrong(s.Place, "抽取数 draw_min %d 到 draw_max %d 不对", "draw_min %d and draw_max %d: the first must be 0 or more and at most the second", s.DrawMin, s.DrawMax)
	}
	if (s.DrawMax > 0) != (s.Per != "") {
		c.wrong(s.Place, "抽取时应写明按什么分组（per），不抽取时不填", "per goes with a draw, and only with one")
	}
	if k, _ := c.KindOf(s.Per); s.Per != "" && s.Per != "parent" && s.Per != "region" && k.Class != "region" {
		c.wrong(s.Place, "per 为 %q，只能用 parent、region 或一种由地方组成的单位类型", "per is %q: use parent, region, or a kind of org of class region", s.Per)
	}
	if s.Code == finalStage {
		c.wrong(s.Place, "阶段编码不能用 %q：它是最终得分的名字", "a stage may not be called %q: that is the name of the final score", finalStage)
	}
	if s.FinalOrder < 0 {
		c.wrong(s.Place, "final_order %d 为负数", "final_order %d is negative", s.FinalOrder)
	}
}
