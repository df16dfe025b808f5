//go:build cgo

package main

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// An outcome is the final score of an org in a scheme.
type outcome struct {
	from, grade      string
	score            *big.Rat
	rank, rankParent string // NULL alone
}

// unsentMark marks a final score that rests on a stage nobody handed in.
const unsentMark = " unsent"

// stages of a scheme, those on parts last, so that the parts have their scores.
func (r *recount) stagesOf(scheme string) (stages []map[string]string) {
	for _, s := range r.tables["stages"] {
		if s["scheme"] == scheme {
			stages = append(stages, s)
		}
	}
	slices.SortStableFunc(stages, func(a, b map[string]string) int {
		return cmp.Compare(b2i(a["base"] == "parts"), b2i(b["base"] == "parts"))
	})
	return stages
}

func b2i(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// standings recounts a scheme: scores of each stage, final scores, grades, ranks.
func (e *markBook) standings(scheme string) (stages map[markKey]*big.Rat, final map[string]outcome) {
	stages, unsent, final := map[markKey]*big.Rat{}, map[markKey]*big.Rat{}, map[string]outcome{}
	for _, stage := range e.stagesOf(scheme) {
		for code, org := range e.orgs(e.period(stage["period"])) {
			key := markKey{scheme, stage["stage"], code, ""}
			if !within(stage["scored_kind"], org) || stage["draw_max"] != "" && !e.drawn[key] {
				continue
			}
			switch {
			case e.adjusted[key] != nil:
				stages[key] = e.adjusted[key]
			case stage["base"] == "parts":
				stages[key] = e.mean(code, stage, final)
			case strings.HasPrefix(stage["base"], "element:"):
				stages[key], _ = e.value(e.yearUpTo(e.period(stage["period"])), figureKey{code, strings.TrimPrefix(stage["base"], "element:")}, "point")
			default:
				score, handed := e.stageScore(stage, code)
				if handed {
					stages[key] = score
				} else if stage["draw_max"] == "" {
					unsent[key] = score
				}
			}
			e.settle(final, stage, key, stages[key], unsent[key])
		}
	}
	e.rank(scheme, final)
	return stages, final
}

// settle makes a stage's score final where its order is the greatest yet, and
// what was not handed in where there is nothing else.
func (e *markBook) settle(final map[string]outcome, stage map[string]string, key markKey, score, unsent *big.Rat) {
	order, err := strconv.Atoi(stage["final_order"])
	if err != nil || order == 0 || score == nil && unsent == nil {
		return
	}
	before, has := final[key.org]
	switch {
	case score != nil && order > e.order(key.scheme, before.from): // 0 of what was not sent, or of nothing
		final[key.org] = outcome{from: key.stage, score: score}
	case score == nil && !has:
		final[key.org] = outcome{from: key.stage + unsentMark, score: unsent}
	}
}

// order is the final_order of a stage, 0 of one that was not handed in.
func (e *markBook) order(scheme, stage string) int {
	for _, s := range e.stagesOf(scheme) {
		if n, err := strconv.Atoi(s["final_order"]); s["stage"] == stage && err == nil {
			return n
		}
	}
	return 0
}

// mean is the mean of the parts' final scores, cut after ten decimals.
func (e *markBook) mean(org string, stage map[string]string, final map[string]outcome) *big.Rat {
	sum, parts := new(big.Rat), int64(0)
	for code, o := range e.orgs(e.period(stage["period"])) {
		if part, has := final[code]; has && o["parent"] == org && o["additive"] == "yes" {
			sum.Add(sum, part.score)
			parts++
		}
	}
	if parts == 0 {
		return nil
	}
	sum.Mul(sum, big.NewRat(10_000_000_000, parts))
	return new(big.Rat).SetFrac(new(big.Int).Quo(sum.Num(), sum.Denom()), big.NewInt(10_000_000_000))
}

// rank gives competition ranks within the class, in all and under one parent,
// and grades by half-open bands.
func (e *markBook) rank(scheme string, final map[string]outcome) {
	orgs := map[string]map[string]string{}
	for _, o := range e.tables["orgs"] {
		orgs[o["org"]] = o
	}
	for code, s := range final {
		all, better, near, nearBetter := 0, 0, 0, 0
		for other, o := range final {
			if e.classes[orgs[other]["kind"]] != e.classes[orgs[code]["kind"]] {
				continue
			}
			beside, ahead := b2i(orgs[other]["parent"] == orgs[code]["parent"]), b2i(o.score.Cmp(s.score) > 0)
			all, better, near, nearBetter = all+1, better+ahead, near+beside, nearBetter+beside*ahead
		}
		s.rank, s.rankParent = ranking(better, all), ranking(nearBetter, near)
		for _, g := range e.tables["grades"] {
			if g["scheme"] == scheme && s.score.Cmp(exactly(g["from"])) >= 0 && (g["to"] == "" || s.score.Cmp(exactly(g["to"])) < 0) {
				s.grade = g["grade"]
			}
		}
		final[code] = s
	}
}

func ranking(better, all int) string {
	if all < 2 {
		return "NULL"
	}
	return strconv.Itoa(better + 1)
}
