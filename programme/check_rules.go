package programme

import (
	"regexp"
	"slices"
	"strings"

	"yigai/internal/decimal"
)

var ruleCode = regexp.MustCompile(`^R-[A-Z]{3}-\d{3}$`)

// Previous stands on the right side of a ratio rule for the same figure one period before.
const Previous = "@previous"

// ruleSides says which columns each kind of rule needs: the right side, a factor.
var ruleSides = map[string]struct{ right, factor bool }{
	"required": {}, "monotone": {}, "range": {right: true},
	"le": {right: true}, "sum": {right: true}, "equal_sources": {right: true}, "ratio": {right: true, factor: true},
}

// rules checks each validation rule: its id, its sides, and that one form can ask for all of it.
func (c *checker) rules() {
	for i, r := range c.Rules {
		for _, other := range c.Rules[:i] {
			if other.Code == r.Code {
				c.wrong(r.Place, "规则 %s 与第 %d 行重复", "rule %s stands already in line %d", r.Code, other.Line)
			}
		}
		if !ruleCode.MatchString(r.Code) {
			c.wrong(r.Place, "规则编号 %q 应为 R-ABC-001 的形式", "rule id %q: write it as R-ABC-001", r.Code)
		}
		if r.MessageEn == "" {
			c.wrong(r.Place, "缺少英文说明（message_en）", "message_en is missing")
		}
		if r.Form != "" && !slices.ContainsFunc(c.Forms, func(l FormLine) bool { return l.Form == r.Form }) {
			c.wrong(r.Place, "表单 %s 不在 forms.csv 中", "form %s is not in forms.csv", r.Form)
		}
		c.ruleSides(r)
	}
}

func (c *checker) ruleSides(r Rule) {
	needs := ruleSides[r.Kind]
	if r.Left == "" || needs.right != (r.Right != "") {
		c.wrong(r.Place, "%s 规则的左右两边不完整或多余", "rule kind %s: left must be filled in, and right only where the kind compares two sides", r.Kind)
	}
	if needs.factor && r.Factor == nil {
		c.wrong(r.Place, "%s 规则缺少 factor", "rule kind %s needs a factor", r.Kind)
	}
	if (r.Factor != nil && *r.Factor <= 0) || (r.Tolerance != nil && *r.Tolerance < 0) {
		c.wrong(r.Place, "factor 应大于0，tolerance 不能为负数", "factor must be above 0, tolerance not negative")
	}
	if r.Kind == "range" && !isRange(r.Right) {
		c.wrong(r.Place, "range 规则的 right 为 %q，应为“最小..最大”，可缺一端，如 0..100", "rule kind range has right %q: write least..most, either of which may be left out, such as 0..100", r.Right)
	}
	var common map[string]bool
	for _, side := range r.Operands() {
		switch {
		case side == Previous && r.Kind == "ratio" && r.Right == Previous:
			continue
		case side == "@population" || side == "@elders":
			continue
		}
		if _, ok := c.byCode[side]; !ok {
			c.wrong(r.Place, "数据元 %q 不在 elements.csv 中", "element %q is not in elements.csv", side)
			return
		}
		if common == nil {
			common = c.about[side]
		}
		common = intersect(common, c.about[side])
	}
	if c.periodsUsable() && len(common) == 0 && r.Left != "" {
		c.wrong(r.Place, "规则两边的数据元从不属于同一个单位，规则不起作用", "the sides are never asked about the same org, so the rule never applies")
	}
}

// isRange says whether a text is "least..most" with plain numbers, one of which may be left out.
func isRange(text string) bool {
	least, most, found := strings.Cut(text, "..")
	for _, end := range []string{least, most} {
		if _, err := decimal.Parse(strings.TrimSpace(end)); end != "" && err != nil {
			return false
		}
	}
	return found && least+most != ""
}

// Operands lists the elements and @words on both sides of a rule; the right side of a range names none.
func (r Rule) Operands() (operands []string) {
	sides := []string{r.Left, r.Right}
	if r.Kind == "range" {
		sides = sides[:1]
	}
	for _, side := range sides {
		for operand := range strings.SplitSeq(side, "+") {
			if operand != "" {
				operands = append(operands, operand)
			}
		}
	}
	return operands
}
