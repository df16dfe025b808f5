package xlsx

import (
	"strings"

	"yigai/ingest/book"
)

// readWorkbook reads the list of sheets, in the order the user sees them, and
// the parts they share.
func (w *Workbook) readWorkbook(name string) error {
	relations, err := w.relations(name)
	if err != nil {
		return err
	}
	err = w.parse(name, spaceMain, "workbook", func(s *scanner) error {
		return s.walk(func() error {
			switch {
			case s.is("workbookPr"):
				date1904, err := s.yes("date1904")
				if err != nil {
					return err
				}
				w.traits.Date1904 = date1904
			case s.is("sheets"):
				return s.walk(func() error { return w.readSheet(s, relations) })
			}
			return s.skip()
		})
	})
	if err != nil {
		return err
	}
	if len(w.sheets) == 0 {
		return book.Fail(book.CodeSheets, name, 0, "没有工作表", "there is no worksheet")
	}
	return w.readShared(name, relations)
}

// readSheet reads one sheet element of the workbook part.
func (w *Workbook) readSheet(s *scanner, relations map[string]relation) error {
	if !s.is("sheet") {
		return s.unexpected()
	}
	name, state := s.value(spaceNone, "name"), s.value(spaceNone, "state")
	r, known := relations[s.value(spaceDocRel, "id")]
	if !known || !w.has(r.target) {
		return s.fail(book.CodePart, "工作表 %.40q 没有内容部件", "the sheet %.40q has no part", name)
	}
	if r.kind != "worksheet" {
		return s.skip() // a chart or dialogue sheet has no cells
	}
	if err := w.addSheet(s, book.Sheet{Name: name, Hidden: state == "hidden" || state == "veryHidden"}, r.target); err != nil {
		return err
	}
	return s.skip()
}

func (w *Workbook) addSheet(s *scanner, sheet book.Sheet, part string) error {
	if len(w.sheets) == w.limits.Sheets {
		return s.fail(book.CodeSheets, "工作表超过 %d 张", "there are more than %d sheets", w.limits.Sheets)
	}
	for i, other := range w.sheets {
		if strings.EqualFold(other.Name, sheet.Name) || strings.EqualFold(w.parts[i], part) {
			return s.fail(book.CodeSheets, "两张工作表重名或共用内容：%.40q", "two sheets have the same name or part: %.40q", sheet.Name)
		}
	}
	w.sheets, w.parts = append(w.sheets, sheet), append(w.parts, part)
	return nil
}

// readShared reads what the sheets share: links, strings and styles, where the
// workbook (the part named of) has them.
func (w *Workbook) readShared(of string, relations map[string]relation) error {
	for _, r := range relations {
		// A macro sheet has cells too, but none that are data.
		w.traits.Macros = w.traits.Macros || r.kind == "vbaProject" || strings.HasPrefix(strings.ToLower(r.kind), "xlmacrosheet")
	}
	if err := w.readLinks(relations); err != nil {
		return err
	}
	if err := w.readComments(); err != nil {
		return err
	}
	part, err := only(relations, "sharedStrings", of)
	if err == nil && part != "" {
		err = w.readStrings(part)
	}
	if err != nil {
		return err
	}
	part, err = only(relations, "styles", of)
	if err == nil && part != "" {
		err = w.readStyles(part)
	}
	return err
}
