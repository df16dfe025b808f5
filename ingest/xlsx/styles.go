package xlsx

import (
	"strconv"

	"yigai/ingest/book"
)

// builtinFormats are the number formats that files name only by number, as a
// Chinese Excel or WPS shows them. Dates matter here, and the percent sign.
var builtinFormats = map[int]string{
	0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`,
	34: `上午/下午h"时"mm"分"`, 35: `上午/下午h"时"mm"分"ss"秒"`, 36: `yyyy"年"m"月"`,
	37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`, 55: `上午/下午h"时"mm"分"`, 56: `上午/下午h"时"mm"分"ss"秒"`,
	57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}

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
		code = builtinFormats[id]
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
