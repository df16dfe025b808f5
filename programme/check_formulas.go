package programme

import (
	"slices"
	"strings"

	"yigai/internal/decimal"
)

// TermWords stand for an element in a formula: facts of attributes.csv, 1 for
// each org, and the number of additive places that count in the period.
var TermWords = []string{"@population", "@elders", "@one", "@counties"}

// termsOf lists an indicator's terms of one part.
func (c *checker) termsOf(n Indicator, part string) (terms []Term) {
	for _, t := range c.Formulas {
		if t.Indicator == n.Code && t.Version == n.Version && t.Part == part {
			terms = append(terms, t)
		}
	}
	return terms
}

// allTerms lists all terms of an indicator, part by part.
func (c *checker) allTerms(n Indicator) (terms []Term) {
	for _, part := range Parts {
		terms = append(terms, c.termsOf(n, part)...)
	}
	return terms
}

// formula checks that the parts fit the type, that the basis fits the elements, and that somebody can compute it.
func (c *checker) formula(n Indicator) {
	terms := c.allTerms(n)
	if n.Type == "judged" && len(terms) == 0 {
		return // a person's judgement needs no formula
	}
	c.parts(n)
	c.basis(n, terms)
	if len(c.termsOf(n, "numerator")) > 0 && c.periodsUsable() && c.known(terms) && len(c.computable(terms)) == 0 {
		c.wrong(n.Place, "%s 永远算不出来：没有一个单位的全部数据元都有人填报", "%s can never be computed: for no org are all its elements asked", n.Code)
	}
}

// divided are the types that divide one part by another.
var divided = []string{"ratio", "growth", "quotient", "death_probability"}

// parts checks which parts a type has.
func (c *checker) parts(n Indicator) {
	above, below := c.termsOf(n, "numerator"), c.termsOf(n, "denominator")
	per := slices.Concat(c.termsOf(n, "numerator_per"), c.termsOf(n, "denominator_per"))
	if len(above) == 0 {
		c.wrong(n.Place, "%s 没有分子，请在 formulas.csv 中补上", "%s has no numerator: add it to formulas.csv", n.Code)
	}
	if slices.Contains(divided, n.Type) && len(below) == 0 {
		c.wrong(n.Place, "%s 是比率，却没有分母，请在 formulas.csv 中补上", "%s is a ratio without a denominator: add it to formulas.csv", n.Code)
	}
	if !slices.Contains(divided, n.Type) && n.Type != "judged" && len(below) > 0 {
		c.wrong(n.Place, "%s 的类型为 %s，不应有分母", "%s is a %s and takes no denominator", n.Code, n.Type)
	}
	switch means := n.Type == "growth" || n.Type == "quotient"; {
	case !means && len(per) > 0:
		c.wrong(n.Place, "%s 的类型为 %s，不应有 numerator_per、denominator_per", "%s is a %s and takes no numerator_per or denominator_per", n.Code, n.Type)
	case n.Type == "quotient" && len(per) == 0:
		c.wrong(n.Place, "%s 是均数之比，却没有 numerator_per 或 denominator_per；否则请用 ratio", "%s is a quotient of means without numerator_per or denominator_per: else it is a ratio", n.Code)
	}
	c.specialParts(n, above, below)
}

// specialParts checks what only growth and the probability of death ask of their
// parts, and that both roll up by their sums.
func (c *checker) specialParts(n Indicator, above, below []Term) {
	if n.Type == "growth" {
		now, before := slices.Concat(above, c.termsOf(n, "numerator_per")), slices.Concat(below, c.termsOf(n, "denominator_per"))
		isEarlier := func(t Term) bool { return t.Shift > 0 }
		if slices.ContainsFunc(now, isEarlier) || !allOf(before, isEarlier) {
			c.wrong(n.Place, "%s 是增长率：分母各项的 shift 应大于0，分子各项为0", "%s is a growth: every term below needs a shift above 0, every term above none", n.Code)
		}
	}
	if n.Type == "death_probability" && (len(above) != len(below) || len(above) == 0) {
		c.wrong(n.Place, "%s 的各年龄组应成对：分子（死亡数）%d 项，分母（人口数）%d 项", "%s: age groups come in pairs, but there are %d numerators (deaths) and %d denominators (people)", n.Code, len(above), len(below))
	}
	if slices.Contains([]string{"growth", "quotient", "death_probability"}, n.Type) && n.Rollup != "ratio_of_sums" && n.Rollup != "none" {
		c.wrong(n.Place, "%s 的类型为 %s，rollup 只能用 ratio_of_sums 或 none", "%s is a %s: its rollup is ratio_of_sums or none", n.Code, n.Type)
	}
}

func allOf[T any](all []T, holds func(T) bool) bool {
	return !slices.ContainsFunc(all, func(x T) bool { return !holds(x) })
}

func sameNumber(a, b *decimal.Decimal) bool { return a == b || a != nil && b != nil && *a == *b }

// basis checks that a formula with a flow is shown by quarter (where there are
// quarters) or year to date, others at a point.
func (c *checker) basis(n Indicator, terms []Term) {
	flow := slices.ContainsFunc(terms, func(t Term) bool { return c.byCode[t.Element].Kind == "flow" })
	if len(terms) > 0 && flow != (n.DefaultBasis == "quarter" || n.DefaultBasis == "ytd") && c.known(terms) {
		c.wrong(n.Place, "default_basis 为 %s：含流量数据元的用 quarter 或 ytd，其余用 point", "default_basis is %s: use quarter or ytd with a flow element, else point", n.DefaultBasis)
	}
	// Such a programme has no quarters: the indicator would have no figure at all, or one called by a wrong name.
	if kind := c.Programme.Periods.Kind; n.DefaultBasis == "quarter" && (kind == "year" || kind == "half") {
		c.wrong(n.Place, "default_basis 为 quarter，但本方案的报告期是 %s，没有季度：请用 ytd", "default_basis is quarter, but the periods of this programme are of kind %s and have no quarters: use ytd", kind)
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
		case "@counties":
			have = c.withPlaces()
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

// withPlaces is the set of orgs that some place is added into.
func (c *checker) withPlaces() map[string]bool {
	have := map[string]bool{}
	for _, o := range c.Orgs {
		for _, part := range c.Orgs {
			if c.ClassOf(part) == "place" && c.addsUpTo(part, o.Code) {
				have[o.Code] = true
				break
			}
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

// terms checks each term of a formula by itself.
func (c *checker) terms() {
	for i, t := range c.Formulas {
		if !slices.ContainsFunc(c.Indicators, func(n Indicator) bool { return n.Code == t.Indicator && n.Version == t.Version }) {
			c.wrong(t.Place, "指标 %s 的 %s 版不在 indicators.csv 中", "indicator %s version %s is not in indicators.csv", t.Indicator, t.Version)
		}
		if _, ok := c.byCode[t.Element]; !ok && !slices.Contains(TermWords, t.Element) {
			c.wrong(t.Place, "数据元 %s 不在 elements.csv 中，也不是 %s", "element %s is not in elements.csv, nor one of %s", t.Element, strings.Join(TermWords, ", "))
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
			if other.Indicator == t.Indicator && other.Version == t.Version && other.Part == t.Part && other.Element == t.Element && other.Shift == t.Shift &&
				other.Transform == t.Transform && sameNumber(other.Threshold, t.Threshold) {
				c.wrong(t.Place, "该项与第 %d 行重复", "this term stands already in line %d", other.Line)
			}
		}
	}
}
