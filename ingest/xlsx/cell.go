package xlsx

import "yigai/ingest/book"

// cell reads one c element.
func (r *sheetReader) cell() error {
	if !r.is("c") {
		if r.is("extLst") {
			return r.skip()
		}
		return r.unexpected()
	}
	var ref, kind, style []byte
	for _, a := range r.attrs {
		if a.space != spaceNone || len(a.name) != 1 {
			continue
		}
		switch a.name[0] {
		case 'r':
			ref = a.value
		case 't':
			kind = a.value
		case 's':
			style = a.value
		}
	}
	k, err := r.place(ref, kind, style)
	if err != nil {
		return err
	}
	return r.slowValue(k)
}

// place begins a cell: it checks where it stands and what it is, from its raw
// attributes; nil is an attribute left out. A cell without reference follows the one
// before.
func (r *sheetReader) place(ref, kind, style []byte) (k cellKind, err error) {
	column := r.column + 1
	if ref != nil {
		at, row, ok := book.ParseRef(ref)
		if !ok || row != r.row || at <= r.column {
			return 0, r.fail(book.CodeRef, "单元格引用 %.20q 不对，或不在 %s 之后", "the cell reference %.20q is wrong or does not follow %s", ref, book.CellName(r.column, r.row))
		}
		column = at
	}
	if column > book.MaxColumn {
		return 0, r.fail(book.CodeRef, "列数超过 %d", "there are more than %d columns", book.MaxColumn)
	}
	if k = kindOf(kind); k == kindUnknown {
		return 0, r.fail(book.CodeCell, "单元格类型 %.20q 未知", "the cell type %.20q is unknown", kind)
	}
	format := 0
	if style != nil {
		n, ok := book.ParseIndex(style)
		if !ok || n > 0 && n >= len(r.book.formats) {
			return 0, r.fail(book.CodeStyle, "单元格格式 %.20q 不存在", "there is no cell format %.20q", style)
		}
		format = n
	}
	if r.book.cells++; r.book.cells > r.limits.Cells {
		return 0, r.fail(book.CodeCells, "单元格超过 %d 个", "there are more than %d cells", r.limits.Cells)
	}
	r.column, r.begun = column, book.Cell{Column: column}
	if format < len(r.book.formats) {
		r.begun.NumberFormat = r.book.formats[format]
	}
	return k, nil
}

// slowValue reads the children of a c element: formula, value, inline text.
func (r *sheetReader) slowValue(kind cellKind) error {
	var value []byte
	stored := false
	err := r.walk(func() (err error) {
		switch {
		case r.is("f") && !r.begun.Formula && !stored:
			r.begun.Formula = true
			return r.skip()
		case r.is("v") && !stored && kind != kindInline:
			stored = true
			value, err = r.content(r.item[:0])
		case r.is("is") && !stored && kind == kindInline:
			stored = true
			value, err = r.richText(r.item[:0])
		case r.is("extLst"):
			return r.skip()
		default:
			return r.unexpected()
		}
		r.item = value
		return err
	})
	if err != nil {
		return err
	}
	return r.add(kind, value, stored)
}

// A cellKind is what the t attribute says.
type cellKind int

const (
	kindNumber cellKind = iota
	kindShared
	kindFormulaText
	kindInline
	kindBool
	kindError
	kindDate
	kindUnknown
)

func kindOf(t []byte) cellKind {
	switch string(t) {
	case "", "n":
		return kindNumber
	case "s":
		return kindShared
	case "str":
		return kindFormulaText
	case "inlineStr":
		return kindInline
	case "b":
		return kindBool
	case "e":
		return kindError
	case "d":
		return kindDate
	}
	return kindUnknown
}

// add checks the stored value of the cell begun and puts it into the row. A cell without a
// value only counts when a formula should have given one.
func (r *sheetReader) add(kind cellKind, value []byte, stored bool) error {
	c := &r.begun
	if kind != kindFormulaText && kind != kindInline {
		value = trimSpace(value)
		stored = len(value) > 0
	}
	where := span{-1, -1}
	switch {
	case !stored:
		// c.Type stays Empty
	case kind == kindShared:
		i, ok := book.ParseIndex(value)
		if !ok || i >= len(r.book.strings.ends) {
			return r.fail(book.CodeSST, "共享文字序号 %.20q 不存在，共 %d 条", "there is no shared text %.20q among %d", value, len(r.book.strings.ends))
		}
		c.Type, c.Text = book.Text, r.book.strings.at(i)
	default:
		var ok bool
		if c.Type, ok = typeOf(kind, value); !ok {
			return r.fail(book.CodeCell, "单元格的存储值 %.40q 与其类型不符", "the stored value %.40q does not fit the cell's type", value)
		}
		if kind == kindFormulaText {
			value = unescape(value)
		}
		where = span{len(r.text), len(r.text) + len(value)}
		r.text = append(r.text, value...)
	}
	if c.Text == "" && where.begin == where.end && !c.Formula {
		return nil // an empty text is no content
	}
	if c.Column > r.limits.Columns {
		return r.fail(book.CodeColumns, "第 %d 列之后还有内容", "there is content beyond column %d", r.limits.Columns)
	}
	c.Hidden = r.isHidden(c.Column)
	r.cells, r.spans = append(r.cells, *c), append(r.spans, where)
	return nil
}

// typeOf checks the stored text of a value against the kind the cell declares.
func typeOf(kind cellKind, value []byte) (book.Type, bool) {
	switch kind {
	case kindNumber:
		return book.Number, isNumber(value)
	case kindBool:
		return book.Bool, string(value) == "0" || string(value) == "1"
	case kindError:
		return book.ErrorValue, len(value) > 1 && value[0] == '#'
	case kindDate:
		return book.Date, true
	}
	return book.Text, true
}

// isNumber accepts what the format allows in a number cell: digits with at most
// one point, and perhaps an exponent.
func isNumber(b []byte) bool {
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		b = b[1:]
	}
	digits, i := 0, 0
	for point := false; i < len(b) && (b[i] >= '0' && b[i] <= '9' || b[i] == '.' && !point); i++ {
		if b[i] == '.' {
			point = true
			continue
		}
		digits++
	}
	if digits == 0 || i == len(b) {
		return digits > 0
	}
	if b[i] != 'e' && b[i] != 'E' {
		return false
	}
	b = b[i+1:]
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		b = b[1:]
	}
	_, ok := book.ParseIndex(b)
	return ok && len(b) <= 4
}
