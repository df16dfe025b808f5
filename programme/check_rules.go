package programme

import (
	"regexp"
	"slices"
	"strings"

	"yigai/internal/decimal"
)

var ruleCode = regexp.MustCompile(`^R-[A-Z]{3}-\d{3}$`)

// Words that stand on a side of a rule instead of elements.
const (
	Previous = "@previous" // right: the same figure one period before
	History  = "@history"  // right: the same figure in all periods before
	Each     = "@each"     // left: every number that a form asks for, one after the other
)

// RuleKinds is the closed set of kinds of rules; docs/packs.md says what each wants.
var RuleKinds = []string{"range", "required", "le", "sum", "monotone", "ratio", "equal_sources", "fall", "rise", "unit", "jump", "copy"}

// ruleSides says which columns each kind of rule needs: the right side, a factor;
// and which words may stand on its right, and whether @each may on its left.
var ruleSides = map[string]struct {
	right, factor bool
	words         []string
	each          bool
}{
	"required": {}, "monotone": {}, "range": {right: true},
	"le": {right: true}, "sum": {right: true}, "equal_sources": {right: true},
	"fall": {right: true}, "rise": {right: true},
	"ratio": {right: true, factor: true, words: []string{Previous}, each: true},
	"unit":  {right: true, factor: true, words: []string{Previous, History}, each: true},
	"jump":  {right: true, factor: true, words: []string{History}, each: true},
	"copy":  {right: true, factor: true, words: []string{Previous}, each: true},
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
	c.ruleWords(r)
	c.sources(r)
	c.operands(r)
}

// ruleWords holds kinds that look at a figure's own past to one figure and their words.
func (c *checker) ruleWords(r Rule) {
	needs := ruleSides[r.Kind]
	if (r.Kind == "unit" || r.Kind == "jump" || r.Kind == "copy") && !slices.Contains(needs.words, r.Right) {
		c.wrong(r.Place, "%s 规则的 right 应为 %s", "rule kind %s: right must be %s", r.Kind, strings.Join(needs.words, ", "))
	}
	if (r.Kind == "unit" || r.Kind == "jump") && strings.Contains(r.Left, "+") {
		c.wrong(r.Place, "%s 规则的 left 应为一个数据元或 %s", "rule kind %s: left must be one element or %s", r.Kind, Each)
	}
	if r.Kind == "copy" && r.Left != Each {
		c.wrong(r.Place, "copy 规则的 left 应为 %s", "rule kind copy: left must be %s", Each)
	}
	if r.Left == Each && r.Kind == "ratio" && r.Right != Previous {
		c.wrong(r.Place, "left 为 %s 的 ratio 规则，right 应为 %s", "a ratio rule for %s must have right %s", Each, Previous)
	}
}

// operands looks up the elements on both sides, and whether one org has them all.
func (c *checker) operands(r Rule) {
	needs := ruleSides[r.Kind]
	var common map[string]bool
	for _, side := range r.Operands() {
		switch {
		case side == r.Right && slices.Contains(needs.words, side), side == Each && side == r.Left && needs.each:
			continue
		case side == "@population" || side == "@elders":
			continue
		}
		if _, ok := c.byCode[side]; !ok {
			c.wrong(r.Place, "数据元 %q 不在 elements.csv 中", "element %q is not in elements.csv", side)
			return
		}
		if ofRoster(r, side) {
			continue // asked about institutions of the org, not about the org
		}
		if common == nil {
			common = c.about[side]
		}
		common = intersect(common, c.about[side])
	}
	if c.periodsUsable() && len(common) == 0 && r.Left != "" && r.Left != Each {
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
			if r.Kind == "equal_sources" {
				operand, _ = Source(operand)
			}
			if operand != "" {
				operands = append(operands, operand)
			}
		}
	}
	return operands
}
