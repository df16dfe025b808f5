package check

import (
	"fmt"
	"slices"
	"strings"

	"yigai/ingest/book"
)

// Headers of columns, found by text wherever they stand.
const (
	columnCode   = "编码"
	columnName   = "名称"
	columnUnit   = "单位"
	columnValue  = "本期值"
	columnOrg    = "单位代码"
	columnOrgOf  = "单位名称"
	columnRemark = "备注"
	columnTask   = "任务编号"
	columnStatus = "状态"

	columnProgress = "完成进度"
)

// textColumns are the texts of a task, in the order of TaskReport's fields.
var textColumns = []string{"进展情况", "存在问题", "下一步措施", "佐证材料", "责任人"}

// A table is what is known of a sheet while its rows are read.
type table struct {
	name    string // of the sheet, as the workbook has it
	hidden  bool   // the sheet is
	header  int    // number of the header row
	columns map[string]int
	last    int  // number of the last row read
	started bool // a row of data has been read
	doubted map[string]bool
}

// A row is one row below the header. It is valid until the next is read.
type row struct {
	number int
	hidden bool
	cells  []book.Cell
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
	t := &table{name: sheet.Name, hidden: sheet.Hidden, doubted: map[string]bool{}}
	var nearest map[string]int
	err := c.book.Rows(w.found, func(r book.Row) error {
		switch {
		case t.columns != nil:
			t.last = r.Number
			w.read(t, row{r.Number, r.Hidden, r.Cells})
		case r.Number <= headerRows:
			nearest = nearer(nearest, texts(r), w.header)
			if columns := texts(r); hasAll(columns, w.header) {
				t.header, t.columns = r.Number, columns
				c.checkHeader(r, w)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if t.columns == nil {
		c.add(at{c.sheet, ""}, "E-HEADER", missing(nearest, w.header), wants(strings.Join(w.header, "、"), strings.Join(w.header, ", ")))
		c.unread[w.name] = true
		return nil
	}
	c.checkMerges(t, c.book.Merges(w.found))
	return nil
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

func missing(columns map[string]int, header []string) string {
	var list []string
	for _, h := range header {
		if columns[h] == 0 {
			list = append(list, h)
		}
	}
	return strings.Join(list, "、")
}

// checkHeader refuses a sheet with two columns of one header: which one counts?
func (c *checker) checkHeader(r book.Row, w *wanted) {
	first := texts(r)
	for _, cell := range r.Cells {
		name := plainName(cell.Text)
		isRead := slices.Contains(w.header, name) || slices.Contains(w.also, name)
		if isRead && first[name] != cell.Column {
			c.add(c.cellAt(cell.Column, r.Number), "E-HEADER-TWICE", name, nil)
		}
	}
}

// checkMerges doubts merged ranges below the header that cover more than text
// across one row.
func (c *checker) checkMerges(t *table, merges []book.Range) {
	for _, m := range merges {
		if m.LastRow > m.FirstRow && m.LastRow > t.header && m.FirstRow <= t.last {
			c.add(c.cellAt(m.FirstColumn, m.FirstRow), "E-MERGED", book.CellName(m.FirstColumn, m.FirstRow)+":"+book.CellName(m.LastColumn, m.LastRow), nil)
		}
	}
}

// checkHidden doubts data that a person looking at the sheet would not see,
// once for a hidden sheet, row or column.
func (c *checker) checkHidden(t *table, r row, cell book.Cell) {
	place, where := "", c.cellAt(cell.Column, r.number)
	switch {
	case t.hidden:
		place, where.cell = t.name, ""
	case r.hidden:
		place = fmt.Sprintf("%d:%d", r.number, r.number)
	case cell.Hidden:
		place = book.ColumnName(cell.Column) + ":" + book.ColumnName(cell.Column)
	default:
		return
	}
	if !t.doubted[place] {
		t.doubted[place] = true
		c.add(where, "E-HIDDEN", place, nil)
	}
}

// isTotal says whether a text is the label of a total or part of one.
func isTotal(text string) bool {
	for _, word := range []string{"合计", "小计", "总计", "全市", "其中"} {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}
