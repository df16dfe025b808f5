package check

import (
	"testing"

	"golang.org/x/text/width"
)

// The quick way of plainName rests on this.
func TestCharactersThatHaveOneWidth(t *testing.T) {
	for r := rune(0); r <= 0x10ffff; r++ {
		if text := string(r); !mayNarrow(r) && (width.Narrow.String(text) != text || plainName(text) != text) {
			t.Fatalf("%q has another width", r)
		}
	}
}
