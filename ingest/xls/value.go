package xls

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"yigai/ingest/book"
)

func double(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// digits writes a stored double as the fewest decimal digits that stand for it
// and for no other: what a spreadsheet writes into a new-format file.
func digits(v float64) string {
	if v != 0 && (math.Abs(v) < 1e-6 || math.Abs(v) >= 1e17) {
		return strconv.FormatFloat(v, 'E', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// The flags of a packed number.
const (
	packedHundredth = 1 // to be divided by 100
	packedWhole     = 2 // a whole number, else the high bits of a double
)

// unpack gives the double of a packed number that is none of the whole ones. The
// division is the one a spreadsheet does.
func unpack(packed uint32) float64 {
	v := math.Float64frombits(uint64(packed&^3) << 32)
	if packed&packedHundredth != 0 {
		v /= 100
	}
	return v
}

// wholeDigits writes a packed whole number, or hundredths of one, exactly.
func wholeDigits(packed uint32) string {
	n := int64(int32(packed) >> 2)
	if packed&packedHundredth == 0 {
		return strconv.FormatInt(n, 10)
	}
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	text := sign + strconv.FormatInt(n/100, 10)
	if n %= 100; n != 0 {
		text += "." + strings.TrimRight(strconv.FormatInt(100+n, 10)[1:], "0")
	}
	return text
}

// errorNames are the error values of cells.
var errorNames = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A", 0x2b: "#GETTING_DATA",
}

// addBoolOrError adds a truth value or an error by its number.
func (s *sheetReader) addBoolOrError(c book.Cell, value byte, isError bool) error {
	if isError {
		name, ok := errorNames[value]
		if !ok {
			return s.fail(book.CodeCell, "错误值 %#02x 未知", "the error value %#02x is unknown", value)
		}
		return s.add(c, book.ErrorValue, name)
	}
	if value > 1 {
		return s.fail(book.CodeCell, "真假值 %d 不是 0 或 1", "the truth value %d is neither 0 nor 1", value)
	}
	return s.add(c, book.Bool, strconv.Itoa(int(value)))
}

// The kinds of stored results of formulas that are no numbers.
const (
	resultText = iota
	resultBool
	resultError
	resultEmpty
)

// formula reads a formula's stored result. A text follows in a record of its own.
func (s *sheetReader) formula() error {
	if err := s.need(22); err != nil {
		return err
	}
	if n := int(u16(s.body[20:])); n == 0 || 22+n > len(s.body) || 22+n < len(s.body) && endsWithTokens(s.body[22:22+n]) {
		return s.fail(book.CodeRecord, "公式的长度 %d 与记录不符", "the length %d of the formula does not fit its record", n)
	}
	format, result := u16(s.body[4:]), s.body[6:14]
	c, err := s.at()
	if err != nil {
		return err
	}
	c.Formula = true
	if u16(result[6:]) != 0xffff {
		return s.addNumber(c, format, double(result))
	}
	switch result[0] {
	case resultText:
		s.waiting = true
		return s.add(c, book.Text, "")
	case resultBool, resultError:
		return s.addBoolOrError(c, result[2], result[0] == resultError)
	case resultEmpty:
		return s.add(c, book.Text, "")
	}
	return s.fail(book.CodeCell, "公式结果的类型 %d 未知", "the result of the formula has the unknown kind %d", result[0])
}

// formulaText reads the text that the formula before it gave.
func (s *sheetReader) formulaText() error {
	if !s.waiting {
		return s.fail(book.CodeCell, "此处的公式文字没有公式", "a formula's text stands where no formula asks for it")
	}
	text, err := s.longText(0)
	if err != nil {
		return err
	}
	s.waiting = false
	s.cells[len(s.cells)-1].Text = text
	return nil
}
