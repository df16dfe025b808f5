package sample

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yigai/ingest/check"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A reading is one file of the sample as the checker sees it.
type reading struct {
	file   string
	result check.Result
}

// readSample checks every workbook below dir in the order of the periods,
// giving the checker what earlier periods reported.
func readSample(t *testing.T, dir string, p *programme.Pack, key []byte) []reading {
	t.Helper()
	known := make(map[cell]decimal.Decimal)
	var all []reading
	for _, at := range p.ReportPeriods() {
		names, err := filepath.Glob(filepath.Join(dir, at.String(), "*.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(names)
		for _, name := range names {
			r := readOne(t, name, p, key, known)
			all = append(all, reading{at.String() + "/" + filepath.Base(name), r})
		}
		for _, r := range all {
			for _, o := range r.result.Observations {
				if o.Value != nil && r.result.Cover.Period == at {
					known[cell{o.Org, o.Element, at}] = *o.Value
				}
			}
		}
	}
	return all
}

func readOne(t *testing.T, name string, p *programme.Pack, key []byte, known map[cell]decimal.Decimal) check.Result {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := check.Collect(check.Input{
		File: bytes.NewReader(content), Size: int64(len(content)), Name: filepath.Base(name), Pack: p, Key: key,
		Previous: func(org, element string, at programme.Period) (decimal.Decimal, bool) {
			v, found := known[cell{org, element, at}]
			return v, found
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryPlantedFlawIsFoundAtItsCell(t *testing.T) {
	p, key := hanzhong(t), []byte("k")
	dir, report := wholeSample(t, len(kinds))
	findings := make(map[string][]check.Finding)
	for _, r := range readSample(t, dir, p, key) {
		findings[r.file] = r.result.Findings
	}
	planted := make(map[string]bool)
	for _, a := range report.Answers {
		planted[a.File] = true
		if a.Kind == "late" || a.Kind == "missing" || a.Expected != "found" {
			continue
		}
		if !slices.ContainsFunc(findings[a.File], func(f check.Finding) bool {
			return string(f.Code) == a.Code && f.Sheet == a.Sheet && f.Cell == a.Cell
		}) {
			t.Errorf("%s: %s at %s!%s is not found (%s); found:%s", a.Kind, a.Code, a.Sheet, a.Cell, a.Note, show(findings[a.File]))
		}
	}
	for file, found := range findings {
		if !planted[file] && len(found) > 0 {
			t.Errorf("%s is clean, but:%s", file, show(found))
		}
	}
}

func show(findings []check.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteString("\n\t" + f.Chinese())
	}
	return b.String()
}

func TestEveryKindOfFlawIsPlanted(t *testing.T) {
	m, err := prepare(hanzhong(t), Options{Seed: 3, Flaws: len(kinds), Key: []byte("k")})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		if !slices.ContainsFunc(m.report.Answers, func(a Answer) bool { return a.Kind == k.name }) {
			t.Errorf("%s is not in the answer key", k.name)
		}
	}
}

func TestCleanSampleReadsBackExactly(t *testing.T) {
	p := hanzhong(t)
	dir, _ := wholeSample(t, 0)
	tables, err := readTables(p.Sample)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(p, tables, 2022)
	observations := 0
	for _, r := range readSample(t, dir, p, []byte("k")) {
		if r.result.Cover.Period.IsZero() {
			t.Fatalf("%s has no period", r.file)
		}
		if len(r.result.Findings) > 0 {
			t.Errorf("%s:%s", r.file, show(r.result.Findings))
		}
		second := tables.story[place{r.result.Cover.Reporter, r.result.Cover.Period.String()}].kind == "revised"
		for _, o := range r.result.Observations {
			observations++
			truth := w.value(o.Org, o.Element, r.result.Cover.Period)
			if o.Value == nil || *o.Value != truth && !second {
				t.Errorf("%s %s!%s %s of %s: %v, want %s", r.file, o.Sheet, o.Cell, o.Element, o.Org, o.Value, truth)
			}
		}
	}
	if observations < 5000 {
		t.Errorf("only %d observations", observations)
	}
}
