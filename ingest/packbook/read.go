package packbook

import (
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
	"yigai/internal/decimal"
	"yigai/programme"
)

// Read takes a workbook apart again. Problems are cells that are no plain texts
// or numbers and sheets that are no file's; with any of them the files must not be
// used. An error is a *book.Error: the file is no workbook, or damaged.
func Read(r io.ReaderAt, size int64) (files []File, problems []Problem, err error) {
	w, err := xlsx.Open(r, size, xlsx.DefaultLimits)
	if err != nil {
		return nil, nil, err
	}
	for i, sheet := range w.Sheets() {
		name := fileName(sheet.Name)
		switch {
		case sheet.Name == helpSheet:
		case name == "":
			problems = append(problems, problem(sheet.Name, "没有叫这个名字的方案文件，可用的表名：%s", "no file of a pack is called so: sheets may be called %s", strings.Join(sheetNames(), ", ")))
		case has(files, name):
			problems = append(problems, problem(sheet.Name, "这张表出现了两次", "this sheet stands twice"))
		}
		s := sheetReader{name: sheet.Name, isYAML: name == yamlFile, problems: &problems}
		if err := w.Rows(i, s.row); err != nil {
			return nil, nil, err
		}
		if name != "" && !has(files, name) {
			files = append(files, File{name, s.whole()})
		}
	}
	if err := w.Verify(); err != nil {
		return nil, nil, err
	}
	if !has(files, yamlFile) {
		problems = append(problems, problem(sheetName(yamlFile), "没有这张表：方案至少要有它", "this sheet is missing: a pack needs it"))
	}
	slices.SortStableFunc(files, func(a, b File) int { return place(a.Name) - place(b.Name) })
	return files, problems, nil
}

func sheetNames() (names []string) {
	for _, name := range programme.Files() {
		names = append(names, sheetName(name))
	}
	return names
}

// place is where a file stands in the workbook; sample tables come last, as they come.
func place(name string) int {
	if i := slices.Index(programme.Files(), name); i >= 0 {
		return i
	}
	return len(programme.Files())
}

// A sheetReader collects the rows of one sheet.
type sheetReader struct {
	name     string
	isYAML   bool
	rows     [][]string
	problems *[]Problem
}

func (s *sheetReader) row(r book.Row) error {
	var texts []string
	for _, c := range r.Cells {
		cell, err := excelize.CoordinatesToCellName(c.Column, r.Number)
		if err != nil {
			return err
		}
		text, found := plain(s.name+"!"+cell, c)
		if s.isYAML && c.Column > 1 {
			found = &Problem{s.name + "!" + cell, "不在第一列：programme 的每行只占一格", "is beside the first column: each line of programme takes one cell"}
		}
		if found != nil {
			if s.name != helpSheet {
				*s.problems = append(*s.problems, *found)
			}
			continue
		}
		if text == "" {
			continue
		}
		for len(texts) < c.Column-1 {
			texts = append(texts, "")
		}
		texts = append(texts, text)
	}
	if len(texts) == 0 {
		return nil
	}
	for len(s.rows) < r.Number-1 {
		s.rows = append(s.rows, nil)
	}
	s.rows = append(s.rows, texts)
	return nil
}

// whole gives the rows, those of a table as wide as its header.
func (s *sheetReader) whole() [][]string {
	if s.isYAML || len(s.rows) == 0 {
		for i, row := range s.rows {
			if row == nil {
				s.rows[i] = []string{""}
			}
		}
		return s.rows
	}
	for i, row := range s.rows {
		for len(row) > 0 && len(row) < len(s.rows[0]) {
			row = append(row, "")
		}
		s.rows[i] = row
	}
	return s.rows
}

// notADate is what a number format may hold without making a date of the number:
// texts, colours, escaped characters.
var notADate = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.|_.|General`)

// plain is the text of a cell: of a number its digits, where it is no date. An
// office's program stores 610702 typed into a new column as a number.
func plain(at string, c book.Cell) (string, *Problem) {
	wrong := func(zh, en string) (string, *Problem) {
		return "", &Problem{at, zh, en}
	}
	switch {
	case c.Formula:
		return wrong("是公式：请粘贴为值，公式不会被计算", "is a formula: paste it as a value, formulas are not computed")
	case c.Type == book.Text:
		return strings.ReplaceAll(c.Text, "\r\n", "\n"), nil
	case c.Type == book.Empty:
		return "", nil
	case c.Type == book.Date, c.Type == book.Number && strings.ContainsAny(notADate.ReplaceAllString(c.NumberFormat, ""), "ymdhsYMDHS"):
		return wrong("是日期格式：请把单元格设为文本，日期写成 2022-12-31", "is a date: make the cell a text and write the day as 2022-12-31")
	case c.Type == book.Number:
		if d, err := decimal.Parse(c.Text); err == nil {
			return d.String(), nil
		}
		return wrong("的数字有多于4位的小数或写成了科学计数：请把单元格设为文本后重写", "is a number with more than 4 decimals or an exponent: make the cell a text and write it again")
	}
	return wrong("不是文本：请把单元格设为文本后重写（是否写 yes 或 no）", "is no text: make the cell a text and write it again (yes or no for truth values)")
}
