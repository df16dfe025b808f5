package check

import (
	"math/big"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// scale is 1 in the units of decimal.Decimal.
var scale = big.NewInt(int64(decimal.FromInt(1)))

func factorOf(d *decimal.Decimal, otherwise int64) *big.Int {
	if d == nil {
		return new(big.Int).Mul(big.NewInt(otherwise), scale)
	}
	return big.NewInt(int64(*d))
}

// broken compares exactly. With factor f (1 when not given) and tolerance t (0):
//
//	le     left is at most right×f + t
//	sum    left differs from right×f by at most t
//	ratio  left is at most f times right, and right at most f times left; 0 is not compared
func broken(rule programme.Rule, left, right *big.Int) bool {
	factor, tolerance := factorOf(rule.Factor, 1), new(big.Int).Mul(factorOf(rule.Tolerance, 0), scale)
	l := new(big.Int).Mul(left, scale)
	r := new(big.Int).Mul(right, factor)
	switch rule.Kind {
	case "le":
		return l.Cmp(r.Add(r, tolerance)) > 0
	case "sum":
		return l.Sub(l, r).CmpAbs(tolerance) > 0
	}
	if left.Sign() == 0 || right.Sign() == 0 {
		return false
	}
	back := new(big.Int).Mul(left, factor)
	return l.CmpAbs(r) > 0 || new(big.Int).Mul(right, scale).CmpAbs(back) > 0
}

// within judges a rule of kind range, whose right side is "least..most", either
// of which may be left out.
func within(rule programme.Rule, value *big.Int) bool {
	least, most, _ := strings.Cut(rule.Right, "..")
	if d, err := decimal.Parse(strings.TrimSpace(least)); err == nil && value.Cmp(big.NewInt(int64(d))) < 0 {
		return false
	}
	d, err := decimal.Parse(strings.TrimSpace(most))
	return err != nil || value.Cmp(big.NewInt(int64(d))) <= 0
}

// checkRequired makes elements required that the form only asks for.
func (c *checker) checkRequired(rule programme.Rule, org string) {
	for _, code := range parts(rule.Left) {
		a := c.asked(org, code)
		if a == nil || a.returned || a.State != Missing || a.line.Required {
			continue
		}
		c.breach(rule, a, code)
		a.returned = rule.Severity == string(SeverityReturn)
	}
}

// judge notes a broken rule at the first cell of its left side, with all values
// it compared, and returns the rows on both sides where the rule says so.
func (c *checker) judge(rule programme.Rule, org string, left, right quantity, isBroken bool) {
	if !isBroken {
		return
	}
	var first *asked
	if len(left.cells) > 0 {
		first = left.cells[0]
	}
	shown := append(append([]string{}, left.shown...), right.shown...)
	c.breach(rule, first, strings.Join(shown, "；"))
	if rule.Severity != string(SeverityReturn) {
		return
	}
	for _, a := range append(append([]*asked{}, left.cells...), right.cells...) {
		a.rejected = true
	}
}

// breach is a finding with the rule's own sentences, at the cell of a figure or,
// where that is nil, about the file.
func (c *checker) breach(rule programme.Rule, a *asked, found string) {
	where := at{}
	if a != nil {
		where = at{a.Sheet, a.Cell}
	}
	k := Lookup("E-RULE")
	if rule.Severity != string(SeverityReturn) && rule.Severity != string(SeverityError) {
		k.FixZh, k.FixEn = "填错的请改正后重报；属实的请在备注中说明", "Correct what is wrong and send it again; where it is right, say why in the remark"
	}
	f := Finding{
		Code: "E-RULE", Severity: Severity(rule.Severity), File: c.in.Name, Sheet: Show(where.sheet), Cell: where.cell,
		Rule: rule.Code, RuleZh: strings.TrimSuffix(rule.Message, "。"), RuleEn: strings.TrimSuffix(rule.MessageEn, "."),
		FixZh: k.FixZh, FixEn: k.FixEn,
	}
	f.found(found, detailLength)
	f.about(a)
	c.keep(f)
}
