package ledgerbook

import (
	"fmt"

	"yigai/internal/workbook"
)

// A longText is a part of a text that its cell cannot hold.
type longText struct {
	from  string // sheet and cell
	part  int    // 2 for the first part that is not in the cell
	parts int
	text  string
}

// partSize leaves room in a cell for the words that say where a text goes on.
const partSize = workbook.MaxText - 200

// fitting is the text that goes into a cell; the rest of one that is too long
// goes into the sheet of long texts, and the cell says where.
func (w *writer) fitting(sheet, cell, text string) string {
	if workbook.Units(text) <= workbook.MaxText {
		return text
	}
	pieces := workbook.Pieces(text, partSize)
	for i, piece := range pieces[1:] {
		w.long = append(w.long, longText{sheet + "!" + cell, i + 2, len(pieces), piece})
	}
	return pieces[0] + fmt.Sprintf("\n……（共 %d 部分，其余见“%s” continued there）", len(pieces), w.names.fixed(sheetLong))
}

// longTexts writes what did not fit into its cell; without any there is no such sheet.
func (w *writer) longTexts() error {
	if len(w.long) == 0 {
		return nil
	}
	s, err := w.newSheet(w.names.fixed(sheetLong), "长文", "Long texts", []float64{28, 12, 140})
	if err != nil {
		return err
	}
	s.header([]string{"单元格", "部分", "文字"}, []string{"Cell", "Part", "Text"})
	header := s.row
	for _, l := range w.long {
		s.line(styleText, l.from, short(fmt.Sprintf("%d/%d", l.part, l.parts)), l.text)
	}
	s.filter(header, 0)
	return s.finish()
}
