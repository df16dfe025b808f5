//go:build cgo

package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"yigai/ingest"
)

const entryPractice = "practice_chosen"

func (a *app) practiceCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "practice", Short: a.t("典型经验：列出、选入通报", "good practice: list it, choose it for the bulletin"),
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.practiceList(),
		a.practiceChoice("choose", agreed, "选入通报", "choose for the bulletin"),
		a.practiceChoice("drop", refused, "不选，或撤下已选的", "do not choose it, or take it back"))
	return c
}

func (a *app) practiceChoice(verb, verdict, zh, en string) *cobra.Command {
	var d ingest.Decision
	c := &cobra.Command{
		Use: verb + " TASK --org ORG --period P --by NAME --reason TEXT", Short: a.t(zh, en),
		Example: "  yigai practice " + verb + " 6.1 --org 宁强县 --period 2022Q1 --by 王秀兰 --reason 做法具体、可复制",
		Args:    a.args(1, 1, "请写明任务编号", "name the task"),
		RunE: func(c *cobra.Command, args []string) error {
			d.Task, d.Verdict = args[0], verdict
			return a.choosePractice(c.Context(), d)
		},
	}
	c.Flags().StringVar(&d.Org, "org", "", a.t("哪个单位：代码或名称", "the org: code or name"))
	c.Flags().StringVar(&d.Period, "period", "", a.t("报告期", "the period"))
	a.addDecisionFlags(c, &d)
	return c
}

func (a *app) practiceList() *cobra.Command {
	var period string
	c := &cobra.Command{
		Use: "list --period P", Short: a.t("列出随任务报送的典型经验", "good practice sent with the tasks"), Example: "  yigai practice list --period 2022Q1",
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.listPractice(c.Context(), period) },
	}
	c.Flags().StringVar(&period, "period", "", a.t("报告期", "the period"))
	return c
}

// practiceRow is the part of mart_practice that is listed.
type practiceRow struct {
	Task     string `parquet:"task" json:"task"`
	Org      string `parquet:"org" json:"org"`
	Period   string `parquet:"period" json:"period"`
	Text     string `parquet:"text" json:"text"`
	Chosen   bool   `parquet:"chosen" json:"chosen"`
	ChosenBy string `parquet:"chosen_by" json:"chosen_by"`
	Reason   string `parquet:"reason" json:"reason"`

	Changed     bool   `parquet:"text_changed" json:"text_changed"`
	DecidedText string `parquet:"decided_text" json:"decided_text"`
	Submission  string `parquet:"submission" json:"submission"`
}

func (a *app) listPractice(ctx context.Context, period string) error {
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	at, err := periodOf(pack, period)
	if err != nil {
		return err
	}
	rows, err := martRows[practiceRow](ctx, a, ws, pack, at, "mart_practice")
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r practiceRow) bool { return r.Period != at.String() })
	slices.SortStableFunc(rows, func(x, y practiceRow) int { return cmp.Or(cmp.Compare(x.Task, y.Task), cmp.Compare(x.Org, y.Org)) })
	if a.json {
		return writeJSON(a.Out, append([]practiceRow{}, rows...))
	}
	t := newTable(a.t("任务", "task"), a.t("单位", "org"), a.t("选用", "chosen"), a.t("典型经验", "good practice"))
	for _, r := range rows {
		org, _ := pack.Org(r.Org, at)
		chosen := ""
		if r.Chosen {
			chosen = "● " + r.ChosenBy
		}
		if r.Changed {
			chosen += a.t("（决定后文字已变，请重新决定）", " (the text has changed since: decide anew)")
		}
		t.add(r.Task, strings.TrimSpace(a.t(cmp.Or(org.ShortName, org.Name), cmp.Or(org.NameEn, org.Name))+" "+r.Org), chosen, r.Text)
	}
	if len(rows) > 0 {
		t.print(a.Out)
	}
	a.say("%s 典型经验 %d 条", "%s: %d of good practice", at, len(rows))
	return nil
}

// choosePractice notes a choice about something that was sent.
func (a *app) choosePractice(ctx context.Context, d ingest.Decision) (err error) {
	ws, pack, unlock, err := a.openToWrite("practice")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, err := periodOf(pack, d.Period)
	if err != nil {
		return err
	}
	if d.Day, err = a.dayOf(d.Day); err != nil {
		return err
	}
	d.Org, d.Period = orgCode(pack, at, d.Org), at.String()
	rows, err := martRows[practiceRow](ctx, a, ws, pack, at, "mart_practice")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(rows, func(r practiceRow) bool { return r.Task == d.Task && r.Org == d.Org && r.Period == d.Period })
	switch {
	case i < 0:
		return badUse("%s %q 在任务 %q 没有报送典型经验，yigai practice list 列出全部", "in %s %q sent no good practice with task %q; yigai practice list lists them", d.Period, d.Org, d.Task)
	case strings.TrimSpace(d.Reason) == "":
		return badUse("请用 --reason 写明理由", "say with --reason why")
	}
	d.Text, d.Item = keptText(rows[i].Text), rows[i].Submission
	entry, err := a.decide(ctx, ws, pack, entryPractice, d)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, d)
	}
	a.say("任务 %s %s 的典型经验：%s，日志第 %d 条。运行 yigai transform 和 yigai site 后页面更新", "good practice of task %s, %s: %s, journal entry %d; run yigai transform and yigai site to bring the pages up to date", visible(d.Task), visible(d.Org+" "+a.nameOf(pack, d.Org)), a.proposalState(d.Verdict), entry.Seq)
	return nil
}

// keptText is a reported text as a decision can keep it; "" for one that is too
// long or not plain, of which only the receipt is kept.
func keptText(text string) string {
	if utf8.RuneCountInString(text) > longestText || strings.ContainsFunc(text, hidden) {
		return ""
	}
	return text
}
