package check

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/width"

	"yigai/internal/golden"
)

// FuzzName: names are comparable after normalising: nothing more happens to them
// a second time, spaces and width do not matter, and no name becomes longer.
func FuzzName(f *testing.F) {
	for _, text := range golden.Texts(f) {
		f.Add(text)
	}
	f.Add("洋　县")
	f.Add("南郑县 ")
	f.Add("ＡＢ１２")
	f.Fuzz(func(t *testing.T, text string) {
		plain := plainName(text)
		if len(text) > longestName {
			if !strings.HasSuffix(plain, "…") || len(plain) > longestName+len("…") {
				t.Errorf("a text of %d bytes gives %d", len(text), len(plain))
			}
			return
		}
		// Bytes that are no text become a longer character; no reader gives such.
		if again := plainName(plain); again != plain && utf8.ValidString(text) {
			t.Errorf("%q becomes %q, then %q", text, plain, again)
		}
		if strings.ContainsAny(plain, " \t\r\n\u00a0\u3000") {
			t.Errorf("%q keeps a space: %q", text, plain)
		}
		widened := width.Widen.String(text) // may be too long for a name
		if wide := plainName(widened); utf8.ValidString(text) && len(widened) <= longestName && wide != plainName(width.Narrow.String(widened)) {
			t.Errorf("%q compares otherwise when written wide: %q", text, wide)
		}
		if !hasHidden(text) && hasHidden(Show(text)) {
			t.Errorf("%q is shown with hidden characters", text)
		}
	})
}
