package check

import (
	"math/big"
	"slices"

	"yigai/internal/decimal"
	"yigai/programme"
)

// pastPeriods is how far back a figure's own past is asked for: two years of
// quarters, or as many longer periods.
const pastPeriods = 8

// perYear is how many periods of this length a year has.
func perYear(at programme.Period) int {
	n, first := 1, at.Add(1-at.Nth())
	for first.Add(n).Year() == at.Year() {
		n++
	}
	return n
}

// A point is what an org reported of a figure in an earlier period.
type point struct {
	at    programme.Period
	value decimal.Decimal
	level *big.Int // see levelOf
}

// past lists what org reported of an element before this period, newest first.
// ok is false where no history is at hand.
func (c *checker) past(org string, e programme.Element) (points []point, ok bool) {
	if c.in.Previous == nil {
		return nil, false
	}
	at := c.period
	for range pastPeriods {
		at = at.Add(-1)
		if v, known := c.in.Previous(org, e.Code, at); known {
			points = append(points, point{at, v, levelOf(v, e, at)})
		}
	}
	return points, true
}

// levelOf makes values of different periods comparable: a year-to-date value is
// divided by the periods it covers. Its unit is a ten-thousandth of a
// ten-thousandth, so that nothing is lost.
func levelOf(v decimal.Decimal, e programme.Element, at programme.Period) *big.Int {
	level := new(big.Int).Mul(big.NewInt(int64(v)), scale)
	if e.Basis == "ytd" {
		level.Div(level, big.NewInt(int64(at.Nth())))
	}
	return level
}

// times is how many times the larger of two levels is the smaller, in
// thousandths, cut off; nil where one of them is zero or their signs differ.
func times(a, b *big.Int) *big.Int {
	if a.Sign()*b.Sign() <= 0 {
		return nil
	}
	small, large := new(big.Int).Abs(a), new(big.Int).Abs(b)
	if small.Cmp(large) > 0 {
		small, large = large, small
	}
	large.Mul(large, thousand)
	return large.Div(large, small)
}

var thousand = big.NewInt(1000)

// middle is the median; of an even number of values the lower one of the two.
func middle(values []*big.Int) *big.Int {
	sorted := slices.SortedFunc(slices.Values(values), (*big.Int).Cmp)
	return sorted[(len(sorted)-1)/2]
}

func levels(points []point) []*big.Int {
	var list []*big.Int
	for _, p := range points {
		list = append(list, p.level)
	}
	return list
}

// comparators are the levels that this period's value may resemble: the last
// one, that of the same period a year ago, and the median of all.
func (c *checker) comparators(points []point) []point {
	list := []point{points[0]}
	for _, p := range points[1:] {
		if p.at == c.period.Add(-perYear(c.period)) {
			list = append(list, p)
		}
	}
	if len(points) > 2 {
		m := middle(levels(points))
		i := slices.IndexFunc(points, func(p point) bool { return p.level.Cmp(m) == 0 })
		list = append(list, points[i])
	}
	return list
}
