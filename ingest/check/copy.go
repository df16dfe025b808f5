package check

import (
	"fmt"
	"math/big"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// Limits of a doubt that last period's figures were sent again.
const (
	fewestCells  = 5  // fewer figures may well be the same by chance
	shownCells   = 3  // of the equal cells, as evidence
	earlierPairs = 4  // pairs of earlier periods that say what is usual
	leastShare   = 50 // percent of the figures, however unusual
)

// An overlap is how many figures of one period repeat those of the one before.
type overlap struct {
	at           programme.Period
	equal, among int
}

// checkCopy doubts the whole file where far more figures than usual for its
// sender are those of the period before. Zeros and yes/no are not counted: they
// stay the same in honest files. Without an earlier pair to say what is usual,
// the rule's factor is the share that is too much.
func (c *checker) checkCopy(rule programme.Rule) {
	if c.in.Previous == nil {
		c.notRun[rule.Code] = true
		return
	}
	now, cells := c.overlapNow(rule)
	if now.among < fewestCells {
		return
	}
	var earlier []overlap
	at := c.period.Add(-1)
	for range earlierPairs {
		if o := c.overlapAt(rule, at); o.among >= fewestCells {
			earlier = append(earlier, o)
		}
		at = at.Add(-1)
	}
	if !isCopy(rule, now, earlier) {
		return
	}
	c.doubtCopy(rule, now, cells, earlier)
	for _, a := range cells {
		a.doubted = true // what else is odd about it follows from the copy
	}
}

// counted says whether a figure takes part in the comparison.
func (c *checker) counted(rule programme.Rule, a *asked) bool {
	return a.line.Element.ValueType != "yes_no" && c.inForm(rule.Form, a.Element)
}

// overlapNow compares this file with the period before.
func (c *checker) overlapNow(rule programme.Rule) (o overlap, equal []*asked) {
	o.at = c.period.Add(-1)
	for _, a := range c.cells {
		if a.Value == nil || !c.counted(rule, a) {
			continue
		}
		if before, known := c.in.Previous(a.Org, a.Element, o.at); known && (before != 0 || *a.Value != 0) {
			o.among++
			if before == *a.Value {
				o.equal++
				equal = append(equal, a)
			}
		}
	}
	return o, equal
}

// overlapAt compares an earlier period with the one before it.
func (c *checker) overlapAt(rule programme.Rule, at programme.Period) overlap {
	o := overlap{at: at.Add(-1)}
	for _, a := range c.cells {
		if !c.counted(rule, a) {
			continue
		}
		var now, before decimal.Decimal
		now, known := c.in.Previous(a.Org, a.Element, at)
		if known {
			before, known = c.in.Previous(a.Org, a.Element, o.at)
		}
		if !known || now == 0 && before == 0 {
			continue
		}
		o.among++
		if now == before {
			o.equal++
		}
	}
	return o
}

// isCopy: at least half of the figures are equal, and more than four standard
// deviations above the highest share of earlier periods, with three to spare.
func isCopy(rule programme.Rule, now overlap, earlier []overlap) bool {
	if len(earlier) == 0 {
		share := new(big.Int).Mul(big.NewInt(int64(now.equal)), scale)
		return share.Cmp(new(big.Int).Mul(big.NewInt(int64(now.among)), factorOf(rule.Factor, 1))) >= 0
	}
	top := highest(earlier)
	expected := now.among * top.equal / top.among
	variance := now.among * top.equal * (top.among - top.equal) / (top.among * top.among)
	excess := now.equal - expected - 3
	return now.equal*100 >= now.among*leastShare && excess > 0 && excess*excess > 16*variance
}

// highest is the earlier overlap with the greatest share.
func highest(list []overlap) overlap {
	top := list[0]
	for _, o := range list[1:] {
		if o.equal*top.among > top.equal*o.among {
			top = o
		}
	}
	return top
}

// doubtCopy is about the file; the first equal cells stand in it as evidence.
func (c *checker) doubtCopy(rule programme.Rule, now overlap, cells []*asked, earlier []overlap) {
	var shown []string
	for _, a := range cells[:min(shownCells, len(cells))] {
		shown = append(shown, a.where()+" = "+a.Value.String())
	}
	found := fmt.Sprintf("%d/%d = %s；%s", now.equal, now.among, now.at, strings.Join(shown, "；"))
	zh := fmt.Sprintf("可比的 %d 个非零数据中有 %d 个与%s完全相同", now.among, now.equal, now.at.Name())
	en := fmt.Sprintf("of %d figures that can be compared, %d are exactly those of %s", now.among, now.equal, now.at)
	if len(earlier) > 0 {
		top := highest(earlier)
		zh += fmt.Sprintf("，以往最多 %d 个中有 %d 个", top.among, top.equal)
		en += fmt.Sprintf(", where %d of %d is the most so far", top.equal, top.among)
	}
	k := Lookup("E-COPY")
	f := Finding{Code: "E-COPY", Reporter: c.form.Reporter.Code, Period: c.period, Severity: Severity(rule.Severity), File: c.in.Name, Rule: rule.Code, FixZh: k.FixZh, FixEn: k.FixEn}
	f.RuleZh = strings.TrimSuffix(rule.Message, "。") + "；" + zh
	f.RuleEn = strings.TrimSuffix(rule.MessageEn, ".") + "; " + en
	f.found(found, detailLength)
	c.keep(f)
}
