package ledgerbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"yigai/internal/look"
)

// A style is one of the few ways a cell can look.
type style int

const (
	styleTitle style = iota
	styleSubtitle
	styleSample
	styleParagraph
	styleSection
	styleHeader
	styleHeaderEn
	styleText
	styleCentre // short texts and codes
	styleLight
	styleCount
	styleNumber
	styleShare
	styleDay
	styleStruck // what was withdrawn
	styleEnd
	// wholeRow is added for a row about a whole task.
	wholeRow = styleEnd
)

// text says which styles hold texts: what stands in them is told to be one, so
// that it stays one when somebody edits the cell.
func (st style) text() bool {
	switch st % styleEnd {
	case styleCount, styleNumber, styleShare, styleDay:
		return false
	}
	return true
}

const textFormat = 49 // "@": what is typed stays text

// makeStyles gives the ids of all styles.
func makeStyles(f *excelize.File) ([]int, error) {
	if err := f.SetDefaultFont(look.Font); err != nil {
		return nil, fmt.Errorf("styles: %w", err)
	}
	ids := make([]int, 2*styleEnd)
	for st := range 2 * styleEnd {
		id, err := f.NewStyle(st.definition())
		if err != nil {
			return nil, fmt.Errorf("styles: %w", err)
		}
		if st.text() {
			prefix := true
			f.Styles.CellXfs.Xf[id].QuotePrefix = &prefix
		}
		ids[st] = id
	}
	return ids, nil
}

// definition describes a style to the library.
func (st style) definition() *excelize.Style {
	d := &excelize.Style{
		Font:      &excelize.Font{Family: look.Font, Size: look.NoteSize, Color: look.Ink},
		Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true},
		Border:    box(),
	}
	if st.text() {
		d.NumFmt = textFormat
	}
	if change, found := variations[st%styleEnd]; found {
		change(d)
	}
	if st >= wholeRow {
		d.Fill, d.Font.Bold = fill(look.Wash), st%styleEnd != styleText
	}
	return d
}

// points is the letter size of a style.
func (st style) points() float64 { return st.definition().Font.Size }

// variations say how each style differs from text in a table.
var variations = map[style]func(*excelize.Style){
	styleTitle:    func(d *excelize.Style) { heading(d, look.TitleSize, look.Ink, true) },
	styleSubtitle: func(d *excelize.Style) { heading(d, look.NoteSize, look.Secondary, false); d.Border = rule() },
	styleSample: func(d *excelize.Style) {
		heading(d, look.TextSize, look.Ink, true)
		d.Fill = fill(look.Doubt)
	},
	styleParagraph: func(d *excelize.Style) {
		heading(d, look.TextSize, look.Ink, false)
		d.Alignment.WrapText = true
	},
	styleSection: func(d *excelize.Style) { heading(d, look.TextSize, look.Ink, true) },
	styleHeader: func(d *excelize.Style) {
		d.Font.Size, d.Font.Bold, d.Fill = look.NoteSize, true, fill(look.Wash)
		d.Alignment.Horizontal, d.Alignment.Vertical = "center", "center"
	},
	styleHeaderEn: func(d *excelize.Style) {
		d.Font.Size, d.Font.Color, d.Fill = look.SmallSize-1, look.Secondary, fill(look.Wash)
		d.Alignment.Horizontal, d.Alignment.Vertical = "center", "center"
	},
	styleCentre: func(d *excelize.Style) { d.Alignment.Horizontal = "center" },
	styleLight: func(d *excelize.Style) {
		d.Alignment.Horizontal, d.Font.Bold = "center", true
	},
	styleCount:  func(d *excelize.Style) { figures(d, "#,##0") },
	styleNumber: func(d *excelize.Style) { figures(d, "General") },
	styleShare:  func(d *excelize.Style) { figures(d, "0.0%") },
	styleDay: func(d *excelize.Style) {
		figures(d, "yyyy-mm-dd")
		d.Alignment.Horizontal = "center"
	},
	styleStruck: func(d *excelize.Style) { d.Font.Strike, d.Font.Color = true, look.Secondary },
}

func heading(d *excelize.Style, size float64, colour string, bold bool) {
	d.Font.Size, d.Font.Color, d.Font.Bold = size, colour, bold
	d.Alignment.WrapText, d.Alignment.Vertical, d.Border = false, "center", nil
}

func figures(d *excelize.Style, format string) {
	d.Alignment.Horizontal, d.CustomNumFmt = "right", &format
	d.Alignment.WrapText = false
}

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func box() []excelize.Border {
	var borders []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		borders = append(borders, excelize.Border{Type: side, Color: look.Hairline, Style: 1})
	}
	return borders
}

// rule is the one red rule under a sheet's title.
func rule() []excelize.Border {
	return []excelize.Border{{Type: "bottom", Color: look.Red, Style: 2}}
}
