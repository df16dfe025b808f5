//go:build cgo

package main

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"testing"
)

// A markBook is a recount of who scores what: items, stages, final scores.
type markBook struct {
	*recount
	typed    map[markKey]typedScore
	adjusted map[markKey]*big.Rat
	drawn    map[markKey]bool
	proven   map[markKey]bool // files received as evidence, by scheme '' and org and item
	values   map[string]map[indicatorKey]tally
}

func newMarkBook(t *testing.T, r *recount) *markBook {
	t.Helper()
	e := &markBook{recount: r, typed: r.typedScores(t), proven: map[markKey]bool{}, values: map[string]map[indicatorKey]tally{}}
	e.adjusted, e.drawn = decided(t, r.dir)
	for _, a := range martOrNone(t, r.dir, "mart_attachment") {
		if a["kind"] == "evidence" && a["item"] != "" && a["sha256"] != "" {
			e.proven[markKey{"", a["period"], a["reporter"], a["item"]}] = true
		}
	}
	for _, s := range r.tables["stages"] {
		if e.values[s["period"]] == nil {
			e.values[s["period"]] = r.indicators(r.period(s["period"]))
		}
	}
	return e
}

// parameters are those of an item: indicator=a;floor=1.
func parameters(text string) map[string]string {
	p := map[string]string{}
	for _, part := range strings.Split(text, ";") {
		name, value, _ := strings.Cut(part, "=")
		p[name] = value
	}
	return p
}

// computed are the marks that an item's indicator gives, or nil.
func (e *markBook) computed(item map[string]string, period, org string) *big.Rat {
	p, full := parameters(item["parameters"]), exactly(item["full_marks"])
	var v *big.Rat
	for _, version := range e.tables["indicators"] {
		if version["indicator"] == p["indicator"] && e.period(period).holds(version) {
			if c, ok := e.values[period][indicatorKey{p["indicator"], version["version"], org, period, version["default_basis"]}]; ok {
				v = c.value()
			}
		}
	}
	if v == nil || p["shape"] == "" {
		return nil
	}
	switch p["shape"] {
	case "steps":
		marks := new(big.Rat)
		for _, step := range strings.Split(p["steps"], "|") {
			if from, worth, _ := strings.Cut(step, ":"); v.Cmp(exactly(from)) >= 0 {
				marks = exactly(worth)
			}
		}
		return marks
	case "all":
		if v.Cmp(exactly(cmp.Or(p["full"], "100"))) >= 0 {
			return full
		}
		return new(big.Rat)
	}
	floor := exactly(p["floor"])
	span := new(big.Rat).Sub(exactly(p["full"]), floor)
	marks := new(big.Rat).Mul(new(big.Rat).Quo(new(big.Rat).Sub(v, floor), span), full)
	return between(marks, full)
}

// between keeps a score from 0 to the full marks.
func between(n, full *big.Rat) *big.Rat {
	if n.Sign() < 0 {
		return new(big.Rat)
	}
	if n.Cmp(full) > 0 {
		return full
	}
	return n
}

// item is what an item counts, and whether somebody did something about it.
func (e *markBook) item(stage, item map[string]string, org string) (marks *big.Rat, handled bool) {
	key, full := markKey{stage["scheme"], stage["stage"], org, item["item"]}, exactly(item["full_marks"])
	row := e.typed[key]
	if n := e.adjusted[key]; n != nil {
		return between(n, full), true
	}
	proof := row.evidence != "" || stage["scorer"] == "self" && e.proven[markKey{"", stage["period"], org, item["item"]}]
	typed := cellAt{text: softened.Replace(row.score)}.number()
	computed := e.computed(item, stage["period"], org)
	if item["method"] == "indicator" {
		typed, handled = nil, row.evidence != ""
	} else {
		handled = typed != nil || row.score == "不适用" || row.evidence != ""
	}
	switch {
	case item["method"] != "indicator" && row.score == "不适用", item["evidence_required"] == "yes" && !proof:
		return new(big.Rat), handled
	case typed != nil:
		return between(typed, full), handled
	case computed != nil && item["method"] != "hand":
		return computed, handled
	}
	return new(big.Rat), handled
}

// stageScore is the score of a stage of items, to ten decimals, and whether it
// was handed in; the sum is there without as well.
func (e *markBook) stageScore(stage map[string]string, org string) (score *big.Rat, handed bool) {
	score, alone := new(big.Rat), true
	for _, item := range e.tables["scoring"] {
		if item["scheme"] != stage["scheme"] || item["stages"] != "" && !slices.Contains(strings.Split(item["stages"], "|"), stage["stage"]) {
			continue
		}
		marks, handled := e.item(stage, item, org)
		score.Add(score, marks)
		handed = handed || handled
		alone = alone && item["method"] == "indicator" && item["evidence_required"] != "yes"
	}
	return exactly(score.FloatString(10)), handed || alone
}
