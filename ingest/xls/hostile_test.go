package xls

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"yigai/ingest/book"
)

// readAll reads a file to its end, and gives the cells as "sheet!A1=text".
func readAll(data []byte, limits Limits) ([]string, error) {
	b, err := Open(bytes.NewReader(data), int64(len(data)), limits)
	if err != nil {
		return nil, err
	}
	var cells []string
	for i, s := range b.Sheets() {
		err := b.Rows(i, func(r book.Row) error {
			for _, c := range r.Cells {
				cells = append(cells, s.Name+"!"+book.CellName(c.Column, r.Number)+"="+c.Text)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return cells, b.Verify()
}

func TestPlainFileIsRead(t *testing.T) {
	data := file(plain, sheet("指标", row(0), row(1), label(0, 0, 0), label(0, 1, 1), number(1, 1, 12.5), formula(1, 2, 3.5),
		formula(1, 3, uint16(0), uint32(0), uint16(0xffff)), rec(recString, uint16(2), []byte{flagWide}, "\x2d\x4e\x87\x65"),
		rec(recMulRK, uint16(1), uint16(4), uint16(0), uint32(5<<2|packedWhole), uint16(0), uint32(7<<2|packedWhole|packedHundredth), uint16(5))))
	got, err := readAll(data, DefaultLimits)
	want := []string{"指标!A1=编码", "指标!B1=本期值", "指标!B2=12.5", "指标!C2=3.5", "指标!D2=中文", "指标!E2=5", "指标!F2=0.07"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v\n%q", err, got)
	}
}

// one is a file of one sheet with the records given.
func one(records ...[]byte) []byte { return file(plain, sheet("s", records...)) }

// global is a file with the records given before its only sheet.
func global(records ...[]byte) []byte {
	return file(slices.Concat(records...), sheet("s", row(0), number(0, 0, 1)))
}

// hostile are files that must be refused, by what is wrong with them.
var hostile = map[string]struct {
	data []byte
	code book.Code
}{
	"shared text out of range":      {one(row(0), label(0, 0, 2)), book.CodeSST},
	"huge shared text number":       {one(row(0), label(0, 0, math.MaxUint32)), book.CodeSST},
	"cell twice":                    {one(row(0), number(0, 0, 1), number(0, 0, 2)), book.CodeRef},
	"columns out of order":          {one(row(0), number(0, 2, 1), number(0, 1, 2)), book.CodeRef},
	"rows out of order":             {one(number(3, 0, 1), number(2, 0, 2)), book.CodeRef},
	"row record twice":              {one(row(0), row(0)), book.CodeRef},
	"row record behind its cells":   {one(number(0, 0, 1), row(0)), book.CodeRef},
	"cell outside the dimensions":   {one(number(100, 0, 1)), book.CodeRef},
	"column outside the sheet":      {one(number(0, 256, 1)), book.CodeRef},
	"cell format that is not there": {one(rec(recNumber, uint16(0), uint16(0), uint16(9), 1.0)), book.CodeStyle},
	"number format not there":       {file(slices.Concat(xf(200), sst()), sheet("s", number(0, 0, 1))), book.CodeStyle},
	"not a number":                  {one(number(0, 0, math.NaN())), book.CodeCell},
	"infinite":                      {one(number(0, 0, math.Inf(1))), book.CodeCell},
	"number record too short":       {one(rec(recNumber, at3(0, 0), uint32(1))), book.CodeRecord},
	"many numbers, wrong last":      {one(rec(recMulRK, uint16(0), uint16(0), uint16(0), uint32(2), uint16(5))), book.CodeRecord},
	"unknown error value":           {one(rec(recBoolErr, at3(0, 0), byte(0x55), byte(1))), book.CodeCell},
	"truth value of 7":              {one(rec(recBoolErr, at3(0, 0), byte(7), byte(0))), book.CodeCell},
	"formula text missing":          {one(formula(0, 0, uint16(0), uint32(0), uint16(0xffff)), number(0, 1, 1)), book.CodeCell},
	"formula text missing at end":   {one(formula(0, 0, uint16(0), uint32(0), uint16(0xffff))), book.CodeCell},
	"formula text without formula":  {one(number(0, 0, 1), rec(recString, uint16(1), byte(0), "x")), book.CodeCell},
	"formula longer than its words": {one(rec(recFormula, at3(0, 0), 1.0, make([]byte, 6), uint16(3), []byte{0x1e, 1, 0}, number(0, 1, 5))), book.CodeRecord},
	"unknown record among cells":    {one(row(0), number(0, 0, 1), rec(0x0403, make([]byte, 14)), number(0, 2, 1)), book.CodeRecord},
	"unknown record as last cell":   {one(row(0), number(0, 0, 1), rec(0x0403, make([]byte, 14))), book.CodeRecord},
	"cell behind the table":         {one(row(0), number(0, 0, 1), window, number(0, 1, 1)), book.CodeRecord},
	"cell of an older format":       {one(rec(0x0003, make([]byte, 15))), book.CodeRecord},
	"merges: count is wrong":        {one(rec(recMergeCells, uint16(9), make([]byte, 8))), book.CodeRecord},
	"merges: upside down":           {one(rec(recMergeCells, uint16(1), uint16(3), uint16(1), uint16(0), uint16(0))), book.CodeRef},
	"merges: overlap":               {one(rec(recMergeCells, uint16(2), make([]byte, 16))), book.CodeMerge},
	"columns listed behind cells":   {one(number(0, 0, 1), rec(recColInfo, make([]byte, 12))), book.CodeRecord},
	"no dimensions":                 {file(plain, testSheet{name: "s", records: window}), book.CodePart},
	"nested too deep":               {one(slices.Repeat(bof(0x20), 6)), book.CodeDepth},
	"nested without end":            {one(bof(0x20)), book.CodeRecord},
	"sheet in place of a chart":     {file(plain, sheet("s"), testSheet{name: "c", kind: 3}), book.CodeSheets},
	"two sheets of one name":        {file(plain, sheet("s"), sheet("S")), book.CodeSheets},
	"no sheet":                      {file(plain), book.CodeSheets},
	"password":                      {global(rec(recFilePass, make([]byte, 54))), book.CodeEncrypted},
	"two tables of texts":           {global(sst("a"), sst("b")), book.CodeSST},
	"more texts than declared":      {global(rec(recSST, uint32(1), uint32(1), uint16(1), byte(0), "a", uint16(1), byte(0), "b")), book.CodeSST},
	"fewer texts than declared":     {global(rec(recSST, uint32(3), uint32(3), uint16(1), byte(0), "a")), book.CodeRecord},
	"two billion texts":             {global(rec(recSST, uint32(1), uint32(math.MaxInt32), uint16(1), byte(0), "a")), book.CodeSST},
	"text longer than its record":   {global(rec(recSST, uint32(1), uint32(1), uint16(900), byte(0), "a")), book.CodeRecord},
	"text of 40,000":                {global(rec(recSST, uint32(1), uint32(1), uint16(40_000), byte(0), "a")), book.CodeToken},
	"text with unknown flags":       {global(rec(recSST, uint32(1), uint32(1), uint16(1), byte(0x40), "a")), book.CodeRecord},
	"four billion phonetic bytes":   {global(rec(recSST, uint32(1), uint32(1), uint16(1), byte(4), uint32(math.MaxUint32), "a")), book.CodeRecord},
	"cell format of 4 bytes":        {global(rec(recXF, uint32(0))), book.CodeRecord},
	"Excel 95":                      {compound(testStream{"Book", bof(5)}), book.CodeOLE},
	"Excel 95 records":              {compound(testStream{"Workbook", rec(recBOF, uint16(0x0500), uint16(5))}), book.CodeOLE},
	"Excel 4 records":               {compound(testStream{"Workbook", rec(0x0409, uint16(0), uint16(5))}), book.CodeOLE},
	"encrypted new format":          {compound(testStream{"EncryptedPackage", nil}), book.CodeEncrypted},
	"no workbook":                   {compound(testStream{"Contents", nil}), book.CodeOLE},
	"record of 60,000 bytes":        {compound(testStream{"Workbook", slices.Concat(bof(5), le(uint16(0x5c), uint16(60_000)), make([]byte, 60_000))}), book.CodeRecord},
	"no end record":                 {compound(testStream{"Workbook", append(bof(5), bytes.Repeat(rec(0x5c, byte(1)), 1000)...)}), book.CodeRecord},
	"two streams of one name":       {compound(testStream{"Workbook", biff(plain, sheet("s"))}, testStream{"WORKBOOK", nil}), book.CodeDup},
	"empty":                         {nil, book.CodeEmpty},
	"no compound file":              {[]byte("PK\x03\x04 and so on"), book.CodeNotXLSX},
	"magic only":                    {[]byte(magic), book.CodeCompound},
}

// A hostile file is refused by name; nothing of it is read as a shorter table.
func TestHostileRecordsAreRefused(t *testing.T) {
	for name, c := range hostile {
		cells, err := readAll(c.data, DefaultLimits)
		checkRefused(t, name, cells, err, c.code)
	}
}

func checkRefused(t *testing.T, name string, cells []string, err error, code book.Code) {
	t.Helper()
	var e *book.Error
	if !errors.As(err, &e) {
		t.Errorf("%s: read as %q, %v", name, cells, err)
		return
	}
	if e.Code != code {
		t.Errorf("%s: %s instead of %s: %v", name, e.Code, code, err)
	}
	if e.Detail == "" || e.DetailZh == "" || strings.Contains(e.Detail+e.DetailZh, "%!") || strings.Contains(e.Detail+e.DetailZh, "EXTRA") {
		t.Errorf("%s: unfinished sentence %q %q", name, e.Detail, e.DetailZh)
	}
}

// The frame of the compound file: every number in it that lies is noticed.
func TestHostileFramesAreRefused(t *testing.T) {
	good := file(plain, sheet("s", row(0), label(0, 0, 0)))
	if _, err := readAll(good, DefaultLimits); err != nil {
		t.Fatal(err)
	}
	const table = 512
	tables := int(binary.LittleEndian.Uint32(good[44:]))
	entry := 512 + tables*512 + 128
	for name, change := range map[string]func(b []byte) []byte{
		"version":                     func(b []byte) []byte { b[26] = 9; return b },
		"byte order":                  func(b []byte) []byte { b[28] = 0; return b },
		"size of sectors":             func(b []byte) []byte { b[30] = 40; return b },
		"more tables than the file":   func(b []byte) []byte { return put(b, 44, 1<<30) },
		"fewer tables":                func(b []byte) []byte { return put(b, 44, 0) },
		"list of tables in a loop":    func(b []byte) []byte { return put(put(b, 68, 1), 72, 5) },
		"list of tables far away":     func(b []byte) []byte { return put(put(b, 68, 1<<20), 72, 1) },
		"directory outside":           func(b []byte) []byte { return put(b, 48, 1<<20) },
		"directory in the table":      func(b []byte) []byte { return put(b, 48, 0) },
		"chain in a loop":             func(b []byte) []byte { return put(b, table+4*(tables+3), uint32(tables+2)) },
		"chain into itself":           func(b []byte) []byte { return put(b, table+4*(tables+3), uint32(tables+3)) },
		"chain out of the file":       func(b []byte) []byte { return put(b, table+4*(tables+3), 1<<24) },
		"chain ends early":            func(b []byte) []byte { return put(b, table+4*(tables+3), endOfChain) },
		"chain into the directory":    func(b []byte) []byte { return put(b, table+4*(tables+8), uint32(tables)) },
		"chain into free space":       func(b []byte) []byte { return put(b, table+4*(tables+3), freeSector) },
		"table does not mark itself":  func(b []byte) []byte { return put(b, table, freeSector) },
		"stream larger than its file": func(b []byte) []byte { return put(b, entry+120, 1<<30) },
		"entry linked to itself":      func(b []byte) []byte { return put(b, entry+72, 1) },
		"entry linked to the root":    func(b []byte) []byte { return put(b, entry+68, 0) },
		"entry linked to nowhere":     func(b []byte) []byte { return put(b, entry+68, 77) },
		"entry of unknown kind":       func(b []byte) []byte { b[entry+66] = 9; return b },
		"name of 200 bytes":           func(b []byte) []byte { b[entry+64] = 200; return b },
		"first entry is no root":      func(b []byte) []byte { b[entry-128+66] = 1; return b },
		"cut inside a sector":         func(b []byte) []byte { return b[:len(b)-1] },
		"cut at a sector":             func(b []byte) []byte { return b[:len(b)-testSector] },
		"short stream without table":  func(b []byte) []byte { return put(b, entry+120, 100) },
	} {
		cells, err := readAll(change(bytes.Clone(good)), DefaultLimits)
		checkRefused(t, name, cells, err, book.CodeCompound)
	}
}

func put(b []byte, at int, v uint32) []byte {
	binary.LittleEndian.PutUint32(b[at:], v)
	return b
}

// Sheets may neither share a place, nor overlap, nor drop out of the list.
func TestNoSheetVanishes(t *testing.T) {
	good := biff(plain, sheet("一", number(0, 0, 1)), sheet("二", number(0, 0, 2)))
	second := bytes.LastIndex(good, rec(recBoundSheet)[:2])
	hidden := bytes.Clone(good)
	binary.LittleEndian.PutUint16(hidden[second:], 0x0185) // an unknown record: passed over
	chart := bytes.Clone(good)
	chart[second+9] = 2
	for name, stream := range map[string][]byte{"dropped": hidden, "called a chart": chart} {
		cells, err := readAll(compound(testStream{"Workbook", stream}), DefaultLimits)
		checkRefused(t, name, cells, err, book.CodeSheets)
	}
	if cells, err := readAll(compound(testStream{"Workbook", good}), DefaultLimits); err != nil || len(cells) != 2 {
		t.Error(cells, err)
	}
}

func TestLimitsHold(t *testing.T) {
	data := file(plain, sheet("s", row(0), number(0, 0, 1), number(0, 9, 1), rec(recMergeCells, uint16(2), make([]byte, 8), uint16(3), uint16(3), uint16(0), uint16(0))))
	for code, lower := range map[book.Code]func(*Limits){
		book.CodeSize:    func(l *Limits) { l.File = 1000 },
		book.CodeEntries: func(l *Limits) { l.Entries = 3 },
		book.CodeSheets:  func(l *Limits) { l.Sheets = 0 },
		book.CodeCells:   func(l *Limits) { l.Cells = 1 },
		book.CodeColumns: func(l *Limits) { l.Columns = 9 },
		book.CodeMerge:   func(l *Limits) { l.Merges = 1 },
		book.CodeStyle:   func(l *Limits) { l.Formats = 0 },
	} {
		limits := DefaultLimits
		if _, err := readAll(data, limits); err != nil {
			t.Fatal(err)
		}
		lower(&limits)
		cells, err := readAll(data, limits)
		checkRefused(t, string(code), cells, err, code)
	}
	limits := DefaultLimits
	limits.Strings = 10
	cells, err := readAll(data, limits)
	checkRefused(t, "strings", cells, err, book.CodeSize)
}

// A sheet that is read twice counts its cells once.
func TestASheetReadTwiceIsCountedOnce(t *testing.T) {
	data := file(plain, sheet("s", row(0), number(0, 0, 1), number(0, 1, 1)))
	limits := DefaultLimits
	limits.Cells = 2
	b, err := Open(bytes.NewReader(data), int64(len(data)), limits)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := b.Rows(0, func(book.Row) error { return nil }); err != nil {
			t.Error(err)
		}
	}
}
