package template

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"yigai/internal/workbook"
)

// checkText finds the first text of the book that a cell cannot hold unchanged.
func (b *Book) checkText() error {
	for _, s := range b.sheets {
		for r, row := range s.rows {
			for c, cell := range row {
				text, isText := cell.value.(string)
				if !isText {
					continue
				}
				if err := checkCellText(text); err != nil {
					return fmt.Errorf("%s!%s: %w", s.name, cellName(c+1, r+1), err)
				}
			}
		}
	}
	return nil
}

func checkCellText(text string) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("text %.60q is not UTF-8", text)
	}
	if i := strings.IndexFunc(text, isUnwritable); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		return fmt.Errorf("text %.60q holds the control character U+%04X", text, r)
	}
	if n := workbook.Units(text); n > workbook.MaxText {
		return fmt.Errorf("text of %d characters is longer than a cell holds (%d)", n, workbook.MaxText)
	}
	return nil
}

// isUnwritable holds for what XML 1.0 cannot carry, and for the carriage
// return, which readers turn into a line feed.
func isUnwritable(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF
}

// shorten cuts s to at most limit UTF-16 units, ending in "…" where it cut:
// prompts of drop-downs and limits hold 255, their titles 32.
func shorten(s string, limit int) string {
	if workbook.Units(s) <= limit {
		return s
	}
	runes := []rune(s)
	for workbook.Units(string(runes)) > limit-1 {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
