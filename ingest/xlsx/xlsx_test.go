package xlsx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/xlsx"
)

// dump reads a whole workbook and writes each cell on a line, as tests compare it.
func dump(data []byte) (string, error) {
	w, err := xlsx.Open(bytes.NewReader(data), int64(len(data)), xlsx.DefaultLimits)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, sheet := range w.Sheets() {
		fmt.Fprintf(&b, "[%s]\n", sheet.Name)
		err := w.Rows(i, func(r xlsx.Row) error {
			for _, c := range r.Cells {
				fmt.Fprintf(&b, "%s %d %q %v %q\n", xlsx.CellName(c.Column, r.Number), c.Type, c.Text, c.Formula, c.NumberFormat)
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return b.String(), w.Verify()
}

func TestReadsWhatExcelizeWrites(t *testing.T) {
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "编码", "B1": "a&b<c>\"'", "A2": 12, "B2": 0.3, "C2": true, "A3": "", "D9": " x "} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got, err := dump(buf.Bytes())
	t.Log(got, err)
}
