package opendata

import (
	"context"
	"database/sql"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/duckdb/duckdb-go/v2"
)

// null is how the readers of this test print NULL, so that it differs from an empty text.
const null = "\x00NULL"

// TestThreeReadersSeeTheSame opens every Parquet file with DuckDB, arrow-go and
// parquet-go and compares every value of every row.
func TestThreeReadersSeeTheSame(t *testing.T) {
	for _, audience := range []string{public, "internal"} {
		dir := filepath.Join(written(t, marts(), audience), parquetDir)
		names, err := tableNames(dir)
		if err != nil || len(names) < 10 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			path := filepath.Join(dir, name+".parquet")
			ours, arrows, duck := parquetRows(t, path), arrowRows(t, path), duckRows(t, "select * from read_parquet('"+path+"')")
			for other, rows := range map[string][]string{"arrow-go": arrows, "DuckDB": duck} {
				if !slices.Equal(ours, rows) {
					t.Errorf("%s %s: parquet-go reads\n%q\n%s reads\n%q", audience, name, ours, other, rows)
				}
			}
		}
	}
}

// TestDuckDBReadsTheCSVAsTheParquet: with the types said, no value is lost on the way through text.
func TestDuckDBReadsTheCSVAsTheParquet(t *testing.T) {
	dir := written(t, marts(), "internal")
	names, err := tableNames(filepath.Join(dir, parquetDir))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if name == panelDouble {
			continue
		}
		path := filepath.Join(dir, parquetDir, name+".parquet")
		f, err := readFrame(path)
		if err != nil {
			t.Fatal(err)
		}
		var types []string
		for _, c := range f.columns {
			types = append(types, "'"+c.Name+"': '"+c.Type+"'")
		}
		csv := duckRows(t, "select * from read_csv('"+filepath.Join(dir, csvDir, csvName(name, true))+"', header = true, allow_quoted_nulls = false, columns = {"+strings.Join(types, ", ")+"})")
		if want := parquetRows(t, path); !slices.Equal(csv, want) {
			t.Errorf("%s: the CSV reads\n%q\nthe Parquet file\n%q", name, csv, want)
		}
	}
}

func parquetRows(t *testing.T, path string) []string {
	f, err := readFrame(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, row := range f.rows {
		var cells []string
		for i, v := range row {
			cells = append(cells, f.columns[i].Name+"="+map[bool]string{true: null, false: valueText(f.columns[i].Type, v)}[v.IsNull()])
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return rows
}

func arrowRows(t *testing.T, path string) []string {
	reader, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	columns, err := pqarrow.NewFileReader(reader, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	table, err := columns.ReadTable(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer table.Release()
	lines := make([][]string, table.NumRows())
	for i := range int(table.NumCols()) {
		at, name := 0, table.Schema().Field(i).Name
		for _, chunk := range table.Column(i).Data().Chunks() {
			for j := range chunk.Len() {
				lines[at] = append(lines[at], name+"="+arrowText(t, chunk, j))
				at++
			}
		}
	}
	var rows []string
	for _, line := range lines {
		rows = append(rows, strings.Join(line, "|"))
	}
	return rows
}

func arrowText(t *testing.T, chunk arrow.Array, i int) string {
	if chunk.IsNull(i) {
		return null
	}
	switch a := chunk.(type) {
	case *array.Decimal128:
		return plain(a.Value(i).BigInt(), int(a.DataType().(*arrow.Decimal128Type).Scale))
	case *array.Date32:
		return a.Value(i).FormattedString()
	case *array.Float64:
		return fmt.Sprintf("%v", a.Value(i))
	case *array.String:
		return a.Value(i)
	case *array.Boolean, *array.Int32, *array.Int64:
		return chunk.ValueStr(i)
	}
	t.Fatalf("arrow-go reads %s", chunk.DataType())
	return ""
}

func duckRows(t *testing.T, query string) []string {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	return duckQuery(t, db, query)
}

func duckQuery(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	found, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	names, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for found.Next() {
		values, targets := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := found.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		var cells []string
		for i, v := range values {
			cells = append(cells, names[i]+"="+duckText(v))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func duckText(v any) string {
	switch v := v.(type) {
	case nil:
		return null
	case duckdb.Decimal:
		return plain(v.Value, int(v.Scale))
	case time.Time:
		return v.Format(time.DateOnly)
	case *big.Int:
		return v.String()
	}
	return fmt.Sprint(v)
}

// TestTheSQLScriptOpensEveryTable runs tools/read.sql as its first lines say.
func TestTheSQLScriptOpensEveryTable(t *testing.T) {
	dir := explained(t, marts(), public)
	t.Chdir(dir)
	script, err := os.ReadFile("tools/read.sql")
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(string(script)); err != nil {
		t.Fatal(err)
	}
	names, err := tableNames(parquetDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if want, got := parquetRows(t, filepath.Join(parquetDir, name+".parquet")), duckQuery(t, db, `select * from "`+name+`"`); !slices.Equal(got, want) {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
}
