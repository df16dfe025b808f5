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
	for _, rule := range ruleOrder(c.in.Pack.Rules) {
		if rule.Kind == "copy" {
			c.checkCopy(rule)
			continue
		}
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
	if rule.Left == programme.Each {
		return true // runEach looks at each
	}
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
	if rule.Left == programme.Each {
		c.runEach(rule, org)
		return
	}
	if rule.Kind == "equal_sources" {
		rule.Left, _ = programme.Source(rule.Left)
	}
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
	case "unit":
		c.checkUnit(rule, left.cells[0])
	case "jump":
		c.checkJump(rule, left.cells[0])
	case "fall", "rise":
		c.checkFlow(rule, org, left)
	case "ratio":
		c.checkRatio(rule, org, left)
	default:
		if right, ok := c.quantity(rule, rule.Right, org); ok {
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
	q.add(*a.Value, a.where())
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

// checkRatio compares with another figure, or with the same one a period
// before: then the cell is doubted once only.
func (c *checker) checkRatio(rule programme.Rule, org string, left quantity) {
	if rule.Right != programme.Previous {
		if right, ok := c.quantity(rule, rule.Right, org); ok {
			c.judge(rule, org, left, right, broken(rule, left.sum, right.sum))
		}
		return
	}
	right, ok := c.previousOf(rule, org, c.period.Add(-1))
	if !ok || slices.ContainsFunc(left.cells, func(a *asked) bool { return a.doubted }) || !broken(rule, left.sum, right.sum) {
		return
	}
	c.judge(rule, org, left, right, true)
	for _, a := range left.cells {
		a.doubted = true
	}
}

// previousOf is the rule's left side in an earlier period.
func (c *checker) previousOf(rule programme.Rule, org string, before programme.Period) (quantity, bool) {
	q := quantity{sum: new(big.Int)}
	if c.in.Previous == nil {
		c.notRun[rule.Code] = true
		return q, false
	}
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

// checkMonotone compares with the last period of the same year that is known: a
// quarter that was not reported hides no fall. A new year counts from nothing.
func (c *checker) checkMonotone(rule programme.Rule, org string, left quantity) {
	for p := c.period.Add(-1); p.Year() == c.period.Year(); p = p.Add(-1) {
		if before, ok := c.previousOf(rule, org, p); ok {
			c.judge(rule, org, left, before, left.sum.Cmp(before.sum) < 0)
			return
		}
	}
}

// checkFlow holds the change of a stock since the period before against the
// flows that explain it: kind fall limits how much it falls, kind rise how much
// it rises.
func (c *checker) checkFlow(rule programme.Rule, org string, left quantity) {
	before, known := c.previousOf(rule, org, c.period.Add(-1))
	flow, reported := c.quantity(rule, rule.Right, org)
	if !known || !reported {
		return
	}
	change := new(big.Int).Sub(left.sum, before.sum)
	if rule.Kind == "fall" {
		change.Neg(change)
	}
	before.shown = append(before.shown, flow.shown...)
	before.cells = flow.cells
	limit := rule
	limit.Kind = "le"
	c.judge(rule, org, left, before, broken(limit, change, flow.sum))
}
