//go:build cgo

package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"yigai/ingest"
	"yigai/internal/beijing"
	"yigai/internal/workspace"
	"yigai/programme"
)

// issueReminders notes what was not issued in the period yet, and gives slips a number.
func (a *app) issueReminders(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, rows []reminderRow, how reminding) ([]reminderRow, error) {
	asked := len(rows)
	if err := alsoIssued(ws, rows); err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r reminderRow) bool { return r.IssuedTimes > 0 && !how.again })
	if before := asked - len(rows); before > 0 && !a.json {
		a.say("%d 件本期已经发过，不再发；要再发请加 --again", "%d were issued in this period already and are left out; issue them again with --again", before)
	}
	issued, err := decisionsOf(ws, func(kind string) bool { return kind == entryReminder })
	if err != nil {
		return nil, err
	}
	today := a.Now().In(beijing.Zone).Format(time.DateOnly)
	prefix := "DB-" + today[:4] + "-"
	slips := 0
	for _, d := range issued {
		if strings.HasPrefix(d.ID, prefix) {
			slips++
		}
	}
	if err := a.noteReminders(ws, pack, rows, today, how.by, func() string { slips++; return fmt.Sprintf("%s%03d", prefix, slips) }); err != nil || len(rows) == 0 {
		return rows, err
	}
	_, err = a.rebuild(ctx, ws, pack)
	return rows, err
}

// alsoIssued marks what the journal says was issued and the tables do not know
// yet: a command that was broken off before they were made.
func alsoIssued(ws *workspace.Workspace, rows []reminderRow) error {
	issued, err := decisionsOf(ws, func(kind string) bool { return kind == entryReminder })
	for i := range rows {
		r, times := &rows[i], 0
		for _, d := range issued {
			if d.Reminder == r.Reminder && d.Period == r.Period && d.Org == r.Org && d.Task == r.Task && d.Role == r.Role && d.Indicator == r.Indicator && d.Item == r.ID {
				times++
			}
		}
		r.IssuedTimes = max(r.IssuedTimes, times)
	}
	return err
}

// noteReminders writes each reminder into the journal. Everything that can be
// wrong with one is looked at before the first is noted; where writing fails, the
// answer names those that were.
func (a *app) noteReminders(ws *workspace.Workspace, pack *programme.Pack, rows []reminderRow, today, by string, nextSlip func() string) error {
	decisions := make([]ingest.Decision, len(rows))
	for i, r := range rows {
		d := ingest.Decision{Reminder: r.Reminder, Period: r.Period, Org: r.Org, ToOrg: r.ToOrg, Task: r.Task, Role: r.Role, Indicator: r.Indicator, Item: r.ID, Day: today, By: by, Text: a.t(r.Text, r.TextEn)}
		if r.Kind == "slip" {
			d.ID = nextSlip()
		}
		if err := checkDecider(ws.Settings.People, d); err != nil {
			return err
		}
		decisions[i] = d
	}
	var issued []string
	for i, d := range decisions {
		if _, err := ws.Journal.Append(entryReminder, a.Now(), d); err != nil {
			cause, list := describe(err), strings.Join(issued, a.t("、", ", "))
			return message{zh: fmt.Sprintf("%d 件催办只发出 %d 件（%s）：%s", len(rows), i, list, cause.zh), en: fmt.Sprintf("%[2]d of %[1]d reminders were issued (%[3]s): %[4]s", len(rows), i, list, cause.en),
				nextZh: "排除原因后再运行同一命令：已发的不再发，只发其余的", nextEn: "mend that and run the same command again: those issued are left out, the rest is issued", err: err}
		}
		issued = append(issued, strings.TrimSpace(d.ID+" "+a.nameOf(pack, d.ToOrg)))
		rows[i].IssuedID, rows[i].Issued, rows[i].IssuedTimes = d.ID, today, rows[i].IssuedTimes+1
	}
	return nil
}
