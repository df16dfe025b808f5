package xlsx

import (
	"cmp"
	"path"
	"slices"

	"yigai/ingest/book"
)

// readLinks notes where formulas point outside the workbook, in the order of the
// parts: other workbooks, DDE servers, data connections. Nothing is followed.
func (w *Workbook) readLinks(relations map[string]relation) error {
	var parts []relation
	for _, r := range relations {
		if r.kind == "externalLink" || r.kind == "connections" {
			parts = append(parts, r)
		}
	}
	slices.SortFunc(parts, func(a, b relation) int {
		return cmp.Or(cmp.Compare(len(a.target), len(b.target)), cmp.Compare(a.target, b.target))
	})
	for _, part := range parts {
		if part.external || !w.has(part.target) {
			w.addLink(part.written, part.target)
			continue
		}
		read := w.readExternalLink
		if part.kind == "connections" {
			read = w.readConnections
		}
		if err := read(part.target); err != nil {
			return err
		}
	}
	return nil
}

// readExternalLink reads one link part. Its target stands in its relationships,
// or, for a DDE server, in the part itself.
func (w *Workbook) readExternalLink(part string) error {
	dir, base := path.Split(part)
	relations := map[string]relation{}
	if w.has(dir + "_rels/" + base + ".rels") {
		var err error
		if relations, err = w.relations(part); err != nil {
			return err
		}
	}
	return w.parse(part, spaceMain, "externalLink", func(s *scanner) error {
		return s.walk(func() error {
			switch {
			case s.is("externalBook"), s.is("oleLink"):
				w.addLink(relations[s.value(spaceDocRel, "id")].written, part)
			case s.is("ddeLink"):
				w.addLink("DDE "+s.value(spaceNone, "ddeService")+"|"+s.value(spaceNone, "ddeTopic"), part)
			}
			return s.skip()
		})
	})
}

// readConnections reads the data connections: each says somewhere within it
// where its data come from.
func (w *Workbook) readConnections(part string) error {
	return w.parse(part, spaceMain, "connections", func(s *scanner) error {
		return s.walk(func() error {
			return s.walk(func() error {
				switch {
				case s.is("dbPr"):
					w.addLink(s.value(spaceNone, "connection"), part)
				case s.is("webPr"):
					w.addLink(s.value(spaceNone, "url"), part)
				case s.is("textPr"):
					w.addLink(s.value(spaceNone, "sourceFile"), part)
				}
				return s.skip()
			})
		})
	})
}

// addLink notes a target as written; a link that hides its target is named by
// its part.
func (w *Workbook) addLink(target, part string) {
	w.traits.ExternalLinks = append(w.traits.ExternalLinks, cmp.Or(target, part))
}

// only finds the one relation of a kind; "" for none. Two would leave it to the
// reader which one counts.
func only(relations map[string]relation, kind, of string) (string, error) {
	found := ""
	for _, r := range relations {
		if r.kind != kind || r.external {
			continue
		}
		if found != "" {
			return "", book.Fail(book.CodePart, of, 0, "有两个“%s”部件", "there are two parts of kind %q", kind)
		}
		found = r.target
	}
	return found, nil
}
