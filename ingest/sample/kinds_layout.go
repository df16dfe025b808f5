package sample

import (
	"errors"
	"fmt"
	"strings"

	"yigai/ingest/template"
	"yigai/internal/decimal"
)

// Kinds of faults in the layout of a list: rows hidden, taken out, exchanged.

// inTurn cuts one after the other.
func inTurn(cuts ...func(*template.Book, []byte) ([]byte, error)) func(*template.Book, []byte) ([]byte, error) {
	return func(b *template.Book, workbook []byte) (_ []byte, err error) {
		for _, cut := range cuts {
			if workbook, err = cut(b, workbook); err != nil {
				return nil, err
			}
		}
		return workbook, nil
	}
}

// cutRow changes the XML of the row that a picked number stands in.
func cutRow(note string, edit func(xml string, row int) (string, error), also func(sheet string) []Spot) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		key, found := m.pick(s)
		if !found {
			return nil
		}
		f := &flaw{where: atKey(key), note: note, also: func(*template.Book) []Spot { return also(key.Sheet) }}
		f.cut = func(b *template.Book, workbook []byte) ([]byte, error) {
			cell, _ := b.Cell(key)
			return editSheet(workbook, b.SheetNumber(key.Sheet), func(xml string) (string, error) { return edit(xml, rowOf(cell)) })
		}
		return f
	}
}

func onlyThere(string) []Spot { return nil }

// onSheet: what is no longer there has no cell of its own.
func onSheet(sheet string) []Spot { return []Spot{{sheet, ""}} }

func hideRow(xml string, row int) (string, error) {
	open := fmt.Sprintf(`<row r="%d"`, row)
	if !strings.Contains(xml, open) {
		return "", fmt.Errorf("%s is not there", open)
	}
	return strings.Replace(xml, open, open+` hidden="1"`, 1), nil
}

func removeRow(xml string, row int) (string, error) {
	start, end, err := between(xml, fmt.Sprintf(`<row r="%d"`, row), "</row>")
	if err != nil {
		return "", err
	}
	return xml[:start] + xml[end:], nil
}

// inColumn is the cell of a picked row in another column, where the finding is expected.
func inColumn(column, text, note string) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		key, found := m.pick(s)
		if !found {
			return nil
		}
		f := &flaw{note: note + text}
		f.where = func(b *template.Book) (string, string) {
			cell, _ := b.Cell(key)
			return key.Sheet, fmt.Sprintf("%s%d", column, rowOf(cell))
		}
		f.cut = func(b *template.Book, workbook []byte) ([]byte, error) {
			sheet, cell := f.where(b)
			return editSheet(workbook, b.SheetNumber(sheet), func(xml string) (string, error) { return setText(xml, cell, text) })
		}
		return f
	}
}

// headerChanged writes something else over the header of the figures.
func headerChanged(_ *maker, s *submission) *flaw {
	for _, sheet := range s.input.Form.Sheets {
		if sheet.Layout != "list" {
			continue
		}
		f := &flaw{note: "表头“本期值”被改为“数”", where: func(*template.Book) (string, string) { return sheet.Name, "" }}
		f.cut = func(b *template.Book, workbook []byte) ([]byte, error) {
			return editSheet(workbook, b.SheetNumber(sheet.Name), func(xml string) (string, error) {
				if !strings.Contains(xml, "<t>本期值</t>") {
					return "", errors.New("there is no header 本期值")
				}
				return strings.Replace(xml, "<t>本期值</t>", "<t>数</t>", 1), nil
			})
		}
		return f
	}
	return nil
}

// exchangedCodes swaps the codes of two rows and leaves names and figures.
func exchangedCodes(m *maker, s *submission) *flaw {
	keys := s.numbers(1, anyNumber)
	if len(keys) < 2 || keys[0].Org != s.org.Code {
		return nil
	}
	n := m.throw(len(keys)-1, "codes", s)
	a, b := keys[n], keys[n+1]
	if a.Org != s.org.Code || b.Org != s.org.Code || a.Sheet != b.Sheet {
		return nil
	}
	f := &flaw{note: "两行的编码互换，名称和数据没有动"}
	codeCell := func(book *template.Book, key template.Key, column string) string {
		cell, _ := book.Cell(key)
		return fmt.Sprintf("%s%d", column, rowOf(cell))
	}
	f.where = func(book *template.Book) (string, string) { return a.Sheet, codeCell(book, a, "B") }
	f.also = func(book *template.Book) []Spot { return []Spot{{b.Sheet, codeCell(book, b, "B")}} }
	f.cut = func(book *template.Book, workbook []byte) ([]byte, error) {
		return editSheet(workbook, book.SheetNumber(a.Sheet), func(xml string) (string, error) {
			xml, err := setText(xml, codeCell(book, a, "A"), b.Element)
			if err != nil {
				return "", err
			}
			return setText(xml, codeCell(book, b, "A"), a.Element)
		})
	}
	return f
}

// taskFigure types a number into the progress of a task.
func taskFigure(text, note string) func(*maker, *submission) *flaw {
	return func(_ *maker, s *submission) *flaw {
		return s.inTask("完成进度", func(e *template.TaskEntry) string {
			v := decimal.MustParse(text)
			e.Progress = &v
			return note
		})
	}
}
