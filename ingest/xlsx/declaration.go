package xlsx

import (
	"bytes"
	"strings"

	"yigai/ingest/book"
)

// declaration reads "<?xml version=... encoding=...?>" at the very start, if
// there is one: version 1.0 only, and the encoding must be the one found.
func (s *scanner) declaration(wide bool) error {
	for s.end-s.pos < 6 && !s.ended {
		if err := s.fill(); err != nil {
			return err
		}
	}
	rest := s.buf[s.pos:s.end]
	if !bytes.HasPrefix(rest, []byte("<?xml")) || len(rest) < 6 || !isSpace(rest[5:6]) {
		return nil
	}
	body, err := s.until("?>", 5)
	if err != nil {
		return err
	}
	if version := pseudoAttribute(body, "version"); version != "1.0" {
		return s.fail(book.CodeXML, "XML 版本 %q 不是 1.0", "the XML version %q is not 1.0", version)
	}
	encoding := strings.ToLower(pseudoAttribute(body, "encoding"))
	if encoding == "" || !wide && encoding == "utf-8" || wide && strings.HasPrefix(encoding, "utf-16") {
		return nil
	}
	return s.fail(book.CodeEncoding, "声明的编码 %q 与内容不符或不受支持", "the declared encoding %q is not that of the bytes, or not supported", encoding)
}

// pseudoAttribute reads name="value" of an XML declaration; empty for none.
func pseudoAttribute(body []byte, name string) string {
	_, rest, found := bytes.Cut(body, []byte(name))
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if !found || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	value, _, closed := bytes.Cut(rest[1:], rest[:1])
	if !closed {
		return ""
	}
	return string(value)
}
