package template

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// A cell is one cell as it will be written: a string is text, an int64 or
// float64 a number, nil nothing. A formula's value is what it will show.
type cell struct {
	value   any
	style   style
	formula string
}

// A sheet is one worksheet being arranged.
type sheet struct {
	name        string
	rows        [][]cell
	heights     map[int]float64 // by row number; others are as high as their text
	widths      []float64       // by column
	merges      []string        // "A1:H1"
	header      int             // row that stays in sight and is repeated on paper; 0 for none
	fixed       int             // columns that stay in sight
	printed     int             // columns that are printed; 0 for all
	upright     bool            // printed upright
	least       float64         // height of the lowest rows
	validations []*excelize.DataValidation
	alarms      []alarm
	comments    []comment
	links       []link
}

// An alarm colours an input cell while a formula holds.
type alarm struct{ area, formula string }

func newSheet(name string, widths ...float64) *sheet {
	return &sheet{name: name, widths: widths, heights: make(map[int]float64), least: leastHeight}
}

// add appends a row and returns its number.
func (s *sheet) add(cells ...cell) int {
	s.rows = append(s.rows, cells)
	return len(s.rows)
}

// addWide appends a row with one text across all printed columns.
func (s *sheet) addWide(text string, st style, height float64) int {
	columns := len(s.widths)
	if s.printed > 0 {
		columns = s.printed
	}
	cells := make([]cell, columns)
	for i := range cells {
		cells[i].style = st
	}
	cells[0].value = text
	row := s.add(cells...)
	s.heights[row] = height
	if columns > 1 {
		s.merges = append(s.merges, cellName(1, row)+":"+cellName(columns, row))
	}
	return row
}

// addHeader appends a row of column heads.
func (s *sheet) addHeader(height float64, heads ...string) int {
	row := s.add(texts(styleHeader, heads...)...)
	s.heights[row] = height
	return row
}

// addHeading appends the title and, under it with the red rule, the subtitle.
func (s *sheet) addHeading(title, subtitle string) {
	s.addWide(title, styleTitle, 34)
	s.addWide(subtitle, styleSubtitle, 24)
}

// ref is a reference to a cell or area of this sheet from another one.
func (s *sheet) ref(area string) string {
	return "'" + strings.ReplaceAll(s.name, "'", "''") + "'!" + area
}

// cellName is "E17" for column 5, row 17.
func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // rows and columns are counted by this package, from 1
	}
	return name
}

func texts(st style, values ...string) []cell {
	cells := make([]cell, len(values))
	for i, v := range values {
		cells[i] = cell{value: textOrNothing(v), style: st}
	}
	return cells
}

// textOrNothing keeps blank cells really blank: an empty text would count as filled.
func textOrNothing(s string) any {
	if s == "" {
		return nil
	}
	return s
}
