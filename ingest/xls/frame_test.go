package xls

import "slices"

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
	total := 0
	for _, s := range streams {
		total += max(miniCutoff, len(s.data))/testSector + 2
	}
	tables := total/120 + 1 // of 128 sectors each, with room for what is not data
	lists := (max(0, tables-headSectors) + 126) / 127
	directory := (len(streams) + 1 + 3) / 4
	table := slices.Concat(slices.Repeat([]uint32{tableSector}, tables), slices.Repeat([]uint32{tableOfTable}, lists))
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
	file := testHead(tables, lists)
	for _, sector := range table {
		file = append(file, le(sector)...)
	}
	return slices.Concat(file, testLists(tables, lists), entries, data)
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

func testHead(tables, lists int) []byte {
	first := uint32(endOfChain)
	if lists > 0 {
		first = uint32(tables)
	}
	head := le(magic, make([]byte, 16), uint16(0x3e), uint16(3), uint16(0xfffe), uint16(9), uint16(miniShift), make([]byte, 6),
		uint32(0), uint32(tables), uint32(tables+lists), uint32(0), uint32(miniCutoff), uint32(endOfChain), uint32(0), first, uint32(lists))
	for i := range headSectors {
		head = append(head, le(tableNumber(i, tables))...)
	}
	return head
}

// testLists are the sectors that list the table's sectors beyond those of the head.
func testLists(tables, lists int) []byte {
	var b []byte
	for list := range lists {
		for i := range 127 {
			b = append(b, le(tableNumber(headSectors+127*list+i, tables))...)
		}
		next := uint32(tables + list + 1)
		if list == lists-1 {
			next = endOfChain
		}
		b = append(b, le(next)...)
	}
	return b
}

func tableNumber(i, tables int) uint32 {
	if i < tables {
		return uint32(i)
	}
	return freeSector
}
