package reports

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yigai/internal/parquetio"
	"yigai/reports/opendata"
)

// What the cards of transform say of a column: an internal one never leaves the house.
type (
	saidTable struct {
		Sample   bool   `parquet:"sample"`
		Table    string `parquet:"table"`
		Audience string `parquet:"audience"`
		Zh       string `parquet:"zh"`
		En       string `parquet:"en"`
		GrainZh  string `parquet:"grain_zh"`
		GrainEn  string `parquet:"grain_en"`
		Key      string `parquet:"key"`
	}
	saidColumn struct {
		Table    string `parquet:"table"`
		Column   string `parquet:"column"`
		Type     string `parquet:"type"`
		Unit     string `parquet:"unit"`
		Zh       string `parquet:"zh"`
		En       string `parquet:"en"`
		Audience string `parquet:"audience"`
		Suppress string `parquet:"suppress"`
		Tests    string `parquet:"tests"`
	}
)

var (
	tableAudience  = regexp.MustCompile(`(?m)^audience: (\w+)`)
	internalColumn = regexp.MustCompile(`(?m)^  - \{name: (\w+), [^\n]*audience: internal`)
	suppressedBy   = regexp.MustCompile(`(?m)^  - \{name: (\w+), suppress: (\w+)`)
	plainInternal  = regexp.MustCompile(`(?m)^  - \{name: (\w+), audience: internal`)
)

// audiences reads the cards: the audience of a table and its internal columns.
func audiences(tb testing.TB, table string) (string, []string) {
	tb.Helper()
	card, err := os.ReadFile(filepath.Join("..", "transform", "models", table+".yml"))
	if err != nil {
		tb.Fatal(err)
	}
	audience := tableAudience.FindSubmatch(card)
	if audience == nil {
		tb.Fatalf("%s has no audience", table)
	}
	var internal []string
	for _, re := range []*regexp.Regexp{internalColumn, plainInternal} {
		for _, m := range re.FindAllSubmatch(card, -1) {
			internal = append(internal, string(m[1]))
		}
	}
	return string(audience[1]), internal
}

// suppressions reads from the card of a table which columns are empty in public,
// and where.
func suppressions(tb testing.TB, table string) map[string]string {
	tb.Helper()
	card, err := os.ReadFile(filepath.Join("..", "transform", "models", table+".yml"))
	if err != nil {
		tb.Fatal(err)
	}
	by := map[string]string{}
	for _, m := range suppressedBy.FindAllSubmatch(card, -1) {
		by[string(m[1])] = string(m[2])
	}
	return by
}

// describe writes the dictionary of the tables in dir as the cards have it.
func describe(tb testing.TB, dir string) {
	tb.Helper()
	put(tb, dir, "dim_table", []saidTable{})
	put(tb, dir, "dim_column", []saidColumn{})
	files, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil {
		tb.Fatal(err)
	}
	var tables []saidTable
	var columns []saidColumn
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".parquet")
		audience, internal := audiences(tb, name)
		tables = append(tables, saidTable{Sample: true, Table: name, Audience: audience, Zh: name, En: name, Key: "sample"})
		stored, _, err := parquetio.Describe(file)
		if err != nil {
			tb.Fatal(err)
		}
		for _, c := range stored {
			said := saidColumn{Table: name, Column: c.Name, Type: c.Type, Zh: c.Name, En: c.Name, Audience: audience}
			if slices.Contains(internal, c.Name) {
				said.Audience = "internal"
			}
			by := suppressions(tb, name)[c.Name]
			if slices.ContainsFunc(stored, func(c parquetio.Column) bool { return c.Name == by }) {
				said.Suppress = by // a fixture has not every column
			}
			columns = append(columns, said)
		}
	}
	put(tb, dir, "dim_table", tables)
	put(tb, dir, "dim_column", columns)
}

// planted puts a marked string into every text of the fixture that is internal,
// and says how many.
func planted(tb testing.TB, t *tables) (n int) {
	tb.Helper()
	names := martOf(tb)
	all := reflect.ValueOf(t).Elem()
	for i := range all.NumField() {
		field := reflect.NewAt(all.Field(i).Type(), all.Field(i).Addr().UnsafePointer()).Elem()
		table := names[all.Type().Field(i).Name]
		if field.Kind() != reflect.Slice {
			continue // a store, filled from rows that are planted
		}
		if table == "" {
			tb.Errorf("no table is read into %s", all.Type().Field(i).Name)
			continue
		}
		audience, internal := audiences(tb, table)
		for row := range field.Len() {
			n += plant(field.Index(row), audience, internal)
		}
	}
	return n
}

// martOf says from which table each list of a book is read, as tables.go has it.
func martOf(tb testing.TB) map[string]string {
	tb.Helper()
	names := map[string]string{}
	source, err := os.ReadFile("tables.go")
	if err != nil {
		tb.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`from\(dir, "(\w+)", &t\.(\w+)\)`).FindAllSubmatch(source, -1) {
		names[string(m[2])] = string(m[1])
	}
	rows := map[string]string{"figures": "values", "behind": "lineage"} // those that a test gives instead
	for _, m := range regexp.MustCompile(`fromParts\(dir, "(\w+)", t\.(\w+)\.add\)`).FindAllSubmatch(source, -1) {
		names[rows[string(m[2])]] = string(m[1])
	}
	return names
}

func plant(row reflect.Value, audience string, internal []string) (n int) {
	for i := range row.NumField() {
		column := row.Type().Field(i).Tag.Get("parquet")
		if row.Field(i).Kind() != reflect.String || slices.Contains(keyColumns, column) {
			continue
		}
		if audience == "internal" || slices.Contains(internal, column) {
			row.Field(i).SetString("内部标记" + row.Field(i).String())
			n++
		}
	}
	return n
}

// publicSite is the public site of an edition, made from the public tables of t.
func publicSite(tb testing.TB, t tables) map[string][]byte {
	tb.Helper()
	marts, open := t.store(tb), tb.TempDir()
	describe(tb, marts)
	if err := opendata.WriteTables(context.Background(), opendata.Options{MartsDir: marts, OutDir: open, Public: true}); err != nil {
		tb.Fatal(err)
	}
	out := filepath.Join(tb.TempDir(), "site")
	if _, err := WriteSite(context.Background(), Options{MartsDir: filepath.Join(open, "parquet"), OutDir: out, Public: true, Edition: "2022Q2-r1"}); err != nil {
		tb.Fatal(err)
	}
	return readTree(tb, out)
}

// Nothing internal is on any public page or file, every page is whole, and no
// link leads to what was left out.
func TestPublicSiteHoldsNothingInternal(t *testing.T) {
	f := fixture()
	if n := planted(t, &f); n < 100 {
		t.Fatalf("only %d texts marked: the test proves nothing", n)
	}
	files := publicSite(t, f)
	checkSite(t, files)
	for name, data := range files {
		if bytes.Contains(data, []byte("内部标记")) {
			at := bytes.Index(data, []byte("内部标记"))
			t.Errorf("%s: %s", name, data[max(0, at-120):min(len(data), at+60)])
		}
	}
	for _, gone := range []string{"2022Q2/quality.html", "2022Q2/quality-sample.csv", "2022Q2/findings-sample.csv"} {
		if files[gone] != nil {
			t.Errorf("%s was published", gone)
		}
	}
	for _, there := range []string{"2022Q2/index.html", "2022Q2/ledger.html", "2022Q2/unknowns.html", "2022Q2/changes.html", "2022Q2/print.html", "2022Q2/editions.html", "2022Q2/places.html", "2022Q2/reporting.html"} {
		if files[there] == nil {
			t.Errorf("%s is missing", there)
		}
	}
}

// Of what the public tables leave out a public page says nothing: neither a zero,
// nor that nothing was found.
func TestPublicPagesSayNothingOfWhatIsLeftOut(t *testing.T) {
	files, inside := publicSite(t, fixture()), readTree(t, build(t, fixture()))
	for _, said := range []struct{ page, public, internal string }{
		{"2022Q2/evaluation.html", "自评与复评相差多少", "的自评明显偏离复评"},
		{"2022Q2/reporting.html", "退回一行、提示。", `<span lang="zh">盖章</span>`},
		{"2022Q2/reporting.html", "文件指纹", `<span lang="zh">存疑</span>`},
		{"2022Q2/unknowns.html", "没有报送的", `id="h-doubts"`},
		{"2022Q2/task/1.html", "任务", `data-label="佐证"`},
		{"2022Q2/reporting-sample.csv", "findings_error", "findings_doubt"},
		{"2022Q2/evaluation-sample.csv", "gap", "gap_outlier"},
	} {
		if !bytes.Contains(inside[said.page], []byte(said.internal)) {
			t.Errorf("%s does not say %q in the internal edition: the test proves nothing", said.page, said.internal)
		}
		if bytes.Contains(files[said.page], []byte(said.internal)) {
			t.Errorf("%s says %q in public", said.page, said.internal)
		}
		if !bytes.Contains(files[said.page], []byte(said.public)) {
			t.Errorf("%s does not say %q", said.page, said.public)
		}
	}
	for _, name := range []string{"panel", "panel_double", "vintages", "analyst_column"} {
		if bytes.Contains(files["2022Q2/data.html"], []byte("<summary><code>"+name+"</code>")) {
			t.Errorf("the page of tables lists %s, whose columns it cannot explain", name)
		}
	}
}

// Where the place of a unit is not published, the public pages name nobody as the
// first or the last, and stand.
func TestPublicSiteWithoutTheFirst(t *testing.T) {
	f, hidden := fixture(), 0
	for i, v := range f.values {
		if v.Rank == 1 && v.RankOf > 1 {
			f.values[i].Suppressed = true
			hidden++
		}
	}
	if hidden == 0 {
		t.Fatal("no first place is hidden: the test proves nothing")
	}
	checkSite(t, publicSite(t, f))
}

// An edition names itself and how to cite it; a preview says on every page that it is none.
func TestEditionAndPreview(t *testing.T) {
	public, preview := publicSite(t, fixture()), readTree(t, build(t, fixture()))
	for name, data := range public {
		if filepath.Ext(name) == ".html" && (bytes.Contains(data, []byte("未发布")) || !bytes.Contains(data, []byte("发布版 2022Q2-r1"))) {
			t.Errorf("%s of an edition does not name it", name)
		}
	}
	for name, data := range preview {
		if filepath.Ext(name) != ".html" {
			continue
		}
		title := bytes.Contains(data, []byte("【预览·未发布】"))
		band := bytes.Contains(data, []byte("预览 · 未发布")) || strings.Contains(name, "/embed/") && bytes.Contains(data, []byte("预览，未发布"))
		if !title || !band {
			t.Errorf("%s of a preview: title %v, band %v", name, title, band)
		}
	}
	wantsOn(t, public, map[string][]string{"2022Q2/index.html": {"市秘书处：《测试市医改重点任务进展》，2022年第二季度，发布版 2022Q2-r1（样例数据）", "csv/mart_indicator-sample.csv", "最落后：西水县、北林县，各 1 项", "单元格和原文件属内部资料，公开版不列"}, "2022Q2/editions.html": {"csv/mart_indicator-sample.csv"}})
	wantsOn(t, preview, map[string][]string{"2022Q2/index.html": {"“依据”是报来的文件和单元格"}})
}
