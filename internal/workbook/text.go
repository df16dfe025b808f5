package workbook

import (
	"strings"
	"unicode/utf8"
)

// MaxText is the most UTF-16 units a cell holds; the library would cut the rest
// off without a word.
const MaxText = 32_767

// Units is the length of a text in UTF-16 units, as spreadsheets count.
func Units(text string) int {
	n := 0
	for _, r := range text {
		n += units(r)
	}
	return n
}

func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Writable makes a text that XML can carry and a reader gives back unchanged:
// line ends become "\n", a control character its picture (U+0001 becomes ␁),
// what is no character at all U+FFFD. It says whether a character was replaced.
func Writable(text string) (clean string, replaced bool) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	clean = strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\t' && r != '\n':
			replaced = true
			return '\u2400' + r
		case r == 0xFFFE || r == 0xFFFF:
			replaced = true
			return utf8.RuneError
		}
		return r
	}, text)
	return clean, replaced || !utf8.ValidString(text)
}

// Escaped is a text as it stands in the strings of a workbook, where "_x0041_"
// means "A": an underscore that would begin such a code becomes one itself. The
// library leaves that to its callers.
func Escaped(text string) string {
	var b strings.Builder
	for i, r := range text {
		if r == '_' && isCode(text[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isCode says whether a text begins with a code such as "_x0041_".
func isCode(text string) bool {
	if len(text) < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return false
	}
	for _, c := range []byte(text[2:6]) {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
			return false
		}
	}
	return true
}

// Pieces cuts a text into pieces of at most limit UTF-16 units, none inside a
// character; together they are the text.
func Pieces(text string, limit int) (pieces []string) {
	start, n := 0, 0
	for i, r := range text {
		if n += units(r); n > limit {
			pieces = append(pieces, text[start:i])
			start, n = i, units(r)
		}
	}
	return append(pieces, text[start:])
}
