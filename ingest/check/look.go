package check

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"yigai/ingest/book"
)

// A look is what is seen of a sheet before any value is read: its first rows, or
// all where it is small, and its merged ranges.
type look struct {
	rows   []book.Row // those up to headerRows at least
	whole  bool
	merges []book.Range
	bytes  int // that it takes, about
}

// Of a sheet that is looked at so much is kept, and so much of all sheets
// together; a form has a few hundred cells. Larger sheets are read again.
const (
	keptOfSheet = 2 << 20
	keptOfAll   = 16 << 20

	rowBytes, cellBytes = 40, 56 // without texts
)

var errEnough = errors.New("enough rows")

// look reads a sheet of a workbook to its end, for merged ranges stand there.
func (c *checker) look(i int) (*look, error) {
	if l := c.looks[i]; l != nil {
		return l, nil
	}
	l := &look{whole: true}
	isText := c.text() != nil
	err := c.book.Rows(i, func(r book.Row) error {
		if !l.whole || l.bytes > keptOfSheet && r.Number > headerRows {
			l.whole = false
			if isText {
				return errEnough
			}
			return nil
		}
		l.rows = append(l.rows, book.Row{Number: r.Number, Hidden: r.Hidden, Cells: slices.Clone(r.Cells)})
		l.bytes += bytesOf(r)
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	l.merges = c.book.Merges(i)
	c.remember(i, l)
	return l, nil
}

// remember keeps a look for later while there is room.
func (c *checker) remember(i int, l *look) {
	if c.looks == nil {
		c.looks = map[int]*look{}
	}
	kept := l.bytes
	for _, other := range c.looks {
		kept += other.bytes
	}
	if kept <= keptOfAll {
		c.looks[i] = l
	}
}

// bytesOf is about how much memory a row takes.
func bytesOf(r book.Row) int {
	n := rowBytes + cellBytes*len(r.Cells)
	for _, cell := range r.Cells {
		n += len(cell.Text)
	}
	return n
}

// eachRow hands on the rows of a sheet that was looked at. Those of a text are
// read again, for only then it says where they stand.
func (c *checker) eachRow(i int, l *look, each func(book.Row) error) error {
	delete(c.looks, i)
	if !l.whole || c.text() != nil {
		return c.book.Rows(i, each)
	}
	for _, r := range l.rows {
		if err := each(r); err != nil {
			return err
		}
	}
	return nil
}

// first are the rows that are searched for a header.
func (l *look) first() []book.Row {
	n := 0
	for n < len(l.rows) && l.rows[n].Number <= headerRows {
		n++
	}
	return l.rows[:n]
}

// firstTexts are the texts of those rows, with their columns.
func (l *look) firstTexts() []map[string]int {
	var all []map[string]int
	for _, r := range l.first() {
		all = append(all, texts(r))
	}
	return all
}

// A header is where a table's header was found.
type header struct {
	first, last int // rows it runs over
	columns     map[string]int
}

func (h header) rows() string { return fmt.Sprintf("%d:%d", h.first, h.last) }

// header finds the row that has all headers; else the row that has them with
// cells merged downwards into it; else two rows under each other that have each
// of them once. Nothing else is certain.
func (l *look) header(layout string, wanted []string) (header, bool) {
	rows := l.first()
	for _, r := range rows {
		if columns := headings(layout, r.Cells); hasAll(columns, wanted) {
			return header{r.Number, r.Number, columns}, true
		}
	}
	for _, r := range rows {
		cells, first := l.mergedInto(r)
		if columns := headings(layout, cells); first < r.Number && hasAll(columns, wanted) {
			return header{first, r.Number, l.joined(layout, columns, first, r.Number)}, true
		}
	}
	for i := 1; i < len(rows); i++ {
		if columns, ok := pair(layout, rows[i-1], rows[i], wanted); ok {
			return header{rows[i-1].Number, rows[i].Number, columns}, true
		}
	}
	return header{}, false
}

// joined adds the headers that stand in the other rows of a header.
func (l *look) joined(layout string, columns map[string]int, first, last int) map[string]int {
	for _, r := range l.rows {
		if r.Number < first || r.Number >= last {
			continue
		}
		for name, column := range headings(layout, r.Cells) {
			if columns[name] == 0 {
				columns[name] = column
			}
		}
	}
	return columns
}

// mergedInto gives a row's cells with those that are merged downwards into it,
// and the first row they come from.
func (l *look) mergedInto(r book.Row) (cells []book.Cell, first int) {
	cells, first = slices.Clone(r.Cells), r.Number
	for _, m := range l.merges {
		if m.FirstRow >= r.Number || m.LastRow < r.Number {
			continue
		}
		for _, above := range l.rows {
			if above.Number == m.FirstRow {
				if cell := (row{cells: above.Cells}).cell(m.FirstColumn); cell.Text != "" {
					cells, first = append(cells, cell), min(first, m.FirstRow)
				}
			}
		}
	}
	return cells, first
}

// pair joins two rows under each other that have every header exactly once.
func pair(layout string, above, below book.Row, wanted []string) (map[string]int, bool) {
	a, b := headings(layout, above.Cells), headings(layout, below.Cells)
	if below.Number != above.Number+1 {
		return nil, false
	}
	inAbove, inBelow := 0, 0
	for _, name := range wanted {
		if (a[name] > 0) == (b[name] > 0) {
			return nil, false
		}
		inAbove, inBelow = inAbove+min(a[name], 1), inBelow+min(b[name], 1)
	}
	joined := maps.Clone(b)
	for name, column := range a {
		if joined[name] == 0 {
			joined[name] = column
		}
	}
	return joined, inAbove > 0 && inBelow > 0
}
