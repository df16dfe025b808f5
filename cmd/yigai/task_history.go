//go:build cgo

package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A toldTask is a decision about a task, as it stands in the journal.
type toldTask struct {
	Seq  int    `json:"seq"`
	Kind string `json:"kind"`
	ingest.Decision
	WithdrawnSeq    int    `json:"withdrawn_seq,omitempty"` // entry that took it back, 0 while it holds
	WithdrawnBy     string `json:"withdrawn_by,omitempty"`
	WithdrawnReason string `json:"withdrawn_reason,omitempty"`
}

// taskHistory is what was decided, about tasks above all, in the order of the journal.
type taskHistory []toldTask

func historyOf(ws *workspace.Workspace) (taskHistory, error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	return toldOf(entries, slices.Collect(maps.Keys(taskKinds)))
}

// toldOf reads the decisions of some kinds, withdrawn ones too, marked as such.
func toldOf(entries []workspace.Entry, kinds []string) (taskHistory, error) {
	withdrawn, err := ingest.Withdrawals(entries)
	if err != nil {
		return nil, err
	}
	told := taskHistory{}
	for _, e := range entries {
		if !slices.Contains(kinds, e.Kind) {
			continue
		}
		d, err := decisionIn(e)
		if err != nil {
			return nil, err
		}
		w := withdrawn[e.Seq]
		told = append(told, toldTask{e.Seq, e.Kind, d, w.Seq, w.By, w.Reason})
	}
	return told, nil
}

// holding leaves out what was withdrawn.
func (h taskHistory) holding() taskHistory {
	return slices.DeleteFunc(slices.Clone(h), func(t toldTask) bool { return t.WithdrawnSeq > 0 })
}

// of keeps what concerns a task, decided about it or the task it is a part of.
func (h taskHistory) of(task string) taskHistory {
	return slices.DeleteFunc(slices.Clone(h), func(t toldTask) bool { return t.Task != task && !strings.HasPrefix(task, t.Task+".") })
}

// about keeps the kinds named, for an org: what names it, or nobody.
func (h taskHistory) about(org string, kinds ...string) taskHistory {
	return slices.DeleteFunc(slices.Clone(h), func(t toldTask) bool {
		return !slices.Contains(kinds, t.Kind) || t.Org != "" && t.Org != org
	})
}

// last is the newest decision by its day, none where there is none.
func (h taskHistory) last() (newest toldTask) {
	for _, t := range h {
		if t.Day >= newest.Day {
			newest = t
		}
	}
	return newest
}

func (h taskHistory) suspended(org string) bool {
	return h.about(org, taskSuspended, taskResumed).last().Kind == taskSuspended
}

// closing is how far the closing of an org's part has come: applied, closed,
// refused, reopened, or nothing.
func (h taskHistory) closing(org string) (state string, last toldTask) {
	last = h.about(org, closingApplied, closingDecided, taskReopened).last()
	switch {
	case last.Kind == closingApplied:
		return "applied", last
	case last.Kind == taskReopened:
		return "reopened", last
	case last.Kind == closingDecided && last.Verdict == agreed:
		return "closed", last
	case last.Kind == closingDecided:
		return "refused", last
	}
	return "", last
}

// due is the deadline of an org's part by now, "" for none.
func (h taskHistory) due(task programme.Task, org string) string {
	due := task.Due.String()
	for _, t := range h.about(org, taskExtended) {
		due = max(due, t.Due)
	}
	return due
}

func (a *app) taskListCommand() *cobra.Command {
	var org string
	c := &cobra.Command{
		Use: "list [TASK]", Short: a.t("任务的变动经过：谁、哪天、为什么、依据什么", "what was decided about tasks: who, when, why, on what paper"),
		Example: "  yigai task list\n  yigai task list 3.1\n  yigai task list --org 城固县 --json", Args: a.args(0, 1, "最多写一个任务编号", "name one task at most"),
		RunE: func(_ *cobra.Command, args []string) error {
			ws, pack, err := a.open()
			if err != nil {
				return err
			}
			told, err := historyOf(ws)
			if err != nil {
				return err
			}
			return a.listTasks(pack, told, strings.Join(args, ""), orgCode(pack, programme.Period{}, org))
		},
	}
	c.Flags().StringVar(&org, "org", "", a.t("只列涉及这个单位的", "only what concerns this org"))
	return c
}

// listTasks shows what was decided, of one task and its parts or of all.
func (a *app) listTasks(pack *programme.Pack, told taskHistory, task, org string) error {
	if _, known := taskIn(pack, task); task != "" && !known {
		return unknownTask(task)
	}
	told = slices.DeleteFunc(slices.Clone(told), func(t toldTask) bool {
		ofTask := task == "" || t.Task == task || strings.HasPrefix(t.Task, task+".") || strings.HasPrefix(task, t.Task+".")
		return !ofTask || org != "" && t.Org != "" && t.Org != org && t.ToOrg != org
	})
	if a.json {
		return writeJSON(a.Out, told)
	}
	t := newTable(a.t("日志", "entry"), a.t("生效日", "day"), a.t("任务", "task"), a.t("单位", "org"), a.t("事项", "what"), a.t("谁", "by"), a.t("理由", "why"), a.t("依据", "on what paper"))
	for _, d := range told {
		t.add(entryNumber(d.Seq), d.Day, d.Task, a.orgsOf(pack, d), a.taskWhat(d)+a.takenBack(d), d.By, cmp.Or(d.Reason, d.Text), strings.Trim(d.Document+"；"+d.Evidence, "；"))
	}
	if len(told) > 0 {
		t.print(a.Out)
	}
	a.say("台账变动 %d 次", "%d decisions about tasks", len(told))
	return nil
}
