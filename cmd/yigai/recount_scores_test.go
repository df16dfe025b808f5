//go:build cgo

package main

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A typedScore is what a workbook's sheet 评分 says about one item of one org.
type typedScore struct{ org, scheme, stage, item, score, evidence string }

// A markKey names one item of one org at one stage.
type markKey struct{ scheme, stage, org, item string }

// typedScores reads the sheets 评分 of the workbooks that count, scores of those
// who must score only.
func (r *recount) typedScores(t *testing.T) map[markKey]typedScore {
	t.Helper()
	typed, back := map[markKey]typedScore{}, returned(t, r.dir)
	for _, row := range mart(t, r.dir, "mart_submission") {
		if row["state"] != "accepted" || !slices.ContainsFunc(r.tables["stages"], func(s map[string]string) bool { return s["period"] == row["period"] }) {
			continue
		}
		path := sentWorkbook(t, filepath.Join(r.dir, "inbox", row["period"]), row["file_name"])
		for _, s := range sheetOfScores(t, path, row["file_name"], back) {
			stage := r.stageNamed(s.scheme, s.stage, row["period"])
			key := markKey{stage["scheme"], stage["stage"], s.org, s.item}
			if stage != nil && r.scorerOf(stage, s.org) == row["reporter"] {
				typed[key] = s
			}
		}
	}
	return typed
}

func sheetOfScores(t *testing.T, path, name string, back map[string]bool) (list []typedScore) {
	t.Helper()
	book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("评分", excelize.Options{RawCellValue: true})
	if err != nil {
		return nil // this reporter scores nobody
	}
	head := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, "条目编号") })
	for i, row := range rows[head+1:] {
		at := func(column string) string {
			n := slices.Index(rows[head], column)
			cell, err := excelize.CoordinatesToCellName(n+1, head+2+i)
			if n < 0 || n >= len(row) || err != nil || back[name+"!评分!"+cell] {
				return ""
			}
			return strings.TrimSpace(row[n])
		}
		list = append(list, typedScore{at("单位代码"), at("体系"), at("阶段"), at("条目编号"), at("得分"), at("佐证材料")})
	}
	return list
}

func (r *recount) stageNamed(scheme, name, period string) map[string]string {
	for _, s := range r.tables["stages"] {
		if s["period"] == period && (scheme == "" || s["scheme"] == scheme) && (s["name"] == name || s["stage"] == name) {
			return s
		}
	}
	return nil
}

// scorerOf is who must score an org at a stage.
func (r *recount) scorerOf(stage map[string]string, org string) string {
	switch stage["scorer"] {
	case "self":
		return org
	case "parent":
		return r.orgs(r.period(stage["period"]))[org]["parent"]
	}
	return stage["reporter"]
}

func (r *recount) period(text string) recountPeriod {
	return r.periods[slices.IndexFunc(r.periods, func(p recountPeriod) bool { return p.text == text })]
}

// A journalEntry is what the recount reads of an entry.
type journalEntry struct {
	Kind string
	Data struct {
		ID, Scheme, Stage, Org, Item, Value, Verdict string
		Picked                                       []string
	}
}

func journalEntries(t *testing.T, dir string) (entries []journalEntry) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "journal", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no journal", err)
	}
	for _, path := range paths {
		var e journalEntry
		text, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(text, &e)
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		entries = append(entries, e)
	}
	return entries
}

// decided are the adjusted scores that hold, and who was drawn for a stage.
func decided(t *testing.T, dir string) (adjusted map[markKey]*big.Rat, drawn map[markKey]bool) {
	adjusted, drawn = map[markKey]*big.Rat{}, map[markKey]bool{}
	last := map[markKey]string{}
	for _, e := range journalEntries(t, dir) {
		stage := markKey{scheme: e.Data.Scheme, stage: e.Data.Stage}
		switch {
		case e.Kind == "score_adjusted" && e.Data.Verdict == "withdrawn":
			delete(adjusted, markKey{e.Data.Scheme, e.Data.Stage, e.Data.Org, e.Data.Item})
		case e.Kind == "score_adjusted":
			adjusted[markKey{e.Data.Scheme, e.Data.Stage, e.Data.Org, e.Data.Item}] = exactly(e.Data.Value)
		case e.Kind == "drawn" && e.Data.Stage != "":
			if last[stage] != e.Data.ID {
				clear(drawn)
			}
			last[stage] = e.Data.ID
			for _, org := range e.Data.Picked {
				drawn[markKey{e.Data.Scheme, e.Data.Stage, org, ""}] = true
			}
		}
	}
	return adjusted, drawn
}
