package xlsx_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
)

// A foreignSheet is what one sheet of another program's workbook must hold:
// cells as [cell, type, text].
type foreignSheet struct {
	Name  string      `json:"name"`
	Cells [][3]string `json:"cells"`
}

// TestForeignWorkbooks reads clean workbooks that other programs wrote, beside
// each what was put into it: four of each program here, 200 made by
// scripts/foreign in `make prove`.
func TestForeignWorkbooks(t *testing.T) {
	folder := cmp.Or(os.Getenv("YIGAI_FOREIGN"), "testdata/foreign")
	files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	programs, cells := map[string]int{}, 0
	for _, file := range files {
		program, _, _ := strings.Cut(filepath.Base(file), "-")
		programs[program]++
		cells += compareForeign(t, file)
	}
	t.Logf("%d workbooks of %v, %d cells", len(files), programs, cells)
	if len(programs) < 3 || cells == 0 {
		t.Errorf("only %v: the test would prove little", programs)
	}
}

func compareForeign(t *testing.T, file string) (cells int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var want []foreignSheet
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	w, err := xlsx.Open(bytes.NewReader(data), int64(len(data)), xlsx.DefaultLimits)
	if err != nil {
		t.Errorf("%s is refused: %v", file, err)
		return 0
	}
	if len(w.Sheets()) != len(want) {
		t.Errorf("%s has %d sheets, want %d", file, len(w.Sheets()), len(want))
		return 0
	}
	for i, s := range want {
		cells += compareSheet(t, file, w, i, s)
	}
	if err := w.Verify(); err != nil {
		t.Errorf("%s: %v", file, err)
	}
	return cells
}

func compareSheet(t *testing.T, file string, w *xlsx.Workbook, i int, want foreignSheet) int {
	t.Helper()
	if w.Sheets()[i].Name != want.Name {
		t.Errorf("%s: sheet %d is %q, want %q", file, i, w.Sheets()[i].Name, want.Name)
	}
	read := map[string]book.Cell{}
	if err := w.Rows(i, func(r book.Row) error {
		for _, c := range r.Cells {
			read[book.CellName(c.Column, r.Number)] = c
		}
		return nil
	}); err != nil {
		t.Errorf("%s is refused: %v", file, err)
		return 0
	}
	if len(read) != len(want.Cells) {
		t.Errorf("%s %s: %d cells, want %d", file, want.Name, len(read), len(want.Cells))
	}
	for _, c := range want.Cells {
		got := read[c[0]]
		same := typeNames[got.Type] == c[1] && (got.Text == c[2] || got.Type == book.Number && sameNumber(got.Text, c[2]))
		if !same {
			t.Errorf("%s %s!%s: read %s %q, put in %s %q", file, want.Name, c[0], typeNames[got.Type], got.Text, c[1], c[2])
		}
	}
	return len(read)
}

// sameNumber compares two spellings of one stored number.
func sameNumber(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}
