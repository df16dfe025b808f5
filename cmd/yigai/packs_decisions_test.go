//go:build cgo

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// demanded is what a decision of each kind must say besides who and when: the
// reason, the paper or the evidence it rests on.
var demanded = map[string][]string{
	"task_added": {"reason", "document"}, "task_extended": {"reason", "document"}, "task_suspended": {"reason", "document"},
	"task_resumed": {"reason"}, "task_transferred": {"reason", "document"}, "task_instructed": {"text", "document"}, "task_reopened": {"reason"},
	"closing_applied": {"evidence"}, "closing_decided": {"verdict", "reason"}, "score_adjusted": {"reason", "document"},
	"drawn": {"reason", "document", "text"}, "consequence_decided": {"verdict", "reason"}, "practice_chosen": {"reason"},
	"rectification_opened": {"text", "reason", "due"}, "rectification_extended": {"reason", "due"}, "rectification_replied": {"text", "evidence"},
	"rectification_verified": {"verdict", "reason"}, "rectification_closed": {"reason"}, "reminder_issued": {"period"}, "returned": nil,
	"approved": {"period", "stage", "verdict", "reason"}, "published": {"period", "text"},
}

// Every change of the state of a task or score names who, when, why and on what
// evidence; what the ledger and the evaluation show as decided leads to its entry.
func TestDecisionsOfEveryPackNameWhoWhenWhy(t *testing.T) {
	eachPack(t, func(t *testing.T, _, dir string) {
		decisions := map[string]map[string]string{}
		for _, d := range mart(t, dir, "mart_decision") {
			decisions[d["seq"]] = d
			needs, known := demanded[d["kind"]]
			if !known {
				t.Errorf("entry %s: nothing is demanded of kind %s", d["seq"], d["kind"])
			}
			for _, field := range append(slices.Clone(needs), "by", "day", "decided_at") {
				if d[field] == "" || d[field] == "NULL" {
					t.Errorf("entry %s, %s: %s is empty", d["seq"], d["kind"], field)
				}
			}
		}
		if kinds := kindsOf(decisions); len(decisions) < 15 || len(kinds) < 8 {
			t.Errorf("%d decisions of kinds %v: too few to prove anything", len(decisions), kinds)
		}
		compareJournal(t, dir, decisions)
		twoPersons(t, decisions)
		ledgerLeadsTo(t, dir, decisions)
		for _, s := range martOrNone(t, dir, "mart_score") {
			if s["adjusted"] != "NULL" && (decisions[s["adjusted_seq"]]["kind"] != "score_adjusted" || s["adjusted_by"] == "" || s["adjusted_reason"] == "") {
				t.Errorf("score of %s, item %s: nobody is named who adjusted it", s["org"], s["item"])
			}
		}
		verifies(t, dir)
	})
}

func kindsOf(decisions map[string]map[string]string) (kinds []string) {
	for _, d := range decisions {
		if !slices.Contains(kinds, d["kind"]) {
			kinds = append(kinds, d["kind"])
		}
	}
	slices.Sort(kinds)
	return kinds
}

// compareJournal holds the table against the journal's own files, one to one.
func compareJournal(t *testing.T, dir string, decisions map[string]map[string]string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "journal", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	entries := 0
	for _, path := range paths {
		var e struct {
			Seq  int
			Kind string
			Data map[string]any
		}
		text, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(text, &e)
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if _, decides := demanded[e.Kind]; !decides {
			continue
		}
		entries++
		row := decisions[strconv.Itoa(e.Seq)]
		for _, field := range []string{"by", "reason", "document", "evidence", "task", "org"} {
			if want, _ := e.Data[field].(string); row[field] != want {
				t.Errorf("entry %d, %s: %s is %q in the journal, %q in the table", e.Seq, e.Kind, field, want, row[field])
			}
		}
	}
	if entries != len(decisions) {
		t.Errorf("%d decisions in the journal, %d in the table", entries, len(decisions))
	}
}

// twoPersons: nobody closes what they applied to close, or verifies their own reply.
func twoPersons(t *testing.T, decisions map[string]map[string]string) {
	t.Helper()
	pairs := map[string]string{"closing_decided": "closing_applied", "rectification_verified": "rectification_replied", "rectification_closed": "rectification_replied"}
	for _, d := range decisions {
		first, found := pairs[d["kind"]], false
		for _, a := range decisions {
			if first == "" || a["kind"] != first || a["task"] != d["task"] || a["org"] != d["org"] || a["id"] != d["id"] {
				continue
			}
			if found = true; a["by"] == d["by"] {
				t.Errorf("entry %s, %s: %s decided about their own entry %s", d["seq"], d["kind"], d["by"], a["seq"])
			}
		}
		if first != "" && !found {
			t.Errorf("entry %s, %s: there is no %s before it", d["seq"], d["kind"], first)
		}
	}
}

// ledgerLeadsTo: a line whose deadline, lead or light was decided names the entries.
func ledgerLeadsTo(t *testing.T, dir string, decisions map[string]map[string]string) {
	t.Helper()
	led := 0
	for _, row := range mart(t, dir, "mart_ledger") {
		seqs := strings.FieldsFunc(row["decision_seqs"], func(r rune) bool { return r == '|' })
		if len(seqs) == 0 && (row["due"] != row["due_original"] || row["closing"] != "" || row["suspended"] == "true" || row["light_state"] == "closed") {
			t.Errorf("task %s of %s in %s was decided about, and no entry is named", row["task"], row["org"], row["period"])
		}
		for _, seq := range seqs {
			led++
			if d := decisions[seq]; d["task"] == "" || !strings.HasPrefix(row["task"]+".", d["task"]+".") && !strings.HasPrefix(d["task"]+".", row["task"]+".") {
				t.Errorf("task %s of %s names entry %s, which is about task %q", row["task"], row["org"], seq, d["task"])
			}
		}
	}
	if led < 3 {
		t.Errorf("%d entries named in the ledger: too few to prove anything", led)
	}
}

func verifies(t *testing.T, dir string) {
	t.Helper()
	var out, errs bytes.Buffer
	sys := System{In: strings.NewReader(""), Out: &out, Err: &errs, Env: []string{"LC_ALL=zh_CN.UTF-8"}, Now: time.Now}
	if code := Run(context.Background(), []string{"verify", "--dir", dir}, sys); code != 0 {
		t.Errorf("yigai verify ended with %d: %s%s", code, errs.String(), out.String())
	}
}

// yigai programme show says what the document is worth.
func TestProgrammeShowSaysWhatTheDocumentIsWorth(t *testing.T) {
	for id, want := range map[string]string{"county-consortium-2024": "经验材料", "nanning-2019": "征求意见稿", "henan-2021": "现行"} {
		if _, out, _ := run(t.Context(), "programme", "show", id, "--lang", "zh"); !strings.Contains(out, want) {
			t.Errorf("%s: %s is not said:\n%s", id, want, out)
		}
	}
}
