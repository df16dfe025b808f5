//go:build cgo

package main

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// A figureAsked is one figure that a form asks for about an org.
type figureAsked struct{ org, element, reporter, list string }

// asked lists the figures asked for in a period, by org and element. Where
// several reporters give one, the element's authority says whose counts.
func (r *recount) asked(p recountPeriod) map[figureKey]figureAsked {
	if known := r.askedIn[p.text]; known != nil {
		return known
	}
	orgs, looked, found := r.orgs(p), r.lookedAt(p), map[figureKey]figureAsked{}
	r.askedIn[p.text] = found
	for _, line := range r.tables["forms"] {
		if !p.holds(line) || !p.asksFor(line["frequency"]) || p.history && !looked[line["element"]] {
			continue
		}
		authority := r.element(line["element"])["authority"]
		for _, reporter := range orgs {
			if !within(line["org_kind"], reporter) || slices.Contains(strings.Split(line["except"], "|"), reporter["org"]) {
				continue
			}
			for _, org := range r.about(line["about"], reporter, orgs) {
				key := figureKey{org, line["element"]}
				one := figureAsked{org, line["element"], reporter["org"], line["layout"]}
				if before, two := found[key]; !two || decides(authority, one, orgs) || !decides(authority, before, orgs) && one.reporter < before.reporter {
					found[key] = one
				}
			}
		}
	}
	return found
}

func decides(authority string, f figureAsked, orgs map[string]map[string]string) bool {
	return authority == "self" && f.reporter == f.org || authority == "parent" && f.reporter == orgs[f.org]["parent"] || authority == "org:"+f.reporter
}

// lookedAt are the elements of indicators valid then: history asks no others.
func (r *recount) lookedAt(p recountPeriod) map[string]bool {
	elements := map[string]bool{}
	for _, version := range r.tables["indicators"] {
		for _, term := range r.terms(version) {
			if p.holds(version) {
				elements[term["element"]] = true
			}
		}
	}
	return elements
}

func (r *recount) terms(version map[string]string) (terms []map[string]string) {
	for _, term := range r.tables["formulas"] {
		if term["indicator"] == version["indicator"] && term["version"] == version["version"] {
			terms = append(terms, term)
		}
	}
	return terms
}

func (r *recount) element(code string) map[string]string {
	for _, e := range r.tables["elements"] {
		if e["element"] == code {
			return e
		}
	}
	return nil
}

func (r *recount) about(word string, reporter map[string]string, orgs map[string]map[string]string) (list []string) {
	for code, o := range orgs {
		class := r.classes[o["kind"]]
		switch {
		case word == "self" && code == reporter["org"], word == "parent" && code == reporter["parent"],
			word == "children" && o["parent"] == reporter["org"],
			word == "roster" && o["parent"] == reporter["org"] && class == "institution",
			word == "counties" && class == "place", word == "places" && (class == "place" || class == "zone"):
			list = append(list, code)
		}
	}
	return list
}

// said is what the workbook that counts says about a figure asked for, or nil.
func (r *recount) said(p recountPeriod, f figureAsked) *big.Rat {
	org := f.org
	if f.list == "list" {
		org = f.reporter // a list has no column of orgs
	}
	cell, ok := r.books[p.text+" "+f.reporter][figureKey{org, f.element}]
	if !ok {
		return nil
	}
	text := softened.Replace(cell.text)
	switch text {
	case "是":
		return big.NewRat(1, 1)
	case "否":
		return new(big.Rat)
	}
	cell.text = text
	return cell.number()
}

// A yearSoFar is what was asked in the periods of one year, up to one of them.
type yearSoFar struct {
	periods []recountPeriod
	asked   []map[figureKey]figureAsked
}

func (r *recount) yearUpTo(p recountPeriod) (y yearSoFar) {
	for _, q := range r.periods {
		if q.year == p.year && q.nth <= p.nth {
			y.periods = append(y.periods, q)
			y.asked = append(y.asked, r.asked(q))
		}
	}
	return y
}

// value is an element's value of an org by the basis quarter, ytd or point, and
// whether it was asked for at all; a nil value is missing.
func (r *recount) value(y yearSoFar, key figureKey, basis string) (*big.Rat, bool) {
	e, last := r.element(key.element), len(y.periods)-1
	if e["basis"] == "year" {
		for i := last; i >= 0; i-- {
			if f, ok := y.asked[i][key]; ok {
				return r.said(y.periods[i], f), true
			}
		}
		return nil, false
	}
	f, ok := y.asked[last][key]
	if !ok || e["kind"] == "stock" {
		return r.said(y.periods[last], f), ok
	}
	now := r.said(y.periods[last], f)
	switch {
	case now == nil || e["basis"] == basis:
	case basis == "ytd":
		for i := range last {
			if f, ok := y.asked[i][key]; ok {
				now = plus(now, r.said(y.periods[i], f), 1)
			}
		}
	case basis == "quarter" && last > 0:
		f := y.asked[last-1][key]
		if now = plus(now, r.said(y.periods[last-1], f), -1); now != nil && now.Sign() < 0 {
			now = nil // what adds up over the year cannot fall
		}
	}
	return now, true
}

// plus is a + sign × b, or nil where one of them is missing.
func plus(a, b *big.Rat, sign int64) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Add(a, new(big.Rat).Mul(b, big.NewRat(sign, 1)))
}

// people is the newest value of an attribute known at a period's end, or nil.
func (r *recount) people(p recountPeriod, org, attribute string) *big.Rat {
	newest := map[string]string{}
	for _, a := range r.tables["attributes"] {
		if a["org"] == org && a["attribute"] == attribute && a["as_of"] <= p.last && a["as_of"] > newest["as_of"] {
			newest = a
		}
	}
	n, err := strconv.ParseInt(newest["value"], 10, 64)
	if err != nil {
		return nil
	}
	return big.NewRat(n, 1)
}
