//go:build cgo

package main

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// indicatorKey names a row of mart_indicator.
type indicatorKey struct{ indicator, version, org, period, basis string }

// A tally is an indicator of an org: sums over those below that have every part.
type tally struct {
	top, bottom        *big.Rat // nil while nobody has all parts, or where there is no denominator
	reported, expected int
	divides            bool
	scale              *big.Rat
}

// value is the exact figure, or nil.
func (c tally) value() *big.Rat {
	if c.reported == 0 || c.divides && c.bottom.Sign() == 0 {
		return nil
	}
	v := new(big.Rat).Mul(c.top, c.scale)
	if c.divides {
		v.Quo(v, c.bottom)
	}
	return v
}

// row is what mart_indicator must say: numerator, denominator, value, units.
func (c tally) row() string {
	value := "NULL"
	if v := c.value(); v != nil {
		value = v.FloatString(6)
	}
	return fmt.Sprintf("%s / %s = %s of %d/%d", fixed(c.top), fixed(c.bottom), value, c.reported, c.expected)
}

// exactly is the value of a number in a pack.
func exactly(text string) *big.Rat {
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("no number: " + text)
	}
	return n
}

func fixed(n *big.Rat) string { return fixedTo(n, 4) }

func fixedTo(n *big.Rat, decimals int) string {
	if n == nil {
		return "NULL"
	}
	return n.FloatString(decimals)
}

// isPlain says whether an indicator is a sum or a ratio of sums of one period.
func isPlain(version map[string]string, terms []map[string]string) bool {
	sound := !slices.Contains([]string{"growth", "quotient", "death_probability"}, version["type"]) && version["rollup"] != "max" && version["rollup"] != "min"
	for _, term := range terms {
		sound = sound && term["shift"] == "0" && !strings.HasSuffix(term["part"], "_per")
	}
	return sound && len(terms) > 0
}

// indicators recounts every plain indicator of a period at every level.
func (r *recount) indicators(p recountPeriod) map[indicatorKey]tally {
	all, year, orgs := map[indicatorKey]tally{}, r.yearUpTo(p), r.orgs(p)
	for _, version := range r.tables["indicators"] {
		terms := r.terms(version)
		if !p.holds(version) || !isPlain(version, terms) {
			continue
		}
		for _, basis := range r.bases(terms, p) {
			own := map[string]tally{}
			for code, org := range orgs {
				if c, ok := r.unit(year, version, terms, basis, org, orgs); ok {
					own[code] = c
				}
			}
			for code, c := range r.addUp(own, version, terms, orgs) {
				all[indicatorKey{version["indicator"], version["version"], code, p.text, basis}] = c
			}
		}
	}
	return all
}

// bases are those an indicator is told in: point without flows.
func (r *recount) bases(terms []map[string]string, p recountPeriod) []string {
	for _, term := range terms {
		if e := r.element(term["element"]); e["kind"] == "flow" && e["basis"] != "year" {
			if p.of == 1 {
				return []string{"ytd"}
			}
			return []string{"quarter", "ytd"}
		}
	}
	return []string{"point"}
}

// unit is the indicator of an org by itself, if all its elements are asked of it.
func (r *recount) unit(y yearSoFar, version map[string]string, terms []map[string]string, basis string, org map[string]string, orgs map[string]map[string]string) (tally, bool) {
	c := tally{expected: 1, reported: 1, top: new(big.Rat), bottom: new(big.Rat), scale: exactly(version["scale"])}
	for _, term := range terms {
		v, ok := r.term(y, term, basis, org, orgs)
		if !ok {
			return tally{}, false
		}
		if v != nil {
			v = new(big.Rat).Mul(v, exactly(term["factor"]))
		}
		if term["part"] == "numerator" {
			c.top = plus(c.top, v, 1)
		} else {
			c.bottom, c.divides = plus(c.bottom, v, 1), true
		}
	}
	if !c.divides {
		c.bottom = nil
	}
	if !c.divides && version["rollup"] == "share_yes" {
		c.bottom, c.divides = big.NewRat(1, 1), true
	}
	if c.top == nil || c.divides && c.bottom == nil {
		c.reported = 0
	}
	return c, true
}

// term is one term's value, and whether it is asked of the org.
func (r *recount) term(y yearSoFar, term map[string]string, basis string, org map[string]string, orgs map[string]map[string]string) (*big.Rat, bool) {
	p := y.periods[len(y.periods)-1]
	switch name := term["element"]; {
	case name == "@one":
		return big.NewRat(1, 1), true
	case name == "@counties":
		return big.NewRat(r.placesBelow(org["org"], orgs), 1), true
	case strings.HasPrefix(name, "@"):
		return r.people(p, org["org"], name[1:]), true
	}
	v, ok := r.value(y, figureKey{org["org"], term["element"]}, basis)
	if v != nil && term["transform"] == "at_least" {
		reaches := v.Cmp(exactly(term["threshold"])) >= 0
		if v = new(big.Rat); reaches {
			v = big.NewRat(1, 1)
		}
	}
	return v, ok
}

func (r *recount) placesBelow(org string, orgs map[string]map[string]string) (places int64) {
	for code, o := range orgs {
		if r.classes[o["kind"]] == "place" && slices.Contains(above(orgs, code), org) {
			places++
		}
	}
	return places
}

// addUp adds what orgs have of their own into all orgs above them that have none.
func (r *recount) addUp(own map[string]tally, version map[string]string, terms []map[string]string, orgs map[string]map[string]string) map[string]tally {
	all := map[string]tally{}
	for code, c := range own {
		all[code] = c
		if version["rollup"] == "none" || !r.belongs(terms, orgs[code]["kind"]) {
			continue
		}
		for _, up := range above(orgs, code) {
			if _, has := own[up]; has {
				continue
			}
			sum := all[up]
			sum.expected, sum.divides, sum.scale = sum.expected+1, c.divides, c.scale
			if c.reported > 0 {
				sum.reported++
				sum.top = added(sum.top, c.top)
				if c.divides {
					sum.bottom = added(sum.bottom, c.bottom)
				}
			}
			all[up] = sum
		}
	}
	return all
}

func added(sum, n *big.Rat) *big.Rat {
	if sum == nil {
		sum = new(big.Rat)
	}
	return new(big.Rat).Add(sum, n)
}

// belongs says whether the figures of a kind are those the elements add up.
func (r *recount) belongs(terms []map[string]string, kind string) bool {
	for _, term := range terms {
		if e := r.element(term["element"]); e != nil && !slices.Contains(strings.Split(e["level"], "|"), kind) {
			return false
		}
	}
	return true
}

// martRow is a row of mart_indicator as tally.row says it.
func martRow(row map[string]string) string {
	reported, err := strconv.Atoi(row["units_reported"])
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("%s / %s = %s of %d/%s", row["numerator"], row["denominator"], row["value"], reported, row["units_expected"])
}
