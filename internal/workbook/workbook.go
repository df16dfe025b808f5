// Package workbook is what all workbooks we write share: parts in one fixed
// order, rows high enough for their text, and what a cell can hold.
//
// It knows nothing of what stands in the cells and never reads a workbook.
package workbook

import (
	"math"
	"strings"

	"github.com/mattn/go-runewidth"
)

// standardPoints is the letter size that column widths are counted in.
const standardPoints = 11

var narrow = runewidth.Condition{EastAsianWidth: true}

// Width is the width of a text in half-width characters.
func Width(text string) int { return narrow.StringWidth(text) }

// TextHeight is the height, in points, of a text set in letters of that size in
// a column of the given width. Rows get their heights here, since spreadsheets
// disagree about fitting them when a file is opened.
func TextHeight(text string, width, points float64) float64 {
	room := width*standardPoints/points - 2
	lines := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(float64(Width(line))/room))
	}
	return math.Ceil(lines*points*1.4 + 6)
}
