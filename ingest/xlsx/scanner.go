package xlsx

import (
	"bytes"
	"io"
	"sync"

	"yigai/ingest/book"
)

// A scanner cuts one XML part into tags and text, over a window of its bytes.
//
// It reads the XML that packages of this format may hold: one root, UTF-8 or
// UTF-16, namespaces, the five entities, no DOCTYPE. Everything else is an
// error at its byte. Names, attributes and text point into the window: they
// are valid until the next call of next.
type scanner struct {
	src    io.Reader
	part   string
	limits *Limits

	buf      []byte
	pos, end int   // what is left of the window
	offset   int64 // of buf[0] in the part
	ended    bool  // src has given its last byte

	vetted   int   // up to here the window holds whole characters that XML allows
	odd      bool  // a character of the part is not allowed, or may not be: every text is looked at by itself
	specials int64 // no CR and no ']' stands in the part at or behind this byte
	careful  bool  // no short cuts: for tests, which hold them against the long way

	space namespace // of the element just begun
	name  []byte    // its local name
	attrs []attribute
	text  []byte // raw text, entities not yet decoded
	plain bool   // text holds nothing to decode
	empty bool   // the element just begun was <a/>: its end comes next

	open     []byte // qualified names of the open elements, one after another
	marks    []int  // where each name begins in open
	rooted   bool   // the root element has begun
	bindings []binding
	byPrefix namespace // what a name without prefix means here
}

// An attribute of the element just begun. Namespace declarations are left out.
type attribute struct {
	space namespace
	name  []byte
	value []byte // raw
	plain bool   // value holds nothing to decode
}

type token int

const (
	tokenStart token = iota
	tokenEnd
	tokenText
	tokenEOF // after the root element, when the part ended clean
)

const window = 64 << 10

var scanners = sync.Pool{New: func() any { return &scanner{buf: make([]byte, window)} }}

// newScanner begins a part. The caller calls release when done.
func newScanner(src io.Reader, part string, limits *Limits, careful bool) (*scanner, error) {
	s := scanners.Get().(*scanner)
	*s = scanner{src: src, part: part, limits: limits, careful: careful, odd: careful, buf: s.buf, attrs: s.attrs[:0], open: s.open[:0], marks: s.marks[:0], bindings: s.bindings[:0]}
	if err := s.begin(); err != nil {
		s.release()
		return nil, err
	}
	return s, nil
}

func (s *scanner) release() {
	if len(s.buf) > window {
		s.buf, s.bindings = make([]byte, window), nil // do not keep what one odd file needed
	}
	s.src = nil
	scanners.Put(s)
}

// begin finds the encoding and reads the XML declaration.
func (s *scanner) begin() error {
	for s.end < 4 && !s.ended {
		if err := s.fill(); err != nil {
			return err
		}
	}
	head := s.buf[:s.end]
	wide := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	switch {
	case wide:
		s.src = &utf16Reader{src: s.src, part: s.part, order: head[0], in: append([]byte(nil), head[2:]...), ended: s.ended}
		s.pos, s.end, s.ended = 0, 0, false
		s.vetted, s.specials, s.odd = 0, 0, s.careful // what was seen were bytes of UTF-16
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		s.pos = 3
	case bytes.IndexByte(head, 0) >= 0:
		return s.fail(book.CodeEncoding, "编码不是 UTF-8，也不是带标记的 UTF-16", "is neither UTF-8 nor UTF-16 with a byte order mark")
	}
	return s.declaration(wide)
}

// next moves to the next tag or text. Comments and processing instructions are passed over.
func (s *scanner) next() (token, error) {
	if s.empty {
		s.empty = false
		s.pop()
		return tokenEnd, nil
	}
	for {
		for s.pos == s.end && !s.ended {
			if err := s.fill(); err != nil {
				return 0, err
			}
		}
		if s.pos == s.end {
			return s.atEOF()
		}
		if s.buf[s.pos] != '<' {
			tok, err := s.readText()
			if err != nil || len(s.marks) > 0 {
				return tok, err
			}
			continue // white space around the root
		}
		tok, found, err := s.markup()
		if found || err != nil {
			return tok, err
		}
	}
}

func (s *scanner) atEOF() (token, error) {
	if len(s.marks) > 0 {
		return 0, s.fail(book.CodeXML, "部件在元素 %q 内中断", "the part ends inside the element %q", s.open[s.marks[len(s.marks)-1]:])
	}
	if !s.rooted {
		return 0, s.fail(book.CodeXML, "部件是空的", "the part is empty")
	}
	return tokenEOF, nil
}

// fill reads more bytes behind the window, which grows up to the longest token
// allowed. What lies before pos is given up.
func (s *scanner) fill() error {
	if s.ended {
		return nil
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.offset += int64(s.pos)
		s.pos, s.end, s.vetted = 0, s.end-s.pos, max(s.vetted-s.pos, 0)
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= s.limits.Token {
			return s.fail(book.CodeToken, "一个标记或一段文字超过 %d 字节", "one tag or run of text has more than %d bytes", s.limits.Token)
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.src.Read(s.buf[s.end:])
	s.end += n
	if err != nil && err != io.EOF {
		return err
	}
	s.ended = err == io.EOF
	s.vet(n)
	return nil
}

// fail makes an error at the current byte.
func (s *scanner) fail(code book.Code, zh, en string, args ...any) error {
	return book.Fail(code, s.part, s.offset+int64(s.pos), zh, en, args...)
}
