package reports

import (
	"fmt"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// scoreText prints marks with two decimals, cut and not rounded: 89.999 must
// not read as 90.00 beside the grade below it. — for none.
func scoreText(n parquetio.Number) string {
	if !n.Valid {
		return missing
	}
	for ; n.Scale > 2; n.Scale-- {
		n.Unscaled /= 10
	}
	return grouped(n, 2)
}

// gapText is a difference of marks with its sign, cut like the marks it lies between.
func gapText(n parquetio.Number) string {
	text := scoreText(n)
	if n.Sign() > 0 && strings.ContainsAny(text, "123456789") {
		return "+" + text
	}
	return text
}

// scoreReasons say why an item's marks are what they are; "" needs no word.
var scoreReasons = map[string]term{
	"adjusted":       {Zh: "已调整", En: "adjusted by a person"},
	"proposal":       {Zh: "未填，按指标折算", En: "not filled in: the computed marks stand"},
	"no_evidence":    {Zh: "没有佐证材料，不得分", En: "no evidence, no marks"},
	"no_score":       {Zh: "未填", En: "not filled in"},
	"no_data":        {Zh: "没有指标值", En: "the indicator has no value"},
	"not_applicable": {Zh: "不适用", En: "not applicable"},
	"above_full":     {Zh: "超过满分，按满分计", En: "above full marks: full marks count"},
	"below_zero":     {Zh: "低于零，按零计", En: "below zero: zero counts"},
	"not_handed_in":  {Zh: "未交评分表", En: "no score sheet handed in"},
	"not_drawn":      {Zh: "未抽中", En: "not drawn"},
}

var scorerTerms = map[string]term{
	"self": {Zh: "自评", En: "self"}, "parent": {Zh: "上级评分", En: "by the org above"}, "province": {Zh: "省级评分", En: "by the province"},
	"third_party": {Zh: "第三方评分", En: "by a third party"},
}

// final is the stage of the result.
const final = "final"

// seqOf is a period's place in time; an unknown one lies before all.
func (b *book) seqOf(period string) int {
	for _, p := range b.periods {
		if p.Period == period {
			return p.Seq
		}
	}
	return -1
}

// evaluated are the rows of the newest year of a scheme that the page's period knows of.
func (d desk) evaluated(scheme string) []evaluationRow {
	return d.evaluatedAmong(scheme, d.evaluations)
}

// evaluatedAmong are those of them that are among some rows.
func (d desk) evaluatedAmong(scheme string, among []evaluationRow) (rows []evaluationRow) {
	year := d.lastYear[schemePeriod{scheme, d.period.Period}]
	for n := range among {
		if r := &among[n]; r.Scheme == scheme && r.Year == year && d.seqOf(r.Period) <= d.period.Seq {
			rows = append(rows, *r)
		}
	}
	return rows
}

type schemePeriod struct{ scheme, period string }

// indexYears finds the last year that a scheme has results of by each period.
func (b *book) indexYears() {
	b.lastYear = map[schemePeriod]int{}
	for n := range b.evaluations {
		r := &b.evaluations[n]
		for _, p := range b.periods {
			if k := (schemePeriod{r.Scheme, p.Period}); b.seqOf(r.Period) <= p.Seq {
				b.lastYear[k] = max(b.lastYear[k], r.Year)
			}
		}
	}
}

// schemes are those with a result by the page's period, in the pack's order.
func (d desk) schemes() (codes []string) {
	for _, s := range d.stages {
		if !slices.Contains(codes, s.Scheme) && len(d.evaluated(s.Scheme)) > 0 {
			codes = append(codes, s.Scheme)
		}
	}
	return codes
}

// stagesOf are the stages of a scheme that have begun by the page's period.
func (d desk) stagesOf(scheme string) (stages []stageRow) {
	for _, s := range d.stages {
		if s.Scheme == scheme && d.seqOf(s.Period) <= d.period.Seq {
			stages = append(stages, s)
		}
	}
	return stages
}

// stageName is 市级复评; the final stage has a name of its own.
func (b *book) stageName(scheme, stage string) term {
	if stage == final {
		return term{Zh: "最终", En: "final"}
	}
	for _, s := range b.stages {
		if s.Scheme == scheme && s.Stage == stage {
			return term{Zh: s.Name, En: s.NameEn}
		}
	}
	return term{Zh: stage, En: stage}
}

// band is 80≤得分<90, open upwards for the best.
func (g gradeRow) band() string {
	if !g.To.Valid {
		return amount(g.From) + " 分及以上"
	}
	return fmt.Sprintf("%s 分及以上，不到 %s 分", amount(g.From), amount(g.To))
}

// rankWords is 3/18, and the rank under the same parent where that is another.
func (d desk) rankWords(r evaluationRow) (all, within string) {
	if r.Rank > 0 {
		all = fmt.Sprintf("%d/%d", r.Rank, r.RankOf)
	}
	if r.RankParent > 0 && r.RankParentOf < r.RankOf {
		within = fmt.Sprintf("%s内 %d/%d", d.nameOf(r.Parent), r.RankParent, r.RankParentOf)
	}
	return all, within
}

// evaluationNotes are what a reader of a score must know beside it.
func evaluationNotes(r evaluationRow) (notes []string) {
	if r.Tied {
		notes = append(notes, "并列")
	}
	if r.Adjusted {
		notes = append(notes, "有调整")
	}
	if !r.Complete && r.Items > 0 && r.ItemsScored == r.Items {
		notes = append(notes, "所依据的得分不齐")
	} else if !r.Complete && r.Items > 0 {
		notes = append(notes, fmt.Sprintf("只有 %d/%d 项", r.ItemsScored, r.Items))
	}
	if r.Unproven > 0 {
		notes = append(notes, fmt.Sprintf("%d 项无佐证不得分", r.Unproven))
	}
	return notes
}
