package template

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"

	"yigai/internal/look"
)

// A style is one of the few ways a cell can look.
type style int

const (
	styleTitle style = iota
	styleSubtitle
	styleSample
	styleSection
	styleHeader
	styleLabel
	styleCode
	styleText // locked, wrapped
	styleNote // locked, small and secondary
	styleCentre
	styleFixed // locked value on the cover
	styleCount
	styleInput // unlocked, wrapped text
	styleInputMust
	styleInputShort // unlocked, centred: drop-downs, yes/no
	styleInputShortMust
	styleInputProgress
	styleVerdict
	styleResult
	styleParagraph
	styleParagraphHead
	styleOrdinal
	styleNumbers // from here: locked numbers with 0 to 4 decimals, then input, then required input
)

const (
	decimalsKinds = 5
	styleEnd      = styleNumbers + 3*decimalsKinds
)

// The styles of a review, which the workbooks that are sent out do without.
const (
	styleItem style = styleEnd + iota
	styleItemCentre
	styleItemLink
	styleItemCode
	styleKinds
)

// marked is the same style in the colour of a level.
func (st style) marked(l Level) style { return st%styleKinds + style(l)*styleKinds }

func lockedNumber(decimals int) style { return styleNumbers + style(decimals) }

func inputNumber(decimals int, required bool) style {
	if required {
		return styleNumbers + style(2*decimalsKinds+decimals)
	}
	return styleNumbers + style(decimalsKinds+decimals)
}

// The look of the house.
const (
	ink          = look.Ink
	secondary    = look.Secondary
	hairline     = look.Hairline
	wash         = look.Wash
	grey         = look.Locked
	red          = look.Red
	amber        = look.Doubt
	lightRed     = look.Error
	linkBlue     = look.Place
	font         = look.Font
	standardSize = look.TextSize // points
)

// A styleBook holds the finished style part of a workbook, shared by all:
// building it takes longer than writing a workbook.
type styleBook struct {
	xml   []byte
	ids   []int // by style
	alarm int   // differential style of an alarm
}

// Styles are built once for all workbooks that are sent out, and once for all
// that go back with a review, which need many more.
var (
	sharedStyles = sync.OnceValues(func() (*styleBook, error) { return buildStyles(styleEnd) })
	reviewStyles = sync.OnceValues(func() (*styleBook, error) { return buildStyles(styleKinds * style(levels)) })
)

func buildStyles(end style) (*styleBook, error) {
	f := excelize.NewFile()
	book := &styleBook{ids: make([]int, end)}
	if err := f.SetDefaultFont(font); err != nil {
		return nil, fmt.Errorf("styles: %w", err)
	}
	for st := range end {
		id, err := f.NewStyle(st.definition())
		if err != nil {
			return nil, fmt.Errorf("styles: %w", err)
		}
		book.ids[st] = id
	}
	var err error
	book.alarm, err = f.NewConditionalStyle(&excelize.Style{Fill: fill(lightRed), Font: &excelize.Font{Color: ink}})
	if err != nil {
		return nil, fmt.Errorf("styles: %w", err)
	}
	if err := f.Write(new(bytes.Buffer)); err != nil {
		return nil, fmt.Errorf("styles: %w", err)
	}
	part, _ := f.Pkg.Load("xl/styles.xml")
	book.xml = part.([]byte)
	return book, f.Close()
}

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func lines(colour string, sides ...string) []excelize.Border {
	var borders []excelize.Border
	for _, side := range sides {
		borders = append(borders, excelize.Border{Type: side, Color: colour, Style: 1})
	}
	return borders
}

func box(colour string) []excelize.Border { return lines(colour, "left", "right", "top", "bottom") }

// mustBox is the frame of a cell that must be filled: a heavy left edge, which
// survives black and white print.
func mustBox() []excelize.Border {
	return append(lines(hairline, "right", "top", "bottom"), excelize.Border{Type: "left", Color: ink, Style: 2})
}

// definition describes a style to the library.
func (st style) definition() *excelize.Style {
	if level := Level(st / styleKinds); level > 0 {
		d := (st % styleKinds).definition()
		if colour := level.colour(); colour != "" {
			d.Fill = fill(colour)
		}
		return d
	}
	if st >= styleNumbers && st < styleEnd {
		return st.numberDefinition()
	}
	d := &excelize.Style{
		Font:       &excelize.Font{Family: font, Size: standardSize, Color: ink},
		Alignment:  &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true, Indent: 1},
		Protection: &excelize.Protection{Locked: true},
	}
	if change, found := variations[st]; found {
		change(d)
	}
	return d
}

func (st style) numberDefinition() *excelize.Style {
	n := int(st - styleNumbers)
	decimals, kind := n%decimalsKinds, n/decimalsKinds
	format := "#,##0"
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	format += "_ " // room as wide as a space, which all programs keep, unlike an indent
	d := &excelize.Style{
		Font:         &excelize.Font{Family: font, Size: standardSize, Color: ink},
		Alignment:    &excelize.Alignment{Horizontal: "right", Vertical: "center"},
		Protection:   &excelize.Protection{Locked: kind == 0},
		Border:       box(hairline),
		CustomNumFmt: &format,
	}
	switch kind {
	case 0:
		d.Fill, d.Font.Color = fill(grey), secondary
	case 2:
		d.Border = mustBox()
	}
	return d
}
