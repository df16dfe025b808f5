package check

import (
	"slices"
	"strings"

	"yigai/ingest/book"
)

// printedColumns are headed by words of our own templates, or of tables like
// them, and hold nothing that is read: whoever sends them has added nothing.
var printedColumns = map[string][]string{
	layoutList:  {"序号", "口径", "填写要求", "上期值", "下限", "上限"},
	layoutTable: {"序号", columnRemark},
	layoutTasks: {"序号", "本单位职责", "完成时限", columnRemark},

	layoutScores:      {"序号", columnDimension, "评分标准", "佐证要求", columnRemark},
	layoutInspections: {"序号", columnRemark},
}

// lastPrefix heads the columns of a table that show what was last reported.
const lastPrefix = "上期:"

// A strayColumn is one with a header that is not read.
type strayColumn struct {
	text  string
	where at
	known bool // it belongs to the template, or has its finding already
}

// strays notes the headers of a sheet under which nothing is read. In a table
// the names and units below the codes head a column too, where nothing else does.
func (c *checker) strays(w *wanted, t *table, number int, cells []book.Cell) {
	if t.strays == nil {
		t.strays = map[int]*strayColumn{}
	}
	for _, cell := range cells {
		text := plainName(cell.Text)
		if text == "" || t.isRead(w, cell.Column) || number > t.header && cell.Type != book.Text {
			continue
		}
		s := t.strays[cell.Column]
		if s == nil {
			s = &strayColumn{text: text, where: c.cellAt(cell.Column, number)}
			t.strays[cell.Column] = s
		}
		s.known = s.known || isPrinted(w.layout, text)
	}
}

// isRead says whether a column is one of those that the sheet is read by.
func (t *table) isRead(w *wanted, column int) bool {
	is := func(name string) bool { return t.columns[name] == column }
	return slices.ContainsFunc(w.header, is) || slices.ContainsFunc(w.also, is)
}

// isPrinted says whether a column of that header is known, though it is not
// read. A code that no element of a table has is found by checkCodes.
func isPrinted(layout, text string) bool {
	if _, ok := headerWords[layout][strings.ToLower(text)]; ok || slices.Contains(printedColumns[layout], text) {
		return true
	}
	return layout == layoutTable && (strings.HasPrefix(text, lastPrefix) || codeLike.MatchString(text))
}

// checkStrays notes each column that somebody added, at the first row where
// something stands in it.
func (c *checker) checkStrays(t *table, r row) {
	if len(t.strays) == 0 {
		return
	}
	for _, cell := range r.cells {
		s := t.strays[cell.Column]
		if s == nil || cell.Text == "" && !cell.Formula {
			continue
		}
		delete(t.strays, cell.Column)
		if !s.known {
			c.add(s.where, "N-COLUMN", s.text, nil)
		}
	}
}
