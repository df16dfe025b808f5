package xlsx

import (
	"bytes"

	"yigai/ingest/book"
)

// markup reads what begins with '<'; found is false for what is passed over.
func (s *scanner) markup() (tok token, found bool, err error) {
	for s.end-s.pos < 2 && !s.ended {
		if err := s.fill(); err != nil {
			return 0, false, err
		}
	}
	if s.end-s.pos < 2 {
		return 0, false, s.fail(book.CodeXML, "部件在标记内中断", "the part ends inside a tag")
	}
	switch s.buf[s.pos+1] {
	case '/':
		return tokenEnd, true, s.endTag()
	case '?':
		return 0, false, s.instruction()
	case '!':
		return s.declarationOrData()
	}
	return tokenStart, true, s.startTag()
}

// instruction passes over a processing instruction.
func (s *scanner) instruction() error {
	body, err := s.until("?>", 2)
	if n := nameLength(body); err == nil && (n == 0 || bytes.EqualFold(body[:n], []byte("xml"))) {
		err = s.fail(book.CodeXML, "处理指令写法有误", "a processing instruction is malformed")
	}
	return err
}

// declarationOrData reads a comment or CDATA; anything else that begins with "<!" is refused.
func (s *scanner) declarationOrData() (tok token, found bool, err error) {
	for s.end-s.pos < 9 && !s.ended {
		if err := s.fill(); err != nil {
			return 0, false, err
		}
	}
	rest := s.buf[s.pos:s.end]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		body, err := s.until("-->", 4)
		if err == nil && bytes.Contains(body, []byte("--")) {
			err = s.fail(book.CodeXML, "注释中有“--”", "a comment holds \"--\"")
		}
		return 0, false, err
	case bytes.HasPrefix(rest, []byte("<![CDATA[")) && len(s.marks) > 0:
		body, err := s.until("]]>", 9)
		if err != nil {
			return 0, false, err
		}
		s.text, s.plain = body, false
		if bytes.ContainsAny(body, "&<") {
			// The decoder would take them for markup; CDATA says they are text.
			s.text = bytes.ReplaceAll(bytes.ReplaceAll(body, []byte("&"), []byte("&amp;")), []byte("<"), []byte("&lt;"))
		}
		return tokenText, true, nil
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return 0, false, s.fail(book.CodeXML, "根元素之外有文字", "text stands outside the root element")
	}
	return 0, false, s.fail(book.CodeDTD, "部件中有 DOCTYPE 或其他声明", "the part has a DOCTYPE or another declaration")
}

// until passes over markup of skip bytes, a body and the closing text; it returns the body.
func (s *scanner) until(closing string, skip int) ([]byte, error) {
	from := skip
	for {
		if s.end-s.pos >= from {
			if i := bytes.Index(s.buf[s.pos+from:s.end], []byte(closing)); i >= 0 {
				body := s.buf[s.pos+skip : s.pos+from+i]
				s.pos += from + i + len(closing)
				return body, s.checkText(body, true)
			}
			from = max(skip, s.end-s.pos-len(closing)+1)
		}
		if s.ended {
			return nil, s.fail(book.CodeXML, "找不到“%s”", "%q is missing", closing)
		}
		if err := s.fill(); err != nil {
			return nil, err
		}
	}
}

// readText takes everything up to the next '<'.
func (s *scanner) readText() (token, error) {
	from := 0
	for {
		if i := bytes.IndexByte(s.buf[s.pos+from:s.end], '<'); i >= 0 {
			from += i
			break
		}
		from = s.end - s.pos
		if s.ended {
			break
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
	s.text = s.buf[s.pos : s.pos+from]
	if err := s.checkText(s.text, false); err != nil {
		return 0, err
	}
	if len(s.marks) == 0 && !isSpace(s.text) {
		return 0, s.fail(book.CodeXML, "根元素之外有文字", "text stands outside the root element")
	}
	s.pos += from
	return tokenText, nil
}
