package sample

import (
	"math/big"

	"yigai/internal/decimal"
	"yigai/programme"
)

// A calm sample has only the noise of its tables. One with more of it also has
// what makes honest figures look odd: the chance of small counts, and quarters
// in which something happened.

// chance adds what a count varies by chance, up to one and a half times its
// square root, and never makes a part larger than its whole.
func (w *world) chance(v, whole decimal.Decimal, org, element string, at programme.Period) decimal.Decimal {
	count := int64(v) / int64(decimal.FromInt(1))
	root := new(big.Int).Sqrt(big.NewInt(max(count, 0))).Int64()
	moved := max(v+decimal.FromInt(w.dice.around(root*3/2, "chance", org, element, at.String())), 0)
	if v <= whole {
		return min(moved, whole)
	}
	return moved
}

// shock is what an outbreak or a closed ward does: in one quarter of twelve an
// org has 10 to 35 % fewer visits and admissions.
func (w *world) shock(v decimal.Decimal, season, org string, at programme.Period) decimal.Decimal {
	if season != "visits" || w.dice.throw(12, "shock", org, at.String()) > 0 {
		return v
	}
	return part(v, million-100_000-w.dice.throw(250_000, "depth", org, at.String()))
}
