package check

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"yigai/ingest/book"
)

// A textBook is a book of text, which says where the fields of the row being
// handed on stand. Its cells have no letters: they are lines and characters.
type textBook interface {
	book.Book
	Place(column int) string
	Width() int
	Comma() rune
}

// text gives the book where it is one of text; nil where it is a workbook.
func (c *checker) text() textBook {
	b, _ := c.book.(textBook)
	return b
}

// A textHead is the header of a text, and the labels above it.
type textHead struct {
	layout  string
	line    int // of the header
	columns map[string]int
	lacks   []string // headers that are not there; none may be read then
	items   map[string]coverItem
}

// textLayouts are what a text may be, with the columns without which it cannot
// be read. Those that have the columns of others too come before them.
var textLayouts = []struct {
	layout string
	header []string
}{
	{layoutInspections, inspectionHeader},
	{layoutScores, scoreHeader},
	{layoutLong, []string{columnOrg, columnPeriod, columnCode, columnValue}},
	{layoutTasks, []string{columnTask, columnStatus}},
	{layoutList, []string{columnCode, columnValue}},
	{layoutTable, []string{columnOrg}},
}

// runText reads a whole text: a long CSV, or one sheet of the form.
func (c *checker) runText(b textBook) error {
	head, err := c.findTextHead(b)
	if err != nil {
		return err
	}
	if b.Comma() == '\t' {
		c.add(at{}, "N-TAB", "", nil)
	}
	switch {
	case len(head.lacks) > 0:
		c.add(at{}, "E-HEADER", strings.Join(head.lacks, "、"), wants(strings.Join(layoutHeader(head.layout), "、"), strings.Join(layoutHeader(head.layout), ", ")))
		c.quarantine()
		return b.Verify()
	case head.layout == layoutLong:
		return c.readLong(b, head)
	}
	return c.readSheetText(b, head)
}

func layoutHeader(layout string) []string {
	for _, l := range textLayouts {
		if l.layout == layout {
			return l.header
		}
	}
	return nil
}

// findTextHead finds the header among the first rows. Where there is none it
// gives the one that comes nearest, with what it lacks.
func (c *checker) findTextHead(b textBook) (textHead, error) {
	head := textHead{items: map[string]coverItem{}}
	printed := map[string]coverItem{}
	best := 0
	err := b.Rows(0, func(r book.Row) error {
		if r.Number > headerRows {
			return errEnough
		}
		layout, columns, lacks := c.textLayoutOf(r)
		if found := len(layoutHeader(layout)) - len(lacks); layout != "" && found > best {
			best = found
			head.layout, head.line, head.columns, head.lacks = layout, r.Number, columns, lacks
			if len(lacks) == 0 {
				return errEnough
			}
		}
		c.coverRow(r, head.items)
		c.subtitleRow(r, printed)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	addPrinted(head.items, printed)
	if head.layout == "" {
		head.layout, head.lacks = layoutLong, layoutHeader(layoutLong)
	}
	return head, err
}

// textLayoutOf says which table a row may be the header of; "" for none. A row
// with orgs or periods beside codes and values is a long CSV's, whatever it
// lacks: read as a list, figures of several orgs would fall together.
func (c *checker) textLayoutOf(r book.Row) (layout string, columns map[string]int, lacks []string) {
	for _, l := range textLayouts {
		columns := headings(l.layout, r.Cells)
		lacks := lacking(columns, l.header)
		isLong := l.layout == layoutLong && len(lacks) <= 2 && columns[columnCode] > 0 && columns[columnValue] > 0 && columns[columnOrg]+columns[columnPeriod] > 0
		switch {
		case isLong, l.layout != layoutLong && l.layout != layoutTable && len(lacks) == 0:
			return l.layout, columns, lacks
		case l.layout == layoutTable && len(lacks) == 0 && c.hasElement(columns):
			return l.layout, columns, nil
		}
	}
	return "", nil, nil
}

func (c *checker) hasElement(columns map[string]int) bool {
	return slices.ContainsFunc(c.in.Pack.Forms, func(l formLine) bool { return l.Layout == layoutTable && columns[l.Element] > 0 })
}

// headings maps the columns of a header row by what their words mean.
func headings(layout string, cells []book.Cell) map[string]int {
	m := map[string]int{}
	for _, cell := range cells {
		if w := headerOf(layout, cell.Text); w.name != "" && m[w.name] == 0 {
			m[w.name] = cell.Column
		}
	}
	return m
}

// lacking lists the headers that are not among columns.
func lacking(columns map[string]int, header []string) []string {
	var list []string
	for _, h := range header {
		if columns[h] == 0 {
			list = append(list, h)
		}
	}
	return list
}

// checkWidth holds a row of a text against its header. Programs leave the empty
// columns at the end of a row out; anything else is a comma too many or too few.
//
// It says whether the row may be read.
func (c *checker) checkWidth(t *table, r row) bool {
	b := c.text()
	if b == nil {
		return true
	}
	width := b.Width()
	shown := func() string { return fmt.Sprintf("%d ≠ %d", width, t.width) }
	switch {
	case width > t.width:
		c.add(c.cellAt(t.width+1, r.number), "E-RAGGED", shown(), nil)
		return false
	case width < t.needed:
		c.add(c.cellAt(1, r.number), "E-RAGGED", shown(), nil)
		return false
	case width < t.width && !t.short:
		t.short = true
		c.add(c.cellAt(1, r.number), "N-SHORT-ROW", shown(), nil)
	}
	return true
}

// splitByComma matches what a thousands separator without quotes leaves: 1,200
// becomes a value of 1 and a remark of 200.
var splitByComma = regexp.MustCompile(`^[+-]?\d{1,3}\|\d{3}(\.\d+)?$`)

// isSplit says whether a text's value may have been cut in two by its separator.
func (c *checker) isSplit(t *table, r row, value book.Cell) bool {
	remark := t.columns[columnRemark]
	return c.text() != nil && remark == value.Column+1 && splitByComma.MatchString(plainName(value.Text)+"|"+r.text(remark))
}

// measure notes how wide the header of a text is, and up to which column every
// row must go: the last that is read and is no remark.
func (t *table) measure(width int, read []string) {
	t.width = width
	for _, name := range read {
		if name != columnRemark {
			t.needed = max(t.needed, t.columns[name])
		}
	}
}

// identifyText finds out only who a text is of and for when.
func (c *checker) identifyText(b textBook) error {
	head, err := c.findTextHead(b)
	if err != nil || len(head.lacks) > 0 {
		return err
	}
	if head.layout != layoutLong {
		c.identifySheet(head.items)
		return nil
	}
	l := newLong(head)
	if err := c.surveyLong(b, l); err != nil {
		return err
	}
	c.identifyLong(l)
	return nil
}

// where is how sentences name a figure's cell: "指标!E17", or "12:7" in a text.
func (a *asked) where() string { return strings.Trim(a.Sheet+"!"+a.Cell, "!") }
