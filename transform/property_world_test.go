package transform

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A treeWorld is a made-up country of any depth: regions within regions, places,
// zones that are not added, institutions, orgs that end and are followed by
// another. It is told in the tables that the models read.
type treeWorld struct {
	random *rand.Rand
	tables map[string][][]string // the header first
	orgs   []treeOrg
}

type treeOrg struct {
	code, kind, parent string
	additive           bool
	from, to           string // quarters, "" without end
}

var treeQuarters = []string{"2022Q1", "2022Q2", "2022Q3"}

func (o treeOrg) valid(quarter string) bool {
	return (o.from == "" || o.from <= quarter) && (o.to == "" || o.to >= quarter)
}

var treeClass = map[string]string{"prefecture": "region", "county": "place", "zone": "zone", "institution": "institution"}

// placeElements are asked of places and zones, inst of institutions.
var placeElements = []string{"num", "den", "visits", "visits_all", "steady", "yes"}

func inventTree(seed uint64) *treeWorld {
	w := &treeWorld{random: rand.New(rand.NewPCG(seed, 4)), tables: map[string][][]string{
		"run":               {{"period", "as_of", "mode"}, {"2022Q3", "2022-10-30", "real"}},
		"ref_orgs":          {{"org", "seq", "name", "kind", "class", "parent", "additive", "valid_from", "valid_to", "successor"}},
		"ref_elements":      {{"element", "seq", "name", "value_type", "kind", "basis", "level", "authority"}},
		"ref_indicators":    {{"indicator", "version", "seq", "name", "type", "rollup", "scale", "direction", "default_basis", "unit"}},
		"ref_formulas":      {{"indicator", "version", "part", "seq", "element", "factor", "transform", "threshold", "shift"}},
		"ref_expected":      {{"period", "reporter", "org", "element", "sheet", "required"}},
		"ref_attributes":    {{"org", "attribute", "basis", "as_of", "value", "file_line"}},
		"fact_submissions":  {{"period", "reporter", "part", "submission", "revision", "state"}},
		"fact_observations": {{"period", "reporter", "org", "element", "value", "state", "submission", "revision", "sheet", "cell"}},
	}}
	for i, e := range append(slices.Clone(placeElements), "inst") {
		kind, level := "stock", "county"
		if e == "visits" || e == "visits_all" {
			kind = "flow"
		}
		if e == "inst" {
			level = "institution"
		}
		w.add("ref_elements", e, fmt.Sprint(i), e, "count", kind, map[string]string{"stock": "point", "flow": "quarter"}[kind], level, "self")
	}
	w.addIndicator("rate", "ratio", "ratio_of_sums", "num", "den")
	w.addIndicator("cover", "ratio", "ratio_of_sums", "num", "@population")
	w.addIndicator("flow", "ratio", "ratio_of_sums", "visits", "visits_all")
	w.addIndicator("clinics", "ratio", "ratio_of_sums", "inst", "@one")
	w.addIndicator("total", "count", "sum", "num", "")
	w.addIndicator("steady", "count", "sum", "steady", "")
	w.addIndicator("share", "yes_no", "share_yes", "yes", "")
	w.growTree()
	for _, quarter := range treeQuarters {
		w.report(quarter)
	}
	return w
}

func (w *treeWorld) add(table string, cells ...string) {
	w.tables[table] = append(w.tables[table], cells)
}

func (w *treeWorld) addIndicator(code, kind, rollup, numerator, denominator string) {
	w.add("ref_indicators", code, "1", fmt.Sprint(len(w.tables["ref_indicators"])), code, kind, rollup, "100", "up", "point", "%")
	w.add("ref_formulas", code, "1", "numerator", "1", numerator, "1", "none", "", "0")
	if denominator != "" {
		w.add("ref_formulas", code, "1", "denominator", "2", denominator, "1", "none", "", "0")
	}
}

func (w *treeWorld) chance(of int) bool { return w.random.IntN(of) == 0 }

// growTree plants regions below regions, places below any of them, two of which
// become one in the third quarter, and institutions below places.
func (w *treeWorld) growTree() {
	w.plant(treeOrg{code: "R", kind: "prefecture", additive: true}, "")
	for i := range 2 + w.random.IntN(4) {
		w.plant(treeOrg{code: fmt.Sprint("M", i), kind: "prefecture", parent: w.anyRegion(), additive: !w.chance(4)}, "")
	}
	for i := range 5 + w.random.IntN(6) {
		w.plant(treeOrg{code: fmt.Sprint("P", i), kind: "county", parent: w.anyRegion(), additive: !w.chance(6)}, "")
		for n := range w.random.IntN(3) {
			w.plant(treeOrg{code: fmt.Sprintf("P%d-J%d", i, n), kind: "institution", parent: fmt.Sprint("P", i), additive: !w.chance(6)}, "")
		}
	}
	w.plant(treeOrg{code: "Z", kind: "zone", parent: "P0"}, "")
	parent := w.anyRegion()
	w.plant(treeOrg{code: "A", kind: "county", parent: parent, additive: true, to: "2022Q2"}, "S")
	w.plant(treeOrg{code: "B", kind: "county", parent: parent, additive: true, to: "2022Q2"}, "S")
	w.plant(treeOrg{code: "S", kind: "county", parent: parent, additive: true, from: "2022Q3"}, "")
}

func (w *treeWorld) anyRegion() string {
	var codes []string
	for _, o := range w.orgs {
		if o.kind == "prefecture" {
			codes = append(codes, o.code)
		}
	}
	return codes[w.random.IntN(len(codes))]
}

func (w *treeWorld) plant(o treeOrg, successor string) {
	w.orgs = append(w.orgs, o)
	from, to := "", ""
	if o.from != "" {
		from = "2022-08-15"
	}
	if o.to != "" {
		to = "2022-08-14"
	}
	w.add("ref_orgs", o.code, fmt.Sprint(len(w.orgs)), o.code, o.kind, treeClass[o.kind], o.parent, fmt.Sprint(o.additive), from, to, successor)
	if treeClass[o.kind] == "place" && !w.chance(7) {
		w.add("ref_attributes", o.code, "population", "census_2020", "2020-11-01", fmt.Sprint(1000+w.random.IntN(90000)), "attributes.csv:"+fmt.Sprint(len(w.orgs)))
	}
}

// report makes what places and zones say in a quarter of themselves and of their
// institutions: now and then nothing, or not all of it. What is steady is the
// same in every quarter: 7 of every place, 14 of what two became.
func (w *treeWorld) report(quarter string) {
	for _, o := range w.orgs {
		if !o.valid(quarter) || treeClass[o.kind] != "place" && o.kind != "zone" {
			continue
		}
		silent := w.chance(9)
		if !silent {
			w.add("fact_submissions", quarter, o.code, "workbook", "R"+o.code, "1", "accepted")
		}
		for _, e := range placeElements {
			w.say(quarter, o.code, o.code, e, silent)
		}
		for _, j := range w.orgs {
			if j.parent == o.code && j.kind == "institution" {
				w.say(quarter, o.code, j.code, "inst", silent)
			}
		}
	}
}

func (w *treeWorld) say(quarter, reporter, org, element string, silent bool) {
	w.add("ref_expected", quarter, reporter, org, element, "指标", "true")
	value, state := fmt.Sprint(w.random.IntN(900)), "reported"
	switch element {
	case "yes":
		value = fmt.Sprint(w.random.IntN(2))
	case "steady":
		value = map[bool]string{true: "14", false: "7"}[org == "S"]
	case "den", "visits_all":
		value = fmt.Sprint(w.random.IntN(30) * 40)
	}
	if element != "steady" && w.chance(12) {
		value, state = "", "missing"
	}
	if !silent {
		w.add("fact_observations", quarter, reporter, org, element, value, state, "R"+reporter, "1", "指标", fmt.Sprint("E", len(w.tables["fact_observations"])))
	}
}

// figures builds int_indicator of the tables, their rows in the order that shuffle leaves.
func (w *treeWorld) figures(t *testing.T, shuffle func(rows [][]string)) map[treeKey]treeFigure {
	t.Helper()
	return readFigures(t, w.write(t, shuffle))
}

// write writes the country as files, and gives their folder.
func (w *treeWorld) write(t *testing.T, shuffle func(rows [][]string)) string {
	t.Helper()
	dir := t.TempDir()
	for table, rows := range w.tables {
		body := slices.Clone(rows[1:])
		shuffle(body)
		f, err := os.Create(filepath.Join(dir, table+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		err = csv.NewWriter(f).WriteAll(append([][]string{rows[0]}, body...))
		if closeErr := f.Close(); err != nil || closeErr != nil {
			t.Fatal(err, closeErr)
		}
	}
	return dir
}
