package xlsx

import (
	"strconv"

	"yigai/ingest/book"
)

// readStyles resolves the number format of every cell format.
func (w *Workbook) readStyles(name string) error {
	codes := map[int]string{}
	return w.parse(name, spaceMain, "styleSheet", func(s *scanner) error {
		return s.walk(func() error {
			switch {
			case s.is("numFmts"):
				return s.walk(func() error { return w.readFormat(s, codes) })
			case s.is("cellXfs"):
				return s.walk(func() error { return w.readCellFormat(s, codes) })
			}
			return s.skip()
		})
	})
}

func (w *Workbook) readFormat(s *scanner, codes map[int]string) error {
	id, err := s.number("numFmtId")
	if err != nil {
		return err
	}
	codes[id] = s.value(spaceNone, "formatCode")
	if len(codes) > w.limits.Formats {
		return s.fail(book.CodeStyle, "数字格式超过 %d 个", "there are more than %d number formats", w.limits.Formats)
	}
	return s.skip()
}

func (w *Workbook) readCellFormat(s *scanner, codes map[int]string) error {
	if len(w.formats) == w.limits.Formats {
		return s.fail(book.CodeStyle, "单元格格式超过 %d 个", "there are more than %d cell formats", w.limits.Formats)
	}
	id, err := s.number("numFmtId")
	if err != nil {
		return err
	}
	code, ok := codes[id]
	if !ok {
		code = book.BuiltinFormat(id)
	}
	w.formats = append(w.formats, code)
	return s.skip()
}

// number reads an attribute that is a whole number; absent is 0.
func (s *scanner) number(name string) (int, error) {
	v := s.value(spaceNone, name)
	if v == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(v, 10, 31)
	if err != nil {
		return 0, s.fail(book.CodeXML, "属性 %s 的值 %.20q 不是整数", "the attribute %s is %.20q, not a whole number", name, v)
	}
	return int(n), nil
}
