package xls

import (
	"math"

	"yigai/ingest/book"
)

// cellOf is how a record with a cell is read; nil for all others.
func (s *sheetReader) cellOf(id uint16) func() error {
	switch id {
	case recBlank:
		return s.blank
	case recMulBlank:
		return s.blanks
	case recNumber:
		return s.number
	case recRK:
		return s.packed
	case recMulRK:
		return s.manyPacked
	case recLabelSST:
		return s.shared
	case recLabel, recRString:
		return s.label
	case recBoolErr:
		return s.boolOrError
	case recFormula:
		return s.formula
	}
	return nil
}

// place checks where a cell stands: after the one before, inside the dimensions.
func (s *sheetReader) place(row, column int, format uint16) (book.Cell, error) {
	d := s.dimensions
	if d == nil || row < d.FirstRow || row >= d.LastRow || column < d.FirstColumn || column >= d.LastColumn {
		return book.Cell{}, s.fail(book.CodeRef, "单元格 %s 在工作表的范围之外", "the cell %s lies outside the dimensions of the sheet", book.CellName(column+1, row+1))
	}
	if s.began && (row < s.row || row == s.row && column <= s.column) {
		return book.Cell{}, s.fail(book.CodeRef, "单元格 %s 不在 %s 之后", "the cell %s does not follow %s", book.CellName(column+1, row+1), book.CellName(s.column+1, s.row+1))
	}
	if s.book.cells++; s.book.cells > s.book.limits.Cells {
		return book.Cell{}, s.fail(book.CodeCells, "单元格超过 %d 个", "there are more than %d cells", s.book.limits.Cells)
	}
	if int(format) >= len(s.book.formats) {
		return book.Cell{}, s.fail(book.CodeStyle, "单元格格式 %d 不存在", "there is no cell format %d", format)
	}
	if s.began && row > s.row {
		if err := s.endRow(); err != nil {
			return book.Cell{}, err
		}
	}
	s.began, s.row, s.column = true, row, column
	return book.Cell{Column: column + 1, Hidden: s.hidden[column], NumberFormat: s.book.formats[format].code}, nil
}

// at reads the head that most cell records share, and places the cell.
func (s *sheetReader) at() (book.Cell, error) {
	return s.place(int(u16(s.body)), int(u16(s.body[2:])), u16(s.body[4:]))
}

// add puts a cell with something in it into the row.
func (s *sheetReader) add(c book.Cell, kind book.Type, text string) error {
	if text == "" && !c.Formula {
		return nil // an empty text is no content
	}
	if c.Column > s.book.limits.Columns {
		return s.fail(book.CodeColumns, "第 %d 列之后还有内容", "there is content beyond column %d", s.book.limits.Columns)
	}
	c.Type, c.Text = kind, text
	s.cells = append(s.cells, c)
	return nil
}

// addNumber adds a number. Its format must be known, as it may make it a
// percentage or a date.
func (s *sheetReader) addNumber(c book.Cell, format uint16, v float64) error {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return s.fail(book.CodeCell, "单元格存储的不是数", "what the cell stores is no number")
	}
	if !s.book.formats[format].known {
		return s.fail(book.CodeStyle, "单元格使用的数字格式不在文件中", "the number format of the cell is not in the file")
	}
	return s.add(c, book.Number, digits(v))
}

func (s *sheetReader) blank() error {
	if err := s.exactly(6); err != nil {
		return err
	}
	_, err := s.at()
	return err
}

func (s *sheetReader) number() error {
	if err := s.exactly(14); err != nil {
		return err
	}
	c, err := s.at()
	if err != nil {
		return err
	}
	return s.addNumber(c, u16(s.body[4:]), double(s.body[6:]))
}

func (s *sheetReader) packed() error {
	if err := s.exactly(10); err != nil {
		return err
	}
	c, err := s.at()
	if err != nil {
		return err
	}
	return s.addPacked(c, u16(s.body[4:]), u32(s.body[6:]))
}

// addPacked adds a number packed into 30 bits.
func (s *sheetReader) addPacked(c book.Cell, format uint16, packed uint32) error {
	if packed&packedWhole == 0 {
		return s.addNumber(c, format, unpack(packed))
	}
	if err := s.addNumber(c, format, 0); err != nil {
		return err
	}
	s.cells[len(s.cells)-1].Text = wholeDigits(packed)
	return nil
}

// several reads a record with many cells of one row, each of size bytes.
func (s *sheetReader) several(size int, each func(book.Cell, []byte) error) error {
	if err := s.need(6 + size); err != nil {
		return err
	}
	row, first, last := int(u16(s.body)), int(u16(s.body[2:])), int(u16(s.body[len(s.body)-2:]))
	if n := (len(s.body) - 6) / size; (len(s.body)-6)%size != 0 || last != first+n-1 {
		return s.fail(book.CodeRecord, "记录 %#04x 的长度与第 %d 至 %d 列不符", "the length of the record %#04x does not fit the columns %d to %d", s.id, first+1, last+1)
	}
	body := s.body
	for column := first; column <= last; column++ {
		b := body[4+size*(column-first):][:size]
		c, err := s.place(row, column, u16(b))
		if err != nil {
			return err
		}
		if err := each(c, b); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheetReader) blanks() error {
	return s.several(2, func(book.Cell, []byte) error { return nil })
}

func (s *sheetReader) manyPacked() error {
	return s.several(6, func(c book.Cell, b []byte) error { return s.addPacked(c, u16(b), u32(b[2:])) })
}

// shared reads a cell that refers to a shared text.
func (s *sheetReader) shared() error {
	if err := s.exactly(10); err != nil {
		return err
	}
	c, err := s.at()
	if err != nil {
		return err
	}
	i := u32(s.body[6:])
	if int64(i) >= int64(len(s.book.strings)) {
		return s.fail(book.CodeSST, "共享文字序号 %d 不存在，共 %d 条", "there is no shared text %d among %d", i, len(s.book.strings))
	}
	return s.add(c, book.Text, s.book.strings[i])
}

// label reads a cell that holds its text itself.
func (s *sheetReader) label() error {
	if err := s.need(9); err != nil {
		return err
	}
	c, err := s.at()
	if err != nil {
		return err
	}
	text, err := s.longText(6)
	if err != nil {
		return err
	}
	return s.add(c, book.Text, text)
}

func (s *sheetReader) boolOrError() error {
	if err := s.exactly(8); err != nil {
		return err
	}
	c, err := s.at()
	if err != nil {
		return err
	}
	if s.body[7] > 1 {
		return s.fail(book.CodeCell, "单元格既不是真假值也不是错误值", "the cell is neither a truth value nor an error")
	}
	return s.addBoolOrError(c, s.body[6], s.body[7] == 1)
}
