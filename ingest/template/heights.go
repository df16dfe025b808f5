package template

import (
	"math"
	"strings"
	"sync"

	"github.com/mattn/go-runewidth"
)

// Row heights are reckoned here, since spreadsheets disagree about fitting
// rows when a file is opened: in points, from the text's width in half-width
// characters, the column's width and the size of the letters.
const (
	leastHeight    = 22
	taskHeight     = 60 // room for the clerk's sentences
	standardPoints = 11 // letter size that column widths are counted in
	maxHeight      = 409
)

var narrow = runewidth.Condition{EastAsianWidth: true}

// fit gives every row without a height of its own one that shows all its text.
func (s *sheet) fit() {
	for i, row := range s.rows {
		if s.heights[i+1] > 0 {
			continue
		}
		height := s.least
		for c, cell := range row {
			if text, isText := cell.value.(string); isText && cell.style != styleSection && c < len(s.widths) {
				height = max(height, textHeight(text, s.widths[c], cell.style.points()))
			}
		}
		s.heights[i+1] = min(height, maxHeight)
	}
}

// textHeight is the height of text set in a column of the given width.
func textHeight(text string, width, points float64) float64 {
	room := width*standardPoints/points - 2
	lines := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(float64(narrow.StringWidth(line))/room))
	}
	return math.Ceil(lines*points*1.4 + 6)
}

var letterSizes = sync.OnceValue(func() (sizes [styleKinds]float64) {
	for st := range styleKinds {
		sizes[st] = st.definition().Font.Size
	}
	return sizes
})

// points is the letter size of a style.
func (st style) points() float64 { return letterSizes()[st%styleKinds] }
