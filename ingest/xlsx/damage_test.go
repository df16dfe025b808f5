package xlsx_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
	"yigai/internal/golden"
)

// TestBitFlips: one bit turned over anywhere gives the same values or an error.
func TestBitFlips(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, file := range map[string][]byte{"hand-built": zipped(t, parts(rows(manyRows(0)))), "excelize": countyWorkbook(t)} {
		want, err := dump(file)
		if err != nil {
			t.Fatal(err)
		}
		flips, refused := 400, 0
		for range flips {
			bit := random.IntN(len(file) * 8)
			file[bit/8] ^= 1 << (bit % 8)
			got, err := dump(file)
			file[bit/8] ^= 1 << (bit % 8)
			if err != nil {
				refused++
				continue
			}
			if got != want {
				t.Errorf("%s: bit %d changes what is read", name, bit)
			}
		}
		if refused < flips/2 {
			t.Errorf("%s: only %d of %d flips refused: the test flips nothing", name, refused, flips)
		}
	}
}

// TestBitFlipsInDirectories turns over every bit of the directory, the local
// headers and the end record of a small workbook.
func TestBitFlipsInDirectories(t *testing.T) {
	file := zipped(t, parts(good))
	want, err := dump(file)
	if err != nil {
		t.Fatal(err)
	}
	for at := bytes.Index(file, []byte(centralRecord)); at < len(file); at++ {
		for bit := range 8 {
			file[at] ^= 1 << bit
			if got, err := dump(file); err == nil && got != want {
				t.Errorf("byte %d bit %d changes what is read", at, bit)
			}
			file[at] ^= 1 << bit
		}
	}
}

func TestEveryCutIsRefused(t *testing.T) {
	file := zipped(t, parts(good))
	for n := range len(file) {
		if got, err := dump(file[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes are read as a workbook: %s", n, len(file), got)
		}
	}
}

// TestAgreesWithExcelize compares every cell of random workbooks with what the
// library that wrote them reads back.
func TestAgreesWithExcelize(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		count := rapid.IntRange(1, 60).Draw(rt, "cells")
		for range count {
			cell := book.CellName(rapid.IntRange(1, 40).Draw(rt, "column"), rapid.IntRange(1, 30).Draw(rt, "row"))
			if err := f.SetCellValue("Sheet1", cell, randomValue(rt)); err != nil {
				rt.Fatal(err)
			}
		}
		data, err := f.WriteToBuffer()
		if err != nil {
			rt.Fatal(err)
		}
		compare(rt, f, data.Bytes())
	})
}

func randomValue(t *rapid.T) any {
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return rapid.Int64Range(-1e12, 1e12).Draw(t, "integer")
	case 1:
		return rapid.Float64Range(-1e9, 1e9).Draw(t, "float")
	case 2:
		return rapid.Bool().Draw(t, "bool")
	}
	// No carriage return: XML turns it into a line feed.
	return rapid.StringMatching(`[\t\n -~一-龥，。＜😀_x]{0,20}`).Draw(t, "text")
}

// compare holds our cells against those of excelize, raw and not formatted.
func compare(t *rapid.T, f *excelize.File, data []byte) {
	w, err := xlsx.Open(bytes.NewReader(data), int64(len(data)), xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]string{}
	err = w.Rows(0, func(r book.Row) error {
		for _, c := range r.Cells {
			read[book.CellName(c.Column, r.Number)] = c.Text
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for column := 1; column <= 40; column++ {
		for row := 1; row <= 30; row++ {
			cell := book.CellName(column, row)
			want, err := f.GetCellValue("Sheet1", cell, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			if !sameText(read[cell], want) {
				t.Errorf("%s: read %q, written %q", cell, read[cell], want)
			}
		}
	}
}

// sameText allows for excelize giving back truth values as 1 and 0, and floats
// from memory in another spelling than the file's.
func sameText(read, want string) bool {
	if read == want || read == "1" && want == "TRUE" || read == "0" && want == "FALSE" {
		return true
	}
	a, errA := strconv.ParseFloat(read, 64)
	b, errB := strconv.ParseFloat(want, 64)
	return errA == nil && errB == nil && a == b
}

// FuzzZip feeds whole files. Whatever they are, the answer is cells or an Error.
func FuzzZip(f *testing.F) {
	for _, data := range golden.Files(f, ".xlsx") {
		f.Add(data)
	}
	f.Add(zipped(f, parts(good)))
	f.Add(countyWorkbook(f))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add([]byte("%PDF-1.4"))
	limits := xlsx.DefaultLimits
	limits.Total, limits.Part = 8<<20, 4<<20
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := dumpWith(data, limits); err != nil && codeOf(err) == "" {
			t.Errorf("an error of another type: %v", err)
		}
	})
}

// FuzzSheet feeds the XML of a sheet. What is accepted must also be well-formed
// to another parser, and hold the same cells.
func FuzzSheet(f *testing.F) {
	for _, text := range golden.Parts(f, "xl/worksheets/") {
		f.Add(text)
	}
	f.Add(sheet(good))
	f.Add(sheet(rows(`<row r="1"><c r="A1" t="inlineStr"><is><t>一 &amp; 二</t></is></c><c r="C1" t="b"><v>1</v></c></row>`)))
	f.Add(sheet(rows(`<row><c t="str"><f>A&amp;B</f><v><![CDATA[x]]></v></c></row>`)))
	f.Add(sheet(`<cols><col min="1" max="2" hidden="1"/></cols>` + good + `<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`))
	f.Add(strings.ReplaceAll(sheet(good), `"`, `'`))
	f.Fuzz(func(t *testing.T, text string) {
		file := zipped(t, replace(parts(""), "xl/worksheets/sheet1.xml", text))
		sameCarefully(t, file)
		got, err := dump(file)
		if err != nil {
			if codeOf(err) == "" {
				t.Errorf("an error of another type: %v", err)
			}
			return
		}
		if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
			return // the other parser reads UTF-8 only
		}
		want, err := secondOpinion(text)
		if err != nil {
			t.Fatalf("accepted what encoding/xml refuses: %v\n%s", err, got)
		}
		if values := valuesOf(got); values != want {
			t.Errorf("read %s, encoding/xml has %s", values, want)
		}
	})
}

// valuesOf keeps the number of values of a dump: the second opinion counts.
func valuesOf(dump string) string { return fmt.Sprint(strings.Count(dump, "\n") - 1) }
