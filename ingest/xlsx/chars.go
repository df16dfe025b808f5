package xlsx

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"yigai/ingest/book"
)

// What a byte may mean; the classes of a whole text are or-ed together, so that
// one quick pass says what must be looked at more closely.
const (
	classBad     = 1 << iota // control characters, not allowed in XML at all
	classMarkup              // '<'
	classEntity              // '&'
	classReturn              // CR: line ends are normalised
	classBreak               // tab, LF: become spaces in attributes
	classHigh                // part of a character beyond ASCII
	classBracket             // ']'
	className                // may stand in a name; the format has none beyond ASCII
)

// firstOfName is a class of its own: eight fit in a byte.
var firstOfName = func() (t [256]bool) {
	for c := range t {
		t[c] = classes[c]&className != 0 && c != '-' && c != '.' && (c < '0' || c > '9')
	}
	return t
}()

var classes = func() (t [256]byte) {
	for c := range t {
		switch {
		case c == '\t' || c == '\n':
			t[c] = classBreak
		case c == '\r':
			t[c] = classReturn
		case c < ' ':
			t[c] = classBad
		case c >= 0x80:
			t[c] = classHigh
		}
	}
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:") {
		t[c] |= className
	}
	t['<'], t['&'], t[']'] = classMarkup, classEntity, classBracket
	return t
}()

func classOf(b []byte) (class byte) {
	for _, c := range b {
		class |= classes[c] &^ className
	}
	return class
}

// nameLength is the length of the XML name at the start of b, 0 for none.
func nameLength(b []byte) int {
	if len(b) == 0 || !firstOfName[b[0]] {
		return 0
	}
	i := 0
	for i < len(b) && classes[b[i]]&className != 0 {
		i++
	}
	return i
}

// afterSpace is the first place at or after i that is no white space.
func afterSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || classes[b[i]]&(classBreak|classReturn) != 0) {
		i++
	}
	return i
}

// isSpace says whether b is nothing but XML white space.
func isSpace(b []byte) bool { return afterSpace(b, 0) == len(b) }

func trimSpace(b []byte) []byte {
	b = b[afterSpace(b, 0):]
	for len(b) > 0 && afterSpace(b, len(b)-1) == len(b) {
		b = b[:len(b)-1]
	}
	return b
}

// checkText refuses characters that XML does not allow, and notes whether
// anything must be decoded. literal text (comments, CDATA) has no markup.
func (s *scanner) checkText(text []byte, literal bool) error {
	if !s.odd && s.offset+int64(s.pos) >= s.specials {
		// The window was looked at as a whole: what is left to be seen is '&'.
		s.plain = !literal && bytes.IndexByte(text, '&') < 0
		if s.plain || literal {
			return nil
		}
		return s.checkEntities(text)
	}
	class := classOf(text)
	s.plain = class&(classEntity|classReturn) == 0 && !literal
	if class&(classBad|classHigh) != 0 {
		if err := s.checkChars(text, class); err != nil {
			return err
		}
	}
	if class&classBracket != 0 && !literal && bytes.Contains(text, []byte("]]>")) {
		return s.fail(book.CodeXML, "文字中有“]]>”", "text holds \"]]>\"")
	}
	if class&classEntity != 0 && !literal {
		return s.checkEntities(text)
	}
	return nil
}

// checkEntities looks at every entity, also in text that is then passed over.
func (s *scanner) checkEntities(text []byte) error {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return nil
		}
		text = text[i+1:]
		if n := commonEntity(text); n > 0 {
			text = text[n:]
			continue
		}
		n := bytes.IndexByte(text, ';')
		if _, ok := entity(text[:max(n, 0)]); !ok {
			return s.fail(book.CodeXML, "有未知的实体 &%.20q", "an entity is unknown: &%.20q", text[:min(len(text), 20)])
		}
	}
}

// commonEntity is the length of the entity at the start of b, its ampersand left
// out, where it is one of those that programs write: "amp;", "lt;", "gt;", "quot;",
// or a printable character of ASCII as "#34;". 0 for any other.
func commonEntity(b []byte) int {
	if len(b) < 5 {
		return 0
	}
	switch b[0] {
	case '#':
		if '3' <= b[1] && b[1] <= '9' && '0' <= b[2] && b[2] <= '9' && b[3] == ';' {
			return 4
		}
	case 'a':
		if b[1] == 'm' && b[2] == 'p' && b[3] == ';' {
			return 4
		}
	case 'l', 'g':
		if b[1] == 't' && b[2] == ';' {
			return 3
		}
	case 'q':
		if b[1] == 'u' && b[2] == 'o' && b[3] == 't' && b[4] == ';' {
			return 5
		}
	}
	return 0
}

// checkValue is checkText for the value of an attribute.
func (s *scanner) checkValue(value []byte) (plain bool, err error) {
	class := classOf(value)
	if class&classMarkup != 0 {
		return false, s.fail(book.CodeXML, "属性值中有“<”", "an attribute's value holds '<'")
	}
	if class&(classBad|classHigh) != 0 {
		err = s.checkChars(value, class)
	}
	if class&classEntity != 0 && err == nil {
		err = s.checkEntities(value)
	}
	return class&(classEntity|classReturn|classBreak) == 0, err
}

func (s *scanner) checkChars(text []byte, class byte) error {
	if class&classBad != 0 {
		return s.fail(book.CodeXML, "有控制字符", "a control character is not allowed")
	}
	if !utf8.Valid(text) {
		return s.fail(book.CodeXML, "不是有效的 UTF-8", "is not valid UTF-8")
	}
	if bytes.Contains(text, []byte("\ufffe")) || bytes.Contains(text, []byte("\uffff")) {
		return s.fail(book.CodeXML, "有不允许的字符", "a character is not allowed in XML")
	}
	return nil
}

// decode appends raw to dst with entities replaced and line ends normalised.
// The entities have been checked before.
func decode(dst, raw []byte, isAttribute bool) []byte {
	for len(raw) > 0 {
		i := 0
		for i < len(raw) && classes[raw[i]]&(classEntity|classReturn|classBreak) == 0 {
			i++
		}
		dst = append(dst, raw[:i]...)
		if i == len(raw) {
			break
		}
		c := raw[i]
		raw = raw[i+1:]
		switch {
		case c == '&':
			n := bytes.IndexByte(raw, ';')
			char, _ := entity(raw[:n])
			dst, raw = utf8.AppendRune(dst, char), raw[n+1:]
		case isAttribute:
			dst = append(dst, ' ')
		case c == '\r':
			dst, raw = append(dst, '\n'), bytes.TrimPrefix(raw, []byte("\n"))
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// entity is the character that "amp", "#65" or "#x41" stands for.
func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || len(name) > 9 || name[0] != '#' {
		return 0, false
	}
	digits, base := string(name[1:]), 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 31)
	return rune(n), err == nil && isXMLChar(rune(n))
}

func isXMLChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= 0x10ffff
}
