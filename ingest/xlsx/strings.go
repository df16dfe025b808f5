package xlsx

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sharedStrings keeps all texts one behind another, in one string: a workbook
// may have millions, and one allocation for each would cost more than they do.
type sharedStrings struct {
	all  string
	ends []int // end of each text in all
}

func (t *sharedStrings) at(i int) string {
	if i == 0 {
		return t.all[:t.ends[0]]
	}
	return t.all[t.ends[i-1]:t.ends[i]]
}

func (w *Workbook) readStrings(name string) error {
	var all strings.Builder
	var text []byte
	add := func() {
		all.Write(text)
		w.strings.ends = append(w.strings.ends, all.Len())
	}
	err := w.parse(name, spaceMain, "sst", func(s *scanner) error {
		return s.walk(func() (err error) {
			if s.is("extLst") {
				return s.skip()
			}
			if !s.is("si") {
				return s.unexpected()
			}
			if text, err = s.richText(text[:0]); err != nil {
				return err
			}
			add()
			for done := true; done; {
				if text, done = s.quickItem(text[:0]); done {
					add()
				}
			}
			return nil
		})
	})
	w.strings.all = all.String()
	return err
}

// richText appends the text of an si or is element: its t, or the t of its
// runs. Phonetic guides (rPh) are how a text is read, not what it says.
func (s *scanner) richText(dst []byte) ([]byte, error) {
	begin := len(dst)
	err := s.walk(func() (err error) {
		switch {
		case s.is("t"):
			dst, err = s.content(dst)
		case s.is("r"):
			dst, err = s.run(dst)
		case s.is("rPh") || s.is("phoneticPr"):
			err = s.skip()
		default:
			err = s.unexpected()
		}
		return err
	})
	return append(dst[:begin], unescape(dst[begin:])...), err
}

// run appends the text of one run of a rich text.
func (s *scanner) run(dst []byte) ([]byte, error) {
	err := s.walk(func() (err error) {
		switch {
		case s.is("t"):
			dst, err = s.content(dst)
		case s.is("rPr"):
			err = s.skip()
		default:
			err = s.unexpected()
		}
		return err
	})
	return dst, err
}

// unescape replaces _xHHHH_, by which the format writes characters that XML
// cannot hold (and an underscore that would otherwise look like one). Half a
// UTF-16 pair stays as it is written. The text is changed in place.
func unescape(b []byte) []byte {
	i := bytes.Index(b, []byte("_x"))
	if i < 0 {
		return b
	}
	out := b[:i]
	for rest := b[i:]; len(rest) > 0; {
		r, n := escapeAt(rest)
		if n == 0 {
			out, rest = append(out, rest[0]), rest[1:]
			continue
		}
		// What is written is never longer than what was read.
		out, rest = utf8.AppendRune(out, r), rest[n:]
	}
	return out
}

// escapeAt reads the escape at the start of b; n is its length, 0 for none.
func escapeAt(b []byte) (r rune, n int) {
	unit, ok := escapeUnit(b)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(unit) {
		return unit, 7
	}
	low, ok := escapeUnit(b[7:])
	if r := utf16.DecodeRune(unit, low); ok && r != utf8.RuneError {
		return r, 14
	}
	return 0, 0
}

func escapeUnit(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil
}
