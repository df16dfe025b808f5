package check

import (
	"yigai/ingest/book"
)

// A cover is a cell that is merged into one above: its column, and the row where
// the text of the merged range stands. isKey says that the column holds codes.
type cover struct {
	column, anchor int
	isKey          bool
}

// keyColumns are the columns of a layout that say what a row is; codes come first.
var keyColumns = map[string][]string{
	layoutList: {columnCode, columnName}, layoutTable: {columnOrg, columnOrgOf}, layoutTasks: {columnTask},
	layoutScores: {columnItem, columnOrg, columnOrgOf, columnStage, columnScheme}, layoutInspections: {columnCode, columnDraw, columnOrg, columnOrgOf, columnPeriod},
}

// maxCovered is how many merged cells are looked at; a form has none.
const maxCovered = 100_000

// cover notes which cells of the key columns are merged into ones above.
func (t *table) cover(merges []book.Range, layout string) {
	t.covered, t.anchors = map[int][]cover{}, map[cover]book.Cell{}
	n := 0
	for _, m := range merges {
		for i, key := range keyColumns[layout] {
			column := t.columns[key]
			if column < max(m.FirstColumn, 1) || column > m.LastColumn || m.LastRow <= t.header {
				continue
			}
			for r := m.FirstRow; r <= m.LastRow && n < maxCovered; r++ {
				t.covered[r] = append(t.covered[r], cover{column, m.FirstRow, i == 0})
				n++
			}
		}
	}
}

// fill puts the text of a merged range into its rows below the first, and only
// there: what a blank cell means outside of it nobody knows.
func (t *table) fill(r row) row {
	for _, m := range t.covered[r.number] {
		cell := r.cell(m.column)
		switch anchor, seen := t.anchors[m]; {
		case r.number == m.anchor:
			t.anchors[m] = cell
		case seen && cell.Text == "" && anchor.Text != "":
			r.cells = append([]book.Cell{anchor}, r.cells...)
			r.merged = r.merged || m.isKey
		}
	}
	return r
}
