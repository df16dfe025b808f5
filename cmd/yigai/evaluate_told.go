//go:build cgo

package main

import (
	"fmt"
	"strings"

	"yigai/programme"
)

// tellRescored shows who moved between the three results, and over which lines.
func (a *app) tellRescored(pack *programme.Pack, then basis, length int, c comparison) error {
	if a.json {
		return writeJSON(a.Out, struct {
			RulesThen  string `json:"rules_then"`
			RulesNow   string `json:"rules_now"`
			LengthThen int    `json:"journal_then"`
			LengthNow  int    `json:"journal_now"`
			comparison
		}{then.pack.Hash, pack.Hash, then.length, length, c})
	}
	fmt.Fprintln(a.Out, a.t("当时的规则 %s，现在的规则 %s；当时的数据到日志第 %d 条，现在到第 %d 条", "rules then %s, rules now %s; data then up to entry %d of the journal, now up to %d",
		then.pack.Hash[:12], pack.Hash[:12], then.length, length))
	name := func(code string) string {
		o, _ := pack.Org(code, pack.Programme.Periods.Last)
		if o.Code == "" {
			return code
		}
		return a.t(o.Name, strings.TrimSpace(o.NameEn+" "+code))
	}
	t := newTable(a.t("单位", "org"), a.t("当时规则、当时数据", "rules then, data then"), a.t("现在规则、当时数据", "rules now, data then"), a.t("现在规则、现在数据", "rules now, data now"), a.t("变动", "what moved"))
	for _, r := range c.Moved {
		t.add(name(r.Org), a.resultText(r.Then), a.resultText(r.RulesNow), a.resultText(r.DataNow), a.stepsText(r))
	}
	if len(c.Moved) > 0 {
		t.print(a.Out)
	}
	a.say("有变动的单位 %d 个，没有变动的 %d 个", "%d orgs moved, %d did not", len(c.Moved), c.Stayed)
	return nil
}

func (a *app) resultText(r *result) string {
	if r == nil {
		return "—"
	}
	return strings.TrimSpace(mark(r.exact) + " " + r.Grade + " " + place(r.Rank, r.RankOf, false))
}

// stepsText says what each step moved, naming every line between grades.
func (a *app) stepsText(r rescored) string {
	var told []string
	results := map[string][2]*result{"rules": {r.Then, r.RulesNow}, "data": {r.RulesNow, r.DataNow}}
	for _, s := range r.Steps {
		before, after := results[s.Cause][0], results[s.Cause][1]
		words := a.t("规则：", "rules: ")
		if s.Cause == "data" {
			words = a.t("数据：", "data: ")
		}
		told = append(told, words+a.stepText(s, before, after))
	}
	return strings.Join(told, a.t("；", "; "))
}

func (a *app) stepText(s step, before, after *result) string {
	switch {
	case before == nil:
		return a.t("原来没有得分", "had no score before")
	case after == nil:
		return a.t("不再有得分", "has no score any more")
	}
	var parts []string
	if s.Score {
		parts = append(parts, mark(before.exact)+"→"+mark(after.exact))
	}
	if s.Grade {
		parts = append(parts, before.Grade+"→"+after.Grade)
	}
	for _, c := range s.Crossed {
		parts = append(parts, a.t("跨过 %s 线 %s", "crossed the line of %s at %s", c.Grade, c.From))
	}
	if s.BandMoved {
		parts = append(parts, a.t("等次线变了", "the bands of grades moved"))
	}
	if s.Rank {
		parts = append(parts, a.t("位次 ", "rank ")+place(before.Rank, before.RankOf, false)+"→"+place(after.Rank, after.RankOf, false))
	}
	return strings.Join(parts, a.t("，", ", "))
}
