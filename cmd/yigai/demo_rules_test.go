//go:build cgo

package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yigai/ingest"
	"yigai/ingest/sample"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
)

// decidedBySample is the workspace of a pack's sample in which everything that its
// people decide was noted by the rules of the commands, without any workbook.
func decidedBySample(t *testing.T, id string, change func([]sample.Decision)) error {
	t.Helper()
	dir := t.TempDir() + "/demo"
	var out, errs bytes.Buffer
	a := &app{System: System{In: strings.NewReader(""), Out: &out, Err: &errs, Now: time.Now}, lang: "zh", dir: dir}
	if _, _, err := a.initWorkspace(id, dir, true, sample.People); err != nil {
		t.Fatal(err)
	}
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	pack := samplePack(t, id)
	decisions, err := sample.Decisions(pack)
	if err != nil {
		t.Fatal(err)
	}
	change(decisions)
	return a.demoDecide(t.Context(), ws, pack, withoutRevision(decisions), 0)
}

// What the made-up people decide, their commands would have taken.
func TestSampleDecisionsKeepTheRulesOfTheirCommands(t *testing.T) {
	for _, id := range builtInPacks() {
		if err := decidedBySample(t, id, func([]sample.Decision) {}); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// A demo refuses what the commands refuse: a sample cannot tell of what cannot be.
func TestADemoRefusesWhatTheCommandsRefuse(t *testing.T) {
	for name, c := range map[string]struct {
		kind   string
		change func(map[string]string)
	}{
		"who applied decides":      {closingDecided, func(f map[string]string) { f["by"] = "示例人员丙" }},
		"who replied verifies":     {rectificationVerified, func(f map[string]string) { f["by"] = "示例人员丙" }},
		"an earlier deadline":      {taskExtended, func(f map[string]string) { f["due"] = "2023-12-20" }},
		"a task that is not there": {taskInstructed, func(f map[string]string) { f["task"] = "99" }},
		"an org without a part":    {closingApplied, func(f map[string]string) { f["org"] = "110000-YBJ" }},
		"an item never opened":     {rectificationReplied, func(f map[string]string) { f["id"] = "ZG-2023-009" }},
		"more than full marks":     {entryAdjusted, func(f map[string]string) { f["value"] = "100.5" }},
	} {
		err := decidedBySample(t, "beijing-2023", func(all []sample.Decision) {
			for _, d := range all {
				if d.Kind == c.kind {
					c.change(d.Fields)
					return
				}
			}
			t.Fatalf("nobody decided %s", c.kind)
		})
		if err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// What is held against marts before it is taken: an agreed closing contradicts no
// measure of its task, a practice that is chosen was sent, and a consequence that
// is decided about was proposed.
func TestSampleDecisionsAgreeWithTheFigures(t *testing.T) {
	eachPack(t, func(t *testing.T, id, dir string) {
		measures := martRowsOf[measureRow](t, dir, "mart_measure")
		practices := martRowsOf[practiceRow](t, dir, "mart_practice")
		proposals := martRowsOf[proposalRow](t, dir, "mart_consequence")
		held := 0
		for _, d := range decisionsOfDemo(t, dir, closingDecided) {
			if d.Verdict != agreed {
				continue
			}
			held++
			for _, m := range contradicting(measures, d, d.Period) {
				t.Errorf("task %s of %s is closed in %s, but %s of %s is %s", d.Task, d.Org, d.Period, m.Name, m.Org, m.State)
			}
		}
		for _, d := range decisionsOfDemo(t, dir, entryPractice) {
			held++
			if !slices.ContainsFunc(practices, func(r practiceRow) bool { return r.Task == d.Task && r.Org == d.Org && r.Period == d.Period }) {
				t.Errorf("the practice of %s for task %s in %s was never sent", d.Org, d.Task, d.Period)
			}
		}
		for _, d := range decisionsOfDemo(t, dir, entryConsequence) {
			held++
			rows := slices.DeleteFunc(slices.Clone(proposals), func(r proposalRow) bool { return r.Period != d.Period })
			if err := checkConsequence(rows, d); err != nil {
				t.Errorf("%s of %s in %s: %v", d.Consequence, d.Org, d.Period, err)
			}
		}
		if held < 2 {
			t.Errorf("%d decisions: too few to prove anything", held)
		}
	})
}

func martRowsOf[T any](t *testing.T, dir, table string) []T {
	t.Helper()
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	marts, err := ws.Marts().Current()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := parquetio.Read[T](filepath.Join(marts.Dir, table+".parquet"))
	if err != nil {
		t.Fatalf("%s: %v", table, err)
	}
	return rows
}

func decisionsOfDemo(t *testing.T, dir, kind string) []ingest.Decision {
	t.Helper()
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	all, err := decisionsOf(ws, func(k string) bool { return k == kind })
	if err != nil {
		t.Fatal(err)
	}
	return all
}
