//go:build cgo

package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yigai/programme"
)

// scoreReasons say why an item counts as it does; what counts as typed or
// computed says nothing.
var scoreReasons = map[string][2]string{
	"adjusted": {"已调整", "adjusted"}, "proposal": {"没有填，按指标折算", "not typed: as the indicator gives"},
	"no_evidence": {"没有佐证材料，不得分", "no evidence: scores nothing"}, "no_score": {"没有填得分", "no score typed"},
	"no_data": {"没有指标值", "no value of the indicator"}, "not_applicable": {"填了不适用", "typed as not applicable"},
	"above_full": {"填报超过满分，按满分计", "typed above full marks: full marks count"}, "below_zero": {"填报低于零，按零计", "typed below zero: zero counts"},
	"not_handed_in": {"该阶段没有交来评分", "no scores came in at this stage"}, "not_drawn": {"没有抽中，不计", "not drawn: does not count"},
}

var proofWords = map[string][2]string{"received": {"已收到", "received"}, "named_only": {"只写了名称", "named only"}, "none": {"没有", "none"}}

// tellItems shows every item of one org at every stage.
func (a *app) tellItems(marts string, pack *programme.Pack, list []evaluated) error {
	items, adjusted, err := readItems(marts, list[0].Org)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"evaluated": list, "items": items, "adjustments": adjusted})
	}
	for _, e := range list {
		fmt.Fprintf(a.Out, "\n%s  %s %d  %s %s  %s\n", visible(e.Org+" "+a.t(e.Name, cmp.Or(e.NameEn, e.Name))), visible(a.schemeName(pack, e.Scheme)), e.Year, a.t("最终", "final"), e.shown[finalStage],
			visible(a.t(e.Grade, cmp.Or(e.GradeEn, e.Grade))))
		for _, s := range stagesShown(e, items) {
			a.tellStage(pack, e, s, items)
		}
	}
	for _, j := range adjusted {
		what := cmp.Or(j.Item, a.t("总分", "the whole"))
		state := ""
		if !j.Counts {
			state = a.t("（不再计入）", " (counts no more)")
		}
		a.say("日志 %d：%s %s %s 由 %s 调整为 %s，%s：%s%s", "journal %d: %s %s %s from %s to %s by %s: %s%s", j.Seq, visible(a.stageName(pack, j.Scheme, j.Stage)), visible(j.Org+" "+a.nameOf(pack, j.Org)), visible(what), mark(j.OriginalNumber),
			cmp.Or(mark(j.Value), a.t("原得分（撤回）", "what it was (withdrawn)")), visible(j.By), visible(j.Reason), state)
	}
	return nil
}

// stagesShown are those with a score, and those where something was typed that does not count.
func stagesShown(e evaluated, items []scoreRow) []stageScore {
	stages := e.Stages
	for _, r := range items {
		known := slices.ContainsFunc(stages, func(s stageScore) bool { return s.Stage == r.Stage })
		if !known && r.Scheme == e.Scheme && r.Year == e.Year {
			stages = append(stages[:len(stages):len(stages)], stageScore{Stage: r.Stage})
		}
	}
	return stages
}

func (a *app) tellStage(pack *programme.Pack, e evaluated, s stageScore, items []scoreRow) {
	fmt.Fprintf(a.Out, "\n%s  %s  %s\n", visible(a.stageName(pack, e.Scheme, s.Stage)), e.shown[s.Stage], visible(a.t(s.Grade, cmp.Or(s.GradeEn, s.Grade))))
	t := newTable(a.t("条目", "item"), a.t("名称", "name"), a.t("满分", "full"), a.t("填报", "typed"), a.t("折算", "computed"), a.t("计入", "counts"), a.t("理由", "why"), a.t("佐证材料", "evidence"), a.t("位置", "place")).numbers(2, 3, 4, 5)
	n := 0
	for _, r := range items {
		if r.Scheme != e.Scheme || r.Year != e.Year || r.Stage != s.Stage {
			continue
		}
		n++
		proof, why, place := proofWords[r.Proof], scoreReasons[r.Reason], r.Cell
		if r.Cell != "" {
			place = strings.TrimPrefix(r.Sheet+"!"+r.Cell, "!") + " " + r.Submission
		}
		t.add(r.Item, a.t(r.Name, cmp.Or(r.NameEn, r.Name)), mark(r.FullNumber), mark(r.TypedNumber), mark(r.ByIndicator), mark(r.Number), a.t(why[0], why[1])+adjustedBy(r),
			a.t(proof[0], proof[1]), place)
	}
	if n > 0 {
		t.print(a.Out)
	}
}

func adjustedBy(r scoreRow) string {
	if r.AdjustedBy == "" {
		return ""
	}
	return " " + r.AdjustedBy + ": " + r.AdjustedFor
}
