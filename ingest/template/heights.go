package template

import (
	"sync"

	"yigai/internal/workbook"
)

// Row heights are reckoned here, since spreadsheets disagree about fitting
// rows when a file is opened: in points, from the text's width in half-width
// characters, the column's width and the size of the letters.
const (
	leastHeight = 22
	taskHeight  = 60 // room for the clerk's sentences
	maxHeight   = 409
)

// fit gives every row without a height of its own one that shows all its text.
func (s *sheet) fit() {
	for i, row := range s.rows {
		if s.heights[i+1] > 0 {
			continue
		}
		height := s.least
		for c, cell := range row {
			if text, isText := cell.value.(string); isText && cell.style != styleSection && c < len(s.widths) {
				height = max(height, workbook.TextHeight(text, s.widths[c], cell.style.points()))
			}
		}
		s.heights[i+1] = min(height, maxHeight)
	}
}

var letterSizes = sync.OnceValue(func() (sizes [styleKinds]float64) {
	for st := range styleKinds {
		sizes[st] = st.definition().Font.Size
	}
	return sizes
})

// points is the letter size of a style.
func (st style) points() float64 { return letterSizes()[st%styleKinds] }
