// Package charset reads the encodings in which offices save CSV.
package charset

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

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
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	// The decoder never fails: it writes U+FFFD for what it cannot read.
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return nil, errors.New("is neither UTF-8 nor GB18030: save it as CSV in UTF-8")
	}
	return text, nil
}
