package template

import "github.com/xuri/excelize/v2"

// variations says how each style differs from plain locked text.
var variations = map[style]func(*excelize.Style){
	styleTitle: func(d *excelize.Style) {
		d.Font.Size, d.Font.Bold = 18, true
		d.Alignment.Indent = 0
	},
	styleSubtitle: func(d *excelize.Style) {
		d.Font.Color = secondary
		d.Alignment.Indent = 0
		d.Border = []excelize.Border{{Type: "bottom", Color: red, Style: 2}}
	},
	styleSample: func(d *excelize.Style) {
		d.Font.Bold = true
		d.Fill, d.Border = fill(amber), box(hairline)
	},
	styleSection: func(d *excelize.Style) {
		d.Font.Bold = true
		d.Alignment.WrapText, d.Alignment.Indent = false, 0
		d.Border = lines(secondary, "bottom")
	},
	styleHeader: func(d *excelize.Style) {
		d.Font.Bold = true
		d.Fill, d.Border = fill(wash), box(hairline)
		d.Alignment.Horizontal, d.Alignment.Indent = "center", 0
	},
	styleLabel: func(d *excelize.Style) {
		d.Fill, d.Border = fill(wash), box(hairline)
	},
	styleCode: func(d *excelize.Style) {
		d.Font.Size, d.Font.Color = 9, secondary
		d.Fill, d.Border = fill(grey), box(hairline)
		d.NumFmt = textFormat
	},
	styleText: func(d *excelize.Style) { d.Fill, d.Border = fill(grey), box(hairline) },
	styleNote: func(d *excelize.Style) {
		d.Font.Size, d.Font.Color = 10, secondary
		d.Fill, d.Border = fill(grey), box(hairline)
	},
	styleCentre: func(d *excelize.Style) {
		d.Fill, d.Border = fill(grey), box(hairline)
		d.Alignment.Horizontal, d.Alignment.Indent = "center", 0
	},
	styleFixed: func(d *excelize.Style) {
		d.Fill, d.Border = fill(grey), box(hairline)
		d.NumFmt = textFormat
	},
	styleCount: func(d *excelize.Style) {
		d.Fill, d.Border = fill(grey), box(hairline)
	},
	styleInput:          func(d *excelize.Style) { asInput(d, false, "left") },
	styleInputMust:      func(d *excelize.Style) { asInput(d, true, "left") },
	styleInputShort:     func(d *excelize.Style) { asInput(d, false, "center") },
	styleInputShortMust: func(d *excelize.Style) { asInput(d, true, "center") },
	styleInputProgress: func(d *excelize.Style) {
		asInput(d, false, "right")
		d.NumFmt = 0
	},
	styleVerdict: func(d *excelize.Style) {
		d.Font.Size, d.Font.Bold = 14, true
		d.Border = box(hairline)
	},
	styleResult: func(d *excelize.Style) {
		d.Border = box(hairline)
		d.Alignment.Horizontal, d.Alignment.Indent = "center", 0
	},
	styleParagraph: func(d *excelize.Style) { d.Alignment.Vertical, d.Alignment.Indent = "top", 0 },
	styleOrdinal: func(d *excelize.Style) {
		d.Font.Color = secondary
		d.Alignment.Vertical = "top"
	},
	styleItem: func(d *excelize.Style) {
		d.Border, d.NumFmt = box(hairline), textFormat
	},
	styleItemCentre: func(d *excelize.Style) {
		d.Border = box(hairline)
		d.Alignment.Horizontal, d.Alignment.Indent = "center", 0
	},
	styleItemLink: func(d *excelize.Style) {
		d.Border, d.NumFmt = box(hairline), textFormat
		d.Font.Color, d.Font.Underline = linkBlue, "single"
	},
	styleItemCode: func(d *excelize.Style) {
		d.Font.Size, d.Font.Color = 9, secondary
		d.Border, d.NumFmt = box(hairline), textFormat
	},
	styleParagraphHead: func(d *excelize.Style) {
		d.Font.Bold = true
		d.Alignment.Indent = 0
		d.Border = lines(hairline, "bottom")
	},
}

// textFormat is the built-in number format "@": what is typed stays text.
const textFormat = 49

// asInput makes an unlocked text cell. Its format keeps what is typed as it is
// typed, so that a date stays a date in the clerk's own writing and "=…" text.
func asInput(d *excelize.Style, required bool, horizontal string) {
	d.Protection.Locked = false
	d.Alignment.Horizontal = horizontal
	if horizontal == "center" {
		d.Alignment.Indent = 0
	}
	d.NumFmt = textFormat
	d.Border = box(hairline)
	if required {
		d.Border = mustBox()
	}
}
