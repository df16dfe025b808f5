package template

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/internal/workbook"
	"yigai/programme"
)

// A comparison is a rule of the pack between cells of this workbook.
type comparison struct {
	rule  programme.Rule
	about string
	where string
	count count
}

// comparisons lists the pack's rules that refuse a row ("le", "sum" and
// "monotone") for every org for which the workbook asks all they name. Rules
// that only raise a doubt are left to the receiver.
func (b *Book) comparisons() []comparison {
	var found []comparison
	for _, r := range b.in.Pack.Rules {
		if r.Severity != "error" && r.Severity != "return" {
			continue
		}
		for _, org := range b.askedOrgs() {
			if c, applies := b.compare(r, org); applies {
				found = append(found, c)
			}
		}
	}
	return found
}

func (b *Book) askedOrgs() []programme.Org {
	var orgs []programme.Org
	seen := map[string]bool{}
	for _, q := range b.asked {
		if !seen[q.org.Code] {
			seen[q.org.Code] = true
			orgs = append(orgs, q.org)
		}
	}
	return orgs
}

func (b *Book) compare(r programme.Rule, org programme.Org) (comparison, bool) {
	left, complete := b.side(r.Left, org)
	c := comparison{rule: r, about: org.Name, where: strings.Join(left.where, "、")}
	if !complete {
		return c, false
	}
	switch r.Kind {
	case "monotone":
		c.count = left.fallen()
		return c, b.in.Form.Period.Nth() > 1 && left.last != nil
	case "le", "sum":
		right, complete := b.side(r.Right, org)
		c.where = strings.Join(append(left.where, right.where...), "、")
		c.count = broken(r, left, right)
		return c, complete
	}
	return c, false
}

// A side is one side of a comparison: cells, and what they hold as written.
type side struct {
	refs, where []string
	sum         decimal.Decimal
	known       bool             // every cell holds a number
	last        *decimal.Decimal // last reported, for a single cell
	lastRef     string
}

// side finds the cells of the elements joined by "+", or the number behind a
// word as @population. complete is false when the workbook lacks one.
func (b *Book) side(expression string, org programme.Org) (s side, complete bool) {
	s.known = true
	for code := range strings.SplitSeq(expression, "+") {
		code = strings.TrimSpace(code)
		if attribute, isWord := strings.CutPrefix(code, "@"); isWord {
			complete = s.addAttribute(b.in.Pack, org, attribute)
		} else {
			complete = s.addCell(b, org, code)
		}
		if !complete {
			return s, false
		}
	}
	return s, true
}

func (s *side) addAttribute(p *programme.Pack, org programme.Org, attribute string) bool {
	i := slices.IndexFunc(p.Attributes, func(a programme.Attribute) bool { return a.Org == org.Code && a.Attribute == attribute })
	if i < 0 {
		return false
	}
	s.refs = append(s.refs, p.Attributes[i].Value.String())
	s.sum += p.Attributes[i].Value
	return true
}

func (s *side) addCell(b *Book, org programme.Org, element string) bool {
	i, asked := b.firstAsked[figure{org.Code, element}]
	if !asked {
		return false
	}
	q := b.asked[i]
	s.refs = append(s.refs, q.sheet.ref(q.cell))
	s.where = append(s.where, q.sheet.name+"!"+q.cell)
	s.sum += q.value.Number
	s.known = s.known && q.value.IsNumber
	s.last, s.lastRef = q.last, q.sheet.ref(q.lastCell)
	return true
}

// broken counts 1 when all cells hold numbers and left is more than right
// (rule "le") or differs from it ("sum"), by more than the tolerance.
func broken(r programme.Rule, left, right side) count {
	factor, tolerance := valueOr(r.Factor, decimal.FromInt(1)), valueOr(r.Tolerance, 0)
	difference := fmt.Sprintf("ROUND(SUM(%s)-SUM(%s)*%s,4)", strings.Join(left.refs, ","), strings.Join(right.refs, ","), factor)
	now := left.sum - times(right.sum, factor)
	if r.Kind == "sum" {
		difference = "ABS(" + difference + ")"
		now = max(now, -now)
	}
	all := slices.Concat(left.refs, right.refs)
	formula := fmt.Sprintf("IF(COUNT(%s)<%d,0,IF(%s>%s,1,0))", strings.Join(all, ","), len(all), difference, tolerance)
	return count{formula, oneIf(left.known && right.known && now > tolerance)}
}

// fallen counts 1 when a year-to-date value is less than the one last reported.
func (s side) fallen() count {
	now := s.refs[0]
	formula := fmt.Sprintf("IF(COUNT(%s,%s)<2,0,IF(%s<%s,1,0))", now, s.lastRef, now, s.lastRef)
	return count{formula, oneIf(s.last != nil && s.known && s.sum < *s.last)}
}

func valueOr(d *decimal.Decimal, otherwise decimal.Decimal) decimal.Decimal {
	if d != nil {
		return *d
	}
	return otherwise
}

// times multiplies exactly where four decimals are enough, else rounds down;
// factors of rules are whole numbers or plain shares.
func times(d, factor decimal.Decimal) decimal.Decimal {
	product := new(big.Int).Mul(big.NewInt(int64(d)), big.NewInt(int64(factor)))
	return decimal.Decimal(product.Quo(product, big.NewInt(int64(decimal.FromInt(1)))).Int64())
}

// addComparisons appends the rules, sets their line of the summary, and returns
// how many are broken now.
func (s *sheet) addComparisons(comparisons []comparison, summary int) int {
	s.add()
	s.addWide("相互关系", styleParagraphHead, 24)
	s.spanRule(s.addHeader(26, "位置", "规则", "", "", "", "不符", "结论"))
	first, broken := len(s.rows)+1, 0
	for _, c := range comparisons {
		s.addComparison(c)
		broken += c.count.now
	}
	sum := check{place: "相互关系", what: fmt.Sprintf("共 %d 项", len(comparisons)), outside: count{fmt.Sprintf("SUM(F%d:F%d)", first, len(s.rows)), broken}}
	s.rows[summary-1] = checkCells(sum, summary)
	return broken
}

func (s *sheet) addComparison(c comparison) {
	row := len(s.rows) + 1
	verdict := passed
	if c.count.now > 0 {
		verdict = "要改"
	}
	text := c.about + "：" + c.rule.Message
	s.add(
		cell{value: c.where, style: styleNote},
		cell{value: text, style: styleNote}, cell{style: styleNote}, cell{style: styleNote}, cell{style: styleNote},
		c.count.cell(),
		cell{value: verdict, formula: fmt.Sprintf(`IF(F%d>0,"要改","%s")`, row, passed), style: styleResult},
	)
	s.spanRule(row)
	s.heights[row] = max(s.least, workbook.TextHeight(text, s.widths[1]+s.widths[2]+s.widths[3]+s.widths[4], styleNote.points()),
		workbook.TextHeight(c.where, s.widths[0], styleNote.points()))
}

// spanRule lets the text of a rule run over the columns it has no use for.
func (s *sheet) spanRule(row int) {
	s.merges = append(s.merges, cellName(2, row)+":"+cellName(5, row))
}
