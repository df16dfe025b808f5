package xlsx

import (
	"errors"
	"strings"

	"yigai/ingest/book"
)

// Rows calls each for every row of a sheet (an index into Sheets) that holds
// something, from the first to the last. An error of each ends the reading and
// is returned as it is; every other error is an *Error with the sheet and the
// last cell read. Only when Rows returns nil has the whole sheet been seen.
func (w *Workbook) Rows(sheet int, each func(book.Row) error) error {
	others := w.cells - w.counted[sheet]
	w.cells = others
	defer func() { w.counted[sheet] = w.cells - others }()
	r := &w.reader
	*r = sheetReader{book: w, sheet: w.sheets[sheet].Name, each: each, cells: r.cells, spans: r.spans, text: r.text, item: r.item}
	err := w.parse(w.parts[sheet], spaceMain, "worksheet", func(s *scanner) error {
		r.scanner = s
		return s.walk(r.section)
	})
	if err == nil && !r.sawData {
		err = book.Fail(book.CodePart, w.parts[sheet], 0, "没有数据部分", "there is no sheet data")
	}
	w.merges[sheet] = r.merges
	if r.callErr != nil {
		return r.callErr
	}
	return r.locate(err)
}

// Merges lists the merged ranges of a sheet that Rows has read.
func (w *Workbook) Merges(sheet int) []book.Range { return w.merges[sheet] }

// A sheetReader reads one sheet.
type sheetReader struct {
	*scanner
	book  *Workbook
	sheet string
	each  func(book.Row) error

	sawData   bool
	hidden    []book.Range // of columns
	merges    []book.Range
	row       int // the row being read, or the last one
	rowHidden bool
	column    int       // the last column read of it
	begun     book.Cell // the cell being read
	cells     []book.Cell
	spans     []span // where the text of each cell lies in text
	text      []byte
	item      []byte // for texts that must be decoded
	callErr   error  // an error of each, to be returned as it is
}

// span is a piece of sheetReader.text; a negative begin means that the cell has
// its text already.
type span struct{ begin, end int }

// locate adds the sheet and the last cell read to an error.
func (r *sheetReader) locate(err error) error {
	var e *book.Error
	if errors.As(err, &e) {
		e.Sheet = r.sheet
		if r.row > 0 {
			e.Cell = book.CellName(max(r.column, 1), r.row)
		}
	}
	return err
}

// section reads one child of the worksheet element.
func (r *sheetReader) section() error {
	switch {
	case r.is("sheetData"):
		if r.sawData {
			return r.unexpected()
		}
		r.sawData = true
		return r.rows()
	case r.is("cols"):
		return r.walk(r.col)
	case r.is("mergeCells"):
		return r.walk(r.merge)
	}
	return r.skip()
}

// col notes hidden columns.
func (r *sheetReader) col() error {
	hidden, err := r.yes("hidden")
	if err != nil {
		return err
	}
	first, err := r.number("min")
	if err != nil {
		return err
	}
	last, err := r.number("max")
	if err != nil {
		return err
	}
	if len(r.hidden) == book.MaxColumn || first < 1 || last < first || last > book.MaxColumn {
		return r.fail(book.CodeRef, "列定义 %d 至 %d 不对", "the columns %d to %d cannot be", first, last)
	}
	if hidden || isZero(r.value(spaceNone, "width")) {
		r.hidden = append(r.hidden, book.Range{FirstColumn: first, LastColumn: last})
	}
	return r.skip()
}

func (r *sheetReader) merge() error {
	if !r.is("mergeCell") {
		return r.unexpected()
	}
	ref := r.value(spaceNone, "ref")
	merged, ok := book.ParseRange([]byte(ref))
	if !ok {
		return r.fail(book.CodeRef, "合并区域 %.40q 不对", "the merged range %.40q cannot be", ref)
	}
	if len(r.merges) == r.limits.Merges {
		return r.fail(book.CodeMerge, "合并区域超过 %d 个", "there are more than %d merged ranges", r.limits.Merges)
	}
	for _, other := range r.merges {
		if overlap(other, merged) {
			return r.fail(book.CodeMerge, "合并区域 %.40q 与另一个重叠", "the merged range %.40q overlaps another", ref)
		}
	}
	r.merges = append(r.merges, merged)
	return r.skip()
}

func overlap(a, b book.Range) bool {
	return a.FirstRow <= b.LastRow && b.FirstRow <= a.LastRow && a.FirstColumn <= b.LastColumn && b.FirstColumn <= a.LastColumn
}

// isZero says whether a width or height leaves nothing to see.
func isZero(size string) bool { return size != "" && strings.Trim(size, "0.") == "" }

func (r *sheetReader) isHidden(column int) bool {
	for _, h := range r.hidden {
		if h.FirstColumn <= column && column <= h.LastColumn {
			return true
		}
	}
	return false
}

// rows reads the sheetData element.
func (r *sheetReader) rows() error {
	return r.walk(func() error {
		if !r.is("row") {
			return r.unexpected()
		}
		if err := r.beginRow(); err != nil {
			return err
		}
		if err := r.readCells(); err != nil {
			return err
		}
		return r.endRow()
	})
}

// readCells reads the children of a row.
func (r *sheetReader) readCells() error {
	for !r.empty {
		done, err := r.quickCell()
		if err != nil {
			return err
		}
		if done {
			continue
		}
		tok, err := r.next()
		switch {
		case err != nil:
			return err
		case tok == tokenEnd:
			return nil
		case tok == tokenStart:
			err = r.cell()
		case !isSpace(r.scanner.text):
			err = r.fail(book.CodeXML, "此处不应有文字", "text stands where only elements may")
		}
		if err != nil {
			return err
		}
	}
	_, err := r.next()
	return err
}

// beginRow reads the attributes of a row. A row without number follows the one before.
func (r *sheetReader) beginRow() error {
	number, hidden := r.row+1, false
	for _, a := range r.attrs {
		if a.space != spaceNone {
			continue
		}
		switch string(a.name) {
		case "r":
			n, ok := book.ParseIndex(a.value)
			if !ok || n <= r.row || n > book.MaxRow {
				return r.fail(book.CodeRef, "行号 %.20q 不在第 %d 行之后", "the row number %.20q does not follow row %d", a.value, r.row)
			}
			number = n
		case "hidden":
			hide, err := r.yes("hidden")
			if err != nil {
				return err
			}
			hidden = hidden || hide
		case "ht":
			hidden = hidden || isZero(string(a.value))
		}
	}
	if number > book.MaxRow {
		return r.fail(book.CodeRef, "行数超过 %d", "there are more than %d rows", book.MaxRow)
	}
	r.row, r.rowHidden, r.column = number, hidden, 0
	r.cells, r.spans, r.text = r.cells[:0], r.spans[:0], r.text[:0]
	return nil
}

// endRow gives the row to the caller. All its texts share one string.
func (r *sheetReader) endRow() error {
	if len(r.cells) == 0 {
		return nil
	}
	all := string(r.text)
	for i, s := range r.spans {
		if s.begin >= 0 {
			r.cells[i].Text = all[s.begin:s.end]
		}
	}
	r.callErr = r.each(book.Row{Number: r.row, Hidden: r.rowHidden, Cells: r.cells})
	return r.callErr
}
