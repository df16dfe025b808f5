package programme

import (
	"slices"
	"strings"

	"yigai/internal/decimal"
)

// noTarget is what an indicator without a target must say, so that nobody takes it for one with a goal.
const noTarget = "未设目标"

// indicators checks each indicator's own columns against its formula and targets.
func (c *checker) indicators() {
	hasTarget := map[string]bool{}
	for _, t := range c.Targets {
		hasTarget[t.Indicator] = true
	}
	for _, n := range c.Indicators {
		c.validity(n.Place, span{n.ValidFrom, n.ValidTo})
		if n.Definition == "" || n.DefinitionEn == "" || n.NameEn == "" || n.Source == "" {
			c.wrong(n.Place, "name_en、definition、definition_en、source 均应填写", "name_en, definition, definition_en and source must all be filled in")
		}
		if !hasTarget[n.Code] && !strings.Contains(n.Definition+n.Source, noTarget) {
			c.wrong(n.Place, "没有目标值的指标应在 definition 或 source 中写明“本通知未设目标”", "an indicator without a target must say 本通知未设目标 in definition or source")
		}
		if n.Scale <= 0 || n.Unit == "%" && n.Scale != decimal.FromInt(100) {
			c.wrong(n.Place, "scale 为 %s：应大于0，单位为 %% 时应为100", "scale is %s: it must be above 0, and 100 where the unit is %%", n.Scale)
		}
		if n.Decimals < 0 || n.Decimals > 6 {
			c.wrong(n.Place, "decimals 为 %d，应为0到6", "decimals is %d: use 0 to 6", n.Decimals)
		}
		c.formula(n)
	}
}

// termsOf lists an indicator's terms of one part.
func (c *checker) termsOf(n Indicator, part string) (terms []Term) {
	for _, t := range c.Formulas {
		if t.Indicator == n.Code && t.Version == n.Version && t.Part == part {
			terms = append(terms, t)
		}
	}
	return terms
}

// formula checks that the parts fit the type, that the basis fits the elements, and that somebody can compute it.
func (c *checker) formula(n Indicator) {
	above, below := c.termsOf(n, "numerator"), c.termsOf(n, "denominator")
	if n.Type == "judged" {
		return // a person's judgement has no formula
	}
	if len(above) == 0 {
		c.wrong(n.Place, "%s 没有分子，请在 formulas.csv 中补上", "%s has no numerator: add it to formulas.csv", n.Code)
	}
	if n.Type == "ratio" && len(below) == 0 {
		c.wrong(n.Place, "%s 是比率，却没有分母，请在 formulas.csv 中补上", "%s is a ratio without a denominator: add it to formulas.csv", n.Code)
	}
	if n.Type != "ratio" && len(below) > 0 {
		c.wrong(n.Place, "%s 的类型为 %s，不应有分母", "%s is a %s and takes no denominator", n.Code, n.Type)
	}
	terms := slices.Concat(above, below)
	c.basis(n, terms)
	if len(above) > 0 && c.periodsUsable() && c.known(terms) && len(c.computable(terms)) == 0 {
		c.wrong(n.Place, "%s 永远算不出来：没有一个单位的全部数据元都有人填报", "%s can never be computed: for no org are all its elements asked", n.Code)
	}
}

// basis checks that a formula with a flow is shown by quarter or year to date, others at a point.
func (c *checker) basis(n Indicator, terms []Term) {
	flow := slices.ContainsFunc(terms, func(t Term) bool { return c.byCode[t.Element].Kind == "flow" })
	if len(terms) > 0 && flow != (n.DefaultBasis == "quarter" || n.DefaultBasis == "ytd") && c.known(terms) {
		c.wrong(n.Place, "default_basis 为 %s：含流量数据元的用 quarter 或 ytd，其余用 point", "default_basis is %s: use quarter or ytd with a flow element, else point", n.DefaultBasis)
	}
}

// known says whether every element of the terms exists; terms reports those that do not.
func (c *checker) known(terms []Term) bool {
	return !slices.ContainsFunc(terms, func(t Term) bool {
		_, ok := c.byCode[t.Element]
		return !ok && !strings.HasPrefix(t.Element, "@")
	})
}

// computable is the set of orgs for which every term has a figure.
func (c *checker) computable(terms []Term) map[string]bool {
	var common map[string]bool
	for _, t := range terms {
		have := c.about[t.Element]
		switch t.Element {
		case "@one":
			continue
		case "@population", "@elders":
			have = c.withFact(strings.TrimPrefix(t.Element, "@"))
		}
		if common == nil {
			common = have
		}
		common = intersect(common, have)
	}
	return common
}

func (c *checker) withFact(attribute string) map[string]bool {
	have := map[string]bool{}
	for _, a := range c.Attributes {
		if a.Attribute == attribute {
			have[a.Org] = true
		}
	}
	return have
}

func intersect(a, b map[string]bool) map[string]bool {
	both := map[string]bool{}
	for k := range a {
		if b[k] {
			both[k] = true
		}
	}
	return both
}

// versions checks that no two versions of an indicator hold at the same time.
func (c *checker) versions() {
	for i, n := range c.Indicators {
		for _, other := range c.Indicators[:i] {
			switch {
			case other.Code != n.Code:
			case other.Version == n.Version:
				c.wrong(n.Place, "指标 %s 的 %s 版与第 %d 行重复", "indicator %s version %s stands already in line %d", n.Code, n.Version, other.Line)
			case (span{other.ValidFrom, other.ValidTo}).overlaps(span{n.ValidFrom, n.ValidTo}):
				c.wrong(n.Place, "指标 %s 的 %s 版与第 %d 行的 %s 版有效期重叠", "indicator %s: validity of version %s overlaps that of version %[4]s in line %[3]d", n.Code, n.Version, other.Line, other.Version)
			}
		}
	}
}

// terms checks each term of a formula by itself.
func (c *checker) terms() {
	for i, t := range c.Formulas {
		if !slices.ContainsFunc(c.Indicators, func(n Indicator) bool { return n.Code == t.Indicator && n.Version == t.Version }) {
			c.wrong(t.Place, "指标 %s 的 %s 版不在 indicators.csv 中", "indicator %s version %s is not in indicators.csv", t.Indicator, t.Version)
		}
		if _, ok := c.byCode[t.Element]; !ok && !slices.Contains([]string{"@population", "@elders", "@one"}, t.Element) {
			c.wrong(t.Place, "数据元 %s 不在 elements.csv 中，也不是 @population、@elders、@one", "element %s is not in elements.csv, nor one of @population, @elders, @one", t.Element)
		}
		if (t.Transform == "at_least") != (t.Threshold != nil) {
			c.wrong(t.Place, "transform 为 at_least 时应填 threshold，其余情况不填", "threshold goes with transform at_least, and only with it")
		}
		if t.Factor == 0 {
			c.wrong(t.Place, "factor 为 0 的项不起作用", "a term with factor 0 does nothing")
		}
		if t.Shift < 0 {
			c.wrong(t.Place, "shift %d 为负数：只能向前取以往的报告期", "shift %d is negative: only earlier periods can be taken", t.Shift)
		}
		for _, other := range c.Formulas[:i] {
			if other.Indicator == t.Indicator && other.Version == t.Version && other.Part == t.Part && other.Element == t.Element && other.Shift == t.Shift {
				c.wrong(t.Place, "该项与第 %d 行重复", "this term stands already in line %d", other.Line)
			}
		}
	}
}
