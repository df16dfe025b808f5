package xlsx_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
)

// countyWorkbook is a workbook of ordinary size: 4 sheets, some 730 cells,
// Chinese labels as shared strings, numbers, a merged title, a formula.
func countyWorkbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for sheet := range 4 {
		name := fmt.Sprintf("表%d", sheet+1)
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		set := func(cell string, v any) {
			if err := f.SetCellValue(name, cell, v); err != nil {
				t.Fatal(err)
			}
		}
		set("A1", "县区医改任务季度报表（样例）")
		if err := f.MergeCell(name, "A1", "F1"); err != nil {
			t.Fatal(err)
		}
		for row := 3; row < 33; row++ {
			set(fmt.Sprintf("A%d", row), fmt.Sprintf("code_%d", row))
			set(fmt.Sprintf("B%d", row), fmt.Sprintf("第%d项指标的名称", row))
			set(fmt.Sprintf("C%d", row), "人次")
			set(fmt.Sprintf("D%d", row), row*1234+sheet)
			set(fmt.Sprintf("E%d", row), float64(row)*94.51)
			set(fmt.Sprintf("F%d", row), "口径说明：本季度发生数，不含历年结转")
		}
		if err := f.SetCellFormula(name, "D34", "SUM(D3:D32)"); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	return bytesOf(t, f)
}

func bytesOf(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// BenchmarkRead reads every cell; BenchmarkFloor only unpacks the same file.
// Their ratio is what the reading itself costs.
func BenchmarkRead(b *testing.B) {
	data := countyWorkbook(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		w, err := xlsx.Open(bytes.NewReader(data), int64(len(data)), xlsx.DefaultLimits)
		if err != nil {
			b.Fatal(err)
		}
		for i := range w.Sheets() {
			if err := w.Rows(i, func(book.Row) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Verify(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFloor(b *testing.B) {
	data := countyWorkbook(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xlsx.Inflate(bytes.NewReader(data), int64(len(data))); err != nil {
			b.Fatal(err)
		}
	}
}
