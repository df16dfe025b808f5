//go:build cgo

package main

import (
	"strings"
	"testing"
)

// leastScored is how many final scores a demo must have for the test to prove anything.
var leastScored = map[string]int{"henan-2021": 121, "beijing-2023": 300, "nanning-2019": 40, "county-consortium-2024": 6}

// leastTyped is how many rows of sheets 评分 there must be: of the consortia one figure is reported instead.
var leastTyped = map[string]int{"henan-2021": 4000, "beijing-2023": 1500, "nanning-2019": 300}

// Scores of stages, final scores, grades and ranks are what the sheets 评分, the
// indicators and the journal give.
func TestEvaluationsOfEveryPack(t *testing.T) {
	eachPack(t, func(t *testing.T, id, dir string) {
		r := recountOf(t, dir)
		if len(r.tables["stages"]) == 0 {
			t.Skip("this programme evaluates nobody")
		}
		e, rows, compared := newMarkBook(t, r), mart(t, dir, "mart_evaluation"), map[string]int{}
		for _, scheme := range r.schemes() {
			stages, final := e.standings(scheme)
			for _, row := range rows {
				if row["scheme"] != scheme {
					continue
				}
				got, want := row["score"], "NULL"
				if s := stages[markKey{scheme, row["stage"], row["org"], ""}]; s != nil {
					want = s.FloatString(10)
				}
				if row["stage"] == "final" {
					s := final[row["org"]]
					got = strings.Join([]string{row["score"], row["grade"], row["rank"], row["rank_parent"], row["from_stage"]}, " ")
					want = strings.Join([]string{fixedTo(s.score, 10), s.grade, s.rank, s.rankParent, strings.TrimSuffix(s.from, unsentMark)}, " ")
					delete(final, row["org"])
				}
				if got != want {
					t.Errorf("%s %s of %s: mart has %s, the sheets give %s", scheme, row["stage"], row["org"], got, want)
				}
				compared[row["stage"]]++
			}
			for org, s := range final {
				t.Errorf("%s has no final score in %s: the sheets give %s", org, scheme, s.score.FloatString(10))
			}
		}
		if compared["final"] < leastScored[id] || len(e.typed) < leastTyped[id] {
			t.Errorf("%d final scores of %d typed: too few to prove anything", compared["final"], len(e.typed))
		}
		t.Logf("%v scores compared by stage, from %d typed rows, %d adjustments and %d drawn", compared, len(e.typed), len(e.adjusted), len(e.drawn))
	})
}

func (r *recount) schemes() (schemes []string) {
	for _, s := range r.tables["stages"] {
		if len(schemes) == 0 || schemes[len(schemes)-1] != s["scheme"] {
			schemes = append(schemes, s["scheme"])
		}
	}
	return schemes
}
