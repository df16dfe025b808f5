package xlsx

import "yigai/ingest/book"

// walk calls each for every child element of the element just begun, up to its
// end. each must read its element to its end: with walk, content or skip.
// Text other than white space is refused.
func (s *scanner) walk(each func() error) error {
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch tok {
		case tokenEnd:
			return nil
		case tokenText:
			if !isSpace(s.text) {
				return s.fail(book.CodeXML, "此处不应有文字", "text stands where only elements may")
			}
		case tokenStart:
			if err := each(); err != nil {
				return err
			}
		}
	}
}

// skip reads the element just begun to its end, whatever it holds.
func (s *scanner) skip() error {
	for depth := len(s.marks); len(s.marks) >= depth; {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// content appends the decoded text of the element just begun to dst. The
// element may hold no other elements.
func (s *scanner) content(dst []byte) ([]byte, error) {
	for {
		tok, err := s.next()
		if err != nil {
			return nil, err
		}
		switch {
		case tok == tokenEnd:
			return dst, nil
		case tok == tokenStart:
			return nil, s.unexpected()
		case s.plain:
			dst = append(dst, s.text...)
		default:
			dst = decode(dst, s.text, false)
		}
		if len(dst) > s.limits.Token {
			return nil, s.fail(book.CodeToken, "一段文字超过 %d 字节", "one run of text has more than %d bytes", s.limits.Token)
		}
	}
}

// unexpected is the error for an element that may hold data this reader would
// otherwise pass over in silence.
func (s *scanner) unexpected() error {
	return s.fail(book.CodeXML, "不应出现元素 %.40q", "the element %.40q is not expected here", s.name)
}

// is says whether the element just begun is the named one of SpreadsheetML.
func (s *scanner) is(name string) bool { return s.space == spaceMain && string(s.name) == name }

// value is the decoded value of an attribute, "" for none.
func (s *scanner) value(space namespace, name string) string {
	for _, a := range s.attrs {
		if a.space == space && string(a.name) == name {
			if a.plain {
				return string(a.value)
			}
			return string(decode(nil, a.value, true))
		}
	}
	return ""
}

// yes reads an attribute that is a truth value; absent is no.
func (s *scanner) yes(name string) (bool, error) {
	v := s.value(spaceNone, name)
	switch v {
	case "1", "true":
		return true, nil
	case "", "0", "false":
		return false, nil
	}
	return false, s.fail(book.CodeXML, "属性 %s 的值 %.20q 不是真假值", "the attribute %s is %.20q, not a truth value", name, v)
}

// root moves to the root element, which must be the named one.
func (s *scanner) root(space namespace, name string) error {
	if _, err := s.next(); err != nil {
		return err
	}
	if s.space != space || string(s.name) != name {
		return s.fail(book.CodePart, "根元素是 %.40q，应为 %s", "the root element is %.40q, not %s", s.name, name)
	}
	return nil
}

// finish reads what follows the root element: nothing but white space and
// comments, up to the end of the part, where its size and CRC are compared.
func (s *scanner) finish() error {
	tok, err := s.next()
	if err == nil && tok != tokenEOF {
		err = s.unexpected()
	}
	return err
}
