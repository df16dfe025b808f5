package check

import (
	"fmt"
	"math/big"
	"slices"

	"yigai/programme"
)

// The limits of a jump, in thousandths of the nearest past value. Short series
// say little about what is usual, so only a coarse change is doubted.
var (
	limitOfOne   = big.NewInt(5000) // one earlier value
	limitOfFew   = big.NewInt(2500) // two to four
	leastLimit   = big.NewInt(1300) // however steady a series is
	fewestPoints = 5                // from here on the series sets its own limit
	// seasonalChange is how much a series must move from quarter to quarter before
	// its seasons count: weaker ones cannot be told from chance by two years.
	seasonalChange = big.NewInt(300)
	smallSize      = big.NewInt(100) // below it a short series is not judged: a beginning looks like a jump
)

// checkJump doubts a figure that is far from all that its past would lead to
// expect: from the last value, that of the same quarter a year ago and the
// median. What is far follows from the series' own usual change (the median of
// its changes from period to period, times the rule's factor) and, for counts,
// from chance. The rule's tolerance is the least difference worth a question. What
// starts from nothing is not compared; what falls to nothing is doubted.
func (c *checker) checkJump(rule programme.Rule, a *asked) {
	points, ok := c.past(a.Org, a.line.Element)
	if !ok {
		c.notRun[rule.Code] = true
	}
	if len(points) == 0 || !doubtable(a) {
		return
	}
	if len(points) < fewestPoints && sizeOf(points).Cmp(smallSize) < 0 {
		return
	}
	level := levelOf(*a.Value, a.line.Element, c.period)
	candidates, usual := c.expected(points)
	nearest, ratio := nearest(level, candidates)
	limit := limitOf(rule, points, usual)
	if difference(level, nearest.level).Cmp(new(big.Int).Mul(factorOf(rule.Tolerance, 0), scale)) < 0 {
		return
	}
	fromNothing := ratio == nil && level.Sign() != 0
	if !fromNothing && (ratio == nil || ratio.Cmp(limit) > 0) {
		c.doubtJump(rule, a, nearest, ratio, limit, len(points))
	}
}

// expected gives what the past leads to expect, and how far off that usually is,
// in thousandths. A series that follows the seasons is held against the same
// period of last year only: against any other it may be anything.
func (c *checker) expected(points []point) (candidates []point, usual *big.Int) {
	usual = usualChange(points)
	var changes []*big.Int
	var lastYear []point
	for _, p := range points {
		if p.at == c.period.Add(-perYear(c.period)) {
			lastYear = append(lastYear, p)
		}
		for _, q := range points {
			if r := times(p.level, q.level); r != nil && q.at == p.at.Add(-perYear(p.at)) {
				changes = append(changes, r.Sub(r, thousand))
			}
		}
	}
	if len(changes) >= 2 && len(lastYear) > 0 && usual.Cmp(seasonalChange) >= 0 {
		if ofYear := slices.MaxFunc(changes, (*big.Int).Cmp); new(big.Int).Add(ofYear, ofYear).Cmp(usual) < 0 {
			return lastYear, ofYear
		}
	}
	return c.comparators(points), usual
}

// nearest is the comparator that a level resembles most, and how many times the
// one is the other; nil for the ratio where none can be compared.
func nearest(level *big.Int, list []point) (point, *big.Int) {
	best, ratio := list[0], times(level, list[0].level)
	for _, p := range list[1:] {
		if r := times(level, p.level); r != nil && (ratio == nil || r.Cmp(ratio) < 0) {
			best, ratio = p, r
		}
		if p.level.Cmp(level) == 0 {
			best, ratio = p, thousand
		}
	}
	if best.level.Cmp(level) == 0 {
		ratio = thousand // zero after zero
	}
	return best, ratio
}

func difference(a, b *big.Int) *big.Int { d := new(big.Int).Sub(a, b); return d.Abs(d) }

// limitOf is how many times a figure may be its nearest comparator, in thousandths.
func limitOf(rule programme.Rule, points []point, usual *big.Int) *big.Int {
	if len(points) == 1 {
		return limitOfOne
	}
	limit := new(big.Int).Set(leastLimit)
	widen := func(excess *big.Int) {
		excess.Mul(excess, factorOf(rule.Factor, 6))
		excess.Div(excess, scale).Add(excess, thousand)
		if excess.Cmp(limit) > 0 {
			limit = excess
		}
	}
	widen(new(big.Int).Set(usual))
	widen(chance(points))
	if len(points) < fewestPoints && limit.Cmp(limitOfFew) < 0 {
		return limitOfFew
	}
	return limit
}

// usualChange is the median change between neighbours of the series, in
// thousandths: 40 where values usually move by 4 %.
func usualChange(points []point) *big.Int {
	var changes []*big.Int
	for i, p := range points[1:] {
		if r := times(points[i].level, p.level); r != nil {
			changes = append(changes, r.Sub(r, thousand))
		}
	}
	if len(changes) == 0 {
		return new(big.Int)
	}
	return new(big.Int).Set(middle(changes))
}

// chance is by how much a count of the series' size moves by chance alone, in
// thousandths: one by its square root.
func chance(points []point) *big.Int {
	size := sizeOf(points)
	if size.Sign() == 0 {
		return new(big.Int).Set(thousand)
	}
	return size.Div(big.NewInt(1_000_000), size).Sqrt(size)
}

// sizeOf is the median of a series in whole units.
func sizeOf(points []point) *big.Int {
	size := new(big.Int).Abs(middle(levels(points)))
	return size.Div(size, scale).Div(size, scale)
}

// doubtJump tells the nearest value, how far the figure is from it, and what is usual.
func (c *checker) doubtJump(rule programme.Rule, a *asked, p point, ratio, limit *big.Int, n int) {
	found := a.where() + " = " + a.Value.String() + "；" + p.at.String() + " = " + p.value.String()
	allowed := perMille(limit)
	if ratio == nil {
		c.doubtFigure(rule, a, "E-JUMP", found, fmt.Sprintf("往期有 %d 个值可比，本值为零", n), fmt.Sprintf("there are %d earlier values to compare with, and this one is zero", n), "")
		return
	}
	zh := fmt.Sprintf("与往期 %d 个值中最接近的相差 %s 倍，按往期变化一般在 %s 倍以内", n, perMille(ratio), allowed)
	en := fmt.Sprintf("it differs %s times from the nearest of %d earlier values, where up to %s times is usual", perMille(ratio), n, allowed)
	c.doubtFigure(rule, a, "E-JUMP", found, zh, en, "")
}

// perMille writes thousandths as a number with one decimal, or two below two.
func perMille(n *big.Int) string {
	v := n.Int64()
	if !n.IsInt64() || v >= 2000 {
		whole := new(big.Int).Div(n, thousand)
		return fmt.Sprintf("%s.%d", whole, new(big.Int).Mod(n, thousand).Int64()/100)
	}
	return fmt.Sprintf("%d.%02d", v/1000, v%1000/10)
}
