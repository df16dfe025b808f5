//go:build cgo

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/decimal"
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
	for _, folder := range []string{"programme", "facts", "marts", "journal", "originals", "keys"} {
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
	definesRecords(t, dir, element)
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
	if len(visits) < 10 {
		t.Fatalf("only %d figures: too few to prove anything", len(visits))
	}
	return element, visits
}
