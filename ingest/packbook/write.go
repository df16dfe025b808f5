package packbook

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"yigai/internal/workbook"
	"yigai/programme"
)

// About is what the first sheet says of the pack.
type About struct{ ID, Title, TitleEn, Hash string }

// A cell of a workbook holds 32,767 characters, a sheet of ours 16,384 columns and
// a million rows; a pack of that size is no document.
const (
	mostText    = 32_767
	mostColumns = 200
	mostRows    = 200_000
)

// fits finds the first text that a workbook cannot hold.
func fits(files []File) *Problem {
	for _, f := range files {
		if len(f.Rows) > mostRows {
			p := problem(f.Name, "超过 %d 行", "has more than %d rows", mostRows)
			return &p
		}
		for n, row := range f.Rows {
			if p := rowFits(fmt.Sprintf("%s:%d", f.Name, n+1), row); p != nil {
				return p
			}
		}
	}
	return nil
}

func rowFits(place string, row []string) *Problem {
	if len(row) > mostColumns {
		p := problem(place, "超过 %d 列", "has more than %d columns", mostColumns)
		return &p
	}
	for _, text := range row {
		if !utf8.ValidString(text) || utf8.RuneCountInString(text) > mostText || strings.ContainsFunc(text, isControl) {
			p := problem(place, "有一格超过 %d 字，或含有工作簿不能存的字符", "a cell has more than %d characters, or some that a workbook cannot hold", mostText)
			return &p
		}
	}
	return nil
}

func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r == 0x7f || r == 0xFFFE || r == 0xFFFF
}

// compose writes the workbook: what it is, then a sheet for each file.
func compose(w io.Writer, about About, files []File) (err error) {
	f := excelize.NewFile()
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	if err := f.SetSheetName("Sheet1", helpSheet); err != nil {
		return err
	}
	plain, head, err := looks(f)
	if err != nil {
		return err
	}
	if err := fillSheet(f, File{Name: helpSheet, Rows: help(about, files)}, helpSheet, plain, plain); err != nil {
		return err
	}
	for _, file := range files {
		sheet := sheetName(file.Name)
		if _, err := f.NewSheet(sheet); err != nil {
			return err
		}
		first := head
		if file.Name == yamlFile {
			first = plain
		}
		if err := fillSheet(f, file, sheet, first, plain); err != nil {
			return fmt.Errorf("sheet %s: %w", sheet, err)
		}
	}
	return f.Write(w)
}

// looks makes the two styles: text, and text of a header.
func looks(f *excelize.File) (plain, head int, err error) {
	text := "@"
	plain, err = f.NewStyle(&excelize.Style{CustomNumFmt: &text, Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return 0, 0, err
	}
	head, err = f.NewStyle(&excelize.Style{CustomNumFmt: &text, Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}}})
	return plain, head, err
}

// fillSheet writes rows as texts. All cells of the columns are texts, those yet
// to be filled too, so that 0101 stays 0101 and no entry becomes a date.
func fillSheet(f *excelize.File, file File, sheet string, first, others int) error {
	width := 1
	for _, row := range file.Rows {
		width = max(width, len(row))
	}
	last, err := excelize.ColumnNumberToName(width)
	if err != nil {
		return err
	}
	wide := 18.0
	if width == 1 {
		wide = 120
	}
	if err := f.SetColWidth(sheet, "A", last, wide); err != nil {
		return err
	}
	if err := f.SetColStyle(sheet, "A:"+last, others); err != nil {
		return err
	}
	for n, row := range file.Rows {
		if err := fillRow(f, sheet, n+1, row); err != nil {
			return err
		}
	}
	if first == others {
		return nil
	}
	if err := f.SetCellStyle(sheet, "A1", last+"1", first); err != nil {
		return err
	}
	return f.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"})
}

func fillRow(f *excelize.File, sheet string, number int, row []string) error {
	for i, text := range row {
		if text == "" {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(i+1, number)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(sheet, cell, workbook.Escaped(text)); err != nil {
			return err
		}
	}
	return nil
}

// help is the sheet that tells what to do with the workbook.
func help(about About, files []File) [][]string {
	var more []string
	for _, name := range programme.Files() {
		if !has(files, name) {
			more = append(more, sheetName(name))
		}
	}
	lines := []string{
		"工作方案 " + about.ID + "：" + about.Title,
		"每张表是方案的一个文件：programme 是 programme.yaml，逐行照抄；其余每张表是一个 CSV，第一行是列名。",
		"所有单元格都是文本，请保持文本；不要写公式，日期写成 2022-12-31，是否写 yes 或 no，多个值用 | 分隔。",
		"改完用 yigai programme import 本文件 文件夹 生成新的方案文件夹，程序会一次列出所有错误。",
		"可以另加的表（表名照写，第一行写列名，见 docs/packs.md）：" + strings.Join(more, "、"),
		"",
		"Programme " + about.ID + ": " + about.TitleEn,
		"Each sheet is one file of the pack: programme is programme.yaml line by line; every other sheet is a CSV, its first row the names of the columns.",
		"All cells are texts; keep them so. No formulas; days as 2022-12-31, yes or no, several values joined by |.",
		"When done: yigai programme import THIS-FILE FOLDER makes a new folder of the pack and lists every mistake at once.",
		"Sheets that may be added (by these names, first row the columns, see docs/packs.md): " + strings.Join(more, ", "),
		"",
		"SHA-256 " + about.Hash,
	}
	rows := make([][]string, len(lines))
	for i, line := range lines {
		rows[i] = []string{line}
	}
	return rows
}

func has(files []File, name string) bool {
	for _, f := range files {
		if f.Name == name {
			return true
		}
	}
	return false
}
