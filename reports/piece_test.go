package reports

import (
	"fmt"
	"strings"
	"testing"
)

// A piece is escaped by its template, is kept by all that it was printed from,
// and stays right where there are more of them than are kept.
func TestPieces(t *testing.T) {
	b := &book{pieces: &pieces{}}
	hostile := cell{Text: `<img src=x onerror=alert(1)>`, Class: `" onclick="alert(1)`, Why: `'"><script>`}
	for range 2 { // the second is the kept one
		got := string(b.piece("delta", hostile))
		if strings.ContainsAny(strings.NewReplacer(`<span class="`, "", `" title="`, "", `">`, "", `</span>`, "").Replace(got), `<>"'`) {
			t.Errorf("not escaped: %s", got)
		}
	}
	if one, other := b.piece("unit-change", cell{Text: "1"}), b.piece("unit-gap", cell{Text: "1"}); one == other {
		t.Error("two templates give one piece")
	}
	b.pieces.many.Store(mostKept - 1)
	for n := range 4 {
		text := fmt.Sprint("value ", n)
		if got := string(b.piece("unit-change", cell{Text: text})); !strings.Contains(got, ">"+text+"<") {
			t.Errorf("%s gives %s", text, got)
		}
	}
	kept := 0
	b.pieces.kept.Range(func(any, any) bool { kept++; return true })
	if kept != 4 { // three from above, and one
		t.Errorf("%d pieces are kept", kept)
	}
}
