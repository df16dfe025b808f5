//go:build cgo

package main

import (
	"fmt"
	"math/big"
	"slices"
	"testing"
)

// leastMeasured is how many measures a demo must have for the test to prove anything.
var leastMeasured = map[string]int{"hanzhong-2022": 300, "beijing-2023": 350, "nanning-2019": 1000, "henan-2021": 300, "county-consortium-2024": 900}

// Measures that count a figure or a yes are done where the workbooks say so: the
// newest figure since the programme began counts, of flows the newest of the year.
func TestMeasuresOfEveryPack(t *testing.T) {
	eachPack(t, func(t *testing.T, id, dir string) {
		r, compared, done := recountOf(t, dir), 0, 0
		for _, row := range mart(t, dir, "mart_measure") {
			at := slices.IndexFunc(r.periods, func(p recountPeriod) bool { return p.text == row["period"] })
			if !r.hasRead(row["period"]) || row["round"] != "" || row["type"] != "count" && row["type"] != "yes_no" || !r.hasRead(row["value_period"]) {
				continue
			}
			value, from := r.newest(at, figureKey{row["org"], row["element"]})
			want := fmt.Sprintf("%s from %q, done %t", fixed(value), from, value != nil && value.Cmp(exactly(row["target"])) >= 0)
			if got := fmt.Sprintf("%s from %q, done %t", row["value"], row["value_period"], row["state"] == "done"); got != want {
				t.Errorf("task %s, %s of %s in %s: mart has %s, the workbooks give %s", row["task"], row["measure"], row["org"], row["period"], got, want)
			}
			compared++
			done += b2i(row["state"] == "done")
		}
		if compared < leastMeasured[id] || done < compared/10 || done == compared {
			t.Errorf("%d measures, %d of them done: too few to prove anything", compared, done)
		}
		t.Logf("%d measures compared, %d of them done", compared, done)
	})
}

// hasRead says whether the workbooks of a period were read; none is as good.
func (r *recount) hasRead(period string) bool {
	for key := range r.books {
		if period == "" || key[:4] == period[:4] {
			return true
		}
	}
	return false
}

// newest is the newest figure of an element up to a period, and the period it is of.
func (r *recount) newest(at int, key figureKey) (*big.Rat, string) {
	e, basis := r.element(key.element), "point"
	if e["kind"] == "flow" && e["basis"] != "year" {
		basis = "ytd"
	}
	for i := at; i >= 0; i-- {
		q := r.periods[i]
		if q.history || basis == "ytd" && q.year != r.periods[at].year || !r.hasRead(q.text) {
			break
		}
		if v, _ := r.value(r.yearUpTo(q), key, basis); v != nil {
			return v, q.text
		}
	}
	return nil, ""
}
