package xlsx

import (
	"path"
	"strings"

	"yigai/ingest/book"
)

// A relation is one line of a relationships part.
type relation struct {
	kind     string // last element of its type: "worksheet", "sharedStrings", ...
	target   string // name of a part of this package; "" when external
	written  string // the target as the file has it
	external bool   // points out of this package
}

// parse opens the named part, checks its root element, lets read take its
// content and sees to it that the part ends clean.
func (w *Workbook) parse(name string, space namespace, root string, read func(*scanner) error) error {
	i, ok := w.find(name)
	if !ok {
		return book.Fail(book.CodePart, name, 0, "缺少部件", "the part is missing")
	}
	p, err := w.zip.Part(i)
	if err != nil {
		return err
	}
	defer p.Close()
	s, err := newScanner(p, w.entries[i].Name, &w.limits, w.careful)
	if err != nil {
		return err
	}
	defer s.release()
	if err := s.root(space, root); err != nil {
		return err
	}
	if err := read(s); err != nil {
		return err
	}
	return s.finish()
}

// find looks a part up; part names do not distinguish upper and lower case.
func (w *Workbook) find(name string) (entry int, ok bool) {
	entry, ok = w.byName[strings.ToLower(name)]
	return entry, ok
}

// has says whether the package holds a part.
func (w *Workbook) has(name string) bool {
	_, ok := w.find(name)
	return ok
}

// relations reads the relationships of a part ("" for the package itself).
func (w *Workbook) relations(of string) (map[string]relation, error) {
	dir, base := path.Split(of)
	found := map[string]relation{}
	err := w.parse(dir+"_rels/"+base+".rels", spacePackageRel, "Relationships", func(s *scanner) error {
		return s.walk(func() error {
			if s.space != spacePackageRel || string(s.name) != "Relationship" {
				return s.unexpected()
			}
			return s.relation(dir, found)
		})
	})
	return found, err
}

// relation reads one Relationship element.
func (s *scanner) relation(dir string, found map[string]relation) error {
	id, kind := s.value(spaceNone, "Id"), s.value(spaceNone, "Type")
	if _, twice := found[id]; twice || id == "" {
		return s.fail(book.CodeXML, "关系编号 %.40q 为空或重复", "the relationship id %.40q is empty or stands twice", id)
	}
	r := relation{kind: kind[strings.LastIndexByte(kind, '/')+1:], written: s.value(spaceNone, "Target")}
	if r.external = s.value(spaceNone, "TargetMode") == "External"; !r.external {
		r.target = partName(dir, r.written)
	}
	found[id] = r
	return s.skip()
}

// partName resolves the target of a relationship against the folder of its source.
func partName(dir, target string) string {
	if !strings.HasPrefix(target, "/") {
		target = "/" + dir + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// readPackage finds the workbook part and what else the package holds.
func (w *Workbook) readPackage() (string, error) {
	if !w.has("[Content_Types].xml") || !w.has("_rels/.rels") {
		return "", notXLSX()
	}
	if err := w.readContentTypes(); err != nil {
		return "", err
	}
	relations, err := w.relations("")
	if err != nil {
		return "", err
	}
	found, err := only(relations, "officeDocument", "_rels/.rels")
	if err != nil {
		return "", err
	}
	if kind := w.contentType(found); found == "" || !strings.Contains(kind, "spreadsheetml") && !strings.Contains(kind, "ms-excel.sheet.macroEnabled") && !strings.Contains(kind, "ms-excel.template.macroEnabled") {
		return "", notXLSX()
	}
	w.traits.Macros = strings.Contains(w.contentType(found), "macroEnabled")
	return found, nil
}

// readContentTypes notes the type of each part, by name and by extension.
func (w *Workbook) readContentTypes() error {
	return w.parse("[Content_Types].xml", spaceContentTypes, "Types", func(s *scanner) error {
		return s.walk(func() error {
			key := "PartName"
			if string(s.name) == "Default" {
				key = "Extension"
			}
			w.types[strings.ToLower(s.value(spaceNone, key))] = s.value(spaceNone, "ContentType")
			return s.skip()
		})
	})
}

func (w *Workbook) contentType(part string) string {
	if kind, ok := w.types["/"+strings.ToLower(part)]; ok {
		return kind
	}
	return w.types[strings.TrimPrefix(strings.ToLower(path.Ext(part)), ".")]
}

func notXLSX() error {
	return book.Fail(book.CodeNotXLSX, "", 0, "文件是压缩包，不是工作簿", "the file is a zip archive, not a workbook")
}
