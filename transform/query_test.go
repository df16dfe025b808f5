package transform

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
)

type hostileRow struct {
	Name  string `parquet:"name"`
	Value *int64 `parquet:"value,decimal(4:18)"`
	Day   *int32 `parquet:"day,date"`
	Yes   bool   `parquet:"yes"`
}

func hostileMarts(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	n, d := int64(-125000), int32(19082)
	writeRows(t, filepath.Join(dir, "mart_x.parquet"), []hostileRow{
		{"=1+1", &n, &d, true},
		{"红\x1b[31m\u202e\n二", nil, nil, false},
	})
	return dir
}

func query(t *testing.T, dir, text, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Query(t.Context(), dir, text, format, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const all = "select name, value, day, yes, value * 1.5 as more from mart_x order by yes desc"

func TestQueryFormats(t *testing.T) {
	dir := hostileMarts(t)
	for format, want := range map[string]string{
		"csv": "name,value,day,yes,more\n'=1+1,-12.5000,2022-03-31,true,-18.75000\n\"红\\u001B[31m\\u202E\n二\",,,false,\n",
		"json": `[
{"name":"=1+1","value":-12.5000,"day":"2022-03-31","yes":true,"more":-18.75000},
{"name":"红\u001b[31m` + "\u202e" + `\n二","value":null,"day":null,"yes":false,"more":null}
]
`,
		"table": `name                           value  day         yes         more
--------------------------  --------  ----------  -----  ---------
=1+1                        -12.5000  2022-03-31  true   -18.75000
红\u001B[31m\u202E\u000A二                        false
(2)
`,
	} {
		if got := query(t, dir, all, format); got != want {
			t.Errorf("%s:\n%q\nwant\n%q", format, got, want)
		}
	}
}

func TestQueryEmptyResult(t *testing.T) {
	dir := hostileMarts(t)
	if got := query(t, dir, "select name from mart_x where false", "json"); got != "[]\n" {
		t.Errorf("got %q", got)
	}
	var list []any
	if err := json.Unmarshal([]byte(query(t, dir, "select cast('nan' as double) as x", "json")), &list); err != nil {
		t.Errorf("NaN must stay readable JSON: %v", err)
	}
}

func TestQueryArrow(t *testing.T) {
	text := query(t, hostileMarts(t), all+", name", "arrow")
	reader, err := ipc.NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Release()
	if !reader.Next() {
		t.Fatal("no batch", reader.Err())
	}
	batch := reader.RecordBatch()
	if batch.NumRows() != 2 || batch.Column(0).(*array.String).Value(0) != "=1+1" {
		t.Errorf("got %v", batch)
	}
	values := batch.Column(1).(*array.Decimal128)
	if values.Value(0).BigInt().Int64() != -125000 || !values.IsNull(1) {
		t.Errorf("decimals must be exact, got %v", values)
	}
	if got := batch.Column(2).(*array.Date32).Value(0); got != 19082 {
		t.Errorf("day %d", got)
	}
}

func TestQueryRefuses(t *testing.T) {
	dir := hostileMarts(t)
	outside := filepath.Join(t.TempDir(), "mart_y.parquet")
	writeRows(t, outside, []row{{1}})
	for _, text := range []string{
		"select 1; select 2",
		"",
		"drop view mart_x",
		"copy mart_x to '" + filepath.Join(dir, "x.csv") + "'",
		"insert into mart_x values (1)",
		"select * from mart_y",
		"select * from '" + outside + "'",
		"select * from read_parquet('" + outside + "')",
		"select * from read_text('/etc/passwd')",
		"select * from query('select 1')",
		"select * from duckdb_settings()",
		"select * from information_schema.tables",
		"select * from mart_x where name = (select content from read_text('/etc/passwd'))",
		"with a as (select * from mart_y) select * from a",
		"select nosuch from mart_x",
		"set threads = 1",
		"pragma version",
	} {
		err := Query(t.Context(), dir, text, "csv", &bytes.Buffer{})
		if m := (*Mistake)(nil); !errors.As(err, &m) || m.Zh == "" {
			t.Errorf("%q: want a mistake in both languages, got %v", text, err)
		}
	}
	for _, wrong := range []struct{ dir, format string }{{dir, "xml"}, {t.TempDir(), "csv"}, {filepath.Join(dir, "absent"), "csv"}} {
		if m := (*Mistake)(nil); !errors.As(Query(t.Context(), wrong.dir, "select 1", wrong.format, &bytes.Buffer{}), &m) {
			t.Errorf("%v must be a mistake", wrong)
		}
	}
	if err := Query(t.Context(), dir, "select 1 as a, 2 as a", "json", &bytes.Buffer{}); err == nil {
		t.Error("two columns of one name cannot be one JSON object")
	}
}

func TestNoFormula(t *testing.T) {
	for in, want := range map[string]string{"=1": "'=1", "＝1": "'＝1", "-a": "'-a", "@x": "'@x", "\tx": "'\tx", "a=b": "a=b", "": ""} {
		if got := noFormula(in); got != want {
			t.Errorf("noFormula(%q) = %q, want %q", in, got, want)
		}
	}
}
