package charset_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"yigai/internal/charset"
)

func stored(t interface{ Fatal(...any) }, text string, e charset.Encoding) []byte {
	switch e {
	case charset.GB18030:
		b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	case charset.UTF16LE, charset.UTF16BE:
		var order binary.AppendByteOrder = binary.BigEndian
		if e == charset.UTF16LE {
			order = binary.LittleEndian
		}
		var b []byte
		for _, u := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, u)
		}
		return b
	}
	return []byte(text)
}

var all = []charset.Encoding{charset.UTF8, charset.GB18030, charset.UTF16LE, charset.UTF16BE}

// TestEveryTextComesBack: whatever is stored in an encoding is read again, in
// pieces of any size, with or without a mark.
func TestEveryTextComesBack(t *testing.T) {
	for _, e := range all {
		rapid.Check(t, func(t *rapid.T) {
			text := strings.Map(func(r rune) rune {
				if r == utf8.RuneError || r == 0xfeff || r >= 0xe000 && r <= 0xf8ff {
					return -1 // no text of ours holds them, and GB18030 has no bytes for some
				}
				return r
			}, rapid.String().Draw(t, "text"))
			data := stored(t, text, e)
			got, err := io.ReadAll(charset.NewReader(iotest.OneByteReader(bytes.NewReader(data)), e))
			if err != nil || string(got) != text {
				t.Fatalf("%s: %q came back as %q, %v", e, text, got, err)
			}
		})
	}
}

func TestLongTextsCrossChunks(t *testing.T) {
	text := strings.Repeat("洋县,𠀀,a\r\n", 20_000)
	for _, e := range all {
		got, err := io.ReadAll(charset.NewReader(bytes.NewReader(stored(t, "\ufeff"+text, e)), e))
		if err != nil || string(got) != text {
			t.Errorf("%s: %d bytes of %d, %v", e, len(got), len(text), err)
		}
	}
}

func TestBadBytesAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		encoding   charset.Encoding
		data       string
		line, byte int
	}{
		"UTF-8":                  {charset.UTF8, "a\r\n洋\xd1\xf3", 2, 4},
		"UTF-8 cut off":          {charset.UTF8, "洋\xe5\x8e", 1, 4},
		"far on":                 {charset.UTF8, strings.Repeat("ab\n", 30_000) + "c\xff", 30_001, 2},
		"in a very long line":    {charset.UTF8, "x\n" + strings.Repeat("ab", 30_000) + "\xff", 2, 60_001},
		"old Mac lines":          {charset.UTF8, "a\rb\rc\xff", 3, 2},
		"GB18030 without a sign": {charset.GB18030, "a\n\xd1\xf3\xfe\x59", 2, 3},
		"GB18030 cut off":        {charset.GB18030, "\xd1\xf3\xcf", 1, 3},
		"a replacement sign":     {charset.GB18030, "x\x84\x31\xa4\x37", 1, 2},
		"not the same bytes":     {charset.GB18030, "x\x80", 1, 2},
		"UTF-16 odd":             {charset.UTF16LE, "a\x00\n\x00b\x00c", 2, 3},
		"a lone surrogate":       {charset.UTF16BE, "\x00\r\x00\n\xd8\x00\x00a", 2, 1},
		"a surrogate at the end": {charset.UTF16BE, "\x00a\xd8\x00", 1, 3},
	} {
		_, err := io.ReadAll(charset.NewReader(strings.NewReader(c.data), c.encoding))
		var bad *charset.Invalid
		if !errors.As(err, &bad) || bad.Line != c.line || bad.Byte != c.byte || bad.Encoding != c.encoding {
			t.Errorf("%s: %v, want line %d, byte %d", name, err, c.line, c.byte)
		}
	}
}

func TestBrokenStorageIsSaid(t *testing.T) {
	_, err := io.ReadAll(charset.NewReader(iotest.ErrReader(io.ErrClosedPipe), charset.UTF8))
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

func TestMarked(t *testing.T) {
	for head, want := range map[string]charset.Encoding{"\xef\xbb\xbfa": charset.UTF8, "\xff\xfea": charset.UTF16LE, "\xfe\xff": charset.UTF16BE, "a": "", "": ""} {
		if got, ok := charset.Marked([]byte(head)); got != want || ok != (want != "") {
			t.Errorf("%q: %s", head, got)
		}
	}
}
