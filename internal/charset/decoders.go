package charset

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A decoder gives as much of raw as UTF-8 as can be decoded, and how many bytes
// that was. ok is false where what follows is not of the encoding; otherwise it
// only needs more bytes. atEnd says that there are none.
type decoder func(raw []byte, atEnd bool) (text []byte, used int, ok bool)

var decoders = map[Encoding]decoder{
	UTF8:    decodeUTF8,
	GB18030: decodeGB18030,
	UTF16LE: func(raw []byte, atEnd bool) ([]byte, int, bool) { return decodeUTF16(raw, binary.LittleEndian, atEnd) },
	UTF16BE: func(raw []byte, atEnd bool) ([]byte, int, bool) { return decodeUTF16(raw, binary.BigEndian, atEnd) },
}

func decodeUTF8(raw []byte, atEnd bool) (text []byte, used int, ok bool) {
	for used < len(raw) {
		if raw[used] < utf8.RuneSelf {
			used++
			continue
		}
		r, size := utf8.DecodeRune(raw[used:])
		if r == utf8.RuneError && size == 1 {
			ok = !atEnd && !utf8.FullRune(raw[used:])
			return bytes.Clone(raw[:used]), used, ok
		}
		used += size
	}
	return bytes.Clone(raw), used, true
}

// decodeGB18030 lets nothing pass that does not give the same bytes back: the
// library's decoder writes U+FFFD for what it cannot read, without an error.
func decodeGB18030(raw []byte, atEnd bool) (text []byte, used int, ok bool) {
	text, used = fromGB18030(raw, atEnd)
	if text != nil {
		return text, used, used == len(raw) || !atEnd
	}
	for text = []byte{}; ; {
		next, size := fromGB18030(raw[:min(sizeGB18030(raw), len(raw))], true)
		if next == nil || size == 0 {
			return text, used, false
		}
		text, used, raw = append(text, next...), used+size, raw[size:]
	}
}

// fromGB18030 decodes what is whole; text is nil when any of it is wrong.
func fromGB18030(raw []byte, atEnd bool) (text []byte, used int) {
	text = make([]byte, 3*len(raw)+4)
	n, used, err := simplifiedchinese.GB18030.NewDecoder().Transform(text, raw, atEnd)
	text = text[:n]
	if err != nil && atEnd || bytes.ContainsRune(text, utf8.RuneError) {
		return nil, 0
	}
	back, err := simplifiedchinese.GB18030.NewEncoder().Bytes(text)
	if err != nil || !bytes.Equal(back, raw[:used]) {
		return nil, 0
	}
	return text, used
}

// sizeGB18030 is how many bytes the first character takes.
func sizeGB18030(raw []byte) int {
	switch {
	case len(raw) == 0 || raw[0] < 0x80:
		return 1
	case len(raw) > 1 && raw[1] >= '0' && raw[1] <= '9':
		return 4
	}
	return 2
}

func decodeUTF16(raw []byte, order binary.ByteOrder, atEnd bool) (text []byte, used int, ok bool) {
	text = make([]byte, 0, len(raw)/2*3)
	for used+1 < len(raw) {
		r, size := rune(order.Uint16(raw[used:])), 2
		if utf16.IsSurrogate(r) {
			if used+3 >= len(raw) {
				return text, used, !atEnd
			}
			r, size = utf16.DecodeRune(r, rune(order.Uint16(raw[used+2:]))), 4
			if r == utf8.RuneError {
				return text, used, false
			}
		}
		text, used = utf8.AppendRune(text, r), used+size
	}
	return text, used, used == len(raw) || !atEnd
}
