//go:build cgo

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/reports/ledgerbook"
)

// Our own strict reader, which refuses what is damaged or unusual, reads every
// programme's ledger; nothing in it is a formula, and it has the rows of the marts.
func TestLedgersOfAllPacksReadBack(t *testing.T) {
	eachPack(t, func(t *testing.T, _, dir string) {
		marts := currentMarts(t, dir)
		for _, public := range []bool{false, true} {
			path := filepath.Join(t.TempDir(), "ledger.xlsx")
			if err := ledgerbook.Write(t.Context(), ledgerbook.Options{MartsDir: marts, Path: path, Public: public}); err != nil {
				t.Fatal(err)
			}
			rows := readBack(t, path)
			whole, parts := ledgerRows(t, marts)
			if got := rows["台账（样例）"]; got != whole {
				t.Errorf("台账 has %d tasks, the mart %d", got, whole)
			}
			if got := rows["分工（样例）"]; got != parts {
				t.Errorf("分工 has %d rows, the mart %d", got, parts)
			}
		}
	})
}

func currentMarts(t *testing.T, dir string) string {
	t.Helper()
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	marts, err := ws.Marts().Current()
	if err != nil {
		t.Fatal(err)
	}
	return marts.Dir
}

// ledgerRows counts the tasks and all rows of the ledger's newest period.
func ledgerRows(t *testing.T, marts string) (whole, all int) {
	t.Helper()
	type row struct {
		Period string `parquet:"period"`
		Role   string `parquet:"role"`
	}
	heads, err := parquetio.Read[struct {
		Period string `parquet:"period"`
	}](filepath.Join(marts, "dim_programme.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := parquetio.Read[row](filepath.Join(marts, "mart_ledger.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Period == heads[0].Period {
			all++
			if r.Role == "all" {
				whole++
			}
		}
	}
	return whole, all
}

// readBack counts the rows of each sheet that begin with a number, and refuses formulas.
func readBack(t *testing.T, path string) map[string]int {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := xlsx.Open(bytes.NewReader(data), int64(len(data)), xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for i, s := range w.Sheets() {
		err := w.Rows(i, func(r book.Row) error {
			for _, c := range r.Cells {
				if c.Formula || c.Type != book.Text && c.Type != book.Number {
					t.Errorf("%s row %d column %d is neither text nor number: %+v", s.Name, r.Number, c.Column, c)
				}
			}
			if len(r.Cells) > 0 && r.Cells[0].Column == 1 && r.Cells[0].Type == book.Number {
				rows[s.Name]++
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Verify(); err != nil || w.Traits().Macros || len(w.Traits().ExternalLinks) > 0 {
		t.Errorf("the workbook is not sound: %v %+v", err, w.Traits())
	}
	if len(rows) == 0 || !strings.HasSuffix(w.Sheets()[0].Name, "（样例）") {
		t.Errorf("sheets %+v", w.Sheets())
	}
	return rows
}
