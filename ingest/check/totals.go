package check

import (
	"fmt"
	"math/big"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// totalWords begin the label of a row that adds up others, or is a part of one.
var totalWords = []string{"合计", "小计", "总计", "共计", "总合计", "全市", "全县", "全区", "全省", "其中", "#"}

// isTotal says whether a text is the label of a total or part of one; packs call
// theirs 县（市）合计 too.
func isTotal(text string) bool {
	for _, word := range totalWords {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return strings.HasSuffix(text, "合计")
}

// isPart says whether a label names a part of the total above: it adds up nothing.
func isPart(label string) bool {
	return strings.HasPrefix(label, "其中") || strings.HasPrefix(label, "#")
}

// A total is one figure typed into a row of totals.
type total struct {
	label string
	sub   bool // 小计, of the rows next to it
	row   int
	where at
	line  programme.Line
	value decimal.Decimal
}

// noteTotal keeps the figures of a row of totals, to hold them against the rows.
func (c *checker) noteTotal(t *table, r row, sheet *programme.Sheet, label string) {
	if isPart(label) {
		return
	}
	for _, line := range sheet.Lines {
		e := line.Element
		column := t.columns[e.Code]
		if column == 0 || e.ValueType == "yes_no" || e.Unit == "%" {
			continue // shares do not add up
		}
		e.Min, e.Max = nil, nil // limits are those of one org
		if reading := readValue(r.cell(column), e); reading.state == Reported {
			t.totals = append(t.totals, total{label, strings.HasPrefix(label, "小计"), r.number, c.cellAt(column, r.number), line, reading.value})
		}
	}
}

// checkTotals doubts totals that are not the sum of the rows: of all of them, or
// of those that count into the whole; of the rows next to it for a subtotal.
// Where a row has no figure there is nothing to compare.
func (c *checker) checkTotals(t *table) {
	for _, typed := range t.totals {
		all, additive, whole := new(big.Int), new(big.Int), true
		near := [2]*big.Int{new(big.Int), new(big.Int)} // above and below
		from, to := t.between(typed.row)
		var cells []string
		for _, a := range c.cells {
			if a.Sheet != t.name || a.Element != typed.line.Element.Code || !a.found {
				continue
			}
			whole = whole && a.Value != nil && !a.returned
			if a.Value == nil {
				continue
			}
			cells = append(cells, a.Cell)
			v := big.NewInt(int64(*a.Value))
			all.Add(all, v)
			if a.org.Additive {
				additive.Add(additive, v)
			}
			if row := a.row; row > from && row < typed.row {
				near[0].Add(near[0], v)
			} else if row > typed.row && row < to {
				near[1].Add(near[1], v)
			}
		}
		sum := big.NewInt(int64(typed.value))
		if !whole || len(cells) == 0 || sum.Cmp(all) == 0 || sum.Cmp(additive) == 0 || typed.sub && (sum.Cmp(near[0]) == 0 || sum.Cmp(near[1]) == 0) {
			continue
		}
		found := fmt.Sprintf("%s %s %s = %s；%s–%s = %s", typed.label, typed.line.Element.Name, typed.where.cell, typed.value, cells[0], cells[len(cells)-1], plainSum(all))
		c.addLong(typed.where, "E-TOTAL", found)
	}
}

// plainSum writes a sum of decimals, which may be longer than any of them.
func plainSum(sum *big.Int) string {
	text := new(big.Rat).SetFrac(sum, scale).FloatString(decimal.Scale)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// between gives the rows of the totals before and after one, or the ends.
func (t *table) between(row int) (from, to int) {
	to = t.last + 1
	for _, other := range t.totals {
		switch {
		case other.row < row:
			from = max(from, other.row)
		case other.row > row:
			to = min(to, other.row)
		}
	}
	return from, to
}

// addLong is add for a finding that shows several figures.
func (c *checker) addLong(where at, code Code, found string) {
	k := Lookup(code)
	f := Finding{Code: code, Severity: k.Severity, File: c.in.Name, Sheet: Show(where.sheet), Cell: where.cell,
		RuleZh: k.RuleZh, RuleEn: k.RuleEn, FixZh: k.FixZh, FixEn: k.FixEn}
	f.found(found, detailLength)
	c.keep(f)
}
