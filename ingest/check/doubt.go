package check

import (
	"math/big"
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// ruleOrder gives the rules in the order in which they are run: those about a
// figure's own past last, the one that explains most before the others, for one
// cell is doubted by one of them only.
func ruleOrder(rules []programme.Rule) []programme.Rule {
	rank := func(r programme.Rule) int {
		switch {
		case r.Kind == "unit":
			return 1
		case r.Kind == "ratio" && r.Right == programme.Previous:
			return 2
		case r.Kind == "jump":
			return 3
		}
		return 0
	}
	return slices.SortedStableFunc(slices.Values(rules), func(a, b programme.Rule) int { return rank(a) - rank(b) })
}

// runEach runs a rule for every number that the workbook asks about an org.
func (c *checker) runEach(rule programme.Rule, org string) {
	for _, a := range c.cells {
		if a.Org == org && a.line.Element.ValueType != "yes_no" && c.inForm(rule.Form, a.Element) {
			rule.Left = a.Element
			c.runRule(rule, org)
		}
	}
}

// doubtable says whether a figure can be held against its past, and has not
// been doubted for it.
func doubtable(a *asked) bool { return a.Value != nil && !a.returned && !a.doubted }

// checkUnit doubts a figure that is nearly 10^k times its past, k at least 2:
// 万 where single ones belong, a percentage where a fraction does. The factor
// says what counts as nearly; a figure that resembles any comparator is right.
func (c *checker) checkUnit(rule programme.Rule, a *asked) {
	points, ok := c.past(a.Org, a.line.Element)
	if !ok {
		c.notRun[rule.Code] = true
	}
	if len(points) == 0 || !doubtable(a) {
		return
	}
	candidates := points[:1]
	if rule.Right == programme.History {
		candidates = c.comparators(points)
	}
	level := levelOf(*a.Value, a.line.Element, c.period)
	for _, p := range candidates {
		if power := powerBetween(rule, level, p.level); power != 0 {
			c.doubtUnit(rule, a, p, power)
			return
		}
	}
}

// maxPower is the largest power of ten that a mistaken unit makes: 亿 for single ones.
const maxPower = 8

// powerBetween is k where level is 10^k times before, nearly, else 0.
func powerBetween(rule programme.Rule, level, before *big.Int) int {
	ratio := times(level, before)
	if ratio == nil {
		return 0
	}
	near, exact := factorOf(rule.Factor, 2), big.NewInt(10)
	for k := 2; k <= maxPower; k++ {
		exact.Mul(exact, big.NewInt(10))
		wanted := new(big.Int).Mul(exact, thousand)
		low := new(big.Int).Div(new(big.Int).Mul(wanted, scale), near)
		high := new(big.Int).Div(new(big.Int).Mul(wanted, near), scale)
		if ratio.Cmp(low) >= 0 && ratio.Cmp(high) <= 0 {
			return k * level.CmpAbs(before)
		}
	}
	return 0
}

// doubtUnit tells the factor, both values, and what the figure may have meant.
func (c *checker) doubtUnit(rule programme.Rule, a *asked, p point, power int) {
	factor := decimal.MustParse("1" + strings.Repeat("0", max(power, -power))).Grouped()
	zh, en := p.at.Name()+"的 "+factor+" 倍", factor+" times that of "+p.at.String()
	if power < 0 {
		zh, en = p.at.Name()+"的 "+factor+" 分之一", "a "+factor+"th of that of "+p.at.String()
	}
	found := a.where() + " = " + a.Value.String() + "；" + p.at.String() + " = " + p.value.String()
	c.doubtFigure(rule, a, "E-SCALE", found, zh, en, shifted(*a.Value, -power))
}

// shifted is v times 10^power, written out.
func shifted(v decimal.Decimal, power int) string {
	digits := new(big.Rat).SetFrac64(int64(v), scale.Int64())
	ten := new(big.Rat).SetInt64(10)
	if power < 0 {
		ten.Inv(ten)
		power = -power
	}
	for range power {
		digits.Mul(digits, ten)
	}
	text := digits.FloatString(decimal.Scale + maxPower)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// doubtFigure adds a doubt about a figure against its past: the rule's sentence,
// then the comparison in each language.
func (c *checker) doubtFigure(rule programme.Rule, a *asked, code Code, found, zh, en, hint string) {
	k := Lookup(code)
	a.doubted = true
	pairs := []string{"{want}", zh, "{wantEn}", en, "{hint}", hint}
	f := Finding{Code: code, Severity: Severity(rule.Severity), File: c.in.Name, Sheet: Show(a.Sheet), Cell: a.Cell, Rule: rule.Code}
	f.RuleZh = strings.TrimSuffix(rule.Message, "。") + "；" + fill(k.RuleZh, pairs...)
	f.RuleEn = strings.TrimSuffix(rule.MessageEn, ".") + "; " + fill(k.RuleEn, pairs...)
	f.FixZh, f.FixEn = fill(k.FixZh, pairs...), fill(k.FixEn, pairs...)
	f.found(found, detailLength)
	f.about(a)
	c.keep(f)
}
