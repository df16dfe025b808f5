//go:build cgo

package main

import (
	"maps"
	"math/big"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A lineKey names one term of one number: an element of one unit.
type lineKey struct{ number, part, unit, element string }

// Every published number is the sum of its observations, and the stored text
// of each observation's cell, in the original as received, is that observation.
func TestEveryPublishedNumberEndsAtItsCells(t *testing.T) {
	dir := demoDir(t)
	thresholds := map[string]*big.Rat{}
	for _, row := range readCSV(t, filepath.Join(dir, "programme", "formulas.csv")) {
		if row["transform"] == "at_least" {
			thresholds[row["indicator"]+" "+row["element"]] = rational(t, row["threshold"])
		}
	}
	terms, factors, cells := map[lineKey]*big.Rat{}, map[lineKey]*big.Rat{}, 0
	originals, into := map[string]map[string]string{}, intoOf(mart(t, dir, "mart_indicator"), mart(t, dir, "dim_ancestor"))
	for _, row := range mart(t, dir, "mart_lineage") {
		if row["value"] == "NULL" {
			continue // a cell without a figure: it explains why a number is missing, and adds to none
		}
		value := rational(t, row["value"])
		for _, org := range into.orgs(row) {
			key := lineKey{numberKey(withOrg(row, org)), row["part"], row["org"], row["element"]}
			if terms[key] == nil {
				terms[key], factors[key] = new(big.Rat), rational(t, row["factor"])
			}
			terms[key].Add(terms[key], new(big.Rat).Mul(value, rational(t, row["operation"])))
		}
		if row["submission"] != "" {
			cells++
			checkCell(t, dir, originals, row, value)
		}
	}
	sums := map[string]*big.Rat{} // by number and part
	for key, value := range terms {
		if limit := thresholds[strings.Fields(key.number)[0]+" "+key.element]; limit != nil {
			value = truth(value.Cmp(limit) >= 0)
		}
		name := key.number + " " + key.part
		if sums[name] == nil {
			sums[name] = new(big.Rat)
		}
		sums[name].Add(sums[name], new(big.Rat).Mul(value, factors[key]))
	}
	checkNumbers(t, dir, sums)
	if cells < 1000 {
		t.Errorf("only %d cells read again: too few to prove anything", cells)
	}
	t.Logf("%d observations read again in %d originals", cells, len(originals))
}

// An into says into whose figures the reported ones go.
type into struct {
	above  map[[2]string][]string // by org and period: the orgs above that it is added into
	summed map[string]bool        // figures that are summed from below
}

func intoOf(indicators, ancestors []map[string]string) into {
	w := into{map[[2]string][]string{}, map[string]bool{}}
	for _, row := range ancestors {
		key := [2]string{row["org"], row["period"]}
		w.above[key] = append(w.above[key], row["ancestor"])
	}
	for _, row := range indicators {
		w.summed[numberKey(row)] = row["rolled_up"] == "true"
	}
	return w
}

// orgs are those whose figures a row of mart_lineage is a part of: its own, and
// where it is counted those above that are summed from below.
func (w into) orgs(row map[string]string) []string {
	orgs := []string{row["org"]}
	for _, above := range w.above[[2]string{row["org"], row["period"]}] {
		if row["counted"] == "true" && w.summed[numberKey(withOrg(row, above))] {
			orgs = append(orgs, above)
		}
	}
	return orgs
}

func withOrg(row map[string]string, org string) map[string]string {
	other := maps.Clone(row)
	other["org"] = org
	return other
}

func numberKey(row map[string]string) string {
	return strings.Join([]string{row["indicator"], row["version"], row["org"], row["period"], row["basis"]}, " ")
}

// checkNumbers compares numerator, denominator and value of every published
// number with the sums of its observations.
func checkNumbers(t *testing.T, dir string, sums map[string]*big.Rat) {
	t.Helper()
	scales := map[string]*big.Rat{}
	for _, row := range mart(t, dir, "dim_indicator") {
		scales[row["indicator"]+" "+row["version"]] = rational(t, row["scale"])
	}
	published := 0
	for _, row := range mart(t, dir, "mart_indicator") {
		if row["value"] == "NULL" {
			continue
		}
		published++
		n, d := sums[numberKey(row)+" numerator"], sums[numberKey(row)+" denominator"]
		if n == nil || n.Cmp(rational(t, row["numerator"])) != 0 {
			t.Errorf("%s: numerator is %s, its observations sum to %v", numberKey(row), row["numerator"], n)
			continue
		}
		if d == nil {
			d = big.NewRat(1, 1)
		} else if d.Cmp(rational(t, row["denominator"])) != 0 {
			t.Errorf("%s: denominator is %s, its observations sum to %v", numberKey(row), row["denominator"], d)
		}
		value := new(big.Rat).Quo(n, d)
		value.Mul(value, scales[row["indicator"]+" "+row["version"]])
		if got := value.FloatString(6); got != row["value"] {
			t.Errorf("%s: value is %s, its observations give %s", numberKey(row), row["value"], got)
		}
	}
	if published < 1000 {
		t.Errorf("only %d numbers published: too few to prove anything", published)
	}
	t.Logf("%d published numbers recomputed from their observations", published)
}

// checkCell reads an observation's cell again in the original, with excelize.
func checkCell(t *testing.T, dir string, originals map[string]map[string]string, row map[string]string, value *big.Rat) {
	t.Helper()
	texts := originals[row["sha256"]]
	if texts == nil {
		texts = cellTexts(t, filepath.Join(dir, "originals", row["sha256"]+".xlsx"))
		originals[row["sha256"]] = texts
	}
	text, ok := texts[row["sheet"]+"!"+row["cell"]]
	if !ok || text != row["raw_text"] {
		t.Errorf("%s %s!%s holds %q, the lineage says %q", row["file_name"], row["sheet"], row["cell"], text, row["raw_text"])
		return
	}
	var got *big.Rat
	switch text {
	case "是":
		got = truth(true)
	case "否":
		got = truth(false)
	default:
		got = cellAt{text: softened.Replace(text)}.number()
	}
	if got == nil || got.Cmp(value) != 0 {
		t.Errorf("%s %s!%s holds %q, which is not the observation %s", row["file_name"], row["sheet"], row["cell"], text, row["value"])
	}
}

func cellTexts(t *testing.T, path string) map[string]string {
	t.Helper()
	book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("open %s: %v", path, err)
	}
	defer book.Close()
	texts := map[string]string{}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatalf("%s: %s: %v", path, sheet, err)
		}
		for r, row := range rows {
			for c, text := range row {
				name, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				texts[sheet+"!"+name] = text
			}
		}
	}
	return texts
}

func rational(t *testing.T, text string) *big.Rat {
	t.Helper()
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is not a number", text)
	}
	return n
}

func truth(yes bool) *big.Rat {
	if yes {
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}
