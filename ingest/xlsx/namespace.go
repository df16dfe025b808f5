package xlsx

import (
	"bytes"

	"yigai/ingest/book"
)

// A namespace is one of those that matter to a reader of workbooks.
type namespace int

const (
	spaceNone  namespace = iota
	spaceOther           // declared, but none of ours
	spaceMain            // SpreadsheetML, in its transitional or its strict form
	spaceDocRel
	spacePackageRel
	spaceContentTypes
	spaceXML
)

// namespaceOf is a switch and no map: files declare dozens of namespaces in every part.
func namespaceOf(uri []byte) namespace {
	switch string(uri) {
	case "":
		return spaceNone
	case "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main":
		return spaceMain
	case "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships":
		return spaceDocRel
	case "http://schemas.openxmlformats.org/package/2006/relationships":
		return spacePackageRel
	case "http://schemas.openxmlformats.org/package/2006/content-types":
		return spaceContentTypes
	case "http://www.w3.org/XML/1998/namespace":
		return spaceXML
	}
	return spaceOther
}

// A binding says what a prefix means inside an element.
type binding struct {
	prefix []byte // a copy, which serves later bindings in the same place
	space  namespace
	depth  int // of the element that declares it
}

// resolve splits names from prefixes, takes namespace declarations out of the
// attributes, and looks up what the prefixes mean.
func (s *scanner) resolve() error {
	kept, prefixed := s.attrs[:0], false
	for _, a := range s.attrs {
		if a.name[0] == 'x' && (string(a.name) == "xmlns" || bytes.HasPrefix(a.name, []byte("xmlns:"))) {
			if err := s.bind(a); err != nil {
				return err
			}
			continue
		}
		prefixed = prefixed || bytes.IndexByte(a.name, ':') >= 0
		kept = append(kept, a)
	}
	s.attrs = kept
	var err error
	if s.space, s.name, err = s.lookup(s.name, s.byPrefix); err != nil || !prefixed {
		return err
	}
	for i := range s.attrs {
		a := &s.attrs[i]
		if a.space, a.name, err = s.lookup(a.name, spaceNone); err != nil {
			return err
		}
	}
	return nil
}

// bind notes one namespace declaration of the element just begun.
func (s *scanner) bind(a attribute) error {
	uri := a.value
	if !a.plain {
		uri = decode(nil, a.value, true)
	}
	space := namespaceOf(uri)
	_, prefix, hasPrefix := bytes.Cut(a.name, []byte(":"))
	if hasPrefix && (len(prefix) == 0 || len(uri) == 0) {
		return s.fail(book.CodeXML, "命名空间声明 %q 写法有误", "the namespace declaration %q is malformed", a.name)
	}
	if !hasPrefix {
		s.byPrefix = space
	}
	n := len(s.bindings)
	if n < cap(s.bindings) {
		s.bindings = s.bindings[:n+1]
	} else {
		s.bindings = append(s.bindings, binding{})
	}
	b := &s.bindings[n]
	b.prefix, b.space, b.depth = append(b.prefix[:0], prefix...), space, len(s.marks)
	return nil
}

// lookup splits a qualified name; bare is the namespace of names without prefix.
func (s *scanner) lookup(name []byte, bare namespace) (namespace, []byte, error) {
	i := bytes.IndexByte(name, ':')
	if i < 0 {
		return bare, name, nil
	}
	prefix, local := name[:i], name[i+1:]
	if i == 0 || nameLength(local) != len(local) || len(local) == 0 || bytes.IndexByte(local, ':') >= 0 {
		return 0, nil, s.fail(book.CodeXML, "名称 %q 写法有误", "the name %q is malformed", name)
	}
	for j := len(s.bindings) - 1; j >= 0; j-- {
		if bytes.Equal(s.bindings[j].prefix, prefix) {
			return s.bindings[j].space, local, nil
		}
	}
	if string(prefix) == "xml" {
		return spaceXML, local, nil
	}
	return 0, nil, s.fail(book.CodeXML, "前缀 %q 没有声明", "the prefix %q is not declared", prefix)
}

func (s *scanner) defaultSpace() namespace {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if len(s.bindings[i].prefix) == 0 {
			return s.bindings[i].space
		}
	}
	return spaceNone
}
