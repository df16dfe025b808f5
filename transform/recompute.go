package transform

import (
	"fmt"
	"math/big"
)

// Recompute computes the number again from its sources, with whole fractions
// and by other code than the models', and says whether it is the published one.
// got is the result with six decimals, "" where the sources give none.
func (t Number) Recompute() (got string, equal bool, err error) {
	sums := partSums{}
	for _, s := range t.Sources {
		if err := sums.add(s); err != nil {
			return "", false, fmt.Errorf("recompute %s %s %s: %w", t.Indicator, t.Org, t.Period, err)
		}
	}
	if t.Value == "" {
		// The reason why there is no value may be a figure that nobody sent,
		// which leaves no source: nothing to compare.
		return "", true, nil
	}
	n, d, err := sums.total(t.Rollup)
	if err != nil {
		return "", false, fmt.Errorf("recompute %s %s %s: %w", t.Indicator, t.Org, t.Period, err)
	}
	scale, ok := new(big.Rat).SetString(t.Scale)
	if !ok || d.Sign() == 0 {
		return "", false, fmt.Errorf("recompute %s %s %s: scale %q, denominator %s", t.Indicator, t.Org, t.Period, t.Scale, d)
	}
	// The published parts have four decimals; so have these.
	value := new(big.Rat).Quo(new(big.Rat).Mul(places(n, 10_000), scale), places(d, 10_000))
	got = millionths(roundQuo(new(big.Int).Mul(value.Num(), big.NewInt(1_000_000)), value.Denom()))
	return got, got == t.Value, nil
}

func places(r *big.Rat, unit int64) *big.Rat {
	n := roundQuo(new(big.Int).Mul(r.Num(), big.NewInt(unit)), r.Denom())
	return new(big.Rat).SetFrac(n, big.NewInt(unit))
}

type termKey struct {
	unit, part string
	term       int
}

// partSums holds, per unit and term, the sum of the sources and how it counts.
type partSums map[termKey]*termSum

type termSum struct {
	sum, factor, threshold *big.Rat // threshold is nil without a transform
	missing                bool
}

func (p partSums) add(s Source) error {
	k := termKey{s.Unit, s.Part, s.Term}
	if p[k] == nil {
		factor, ok := new(big.Rat).SetString(s.Factor)
		if !ok {
			return fmt.Errorf("factor %q", s.Factor)
		}
		p[k] = &termSum{sum: new(big.Rat), factor: factor}
		if s.Transform == "at_least" {
			if p[k].threshold, ok = new(big.Rat).SetString(s.Threshold); !ok {
				return fmt.Errorf("threshold %q", s.Threshold)
			}
		}
	}
	if s.Value == "" {
		p[k].missing = true
		return nil
	}
	value, ok := new(big.Rat).SetString(s.Value)
	if !ok {
		return fmt.Errorf("value %q", s.Value)
	}
	p[k].sum.Add(p[k].sum, value.Mul(value, big.NewRat(int64(s.Operation), 1)))
	return nil
}

func (t *termSum) counted() *big.Rat {
	value := t.sum
	if t.threshold != nil {
		value = big.NewRat(0, 1)
		if t.sum.Cmp(t.threshold) >= 0 {
			value = big.NewRat(1, 1)
		}
	}
	return new(big.Rat).Mul(value, t.factor)
}

// combined is the sum of the units' numerators, or for max the greatest.
func combined(numerators map[string]*big.Rat, rollup string) *big.Rat {
	sum := new(big.Rat)
	var greatest *big.Rat
	for _, unit := range numerators {
		sum.Add(sum, unit)
		if greatest == nil || unit.Cmp(greatest) > 0 {
			greatest = unit
		}
	}
	if rollup == "max" && greatest != nil {
		return greatest
	}
	return sum
}

// total gives numerator and denominator over all units. Without denominator
// terms it is 1, or for share_yes the number of units.
func (p partSums) total(rollup string) (n, d *big.Rat, err error) {
	numerators, d := map[string]*big.Rat{}, new(big.Rat)
	hasDenominator := false
	for k, term := range p {
		if term.missing {
			return nil, nil, fmt.Errorf("a source of %s, term %d, has no value", k.unit, k.term)
		}
		if k.part == "denominator" {
			hasDenominator = true
			d.Add(d, term.counted())
			continue
		}
		if numerators[k.unit] == nil {
			numerators[k.unit] = new(big.Rat)
		}
		numerators[k.unit].Add(numerators[k.unit], term.counted())
	}
	n = combined(numerators, rollup)
	if !hasDenominator {
		d.SetInt64(1)
		if rollup == "share_yes" {
			d.SetInt64(int64(len(numerators)))
		}
	}
	return n, d, nil
}
