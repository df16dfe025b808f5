//go:build cgo

package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yigai/ingest"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/programme"
)

// prepareClosing checks a step of closing: applied for once, decided by another
// person, agreed to only where the figures do not contradict it.
func (a *app) prepareClosing(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, kind string, told taskHistory, asked *askedTask) error {
	state, last := told.closing(asked.Org)
	asked.Before, asked.Period = state, closingPeriod(pack, asked.Day)
	switch {
	case kind == closingApplied && (state == "applied" || state == "closed"):
		return badUse("任务 %s 的销号申请已在日志第 %d 条（%s）", "an application for task %s stands in journal entry %d (%s)", asked.Task, last.Seq, last.Day)
	case kind == taskReopened && state != "closed":
		return badUse("任务 %s 没有销号，无须重新打开", "task %s is not closed, there is nothing to reopen", asked.Task)
	case kind == closingDecided && state != "applied":
		return badUse("任务 %s 没有待审的销号申请：单位先用 yigai task apply 申请", "nobody applied to close task %s: the org applies first with yigai task apply", asked.Task)
	case kind == closingDecided && samePerson(last.By, asked.By):
		return badUse("%s 申请了销号，要由另一人审核", "%s applied for the closing: another person must decide", asked.By)
	case kind == closingDecided && asked.Verdict == agreed:
		asked.Period = cmp.Or(last.Period, asked.Period)
		return a.checkClosing(ctx, ws, pack, asked.Decision)
	}
	return nil
}

// closingPeriod is the period whose ledger a closing is about: the first whose
// cut-off had not passed on that day, so that a round closed in January is the one
// that ended in December.
func closingPeriod(pack *programme.Pack, day string) string {
	last := pack.Programme.Periods.Last
	for at := pack.Programme.Periods.First; at.Before(last); at = at.Add(1) {
		if cutOff(pack, at).String() >= day {
			return at.String()
		}
	}
	return last.String()
}

// A measureRow is the part of mart_measure that a closing is checked against.
type measureRow struct {
	Task    string           `parquet:"task" json:"task"`
	Measure string           `parquet:"measure" json:"measure"`
	Org     string           `parquet:"org" json:"org"`
	Period  string           `parquet:"period" json:"period"`
	Name    string           `parquet:"name" json:"name"`
	NameEn  string           `parquet:"name_en" json:"name_en"`
	Value   parquetio.Number `parquet:"value" json:"-"`
	Target  parquetio.Number `parquet:"target" json:"-"`
	Soft    bool             `parquet:"soft" json:"soft"`
	State   string           `parquet:"state" json:"state"`
}

// checkClosing refuses to close what its own measures say is not done.
func (a *app) checkClosing(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, d ingest.Decision) (err error) {
	facts, err := ws.Facts().Current()
	if err != nil {
		return err
	}
	newest := newestPeriod(pack, facts)
	marts, done, err := a.martsFor(ctx, ws, pack, newest)
	if err != nil {
		return err
	}
	defer closing(&err, done)
	rows, err := parquetio.Read[measureRow](filepath.Join(marts, "mart_measure.parquet"))
	if err != nil {
		return err
	}
	at := d.Period
	if newest.String() < at {
		at = newest.String()
	}
	return a.contradiction(pack, contradicting(rows, d, at), at)
}

// contradicting lists the measures of the task, its parts with it, that are not
// done in a period: those of the org that is to be closed; where it has none, as a
// lead that stands for the whole, or none is named, those of all. Soft ones do not bind.
func contradicting(rows []measureRow, d ingest.Decision, at string) []measureRow {
	ofTask := slices.DeleteFunc(slices.Clone(rows), func(m measureRow) bool {
		return m.Period != at || m.Task != d.Task && !strings.HasPrefix(m.Task, d.Task+".")
	})
	own := slices.DeleteFunc(slices.Clone(ofTask), func(m measureRow) bool { return m.Org != d.Org })
	if len(own) > 0 {
		ofTask = own
	}
	return slices.DeleteFunc(ofTask, func(m measureRow) bool { return m.State == "done" || m.Soft })
}

// mostContradictions is how many measures a refusal names.
const mostContradictions = 8

// contradiction says which measures of which orgs stand against a closing, and what to do.
func (a *app) contradiction(pack *programme.Pack, left []measureRow, at string) error {
	if len(left) == 0 {
		return nil
	}
	var zh, en []string
	for _, m := range left[:min(len(left), mostContradictions)] {
		org, _ := pack.Org(m.Org, programme.Period{})
		zh = append(zh, fmt.Sprintf("%s %s（%s）：%s，应达到 %s", cmp.Or(org.ShortName, org.Name, m.Org), m.Name, m.Task, orNone(m.Value, "没有数据"), orNone(m.Target, "目标值")))
		en = append(en, fmt.Sprintf("%s %s (%s): %s, wants %s", cmp.Or(org.NameEn, m.Org), cmp.Or(m.NameEn, m.Name), m.Task, orNone(m.Value, "no data"), orNone(m.Target, "its target")))
	}
	m := broken("", "", "先让单位按要求报送或补报这些数据，再审核；确不具备条件的用 --refuse 退回申请，或 yigai task extend 延期",
		"have the orgs report them first; where that cannot be, turn the application down with --refuse, or yigai task extend the deadline")
	m.zh = fmt.Sprintf("不能销号：%s 还有 %d 个衡量点没有完成\n   %s", at, len(left), strings.Join(zh, "\n   "))
	m.en = fmt.Sprintf("cannot be closed: %d measures are not done in %s\n   %s", len(left), at, strings.Join(en, "\n   "))
	return m
}

func orNone(n parquetio.Number, none string) string {
	if !n.Valid {
		return none
	}
	return n.String()
}
