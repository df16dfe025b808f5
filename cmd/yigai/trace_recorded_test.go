//go:build cgo

package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yigai/ingest"
	"yigai/internal/workspace"
	"yigai/transform"
)

// TestTheCountSaysWhatTheMartsSay: a figure agrees with the count it comes from only
// where value, SELECT, pack, hash and files are those that were kept.
func TestTheCountSaysWhatTheMartsSay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	must(t, "init", "--programme", "hanzhong-2022", "--sample", dir)
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	file := transform.RecordFile{Table: "visits", Name: "a.parquet", SHA256: strings.Repeat("a", 64), Bytes: 10}
	sha, err := ingest.KeepCount(ws, ingest.Count{Programme: "hanzhong-2022", Pack: "v", Files: []ingest.CountedFile{{Table: file.Table, Name: file.Name, SHA256: file.SHA256, Bytes: file.Bytes}},
		Elements: []ingest.CountedFigure{{Element: "e", Select: "select 1", Figures: []ingest.OrgCount{{Org: "610702", Period: "2022Q1", Value: "5.25"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	entry, err := ws.Journal.Append(ingest.EntryRecorded, time.Unix(0, 0), ingest.Decision{By: "示例人员甲", Day: "2022-04-08", Title: "e", Text: ingest.ManifestText(sha)})
	if err != nil {
		t.Fatal(err)
	}
	kept := transform.RecordedNumber{Element: "e", Org: "610702", Period: "2022Q1", Recorded: "5.2500", Seq: entry.Seq, Select: "select 1", SHA256: sha, PackHash: "v", Files: []transform.RecordFile{file}}
	for name, change := range map[string]func(n *transform.RecordedNumber){
		"nothing":      func(*transform.RecordedNumber) {},
		"no figure":    func(n *transform.RecordedNumber) { n.Org, n.Recorded = "610703", "" },
		"value":        func(n *transform.RecordedNumber) { n.Recorded = "5.2501" },
		"no value":     func(n *transform.RecordedNumber) { n.Recorded = "" },
		"of nobody":    func(n *transform.RecordedNumber) { n.Org = "610703" },
		"SELECT":       func(n *transform.RecordedNumber) { n.Select = "select 2" },
		"pack":         func(n *transform.RecordedNumber) { n.PackHash = "w" },
		"hash":         func(n *transform.RecordedNumber) { n.SHA256 = file.SHA256 },
		"hash of file": func(n *transform.RecordedNumber) { n.Files[0].SHA256 = sha },
		"one file":     func(n *transform.RecordedNumber) { n.Files = nil },
		"two files":    func(n *transform.RecordedNumber) { n.Files = append(n.Files, n.Files[0]) },
	} {
		n := kept
		n.Files = slices.Clone(kept.Files)
		change(&n)
		got, err := reopenCount(ws, n)
		if want := name == "nothing" || name == "no figure"; err != nil || got.KeptAgrees != want || got.Agrees != want {
			t.Errorf("%s changed: agrees %v, %v", name, got.KeptAgrees, err)
		}
	}
}
