//go:build cgo

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/internal/decimal"
)

// prove skips what takes long unless make prove asks for it.
func prove(t *testing.T) {
	t.Helper()
	if os.Getenv("YIGAI_PROVE") == "" {
		t.Skip("publishes anew: make prove")
	}
}

// marked stands in every text that only the house may read.
const marked = "内部标记"

// markWorkbook puts the mark into everything that a sender writes in words.
func markWorkbook(t *testing.T, path string) (n int) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	mark := func(sheet, column string, row int) {
		cell, err := excelize.JoinCellName(column, row)
		if err == nil {
			err = f.SetCellStr(sheet, cell, marked+sheet+cell+planted)
		}
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	for sheet, columns := range map[string][]string{"任务": {"G", "H", "I", "J", "K"}, "指标": {"H"}} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			continue // not every reporter has every sheet
		}
		for i, row := range rows {
			if i >= 4 && len(row) > 0 && row[0] != "" {
				for _, column := range columns {
					mark(sheet, column, i+1)
				}
			}
		}
	}
	cover, err := f.GetRows("封面")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range cover {
		if len(row) > 0 && strings.HasSuffix(row[0], "人") {
			mark("封面", "B", i+1)
		}
	}
	if err := f.SaveAs(strings.TrimSuffix(path, ".xlsx") + marked + ".xlsx"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	remove(t, path)
	return n
}

// markedOffice is an office of Hanzhong in which every text of the house is marked
// and small counts are kept back, with one published edition.
func markedOffice(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "office")
	must(t, "init", "--programme", "hanzhong-2022", "--sample", dir)
	pack := filepath.Join(dir, "programme", "programme.yaml")
	text, err := os.ReadFile(pack)
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, pack, string(text)+"\nsuppression: {below: 20000, elements: [contracts_key, key_group, ins_admissions_in, ins_visits_out]}\n")
	must(t, "sample", "--dir", dir, "--period", "2022Q1", "--flaws", "3")
	books, err := filepath.Glob(filepath.Join(dir, "inbox", "2022Q1", "*.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, book := range books {
		n += markWorkbook(t, book)
	}
	if n < 1000 {
		t.Fatalf("%d texts marked: the test proves nothing", n)
	}
	if code, out, errs := run(t.Context(), "ingest", "--dir", dir, "--by", marked+"收件人"); code == exitFailed {
		t.Fatalf("ingest ended with %d\n%s%s", code, out, errs)
	}
	say := []string{"--dir", dir, "--by", "示例" + marked, "--reason", marked + "理由", "--document", marked + "文件"}
	must(t, append([]string{"task", "extend", "3.1", "--due", "2032-12-30"}, say...)...)
	must(t, "transform", "--dir", dir)
	must(t, "bulletin", "--dir", dir, "--period", "2022Q1", "--out", filepath.Join(dir, "made"))
	edited := filepath.Join(dir, marked+".docx")
	if err := os.Rename(filepath.Join(dir, "made", "bulletin.docx"), edited); err != nil {
		t.Fatal(err)
	}
	must(t, append([]string{"bulletin", "adopt", edited, "--period", "2022Q1"}, say...)...)
	must(t, "approve", "--dir", dir, "--period", "2022Q1", "--step", "secretariat", "--by", "示例"+marked, "--opinion", marked+"意见")
	must(t, "publish", "--dir", dir, "--period", "2022Q1", "--by", "示例"+marked)
	return dir
}

// Nothing that only the house may read, and no count that is too small, nor what
// tells it, stands in any file of a public edition.
func TestPublicEditionKeepsMarksAndSmallCounts(t *testing.T) {
	prove(t)
	edition := publishedNewest(markedOffice(t))
	holdsNothingInternal(t, edition)
	hidden := smallIn(t, edition)
	if len(hidden) < 50 {
		t.Fatalf("%d figures are kept back: too few to prove anything", len(hidden))
	}
	t.Logf("%d printed figures kept back", len(hidden))
	internalSays := 0
	for _, name := range []string{"bulletin.docx", "brief.docx", "ledger.xlsx", "parquet/mart_approval.parquet"} {
		for _, text := range readable(t, filepath.Join(edition, name)) {
			internalSays += strings.Count(string(text), marked)
		}
	}
	if internalSays == 0 {
		t.Error("the internal edition does not say what was marked either: the test proves nothing")
	}
	figure, sizes := regexp.MustCompile(`[0-9][0-9,]*(?:\.[0-9]+)?`), regexp.MustCompile(`"bytes": ?[0-9]+`)
	eachPublic(t, edition, func(name string, text []byte) {
		for _, leak := range leaks(text, append(ofPersons, ofMachines...)) {
			t.Errorf("%s tells %q", name, leak)
		}
		if at := strings.Index(string(text), marked); at >= 0 {
			t.Errorf("%s: %.200s", name, text[max(0, at-60):])
		}
		text = sizes.ReplaceAll(text, nil) // how large a file is may be any number
		for _, at := range figure.FindAllIndex(text, -1) {
			if where := hidden[string(text[at[0]:at[1]])]; where != "" && !inWord(text, at) {
				t.Errorf("%s prints %s, which is of %s", name, text[at[0]:at[1]], where)
			}
		}
	})
}

// inWord says of digits whether they are part of a word: of a hash, a colour.
func inWord(text []byte, at []int) bool {
	letter := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || text[i] >= 'A' && text[i] <= 'Z' || text[i] == '_' || text[i] == '#' || text[i] == '.' || text[i] == '-')
	}
	return letter(at[0]-1) || letter(at[1]) && text[at[1]] != '.'
}

// smallIn are the figures that a public edition keeps back, as they would be
// printed, and where they stand; those that another figure happens to be are not.
func smallIn(t *testing.T, edition string) map[string]string {
	t.Helper()
	hidden, open := map[string]string{}, map[string]bool{}
	for _, table := range []string{"mart_figure", "mart_indicator", "mart_lineage", "mart_measure", "mart_vintage"} {
		for _, row := range readMart(t, filepath.Join(edition, "parquet", table+".parquet")) {
			for _, column := range []string{"value", "numerator", "denominator"} {
				for _, text := range printed(row[column]) {
					if row["suppressed"] == "true" {
						hidden[text] = strings.Join([]string{table, column, row["indicator"] + row["element"] + row["subject"], row["org"], row["period"]}, " ")
					} else {
						open[text] = true
					}
				}
			}
		}
	}
	for text := range hidden {
		if open[text] {
			delete(hidden, text)
		}
	}
	return hidden
}

// printed is a figure as tables and pages write it, where that is so long that
// nothing else is likely to be the same.
func printed(value string) (texts []string) {
	d, err := decimal.Parse(value)
	if err != nil {
		return nil
	}
	whole, fraction, _ := strings.Cut(d.String(), ".")
	switch {
	case len(fraction) >= 4:
		texts = []string{whole + "." + fraction}
	case fraction == "" && len(whole) >= 5:
		texts = []string{whole, whole[:len(whole)-3] + "," + whole[len(whole)-3:], whole + ".0000"}
	}
	return slices.Compact(texts)
}
