//go:build cgo

package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/beijing"
	"yigai/internal/workspace"
	"yigai/programme"
)

// The kinds of entries about what must be put right within a time.
const (
	rectificationOpened   = "rectification_opened"
	rectificationExtended = "rectification_extended"
	rectificationReplied  = "rectification_replied"
	rectificationVerified = "rectification_verified"
	rectificationClosed   = "rectification_closed"
)

// Verdicts of a person on what another one applied for, or a rule proposed.
const (
	agreed  = "agreed"
	refused = "refused"
)

func (a *app) rectifyCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "rectify", Short: a.t("限期整改：下达、延期、回复、核实、办结", "what must be put right within a time: open, extend, reply, verify, close"),
		Long: a.t(`一项整改一个编号（ZG-年-序号），每一步记入日志：发现的问题、意见和期限，单位的回复和佐证，核实，办结。
替单位回复的人不能核实，也不能办结；没有经核实属实的不能办结；办结后不再变动。到期没有回复、或回复经核实不到位的，为逾期。`,
			`Each has a number (ZG-YEAR-NNN), each step is an entry of the journal: finding, opinion and deadline, the org's reply with
evidence, verification, closing. Who replied for the org may neither verify nor close; nothing is closed before it was verified;
what is closed stays closed. It is overdue where the deadline has passed without a reply, or with one that was refused.`),
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.rectifyOpenCommand(),
		a.rectifyStep(rectificationExtended, "extend ID --due DATE --by NAME --reason TEXT", "延期", "set a later deadline", "  yigai rectify extend ZG-2022-001 --due 2022-12-31 --by 王秀兰 --reason 工程验收排期"),
		a.rectifyStep(rectificationReplied, "reply ID --by NAME --text TEXT --evidence TEXT", "单位回复整改情况和佐证", "the org's reply, with evidence", "  yigai rectify reply ZG-2022-001 --by 李明 --text 已补建台账 --evidence 台账.xlsx"),
		a.rectifyStep(rectificationVerified, "verify ID --by NAME (--agree | --refuse) --reason TEXT", "另一人核实回复", "another person verifies the reply", "  yigai rectify verify ZG-2022-001 --by 王秀兰 --agree --reason 现场查看属实"),
		a.rectifyStep(rectificationClosed, "close ID --by NAME --reason TEXT", "办结", "close it", "  yigai rectify close ZG-2022-001 --by 王秀兰 --reason 已核实到位"),
		a.rectifyListCommand())
	return c
}

// A stepFlags is what a step of an item was called with.
type stepFlags struct {
	ingest.Decision
	agree, refuse bool
}

// verdict is the one of --agree and --refuse that was given.
func (f stepFlags) verdict() (string, error) {
	switch {
	case f.agree == f.refuse:
		return "", badUse("--agree 和 --refuse 用且只用一个", "give either --agree or --refuse")
	case f.agree:
		return agreed, nil
	}
	return refused, nil
}

// addDecisionFlags are those of every decision: who, why, on what paper, when.
func (a *app) addDecisionFlags(c *cobra.Command, d *ingest.Decision) {
	c.Flags().StringVar(&d.By, "by", "", a.t("谁决定", "who decides"))
	c.Flags().StringVar(&d.Reason, "reason", "", a.t("理由", "why"))
	c.Flags().StringVar(&d.Document, "document", "", a.t("依据的文件", "the paper it rests on"))
	c.Flags().StringVar(&d.Day, "day", "", a.t("生效日，默认今天", "the day it takes effect; today by default"))
}

func (a *app) addVerdictFlags(c *cobra.Command, f *stepFlags) {
	c.Flags().BoolVar(&f.agree, "agree", false, a.t("同意", "agree"))
	c.Flags().BoolVar(&f.refuse, "refuse", false, a.t("不同意", "refuse"))
}

func (a *app) rectifyOpenCommand() *cobra.Command {
	var d ingest.Decision
	c := &cobra.Command{
		Use: "open --org ORG --finding TEXT --opinion TEXT --due DATE --by NAME", Short: a.t("下达一项整改", "open one"),
		Example: "  yigai rectify open --org 汉台区 --period 2022Q1 --task 3.1 --finding 三大中心未建成 --opinion 年内建成并验收 --due 2022-09-30 --by 王秀兰 --document 督查通报〔2022〕1号\n" +
			"  yigai rectify open --org 410122 --consequence C07 --finding 评估不达标 --opinion 制定整改方案 --due 2022-06-30 --by 王秀兰",
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.rectify(c.Context(), rectificationOpened, d) },
	}
	flags := c.Flags()
	flags.StringVar(&d.Org, "org", "", a.t("哪个单位：代码或名称", "the org: code or name"))
	flags.StringVar(&d.Period, "period", "", a.t("发现问题的报告期", "the period it was found in"))
	flags.StringVar(&d.Task, "task", "", a.t("所涉任务", "the task it is about"))
	flags.StringVar(&d.Consequence, "consequence", "", a.t("所依据的结果运用条款", "the consequence it follows from"))
	flags.StringVar(&d.Item, "draw", "", a.t("发现问题的抽取编号", "the draw whose check found it"))
	flags.StringVar(&d.Title, "finding", "", a.t("发现的问题", "what was found"))
	flags.StringVar(&d.Text, "opinion", "", a.t("整改意见和要求", "what is demanded"))
	flags.StringVar(&d.Due, "due", "", a.t("整改期限，如 2022-09-30", "the deadline, e.g. 2022-09-30"))
	a.addDecisionFlags(c, &d)
	return c
}

// rectifyStep is a command for one step of an item that is there.
func (a *app) rectifyStep(kind, use, zh, en, example string) *cobra.Command {
	var f stepFlags
	c := &cobra.Command{
		Use: use, Short: a.t(zh, en), Example: example, Args: a.args(1, 1, "请写明整改编号，yigai rectify list 列出它们", "name the rectification; yigai rectify list lists them"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			f.ID = args[0]
			if kind == rectificationVerified {
				if f.Verdict, err = f.verdict(); err != nil {
					return err
				}
			}
			return a.rectify(c.Context(), kind, f.Decision)
		},
	}
	switch kind {
	case rectificationExtended:
		c.Flags().StringVar(&f.Due, "due", "", a.t("新的期限", "the new deadline"))
	case rectificationReplied:
		c.Flags().StringVar(&f.Text, "text", "", a.t("整改情况", "what was done"))
		c.Flags().StringVar(&f.Evidence, "evidence", "", a.t("佐证材料", "the evidence"))
	case rectificationVerified:
		a.addVerdictFlags(c, &f)
	}
	a.addDecisionFlags(c, &f.Decision)
	return c
}

// rectify notes one step, where the item as it stands allows it.
func (a *app) rectify(ctx context.Context, kind string, d ingest.Decision) (err error) {
	ws, pack, unlock, err := a.openToWrite("rectify")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	if d, err = a.prepareRectification(ws, pack, kind, d); err != nil {
		return err
	}
	entry, err := a.decide(ctx, ws, pack, kind, d)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, d)
	}
	return a.tellRectified(ws, pack, kind, entry.Seq, d)
}

var rectificationWords = map[string][2]string{rectificationOpened: {"下达", "opened"}, rectificationExtended: {"延期", "extended"},
	rectificationReplied: {"回复", "replied"}, rectificationVerified: {"核实", "verified"}, rectificationClosed: {"办结", "closed"}}

// prepareRectification completes a step and refuses what the rules of
// rectification do not allow. SAMPLE's and the commands' steps both go through it.
func (a *app) prepareRectification(ws *workspace.Workspace, pack *programme.Pack, kind string, d ingest.Decision) (ingest.Decision, error) {
	items, err := rectificationsOf(ws)
	if err != nil {
		return d, err
	}
	if d.Day, err = a.dayOf(d.Day); err != nil {
		return d, err
	}
	if kind == rectificationOpened {
		return openedRectification(ws, pack, d)
	}
	i := slices.IndexFunc(items, func(r rectification) bool { return r.ID == d.ID })
	if i < 0 {
		return d, badUse("没有整改事项 %q，yigai rectify list 列出全部", "there is no rectification %q; yigai rectify list lists them", d.ID)
	}
	d.Org = items[i].Org
	return d, items[i].allows(kind, d)
}

// dayOf reads the day on which a decision takes effect: today unless another
// was given, never a later one.
func (a *app) dayOf(text string) (string, error) {
	today := a.Now().In(beijing.Zone).Format(time.DateOnly)
	if text == "" {
		return today, nil
	}
	day, err := programme.ParseDate(text)
	if err != nil || day.IsZero() || day.String() > today {
		return "", badUse("--day 应是今天（%s）或以前的一天，如 2022-04-20，不是 %q", "--day must be today (%s) or earlier, e.g. 2022-04-20, not %q", today, text)
	}
	return day.String(), nil
}

// openedRectification checks a new item and gives it its number.
func openedRectification(ws *workspace.Workspace, pack *programme.Pack, d ingest.Decision) (ingest.Decision, error) {
	at := programme.Period{}
	if d.Period != "" {
		var err error
		if at, err = periodIn(pack, d.Period); err != nil {
			return d, err
		}
	}
	d.Org = orgCode(pack, at, d.Org)
	_, known := pack.Org(d.Org, at)
	_, knowsTask := taskIn(pack, d.Task)
	knowsClause := slices.ContainsFunc(pack.Consequences, func(c programme.Consequence) bool { return c.Code == d.Consequence })
	switch due, err := programme.ParseDate(d.Due); {
	case !known:
		return d, badUse("请用 --org 写明单位的代码或名称，%q 不是", "name the org with --org, by code or name: %q is none", d.Org)
	case strings.TrimSpace(d.Title) == "" || strings.TrimSpace(d.Text) == "":
		return d, badUse("请用 --finding 写明发现的问题，用 --opinion 写明意见和要求", "say with --finding what was found, and with --opinion what is demanded")
	case err != nil || due.IsZero() || d.Due < d.Day:
		return d, badUse("--due 应是下达日 %s 之后的一天，不是 %q", "--due must be a day after %s, not %q", d.Day, d.Due)
	case d.Task != "" && !knowsTask:
		return d, unknownTask(d.Task)
	case d.Consequence != "" && !knowsClause:
		return d, badUse("本方案没有结果运用条款 %q", "the programme has no consequence %q", d.Consequence)
	}
	var err error
	d.ID, err = nextRectification(ws, d.Day[:4])
	return d, err
}

// nextRectification is the next number of a year. Those of items that were
// withdrawn are not given again: letters may carry them.
func nextRectification(ws *workspace.Workspace, year string) (string, error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return "", err
	}
	told, err := toldOf(entries, []string{rectificationOpened})
	opened := slices.DeleteFunc(told, func(t toldTask) bool { return !strings.HasPrefix(t.ID, "ZG-"+year+"-") })
	return fmt.Sprintf("ZG-%s-%03d", year, 1+len(opened)), err
}
