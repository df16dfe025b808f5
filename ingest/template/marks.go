package template

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"yigai/internal/workbook"
)

// addMarks colours and comments cells.
func (b *Book) addMarks(marks map[Place]Mark) error {
	for _, s := range b.sheets {
		for r, row := range s.rows {
			for c := range row {
				name := cellName(c+1, r+1)
				mark, marked := marks[Place{s.name, name}]
				if !marked {
					continue
				}
				row[c].style = row[c].style.marked(mark.Level)
				s.comments = append(s.comments, comment{name, mark.Head, mark.Text})
				delete(marks, Place{s.name, name})
				if err := checkCellText(mark.Head + "\n" + mark.Text); err != nil {
					return fmt.Errorf("comment at %s!%s: %w", s.name, name, err)
				}
			}
		}
	}
	for at := range marks {
		return fmt.Errorf("the workbook has no cell %s!%s to be marked", at.Sheet, at.Cell)
	}
	return nil
}

const (
	commentAuthor = "校核"
	commentSize   = 10  // points
	commentWidth  = 340 // pixels
	commentLine   = 18  // pixels
	commentRoom   = 46  // half-width characters in a line
)

// addComments writes comments and links. It comes before the cells are
// streamed, for the stream carries what the sheet knows by then.
func (s *sheet) addComments(f *excelize.File) error {
	for _, c := range s.comments {
		lines := uint(0)
		for line := range strings.SplitSeq(c.head+"\n"+c.text, "\n") {
			lines += 1 + uint(workbook.Width(line)/commentRoom)
		}
		err := f.AddComment(s.name, excelize.Comment{
			Cell: c.cell, Author: commentAuthor, Width: commentWidth, Height: commentLine*lines + commentLine/2,
			Paragraph: []excelize.RichTextRun{
				{Text: c.head + "\n", Font: &excelize.Font{Family: font, Size: commentSize, Bold: true, Color: ink}},
				{Text: c.text, Font: &excelize.Font{Family: font, Size: commentSize, Color: ink}},
			},
		})
		if err != nil {
			return fmt.Errorf("comment at %s: %w", c.cell, err)
		}
	}
	for _, l := range s.links {
		to := (&sheet{name: l.to.Sheet}).ref(l.to.Cell)
		if err := f.SetCellHyperLink(s.name, l.cell, to, "Location"); err != nil {
			return fmt.Errorf("link at %s: %w", l.cell, err)
		}
	}
	return nil
}
