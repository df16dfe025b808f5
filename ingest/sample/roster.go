package sample

import (
	"math/big"
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// rosterBase is a base that ties an org to the institutions of its roster, so that
// what the org types and what its roster adds up to is one figure.
func (w *world) rosterBase(org, name string, at programme.Period) (decimal.Decimal, bool) {
	if name == "@roster" {
		return decimal.FromInt(int64(len(w.roster(org, at)))), true
	}
	if element, isSum := strings.CutPrefix(name, "roster("); isSum {
		var sum decimal.Decimal
		for _, institution := range w.roster(org, at) {
			sum += w.base(institution, strings.TrimSuffix(element, ")"), at)
		}
		return sum, true
	}
	if element, isPart := strings.CutPrefix(name, "split("); isPart {
		return w.partOfParent(org, strings.TrimSuffix(element, ")"), at), true
	}
	return 0, false
}

// roster lists the institutions of an org in the order of their codes.
func (w *world) roster(org string, at programme.Period) []string {
	key := place{org, at.String()}
	if known, done := w.rosters[key]; done {
		return known
	}
	var codes []string
	for _, o := range w.pack.OrgsOf("all", at) {
		if o.Parent == org && w.pack.ClassOf(o) == "institution" {
			codes = append(codes, o.Code)
		}
	}
	slices.Sort(codes)
	w.rosters[key] = codes
	return codes
}

// partOfParent divides a figure of the org above among its roster by the people of
// each: whole numbers that add up to it exactly.
func (w *world) partOfParent(institution, element string, at programme.Period) decimal.Decimal {
	o, found := w.pack.Org(institution, at)
	if !found {
		return 0
	}
	var before, people int64 // of those earlier in the list, and of all
	for _, code := range w.roster(o.Parent, at) {
		n := w.character(code).people
		if code < institution {
			before += n
		}
		people += n
	}
	whole := w.base(o.Parent, element, at)
	upTo := func(n int64) decimal.Decimal { return portion(whole, n, people) }
	return upTo(before+w.character(institution).people) - upTo(before)
}

// portion is whole * n / all, rounded down to a whole number.
func portion(whole decimal.Decimal, n, all int64) decimal.Decimal {
	if all == 0 {
		return 0
	}
	v := new(big.Int).Mul(big.NewInt(int64(floor(whole, 0)/decimal.FromInt(1))), big.NewInt(n))
	return decimal.FromInt(v.Quo(v, big.NewInt(all)).Int64())
}
