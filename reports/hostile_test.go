package reports

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// payloads are texts that ran, or tried to, in pages made by other means. Each
// marks the body when it runs.
var payloads = readPayloads()

func readPayloads() (list []string) {
	data, err := os.ReadFile("testdata/payloads.json")
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil || len(list) < 60 {
		panic(fmt.Sprintf("testdata/payloads.json: %d payloads: %v", len(list), err))
	}
	return list
}

// keyColumns hold codes that rows are joined by; everything else is text somebody typed.
var keyColumns = strings.Fields(`item method shape dimension computed_light previous_light light_state closing movement falls_in to_org trigger scheme stage grp what scorer base from_stage result verdict year programme period previous org kind class colour successor period_kind ranked_among parent table column indicator version type rollup direction default_basis basis comparator
	status state light condition role task measure element part severity reporter source_period region level missing_reason light_rule about tasks as_of received_at sent_at`)

// hostile is the fixture with a payload in every text column of every table.
func hostile() tables { return tainted(0, 1) }

// tainted puts payloads into every text, from one on and so many further at
// each text: with a step of 0 the same one everywhere.
func tainted(first, step int) tables {
	t := fixture()
	next := taint{first, step}
	all := reflect.ValueOf(&t).Elem()
	for i := range all.NumField() {
		if all.Field(i).Kind() != reflect.Slice {
			continue // the store is filled from the rows
		}
		field := reflect.NewAt(all.Field(i).Type(), all.Field(i).Addr().UnsafePointer()).Elem()
		for row := range field.Len() {
			next.row(field.Index(row))
		}
	}
	return t
}

// A taint says which payload comes next.
type taint struct{ next, step int }

func (n *taint) row(row reflect.Value) {
	for i := range row.NumField() {
		column := row.Type().Field(i).Tag.Get("parquet")
		if row.Field(i).Kind() != reflect.String || slices.Contains(keyColumns, column) {
			continue
		}
		if row.Field(i).String() == "%" {
			continue // the unit decides what is drawn: keep the charts full
		}
		if column == "short_name" {
			// Pictures cut long names: this begins with an element that stays whole.
			row.Field(i).SetString("<q>" + row.Field(i).String())
			continue
		}
		row.Field(i).SetString(payloads[n.next%len(payloads)] + row.Field(i).String())
		n.next += n.step
	}
}

func TestHostileTextStaysText(t *testing.T) {
	files := readTree(t, build(t, hostile()))
	checkSite(t, files)
	if page := files["2022Q2/indicator/coverage.html"]; bytes.Count(page, []byte("data-pwned")) < 50 {
		t.Errorf("only %d payloads reached the page: the test proves nothing", bytes.Count(page, []byte("data-pwned")))
	}
	for name, data := range files {
		if filepath.Ext(name) == ".html" && bytes.Contains(data, []byte("</script><")) && bytes.Contains(data, []byte("data-pwned','1')</script>")) {
			t.Errorf("%s: a payload stands unescaped", name)
		}
	}
}

// Codes come from packs, which a user may write: they must not leave the folder or break a link.
func TestHostileCodesStayInTheSite(t *testing.T) {
	f := fixture()
	rename := func(code string) string { return "../" + code + `"><x y='` }
	for i := range f.tasks {
		f.tasks[i].Task = rename(f.tasks[i].Task)
		if f.tasks[i].Parent != "" {
			f.tasks[i].Parent = rename(f.tasks[i].Parent)
		}
	}
	for i := range f.ledger {
		f.ledger[i].Task = rename(f.ledger[i].Task)
	}
	for i := range f.measures {
		f.measures[i].Task = rename(f.measures[i].Task)
	}
	for i := range f.mending {
		f.mending[i].Task = rename(f.mending[i].Task)
	}
	for i := range f.practices {
		f.practices[i].Task = rename(f.practices[i].Task)
	}
	for i := range f.reminders {
		if f.reminders[i].Task != "" {
			f.reminders[i].Task = rename(f.reminders[i].Task)
		}
	}
	out := build(t, f)
	checkSite(t, readTree(t, out))
	if beside, err := filepath.Glob(filepath.Join(filepath.Dir(out), "*")); err != nil || len(beside) != 1 {
		t.Errorf("files beside the site: %v %v", beside, err)
	}
}

func TestSheetsHoldNoFormula(t *testing.T) {
	for name, data := range readTree(t, build(t, hostile())) {
		if filepath.Ext(name) != ".csv" {
			continue
		}
		records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, cell := range slices.Concat(records...) {
			if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") {
				t.Errorf("%s: cell %q runs as a formula", name, cell)
			}
		}
	}
}

func TestInertKeepsNumbers(t *testing.T) {
	for text, want := range map[string]string{"-12.5": "-12.5", "+3": "+3", "=1+1": "'=1+1", "－5项": "'－5项", "@x": "'@x", "\tx": "'\tx", "": "", "西乡县": "西乡县"} {
		if got := inert(text); got != want {
			t.Errorf("inert(%q) = %q, want %q", text, got, want)
		}
	}
}

// A mark in a text of others that turns the direction of writing must not turn our own words beside it.
func TestForeignTextKeepsItsDirectionToItself(t *testing.T) {
	f := fixture()
	const turning = "进展\u202e顺利"
	for i := range f.ledger {
		f.ledger[i].Narrative, f.ledger[i].Problems, f.ledger[i].Evidence, f.ledger[i].Responsible = turning, turning, turning, turning
	}
	found := 0
	for name, data := range readTree(t, build(t, f)) {
		if filepath.Ext(name) != ".html" {
			continue
		}
		all, apart := bytes.Count(data, []byte(turning)), bytes.Count(data, []byte(`<bdi>`+turning+`</bdi>`))+bytes.Count(data, []byte(`<bdi lang="zh">`+turning+`</bdi>`))
		cells := bytes.Count(data, []byte(">"+turning+"</td>")) // alone in their block
		if found += all; all != apart+cells {
			t.Errorf("%s: %d of %d texts stand beside our own words", name, all-apart-cells, all)
		}
	}
	if found == 0 {
		t.Error("no text reached a page: the test proves nothing")
	}
}
