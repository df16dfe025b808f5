package xlsx

import (
	"bytes"
	"strings"

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

var namespaces = map[string]namespace{
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":           spaceMain,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                       spaceMain,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": spaceDocRel,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             spaceDocRel,
	"http://schemas.openxmlformats.org/package/2006/relationships":        spacePackageRel,
	"http://schemas.openxmlformats.org/package/2006/content-types":        spaceContentTypes,
	"http://www.w3.org/XML/1998/namespace":                                spaceXML,
}

// A binding says what a prefix means inside an element.
type binding struct {
	prefix string
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
	space, known := namespaces[string(uri)]
	if !known && len(uri) > 0 {
		space = spaceOther
	}
	_, prefix, hasPrefix := strings.Cut(string(a.name), ":")
	if hasPrefix && (prefix == "" || len(uri) == 0) {
		return s.fail(book.CodeXML, "命名空间声明 %q 写法有误", "the namespace declaration %q is malformed", a.name)
	}
	if !hasPrefix {
		s.byPrefix = space
	}
	s.bindings = append(s.bindings, binding{prefix, space, len(s.marks)})
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
		if s.bindings[j].prefix == string(prefix) {
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
		if s.bindings[i].prefix == "" {
			return s.bindings[i].space
		}
	}
	return spaceNone
}
