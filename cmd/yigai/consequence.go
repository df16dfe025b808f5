//go:build cgo

package main

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/programme"
)

const entryConsequence = "consequence_decided"

func (a *app) decideCommand() *cobra.Command {
	var f stepFlags
	var list bool
	c := &cobra.Command{
		Use: "decide CONSEQUENCE --org ORG --period P (--agree | --refuse) --by NAME --reason TEXT --document TEXT", Short: a.t("结果运用：同意或不同意一条建议", "consequences: agree to a proposal or refuse it"),
		Long: a.t(`程序按工作方案的条款提出建议（--list 列出），由具名的人决定：写明理由；同意的还要写明依据的文件。程序不写、不算任何金额。
再作一次决定就代替前一次，两次都留在日志。`,
			`The program proposes by the clauses of the programme (--list), a named person decides and says why; to agree also takes the
paper it rests on. The program never writes or computes an amount. A later decision takes the place of an earlier one; the journal keeps both.`),
		Example: "  yigai decide --list --period 2021Q4\n  yigai decide C06 --org 巩义市 --period 2021Q4 --agree --by 王秀兰 --reason 排名第一 --document 通报〔2022〕1号",
		Args:    a.args(0, 1, "一次只决定一条", "decide one at a time"),
		RunE: func(c *cobra.Command, args []string) error {
			if list || len(args) == 0 {
				return a.listConsequences(c.Context(), f.Period)
			}
			f.Consequence = args[0]
			return a.decideConsequence(c.Context(), f)
		},
	}
	c.Flags().BoolVar(&list, "list", false, a.t("列出建议和决定", "list proposals and decisions"))
	c.Flags().StringVar(&f.Org, "org", "", a.t("哪个单位：代码或名称", "the org: code or name"))
	c.Flags().StringVar(&f.Period, "period", "", a.t("报告期", "the period"))
	a.addVerdictFlags(c, &f)
	a.addDecisionFlags(c, &f.Decision)
	c.AddCommand(a.withdrawCommand())
	return c
}

// proposalRow is the part of mart_consequence that is listed.
type proposalRow struct {
	Period       string `parquet:"period" json:"period"`
	Consequence  string `parquet:"consequence" json:"consequence"`
	Consequences string `parquet:"consequences" json:"consequences"` // all that do the same, joined by |
	Org          string `parquet:"org" json:"org"`
	Kind         string `parquet:"kind" json:"kind"`
	Effect       string `parquet:"effect" json:"effect"`
	EffectEn     string `parquet:"effect_en" json:"effect_en"`
	Clause       string `parquet:"clause" json:"clause"`
	ByLevel      string `parquet:"by_level" json:"by_level"`
	WhyZh        string `parquet:"why_zh" json:"why_zh"`
	WhyEn        string `parquet:"why_en" json:"why_en"`
	State        string `parquet:"state" json:"state"`
	DecidedBy    string `parquet:"decided_by" json:"decided_by"`
	Reason       string `parquet:"reason" json:"reason"`
	Document     string `parquet:"document" json:"document"`
}

// proposals reads who falls under which clause, from marts of the current facts.
func (a *app) proposals(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period) ([]proposalRow, error) {
	rows, err := martRows[proposalRow](ctx, a, ws, pack, at, "mart_consequence")
	rows = slices.DeleteFunc(rows, func(r proposalRow) bool { return r.Period != at.String() })
	slices.SortStableFunc(rows, func(x, y proposalRow) int {
		return cmp.Or(cmp.Compare(x.Consequence, y.Consequence), cmp.Compare(x.Org, y.Org))
	})
	return rows, err
}

// martRows reads a table of marts made of the current facts.
func martRows[T any](ctx context.Context, a *app, ws *workspace.Workspace, pack *programme.Pack, at programme.Period, table string) (rows []T, err error) {
	marts, done, err := a.martsFor(ctx, ws, pack, at)
	if err != nil {
		return nil, err
	}
	defer closing(&err, done)
	return parquetio.Read[T](filepath.Join(marts, table+".parquet"))
}

func (a *app) listConsequences(ctx context.Context, period string) error {
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	at, err := periodOf(pack, period)
	if err != nil {
		return err
	}
	rows, err := a.proposals(ctx, ws, pack, at)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, append([]proposalRow{}, rows...))
	}
	t := newTable(a.t("条款", "clause"), a.t("单位", "org"), a.t("状态", "state"), a.t("谁决定", "decided by"), a.t("内容", "effect"), a.t("理由", "why"))
	open := 0
	for _, r := range rows {
		org, _ := pack.Org(r.Org, at)
		t.add(r.Consequence, strings.TrimSpace(a.t(cmp.Or(org.ShortName, org.Name), cmp.Or(org.NameEn, org.Name))+" "+r.Org), a.proposalState(r.State), r.DecidedBy, a.t(r.Effect, r.EffectEn), a.t(r.WhyZh, r.WhyEn))
		if r.State == "proposed" {
			open++
		}
	}
	if len(rows) > 0 {
		t.print(a.Out)
	}
	a.say("%s 结果运用 %d 项，其中建议待决定 %d 项", "%s: %d consequences, %d of them proposals to be decided", at, len(rows), open)
	return nil
}

var proposalStates = map[string][2]string{"proposed": {"建议", "proposed"}, agreed: {"同意", agreed}, refused: {"不同意", refused},
	"decided_before": {"曾同意，现已不成立", "agreed before, holds no longer"}}

func (a *app) proposalState(state string) string {
	return a.t(proposalStates[state][0], proposalStates[state][1])
}

// decideConsequence notes what a person decides about a proposal that is there.
func (a *app) decideConsequence(ctx context.Context, f stepFlags) (err error) {
	ws, pack, unlock, err := a.openToWrite("decide")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, err := periodOf(pack, f.Period)
	if err != nil {
		return err
	}
	d := f.Decision
	if d.Verdict, err = f.verdict(); err != nil {
		return err
	}
	if d.Day, err = a.dayOf(d.Day); err != nil {
		return err
	}
	d.Org, d.Period = orgCode(pack, at, d.Org), at.String()
	rows, err := a.proposals(ctx, ws, pack, at)
	if err != nil {
		return err
	}
	if err := checkConsequence(rows, d); err != nil {
		return err
	}
	entry, err := a.decide(ctx, ws, pack, entryConsequence, d)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, d)
	}
	a.say("%s %s %s 已记入日志第 %d 条。运行 yigai transform 和 yigai site 后页面更新", "%s %s %s is entry %d of the journal; run yigai transform and yigai site to bring the pages up to date", d.Consequence, visible(d.Org+" "+a.nameOf(pack, d.Org)), a.proposalState(d.Verdict), entry.Seq)
	return nil
}

// checkConsequence refuses a decision about nothing, or one that does not say why.
func checkConsequence(rows []proposalRow, d ingest.Decision) error {
	proposed := slices.ContainsFunc(rows, func(r proposalRow) bool {
		return r.Org == d.Org && slices.Contains(strings.Split(r.Consequences, "|"), d.Consequence)
	})
	switch {
	case !proposed:
		return badUse("%s 没有对 %q 提出 %q，yigai decide --list --period %[1]s 列出全部建议", "in %s nothing is proposed for %q by %q; yigai decide --list --period %[1]s lists the proposals", d.Period, d.Org, d.Consequence)
	case strings.TrimSpace(d.Reason) == "":
		return badUse("请用 --reason 写明理由", "say with --reason why")
	case d.Verdict == agreed && strings.TrimSpace(d.Document) == "":
		return badUse("同意要用 --document 写明依据的文件", "to agree, name the paper it rests on with --document")
	}
	return nil
}
