package text

import (
	"bufio"
	"errors"
	"io"
	"unicode/utf8"

	"yigai/ingest/book"
)

// A record is one row of the file. It is used again for the next.
type record struct {
	fields []string
	starts []position // of each field; a quoted one starts at its quote
	end    position

	bytes []byte // of all fields, one behind another
	ends  []int  // of each field in them
}

func (r *record) place(column int) position {
	if column < 1 || column > len(r.starts) {
		return r.end
	}
	return r.starts[column-1]
}

// A scanner reads records by RFC 4180, strictly: a quote opens a field and
// closes it, or is doubled inside. Lines end with LF, CR LF or CR.
type scanner struct {
	in     *bufio.Reader
	comma  rune
	limits Limits
	at     position // of the next character
	cells  int64
	rec    record
	field  int // where the field being read begins among the bytes of the record
}

func newScanner(r io.Reader, comma rune, limits Limits) *scanner {
	return &scanner{in: bufio.NewReaderSize(r, 64<<10), comma: comma, limits: limits, at: position{1, 1}}
}

// next reads a record; io.EOF says that there is none. Lines that are empty are
// records of one empty field.
func (s *scanner) next() (*record, error) {
	s.rec.starts, s.rec.bytes, s.rec.ends = s.rec.starts[:0], s.rec.bytes[:0], s.rec.ends[:0]
	if _, err := s.in.Peek(1); err != nil {
		return nil, err
	}
	for {
		last, err := s.nextField()
		if err != nil {
			return nil, err
		}
		if len(s.rec.ends) > s.limits.Columns {
			return nil, s.fail(book.CodeColumns, s.rec.starts[len(s.rec.starts)-1], "一行超过 %d 列", "a row of over %d columns", s.limits.Columns)
		}
		if s.cells++; s.cells > s.limits.Cells {
			return nil, s.fail(book.CodeCells, s.rec.starts[len(s.rec.starts)-1], "超过 %d 格", "more than %d fields", s.limits.Cells)
		}
		if last {
			s.rec.cut()
			return &s.rec, nil
		}
	}
}

// nextField reads a field and what ends it; last says that the record ends too.
func (s *scanner) nextField() (last bool, err error) {
	start := s.at
	s.field = len(s.rec.bytes)
	s.rec.starts = append(s.rec.starts, start)
	if last, done := s.quickField(); done {
		return last, nil
	}
	r, err := s.read()
	if err == nil && r == '"' {
		if err = s.quoted(start); err != nil {
			return false, err
		}
		r, err = s.read()
		if err == nil && r != s.comma && r != '\n' {
			return false, s.fail(book.CodeQuote, start, "引号结束后还有文字", "there is more after the closing quote")
		}
	} else {
		r, err = s.plain(start, r, err)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	s.rec.ends = append(s.rec.ends, len(s.rec.bytes))
	return err != nil || r == '\n', nil
}

// cut makes the fields of a whole record; they share one string.
func (r *record) cut() {
	all, begin := string(r.bytes), 0
	r.fields = r.fields[:0]
	for _, end := range r.ends {
		r.fields, begin = append(r.fields, all[begin:end]), end
	}
}

// quickField reads a field without quotes, and what ends it, when both lie in the
// buffer. It is only a short cut: where anything is unusual it moves nothing and done
// is false.
func (s *scanner) quickField() (last, done bool) {
	b, err := s.in.Peek(s.in.Buffered())
	if err != nil || s.comma >= utf8.RuneSelf {
		return false, false
	}
	comma, n, chars := byte(s.comma), 0, 0
	for n < len(b) && b[n] != comma && b[n] >= ' ' && b[n] != '"' {
		if utf8.RuneStart(b[n]) {
			chars++
		}
		n++
	}
	if n == len(b) || n > s.limits.Field {
		return false, false
	}
	field, end := b[:n], n+1
	switch {
	case b[n] == comma:
	case b[n] == '\n':
		last = true
	case b[n] == '\r' && end < len(b) && b[end] == '\n':
		last, end = true, end+1
	default:
		return false, false
	}
	s.rec.bytes = append(s.rec.bytes, field...)
	s.rec.ends = append(s.rec.ends, len(s.rec.bytes))
	s.pass(chars, last)
	_, err = s.in.Discard(end)
	return last, err == nil
}

// pass moves over so many characters and over what ends a field.
func (s *scanner) pass(chars int, last bool) {
	s.at.char += chars
	if last {
		s.rec.end, s.at = s.at, position{s.at.line + 1, 1}
	} else {
		s.at.char++
	}
}

// plain reads on to the end of a field without quotes and gives what ended it.
func (s *scanner) plain(start position, r rune, err error) (rune, error) {
	for err == nil && r != s.comma && r != '\n' {
		if r == '"' {
			return 0, s.fail(book.CodeQuote, start, "没有引号开头的一格中间有引号", "a quote stands inside a field that does not begin with one")
		}
		if err := s.keep(r, start); err != nil {
			return 0, err
		}
		r, err = s.read()
	}
	return r, err
}

// quoted reads to the closing quote. Line breaks inside are kept as LF.
func (s *scanner) quoted(start position) error {
	for {
		r, err := s.read()
		if errors.Is(err, io.EOF) {
			return s.fail(book.CodeQuote, start, "引号从这里开始，到文件末尾也没有结束", "the quote that begins here is never closed")
		}
		if err != nil {
			return err
		}
		if r == '"' {
			if next, err := s.in.Peek(1); err != nil || next[0] != '"' {
				return nil
			}
			if r, err = s.read(); err != nil {
				return err
			}
		}
		if err := s.keep(r, start); err != nil {
			return err
		}
	}
}

func (s *scanner) keep(r rune, start position) error {
	if len(s.rec.bytes)-s.field+utf8.RuneLen(r) > s.limits.Field {
		return s.fail(book.CodeToken, start, "从这里开始的一格超过 %d 字节，可能是引号没有结束", "the field that begins here has over %d bytes; a quote may never be closed", s.limits.Field)
	}
	s.rec.bytes = utf8.AppendRune(s.rec.bytes, r)
	return nil
}

// read gives the next character; any line end is '\n'.
func (s *scanner) read() (rune, error) {
	r, _, err := s.in.ReadRune()
	if err != nil {
		s.rec.end = s.at
		return 0, err
	}
	switch r {
	case 0:
		return 0, s.fail(book.CodeEncoding, s.at, "含有空字符（NUL）", "there is a NUL character")
	case '\r':
		r = '\n'
		if next, err := s.in.Peek(1); err == nil && next[0] == '\n' {
			if _, err := s.in.Discard(1); err != nil {
				return 0, err
			}
		}
	}
	s.pass(0, r == '\n')
	return r, nil
}

// fail is an error at a place of the text.
func (s *scanner) fail(code book.Code, where position, zh, en string, args ...any) error {
	e := book.Fail(code, "", 0, zh, en, args...)
	e.Cell = where.String()
	return e
}
