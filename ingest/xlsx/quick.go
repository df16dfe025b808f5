package xlsx

import "bytes"

// quickCell reads a whole cell written the way nearly all programs write it,
//
//	<c r="B12" s="3" t="s"><v>15</v></c>   or   <c r="B12" s="3"/>   or
//	<c r="B12" s="3"><f>SUM(B2:B11)</f><v>15</v></c>
//
// when it lies in the window. It is only a short cut, three times as fast: it
// takes nothing that cell would not take, and where anything is unusual it
// moves nothing and done is false.
func (r *sheetReader) quickCell() (done bool, err error) {
	s := r.scanner
	if s.careful || s.empty || s.byPrefix != spaceMain {
		return false, nil
	}
	b := s.buf[s.pos:s.end]
	if len(b) < 8 || b[0] != '<' || b[1] != 'c' || b[2] != ' ' {
		return false, nil
	}
	var ref, kind, style []byte
	i := 2
	for i < len(b) && b[i] == ' ' {
		name, value := quickAttribute(b[i:])
		switch {
		case name == 'r' && ref == nil:
			ref = value
		case name == 's' && style == nil:
			style = value
		case name == 't' && kind == nil:
			kind = value
		default:
			return false, nil
		}
		i += len(` x=""`) + len(value)
	}
	value, formula, end := s.quickContent(b[i:], string(kind) == "inlineStr")
	if end == 0 {
		return false, nil
	}
	k, err := r.place(ref, kind, style)
	if err != nil {
		return false, err
	}
	r.begun.Formula = formula
	s.pos += i + end
	return true, r.add(k, value, value != nil)
}

// quickContent reads a cell from the end of its attributes to its end tag; end is 0
// where anything is unusual.
func (s *scanner) quickContent(b []byte, inline bool) (value []byte, formula bool, end int) {
	if inline {
		value, end = s.quickText(b)
		return value, false, end
	}
	if value, end = quickValue(b); end > 0 {
		return value, false, end
	}
	value, end = s.quickFormula(b)
	return value, true, end
}

// quickAttribute reads ` r="B12"` at the start of b; name is 0 for anything but one
// letter with a plain value.
func quickAttribute(b []byte) (name byte, value []byte) {
	if len(b) < 5 || b[2] != '=' || b[3] != '"' {
		return 0, nil
	}
	n := plainLength(b[4:])
	if n == 0 || 4+n >= len(b) || b[4+n] != '"' {
		return 0, nil
	}
	return b[1], b[4 : 4+n]
}

// quickFormula reads "><f>A1+1</f><v>15</v></c>", or the same without a value;
// end is 0 for anything else.
func (s *scanner) quickFormula(b []byte) (value []byte, end int) {
	_, end = s.between(b, "><f>", "</f>")
	if end == 0 {
		return nil, 0
	}
	if rest := b[end:]; len(rest) >= len("</c>") && string(rest[:len("</c>")]) == "</c>" {
		return nil, end + len("</c>")
	}
	value, n := s.between(b[end:], "<v>", "</v></c>")
	if n == 0 || !s.plain {
		return nil, 0
	}
	return value, end + n
}

// between reads a text that stands between two pieces of markup, which b begins
// with; end is 0 for anything else, and for a text in which anything is wrong: what
// it is is said by the ordinary way of reading. s.plain says whether anything in it
// must be decoded.
func (s *scanner) between(b []byte, opening, closing string) (text []byte, end int) {
	if len(b) < len(opening) || string(b[:len(opening)]) != opening {
		return nil, 0
	}
	n := bytes.IndexByte(b[len(opening):], '<')
	if end = len(opening) + n; n <= 0 || len(b) < end+len(closing) || string(b[end:end+len(closing)]) != closing {
		return nil, 0
	}
	text = b[len(opening):end]
	if s.checkText(text, false) != nil {
		return nil, 0
	}
	return text, end + len(closing)
}

// quickValue reads "/>" or "></c>" or "><v>15</v></c>"; end is 0 for anything else.
func quickValue(b []byte) (value []byte, end int) {
	if len(b) >= 2 && b[0] == '/' && b[1] == '>' {
		return nil, 2
	}
	if len(b) >= len("></c>") && string(b[:len("></c>")]) == "></c>" {
		return nil, len("></c>")
	}
	if len(b) < 4 || string(b[:4]) != "><v>" {
		return nil, 0
	}
	n := 4 + plainLength(b[4:])
	const closing = "</v></c>"
	if n == 4 || len(b) < n+len(closing) || string(b[n:n+len(closing)]) != closing {
		return nil, 0
	}
	return b[4:n], n + len(closing)
}

// quickText reads "><is><t>text</t></is></c>" with nothing to decode.
func (s *scanner) quickText(b []byte) (value []byte, end int) {
	value, end = s.between(b, "><is><t>", "</t></is></c>")
	if end == 0 || !s.plain || bytes.Contains(value, []byte("_x")) {
		return nil, 0
	}
	return value, end
}

// quickItem appends the text of the next shared text to dst, where that is written
// the way nearly all programs write it,
//
//	<si><t>text</t></si>   or   <si><t xml:space="preserve">text</t></si>
//
// and lies in the window. As quickCell it is only a short cut, and moves nothing where
// anything is unusual.
func (s *scanner) quickItem(dst []byte) (text []byte, done bool) {
	if s.careful || s.empty || s.byPrefix != spaceMain || len(s.marks)+2 > s.limits.Depth {
		return dst, false
	}
	b := s.buf[s.pos:s.end]
	raw, end := s.between(b, "<si><t>", "</t></si>")
	if end == 0 {
		raw, end = s.between(b, `<si><t xml:space="preserve">`, "</t></si>")
	}
	if end == 0 || len(raw) > s.limits.Token {
		return dst, false
	}
	s.pos += end
	if s.plain {
		dst = append(dst, raw...)
	} else {
		dst = decode(dst, raw, false)
	}
	return unescape(dst), true
}

// plainLength counts the letters, digits, points and hyphens b begins with.
func plainLength(b []byte) int {
	n := 0
	for n < len(b) && classes[b[n]]&className != 0 {
		n++
	}
	return n
}
