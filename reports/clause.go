package reports

import (
	"cmp"
	"slices"
)

// A clauseRow is one clause of the document that ties something to results.
type clauseRow struct {
	Consequence string `parquet:"consequence"`
	Seq         int    `parquet:"seq"`
	Light       string `parquet:"light"`
	Condition   string `parquet:"condition"`
	Value       string `parquet:"value"`
	By          string `parquet:"by"`
	Kind        string `parquet:"kind"`
	Effect      string `parquet:"effect"`
	EffectEn    string `parquet:"effect_en"`
	Clause      string `parquet:"clause"`
	Note        string `parquet:"note"`
}

// clauseConditions say whom a clause meets; %s is the clause's own parameter.
var clauseConditions = map[string]term{
	"graded":                {Zh: "有最终得分的", En: "has a final score"},
	"assessed":              {Zh: "参加考评的", En: "was assessed"},
	"grade":                 {Zh: "等次为", En: "grade is"},
	"top":                   {Zh: "位次在前（占比）", En: "among the first (share)"},
	"below":                 {Zh: "得分低于", En: "score below"},
	"light":                 {Zh: "任务亮灯为", En: "a task has the light"},
	"rectification_overdue": {Zh: "整改延期后仍逾期，延期次数", En: "still overdue after extensions, times extended"},
	"stated":                {Zh: "原文只有表述，没有可计算的条件", En: "only stated, no rule that can be computed"},
}

// A clauseLine is a clause as the list of all clauses shows it.
type clauseLine struct {
	Code             string
	Kind, When, By   term
	Value            string
	Effect, EffectEn string
	Clause, Note     string
	Stated           bool
	Met              int // orgs that fall under it in the period
}

// clauseLines lists every clause, also those that nobody falls under and those
// that the document only states.
func (d desk) clauseLines() []clauseLine {
	met := map[string]int{}
	for _, r := range d.consequences {
		if r.Period == d.period.Period {
			met[r.Consequence]++
		}
	}
	var lines []clauseLine
	for _, c := range d.clauses {
		line := clauseLine{Code: c.Consequence, Kind: wordOf(consequenceTerms, c.Kind), When: wordOf(clauseConditions, c.Condition), By: wordOf(deciderTerms, c.By), Value: c.Value,
			Effect: c.Effect, EffectEn: c.EffectEn, Clause: c.Clause, Note: c.Note, Stated: c.Condition == "stated", Met: met[c.Consequence]}
		if c.Condition == "light" {
			line.Value = d.light(c.Light).Zh
		}
		lines = append(lines, line)
	}
	return lines
}

// indexClauses puts the clauses in the pack's order.
func (b *book) indexClauses() {
	slices.SortStableFunc(b.clauses, func(x, y clauseRow) int { return cmp.Compare(x.Seq, y.Seq) })
}
