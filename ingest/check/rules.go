package check

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// runRules applies the pack's rules to every org this workbook speaks of. A
// rule is judged where all its values are reported; where a value would have to
// come from elsewhere and cannot, its name goes among those not run.
func (c *checker) runRules() {
	orgs := c.orgs()
	for _, rule := range c.in.Pack.Rules {
		for _, org := range orgs {
			if c.asksAny(rule, org) {
				c.runRule(rule, org)
			}
		}
	}
}

// orgs lists whom the workbook speaks of, in the order of the form.
func (c *checker) orgs() []string {
	var orgs []string
	seen := map[string]bool{}
	for _, a := range c.cells {
		if !seen[a.Org] {
			seen[a.Org] = true
			orgs = append(orgs, a.Org)
		}
	}
	return orgs
}

// asksAny says whether this workbook asks for an element on the rule's left.
func (c *checker) asksAny(rule programme.Rule, org string) bool {
	for _, code := range parts(rule.Left) {
		if a := c.asked(org, code); a != nil && c.inForm(rule.Form, a.Element) {
			return true
		}
	}
	return false
}

// inForm says whether a form of the pack by that name has the element; every
// form when the rule names none.
func (c *checker) inForm(form, element string) bool {
	return form == "" || slices.ContainsFunc(c.in.Pack.Forms, func(l programme.FormLine) bool { return l.Form == form && l.Element == element })
}

func parts(side string) []string {
	var codes []string
	for code := range strings.SplitSeq(side, "+") {
		if code = strings.TrimSpace(code); code != "" {
			codes = append(codes, code)
		}
	}
	return codes
}

// A quantity is one side of a rule: the sum of its values, and the cells they
// came from.
type quantity struct {
	sum   *big.Int // scaled by 10^4
	shown []string // "指标!E17 = 120"
	cells []*asked
}

func (c *checker) runRule(rule programme.Rule, org string) {
	left, ok := c.quantity(rule, rule.Left, org)
	if rule.Kind == "required" {
		c.checkRequired(rule, org)
		return
	}
	if !ok {
		return
	}
	switch rule.Kind {
	case "range":
		c.judge(rule, org, left, quantity{}, !within(rule, left.sum))
	case "monotone":
		c.checkMonotone(rule, org, left)
	case "equal_sources":
		c.notRun[rule.Code] = true // the other source sends another workbook
	default:
		right, ok := c.rightSide(rule, org)
		if ok {
			c.judge(rule, org, left, right, broken(rule, left.sum, right.sum))
		}
	}
}

// quantity adds up one side. ok is false where a value is missing.
func (c *checker) quantity(rule programme.Rule, side, org string) (quantity, bool) {
	q := quantity{sum: new(big.Int)}
	for _, code := range parts(side) {
		ok := false
		if attribute, is := strings.CutPrefix(code, "@"); is {
			ok = q.addAttribute(c.in.Pack, org, attribute, c.period)
		} else if a := c.asked(org, code); a != nil {
			ok = q.addCell(a)
		} else {
			ok = c.addEarlier(&q, rule, org, code)
		}
		if !ok {
			return q, false
		}
	}
	return q, true
}

func (q *quantity) add(d decimal.Decimal, where string) {
	q.sum.Add(q.sum, big.NewInt(int64(d)))
	q.shown = append(q.shown, where+" = "+d.String())
}

func (q *quantity) addCell(a *asked) bool {
	if a.Value == nil || a.returned {
		return false
	}
	q.add(*a.Value, a.Sheet+"!"+a.Cell)
	q.cells = append(q.cells, a)
	return true
}

// attributeNames are what findings call the facts of a pack about an org.
var attributeNames = map[string]string{"population": "常住人口", "elders": "65岁及以上常住人口"}

// addAttribute takes the newest fact of the pack about an org.
func (q *quantity) addAttribute(p *programme.Pack, org, attribute string, period programme.Period) bool {
	var newest *programme.Attribute
	for i, a := range p.Attributes {
		if a.Org == org && a.Attribute == attribute && !a.AsOf.After(period.Last()) && (newest == nil || a.AsOf.After(newest.AsOf.Time)) {
			newest = &p.Attributes[i]
		}
	}
	if newest == nil {
		return false
	}
	q.add(newest.Value, cmp.Or(attributeNames[attribute], attribute)+"（"+newest.AsOf.String()+"）")
	return true
}

// addEarlier takes a yearly figure that was asked for in an earlier period of
// the same year.
func (c *checker) addEarlier(q *quantity, rule programme.Rule, org, code string) bool {
	e, known := c.in.Pack.Element(code)
	if !known || e.Basis != "year" {
		return false
	}
	if c.in.Previous == nil {
		c.notRun[rule.Code] = true
		return false
	}
	for p := c.period.Add(-1); p.Year() == c.period.Year(); p = p.Add(-1) {
		if d, ok := c.in.Previous(org, code, p); ok {
			q.add(d, e.Name+"（"+p.String()+"）")
			return true
		}
	}
	return false
}

// rightSide is the right side of a rule, which may be the period before.
func (c *checker) rightSide(rule programme.Rule, org string) (quantity, bool) {
	if rule.Right == programme.Previous {
		return c.previousOf(rule, org)
	}
	return c.quantity(rule, rule.Right, org)
}

// previousOf is the rule's left side one period earlier.
func (c *checker) previousOf(rule programme.Rule, org string) (quantity, bool) {
	q := quantity{sum: new(big.Int)}
	if c.in.Previous == nil {
		c.notRun[rule.Code] = true
		return q, false
	}
	before := c.period.Add(-1)
	for _, code := range parts(rule.Left) {
		d, ok := c.in.Previous(org, code, before)
		if !ok {
			return q, false
		}
		name := code
		if e, known := c.in.Pack.Element(code); known {
			name = e.Name
		}
		q.add(d, name+"（"+before.String()+"）")
	}
	return q, true
}

func (c *checker) checkMonotone(rule programme.Rule, org string, left quantity) {
	if c.period.Add(-1).Year() != c.period.Year() {
		return // a new year counts from nothing
	}
	if before, ok := c.previousOf(rule, org); ok {
		c.judge(rule, org, left, before, left.sum.Cmp(before.sum) < 0)
	}
}
