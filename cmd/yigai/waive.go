//go:build cgo

package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/beijing"
	"yigai/internal/workspace"
	"yigai/programme"
)

// waiveFlags are what the command was told.
type waiveFlags struct {
	by, reason, until, period string
	list                      bool
}

func (a *app) waiveCommand() *cobra.Command {
	var f waiveFlags
	c := &cobra.Command{
		Use: "waive FINDING... --by NAME --reason TEXT --until DATE", Short: a.t("接受存疑：写明谁、为什么、到哪天", "accept doubts: who, why, and until which day"),
		Long: a.t(`核实过的存疑由人接受，记入日志；数没有变、期限没有过，它就不再算未处理的存疑，只在显示该数的页上作脚注。
错误和退回不能接受，只能改正重报。`,
			`A doubt that was looked into is accepted by a person and noted in the journal. While the figure
stays the same and the day has not passed it no longer counts as open; pages that show the figure
carry it as a footnote. What is wrong or returned cannot be accepted, only corrected.`),
		Example: "  yigai waive --list\n  yigai waive --list --period 2022Q3 --json\n" +
			"  yigai waive F-1a2b3c4d5e --by 王秀兰 --reason \"人口普查后新划入两个镇，已核对名册\" --until 2027-12-31",
		Args: a.args(0, -1, "", ""), // checkWaiver says what is wanted, --list takes none
		RunE: func(c *cobra.Command, findings []string) error {
			if f.list {
				return a.listDoubts(c.Context(), findings, f)
			}
			return a.waive(c.Context(), findings, f)
		},
	}
	c.Flags().StringVar(&f.by, "by", "", a.t("谁接受", "who accepts"))
	c.Flags().StringVar(&f.reason, "reason", "", a.t("理由", "why"))
	c.Flags().StringVar(&f.until, "until", "", a.t("有效到哪天（含当日），如 2027-12-31", "the last day of it, e.g. 2027-12-31"))
	c.Flags().BoolVar(&f.list, "list", false, a.t("列出存疑和接受情况", "list the doubts and what was accepted"))
	c.Flags().StringVar(&f.period, "period", "", a.t("只列这一期", "list this period only"))
	return c
}

// checkWaiver refuses what an acceptance must not lack. today is the day in the office.
func checkWaiver(findings []string, f waiveFlags, people []string, today string) error {
	until, err := programme.ParseDate(f.until)
	switch {
	case len(findings) == 0:
		return badUse("请写明要接受的问题编号，yigai waive --list 列出它们", "name the findings to accept; yigai waive --list lists them")
	case strings.TrimSpace(f.by) == "":
		return badUse("请用 --by 写明谁接受", "say with --by who accepts")
	case len(people) > 0 && !slices.Contains(people, f.by):
		return badUse("%q 不在 yigai.yaml 的人员（people）中", "%q is none of the people in yigai.yaml", f.by)
	case strings.TrimSpace(f.reason) == "":
		return badUse("请用 --reason 写明理由", "say with --reason why")
	case f.until == "" || err != nil || until.IsZero():
		return badUse("--until 应是有效期的最后一天，如 2027-12-31，不是 %q", "--until must be the last day of the acceptance, e.g. 2027-12-31, not %q", f.until)
	case until.String() < today:
		return badUse("--until %s 已经过去，今天是 %s", "--until %s has passed, today is %s", until, today)
	}
	return nil
}

// waive notes one entry for each finding, or none where one cannot be accepted.
func (a *app) waive(ctx context.Context, findings []string, f waiveFlags) (err error) {
	ws, pack, unlock, err := a.openToWrite("waive")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	slices.Sort(findings)
	findings = slices.Compact(findings)
	if err := checkWaiver(findings, f, ws.Settings.People, a.Now().In(beijing.Zone).Format(time.DateOnly)); err != nil {
		return err
	}
	known, err := a.openDoubts(ctx, ws, pack, "")
	if err != nil {
		return err
	}
	if err := known.accept(findings); err != nil {
		return err
	}
	noted := []ingest.Waiver{}
	for _, id := range findings {
		w := ingest.Waiver{Finding: id, By: f.by, Reason: f.reason, Until: f.until}
		if _, err := ws.Journal.Append(ingest.EntryWaived, a.Now(), w); err != nil {
			return err
		}
		noted = append(noted, w)
	}
	return a.tellWaived(ctx, ws, pack, noted)
}

// tellWaived brings the facts up to the journal and says what was noted.
func (a *app) tellWaived(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, noted []ingest.Waiver) error {
	if _, err := a.rebuild(ctx, ws, pack); err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"waived": noted})
	}
	a.say("已接受 %d 处存疑并记入日志。运行 yigai transform 和 yigai site 后页面更新", "%d doubts accepted and noted in the journal; run yigai transform and yigai site to bring the pages up to date", len(noted))
	return nil
}
