//go:build cgo

package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
)

// entryAdjusted is the kind of the entries that adjust a score; one with the
// verdict withdrawn takes the adjustment before it back.
const (
	entryAdjusted = "score_adjusted"
	withdrawn     = "withdrawn"
)

// An adjusting is how `yigai evaluate adjust` was called.
type adjusting struct {
	ingest.Decision
	withdraw bool
}

func (a *app) evaluateAdjustCommand() *cobra.Command {
	var f adjusting
	c := &cobra.Command{
		Use: "adjust --stage STAGE --org ORG [--item I] (--value N | --withdraw) --by NAME --reason TEXT", Short: a.t("调整复评或抽查的得分，写明谁、为什么", "adjust a score at review or spot check: who and why"),
		Long: a.t(`复评和抽查可以结合掌握的情况调整一个条目或总分：由具名的人、写明理由，记入日志；原得分一直可以看到。
不写 --item 调整的是总分：此后条目的变动不再改变它，直到撤回。自评得分是单位自己的，不能调整，只能由单位改正重报。`,
			`At review and spot check a named person may adjust an item or the whole, with a reason; the journal keeps it, and the score
before stays visible. Without --item it is the whole: from then on items move it no more, until it is withdrawn. Self-scores
are the orgs' own: they are corrected by a new workbook, not adjusted.`),
		Example: "  yigai evaluate adjust --stage review --org 410122 --item 2.4 --value 2.5 --by 王秀兰 --reason 现场查看，运行记录缺两个月\n" +
			"  yigai evaluate adjust --stage spot --org 410122 --value 86 --by 王秀兰 --reason 结合日常掌握情况 --document 会议纪要第3号\n" +
			"  yigai evaluate adjust --stage spot --org 410122 --withdraw --by 王秀兰 --reason 复核后维持原得分",
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.evaluateAdjust(c.Context(), f) },
	}
	flags := c.Flags()
	flags.StringVar(&f.Scheme, "scheme", "", a.t("考评体系", "the scheme"))
	flags.StringVar(&f.Stage, "stage", "", a.t("考评阶段", "the stage"))
	flags.StringVar(&f.Org, "org", "", a.t("单位：代码或名称", "the org: code or name"))
	flags.StringVar(&f.Item, "item", "", a.t("条目，不写为总分", "the item; the whole where left out"))
	flags.StringVar(&f.Value, "value", "", a.t("调整后的得分", "the score it is adjusted to"))
	flags.BoolVar(&f.withdraw, "withdraw", false, a.t("撤回以前的调整", "take the adjustment back"))
	a.addDecisionFlags(c, &f.Decision)
	return c
}

func (a *app) evaluateAdjust(ctx context.Context, f adjusting) (err error) {
	ws, pack, unlock, err := a.openToWrite("evaluate adjust")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	stage, err := stageOf(pack, f.Scheme, f.Stage, func(s programme.Stage) bool { return s.Scorer != "self" || f.Stage != "" })
	if err != nil {
		return err
	}
	if stage.Scorer == "self" {
		return badUse("%s 是单位自己的评分，不能调整；有误由单位改正重报，不同意见写在复评里", "%s is the orgs' own score and is not adjusted: they correct it by a new workbook, and whoever disagrees says so at review", stage.Scheme+"/"+stage.Code)
	}
	d, err := f.decision(ws, pack, stage)
	if err != nil {
		return err
	}
	if d.Day, err = a.dayOf(d.Day); err != nil {
		return err
	}
	entry, err := a.decide(ctx, ws, pack, entryAdjusted, d)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"seq": entry.Seq, "decision": d})
	}
	a.say("已记入日志第 %d 条。运行 yigai transform 后得分更新，yigai evaluate --org %s 可同时看到原得分", "noted as entry %d of the journal; run yigai transform to bring scores up to date; yigai evaluate --org %s shows the score before too", entry.Seq, visible(d.Org))
	return nil
}

// decision checks what was asked and completes it.
func (f adjusting) decision(ws *workspace.Workspace, pack *programme.Pack, s programme.Stage) (ingest.Decision, error) {
	d := f.Decision
	d.Scheme, d.Stage, d.Org = s.Scheme, s.Code, orgCode(pack, s.Period, f.Org)
	if err := scoredIn(ws, pack, s, d.Org); err != nil {
		return d, err
	}
	items := pack.ItemsOf(s)
	known := slices.ContainsFunc(items, func(i programme.ScoringItem) bool { return i.Code == d.Item })
	switch {
	case d.Item != "" && !known:
		return d, badUse("%s 没有条目 %q", "%s has no item %q", s.Scheme+"/"+s.Code, d.Item)
	case strings.TrimSpace(d.Reason) == "":
		return d, badUse("请用 --reason 写明理由", "say with --reason why")
	case f.withdraw == (d.Value != ""):
		return d, badUse("--value 和 --withdraw 用且只用一个", "give either --value or --withdraw")
	case f.withdraw:
		d.Verdict = withdrawn
		return d, standing(ws, d)
	}
	return d, checkMarks(d.Value, fullMarks(pack, s, d.Item))
}

// scoredIn refuses an org that the stage does not score, or did not draw.
func scoredIn(ws *workspace.Workspace, pack *programme.Pack, s programme.Stage, org string) error {
	if !slices.ContainsFunc(pack.OrgsOf(s.ScoredKind, s.Period), func(o programme.Org) bool { return o.Code == org }) {
		return badUse("%s 不评 %q", "%s does not score %q", s.Scheme+"/"+s.Code, org)
	}
	if s.DrawMax == 0 {
		return nil
	}
	ids, err := drawsOf(ws, s)
	if err != nil {
		return err
	}
	all, err := drawnBefore(ws)
	if err != nil {
		return err
	}
	drawn := slices.ContainsFunc(all, func(d ingest.Decision) bool {
		return len(ids) > 0 && d.ID == ids[0] && d.Scheme == s.Scheme && d.Stage == s.Code && slices.Contains(d.Picked, org)
	})
	if !drawn {
		return badUse("%s 没有抽中 %q，没有得分可调整", "%s did not draw %q: there is no score to adjust", s.Scheme+"/"+s.Code, org)
	}
	return nil
}

// standing refuses to withdraw what was never adjusted, or is withdrawn already.
func standing(ws *workspace.Workspace, d ingest.Decision) error {
	all, err := decisionsOf(ws, func(kind string) bool { return kind == entryAdjusted })
	if err != nil {
		return err
	}
	last := ingest.Decision{Verdict: withdrawn}
	for _, old := range all {
		if old.Scheme == d.Scheme && old.Stage == d.Stage && old.Org == d.Org && old.Item == d.Item {
			last = old
		}
	}
	if last.Verdict == withdrawn {
		return badUse("没有可撤回的调整", "there is no adjustment to withdraw")
	}
	return nil
}

// fullMarks are those of an item, or of the whole; where a stage has no items of
// its own, of the stage of its scheme that has most.
func fullMarks(pack *programme.Pack, s programme.Stage, item string) (full decimal.Decimal) {
	for _, other := range pack.Stages {
		var sum decimal.Decimal
		for _, i := range pack.ItemsOf(other) {
			if item == "" || i.Code == item {
				sum += i.FullMarks
			}
		}
		if other.Scheme == s.Scheme && (other.Code == s.Code || s.Base != "items") {
			full = max(full, sum)
		}
	}
	return full
}

// checkMarks refuses a score that is no number, below zero or above full marks;
// full is zero where nothing says what they are.
func checkMarks(text string, full decimal.Decimal) error {
	value, err := decimal.Parse(text)
	upTo := ""
	if full > 0 {
		upTo = full.String()
	}
	if err != nil || value < 0 || full > 0 && value > full {
		return badUse("--value 应是 0 到满分 %s 之间的数，最多四位小数，不是 %q", "--value must be a number from 0 to the full marks %s with at most four decimals, not %q", upTo, text)
	}
	return nil
}
