package template

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"yigai/internal/workbook"
)

const stylesPart = "xl/styles.xml"

// Write writes the workbook.
func (b *Book) Write(w io.Writer) (err error) {
	styles, err := sharedStyles()
	if b.review {
		styles, err = reviewStyles()
	}
	if err != nil {
		return err
	}
	f := excelize.NewFile()
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	f.SetZipWriter(workbook.NewZip)
	// The finished style part goes in as it is; a parsed one would be written over it.
	f.Styles = nil
	f.Pkg.Store(stylesPart, styles.xml)
	if err := b.describe(f); err != nil {
		return err
	}
	for i, s := range b.sheets {
		if err := addSheet(f, i, s.name); err != nil {
			return fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	for _, s := range b.sheets {
		if err := b.writeSheet(f, styles, s); err != nil {
			return fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	f.Styles = nil // comments look at the styles, which parses them
	return f.Write(w)
}

func addSheet(f *excelize.File, index int, name string) error {
	if index == 0 {
		return f.SetSheetName("Sheet1", name)
	}
	_, err := f.NewSheet(name)
	return err
}

// describe sets the workbook's own properties, with times from the calendar
// and never from the clock.
func (b *Book) describe(f *excelize.File) error {
	form := b.in.Form
	made := form.Period.First().Format(time.RFC3339)
	title := fmt.Sprintf("%s %s %s", b.in.Pack.Programme.ShortTitle, form.Reporter.Name, form.Period)
	err := f.SetDocProps(&excelize.DocProperties{
		Title: b.sampleMark() + title, Creator: "yigai", LastModifiedBy: "yigai", Created: made, Modified: made, Language: "zh-CN",
	})
	if err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: "yigai", DocSecurity: 0}); err != nil {
		return err
	}
	always := true
	if err := f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &always}); err != nil {
		return err
	}
	return f.ProtectWorkbook(&excelize.WorkbookProtectionOptions{LockStructure: true})
}

func (b *Book) writeSheet(f *excelize.File, styles *styleBook, s *sheet) error {
	if err := layOut(f, styles, s, b.footer()); err != nil {
		return err
	}
	if err := s.addComments(f); err != nil {
		return err
	}
	stream, err := f.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := setColumns(stream, s); err != nil {
		return err
	}
	for i, row := range s.rows {
		if err := writeRow(stream, styles, s, i+1, row); err != nil {
			return err
		}
	}
	for _, area := range s.merges {
		from, to, _ := strings.Cut(area, ":")
		if err := stream.MergeCell(from, to); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// setColumns sets widths and frozen panes. It goes from the last column to the
// first: the library puts each before the others, and strict programs want
// them to rise.
func setColumns(stream *excelize.StreamWriter, s *sheet) error {
	for i, width := range slices.Backward(s.widths) {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	return freeze(stream, s)
}

func writeRow(stream *excelize.StreamWriter, styles *styleBook, s *sheet, number int, row []cell) error {
	values := make([]any, len(row))
	for i, c := range row {
		values[i] = excelize.Cell{StyleID: styles.ids[c.style], Formula: c.formula, Value: c.value}
	}
	return stream.SetRow(cellName(1, number), values, excelize.RowOpts{Height: s.heights[number]})
}

// freeze keeps the header row and the first columns in sight.
func freeze(stream *excelize.StreamWriter, s *sheet) error {
	if s.header == 0 {
		return nil
	}
	pane := "bottomRight"
	if s.fixed == 0 {
		pane = "bottomLeft"
	}
	return stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: s.fixed, YSplit: s.header, TopLeftCell: cellName(s.fixed+1, s.header+1), ActivePane: pane,
	})
}

// layOut sets what surrounds the cells: protection, limits, alarms and print.
func layOut(f *excelize.File, styles *styleBook, s *sheet, footer string) error {
	if err := f.SetSheetDimension(s.name, "A1:"+cellName(len(s.widths), len(s.rows))); err != nil {
		return err
	}
	gridLines := false
	if err := f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &gridLines}); err != nil {
		return err
	}
	// Without a password: the lock is against slips, not against people.
	err := f.ProtectSheet(s.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
	})
	if err != nil {
		return err
	}
	for _, v := range s.validations {
		if err := f.AddDataValidation(s.name, v); err != nil {
			return err
		}
	}
	for _, a := range s.alarms {
		err := f.SetConditionalFormat(s.name, a.area, []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: a.formula, Format: &styles.alarm},
		})
		if err != nil {
			return err
		}
	}
	return setPrint(f, s, footer)
}

func setPrint(f *excelize.File, s *sheet, footer string) error {
	const a4 = 9
	size, orientation, wide, tall := a4, "landscape", 1, 0
	if s.upright {
		orientation = "portrait"
	}
	err := f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall})
	if err != nil {
		return err
	}
	fit := true
	if err := f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	side, edge, foot, centred := 0.6, 0.75, 0.4, true
	err = f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &edge, Bottom: &edge, Footer: &foot, Horizontally: &centred,
	})
	if err != nil {
		return err
	}
	if err := f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: footer}); err != nil {
		return err
	}
	return s.namePrintAreas(f)
}

func (s *sheet) namePrintAreas(f *excelize.File) error {
	if s.printed > 0 {
		column, err := excelize.ColumnNumberToName(s.printed)
		if err != nil {
			return err
		}
		area := s.ref(fmt.Sprintf("$A$1:$%s$%d", column, len(s.rows)))
		if err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: s.name}); err != nil {
			return err
		}
	}
	if s.header == 0 {
		return nil
	}
	titles := s.ref(fmt.Sprintf("$1:$%d", s.header))
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.name})
}
