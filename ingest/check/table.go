package check

import (
	"fmt"
	"slices"
	"strings"

	"yigai/ingest/book"
)

// Headers of columns, found by text wherever they stand.
const (
	columnCode     = "编码"
	columnName     = "名称"
	columnUnit     = "单位"
	columnValue    = "本期值"
	columnOrg      = "单位代码"
	columnOrgOf    = "单位名称"
	columnRemark   = "备注"
	columnTask     = "任务编号"
	columnTaskName = "任务名称"
	columnStatus   = "状态"

	columnProgress = "完成进度"
)

// textColumns are the texts of a task, in the order of TaskReport's fields. The
// last came later: a template without it is whole.
var textColumns = []string{"进展情况", "存在问题", "下一步措施", columnEvidence, "责任人", "典型经验"}

// A table is what is known of a sheet while its rows are read.
type table struct {
	name    string // of the sheet, as the workbook has it
	hidden  bool   // the sheet is
	header  int    // number of the last header row
	above   int    // number of the first
	columns map[string]int
	first   int  // number of the first row of data
	last    int  // number of the last row read
	names   int  // number of the row that names the columns of a table
	started bool // a row of data has been read
	doubted map[string]bool
	covered map[int][]cover // cells that are merged into the ones above, by row
	anchors map[cover]book.Cell

	width, needed int  // of a text: its columns, and how many every row must have
	short         bool // a row that was shorter has been named

	totals []total
	strays map[int]*strayColumn // columns with a header that are not read
}

// A row is one row below the header. It is valid until the next is read.
type row struct {
	number int
	hidden bool
	cells  []book.Cell
	merged bool // its code stands in a cell merged over several rows
}

// cell gives the cell of a column; the zero Cell where nothing stands.
func (r row) cell(column int) book.Cell {
	for _, c := range r.cells {
		if c.Column == column {
			return c
		}
	}
	return book.Cell{Column: column}
}

// text is the plain text of a column's cell, for codes and names.
func (r row) text(column int) string {
	if column == 0 {
		return ""
	}
	return plainName(r.cell(column).Text)
}

// readSheet finds the header of a sheet and hands on the rows below it.
func (c *checker) readSheet(w *wanted) error {
	sheet := c.book.Sheets()[w.found]
	c.sheet = sheet.Name
	l, err := c.look(w.found)
	if err != nil {
		return err
	}
	h, ok := l.header(w.layout, w.header)
	if !ok {
		c.noHeader(w, l)
		return nil
	}
	t := &table{name: sheet.Name, hidden: sheet.Hidden, header: h.last, above: h.first, columns: h.columns, doubted: map[string]bool{}}
	t.cover(l.merges, w.layout)
	if h.first < h.last {
		c.add(c.cellAt(0, h.first), "N-HEADER-ROWS", h.rows(), nil)
	}
	err = c.eachRow(w.found, l, func(r book.Row) error {
		c.readRow(w, t, r)
		return nil
	})
	if err != nil {
		return err
	}
	c.checkTotals(t)
	c.checkMerges(t, l.merges)
	return nil
}

// readRow reads a row of a sheet's header or data.
func (c *checker) readRow(w *wanted, t *table, r book.Row) {
	switch {
	case r.Number < t.above:
		return
	case r.Number <= t.header:
		c.checkHeader(r, w.layout, append(slices.Clone(w.header), w.also...), t.columns)
		if b := c.text(); b != nil {
			t.measure(b.Width(), append(slices.Clone(w.header), w.also...))
		}
		c.strays(w, t, r.Number, r.Cells)
		if w.title != nil {
			w.title(t, row{number: r.Number, cells: r.Cells})
		}
		return
	}
	t.last = r.Number
	here := t.fill(row{number: r.Number, hidden: r.Hidden, cells: r.Cells})
	if c.checkWidth(t, here) {
		w.read(t, here)
	}
	switch {
	case t.started:
		c.checkStrays(t, here)
	case here.text(t.columns[w.header[0]]) == "":
		c.strays(w, t, r.Number, r.Cells)
	}
	if t.started && t.first == 0 {
		t.first = r.Number
	}
}

// noHeader says which columns the row lacks that looks most like the header.
func (c *checker) noHeader(w *wanted, l *look) {
	var nearest map[string]int
	for _, r := range l.first() {
		nearest = nearer(nearest, headings(w.layout, r.Cells), w.header)
	}
	if w.optional {
		if len(l.rows) > 0 {
			c.add(at{c.sheet, ""}, "E-SHEET-UNREAD", w.name, wants(strings.Join(w.header, "、"), strings.Join(w.header, ", ")))
		}
		return
	}
	c.add(at{c.sheet, ""}, "E-HEADER", strings.Join(lacking(nearest, w.header), "、"), wants(strings.Join(w.header, "、"), strings.Join(w.header, ", ")))
	c.unread[w.name] = true
}

// nearer keeps the row that looks most like the header, to say what it lacks.
func nearer(best, candidate map[string]int, header []string) map[string]int {
	count := func(m map[string]int) (n int) {
		for _, h := range header {
			n += min(m[h], 1)
		}
		return n
	}
	if count(candidate) > count(best) {
		return candidate
	}
	return best
}

// checkHeader names the words that were read as others, and refuses a sheet with
// two columns of one header: which one counts?
func (c *checker) checkHeader(r book.Row, layout string, read []string, columns map[string]int) {
	for _, cell := range r.Cells {
		w := headerOf(layout, cell.Text)
		switch {
		case !slices.Contains(read, w.name):
		case columns[w.name] != cell.Column:
			c.add(c.cellAt(cell.Column, r.Number), "E-HEADER-TWICE", plainName(cell.Text), nil)
		case w.alias:
			c.add(c.cellAt(cell.Column, r.Number), "N-ALIAS", plainName(cell.Text)+" → "+w.name, wants(w.name, w.name))
		}
	}
}

// checkMerges doubts merged ranges below the header that cover more than text
// across one row.
func (c *checker) checkMerges(t *table, merges []book.Range) {
	for _, m := range merges {
		isHeader := m.FirstRow <= t.header && t.first > 0 && m.LastRow < t.first
		if m.LastRow > m.FirstRow && m.LastRow > t.header && m.FirstRow <= t.last && !isHeader {
			c.add(c.cellAt(m.FirstColumn, m.FirstRow), "E-MERGED", book.CellName(m.FirstColumn, m.FirstRow)+":"+book.CellName(m.LastColumn, m.LastRow), nil)
		}
	}
}

// checkHidden doubts data that a person looking at the sheet would not see,
// once for a hidden sheet, row or column.
func (c *checker) checkHidden(t *table, r row, cell book.Cell) {
	zh, en, where := "", "", c.cellAt(cell.Column, r.number)
	switch {
	case t.hidden:
		zh, en, where.cell = "工作表“"+t.name+"”", "the sheet "+t.name, ""
	case r.hidden:
		zh, en = fmt.Sprintf("第%d行", r.number), fmt.Sprintf("row %d", r.number)
	case cell.Hidden:
		zh, en = book.ColumnName(cell.Column)+"列", "column "+book.ColumnName(cell.Column)
	default:
		return
	}
	if !t.doubted[zh] {
		t.doubted[zh] = true
		c.add(where, "E-HIDDEN", zh, wants(zh, en))
	}
}
