//go:build cgo

package main

import (
	"encoding/json"
	"strings"
	"testing"

	"yigai/ingest"
	"yigai/internal/workspace"
)

// resumable is a workspace of samples of one period.
func resumable(t *testing.T) (dir string, ws *workspace.Workspace) {
	t.Helper()
	dir = t.TempDir() + "/office"
	for _, words := range [][]string{{"init", "--programme", "hanzhong-2022", "--sample", dir}, {"sample", "--dir", dir, "--period", "2022Q1", "--flaws", "0"}, {"ingest", "--dir", dir}} {
		if code, out, errs := run(t.Context(), words...); code != exitDone {
			t.Fatalf("%v: %d\n%s%s", words, code, out, errs)
		}
	}
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, ws
}

// entriesOf are the decisions of a kind in a journal.
func entriesOf(t *testing.T, ws *workspace.Workspace, kind string) []ingest.Decision {
	t.Helper()
	list, err := decisionsOf(ws, func(k string) bool { return k == kind })
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// A command that was broken off after some of its entries goes on with the rest
// when it is run again: nothing is drawn or issued twice, nothing is left out.
func TestBrokenOffIsGoneOnWith(t *testing.T) {
	dir, ws := resumable(t)
	draw := []string{"inspect", "draw", "--dir", dir, "--what", "counties", "--count", "1", "--per-parent", "--inspectors", "2", "--names", "示例人员甲,示例人员乙,示例人员丙",
		"--period", "2022Q1", "--seed", "第1期", "--published", "通知", "--by", "示例人员甲"}
	code, out, errs := run(t.Context(), append(draw, "--id", "CJ-whole", "--json")...)
	var whole struct{ Drawn []ingest.Decision }
	if err := json.Unmarshal([]byte(out), &whole); err != nil || code != exitDone || len(whole.Drawn) < 2 {
		t.Fatalf("%d %v\n%s%s", code, err, out, errs)
	}
	first := whole.Drawn[0]
	first.ID = "CJ-part"
	noteAs(t, ws, entryDrawn, first)
	if code, out, errs := run(t.Context(), append(draw, "--id", "CJ-part", "--seed", "第2期")...); code != exitFailed {
		t.Errorf("another seed was taken for the same draw: %d\n%s%s", code, out, errs)
	}
	if code, out, errs := run(t.Context(), append(draw, "--id", "CJ-part")...); code != exitDone || !strings.Contains(out, "接着上次") {
		t.Errorf("the draw did not go on: %d\n%s%s", code, out, errs)
	}
	if n := len(entriesOf(t, ws, entryDrawn)); n != 2*len(whole.Drawn) {
		t.Errorf("%d lists are noted, want %d", n, 2*len(whole.Drawn))
	}
	if code, _, _ := run(t.Context(), append(draw, "--id", "CJ-part")...); code != exitFailed {
		t.Error("a draw that was whole was made again")
	}
}

// Nobody has reported the second quarter yet: there is somebody to chase.
func TestRemindersBrokenOffAreIssuedOnce(t *testing.T) {
	dir, ws := resumable(t)
	_, out, errs := run(t.Context(), "remind", "--dir", dir, "--period", "2022Q2", "--json")
	var listed struct{ Reminders []reminderRow }
	if err := json.Unmarshal([]byte(out), &listed); err != nil || len(listed.Reminders) < 2 {
		t.Fatalf("%v\n%s%s", err, out, errs)
	}
	r := listed.Reminders[1]
	noteAs(t, ws, entryReminder, ingest.Decision{Reminder: r.Reminder, Period: r.Period, Org: r.Org, ToOrg: r.ToOrg, Task: r.Task, Role: r.Role, Indicator: r.Indicator, Item: r.ID, Day: "2022-10-10", By: "示例人员甲", Text: r.Text})
	if code, out, errs := run(t.Context(), "remind", "--dir", dir, "--period", "2022Q2", "--issue", "--by", "示例人员甲"); code != exitDone || !strings.Contains(out, "1 件本期已经发过") {
		t.Errorf("%d\n%s%s", code, out, errs)
	}
	if n := len(entriesOf(t, ws, entryReminder)); n != len(listed.Reminders) {
		t.Errorf("%d reminders are in the journal, want %d", n, len(listed.Reminders))
	}
}

// noteAs writes an entry as a command does that ends before the facts are made anew.
func noteAs(t *testing.T, ws *workspace.Workspace, kind string, d ingest.Decision) {
	t.Helper()
	entries, err := ws.Journal.Entries()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ws.Journal.Append(kind, entries[len(entries)-1].At, d); err != nil {
		t.Fatal(err)
	}
}
