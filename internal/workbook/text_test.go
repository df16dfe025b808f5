package workbook

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// shown is how a spreadsheet reads the strings of a workbook.
func shown(text string) string {
	var b strings.Builder
	for text != "" {
		if isCode(text) {
			code, err := strconv.ParseUint(text[2:6], 16, 32)
			if err == nil {
				b.WriteRune(rune(code))
				text = text[7:]
				continue
			}
		}
		b.WriteByte(text[0])
		text = text[1:]
	}
	return b.String()
}

func TestEscapedTextIsReadAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`(_|x|00|4|1|F|_x0041_){1,9}`)).Draw(t, "text")
		if got := shown(Escaped(text)); got != text {
			t.Fatalf("%q is read as %q", text, got)
		}
	})
}

func TestWritableTextHoldsWhatXMLCarries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.Byte()).Draw(t, "text"))
		clean, replaced := Writable(text)
		if !utf8.ValidString(clean) || strings.ContainsFunc(clean, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF }) {
			t.Fatalf("%q became %q", text, clean)
		}
		if !replaced && clean != strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n") {
			t.Fatalf("%q became %q without a word", text, clean)
		}
	})
}

func TestPiecesAreTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, limit := rapid.String().Draw(t, "text"), rapid.IntRange(2, 9).Draw(t, "limit")
		pieces := Pieces(text, limit)
		if strings.Join(pieces, "") != text {
			t.Fatalf("%q became %q", text, pieces)
		}
		for _, p := range pieces {
			if Units(p) > limit || p == "" && text != "" {
				t.Fatalf("%q has the piece %q", text, p)
			}
		}
	})
}
