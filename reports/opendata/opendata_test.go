package opendata

import (
	"bytes"
	"encoding/csv"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAnInternalEditionHoldsTheMartsByteForByte(t *testing.T) {
	dir := write(t, marts())
	out := t.TempDir()
	if err := WriteTables(t.Context(), Options{MartsDir: dir, OutDir: out}); err != nil {
		t.Fatal(err)
	}
	have, want := tree(t, filepath.Join(out, parquetDir)), tree(t, dir)
	for name := range want {
		if !bytes.Equal(have[name], want[name]) {
			t.Errorf("%s differs from the mart", name)
		}
	}
	for _, name := range []string{"csv/panel-sample.csv", "csv/mart_ledger-sample.csv", "parquet/panel_double.parquet", "parquet/analyst_column.parquet"} {
		if tree(t, out)[name] == nil {
			t.Errorf("%s is not there", name)
		}
	}
}

func TestTheSameMartsGiveTheSameBytes(t *testing.T) {
	for _, audience := range []string{public, "internal"} {
		first, second := tree(t, written(t, marts(), audience)), tree(t, written(t, marts(), audience))
		if !maps.EqualFunc(first, second, bytes.Equal) {
			t.Errorf("two %s editions of the same marts differ", audience)
		}
	}
}

// TestNothingInternalIsPublic searches every byte of every public file for what
// is marked, the values of the Parquet files unpacked.
func TestNothingInternalIsPublic(t *testing.T) {
	out := written(t, marts(), public)
	for name, data := range tree(t, out) {
		if strings.Contains(name, "ledger") {
			t.Errorf("%s is public", name)
		}
		if filepath.Ext(name) == ".parquet" {
			for _, row := range texts(t, filepath.Join(out, name)) {
				data = append(data, strings.Join(row, "\n")...)
			}
		}
		for _, marked := range []string{secret, "file_name", "mart_ledger", "reporter_name"} {
			if bytes.Contains(data, []byte(marked)) {
				t.Errorf("%s holds %s", name, marked)
			}
		}
	}
	inside := tree(t, written(t, marts(), "internal"))
	if !bytes.Contains(inside["csv/mart_reporting-sample.csv"], []byte(secret)) {
		t.Error("the internal edition holds no marked text either: the test would prove nothing")
	}
}

func TestSmallCellsAreBlankInPublic(t *testing.T) {
	row := func(audience, table string) string {
		for _, row := range texts(t, filepath.Join(written(t, marts(), audience), parquetDir, table+".parquet")) {
			if slices.Contains(row, "100001") && slices.Contains(row, "2022Q1") && (table == panelTable || row[2] == "signed") {
				return strings.Join(row, ",")
			}
		}
		t.Fatalf("%s has no such row", table)
		return ""
	}
	if got := row("internal", "mart_indicator"); !strings.Contains(got, ",3,70,4.285714,1,,") {
		t.Errorf("internal: %s", got)
	}
	if got := row(public, "mart_indicator"); got != "demo,true,signed,2022,100001,2022Q1,point,,,,,suppressed,false,,true" {
		t.Errorf("public: %s", got)
	}
	if got := row(public, panelTable); !strings.Contains(got, ",7,7,,A,,,,Q,") {
		t.Errorf("panel: %s", got)
	}
}

func TestThePanelHasOneRowPerOrgAndPeriod(t *testing.T) {
	f, err := readFrame(filepath.Join(written(t, marts(), "internal"), parquetDir, panelTable+".parquet"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for row := range f.rows {
		var cells []string
		for _, c := range []string{"org", "period", "org_name", "year", "population", "population_indicator", "signed", "signed_num", "signed_status", "signed_v2022b", "signed_v2022b_status", "unused", "unused_status"} {
			cells = append(cells, f.text(row, c))
		}
		got = append(got, strings.Join(cells, ","))
	}
	want := []string{"100000,2022Q1,示例市,2022,300,,61,61,P,,,,", "100001,2022Q1,甲县,2022,100.5,7,4.285714,3,A,,,,",
		"100001,2022Q2,甲县,2022,100.5,,,,L,-16.666667,B,,", "100002,2022Q1,乙县,2022,,,,,M,,,,"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestThePanelIsDescribed: every column of the tables for analysts is in analyst_column, with its type.
func TestThePanelIsDescribed(t *testing.T) {
	dir := filepath.Join(written(t, marts(), "internal"), parquetDir)
	said, err := readFrame(filepath.Join(dir, analystColumn+".parquet"))
	if err != nil {
		t.Fatal(err)
	}
	described := map[string][]string{}
	for row := range said.rows {
		table := said.text(row, "table")
		described[table] = append(described[table], said.text(row, "column")+" "+said.text(row, "type"))
	}
	for _, table := range []string{panelTable, panelDouble, analystColumn} {
		f, err := readFrame(filepath.Join(dir, table+".parquet"))
		if err != nil {
			t.Fatal(err)
		}
		var have []string
		for _, c := range f.columns {
			have = append(have, c.Name+" "+c.Type)
		}
		if !slices.Equal(have, described[table]) {
			t.Errorf("%s has %v, described are %v", table, have, described[table])
		}
	}
}

func TestATableThatTheDictionaryDoesNotKnowIsRefused(t *testing.T) {
	dir := write(t, marts())
	stranger := filepath.Join(dir, "mart_stranger.parquet")
	if err := copyFile(filepath.Join(dir, "mart_wide.parquet"), stranger); err != nil {
		t.Fatal(err)
	}
	err := WriteTables(t.Context(), Options{MartsDir: dir, OutDir: t.TempDir()})
	if !errors.Is(err, ErrNotDescribed) || !strings.Contains(err.Error(), "mart_stranger") {
		t.Errorf("got %v", err)
	}
}

func TestAnInternalKeyOfAPublicTableIsRefused(t *testing.T) {
	all := marts()
	for i := range all {
		if all[i].table == "mart_reporting" {
			all[i].key = []string{"period", "file_name"}
		}
	}
	err := WriteTables(t.Context(), Options{MartsDir: write(t, all), OutDir: t.TempDir(), Public: true})
	if !errors.Is(err, ErrInternalKey) || !strings.Contains(err.Error(), "mart_reporting") {
		t.Errorf("got %v", err)
	}
}

// TestNoCellRunsAsAFormula puts every trigger into every text column of every table.
func TestNoCellRunsAsAFormula(t *testing.T) {
	for _, trigger := range []string{"=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠", "\n=", "\r\n=", "'=", "=cmd|'/c calc'!A0+", "=DDE(1)+", "\u200b=", "\ufeff=", "\u00a0="} {
		all := marts()
		planted := trigger + "1+1;=2\t=3\",\"=4"
		for _, m := range all {
			for _, row := range m.rows {
				for i, f := range m.columns {
					if f.kind == "VARCHAR" && !slices.Contains(m.key, f.name) {
						row[i] = planted
					}
				}
			}
		}
		files, seen := tree(t, filepath.Join(written(t, all, "internal"), csvDir)), 0
		for name, data := range files {
			records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
			if err != nil {
				t.Fatalf("%s with %q: %v", name, trigger, err)
			}
			for _, record := range records[1:] {
				for i, cell := range record {
					if strings.Contains(cell, "1+1") {
						seen++
					}
					if runs(cell) && !number.MatchString(cell) {
						t.Fatalf("%s with %q: %s is %q", name, trigger, records[0][i], cell)
					}
				}
			}
		}
		if seen < 20 {
			t.Errorf("%q was seen in %d cells only: the test would prove nothing", trigger, seen)
		}
	}
}

func TestAnApostropheTakenOffGivesTheTextBack(t *testing.T) {
	for _, text := range []string{"=1", "'", "''", "'=1", "plain", "", "－5", "-5", "\t", "a\r\nb", "@"} {
		want := strings.ReplaceAll(text, "\r\n", "\n")
		if got := strings.TrimPrefix(inert(text), "'"); got != want {
			t.Errorf("%q became %q and then %q", text, inert(text), got)
		}
	}
	if got := inert("a\rb\x00"); got != `a\u000Db\u0000` {
		t.Errorf("control characters: %q", got)
	}
}
