package opendata

import (
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// A made table is one of a made-up folder of marts: a card and rows of Go
// values: string, bool, int, dec, day, float64, nil for NULL.
type made struct {
	card
	rows [][]any
}

type (
	dec string // 12.50
	day string // 2022-04-12
)

// marts is a small folder of marts with every type, small cells, and internal
// tables and columns whose texts are marked 机密.
func marts() []made {
	return []made{
		table("dim_programme", public, "programme", cols("programme", "sample BOOLEAN", "title", "title_en", "short_title", "short_title_en", "number", "issuer", "issuer_en",
			"secretariat", "issued DATE", "period", "as_of DATE", "program_version", "edition", "region"),
			[]any{"demo", true, "示例方案", "A sample programme", "示例", "Sample", "示例〔2022〕1号", "示例市", "Sample City", "示例秘书处", day("2022-02-06"), "2022Q2", day("2022-07-30"), "0.1.0", "2022Q2-r1", "100000"}),
		table("dim_org", public, "org", cols("programme", "sample BOOLEAN", "org", "seq INTEGER", "name", "name_en", "kind", "class", "parent", "population DECIMAL(18,4)", "elders DECIMAL(18,4)"),
			[]any{"demo", true, "100000", 1, "示例市", "Sample City", "prefecture", "region", "", dec("300"), dec("30")},
			[]any{"demo", true, "100001", 2, "甲县", "County A", "county", "place", "100000", dec("100.5"), nil},
			[]any{"demo", true, "100002", 3, "乙县", "County B", "county", "place", "100000", nil, nil}),
		table("dim_period", public, "period", cols("programme", "sample BOOLEAN", "period", "seq INTEGER", "year INTEGER", "nth INTEGER", "first_day DATE", "last_day DATE", "history BOOLEAN"),
			[]any{"demo", true, "2022Q1", 1, 2022, 1, day("2022-01-01"), day("2022-03-31"), false},
			[]any{"demo", true, "2022Q2", 2, 2022, 2, day("2022-04-01"), day("2022-06-30"), false}),
		table("dim_indicator", public, "indicator, version", cols("programme", "sample BOOLEAN", "indicator", "version", "name", "name_en", "unit", "default_basis", "valid_from DATE"),
			[]any{"demo", true, "signed", "2022", "签约率", "Signed up", "%", "point", day("2022-01-01")},
			[]any{"demo", true, "signed", "2022B", "签约率（新）", "Signed up (new)", "%", "point", day("2022-04-01")},
			[]any{"demo", true, "population", "2022", "人口", "", "人", "quarter", nil},
			[]any{"demo", true, "unused", "2022", "未用", "Unused", "%", "point", nil}),
		values(), reporting(), ledger(), wideTable(),
	}
}

func values() made {
	m := table("mart_indicator", public, "indicator, version, org, period, basis", cols("programme", "sample BOOLEAN", "indicator", "version", "org", "period", "basis",
		"numerator DECIMAL(18,4)", "denominator DECIMAL(18,4)", "value DECIMAL(18,6)", "rank INTEGER", "missing_reason", "provisional BOOLEAN", "break", "suppressed BOOLEAN"),
		[]any{"demo", true, "population", "2022", "100001", "2022Q1", "quarter", dec("7"), nil, dec("7"), nil, "", false, "", false},
		[]any{"demo", true, "signed", "2022", "100000", "2022Q1", "point", dec("61"), dec("100"), dec("61"), nil, "", true, "", false},
		[]any{"demo", true, "signed", "2022", "100001", "2022Q1", "point", dec("3"), dec("70"), dec("4.285714"), 1, "", false, "", true},
		[]any{"demo", true, "signed", "2022", "100001", "2022Q2", "point", nil, nil, nil, nil, "not_reported", false, "", false},
		[]any{"demo", true, "signed", "2022", "100002", "2022Q1", "point", nil, dec("0"), nil, nil, "zero_denominator", false, "", false},
		[]any{"demo", true, "signed", "2022B", "100001", "2022Q2", "point", dec("-0.5"), dec("3"), dec("-16.666667"), 1, "", false, "definition", false})
	m.set("org", "in dim_org")
	m.set("period", "in dim_period")
	m.set("indicator", "in dim_indicator")
	m.set("missing_reason", "one of |not_reported|zero_denominator|suppressed")
	m.set("rank", "not_negative")
	for i := range m.columns {
		if slices.Contains([]string{"numerator", "denominator", "value", "rank"}, m.columns[i].name) {
			m.columns[i].suppress = "suppressed"
		}
	}
	return m
}

const secret = "机密"

func reporting() made {
	m := table("mart_reporting", public, "period, org", cols("programme", "sample BOOLEAN", "period", "org", "state", "file_name", "reporter_name", "days_late INTEGER"),
		[]any{"demo", true, "2022Q1", "100001", "on_time", secret + "文件", secret + "姓名", 0},
		[]any{"demo", true, "2022Q1", "100002", "late", secret + "文件二", secret + "姓名二", 3})
	for i := range m.columns {
		if m.columns[i].name == "file_name" || m.columns[i].name == "reporter_name" {
			m.columns[i].audience = "internal"
			m.columns[i].zh = secret + "列"
		}
	}
	return m
}

func ledger() made {
	m := table("mart_ledger", "internal", "task, org", cols("programme", "sample BOOLEAN", "task", "org", "narrative"),
		[]any{"demo", true, "3.1", "100001", secret + "进展"})
	m.zh = secret + "台账"
	return m
}

// wideTable has every type at its ends.
func wideTable() made {
	return table("mart_wide", public, "id", cols("programme", "sample BOOLEAN", "id BIGINT", "small DECIMAL(9,2)", "big DECIMAL(38,6)", "long DECIMAL(18,10)", "real DOUBLE", "on_day DATE", "words"),
		[]any{"demo", true, 1 << 62, dec("-9999999.99"), dec("12345678901234567890123456789012.123456"), dec("-0.0000000001"), 0.1, day("1969-12-31"), "第一行\n第二行,\"引\"; 尾"},
		[]any{"demo", false, -1, dec("0.05"), dec("-12345678901234567890123456789012.000001"), dec("1"), -1e300, day("2022-04-12"), ""},
		[]any{"demo", nil, nil, nil, nil, nil, nil, nil, nil})
}

func table(name, audience, key string, columns []field, rows ...[]any) made {
	for i := range columns {
		columns[i].audience = audience
	}
	return made{card{table: name, audience: audience, key: strings.Split(key, ", "), columns: columns, zh: "表 " + name, en: "table " + name, grainZh: "一行", grainEn: "row"}, rows}
}

// cols makes columns of "name" or "name TYPE".
func cols(names ...string) []field {
	var fields []field
	for _, n := range names {
		name, kind, given := strings.Cut(n, " ")
		if !given {
			kind = "VARCHAR"
		}
		fields = append(fields, field{name: name, kind: kind, zh: "列 " + name, en: "column " + name})
	}
	return fields
}

func (m *made) set(column string, tests ...string) {
	i := slices.IndexFunc(m.columns, func(f field) bool { return f.name == column })
	m.columns[i].tests = tests
}

// dictionary makes dim_table and dim_column of the tables, themselves included.
func dictionary(all []made) []made {
	tables := table("dim_table", public, "table", cols("programme", "sample BOOLEAN", "table", "zh", "en", "grain_zh", "grain_en", "key", "audience"))
	columns := table("dim_column", public, "table, seq", cols("programme", "sample BOOLEAN", "table", "seq INTEGER", "column", "type", "unit", "zh", "en", "audience", "tests", "suppress"))
	for _, m := range append([]made{tables, columns}, all...) {
		tables.rows = append(tables.rows, []any{"demo", true, m.table, m.zh, m.en, m.grainZh, m.grainEn, strings.Join(m.key, ", "), m.audience})
		for i, f := range m.columns {
			columns.rows = append(columns.rows, []any{"demo", true, m.table, i + 1, f.name, f.kind, f.unit, f.zh, f.en, f.audience, strings.Join(f.tests, "; "), f.suppress})
		}
	}
	return append([]made{tables, columns}, all...)
}

// write writes the tables with their dictionary into a new folder.
func write(t testing.TB, all []made) string {
	t.Helper()
	dir := t.TempDir()
	for _, m := range dictionary(all) {
		var columns []parquetio.Column
		for _, f := range m.columns {
			columns = append(columns, parquetio.Column{Name: f.name, Type: f.kind})
		}
		err := writeTable(filepath.Join(dir, m.table+".parquet"), columns, func(add func([]parquet.Value) error) error {
			for _, row := range m.rows {
				values := make([]parquet.Value, len(row))
				for i, v := range row {
					values[i] = valueOf(t, columns[i].Type, v)
				}
				if err := add(values); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(m.table, err)
		}
	}
	return dir
}

func valueOf(t testing.TB, kind string, v any) parquet.Value {
	t.Helper()
	switch v := v.(type) {
	case nil:
		return parquet.NullValue()
	case string:
		return text(v)
	case bool:
		return parquet.BooleanValue(v)
	case float64:
		return parquet.DoubleValue(v)
	case int:
		if kind == "BIGINT" {
			return parquet.Int64Value(int64(v))
		}
		return parquet.Int32Value(int32(v))
	case day:
		d, err := time.Parse(time.DateOnly, string(v))
		if err != nil {
			t.Fatal(err)
		}
		return parquet.Int32Value(int32(d.Unix() / 86400))
	case dec:
		_, scale := decimalOf(kind)
		r, ok := new(big.Rat).SetString(string(v))
		if !ok {
			t.Fatal(v)
		}
		r.Mul(r, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)))
		return parquet.FixedLenByteArrayValue(wide(r.Num()))
	}
	t.Fatalf("no value for %T", v)
	return parquet.Value{}
}

// written writes the open data of the tables and gives the folder.
func written(t testing.TB, all []made, audience string) string {
	t.Helper()
	out := t.TempDir()
	o := Options{MartsDir: write(t, all), OutDir: out, Public: audience == public}
	if err := WriteTables(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	return out
}

// tree reads every file below a folder, by its path.
func tree(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			files[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s (%v)", dir, err)
	}
	return files
}

// texts is every row of a Parquet file as a CSV would print its values.
func texts(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := readFrame(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, row := range f.rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = valueText(f.columns[i].Type, v)
		}
		rows = append(rows, line)
	}
	return rows
}
