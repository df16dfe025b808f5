package markup

import (
	"strings"

	"yigai/ingest/check"
	"yigai/ingest/template"
)

// target is where a place of the form stands in our workbook.
func (m *maker) target(p check.Placement) (template.Place, bool) {
	key := template.Key{Sheet: p.Form, Org: p.Org, Element: p.Element}
	var cell string
	var found bool
	switch {
	case p.Label != "":
		cell, found = m.book.CoverCell(p.Label)
		return template.Place{Sheet: template.CoverSheet, Cell: cell}, found
	case p.Score != nil:
		cell, found = m.book.ScoreCell(scoreKey(p.Score), p.Column)
		return template.Place{Sheet: template.ScoreSheet, Cell: cell}, found
	case p.Inspection > 0:
		cell, found = m.book.InspectionCell(p.Inspection, p.Column)
		return template.Place{Sheet: template.InspectionSheet, Cell: cell}, found
	case p.Task != "":
		cell, found = m.book.TaskCell(p.Task, p.Column)
		return template.Place{Sheet: template.TaskSheet, Cell: cell}, found
	case p.Remark:
		cell, found = m.book.RemarkCell(key)
	default:
		cell, found = m.book.Cell(key)
	}
	return template.Place{Sheet: p.Form, Cell: cell}, found
}

// places says where each cell and each row of the file stands in our workbook.
type places struct {
	cells map[template.Place]template.Place
	rows  map[template.Place]template.Place // the sheet and row of the file, as "12"
}

func (m *maker) places() places {
	all := places{map[template.Place]template.Place{}, map[template.Place]template.Place{}}
	for _, p := range m.placed {
		to, found := m.target(p)
		if !found {
			continue
		}
		from := template.Place{Sheet: p.Sheet, Cell: p.Cell}
		all.cells[from] = to
		from.Cell = rowOf(p.Cell)
		if _, known := all.rows[from]; !known {
			all.rows[from] = to
		}
	}
	return all
}

// rowOf is the row of "E17"; for text files, of "12:5", the line.
func rowOf(cell string) string {
	line, _, _ := strings.Cut(cell, ":")
	return strings.TrimLeft(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// topCell is where a finding leads that has a sheet of ours, but no cell there.
const topCell = "A1"

// find leads a finding to its cell in our workbook, or to the nearest place; the
// zero Place where there is none.
func (m *maker) find(all places, f check.Finding) template.Place {
	if to, known := all.cells[template.Place{Sheet: f.Sheet, Cell: f.Cell}]; known && f.Cell != "" {
		return to
	}
	if to, known := m.named(f); known {
		return to
	}
	if to, known := all.rows[template.Place{Sheet: f.Sheet, Cell: rowOf(f.Cell)}]; known && f.Cell != "" {
		return to
	}
	if f.Sheet != "" && m.book.SheetNumber(f.Sheet) > 0 {
		return template.Place{Sheet: f.Sheet, Cell: topCell}
	}
	return template.Place{}
}

// named finds the cell of a finding that names its figure, task or label.
func (m *maker) named(f check.Finding) (template.Place, bool) {
	if cell, known := m.book.CoverCell(f.Found); known && f.Sheet == template.CoverSheet {
		return template.Place{Sheet: template.CoverSheet, Cell: cell}, true
	}
	if cell, known := m.book.TaskCell(f.Found, "状态"); known && f.Sheet == template.TaskSheet {
		return template.Place{Sheet: template.TaskSheet, Cell: cell}, true
	}
	if f.Org == "" || f.Element == "" {
		return template.Place{}, false
	}
	for _, sheet := range m.book.Form().Sheets {
		if cell, known := m.book.Cell(template.Key{Sheet: sheet.Name, Org: f.Org, Element: f.Element}); known {
			return template.Place{Sheet: sheet.Name, Cell: cell}, true
		}
	}
	return template.Place{}, false
}
