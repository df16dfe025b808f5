package sample

import (
	"math/big"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// shared computes a value by a line of levels.csv.
func (w *world) shared(l level, org, element string, at programme.Period) decimal.Decimal {
	base := w.base(org, l.base, at)
	if l.less != "" {
		return base - w.base(org, l.less, at)
	}
	if l.over != "" {
		base = divided(base, w.base(org, l.over, at))
	}
	share := w.share(l, org, element, at)
	if w.known[element].ValueType == "yes_no" {
		return w.said(base, share, org, element)
	}
	v := part(base, share)
	v = part(v, seasons[l.season][at.Nth()-1])
	if w.noise > 100 && l.noise > 0 {
		v = w.chance(w.shock(v, l.season, org, at), base, org, element, at)
	}
	return floor(v+decimal.FromInt(l.plus), w.decimals(element, l))
}

// said is yes where the base is there and a die falls below the share: once
// yes, it stays so as the share grows.
func (w *world) said(base decimal.Decimal, share int64, org, element string) decimal.Decimal {
	if base > 0 && w.dice.throw(million, "said", org, element) < share {
		return decimal.FromInt(1)
	}
	return 0
}

// share is the share that holds in a quarter.
func (w *world) share(l level, org, element string, at programme.Period) int64 {
	c := w.character(org)
	standing := w.dice.throw(1001, "standing", org, element)
	if l.by == "level" {
		standing = (2*c.level + standing) / 3
	}
	pace := 400 + 12*c.pace/10
	share := l.low + (l.high-l.low)*standing/1000 + l.step*w.quarter(at)*pace/1000
	share += w.dice.around(l.noise*w.noise/100, "noise", org, element, at.String())
	if l.limit > 0 {
		share = min(share, l.limit)
	}
	return max(share, 0)
}

// quarter counts quarters from the end of the programme's first period; what
// lies before is negative.
func (w *world) quarter(at programme.Period) int64 {
	first := lastQuarter(w.pack.Programme.Periods.First)
	return int64((at.Year()-first.Year())*4 + at.Nth() - first.Nth())
}

// base is what a share is taken of: people, a number of places, another element
// of the same org and quarter, the sum of one over the org's places, or what a
// roster of institutions makes of it.
func (w *world) base(org, name string, at programme.Period) decimal.Decimal {
	if element, isSum := strings.CutPrefix(name, "sum("); isSum {
		var sum decimal.Decimal
		for _, place := range w.places(org, at) {
			sum += w.base(place.Code, strings.TrimSuffix(element, ")"), at)
		}
		return sum
	}
	if v, isRoster := w.rosterBase(org, name, at); isRoster {
		return v
	}
	switch name {
	case "@drawn":
		return w.drawn(org)
	case "@one":
		return decimal.FromInt(1)
	case "@counties":
		return decimal.FromInt(int64(len(w.places(org, at))))
	case "@population", "@elders":
		return w.inhabitants(org, strings.TrimPrefix(name, "@"))
	}
	if w.known[name].Basis == "year" {
		return w.value(org, name, at)
	}
	return w.during(org, name, at)
}

// places lists the places below an org whose figures are added into its own.
func (w *world) places(org string, at programme.Period) (below []programme.Org) {
	for _, o := range w.pack.OrgsOf("all", at) {
		if o.Additive && w.pack.ClassOf(o) == "place" && o.Code != org && w.isBelow(o, org, at) {
			below = append(below, o)
		}
	}
	return below
}

// isBelow follows parents upwards, at most as many as there are orgs.
func (w *world) isBelow(o programme.Org, org string, at programme.Period) bool {
	for range w.pack.Orgs {
		if o.Parent == org {
			return true
		}
		parent, found := w.pack.Org(o.Parent, at)
		if !found {
			return false
		}
		o = parent
	}
	return false
}

// inhabitants are those of a census, else those of the org's character.
func (w *world) inhabitants(org, attribute string) decimal.Decimal {
	if n, counted := w.people[place{org, attribute}]; counted {
		return n
	}
	c := w.character(org)
	if attribute == "elders" {
		return decimal.FromInt(c.elders)
	}
	return decimal.FromInt(c.people)
}

func (w *world) decimals(element string, l level) int {
	if e, known := w.known[element]; known {
		return e.Decimals
	}
	return l.decimals
}

// seasons are the shares of a usual quarter that its four quarters have.
var seasons = map[string][4]int64{
	"":          {million, million, million, million},
	"visits":    {930_000, 1_000_000, 975_000, 1_095_000}, // Spring Festival; winter colds
	"contracts": {1_750_000, 620_000, 520_000, 1_110_000}, // most contracts begin in January
	"rising":    {250_000, 500_000, 750_000, million},     // begun anew each year
	"winter":    {1_150_000, 850_000, 800_000, 1_200_000},
}

// part is v times share, in millionths.
func part(v decimal.Decimal, share int64) decimal.Decimal {
	whole, rest := int64(v)/million, int64(v)%million
	return decimal.Decimal(whole*share + rest*share/million)
}

// divided is v by w with the places of a decimal, cut off; 0 by nothing is 0.
func divided(v, w decimal.Decimal) decimal.Decimal {
	if w == 0 {
		return 0
	}
	n := new(big.Int).Mul(big.NewInt(int64(v)), big.NewInt(int64(decimal.FromInt(1))))
	return decimal.Decimal(n.Quo(n, big.NewInt(int64(w))).Int64())
}

// floor cuts v to a number of decimals.
func floor(v decimal.Decimal, decimals int) decimal.Decimal {
	unit := decimal.Decimal(1)
	for range decimal.Scale - decimals {
		unit *= 10
	}
	return v - v%unit
}
