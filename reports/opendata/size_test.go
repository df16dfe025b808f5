package opendata

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestThePackageSaysFieldsOnce: a table's fields stand once, with its CSV or, for
// one without, with its Parquet file, and nothing is indented.
func TestThePackageSaysFieldsOnce(t *testing.T) {
	dir := explained(t, marts(), public)
	said := map[string]int{}
	for _, r := range readPackage(t, dir).Resources {
		if r.Schema != nil {
			said[strings.TrimSuffix(r.Name, ".parquet")]++
		}
	}
	names, err := tableNames(filepath.Join(dir, parquetDir))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if said[name] != 1 {
			t.Errorf("the fields of %s stand %d times", name, said[name])
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil || bytes.Count(text, []byte("\n")) > 1 || len(names) < 10 {
		t.Errorf("%d lines, %d tables, %v", bytes.Count(text, []byte("\n")), len(names), err)
	}
}
