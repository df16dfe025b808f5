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
	value, err := sums.value(t)
	if err != nil {
		return "", false, fmt.Errorf("recompute %s %s %s: %w", t.Indicator, t.Org, t.Period, err)
	}
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
