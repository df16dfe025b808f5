package transform

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
)

// value puts the terms together as the indicator's type says.
func (p partSums) value(t Number) (*big.Rat, error) {
	for k, term := range p {
		if term.missing {
			return nil, fmt.Errorf("a source of %s, term %d, has no value", k.unit, k.term)
		}
	}
	scale, ok := new(big.Rat).SetString(t.Scale)
	if !ok {
		return nil, fmt.Errorf("scale %q", t.Scale)
	}
	share := p.share
	if t.Type == "death_probability" {
		share = p.probability
	}
	value, err := share(t.Type, t.Rollup)
	if err != nil {
		return nil, err
	}
	return value.Mul(value, scale), nil
}

// share is numerator by denominator, each first divided by what it is a mean
// over; for a growth less 1. The published parts have four decimals; so have these.
func (p partSums) share(kind, rollup string) (*big.Rat, error) {
	value := places(p.numerator(rollup), 10_000)
	divisors := []*big.Rat{p.denominator(rollup), p.sum("numerator_per", big.NewRat(1, 1))}
	for _, d := range divisors {
		if d.Sign() == 0 {
			return nil, errors.New("a denominator is 0")
		}
		value.Quo(value, places(d, 10_000))
	}
	value.Mul(value, places(p.sum("denominator_per", big.NewRat(1, 1)), 10_000))
	if kind == "growth" {
		value.Sub(value, big.NewRat(1, 1))
	}
	return value, nil
}

// byUnit sums the terms of a part for each unit.
func (p partSums) byUnit(part string) map[string]*big.Rat {
	units := map[string]*big.Rat{}
	for k, term := range p {
		if k.part != part {
			continue
		}
		if units[k.unit] == nil {
			units[k.unit] = new(big.Rat)
		}
		units[k.unit].Add(units[k.unit], term.counted())
	}
	return units
}

// sum adds a part up over all units; without terms it is otherwise.
func (p partSums) sum(part string, otherwise *big.Rat) *big.Rat {
	units := p.byUnit(part)
	if len(units) == 0 {
		return otherwise
	}
	total := new(big.Rat)
	for _, unit := range units {
		total.Add(total, unit)
	}
	return total
}

// numerator is the sum of the units' numerators, or the greatest or least of them.
func (p partSums) numerator(rollup string) *big.Rat {
	sum := p.sum("numerator", new(big.Rat))
	order := map[string]int{"max": 1, "min": -1}[rollup]
	if order == 0 {
		return sum
	}
	var chosen *big.Rat
	for _, unit := range p.byUnit("numerator") {
		if chosen == nil || unit.Cmp(chosen) == order {
			chosen = unit
		}
	}
	return cmp.Or(chosen, sum)
}

// denominator without terms is 1, or for share_yes the number of units.
func (p partSums) denominator(rollup string) *big.Rat {
	none := big.NewRat(1, 1)
	if rollup == "share_yes" {
		none.SetInt64(int64(len(p.byUnit("numerator"))))
	}
	return p.sum("denominator", none)
}

// probability is 1 less the product over age groups of (2D - 5N) / (2D + 5N):
// the n-th term of the numerator and the n-th of the denominator are a group.
func (p partSums) probability(_, _ string) (*big.Rat, error) {
	deaths, people := p.byTerm("numerator"), p.byTerm("denominator")
	if len(deaths) == 0 || len(deaths) != len(people) {
		return nil, fmt.Errorf("%d groups of deaths and %d of people", len(deaths), len(people))
	}
	alive := big.NewRat(1, 1)
	for i := range deaths {
		n, d := deaths[i].Mul(deaths[i], big.NewRat(5, 2)), people[i]
		under := new(big.Rat).Add(d, n)
		if under.Sign() == 0 {
			return nil, errors.New("a group has no people")
		}
		alive.Mul(alive, new(big.Rat).Quo(new(big.Rat).Sub(d, n), under))
	}
	return alive.Sub(big.NewRat(1, 1), alive), nil
}

// byTerm sums the units of each term of a part, in the order of the terms.
func (p partSums) byTerm(part string) (list []*big.Rat) {
	sums := map[int]*big.Rat{}
	for k, term := range p {
		if k.part != part {
			continue
		}
		if sums[k.term] == nil {
			sums[k.term] = new(big.Rat)
		}
		sums[k.term].Add(sums[k.term], term.counted())
	}
	for _, term := range slices.Sorted(maps.Keys(sums)) {
		list = append(list, sums[term])
	}
	return list
}
