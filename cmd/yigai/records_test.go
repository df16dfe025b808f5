//go:build cgo

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"yigai/ingest"
	"yigai/internal/decimal"
	"yigai/internal/release"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A recordedVisit is a line of the records of this test: so many people of a county in a quarter.
type recordedVisit struct {
	County  string `parquet:"county"`
	Quarter string `parquet:"quarter"`
	People  int64  `parquet:"people,decimal(4:18)"`
}

// TestRecordsHoldReportsToAccount: of one element every figure is made a record
// as it was reported, but one; exactly that one is told.
func TestRecordsHoldReportsToAccount(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"programme", "facts", "marts", "journal", "originals", "keys", "editions"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join(demoDir(t), folder))); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile(filepath.Join(demoDir(t), "yigai.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("yigai.yaml", settings)
	if code, _, errs := runRecords(dir); code != exitFailed || !strings.Contains(errs, "records.csv") {
		t.Errorf("a pack without records: %d %s", code, errs)
	}
	element, visits := reportedVisits(t, dir)
	write("programme/records.csv", []byte("table,column,type,meaning\nvisits,county,VARCHAR,县区\nvisits,quarter,VARCHAR,季度\nvisits,people,\"DECIMAL(18,4)\",人次\n"))
	write("programme/recorded.csv", []byte("element,select\n"+element+",\"select county as org, quarter as period, sum(people) as value from visits group by county, quarter\"\n"))
	if code, _, errs := runRecords(dir); code != exitFailed || !strings.Contains(errs, "--from") {
		t.Errorf("no folder of records: %d %s", code, errs)
	}
	if err := os.Mkdir(filepath.Join(dir, "records"), 0o755); err != nil {
		t.Fatal(err)
	}
	last := len(visits) - 1
	visits[last].People -= 10_000
	if err := parquet.WriteFile(filepath.Join(dir, "records", "visits.parquet"), visits); err != nil {
		t.Fatal(err)
	}
	code, out, errs := runRecords(dir, "--json")
	var told struct {
		Compared, Parted int
		Figures          []recordedFigure
	}
	if err := json.Unmarshal([]byte(out), &told); err != nil || code != exitBroken || told.Compared != len(visits) || told.Parted != 1 {
		t.Fatalf("%d figures: %v, ended with %d\n%s%s", len(visits), err, code, out, errs)
	}
	if f := told.Figures[0]; f.Org != visits[last].County || f.Period != visits[last].Quarter || f.Difference != "-1.0000" || f.State != "differs" {
		t.Errorf("got %+v, want %+v", f, visits[last])
	}
	if code, out, _ := runRecords(dir); code != exitBroken || !strings.Contains(out, "不等") {
		t.Errorf("on a screen: %d %s", code, out)
	}
	heldInTheChain(t, dir, element, visits)
}

// heldInTheChain keeps what the records give and follows it: to the marts, where one
// figure parts, to a doubt, to a page, and to the manifests, with the hash of the
// file of records; the public manifest does not name it.
func heldInTheChain(t *testing.T, dir, element string, visits []recordedVisit) {
	t.Helper()
	if code, _, errs := runRecords(dir, "--keep"); code != exitFailed || !strings.Contains(errs, "--by") {
		t.Errorf("nobody keeps: %d %s", code, errs)
	}
	var kept struct{ Kept keptCount }
	for _, again := range []bool{false, true} {
		code, out, errs := runRecords(dir, "--keep", "--by", "示例人员甲", "--json")
		if err := json.Unmarshal([]byte(out), &kept); err != nil || code != exitBroken || kept.Kept.Figures != len(visits) || kept.Kept.Again != again {
			t.Fatalf("kept %+v: %v, ended with %d\n%s", kept.Kept, err, code, errs)
		}
	}
	for _, command := range []string{"transform", "site", "verify"} {
		runOrFail(t, dir, command)
	}
	last := visits[len(visits)-1]
	data, err := os.ReadFile(filepath.Join(dir, "records", "visits.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	sum := fmt.Sprintf("%x", sha256.Sum256(data))
	states := map[string]int{}
	for _, r := range mart(t, dir, "mart_recorded") {
		states[r["state"]]++
		if parted := r["org"] == last.County && r["period"] == last.Quarter; parted != (r["state"] == "differs") || r["element"] != element || r["submission"] == "" || r["cell"] == "" || r["seq"] != strconv.Itoa(kept.Kept.Seq) {
			t.Errorf("%v", r)
		}
	}
	if states["equal"] != len(visits)-1 || states["differs"] != 1 {
		t.Errorf("%v of %d", states, len(visits))
	}
	doubts := 0
	for _, q := range mart(t, dir, "mart_quality") {
		if q["test"] == "recorded_differs" {
			doubts++
			if q["org"] != last.County || q["period"] != last.Quarter || q["element"] != element {
				t.Errorf("%v", q)
			}
		}
	}
	if files := mart(t, dir, "mart_recorded_file"); doubts != 1 || len(files) != 1 || files[0]["sha256"] != sum {
		t.Errorf("%d doubts, files %v", doubts, files)
	}
	page, err := os.ReadFile(filepath.Join(dir, "site", last.Quarter, "recorded.html"))
	if err != nil || !strings.Contains(string(page), sum) || !strings.Contains(string(page), "from visits group by county, quarter") {
		t.Errorf("the page does not lead to SELECT and file: %v", err)
	}
	namedInManifests(t, dir, last.Quarter, sum, kept.Kept.SHA256)
}

// namedInManifests wants the file of records and the count in the manifest of the
// marts and in that of an internal edition, and in that of a public one neither.
func namedInManifests(t *testing.T, dir, period, file, count string) {
	t.Helper()
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	marts, err := ws.Marts().Current()
	if err != nil {
		t.Fatal(err)
	}
	if meta := marts.Manifest.Meta; meta["sha256 "+file] != "records/visits/visits.parquet" || meta["sha256 "+count] != "originals/"+count+".recorded.json" {
		t.Errorf("the manifest of the marts says %v", meta)
	}
	pack, mistakes := programme.Load(ws.PackFS())
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	m := made{published: published{Decision: ingest.Decision{Period: period, ID: period + "-r1"}}, home: ws, ws: ws, pack: pack, aside: t.TempDir()}
	if err := os.CopyFS(m.marts(), os.DirFS(marts.Dir)); err != nil {
		t.Fatal(err)
	}
	manifest, err := m.manifest()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		inputs []release.File
		want   bool
	}{"house": {manifest.house(release.Reference{}).Inputs, true}, "public": {manifest.public(release.Reference{}).Inputs, false}} {
		for _, sum := range []string{file, count} {
			named := slices.ContainsFunc(c.inputs, func(f release.File) bool { return f.SHA256 == sum && f.Bytes > 0 })
			if named != c.want || len(c.inputs) == 0 {
				t.Errorf("%s: %s among its inputs: %v", name, sum, named)
			}
		}
	}
}

func runRecords(dir string, words ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	sys := System{In: strings.NewReader(""), Out: &o, Err: &e, Env: []string{"LC_ALL=zh_CN.UTF-8"}, Now: time.Now}
	code = Run(context.Background(), append([]string{"records", "--dir", dir}, words...), sys)
	return code, o.String(), e.String()
}

// reportedVisits makes the reported figures of the element with the most of them records.
func reportedVisits(t *testing.T, dir string) (element string, visits []recordedVisit) {
	t.Helper()
	by := map[string][]recordedVisit{}
	for _, f := range mart(t, dir, "mart_figure") {
		if f["state"] != "reported" {
			continue
		}
		value, err := decimal.Parse(f["value"])
		if err != nil {
			t.Fatal(err)
		}
		e := f["element"]
		by[e] = append(by[e], recordedVisit{f["org"], f["period"], int64(value)})
		if len(by[e]) > len(visits) || len(by[e]) == len(visits) && e < element {
			element, visits = e, by[e]
		}
	}
	if len(visits) < 20 {
		t.Fatalf("only %d figures: too few to prove anything", len(visits))
	}
	return element, visits
}
