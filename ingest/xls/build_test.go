package xls

import (
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf16"
)

// le writes numbers: a byte, uint16, uint32 or float64 each, or bytes as they are.
func le(values ...any) []byte {
	var b []byte
	for _, v := range values {
		switch v := v.(type) {
		case byte:
			b = append(b, v)
		case uint16:
			b = binary.LittleEndian.AppendUint16(b, v)
		case uint32:
			b = binary.LittleEndian.AppendUint32(b, v)
		case float64:
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		case []byte:
			b = append(b, v...)
		case string:
			b = append(b, v...)
		default:
			panic("le: no such number")
		}
	}
	return b
}

func rec(id uint16, values ...any) []byte {
	body := le(values...)
	return append(le(id, uint16(len(body))), body...)
}

func bof(kind uint16) []byte { return rec(recBOF, uint16(biff8), kind, make([]byte, 12)) }

// wide is a text of two-byte characters, with its flags but without its length.
func wide(s string) (n int, b []byte) {
	units := utf16.Encode([]rune(s))
	b = []byte{flagWide}
	for _, u := range units {
		b = append(b, le(u)...)
	}
	return len(units), b
}

// sst is the record of shared texts, all in one record.
func sst(texts ...string) []byte {
	body := le(uint32(len(texts)), uint32(len(texts)))
	for _, s := range texts {
		n, b := wide(s)
		body = append(body, le(uint16(n), b)...)
	}
	return rec(recSST, body)
}

func xf(format uint16) []byte { return rec(recXF, uint16(0), format, make([]byte, 16)) }

func dimensions(rows, columns int) []byte {
	return rec(recDimensions, uint32(0), uint32(rows), uint16(0), uint16(columns), uint16(0))
}

func row(i int) []byte {
	return rec(recRow, uint16(i), uint16(0), uint16(256), uint16(300), make([]byte, 4), uint16(0x100), uint16(0))
}

func at3(row, column int) []byte { return le(uint16(row), uint16(column), uint16(0)) }

func number(row, column int, v float64) []byte { return rec(recNumber, at3(row, column), v) }

func label(row, column int, i uint32) []byte { return rec(recLabelSST, at3(row, column), i) }

// formula has one token, a whole number, and the eight bytes of a result.
func formula(row, column int, result ...any) []byte {
	return rec(recFormula, at3(row, column), le(result...), uint16(0), uint32(0), uint16(3), []byte{0x1e, 1, 0})
}

// A testSheet is a sheet with its records between BOF and EOF.
type testSheet struct {
	name    string
	state   byte
	kind    byte
	records []byte
}

var window = rec(0x023e, make([]byte, 18))

// sheet is a visible worksheet of at most 100 rows and 256 columns.
func sheet(name string, records ...[]byte) testSheet {
	return testSheet{name: name, records: slices.Concat(dimensions(100, 256), slices.Concat(records...), window)}
}

var bofKinds = map[byte]uint16{0: 0x10, 1: 0x40, 2: 0x20, 6: 0x06}

// biff is the stream of a workbook: its own records, then the sheets.
func biff(globals []byte, sheets ...testSheet) []byte {
	head := slices.Concat(bof(0x0005), globals)
	size := len(head) + 4
	for _, s := range sheets {
		_, name := wide(s.name)
		size += 4 + 7 + len(name)
	}
	var bodies []byte
	for _, s := range sheets {
		n, name := wide(s.name)
		head = append(head, rec(recBoundSheet, uint32(size+len(bodies)), s.state, s.kind, byte(n), name)...)
		bodies = slices.Concat(bodies, bof(bofKinds[s.kind]), s.records, rec(recEOF))
	}
	return slices.Concat(head, rec(recEOF), bodies)
}

// plain is what most tests put before their sheets: two shared texts, one format.
var plain = slices.Concat(xf(0), sst("编码", "本期值"))

// file is a compound file with one workbook.
func file(globals []byte, sheets ...testSheet) []byte {
	return compound(testStream{"Workbook", biff(globals, sheets...)})
}
