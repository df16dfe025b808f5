package reports

import (
	"fmt"
	"slices"
)

var consequenceTerms = map[string]term{
	"reward": {Zh: "表扬奖励", En: "reward"}, "criticism": {Zh: "通报批评", En: "criticism"}, "interview": {Zh: "约谈", En: "interview"},
	"accountability": {Zh: "问责", En: "accountability"}, "rectification": {Zh: "限期整改", En: "rectification"}, "fee": {Zh: "服务费", En: "fee"},
	"bonus": {Zh: "奖补资金", En: "bonus fund"}, "pay": {Zh: "绩效工资总额", En: "pay total"}, "fiscal": {Zh: "财政补助", En: "fiscal aid"},
	"insurance": {Zh: "医保支付", En: "insurance"}, "appointment": {Zh: "干部选聘", En: "appointment"}, "honour": {Zh: "评优评先", En: "honour"},
	"appraisal": {Zh: "年度考评", En: "yearly appraisal"},
}

// A consequenceGroup is one clause with the orgs that fall under it. It is a
// proposal as long as no named person has decided; no amount is ever in it.
type consequenceGroup struct {
	Effects   []effectLine // several where they meet the same orgs for the same reasons
	Lines     []consequenceLine
	Few, Rest part[consequenceLine]
	Proposed  int
	Decided   int
}

// An effectLine is what the document says shall follow, and who decides it.
type effectLine struct {
	Kind             term
	Effect, EffectEn string
	Clause           string
	By               term
}

// like says that two clauses meet the same orgs for the same reasons and stand alike.
func (g consequenceGroup) like(other consequenceGroup) bool {
	return slices.EqualFunc(g.Lines, other.Lines, func(x, y consequenceLine) bool {
		return x.Href == y.Href && x.Why == y.Why && x.State == y.State && x.Decided == y.Decided && x.Reason == y.Reason && x.Document == y.Document
	})
}

type consequenceLine struct {
	Org, Href  string
	Effect     string
	Clause     string
	Why, WhyEn string
	State      term
	Decided    string
	Reason     string
	Document   string
}

var decisionTerms = map[string]term{
	"proposed": {Zh: "建议，未经决定", En: "proposed, not decided"}, "agreed": {Zh: "已决定采用", En: "agreed"}, "refused": {Zh: "决定不采用", En: "refused"},
	"decided_before": {Zh: "曾决定采用，现已不成立", En: "agreed before, holds no longer"},
}

var deciderTerms = map[string]term{"self": {Zh: "本级", En: "the same level"}, "parent": {Zh: "上一级", En: "the level above"}, "province": {Zh: "省级", En: "the province"}}

func (d desk) consequenceGroups() (groups []consequenceGroup) {
	at := map[string]int{}
	for _, r := range d.consequences {
		if r.Period != d.period.Period {
			continue
		}
		n, seen := at[r.Consequence]
		if !seen {
			n = len(groups)
			at[r.Consequence] = n
			groups = append(groups, consequenceGroup{Effects: []effectLine{{wordOf(consequenceTerms, r.Kind), r.Effect, r.EffectEn, r.Clause, wordOf(deciderTerms, r.ByLevel)}}})
		}
		g := &groups[n]
		g.Lines = append(g.Lines, d.consequenceLine(r))
		if r.State == "proposed" {
			g.Proposed++
		} else {
			g.Decided++
		}
	}
	return gathered(groups)
}

// gathered joins clauses that meet the same orgs alike, and cuts long lists.
func gathered(groups []consequenceGroup) (kept []consequenceGroup) {
	for _, g := range groups {
		at := slices.IndexFunc(kept, g.like)
		if at >= 0 {
			kept[at].Effects = append(kept[at].Effects, g.Effects...)
			kept[at].Proposed, kept[at].Decided = kept[at].Proposed+g.Proposed, kept[at].Decided+g.Decided
			continue
		}
		g.Few, g.Rest = parted(fmt.Sprintf("结果运用 %d", len(kept)+1), g.Lines, 8)
		kept = append(kept, g)
	}
	return kept
}

func (d desk) consequenceLine(r consequenceRow) consequenceLine {
	line := consequenceLine{Org: d.nameOf(r.Org), Href: d.unitLink(r.Org), Effect: r.Effect, Clause: r.Clause, Why: r.Why, WhyEn: r.WhyEn, State: wordOf(decisionTerms, r.State), Reason: r.Reason, Document: r.Document}
	if r.DecidedBy != "" {
		line.Decided = fmt.Sprintf("%s %s（日志 %d）", r.DecidedOn, r.DecidedBy, r.Seq)
	}
	return line
}

// consequencesOf are the clauses that an org falls under in the period.
func (d desk) consequencesOf(org string) (lines []consequenceLine) {
	for _, r := range d.byOrg.consequences[orgPeriod{org, d.period.Period}] {
		lines = append(lines, d.consequenceLine(r))
	}
	return lines
}
