//go:build cgo

package main

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"yigai/ingest"
	"yigai/internal/workspace"
	"yigai/programme"
)

// An askedTask is a decision ready for the journal, with what it changes.
type askedTask struct {
	ingest.Decision
	Before, After string // of the deadline, the lead, …; "" where nothing of the kind changes
}

var addedTaskCode = regexp.MustCompile(`^[1-9]\d{0,3}(\.[1-9]\d{0,3}){0,3}$`)

// taskIn finds a task by its number.
func taskIn(pack *programme.Pack, code string) (programme.Task, bool) {
	i := slices.IndexFunc(pack.Tasks, func(t programme.Task) bool { return t.Code == code })
	if i < 0 {
		return programme.Task{}, false
	}
	return pack.Tasks[i], true
}

func unknownTask(code string) error {
	return badUse("没有任务 %q；yigai ledger 列出台账中的任务", "there is no task %q; yigai ledger lists those of the ledger", code)
}

// prepareTask completes a decision about a task and refuses what the ledger, as
// the journal leaves it, does not allow.
func (a *app) prepareTask(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, kind string, d ingest.Decision) (askedTask, error) {
	told, err := historyOf(ws)
	if err != nil {
		return askedTask{}, err
	}
	if d.Day, err = a.dayOf(d.Day); err != nil {
		return askedTask{}, err
	}
	if err := checkDecider(ws.Settings.People, d); err != nil {
		return askedTask{}, err
	}
	d.Org, d.ToOrg = orgCode(pack, programme.Period{}, d.Org), orgCode(pack, programme.Period{}, d.ToOrg)
	if err := needed(kind, d); err != nil {
		return askedTask{}, err
	}
	asked := askedTask{Decision: d}
	if kind == taskAdded {
		return asked, checkAdded(pack, d)
	}
	task, known := taskIn(pack, d.Task)
	if !known {
		return asked, unknownTask(d.Task)
	}
	told = told.holding().of(d.Task)
	if last := told.last(); last.Day > d.Day {
		return asked, badUse("--day %s 早于该任务上一项决定的 %s（日志第 %d 条）", "--day %s is before the task's last decision, %s (journal entry %d)", d.Day, last.Day, last.Seq)
	}
	if err := checkOrg(pack, task, kind, d); err != nil {
		return asked, err
	}
	return asked, a.prepareStep(ctx, ws, pack, kind, task, told, &asked)
}

// prepareStep completes and checks what differs by the kind of decision.
func (a *app) prepareStep(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, kind string, task programme.Task, told taskHistory, asked *askedTask) error {
	switch kind {
	case taskExtended:
		asked.Before, asked.After = told.due(task, asked.Org), asked.Due
		return checkExtended(*asked, told)
	case taskTransferred:
		return asked.prepareTransfer(pack, task)
	case taskInstructed:
		_, err := periodOf(pack, asked.Period)
		return err
	case taskSuspended, taskResumed:
		return checkPaused(told, kind, asked.Decision)
	}
	return a.prepareClosing(ctx, ws, pack, kind, told, asked)
}

// neededOf says which texts a decision must not lack, by its kind.
var neededOf = map[string][]string{
	taskAdded: {"title", "lead", "reason", "document"}, taskExtended: {"due", "reason", "document"}, taskSuspended: {"reason", "document"},
	taskResumed: {"reason"}, taskTransferred: {"to", "reason", "document"}, taskInstructed: {"text", "document"},
	closingApplied: {"evidence"}, closingDecided: {"reason"}, taskReopened: {"reason", "evidence"},
}

// needed refuses a decision that lacks a text, or has a day that is none.
func needed(kind string, d ingest.Decision) error {
	given := map[string]string{"title": d.Title, "lead": d.Org, "reason": d.Reason, "document": d.Document, "due": d.Due, "to": d.ToOrg, "text": d.Text, "evidence": d.Evidence}
	for _, flag := range neededOf[kind] {
		if strings.TrimSpace(given[flag]) == "" {
			return badUse("请写明 --%s", "say --%s", flag)
		}
	}
	if _, err := programme.ParseDate(cmp.Or(d.Due, "2022-12-31")); err != nil {
		return badUse("%q 不是日期：请写成 2022-12-31 的形式", "%q is no day: write it like 2022-12-31", d.Due)
	} else if d.Due != "" && d.Due < d.Day && kind != taskExtended {
		return badUse("%q 应是不早于 %s 的日期，如 2022-12-31", "%q must be a day not before %s, such as 2022-12-31", d.Due, d.Day)
	}
	return nil
}

func checkAdded(pack *programme.Pack, d ingest.Decision) error {
	if t, known := taskIn(pack, d.Task); known {
		return badUse("任务 %s 已经有了：%s", "task %s is there already: %s", d.Task, t.Title)
	}
	if !addedTaskCode.MatchString(d.Task) {
		return badUse("任务编号 %q 应为 21 或 3.6 的形式", "task number %q: write 21 or 3.6", d.Task)
	}
	parent := d.Task[:max(strings.LastIndex(d.Task, "."), 0)]
	if _, known := taskIn(pack, parent); parent != "" && !known {
		return unknownTask(parent)
	}
	return knownOrg(pack, d.Org, d.Day)
}

// knownOrg refuses an org that the pack does not have on a day.
func knownOrg(pack *programme.Pack, code, day string) error {
	for _, o := range pack.Orgs {
		if o.Code == code && (o.ValidFrom.IsZero() || o.ValidFrom.String() <= day) && (o.ValidTo.IsZero() || o.ValidTo.String() >= day) {
			return nil
		}
	}
	return badUse("没有单位 %q（%s）；单位的代码和名称见 programme/orgs.csv", "there is no org %q (%s); programme/orgs.csv has the codes and names", code, day)
}

// checkOrg refuses an org that is unknown or has no part in the task.
func checkOrg(pack *programme.Pack, task programme.Task, kind string, d ingest.Decision) error {
	if kind == taskTransferred {
		if err := knownOrg(pack, d.ToOrg, d.Day); err != nil {
			return err
		}
	}
	if d.Org == "" {
		return nil
	}
	if err := knownOrg(pack, d.Org, d.Day); err != nil {
		return err
	}
	if roleOf(pack, task, d.Org) == "" {
		return badUse("%s 不承担任务 %s", "%s has no part in task %s", d.Org, task.Code)
	}
	return nil
}

// roleOf is the role that an org has in a task by now, "" for none.
func roleOf(pack *programme.Pack, task programme.Task, code string) string {
	for _, d := range pack.Duties {
		if d.Task != task.Code || !d.To.IsZero() {
			continue
		}
		for _, o := range pack.Orgs {
			if o.Code == code && d.Names(o) {
				return d.Role
			}
		}
	}
	return ""
}

// checkExtended refuses a deadline that has passed on the day of the decision, and
// one that is no later than the present one: the ledger only knows later ones.
func checkExtended(d askedTask, told taskHistory) error {
	if d.Due < d.Day {
		return badUse("--due %s 早于生效日 %s：延到已经过去的一天没有意义", "--due %s is before the day it takes effect, %s: it would have passed already", d.Due, d.Day).
			then("核对期限的年份；补记以前作的决定，用 --day 写明那一天", "check the year; for a decision taken earlier give that day with --day")
	}
	if d.Due > d.Before {
		return nil
	}
	m := badUse("--due 应晚于现定期限 %s，不是 %s；延期只能往后", "--due must be later than the deadline, %s, not %s; extend only moves it back", d.Before, d.Due)
	for _, t := range slices.Backward(told.about(d.Org, taskExtended)) {
		if t.Due == d.Before {
			return m.then(fmt.Sprintf("现定期限来自日志第 %d 条的延期；那一条记错的，先撤回：yigai task withdraw %d --by 姓名 --reason 理由", t.Seq, t.Seq),
				fmt.Sprintf("the deadline comes from the extension in journal entry %d; if that one is wrong withdraw it first: yigai task withdraw %d --by NAME --reason TEXT", t.Seq, t.Seq))
		}
	}
	return m.then("要求提前办结的，用 yigai task instruct 任务 --due 日期 记下批示", "to demand it sooner, note it with yigai task instruct TASK --due DATE")
}

// prepareTransfer fills in the role and refuses a handover that changes nothing.
func (d *askedTask) prepareTransfer(pack *programme.Pack, task programme.Task) error {
	d.Role = cmp.Or(d.Role, roleOf(pack, task, d.Org))
	switch {
	case !slices.Contains(programme.Roles, d.Role):
		return badUse("请用 --role 写明新单位的角色：lead、assist 或 implement", "say with --role what the org will do: lead, assist or implement")
	case roleOf(pack, task, d.ToOrg) == d.Role:
		return badUse("%s 已经是任务 %s 的 %s", "%s has the role %[3]s in task %[2]s already", d.ToOrg, task.Code, d.Role)
	case d.Role == "lead" && d.Org == "" && leadOf(pack, task) != "":
		return badUse("任务 %s 已有牵头单位 %s：请用 --from 写明由它移出", "task %s is led by %s: name it with --from", task.Code, leadOf(pack, task))
	}
	d.Before, d.After = d.Org, d.ToOrg
	return nil
}

// leadOf is who leads a task by now, "" where nobody does.
func leadOf(pack *programme.Pack, task programme.Task) string {
	for _, o := range pack.Orgs {
		if roleOf(pack, task, o.Code) == "lead" {
			return o.Code
		}
	}
	return ""
}

func checkPaused(told taskHistory, kind string, d ingest.Decision) error {
	if now := told.suspended(d.Org); now == (kind == taskSuspended) {
		if now {
			return badUse("任务 %s 已经中止；恢复用 yigai task resume", "task %s is suspended already; yigai task resume takes it up again", d.Task)
		}
		return badUse("任务 %s 没有中止", "task %s is not suspended", d.Task)
	}
	return nil
}
