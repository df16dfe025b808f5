package transform

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestEveryNumberIsRecomputed traces all numbers of the programme and computes
// each again from its sources, by other code than the models'.
func TestEveryNumberIsRecomputed(t *testing.T) {
	e, _, err := openMarts(t.Context(), wholeMarts(t))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	keys, err := e.text(t.Context(), "select indicator, org, period, basis from mart_indicator where period in ('2021Q4', '2022Q3') order by all")
	if err != nil {
		t.Fatal(err)
	}
	recomputed, every := 0, rounds(61, 7)
	for i, k := range keys {
		if i%every != 0 && k[1] != "610700" { // the city's all, and some of the others
			continue
		}
		n, err := e.trace(t.Context(), k[0], k[1], k[2], k[3])
		if err != nil {
			t.Fatal(err)
		}
		got, equal, err := n.Recompute()
		if err != nil || !equal {
			t.Errorf("%v: published %s, recomputed %s, %v", k, n.Value, got, err)
		}
		if n.Value != "" {
			recomputed++
		}
	}
	if recomputed < 100 {
		t.Errorf("only %d numbers were recomputed", recomputed)
	}
}

func TestTrace(t *testing.T) {
	out := wholeMarts(t)
	n, err := Trace(t.Context(), out, "contract_residents", "610702", "2022Q2", "")
	if err != nil {
		t.Fatal(err)
	}
	if n.Basis != "point" || n.FormulaZh != "签约服务在有效期内的常住居民数 ÷ 常住人口 × 100" || n.OrgName != "汉台区" || len(n.Sources) != 2 {
		t.Errorf("got %+v", n)
	}
	people := n.Sources[1]
	if people.Element != "@population" || people.Value != "618204.0000" || people.RawText != "618204" || people.FileName != "programme/attributes.csv" || people.Cell == "" {
		t.Errorf("population must lead to its line of the pack, got %+v", people)
	}
	// A changed source no longer gives the number.
	n.Sources[0].Value = "1"
	if got, equal, err := n.Recompute(); equal || err != nil {
		t.Errorf("a wrong source must not give %s (%s), %v", n.Value, got, err)
	}
	n.Sources[0].Value = "many"
	if _, _, err := n.Recompute(); err == nil {
		t.Error("a source that is no number must be an error")
	}
	for _, absent := range [][4]string{{"nosuch", "610702", "2022Q2", ""}, {"contract_residents", "610702", "2022Q2", "ytd"}, {"", "", "", ""}} {
		var m *Mistake
		if _, err := Trace(t.Context(), out, absent[0], absent[1], absent[2], absent[3]); !errors.As(err, &m) {
			t.Errorf("%v: want a mistake, got %v", absent, err)
		}
	}
}

func TestScanCountsEveryRow(t *testing.T) {
	dir := t.TempDir()
	writeRows(t, filepath.Join(dir, "a.parquet"), []row{{1}, {2}})
	writeRows(t, filepath.Join(dir, "b", "2022Q1.parquet"), []row{{3}})
	writeRows(t, filepath.Join(dir, "b", "2022Q2.parquet"), []row{{4}})
	if err := os.WriteFile(filepath.Join(dir, "note.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := Scan(t.Context(), dir); n != 4 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "c.parquet"), []byte("PAR1"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Scan(t.Context(), dir); err == nil {
		t.Error("a damaged file must be an error")
	}
}
