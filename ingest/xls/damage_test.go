package xls

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yigai/ingest/book"
	"yigai/internal/golden"
)

// seeds are all the files of the tests.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	names, _ := filepath.Glob("testdata/*.xls")
	if len(names) == 0 {
		t.Fatal("no fixtures found: the test would prove nothing")
	}
	var all [][]byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return append(all, file(plain, sheet("指标", row(0), label(0, 0, 0), formula(0, 1, 2.5), number(0, 2, 1)), sheet("二")))
}

// One wrong bit may change a stored value, which nothing in this format can
// show, or the place of a cell beside which others are empty. It never loses a
// cell or adds one.
func TestOneWrongBitLosesNoCell(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	refused, same := 0, 0
	for i, data := range seeds(t) {
		want, err := readAll(data, DefaultLimits)
		if err != nil {
			t.Fatal(i, err)
		}
		for range 700 {
			bit := random.IntN(8 * len(data))
			data[bit/8] ^= 1 << (bit % 8)
			got, err := readAll(data, DefaultLimits)
			data[bit/8] ^= 1 << (bit % 8)
			if err != nil {
				refused++
				continue
			}
			same++
			if len(got) != len(want) {
				t.Errorf("file %d, bit %d of byte %d: %d cells, not %d", i, bit%8, bit/8, len(got), len(want))
			}
		}
	}
	if refused == 0 || same == 0 {
		t.Errorf("%d refused, %d read: the test proves nothing", refused, same)
	}
}

// A file cut anywhere is refused.
func TestEveryCutIsRefused(t *testing.T) {
	for i, data := range seeds(t) {
		for n := 0; n < len(data); n += testSector / 2 { // at sectors and inside them
			if cells, err := readAll(data[:n], DefaultLimits); err == nil {
				t.Errorf("file %d cut to %d of %d bytes is read: %d cells", i, n, len(data), len(cells))
			}
		}
	}
}

// Every file whatever is answered: with an error of the reader, or whole rows in
// order. What is no compound file is taken for the records of one, so that the
// search need not find a sound frame first.
func FuzzXLS(f *testing.F) {
	for _, data := range golden.Files(f, ".xls") {
		f.Add(data)
	}
	for _, data := range seeds(f) {
		if c, err := openContainer(bytes.NewReader(data), int64(len(data)), DefaultLimits); err == nil {
			f.Add(streamHead(f, c))
		}
	}
	all := sheet("指标", row(0), row(1), label(0, 0, 0), formula(0, 1, 2.5), number(0, 2, 1), formula(0, 3, uint16(0), uint32(0), uint16(0xffff)),
		rec(recString, uint16(1), byte(0), "x"), rec(recRK, at3(1, 0), uint32(3)), rec(recMulRK, uint16(1), uint16(1), uint16(0), uint32(2), uint16(0), uint32(7), uint16(2)),
		rec(recBoolErr, at3(1, 4), byte(7), byte(1)), rec(recLabel, at3(1, 5), uint16(1), byte(0), "y"), rec(recMulBlank, uint16(2), uint16(0), uint32(0), uint16(1)),
		rec(recMergeCells, uint16(1), make([]byte, 8)))
	f.Add(biff(plain, all, testSheet{name: "图", kind: 2}))
	f.Add(file(plain, all))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !bytes.HasPrefix(data, []byte(magic)) {
			data = compound(testStream{"Workbook", data})
		}
		limits := DefaultLimits
		limits.Cells = 1 << 20
		b, err := Open(bytes.NewReader(data), int64(len(data)), limits)
		if err != nil {
			checkError(t, err)
			return
		}
		for i := range b.Sheets() {
			if err := b.Rows(i, inOrder(t)); err != nil {
				checkError(t, err)
				return
			}
		}
		if err := b.Verify(); err != nil {
			checkError(t, err)
		}
	})
}

// streamHead is the begin of the records of a real file: short, as the search is
// slow over long inputs.
func streamHead(f *testing.F, c *container) []byte {
	s, err := c.workbook()
	if err != nil {
		f.Fatal(err)
	}
	b := make([]byte, min(s.size, 6000))
	if err := s.readAt(b, 0); err != nil {
		f.Fatal(err)
	}
	return b
}

func checkError(t *testing.T, err error) {
	t.Helper()
	if e, ok := err.(*book.Error); !ok || e.Code == "" || e.Code == book.CodeRead || e.Detail == "" || e.DetailZh == "" {
		t.Fatalf("an error of another kind: %v", err)
	}
}

// inOrder holds that rows and columns rise and that cells hold something.
func inOrder(t *testing.T) func(book.Row) error {
	last := 0
	return func(r book.Row) error {
		column := 0
		for _, c := range r.Cells {
			if r.Number <= last || c.Column <= column || c.Column > maxColumns || c.Text == "" && !c.Formula {
				t.Fatalf("row %d after %d, column %d after %d: %+v", r.Number, last, c.Column, column, c)
			}
			column = c.Column
		}
		last = r.Number
		return nil
	}
}

// The largest sheets are read in seconds, and what lies is answered at once.
func TestLargeFilesAreAnsweredInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	var records []byte
	for i := range maxRows {
		records = append(records, rec(recMulBlank, uint16(i), uint16(0), make([]byte, 2*256), uint16(255))...)
	}
	full := testSheet{name: "s", records: append(append(dimensions(maxRows, maxColumns), records...), window...)}
	repeated := strings.Repeat("汉中市", 2700)
	texts := sst(repeated)
	for name, data := range map[string][]byte{
		"16.7 million blank cells": file(plain, full),
		"a million numbers":        file(plain, sheet("s", manyNumbers(100, 256)), sheet("t", manyNumbers(100, 256))),
		"5000 merges":              file(plain, sheet("s", manyMerges(4900))),
		"long texts":               file(append(xf(0), texts...), sheet("s", label(0, 0, 0))),
	} {
		begin := time.Now()
		if _, err := readAll(data, DefaultLimits); err != nil && name != "long texts" {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(begin); took > 3*time.Minute {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func manyNumbers(rows, columns int) []byte {
	var b []byte
	for i := range rows {
		for j := range columns {
			b = append(b, number(i, j, float64(i*j)+0.5)...)
		}
	}
	return b
}

func manyMerges(n int) []byte {
	var b []byte
	for i := range n {
		b = append(b, rec(recMergeCells, uint16(1), uint16(i), uint16(i), uint16(0), uint16(1))...)
	}
	return b
}
