package xls

import (
	"slices"
	"strings"

	"yigai/ingest/book"
)

// readGlobals reads the records of the workbook as a whole.
func (w *Workbook) readGlobals() error {
	r := w.records(0)
	kind, err := r.beginSubstream()
	if err != nil {
		return err
	}
	if kind != 0x0005 {
		return r.fail(book.CodeOLE, "文件不是工作簿（类型 %#04x）", "the stream is no workbook (kind %#04x)", kind)
	}
	g := globals{Workbook: w, records: r, codes: map[int]string{}}
	for {
		if err := r.read(); err != nil {
			return err
		}
		if r.id == recEOF {
			w.end = r.next
			return g.finish()
		}
		if err := g.record(); err != nil {
			return err
		}
	}
}

// globals is what is known of the workbook while its own records are read.
type globals struct {
	*Workbook
	*records
	codes   map[int]string // number formats by id
	formats []int          // number format of each cell format
	strings bool           // the shared strings were there
}

// record reads one record of the workbook as a whole.
func (g *globals) record() error {
	switch g.id {
	case recFilePass:
		return g.fail(book.CodeEncrypted, "工作簿设有打开密码", "the workbook is protected by a password")
	case recBOF:
		return g.fail(book.CodeRecord, "此处不应有开始标记", "no begin record may be here")
	case recDateMode:
		if err := g.exactly(2); err != nil {
			return err
		}
		g.traits.Date1904 = u16(g.body) != 0
	case recBoundSheet:
		return g.sheet()
	case recFormat:
		return g.format()
	case recXF:
		return g.cellFormat()
	case recSST:
		if g.strings {
			return g.fail(book.CodeSST, "有两个共享文字表", "there are two tables of shared texts")
		}
		g.strings = true
		return g.Workbook.strings.read(g.records, g.limits.Strings)
	case recSupBook:
		return g.link()
	}
	return nil
}

// sheet reads one BOUNDSHEET record.
func (g *globals) sheet() error {
	if err := g.need(8); err != nil {
		return err
	}
	s := substream{begin: int64(u32(g.body)), kind: g.body[5]}
	state, from := g.body[4]&3, g.at
	name, err := g.shortText(6)
	if err != nil {
		return err
	}
	s.name = name
	if len(g.parts)+len(g.others) == g.limits.Sheets {
		return g.fail(book.CodeSheets, "工作表超过 %d 张", "there are more than %d sheets", g.limits.Sheets)
	}
	for _, other := range slices.Concat(g.parts, g.others) {
		if strings.EqualFold(other.name, name) || other.begin == s.begin {
			return g.fail(book.CodeSheets, "两张工作表重名或共用内容：%.40q", "two sheets have the same name or place: %.40q", name)
		}
	}
	switch s.kind {
	case 0:
		g.sheets, g.parts = append(g.sheets, book.Sheet{Name: name, Hidden: state != 0}), append(g.parts, s)
	case 1, 6: // an Excel 4 macro sheet, a Visual Basic module
		g.traits.Macros = true
		fallthrough
	case 2:
		g.others = append(g.others, s)
	default:
		return book.Fail(book.CodeSheets, g.records.stream.name, from, "工作表 %.40q 的类型 %d 未知", "the sheet %.40q has the unknown kind %d", name, s.kind)
	}
	return nil
}

// link reads one SUPBOOK record: another workbook, or a program, that formulas
// point into. Those that stand for the workbook itself or for add-in functions
// are none.
func (g *globals) link() error {
	if err := g.need(4); err != nil {
		return err
	}
	if n := u16(g.body[2:]); n == 0x0401 || n == 0x3a01 {
		return g.exactly(4)
	}
	target, err := g.longText(2)
	if err != nil {
		return err
	}
	g.traits.ExternalLinks = append(g.traits.ExternalLinks, linkTarget(target))
	return nil
}

// linkTarget writes the stored path of another workbook as people write paths:
// separators and drives are stored as control characters.
func linkTarget(stored string) string {
	path, encoded := strings.CutPrefix(stored, "\x01")
	if !encoded {
		return strings.ReplaceAll(stored, "\x03", "|") // a program and its topic
	}
	if rest, ok := strings.CutPrefix(path, "\x01"); ok && rest != "" {
		if share, ok := strings.CutPrefix(rest, "@"); ok {
			path = `\\` + share
		} else {
			path = rest[:1] + `:\` + rest[1:]
		}
	}
	return strings.NewReplacer("\x02", `\`, "\x03", `\`, "\x04", `..\`, "\x05", "", "\x06", "", "\x07", "", "\x08", "").Replace(path)
}

// finish resolves the formats and holds that the workbook has a sheet.
func (g *globals) finish() error {
	if len(g.sheets) == 0 {
		return g.fail(book.CodeSheets, "没有工作表", "there is no worksheet")
	}
	for _, id := range g.formats {
		code, known := g.codes[id]
		if !known {
			code = book.BuiltinFormat(id)
		}
		g.Workbook.formats = append(g.Workbook.formats, cellFormat{code, known || id < firstOwnFormat})
	}
	return nil
}

// firstOwnFormat is the lowest number a file may give to a format of its own.
const firstOwnFormat = 164

// A cellFormat is the number format of a cell format; it is not known where the
// file uses one of its own that it does not hold.
type cellFormat struct {
	code  string
	known bool
}

// format reads one FORMAT record. Built-in formats may be written anew.
func (g *globals) format() error {
	if err := g.need(2); err != nil {
		return err
	}
	id := int(u16(g.body))
	code, err := g.longText(2)
	if err != nil {
		return err
	}
	if len(g.codes) == g.limits.Formats {
		return g.fail(book.CodeStyle, "数字格式超过 %d 个", "there are more than %d number formats", g.limits.Formats)
	}
	g.codes[id] = code
	return nil
}

// cellFormat reads one XF record.
func (g *globals) cellFormat() error {
	if err := g.exactly(20); err != nil {
		return err
	}
	if len(g.formats) == g.limits.Formats {
		return g.fail(book.CodeStyle, "单元格格式超过 %d 个", "there are more than %d cell formats", g.limits.Formats)
	}
	g.formats = append(g.formats, int(u16(g.body[2:])))
	return nil
}
