// Package charset reads the encodings in which offices save text: UTF-8,
// GB18030 (and with it GBK and GB2312) and UTF-16, each strictly. What is not of
// its encoding is an error that says where, never a replacement character.
//
// It does not guess: whoever reads a file decides which encoding it has, and
// texts of other encodings may decode as GB18030 without an error.
package charset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// An Encoding is how a text is stored.
type Encoding string

// The encodings that are read.
const (
	UTF8    Encoding = "UTF-8"
	GB18030 Encoding = "GB18030"
	UTF16LE Encoding = "UTF-16LE"
	UTF16BE Encoding = "UTF-16BE"
)

// An Invalid error says where a text is not of its encoding.
type Invalid struct {
	Encoding   Encoding
	Line, Byte int // both from 1; Byte counts from the start of its line
}

func (e *Invalid) Error() string {
	return fmt.Sprintf("is not %s at line %d, byte %d", e.Encoding, e.Line, e.Byte)
}

// marks are the byte order marks, which say the encoding.
var marks = []struct {
	mark     string
	encoding Encoding
}{{"\xef\xbb\xbf", UTF8}, {"\xff\xfe", UTF16LE}, {"\xfe\xff", UTF16BE}}

// Marked gives the encoding that a byte order mark at the front of head says.
func Marked(head []byte) (Encoding, bool) {
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.mark)) {
			return m.encoding, true
		}
	}
	return "", false
}

// Decode gives a text as UTF-8 without BOM. Offices save CSV as UTF-8 (with or
// without BOM) or, from older spreadsheets, as GB18030.
func Decode(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, 0) >= 0 {
		return nil, errors.New("holds NUL bytes: save it as CSV in UTF-8 or GB18030")
	}
	if utf8.Valid(data) {
		return data, nil
	}
	text, err := io.ReadAll(NewReader(bytes.NewReader(data), GB18030))
	if err != nil {
		return nil, errors.New("is neither UTF-8 nor GB18030: save it as CSV in UTF-8")
	}
	return text, nil
}
