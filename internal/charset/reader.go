package charset

import (
	"bytes"
	"errors"
	"io"
	"slices"
)

// chunk is how many bytes are decoded at once.
const chunk = 32 << 10

// A Reader gives a stored text as UTF-8, without its byte order mark. Memory does
// not grow with the text.
type Reader struct {
	src      io.Reader
	encoding Encoding
	decode   decoder
	raw      []byte // read, not yet decoded
	out      []byte // decoded, not yet given
	started  bool
	done     error // what the source ended with
	at       position
}

// NewReader reads src, stored in the encoding. Its errors are an *Invalid or
// those of src.
func NewReader(src io.Reader, encoding Encoding) *Reader {
	return &Reader{src: src, encoding: encoding, decode: decoders[encoding], at: position{line: 1, width: unitOf(encoding)}}
}

// Read is io.Reader's.
func (r *Reader) Read(p []byte) (int, error) {
	for len(r.out) == 0 {
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

// fill decodes some more. All that is right before a mistake is given first.
func (r *Reader) fill() error {
	if r.done == nil {
		r.more()
	}
	atEnd := errors.Is(r.done, io.EOF)
	text, used, ok := r.decode(r.raw, atEnd)
	r.at.pass(r.raw[:used])
	r.raw = r.raw[:copy(r.raw, r.raw[used:])]
	if r.out = text; !r.started && len(text) > 0 {
		r.started = true
		r.out = bytes.TrimPrefix(text, []byte("\ufeff"))
	}
	switch {
	case len(text) > 0:
		return nil
	case !ok:
		return &Invalid{r.encoding, r.at.line, r.at.offset + 1}
	case r.done != nil && (!atEnd || len(r.raw) == 0):
		return r.done
	}
	return nil
}

func (r *Reader) more() {
	start := len(r.raw)
	r.raw = slices.Grow(r.raw, chunk)[:start+chunk]
	n, err := r.src.Read(r.raw[start:])
	r.raw, r.done = r.raw[:start+n], err
}

// A position is how far a text has been read.
type position struct {
	line, offset int  // the line from 1, and the bytes of it that were passed
	afterCR      bool // a line feed that follows belongs to the same line end
	width        int  // bytes of the smallest unit; 2 in UTF-16, negative for its little end first
}

func unitOf(e Encoding) int { return map[Encoding]int{UTF16LE: -2, UTF16BE: 2}[e] }

// pass counts the line ends in bytes read: LF, CR LF or CR.
func (p *position) pass(raw []byte) {
	if p.width == 0 && !p.afterCR && bytes.IndexByte(raw, '\r') < 0 { // most texts: counted fast
		if last := bytes.LastIndexByte(raw, '\n'); last >= 0 {
			p.line, p.offset, raw = p.line+bytes.Count(raw, []byte("\n")), 0, raw[last+1:]
		}
		p.offset += len(raw)
		return
	}
	step := max(p.width, -p.width, 1)
	for i := 0; i+step <= len(raw); i += step {
		p.offset += step
		unit := rune(raw[i])
		switch p.width {
		case 2:
			unit = unit<<8 | rune(raw[i+1])
		case -2:
			unit |= rune(raw[i+1]) << 8
		}
		if unit != '\n' && unit != '\r' {
			p.afterCR = false
			continue
		}
		if !p.afterCR || unit == '\r' {
			p.line++
		}
		p.offset, p.afterCR = 0, unit == '\r'
	}
}
