//go:build cgo

package main

import (
	"cmp"
	"slices"

	"yigai/internal/parquetio"
	"yigai/programme"
)

// A scored is one org in one scheme and year.
type scored struct {
	Scheme string `json:"scheme"`
	Year   int    `json:"year"`
	Org    string `json:"org"`
}

// A result is what an org has in the end.
type result struct {
	Score  string           `json:"score"` // exact
	Grade  string           `json:"grade"`
	Rank   int              `json:"rank"` // 0 for none
	RankOf int              `json:"rank_of"`
	From   string           `json:"from_stage"`
	exact  parquetio.Number // of Score
	seq    int              // of the org
}

// results are all final scores by one set of rules, and its bands of grades.
type results struct {
	final map[scored]result
	bands []programme.Grade
}

func readResults(marts string, pack *programme.Pack) (results, error) {
	rows, err := readEvaluation(marts)
	made := results{map[scored]result{}, pack.Grades}
	for _, r := range rows {
		if r.Stage == finalStage {
			made.final[scored{r.Scheme, r.Year, r.Org}] = result{r.Score.String(), r.Grade, r.Rank, r.RankOf, r.From, r.Score, r.OrgSeq}
		}
	}
	return made, err
}

// A cutOffCrossed is a line between two grades that a score passed.
type cutOffCrossed struct {
	Grade string `json:"grade"` // that begins there
	From  string `json:"from"`
}

// A step is what changed for an org between two results, and through what.
type step struct {
	Cause     string          `json:"cause"` // rules or data
	Score     bool            `json:"score_moved"`
	Grade     bool            `json:"grade_moved"`
	Rank      bool            `json:"rank_moved"`
	Crossed   []cutOffCrossed `json:"cut_offs"`    // by the score, the nearest to where it came from first
	BandMoved bool            `json:"bands_moved"` // the grade changed since its bands did
}

func (s step) moved() bool { return s.Score || s.Grade || s.Rank }

// A rescored org is one that moved in at least one step.
type rescored struct {
	scored
	Then     *result `json:"rules_then_data_then"` // nil where it had none
	RulesNow *result `json:"rules_now_data_then"`
	DataNow  *result `json:"rules_now_data_now"`
	Steps    []step  `json:"steps"`
}

// A comparison lists who moved, in the order of scheme, year and org.
type comparison struct {
	Moved  []rescored `json:"moved"`
	Stayed int        `json:"stayed"`
}

// compareResults holds three results against each other: rules then on data
// then, rules now on data then, rules now on data now.
func compareResults(three []results) comparison {
	c := comparison{Moved: []rescored{}}
	for _, who := range everybody(three) {
		of := func(i int) *result {
			if r, has := three[i].final[who]; has {
				return &r
			}
			return nil
		}
		r := rescored{scored: who, Then: of(0), RulesNow: of(1), DataNow: of(2), Steps: []step{}}
		for i, cause := range []string{"rules", "data"} {
			if s := stepOf(cause, of(i), of(i+1), who.Scheme, three[i+1].bands); s.moved() {
				r.Steps = append(r.Steps, s)
			}
		}
		if len(r.Steps) > 0 {
			c.Moved = append(c.Moved, r)
		} else {
			c.Stayed++
		}
	}
	return c
}

func everybody(three []results) (all []scored) {
	seq := map[scored]int{}
	for _, r := range three {
		for who, result := range r.final {
			if _, known := seq[who]; !known {
				all = append(all, who)
			}
			seq[who] = result.seq
		}
	}
	slices.SortFunc(all, func(x, y scored) int {
		return cmp.Or(cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Year, y.Year), cmp.Compare(seq[x], seq[y]), cmp.Compare(x.Org, y.Org))
	})
	return all
}

// stepOf compares two results of one org; bands are those of the second.
func stepOf(cause string, before, after *result, scheme string, bands []programme.Grade) step {
	s := step{Cause: cause, Crossed: []cutOffCrossed{}}
	if before == nil || after == nil {
		s.Score = before != after
		return s
	}
	s.Score, s.Grade, s.Rank = before.exact.Cmp(after.exact) != 0, before.Grade != after.Grade, before.Rank != after.Rank || before.RankOf != after.RankOf
	s.Crossed = append(s.Crossed, cutOffsBetween(before.exact, after.exact, scheme, bands)...)
	s.BandMoved = s.Grade && len(s.Crossed) == 0
	return s
}

// cutOffsBetween lists the lines that a score passes on its way: a line is
// reached by a score that equals it, and lost by one below it.
func cutOffsBetween(before, after parquetio.Number, scheme string, bands []programme.Grade) (crossed []cutOffCrossed) {
	var lines []programme.Grade
	for _, b := range bands {
		line := parquetio.Decimal(int64(b.From), 4)
		if b.Scheme == scheme && (before.Cmp(line) < 0) != (after.Cmp(line) < 0) {
			lines = append(lines, b)
		}
	}
	slices.SortFunc(lines, func(x, y programme.Grade) int { return cmp.Compare(x.From, y.From) })
	if after.Cmp(before) < 0 {
		slices.Reverse(lines)
	}
	for _, l := range lines {
		crossed = append(crossed, cutOffCrossed{l.Name, l.From.String()})
	}
	return crossed
}
