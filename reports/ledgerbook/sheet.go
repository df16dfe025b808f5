package ledgerbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"yigai/internal/look"
	"yigai/internal/parquetio"
	"yigai/internal/workbook"
)

// What a cell may hold besides a text, a count (int) and nothing (nil): a
// parquetio.Number, a parquetio.Date, and these.
type (
	light  string           // mark and word of a light
	short  string           // a text that stands in the middle
	share  parquetio.Number // 0 to 1, shown in percent
	struck string           // a text that no longer holds
)

// A sheet is one sheet while it is written; the first error stays.
type sheet struct {
	w       *writer
	name    string
	widths  []float64
	row     int // last one written
	heights map[int]float64
	head    [2]int // first and last row repeated on each page; 0 for none
	printed int    // how many columns are printed; 0 for all
	err     error
}

// do notes the first error.
func (s *sheet) do(err error) {
	if s.err == nil && err != nil {
		s.err = fmt.Errorf("sheet %s: %w", s.name, err)
	}
}

// cellName is the address of a cell. Columns and rows are counted here, never
// given: an address that is none comes out as an error of the library.
func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return ""
	}
	return name
}

// put writes one cell. Text is only ever written as text.
func (s *sheet) put(column, row int, value any, st style) {
	at := cellName(column, row)
	whole := st / styleEnd * styleEnd
	set := func(err error, st style) {
		s.do(err)
		s.do(s.w.f.SetCellStyle(s.name, at, at, s.w.styles[st]))
	}
	f := s.w.f
	switch v := value.(type) {
	case nil:
		set(nil, st)
	case string:
		set(f.SetCellStr(s.name, at, s.text(at, v)), st)
	case short:
		set(f.SetCellStr(s.name, at, s.text(at, string(v))), whole+styleCentre)
	case light:
		set(f.SetCellStr(s.name, at, s.text(at, string(v))), whole+styleLight)
	case struck:
		set(f.SetCellStr(s.name, at, s.text(at, string(v))), whole+styleStruck)
	case int:
		set(f.SetCellInt(s.name, at, int64(v)), whole+styleCount)
	case share:
		s.number(at, parquetio.Number(v), set, whole, styleShare)
	case parquetio.Number:
		s.number(at, v, set, whole, styleNumber)
	case parquetio.Date:
		s.day(at, v, set, whole)
	default:
		s.do(fmt.Errorf("%s: a cell cannot hold %T", at, value))
	}
}

// exactDigits is how many digits of a number every spreadsheet keeps.
const exactDigits = 15

// number writes a number with the decimals it has, as text where a spreadsheet
// would lose some of them.
func (s *sheet) number(at string, n parquetio.Number, set func(error, style), whole, st style) {
	text := n.String()
	switch digits := strings.Trim(strings.Replace(text, ".", "", 1), "-0"); {
	case !n.Valid:
		set(nil, whole+st)
	case len(digits) > exactDigits:
		set(s.w.f.SetCellStr(s.name, at, text), whole+styleCentre)
	default:
		set(s.w.f.SetCellFloat(s.name, at, n.Float(), -1, 64), whole+st)
	}
}

// The day on which spreadsheets and calendars begin to agree, in days since
// 1970-01-01, and the number that spreadsheets give to 1970-01-01.
const (
	firstDay  = -25508 // 1900-03-01
	epochDate = 25569
)

func (s *sheet) day(at string, d parquetio.Date, set func(error, style), whole style) {
	switch {
	case !d.Valid:
		set(nil, whole+styleDay)
	case d.Days < firstDay:
		set(s.w.f.SetCellStr(s.name, at, d.String()), whole+styleCentre)
	default:
		set(s.w.f.SetCellInt(s.name, at, int64(d.Days)+epochDate), whole+styleDay)
	}
}

// text makes a text that one cell holds: what is too long goes on in the sheet
// of long texts, and the cell says so.
func (s *sheet) text(at, text string) string {
	clean, replaced := workbook.Writable(text)
	if replaced {
		s.w.replaced++
	}
	return workbook.Escaped(s.w.fitting(s.name, at, clean))
}

// line writes one row of a table, as high as its texts need.
func (s *sheet) line(st style, values ...any) {
	s.row++
	height := float64(look.RowHeight)
	for i, v := range values {
		s.put(i+1, s.row, v, st)
		if text := wordsIn(v); text != "" && i < len(s.widths) {
			height = max(height, workbook.TextHeight(text, s.widths[i], look.NoteSize))
		}
	}
	s.heights[s.row] = min(height, look.MostHeight)
}

// wordsIn is the text of a cell that may need more than one line.
func wordsIn(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case short:
		return string(v)
	case struck:
		return string(v)
	case light:
		return string(v)
	}
	return ""
}

// alone writes a text over the whole width.
func (s *sheet) alone(st style, text string) {
	s.row++
	s.put(1, s.row, text, st)
	width, last := 0.0, s.lastPrinted()
	for i, w := range s.widths[:last] {
		width += w
		if i > 0 {
			s.put(i+1, s.row, nil, st)
		}
	}
	points := st.points()
	s.heights[s.row] = min(look.MostHeight, max(look.RowHeight, points*1.7))
	if st == styleParagraph {
		s.do(s.w.f.MergeCell(s.name, cellName(1, s.row), cellName(last, s.row)))
		s.heights[s.row] = min(look.MostHeight, workbook.TextHeight(text, width, points)+6)
	}
}

// lastPrinted is the last column that is printed.
func (s *sheet) lastPrinted() int {
	if s.printed > 0 {
		return s.printed
	}
	return len(s.widths)
}

// skip leaves rows empty.
func (s *sheet) skip(rows int) { s.row += rows }

// header writes the two header rows of a table: Chinese, and English below.
func (s *sheet) header(zh, en []string) {
	for i, names := range [][]string{zh, en} {
		s.row++
		height := float64(look.RowHeight)
		for c, name := range names {
			st := []style{styleHeader, styleHeaderEn}[i]
			s.put(c+1, s.row, name, st)
			height = max(height, workbook.TextHeight(name, s.widths[c], st.points()))
		}
		s.heights[s.row] = height
	}
}
