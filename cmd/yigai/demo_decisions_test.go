//go:build cgo

package main

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"yigai/data"
	"yigai/ingest"
	"yigai/ingest/sample"
	"yigai/programme"
)

// What the made-up people of the samples decide is about things that the packs
// have, in kinds that the journal knows.
func TestSampleDecisionsAreAboutWhatThePacksHave(t *testing.T) {
	ids := builtInPacks()
	if len(ids) < 5 {
		t.Fatalf("only %v", ids)
	}
	for _, id := range ids {
		pack := samplePack(t, id)
		decisions, err := sample.Decisions(pack)
		if err != nil {
			t.Fatal(err)
		}
		people, err := sample.People(pack)
		if err != nil || len(people) < 2 {
			t.Errorf("%s: people %v, %v", id, people, err)
		}
		kinds := map[string]bool{}
		for _, s := range decisions {
			kinds[s.Kind] = true
			checkSampleDecision(t, pack, people, s)
		}
		for _, kind := range []string{"drawn", "closing_applied", "closing_decided", "rectification_opened", "rectification_closed", "reminder_issued", "practice_chosen", "task_instructed"} {
			if !kinds[kind] {
				t.Errorf("%s: nobody decided %s", id, kind)
			}
		}
	}
}

// samplePack is a built-in pack as a demo has it.
func samplePack(t *testing.T, id string) *programme.Pack {
	t.Helper()
	fsys, err := fs.Sub(data.Programmes(), id)
	if err != nil {
		t.Fatal(err)
	}
	if fsys, err = sample.PackFS(fsys); err != nil {
		t.Fatal(err)
	}
	pack, err := loadPack(fsys, id)
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

func checkSampleDecision(t *testing.T, pack *programme.Pack, people []string, s sample.Decision) {
	t.Helper()
	d, err := decisionOf(s)
	if err == nil {
		err = checkDecider(people, d)
	}
	where := pack.Programme.ID + " " + s.Day.String() + " " + s.Kind
	if err != nil || !slices.Contains(ingest.Decided, s.Kind) {
		t.Errorf("%s: %v", where, err)
	}
	hasTask := slices.ContainsFunc(pack.Tasks, func(task programme.Task) bool { return task.Code == d.Task })
	if d.Task != "" && hasTask == (s.Kind == "task_added") {
		t.Errorf("%s: task %q", where, d.Task)
	}
	for _, org := range []string{d.Org, d.ToOrg} {
		if org != "" && !slices.ContainsFunc(pack.Orgs, func(o programme.Org) bool { return o.Code == org }) {
			t.Errorf("%s: org %q", where, org)
		}
	}
	if d.Consequence != "" && !slices.ContainsFunc(pack.Consequences, func(c programme.Consequence) bool { return c.Code == d.Consequence }) {
		t.Errorf("%s: consequence %q", where, d.Consequence)
	}
	if !strings.HasPrefix(d.By, "示例人员") {
		t.Errorf("%s: decided by %q, who does not say that they are made up", where, d.By)
	}
}

func TestDemoHelpListsTheProgrammes(t *testing.T) {
	_, out, _ := run(t.Context(), "demo", "--help")
	for _, id := range builtInPacks() {
		if !strings.Contains(out, id) {
			t.Errorf("%s is not in the help of demo:\n%s", id, out)
		}
	}
}
