//go:build cgo

package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"yigai/programme"
)

// An evaluating is how `yigai evaluate` was called.
type evaluating struct {
	year   int
	scheme string
	org    string // code or name
}

func (a *app) evaluateCommand() *cobra.Command {
	var f evaluating
	c := &cobra.Command{
		Use: "evaluate [--year Y] [--scheme S] [--org ORG]", Short: a.t("分级考评：得分、等次、位次、自评与复评之差", "the tiered evaluation: scores, grades, ranks, gaps between self-score and review"),
		Long: a.t(`列出各单位各阶段的得分和最终得分、等次、位次；用 --org 看一个单位每个条目怎样计分、依据什么。
90 分是优秀，89.99 分是良好：等次按精确的得分判定，从不四舍五入。没有佐证材料而必须有的条目不得分，并写明。`,
			`Scores at each stage and in the end, grades and ranks; with --org how every item of one org counts and on what.
90 is the better grade, 89.99 is not: grades go by exact scores, never by rounded ones. An item that needs evidence and has none
scores nothing, and says so.`),
		Example: "  yigai evaluate\n  yigai evaluate --year 2021 --json\n  yigai evaluate --org 410122",
		Args:    a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.evaluate(c.Context(), f) },
	}
	c.Flags().IntVar(&f.year, "year", 0, a.t("只看这一年", "this year only"))
	c.Flags().StringVar(&f.scheme, "scheme", "", a.t("只看这个考评体系", "this scheme only"))
	c.Flags().StringVar(&f.org, "org", "", a.t("一个单位的每个条目：代码或名称", "every item of one org: code or name"))
	c.AddCommand(a.evaluateDrawCommand(), a.evaluateAdjustCommand(), a.evaluateRescoreCommand())
	return c
}

// stageOf finds a stage of the pack by scheme and code; a scheme, or a stage,
// left out is the only one that suits.
func stageOf(pack *programme.Pack, scheme, code string, suits func(programme.Stage) bool) (programme.Stage, error) {
	var found []programme.Stage
	for _, s := range pack.Stages {
		if (scheme == "" || s.Scheme == scheme) && (code == "" || s.Code == code || s.Name == code) && suits(s) {
			found = append(found, s)
		}
	}
	switch {
	case len(pack.Stages) == 0:
		return programme.Stage{}, badUse("这份工作方案没有考评阶段（stages.csv）", "this programme has no evaluation: stages.csv is missing")
	case len(found) == 0:
		return programme.Stage{}, badUse("没有这样的考评阶段：%s。可选：%s", "there is no such stage: %s; choose from %s", scheme+" "+code, stageList(pack, suits))
	case len(found) > 1:
		return programme.Stage{}, badUse("请用 --scheme 和 --stage 写明是哪个阶段：%[1]s", "say with --scheme and --stage which stage is meant: %[1]s", stageList(pack, suits))
	}
	return found[0], nil
}

func stageList(pack *programme.Pack, suits func(programme.Stage) bool) string {
	list := ""
	for _, s := range pack.Stages {
		if suits(s) {
			list += " " + s.Scheme + "/" + s.Code
		}
	}
	return list
}

// stageName is a stage as people call it, its code beside it; the code alone of
// one that the pack no longer has.
func (a *app) stageName(pack *programme.Pack, scheme, code string) string {
	for _, s := range pack.Stages {
		if s.Scheme == scheme && s.Code == code {
			return strings.TrimSpace(a.t(s.Name, cmp.Or(s.NameEn, s.Name)) + " " + code)
		}
	}
	return code
}

// schemeName tells schemes apart by whom they score first, the code beside it.
func (a *app) schemeName(pack *programme.Pack, scheme string) string {
	for _, s := range pack.Stages {
		if kind, known := pack.KindOf(s.ScoredKind); s.Scheme == scheme && known {
			return a.t("%s考评 %s", "evaluation of %s %s", a.t(kind.Name, cmp.Or(kind.NameEn, kind.Name)), scheme)
		}
	}
	return scheme
}
