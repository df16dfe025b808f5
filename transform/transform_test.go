package transform

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parquet-go/parquet-go"
)

// TestRunOnWholeProgramme runs all models on all periods of the Hanzhong pack.
func TestRunOnWholeProgramme(t *testing.T) {
	names := sameFiles(t, wholeMarts(t), wholeMarts(t))
	for _, table := range wholeReport.Tables {
		t.Logf("%-18s %7d rows %6.3f s", table.Table, table.Rows, table.Seconds)
	}
	t.Logf("%.2f s, %d tests, %d doubts", wholeReport.Seconds, wholeReport.Tests, wholeReport.DoubtCount)
	if len(names) < 25 || !slices.Contains(names, "mart_indicator.parquet") || !slices.Contains(wholeSteps, "write mart_indicator") {
		t.Errorf("wrote %v in steps %v", names, wholeSteps)
	}
	for i, d := range wholeReport.Doubts {
		if d.Zh == "" || d.En == "" || d.Look == "" || i > 0 && d == wholeReport.Doubts[i-1] {
			t.Errorf("doubt %d says nothing new: %+v", i, d)
		}
	}
	if len(wholeReport.Doubts) == 0 {
		t.Error("the fixture has shares above 100 %, none was doubted")
	}
}

func sameFiles(t *testing.T, first, second string) []string {
	t.Helper()
	var names []string
	entries, err := os.ReadDir(second)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		a, errA := os.ReadFile(filepath.Join(first, entry.Name()))
		b, errB := os.ReadFile(filepath.Join(second, entry.Name()))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s differs (%v, %v)", entry.Name(), errA, errB)
		}
		names = append(names, entry.Name())
	}
	return names
}

func TestRunWithoutFacts(t *testing.T) {
	reference, out := writeReference(t, hanzhong(t), ""), t.TempDir()
	report, err := Run(t.Context(), Options{FactsDir: t.TempDir(), ReferenceDir: reference, OutDir: out})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(report.Tables, func(r TableReport) bool { return r.Table == "mart_reporting" })
	if report.Tables[i].Rows != 27*4 {
		t.Errorf("27 orgs are missing in 4 periods, got %d rows", report.Tables[i].Rows)
	}
	text := query(t, out, "select distinct state from mart_reporting", "csv")
	if text != "state\nmissing\n" {
		t.Errorf("got %q", text)
	}
}

// TestExtremeNumbersDoNotStopARun: whatever a clerk writes that a cell can hold,
// the other figures are still published, and this one says why it is not.
func TestExtremeNumbersDoNotStopARun(t *testing.T) {
	facts := t.TempDir()
	writeFacts(t, facts, true)
	out := runOn(t, facts, writeReference(t, hanzhong(t), ""))
	if got := query(t, out, "select count(*) > 100 as some from mart_indicator where missing_reason = 'out_of_range'", "csv"); got != "some\ntrue\n" {
		t.Errorf("got %q", got)
	}
}

// house is a small set of models for tests of the machinery.
func house(change map[string]string) fstest.MapFS {
	texts := map[string]string{
		"words.yml":          "[]\n",
		"sources/ref_a.yml":  card("[n]", "- {name: n, type: INTEGER, zh: 数, en: number}"),
		"models/dim_b.sql":   "select n from ref_a",
		"models/dim_b.yml":   card("[n]", `- {name: n, type: INTEGER, zh: 数, en: number, tests: [not_negative]}`),
		"models/mart_c.sql":  "-- read with USING, which GetTableNames misses\nselect n from ref_a join dim_b using (n)",
		"models/mart_c.yml":  card("[n]", "- {name: n, type: INTEGER, zh: 数, en: number}"),
		"tests/nothing.sql":  "select n from dim_b where n > 1000",
		"tests/doubt_of.sql": "select '七' as zh, 'seven' as en, concat('row ', n) as look from mart_c where n = 7",
	}
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range change {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		if text == "" {
			delete(fsys, name)
		}
	}
	return fsys
}

func card(key, columns string) string {
	return "description: {zh: 表, en: table}\ngrain: {zh: 行, en: row}\nkey: " + key + "\naudience: public\ncolumns:\n  " + columns + "\n"
}

type numberRow struct {
	N *int32 `parquet:"n"`
}

// runHouse runs the small house on the given numbers and returns its out folder.
func runHouse(t *testing.T, change map[string]string, numbers ...int32) (string, Report, error) {
	t.Helper()
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	var rows []numberRow
	for _, n := range numbers {
		rows = append(rows, numberRow{&n})
	}
	if err := parquet.WriteFile(filepath.Join(dir, "ref_a.parquet"), rows); err != nil {
		t.Fatal(err)
	}
	b, err := newBuild(t.Context(), house(change), Options{FactsDir: dir, ReferenceDir: dir, OutDir: out})
	if err != nil {
		return out, Report{}, err
	}
	err = b.run(t.Context())
	return out, b.report, errors.Join(err, b.close())
}

func TestHouseRunsInOrder(t *testing.T) {
	out, report, err := runHouse(t, nil, 7, 3)
	if err != nil {
		t.Fatal(err)
	}
	if report.Tables[0].Table != "dim_b" || report.Tables[1].Table != "mart_c" || report.Tables[1].Rows != 2 {
		t.Errorf("got %+v", report.Tables)
	}
	want := Doubt{Test: "tests/doubt_of.sql", Zh: "七", En: "seven", Look: "row 7"}
	if !slices.Equal(report.Doubts, []Doubt{want}) || report.DoubtCount != 1 {
		t.Errorf("the doubt about 7 must be kept, got %+v of %d", report.Doubts, report.DoubtCount)
	}
	if got := query(t, out, "select n from mart_c", "csv"); got != "n\n3\n7\n" {
		t.Errorf("rows must stand in the order of the key, got %q", got)
	}
	entries, err := os.ReadDir(out)
	if err != nil || len(entries) != 2 {
		t.Errorf("nothing but the two tables may remain, got %v, %v", entries, err)
	}
}

// houseOfTexts makes a mart of texts whose order is not that of their numbers in the source.
func houseOfTexts(selected, from string) map[string]string {
	return map[string]string{
		"models/dim_b.sql":  "select n, case when n = 1 then 'b' when n = 2 then '甲' when n = 3 then 'B' else 'a' end as t from ref_a",
		"models/dim_b.yml":  card("[n]", "- {name: n, type: INTEGER, zh: 数, en: number}\n  - {name: t, type: VARCHAR, zh: 文, en: text}"),
		"models/mart_c.sql": selected,
		"models/mart_c.yml": card("[t, n]", "- {name: n, type: INTEGER, zh: 数, en: number}\n  - {name: t, type: VARCHAR, zh: 文, en: text, from: ["+from+"]}"),
	}
}

// TestNumberedTextsKeepTheirOrder: texts that are sorted as numbers stand in the order of texts, ” first.
func TestNumberedTextsKeepTheirOrder(t *testing.T) {
	selected := "select n, t from dim_b union all select 9 as n, '' as t"
	plain := houseOfTexts(selected, "dim_b")
	plain["models/mart_c.yml"] = strings.Replace(plain["models/mart_c.yml"], ", from: [dim_b]", "", 1)
	want := "n,t\n9,\n3,B\n4,a\n5,a\n1,b\n2,甲\n"
	for name, change := range map[string]map[string]string{"texts": plain, "numbers": houseOfTexts(selected, "dim_b.t")} {
		out, _, err := runHouse(t, change, 5, 2, 1, 4, 3)
		if err != nil {
			t.Fatal(err)
		}
		if got := query(t, out, "select n, t from mart_c", "csv"); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestMistakesAreNamedWithTheirPlace(t *testing.T) {
	for name, c := range map[string]struct {
		change map[string]string
		want   string
	}{
		"unknown table":         {map[string]string{"models/mart_c.sql": "select n\nfrom dim_b\njoin ref_x using (n)"}, "models/mart_c.sql:3: table ref_x is unknown"},
		"unknown in a test":     {map[string]string{"tests/nothing.sql": "select n from ref_x"}, "tests/nothing.sql:1: table ref_x is unknown"},
		"circle":                {map[string]string{"models/dim_b.sql": "select n from mart_c"}, "dim_b > mart_c > dim_b"},
		"itself":                {map[string]string{"models/dim_b.sql": "select n from dim_b"}, "dim_b > dim_b"},
		"two statements":        {map[string]string{"models/dim_b.sql": "select n from ref_a; select 1"}, "exactly one SELECT is wanted, not 2"},
		"not a SELECT":          {map[string]string{"models/dim_b.sql": "create table x (n int)"}, "models/dim_b.sql:1: Only SELECT"},
		"syntax":                {map[string]string{"models/dim_b.sql": "select n\nfrom\nwhere"}, "models/dim_b.sql:3: syntax error"},
		"reads a file":          {map[string]string{"models/dim_b.sql": "select * from read_parquet('x')"}, "reads from the function read_parquet"},
		"hides a table":         {map[string]string{"models/dim_b.sql": "with ref_a as (select 1 as n) select n from ref_a"}, "WITH ref_a hides the table"},
		"no card":               {map[string]string{"models/dim_b.yml": ""}, "models/dim_b.sql has no card"},
		"misspelt key":          {map[string]string{"models/dim_b.yml": strings.Replace(string(house(nil)["models/dim_b.yml"].Data), "audience", "audienc", 1)}, "models/dim_b.yml"},
		"column too many":       {map[string]string{"models/dim_b.sql": "select n, 1 as m from ref_a"}, "column m of the table is not described"},
		"column too few":        {map[string]string{"models/dim_b.sql": "select 1 as m from ref_a"}, "column n is not in the table"},
		"other type":            {map[string]string{"models/dim_b.sql": "select cast(n as bigint) as n from ref_a"}, "column n is BIGINT in the table, not INTEGER"},
		"unknown test":          {map[string]string{"models/dim_b.yml": card("[n]", "- {name: n, type: INTEGER, zh: 数, en: number, tests: [positive]}")}, `test "positive" is unknown`},
		"doubt not told":        {map[string]string{"tests/doubt_of.sql": "select n from mart_c"}, "tests/doubt_of.sql: a doubt selects zh, en, look, not n"},
		"text from elsewhere":   {houseOfTexts("select n, 'x' as t from dim_b", "dim_b"), "stands in none of the tables that models/mart_c.yml names"},
		"from what is not read": {houseOfTexts("select n, t from dim_b", "ref_a.n"), "models/mart_c.yml: column t: from names ref_a, which models/mart_c.sql does not read"},
		"unknown function":      {map[string]string{"models/dim_b.sql": "select nosuch(n) as n from ref_a"}, "models/dim_b.sql"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := runHouse(t, c.change, 7)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if errors.Is(err, ErrTests) {
				t.Error("that is no fault of the data")
			}
		})
	}
}

func TestFailingTestsListRowsAndWriteNothing(t *testing.T) {
	for name, c := range map[string]struct {
		numbers []int32
		want    string
	}{
		"key":    {[]int32{5, 5}, `key (n) is not unique: 1 wrong row(s)` + "\n    n=\"5\" times=\"2\""},
		"column": {[]int32{-3, 4}, "dim_b: n not_negative: 1 wrong row(s)\n    n=\"-3\""},
		"select": {[]int32{2000, 2001, 3}, "tests/nothing.sql: 2 wrong row(s)\n    n=\"2000\"\n    n=\"2001\""},
	} {
		t.Run(name, func(t *testing.T) {
			out, _, err := runHouse(t, nil, c.numbers...)
			if !errors.Is(err, ErrTests) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if entries, err := os.ReadDir(out); err != nil || len(entries) != 0 {
				t.Errorf("nothing may be written, got %v, %v", entries, err)
			}
		})
	}
}

func TestSourceMustHaveItsColumns(t *testing.T) {
	_, _, err := runHouse(t, map[string]string{"sources/ref_a.yml": card("[n]", "- {name: n, type: BIGINT, zh: 数, en: number}")}, 1)
	if err == nil || !strings.Contains(err.Error(), "sources/ref_a.yml: column n is INTEGER in the table, not BIGINT") {
		t.Errorf("got %v", err)
	}
}

func TestCancelledRunLeavesNothing(t *testing.T) {
	reference := writeReference(t, hanzhong(t), "")
	out := filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(t.Context())
	stop := func(step string, done, total int) {
		if step == "int_cell" {
			cancel()
		}
	}
	if _, err := Run(ctx, Options{FactsDir: t.TempDir(), ReferenceDir: reference, OutDir: out, Progress: stop}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if entries, err := os.ReadDir(out); err != nil || len(entries) != 0 {
		t.Errorf("nothing may remain, got %v, %v", entries, err)
	}
}

func TestOutFolderCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), Options{FactsDir: t.TempDir(), ReferenceDir: t.TempDir(), OutDir: filepath.Join(file, "out")}); err == nil {
		t.Error("a file in the way of the folder must be an error")
	}
}

func TestWrongWhen(t *testing.T) {
	e := testEngine(t)
	for _, c := range []struct{ test, wrong, right string }{
		{"not_null", "null", "''"},
		{"not_empty", "''", "'x'"},
		{"one of a|b", "'c'", "'b'"},
		{"one of a|b", "''", "null"},
		{"one of |a", "'aa'", "''"},
		{"in t", "'z'", "''"},
		{"in t.c", "'x'", "'y'"},
	} {
		condition, err := wrongWhen("c", c.test)
		if err != nil {
			t.Fatal(err)
		}
		for value, want := range map[string]string{c.wrong: "1", c.right: "0"} {
			got := one(t, e, "with t as (select 'y' as c), v as (select cast("+value+" as varchar) as c) select count(*) from v where "+condition)
			if got != want {
				t.Errorf("%s of %s: got %s wrong rows, want %s", c.test, value, got, want)
			}
		}
	}
}
