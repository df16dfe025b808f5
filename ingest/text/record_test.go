package text

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"yigai/ingest/book"
)

// records reads a text whole: fields with their places, or the error.
func records(in io.Reader, comma rune, limits Limits) string {
	var b strings.Builder
	s := newScanner(in, comma, limits)
	for {
		rec, err := s.next()
		if err != nil {
			var e *book.Error
			if errors.As(err, &e) {
				fmt.Fprintf(&b, "%s %s %s", e.Code, e.Cell, e.Detail)
			} else {
				fmt.Fprint(&b, err)
			}
			return b.String()
		}
		for i, f := range rec.fields {
			fmt.Fprintf(&b, "%s=%q ", rec.starts[i], f)
		}
		fmt.Fprintf(&b, "%s\n", rec.end)
	}
}

// TestShortCutAndTheLongWay: a reader that gives one byte at a time leaves nothing in
// the buffer to be read by short cuts.
func TestShortCutAndTheLongWay(t *testing.T) {
	pieces := []string{"a", "12.5", "一二", "é", "😀", ",", ",", ",", "\t", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "\"x,y\"", "，", " ", "\x00", "\x01", strings.Repeat("长", 30)}
	random := rand.New(rand.NewPCG(3, 3))
	limits := DefaultLimits
	limits.Field, limits.Columns, limits.Cells = 60, 8, 40
	whole := 0
	const times = 20_000
	for range times {
		var b strings.Builder
		for range random.IntN(30) {
			n := len(pieces)
			if random.IntN(4) > 0 {
				n -= 8 // mostly without quotes and the like
			}
			b.WriteString(pieces[random.IntN(n)])
		}
		for _, comma := range []rune{',', '\t', '，'} {
			got, want := records(strings.NewReader(b.String()), comma, limits), records(iotest.OneByteReader(strings.NewReader(b.String())), comma, limits)
			if got != want {
				t.Fatalf("%q: read %s\nthe long way %s", b.String(), got, want)
			}
			if strings.HasSuffix(got, "EOF") {
				whole++
			}
		}
	}
	if whole < times/2 || whole > 3*times*9/10 {
		t.Errorf("%d of %d texts were read whole: the test says little", whole, 3*times)
	}
}
