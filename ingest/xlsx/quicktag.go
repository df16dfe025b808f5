package xlsx

import (
	"bytes"
	"encoding/binary"
)

// quickTag reads a start tag written the way nearly all programs write it, when it
// lies in the window: attributes behind spaces, their values in double quotes. It
// is only a short cut: it takes nothing that wholeTag would not take, and gives 0
// where anything is unusual. simple says that no name of the tag has a prefix and
// that no namespace is declared.
func (s *scanner) quickTag() (length int, simple bool) {
	if s.odd {
		return 0, false
	}
	b := s.buf[s.pos:s.end]
	i, prefixed := quickName(b, 1)
	if i == 0 {
		return 0, false
	}
	s.name, s.attrs, s.empty, simple = b[1:i], s.attrs[:0], false, !prefixed
	var seen [4]uint64
	for i+1 < len(b) {
		switch {
		case b[i] == '>':
			return i + 1, simple
		case b[i] == '/' && b[i+1] == '>':
			s.empty = true
			return i + 2, simple
		case b[i] != ' ':
			return 0, false
		case b[i+1] == ' ' || b[i+1] == '/' || b[i+1] == '>':
			i++
			continue
		}
		end, prefixed := quickName(b, i+1)
		if end == 0 || end+2 > len(b) || b[end] != '=' || b[end+1] != '"' {
			return 0, false
		}
		name := b[i+1 : end]
		simple = simple && !prefixed && string(name) != "xmlns"
		if !mark(&seen, name) && s.hasAttribute(name) || len(s.attrs) >= s.limits.Attributes {
			return 0, false
		}
		n, plain := s.quickQuoted(b[end+2:])
		if n < 0 {
			return 0, false
		}
		s.attrs = append(s.attrs, attribute{})
		a := &s.attrs[len(s.attrs)-1]
		a.name, a.value, a.plain = name, b[end+2:end+2+n], plain
		i = end + len(`="`) + n + len(`"`)
	}
	if i < len(b) && b[i] == '>' {
		return i + 1, simple
	}
	return 0, false
}

// quickName gives the end of the name that begins at i, 0 for none or where the
// window ends, and whether it has a colon.
func quickName(b []byte, i int) (end int, prefixed bool) {
	if i >= len(b) || !firstOfName[b[i]] {
		return 0, false
	}
	for ; i < len(b); i++ {
		c := b[i]
		if classes[c]&className == 0 {
			return i, prefixed
		}
		prefixed = prefixed || c == ':'
	}
	return 0, false
}

// quickQuoted gives the length of a value up to its quote, -1 where anything is wrong
// or the window ends, and whether there is nothing to decode in it.
func (s *scanner) quickQuoted(b []byte) (n int, plain bool) {
	for ; n+8 <= len(b); n += 8 {
		v := binary.LittleEndian.Uint64(b[n:])
		m := zeros(v^eachQuote) | zeros(v^eachAnd) | zeros(v^eachLess) | controls(v)
		if m == 0 {
			continue
		}
		if n += firstByte(m); b[n] == '"' {
			return n, true
		}
		// There is something to decode, or to refuse.
		end := bytes.IndexByte(b[n:], '"')
		if end < 0 {
			return -1, false
		}
		plain, err := s.checkValue(b[:n+end])
		if err != nil {
			return -1, false
		}
		return n + end, plain
	}
	return -1, false // near the end of the window
}

// mark notes a name in a set of marks; it is false where the mark was there
// already, of this name or of another.
func mark(seen *[4]uint64, name []byte) bool {
	h := uint32(len(name))
	if n := len(name); n >= 4 {
		h += binary.LittleEndian.Uint32(name[n-4:])
	} else {
		h += uint32(name[0])<<16 + uint32(name[n-1])
	}
	h = h * 0x9e3779b1 >> 24
	word, bit := &seen[h>>6], uint64(1)<<(h&63)
	fresh := *word&bit == 0
	*word |= bit
	return fresh
}

func (s *scanner) hasAttribute(name []byte) bool {
	for i := range s.attrs {
		if bytes.Equal(s.attrs[i].name, name) {
			return true
		}
	}
	return false
}

// quickEnd is the length of the end tag at pos where it closes the element that is
// open, without a space in it; 0 for any other.
func (s *scanner) quickEnd() int {
	if len(s.marks) == 0 {
		return 0
	}
	name := s.open[s.marks[len(s.marks)-1]:]
	b := s.buf[s.pos+2 : s.end]
	if len(b) <= len(name) || b[len(name)] != '>' || !bytes.Equal(b[:len(name)], name) {
		return 0
	}
	return len("</>") + len(name)
}
