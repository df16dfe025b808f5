package xlsx

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Eight bytes are looked at in one step: each of these numbers is a byte written
// eight times.
const (
	eachOne   = 0x0101010101010101
	eachHigh  = 0x8080808080808080
	eachSpace = 0x2020202020202020
	eachQuote = 0x2222222222222222
	eachAnd   = 0x2626262626262626
	eachLess  = 0x3c3c3c3c3c3c3c3c
)

// controls has the high bit of the first byte below 0x20 set, and of no byte before it.
func controls(v uint64) uint64 { return (v - eachSpace) &^ v & eachHigh }

// zeros has the high bit of the first byte that is 0 set, and of no byte before it.
func zeros(v uint64) uint64 { return (v - eachOne) &^ v & eachHigh }

// firstByte is which byte of eight the lowest bit of m lies in.
func firstByte(m uint64) int { return bits.TrailingZeros64(m) / 8 }

// vet looks at the last n bytes of the window, whatever they are part of: markup,
// values, text. XML allows the same characters everywhere, so what was found good
// here need not be looked at again. Where anything is not good, s.odd makes every
// text be looked at by itself, which says what is wrong and where.
func (s *scanner) vet(n int) {
	if s.odd {
		return
	}
	b := s.buf[:s.end]
	if bytes.IndexByte(b[s.end-n:], ']') >= 0 {
		s.specials = s.offset + int64(s.end)
	}
	i := s.vetted
	for i < len(b) {
		if i+8 <= len(b) {
			v := binary.LittleEndian.Uint64(b[i:])
			m := controls(v) | v&eachHigh
			if m == 0 {
				i += 8
				continue
			}
			i += firstByte(m)
		}
		switch c := b[i]; {
		case c >= utf8.RuneSelf:
			width := characterLength(b[i:])
			if width == 0 {
				// The rest of it may still come.
				s.odd, s.vetted = s.ended || utf8.FullRune(b[i:]), i
				return
			}
			i += width
		case c >= ' ' || c == '\t' || c == '\n':
			i++
		case c == '\r':
			i++
			s.specials = max(s.specials, s.offset+int64(i))
		default:
			s.odd = true
			return
		}
	}
	s.vetted = i
}

// wholeBlocks has a bit for each first byte of three, 0xe0 to 0xef, behind which any
// two make a character that XML allows; of 0xef all but the last 64 do.
const wholeBlocks = 0b0101_1111_1111_1110

// characterLength is the length of the characters beyond ASCII that b begins with;
// 0 where the first is none that XML allows, or not whole.
func characterLength(b []byte) int {
	n := 0
	// Nearly all are Chinese characters and full-width signs, of three bytes.
	for n+4 <= len(b) {
		v := binary.LittleEndian.Uint32(b[n:])
		if v&0xc0c0f0 != 0x8080e0 || wholeBlocks>>(v&0xf)&1 == 0 && (v&0xf != 0xf || v>>8&0xff >= 0xbf) {
			break
		}
		n += 3
	}
	if n > 0 {
		return n
	}
	r, width := utf8.DecodeRune(b)
	if r == utf8.RuneError && width <= 1 || !isXMLChar(r) {
		return 0
	}
	return width
}
