package book

import "strconv"

// The size of a sheet, as the format sets it.
const (
	MaxRow    = 1 << 20
	MaxColumn = 1 << 14
)

// CellName is the usual name of a cell, "E17" for column 5 and row 17. Both
// count from 1; a column of 0 gives the row alone.
func CellName(column, row int) string {
	return ColumnName(column) + strconv.Itoa(row)
}

// ColumnName is the letters of a column: "A" for 1, "AA" for 27.
func ColumnName(column int) string {
	var b [8]byte
	i := len(b)
	for ; column > 0; column = (column - 1) / 26 {
		i--
		b[i] = byte('A' + (column-1)%26)
	}
	return string(b[i:])
}

// ParseCell reads a cell's name, "E17"; both numbers are 0 when it is none.
func ParseCell(name string) (column, row int) {
	column, row, ok := ParseRef([]byte(name))
	if !ok {
		return 0, 0
	}
	return column, row
}

// ParseRef reads "E17"; ok is false for anything but upper-case letters and
// digits without a leading zero, inside the sheet.
func ParseRef(b []byte) (column, row int, ok bool) {
	i := 0
	for i < len(b) && i < 4 && 'A' <= b[i] && b[i] <= 'Z' {
		column = column*26 + int(b[i]-'A') + 1
		i++
	}
	row, ok = ParseIndex(b[i:])
	return column, row, ok && i > 0 && column <= MaxColumn && row >= 1 && row <= MaxRow && b[i] != '0'
}

// ParseIndex reads a whole number of at most 9 digits.
func ParseIndex(b []byte) (n int, ok bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// ParseRange reads "B2:D5" or "B2".
func ParseRange(b []byte) (Range, bool) {
	first, second := b, b
	for i, c := range b {
		if c == ':' {
			first, second = b[:i], b[i+1:]
		}
	}
	c1, r1, ok1 := ParseRef(first)
	c2, r2, ok2 := ParseRef(second)
	return Range{c1, r1, c2, r2}, ok1 && ok2 && c1 <= c2 && r1 <= r2
}
