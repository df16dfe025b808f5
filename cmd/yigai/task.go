//go:build cgo

package main

import (
	"context"

	"github.com/spf13/cobra"

	"yigai/ingest"
)

// The kinds of entries about tasks.
const (
	taskAdded       = "task_added"
	taskExtended    = "task_extended"
	taskSuspended   = "task_suspended"
	taskResumed     = "task_resumed"
	taskTransferred = "task_transferred"
	taskInstructed  = "task_instructed"
	closingApplied  = "closing_applied"
	closingDecided  = "closing_decided"
	taskReopened    = "task_reopened"
)

// taskKinds are those kinds, with what each is called.
var taskKinds = map[string][2]string{
	taskAdded: {"新增", "added"}, taskExtended: {"延期", "extended"}, taskSuspended: {"中止", "suspended"}, taskResumed: {"恢复", "resumed"},
	taskTransferred: {"移交", "handed over"}, taskInstructed: {"领导批示", "instruction"}, closingApplied: {"申请销号", "closing applied for"},
	closingDecided: {"销号审核", "closing decided"}, taskReopened: {"重新打开", "reopened"},
}

func (a *app) taskCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "task", Short: a.t("调整任务台账：新增、延期、中止、移交、批示、销号，每一步记入日志", "change the ledger: add, extend, suspend, hand over, instruct, close; each an entry of the journal"),
		Long: a.t(`台账的每次变动都记入日志：谁、哪天、为什么、依据什么。原定期限和按原定期限应亮的灯始终保留，与决定并列显示。
销号由单位申请（apply，附佐证），另一人审核（close）；衡量点没有全部完成的不能销号；销号后发现问题可以重新打开（reopen）。`,
			`Every change of the ledger is an entry of the journal: who, when, why, on what paper. The original deadline, and the light it gives,
stay beside what was decided. To close a task the org applies with evidence (apply) and another person decides (close); a task whose
measures are not done cannot be closed; a closed one can be reopened.`),
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(
		a.taskStep(taskAdded, "add TASK --title TEXT --lead ORG --by NAME --reason TEXT --document TEXT", "新增一项任务", "add a task",
			"  yigai task add 21 --title 药品追溯码扫码 --title-en \"Scan drug tracing codes\" --lead 市医疗保障局 --due 2022-12-31 --by 王秀兰 --reason 省里部署 --document 会议纪要〔2022〕3号"),
		a.taskStep(taskExtended, "extend TASK --due DATE --by NAME --reason TEXT --document TEXT", "延长期限", "set a later deadline",
			"  yigai task extend 3.1 --due 2023-06-30 --by 王秀兰 --reason 工程地质变更 --document 会议纪要〔2022〕4号\n  yigai task extend 17 --org 留坝县 --due 2023-03-31 --by 王秀兰 --reason 受灾 --document 请示批复1号"),
		a.taskStep(taskSuspended, "suspend TASK --by NAME --reason TEXT --document TEXT", "中止", "suspend it",
			"  yigai task suspend 14 --by 王秀兰 --reason 政策调整 --document 国发明电〔2023〕1号"),
		a.taskStep(taskResumed, "resume TASK --by NAME --reason TEXT", "恢复", "take it up again", "  yigai task resume 14 --by 王秀兰 --reason 恢复执行"),
		a.taskStep(taskTransferred, "transfer TASK --to ORG --by NAME --reason TEXT --document TEXT", "移交，或增加承担单位", "hand it over, or give one more org a part",
			"  yigai task transfer 16 --from 市卫生健康委 --to 市教育局 --role lead --by 王秀兰 --reason 职责调整 --document 三定规定\n  yigai task transfer 16 --to 市科技局 --role assist --by 王秀兰 --reason 增加配合单位 --document 会议纪要〔2022〕5号"),
		a.taskStep(taskInstructed, "instruct TASK --period P --text TEXT --by NAME --document TEXT", "记下领导批示", "note a leader's instruction",
			"  yigai task instruct 3 --period 2022Q2 --text 请抓紧推进 --by 王秀兰 --document 批示单12号"),
		a.taskStep(closingApplied, "apply TASK --org ORG --evidence TEXT --by NAME", "单位申请销号", "an org applies to have its part closed",
			"  yigai task apply 2.2 --org 城固县 --evidence 验收报告.pdf --by 李明"),
		a.taskStep(closingDecided, "close TASK (--agree | --refuse) --by NAME --reason TEXT", "另一人审核销号申请", "another person decides on the closing",
			"  yigai task close 2.2 --org 城固县 --agree --by 王秀兰 --reason 现场核实"),
		a.taskStep(taskReopened, "reopen TASK --by NAME --reason TEXT --evidence TEXT", "重新打开已销号的任务", "open a closed task again",
			"  yigai task reopen 2.2 --org 城固县 --by 王秀兰 --reason 复查不合格 --evidence 复查记录.pdf"),
		a.taskListCommand(), a.withdrawCommand())
	return c
}

// taskStep is a command for one kind of decision about a task.
func (a *app) taskStep(kind, use, zh, en, example string) *cobra.Command {
	var f stepFlags
	c := &cobra.Command{
		Use: use, Short: a.t(zh, en), Example: example, Args: a.args(1, 1, "请写明一个任务编号，如 3 或 3.1", "name one task, such as 3 or 3.1"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			f.Task = args[0]
			if kind == closingDecided {
				if f.Verdict, err = f.verdict(); err != nil {
					return err
				}
			}
			return a.task(c.Context(), kind, f.Decision)
		},
	}
	a.addTaskFlags(c, kind, &f)
	a.addDecisionFlags(c, &f.Decision)
	return c
}

// addTaskFlags are those that only this kind of decision takes.
func (a *app) addTaskFlags(c *cobra.Command, kind string, f *stepFlags) {
	flags := c.Flags()
	text := func(into *string, name, zh, en string) { flags.StringVar(into, name, "", a.t(zh, en)) }
	switch kind {
	case taskAdded:
		text(&f.Title, "title", "任务名称", "title")
		text(&f.TitleEn, "title-en", "英文名称", "title in English")
		text(&f.Org, "lead", "牵头单位", "the org that leads it")
	case taskTransferred:
		text(&f.Org, "from", "由哪个单位移出；不写为增加承担单位", "the org that gives it up; none to give one more org a part")
		text(&f.ToOrg, "to", "移交给哪个单位", "the org that gets it")
		text(&f.Role, "role", "新单位的角色：lead、assist、implement；默认与移出单位相同", "its role: lead, assist, implement; that of the giver by default")
	default:
		text(&f.Org, "org", "只涉及这个单位；不写为整项任务", "this org's part only; the whole task by default")
	}
	switch kind {
	case taskAdded, taskExtended:
		text(&f.Due, "due", "期限，如 2022-12-31", "the deadline, e.g. 2022-12-31")
	case taskSuspended:
		text(&f.Due, "until", "中止到哪天（含当日）；不写为直到恢复", "the last day of it; until resumed by default")
	case taskInstructed:
		text(&f.Text, "text", "批示内容", "the instruction")
		text(&f.Period, "period", "针对的报告期", "the period it is about")
		text(&f.Due, "due", "要求办结的日期", "the day by which it must be met")
	case closingApplied:
		text(&f.Text, "text", "完成情况", "what was done")
		text(&f.Evidence, "evidence", "佐证材料", "the evidence")
	case taskReopened:
		text(&f.Evidence, "evidence", "依据的材料", "the evidence")
	case closingDecided:
		a.addVerdictFlags(c, f)
	}
}

// task notes one decision, where the ledger as it stands allows it.
func (a *app) task(ctx context.Context, kind string, d ingest.Decision) (err error) {
	ws, pack, unlock, err := a.openToWrite("task")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	asked, err := a.prepareTask(ctx, ws, pack, kind, d)
	if err != nil {
		return err
	}
	entry, err := a.decide(ctx, ws, pack, kind, asked.Decision)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, toldTask{Seq: entry.Seq, Kind: kind, Decision: asked.Decision})
	}
	a.tellTask(pack, kind, entry.Seq, asked)
	return nil
}
