//go:build cgo

package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"
)

// listColumns reads two columns of the sheet 指标 by their headers.
func listColumns(t *testing.T, path, key, value string) map[string]string {
	t.Helper()
	book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("指标", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	header := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, key) && slices.Contains(row, value) })
	if header < 0 {
		t.Fatalf("%s has no columns %s and %s", path, key, value)
	}
	k, v := slices.Index(rows[header], key), slices.Index(rows[header], value)
	columns := map[string]string{}
	for _, row := range rows[header+1:] {
		if k < len(row) && v < len(row) && row[k] != "" {
			columns[row[k]] = row[v]
		}
	}
	return columns
}

// The workbook sent out for a quarter prints what the same county had accepted
// for the quarter before, beside the cells to fill.
func TestDemoWorkbooksCarryLastValues(t *testing.T) {
	dir := demoDir(t)
	books := readCounted(t, dir)
	dropReturned(t, dir, books, returned(t, dir))
	compared := 0
	for _, org := range []string{"610722_城固县", "610723_洋县"} {
		for quarter := 2; quarter <= 4; quarter++ {
			period, before := fmt.Sprintf("2022Q%d", quarter), fmt.Sprintf("2022Q%d", quarter-1)
			last := listColumns(t, filepath.Join(dir, "outbox", period, period+"_"+org+"_样例.xlsx"), "编码", "上期值")
			for element, printed := range last {
				cell, ok := books[before+" "+org[:6]][figureKey{org[:6], element}]
				if !ok {
					continue // not asked, or returned, a quarter ago: an older value stands there, or none
				}
				compared++
				if printed != softened.Replace(cell.text) {
					t.Errorf("%s of %s: the workbook of %s prints %q, that of %s has %q", element, org, period, printed, before, cell.text)
				}
			}
		}
	}
	if compared < 200 {
		t.Errorf("compared %d values: too few to prove anything", compared)
	}
}
