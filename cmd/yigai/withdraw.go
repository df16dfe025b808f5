//go:build cgo

package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/workspace"
)

// withdrawCommand takes back a decision that was noted wrongly.
func (a *app) withdrawCommand() *cobra.Command {
	var w ingest.Withdrawal
	c := &cobra.Command{
		Use: "withdraw SEQ --by NAME --reason TEXT", Short: a.t("撤回一条误记的决定（日志序号）", "take back a decision that was noted wrongly, by its journal number"),
		Long: a.t(`日期、单位、任务等写错的决定用日志序号撤回：任务台账、销号、整改、结果运用、得分调整、典型经验、自写段落、
改过的通报、明细算出的数都可以。
两条都留在日志里，页面和数据标明谁、为什么撤回；撤回的决定从头就不起作用。其他决定以它为前提的，先撤回后面的。
已经发布的发布版不变。催办已经发出，不能撤回；审批用退回；抽取另抽一次（evaluate draw --again，inspect draw 换一个 --id）。`,
			`A decision with a wrong day, org or task is withdrawn by its journal number: about tasks, closings, rectifications, consequences,
adjusted scores, good practice, own paragraphs, edited bulletins, figures from records. Both entries stay, pages and data say by whom and why, and it counts for nothing from the start.
Where later decisions rest on it, those are withdrawn first. Editions stay as published. A reminder that went out cannot be withdrawn;
an approval is returned; a draw is made once more (evaluate draw --again, inspect draw with another --id).`),
		Example: "  yigai task list 3.1\n  yigai decide withdraw 42 --by 王秀兰 --reason 期限年份写错",
		Args:    a.args(1, 1, "请写明日志序号；yigai task list、yigai rectify list、yigai decide --list 列出", "name the number of the journal entry; yigai task list, yigai rectify list and yigai decide --list have it"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			if w.Entry, err = strconv.Atoi(args[0]); err != nil || w.Entry < 1 {
				return badUse("日志序号应是 1 以上的整数，不是 %q", "the number of a journal entry is a whole number from 1 on, not %q", args[0]).
					then("用 yigai task list 或 yigai rectify list 看序号", "yigai task list and yigai rectify list show the numbers")
			}
			return a.withdraw(c.Context(), w)
		},
	}
	c.Flags().StringVar(&w.By, "by", "", a.t("谁撤回", "who withdraws it"))
	c.Flags().StringVar(&w.Reason, "reason", "", a.t("为什么", "why"))
	c.Flags().StringVar(&w.Document, "document", "", a.t("依据的文件", "the paper it rests on"))
	return c
}

// withdraw notes the withdrawal and brings the facts up to it.
func (a *app) withdraw(ctx context.Context, w ingest.Withdrawal) (err error) {
	ws, pack, unlock, err := a.openToWrite("decide withdraw")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	if w.Day, err = a.dayOf(""); err != nil {
		return err
	}
	if err := checkDecider(ws.Settings.People, ingest.Decision{By: w.By, Reason: w.Reason, Document: w.Document}); err != nil {
		return err
	}
	if strings.TrimSpace(w.Reason) == "" {
		return badUse("请用 --reason 写明为什么撤回", "say with --reason why it is withdrawn")
	}
	gone, err := a.withdrawable(ws, w.Entry)
	if err != nil {
		return err
	}
	w.Kind = gone.Kind
	entry, err := ws.Journal.Append(ingest.EntryWithdrawn, a.Now(), w)
	if err != nil {
		return err
	}
	if _, err := a.rebuild(ctx, ws, pack); err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"seq": entry.Seq, "withdrawn": gone})
	}
	a.say("日志第 %d 条（%s）已撤回，记为第 %d 条（%s）；两条都留在日志中，撤回的不再起作用", "journal entry %d (%s) is withdrawn by entry %d (%s); both stay, and it counts for nothing", w.Entry, a.decidedAbout(pack, gone), entry.Seq, visible(w.By))
	a.say("下一步：要重记的，照正确的内容再作一次；运行 yigai transform 和 yigai site 后页面更新", "next: note the right decision where there is one; run yigai transform and yigai site to bring the pages up to date")
	return nil
}

// withdrawable gives the decision of an entry, or says why it cannot be withdrawn
// and what to do first.
func (a *app) withdrawable(ws *workspace.Workspace, seq int) (toldTask, error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return toldTask{}, err
	}
	if seq > len(entries) {
		return toldTask{}, badUse("日志只有 %d 条，没有第 %d 条", "the journal has %d entries, none with the number %d", len(entries), seq)
	}
	e := entries[seq-1]
	if !slices.Contains(ingest.Withdrawable, e.Kind) {
		return toldTask{}, notWithdrawable(e)
	}
	all, err := toldOf(entries, ingest.Withdrawable)
	if err != nil {
		return toldTask{}, err
	}
	at := slices.IndexFunc(all, func(t toldTask) bool { return t.Seq == seq })
	if all[at].WithdrawnSeq > 0 {
		return toldTask{}, badUse("日志第 %d 条已经由第 %d 条撤回（%s：%s）", "journal entry %d was withdrawn already by entry %d (%s: %s)", seq, all[at].WithdrawnSeq, all[at].WithdrawnBy, all[at].WithdrawnReason).
			then("要恢复的，照原来的内容再作一次决定", "to have it again, note the decision anew")
	}
	for _, later := range slices.Backward(all[at+1:].holding()) {
		if restsOn(later, all[at]) {
			words := decisionWords(later.Kind)
			return toldTask{}, message{zh: fmt.Sprintf("不能撤回日志第 %d 条：第 %d 条（%s，%s）以它为前提", seq, later.Seq, words[0], later.Day),
				en:     fmt.Sprintf("journal entry %d cannot be withdrawn: entry %d (%s, %s) rests on it", seq, later.Seq, words[1], later.Day),
				nextZh: fmt.Sprintf("先撤回后面的：yigai decide withdraw %d --by 姓名 --reason 理由", later.Seq), nextEn: fmt.Sprintf("withdraw that one first: yigai decide withdraw %d --by NAME --reason TEXT", later.Seq)}
		}
	}
	return all[at], nil
}

// notWithdrawable says what to do about an entry that is no such decision.
func notWithdrawable(e workspace.Entry) error {
	m := badUse("日志第 %d 条不是可以撤回的决定（%s）", "journal entry %d is no decision that can be withdrawn (%s)", e.Seq, e.Kind)
	switch e.Kind {
	case ingest.EntryWithdrawn:
		return m.then("撤回本身不能再撤回：要恢复的，照原来的内容再作一次决定", "a withdrawal is not withdrawn: to have the decision again, note it anew")
	case entryReminder:
		return m.then("催办已经发出；要另发的用 yigai remind --issue --again", "it went out; to issue another use yigai remind --issue --again")
	case entryDrawn:
		return m.then("重抽用 yigai evaluate draw --again --reason 理由，或 yigai inspect draw --id 新编号 --reason 理由", "draw anew with yigai evaluate draw --again --reason TEXT, or yigai inspect draw --id NEW --reason TEXT")
	}
	return m.then("用 yigai task list、yigai rectify list 看各项决定的序号", "yigai task list and yigai rectify list show the numbers of decisions")
}

// The kinds of decisions that undo each other.
var (
	pauseKinds   = []string{taskSuspended, taskResumed}
	closingKinds = []string{closingApplied, closingDecided, taskReopened}
)

// restsOn says whether a later decision could be made only because of an earlier one.
func restsOn(later, earlier toldTask) bool {
	within := later.Task == earlier.Task || strings.HasPrefix(later.Task, earlier.Task+".")
	over := within || strings.HasPrefix(earlier.Task, later.Task+".") && later.Task != ""
	meets := over && (later.Org == earlier.Org || later.Org == "" || earlier.Org == "")
	undone := func(kinds []string) bool {
		return slices.Contains(kinds, earlier.Kind) && slices.Contains(kinds, later.Kind) && meets
	}
	switch {
	case earlier.Kind == taskAdded:
		return within
	case earlier.Kind == taskTransferred:
		return within && later.Org == earlier.ToOrg
	case strings.HasPrefix(earlier.Kind, "rectification_"):
		return strings.HasPrefix(later.Kind, "rectification_") && later.ID == earlier.ID
	case earlier.Kind == entryAdjusted:
		return later.Kind == entryAdjusted && later.Verdict == withdrawn && later.Scheme == earlier.Scheme && later.Stage == earlier.Stage && later.Org == earlier.Org && later.Item == earlier.Item
	}
	return undone(pauseKinds) || undone(closingKinds)
}
