//go:build cgo

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// doubtsIn lists the doubts of a workspace as the command does.
func doubtsIn(t *testing.T, dir string) []openDoubt {
	t.Helper()
	code, out, errOut := run(t.Context(), "waive", "--list", "--json", "--dir", dir)
	var list []openDoubt
	if err := json.Unmarshal([]byte(out), &list); code != 0 || err != nil || len(list) == 0 {
		t.Fatalf("code %d, %v: %s%s", code, err, out, errOut)
	}
	return list
}

// rowOfStatus is the row of an org that `yigai status` gives to programs and
// the line it prints for people.
func rowOfStatus(t *testing.T, dir, period, org string) (row reportingRow, line string) {
	t.Helper()
	_, out, _ := run(t.Context(), "status", "--period", period, "--dir", dir, "--json")
	var status periodStatus
	if err := json.Unmarshal([]byte(out), &status); err != nil {
		t.Fatal(err, out)
	}
	_, out, _ = run(t.Context(), "status", "--period", period, "--dir", dir)
	for _, r := range status.Orgs {
		for l := range strings.Lines(out) {
			if r.Org == org && strings.HasPrefix(l, org) {
				return r, l
			}
		}
	}
	t.Fatalf("no row of %s: %s", org, out)
	return row, ""
}

// An accepted doubt is counted once less, in every place where it is counted.
func TestAcceptedDoubtsAreNotCountedAsOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	if err := os.CopyFS(dir, os.DirFS(demoDir(t))); err != nil {
		t.Fatal(err)
	}
	list := doubtsIn(t, dir)
	i := len(list) - 1 // of the newest period: history has no row in the status
	for i > 0 && !strings.HasPrefix(list[i].Test, "E-") {
		i--
	}
	d := list[i]
	before, _ := rowOfStatus(t, dir, d.Period, d.Org)
	until := time.Now().AddDate(1, 0, 0).Format(time.DateOnly)
	if code, _, errOut := run(t.Context(), "waive", d.Finding, "--dir", dir, "--by", "示例人员甲", "--reason", "已核对", "--until", until); code != 0 {
		t.Fatal(errOut)
	}
	after, line := rowOfStatus(t, dir, d.Period, d.Org)
	if after.Doubts != before.Doubts-1 || after.Waived != before.Waived+1 {
		t.Errorf("%d open and %d accepted, %d and %d before", after.Doubts, after.Waived, before.Doubts, before.Waived)
	}
	if want := fmt.Sprintf("%d/%d/%d/%d", after.Errors, after.Returns, after.Doubts, after.Notes); !strings.Contains(line, want) {
		t.Errorf("printed %q, want %s", line, want)
	}
}

func TestDoubtsAreAcceptedByAPersonForATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	if err := os.CopyFS(dir, os.DirFS(demoDir(t))); err != nil {
		t.Fatal(err)
	}
	before := doubtsIn(t, dir)
	id := before[0].Finding
	until := time.Now().AddDate(1, 0, 0).Format(time.DateOnly)
	given := []string{"--dir", dir, "--by", "示例人员甲", "--reason", "已核对名册", "--until", until}
	code, out, errOut := run(t.Context(), append([]string{"waive", id, id}, given...)...)
	if code != 0 || !strings.Contains(out, "已接受 1 处存疑") {
		t.Fatalf("code %d: %s%s", code, out, errOut)
	}
	after := doubtsIn(t, dir)
	if len(after) != len(before) {
		t.Errorf("%d doubts are listed, %d before: an accepted one stays in sight", len(after), len(before))
	}
	for _, d := range after {
		if d.Waived != (d.Finding == id) {
			t.Errorf("%s: accepted %t", d.Finding, d.Waived)
		}
		if d.Waived && (d.By != "示例人员甲" || d.Reason != "已核对名册" || d.Until != until) {
			t.Errorf("got %+v", d)
		}
	}
	code, out, _ = run(t.Context(), "verify", "--dir", dir)
	if code != 0 {
		t.Errorf("the chain must hold: %s", out)
	}
}

// A doubt from comparing orgs goes back under the id by which it is accepted.
func TestReturnedDoubtsHaveTheIDsThatWaiveTakes(t *testing.T) {
	r := &returner{app: &app{lang: "zh"}, waived: map[string]bool{"F-00000000ff": true}}
	for _, id := range []string{"F-0123456789", "F-00000000ff"} {
		f := r.compared(openDoubt{Finding: id, Test: "copy_other_org", Org: "610702", Zh: "相同"})
		if got := findingOf(f).ID; got != id || r.settled(f) != r.waived[id] {
			t.Errorf("%s goes back as %s", id, got)
		}
	}
}

func TestWhatCannotBeAccepted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	if err := os.CopyFS(dir, os.DirFS(demoDir(t))); err != nil {
		t.Fatal(err)
	}
	id, wrong := doubtsIn(t, dir)[0].Finding, ""
	for _, row := range mart(t, dir, "mart_finding") {
		if row["severity"] == "return" {
			wrong = row["finding"]
		}
	}
	entries, err := os.ReadDir(filepath.Join(dir, "journal"))
	if err != nil || wrong == "" {
		t.Fatal("no returned row in the demo", err)
	}
	later := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	for want, args := range map[string][]string{
		`没有编号为 "F-0000000000" 的问题`: {id, "F-0000000000", "--by", "示例人员甲", "--reason", "是", "--until", later},
		"不是存疑":             {id, wrong, "--by", "示例人员甲", "--reason", "是", "--until", later},
		"请用 --by 写明谁接受":    {id, "--reason", "是", "--until", later},
		"请用 --reason 写明理由": {id, "--by", "示例人员甲", "--reason", " ", "--until", later},
		`不是 ""`:            {id, "--by", "示例人员甲", "--reason", "是"},
		"已经过去":             {id, "--by", "示例人员甲", "--reason", "是", "--until", "2022-12-31"},
		`不是 "明年"`:          {id, "--by", "示例人员甲", "--reason", "是", "--until", "明年"},
		"请写明要接受的问题编号":      {"--by", "示例人员甲", "--reason", "是", "--until", later},
		"--list 只能和":       {"--list", id},
		`"2031Q1"`:         {"--list", "--period", "2031Q1"},
	} {
		code, _, errOut := run(t.Context(), append([]string{"waive", "--dir", dir}, args...)...)
		if code != 2 || !strings.Contains(errOut, want) {
			t.Errorf("%v: code %d, %q, want %q", args, code, errOut, want)
		}
	}
	now, err := os.ReadDir(filepath.Join(dir, "journal"))
	if err != nil || len(now) != len(entries) {
		t.Errorf("%d journal entries, %d before (%v): what is refused is not noted", len(now), len(entries), err)
	}
}

// Where yigai.yaml names people, only they can accept.
func TestOnlyListedPeopleAccept(t *testing.T) {
	f := waiveFlags{by: "李", reason: "是", until: "2027-12-31"}
	if err := checkWaiver([]string{"F-1"}, f, []string{"示例人员甲"}, "2026-01-01"); err == nil || !strings.Contains(err.Error(), `"李" is none of the people`) {
		t.Errorf("got %v", err)
	}
	f.by = "示例人员甲"
	if err := checkWaiver([]string{"F-1"}, f, []string{"示例人员甲"}, "2027-12-31"); err != nil {
		t.Errorf("the last day counts, got %v", err)
	}
}
