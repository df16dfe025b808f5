package ledgerbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// newPage begins a printed page with the next row.
func (s *sheet) newPage() { s.do(s.w.f.InsertPageBreak(s.name, cellName(1, s.row+1))) }

// ref is an area of the sheet, in the form of formulas and charts.
func (s *sheet) ref(area string) string {
	return "'" + strings.ReplaceAll(s.name, "'", "''") + "'!" + area
}

// area is the absolute address of some cells of the sheet.
func (s *sheet) area(column1, row1, column2, row2 int) string {
	from, err1 := excelize.CoordinatesToCellName(column1, row1, true)
	to, err2 := excelize.CoordinatesToCellName(column2, row2, true)
	s.do(err1)
	s.do(err2)
	return s.ref(from + ":" + to)
}

// filter puts filters over the rows of a table, whose last header row is given,
// and keeps its header and first columns in sight.
func (s *sheet) filter(header, fixed int) {
	s.head = [2]int{header - 1, header}
	if s.row > header {
		s.do(s.w.f.AutoFilter(s.name, cellName(1, header)+":"+cellName(len(s.widths), s.row), nil))
	}
	s.do(s.w.f.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: fixed, YSplit: header, TopLeftCell: cellName(fixed+1, header+1), ActivePane: "bottomRight",
	}))
}

// lit colours the lights in some cells by their words, as conditional formats:
// a light that somebody changes changes its colour.
func (s *sheet) lit(column1, row1, column2, row2 int) {
	if row2 < row1 {
		return
	}
	var rules []excelize.ConditionalFormatOptions
	for _, l := range s.w.b.lamps {
		words := strings.TrimSpace(l.Mark + " " + l.text)
		if id, ok := s.w.lampStyles[l.code]; ok && len([]rune(words)) <= lampRoom {
			rules = append(rules, excelize.ConditionalFormatOptions{Type: "cell", Criteria: "==", Value: quoted(words), Format: &id})
		}
	}
	if len(rules) > 0 {
		s.do(s.w.f.SetConditionalFormat(s.name, cellName(column1, row1)+":"+cellName(column2, row2), rules))
	}
}

// lampRoom is how long the words of a light may be in the condition of a format.
const lampRoom = 100

// quoted is a text as a constant in a condition.
func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// when marks cells for which a condition holds, with a style for it.
func (s *sheet) when(condition string, format int, column1, row1, column2, row2 int) {
	if row2 < row1 {
		return
	}
	s.do(s.w.f.SetConditionalFormat(s.name, cellName(column1, row1)+":"+cellName(column2, row2),
		[]excelize.ConditionalFormatOptions{{Type: "formula", Criteria: condition, Format: &format}}))
}

// finish sets what surrounds the cells: heights, widths and print.
func (s *sheet) finish() error {
	f := s.w.f
	for i, width := range s.widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		s.do(err)
		s.do(f.SetColWidth(s.name, column, column, width))
	}
	for row := range s.row {
		if height := s.heights[row+1]; height > 0 {
			s.do(f.SetRowHeight(s.name, row+1, height))
		}
	}
	lines := false
	s.do(f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &lines}))
	s.print()
	return s.err
}

// print sets A4 landscape, one page wide, the header on each page, page numbers.
func (s *sheet) print() {
	const a4 = 9
	f, size, orientation, wide, tall, fit := s.w.f, a4, "landscape", 1, 0, true
	s.do(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}))
	s.do(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, edge, foot, centred := 0.5, 0.75, 0.35, true
	s.do(f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &foot, Footer: &foot, Horizontally: &centred,
	}))
	escape := strings.NewReplacer("&", "&&").Replace
	s.do(f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + shortened(escape(s.w.running()), headerRoom) + "&R&A",
		OddFooter: "&L" + shortened(escape(s.w.basis()), headerRoom) + "&C第 &P 页，共 &N 页&R" + shortened(escape(s.w.b.head.Version), 20),
	}))
	if s.printed > 0 {
		s.do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: s.area(1, 1, s.printed, s.row), Scope: s.name}))
	}
	if s.head[0] > 0 {
		s.do(f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: s.ref(fmt.Sprintf("$%d:$%d", s.head[0], s.head[1])), Scope: s.name,
		}))
	}
}

// headerRoom is how many characters of a page's header are ours: spreadsheets
// allow 255 in all, codes included.
const headerRoom = 80

// shortened cuts what stands in a page's margin, where the whole stands in the
// sheet, and never in the middle of an escaped "&".
func shortened(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	kept := strings.TrimRight(string(runes[:limit]), "&")
	return kept + "…"
}
