package transform

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditionsStack: an edition made of the same facts after another says the
// same, so nothing is restated or revised, and every figure stands in both.
func TestEditionsStack(t *testing.T) {
	first, reference := wholeMarts(t), writeReference(t, hanzhong(t), "2022Q4-r2")
	if got := query(t, first, "select count(*) from mart_restatement", "csv"); got != "count_star()\n0\n" {
		t.Errorf("there was nothing to restate: %s", got)
	}
	if err := TakeVintages(filepath.Dir(first), reference); err != nil {
		t.Fatal(err)
	}
	second := runOn(t, wholeFacts(t), reference)
	for sql, want := range map[string]string{
		"select count(*) from mart_restatement":                                                                  "0",
		"select count(*) from mart_indicator where revised":                                                      "0",
		"select string_agg(edition, ' ' order by edition) from (select distinct edition from mart_vintage)":      "2022Q4-r1 2022Q4-r2",
		"select count(*) from (select kind, count(*) as n from mart_vintage group by kind having count(*) > 50)": "2",
		"select count(*) from mart_vintage where value is not null and sources = ''":                             "0",
		"select count(distinct n) from (select edition, count(*) as n from mart_vintage group by edition)":       "1",
	} {
		if got := query(t, second, sql, "csv"); !strings.HasSuffix(got, "\n"+want+"\n") {
			t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
}

func TestTakeVintages(t *testing.T) {
	dir := t.TempDir()
	if err := TakeVintages("", dir); err != nil {
		t.Errorf("the first edition has none before it: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("wrote %v (%v)", entries, err)
	}
	if err := TakeVintages(t.TempDir(), dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an edition without its table was taken for none: %v", err)
	}
}
