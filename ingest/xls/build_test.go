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

// A testStream is one stream of a compound file.
type testStream struct {
	name string
	data []byte
}

const testSector = 512

// compound is a compound file: head, table, directory, then the streams, each
// filled up with zeros to its least size.
func compound(streams ...testStream) []byte {
	var data []byte
	tables := 1 + (len(streams)*130_000)/testSector/128 // enough for what tests need
	for _, s := range streams {
		tables += len(s.data) / testSector / 128
	}
	directory := (len(streams) + 1 + 3) / 4
	table := slices.Repeat([]uint32{tableSector}, tables)
	table = appendChain(table, directory)
	entries := dirEntry("Root Entry", entryRoot, none, 1, endOfChain, 0)
	for i, s := range streams {
		s.data = append(slices.Clone(s.data), make([]byte, max(0, miniCutoff-len(s.data)))...)
		next := uint32(i + 2)
		if i == len(streams)-1 {
			next = none
		}
		entries = append(entries, dirEntry(s.name, entryStream, next, none, uint32(len(table)), len(s.data))...)
		sectors := (len(s.data) + testSector - 1) / testSector
		table = appendChain(table, sectors)
		data = append(data, append(s.data, make([]byte, sectors*testSector-len(s.data))...)...)
	}
	entries = append(entries, make([]byte, directory*testSector-len(entries))...)
	for len(table) < tables*128 {
		table = append(table, freeSector)
	}
	file := testHead(tables)
	for _, sector := range table {
		file = append(file, le(sector)...)
	}
	return slices.Concat(file, entries, data)
}

func appendChain(table []uint32, sectors int) []uint32 {
	for i := range sectors {
		next := uint32(len(table) + 1)
		if i == sectors-1 {
			next = endOfChain
		}
		table = append(table, next)
	}
	return table
}

func dirEntry(name string, kind byte, right, child, first uint32, size int) []byte {
	n, text := wide(name)
	b := append(text[1:], make([]byte, 64-2*n)...)
	return append(b, le(uint16(2*n+2), kind, byte(1), uint32(none), right, child, make([]byte, 36), first, uint32(size), uint32(0))...)
}

func testHead(tables int) []byte {
	head := le(magic, make([]byte, 16), uint16(0x3e), uint16(3), uint16(0xfffe), uint16(9), uint16(miniShift), make([]byte, 6),
		uint32(0), uint32(tables), uint32(tables), uint32(0), uint32(miniCutoff), uint32(endOfChain), uint32(0), uint32(endOfChain), uint32(0))
	for i := range headSectors {
		if i < tables {
			head = append(head, le(uint32(i))...)
		} else {
			head = append(head, le(uint32(freeSector))...)
		}
	}
	return head
}

// file is a compound file with one workbook.
func file(globals []byte, sheets ...testSheet) []byte {
	return compound(testStream{"Workbook", biff(globals, sheets...)})
}
