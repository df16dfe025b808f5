package xls

import (
	"errors"

	"yigai/ingest/book"
)

// Rows calls each for every row of a sheet (an index into Sheets) that holds
// something, from the first to the last. An error of each ends the reading and
// is returned as it is; every other error is a *book.Error with the sheet and the
// last cell read. Only when Rows returns nil has the whole sheet been seen.
func (w *Workbook) Rows(sheet int, each func(book.Row) error) error {
	others := w.cells - w.counted[sheet]
	w.cells = others
	defer func() { w.counted[sheet] = w.cells - others }()
	part := w.parts[sheet]
	s := &sheetReader{records: w.records(part.begin), book: w, each: each}
	err := s.sheet(part)
	w.merges[sheet] = s.merges
	if s.callErr != nil {
		return s.callErr
	}
	var e *book.Error
	if errors.As(err, &e) {
		e.Sheet = part.name
		if s.row >= 0 && s.began {
			e.Cell = book.CellName(s.column+1, s.row+1)
		}
		return e
	}
	w.ends[part.begin] = s.next
	return nil
}

// Where the reading of a sheet stands: before the table of cells, in it, and
// behind it. The table is one block of rows and cells; a cell anywhere else would
// mean that a record between them was damaged.
const (
	beforeTable = iota
	inTable
	afterTable
)

// A sheetReader reads one sheet. Rows and columns count from 0, as stored.
type sheetReader struct {
	*records
	book *Workbook
	each func(book.Row) error

	stage      int
	dimensions *book.Range // in which all cells must lie, ends excluded
	hidden     [maxColumns]bool
	rows       [maxRows / 64]uint64 // those with a ROW record
	hiddenRows [maxRows / 64]uint64
	merges     []book.Range
	began      bool // a cell was read
	row        int  // of the last cell
	column     int
	cells      []book.Cell
	waiting    bool  // the last cell is a formula whose text must follow
	callErr    error // an error of each, to be returned as it is
}

// sheet reads a worksheet from BOF to EOF.
func (s *sheetReader) sheet(part substream) error {
	kind, err := s.beginSubstream()
	if err != nil {
		return err
	}
	if kind != 0x0010 {
		return s.fail(book.CodeSheets, "工作表的开始标记写的是另一种类型 %#04x", "the begin record of the sheet names another kind, %#04x", kind)
	}
	for {
		if err := s.read(); err != nil {
			return err
		}
		if s.id == recEOF {
			break
		}
		if err := s.record(); err != nil {
			return err
		}
	}
	if s.waiting {
		return s.missingText()
	}
	if s.dimensions == nil {
		return s.fail(book.CodePart, "工作表没有范围记录", "the sheet has no record of its dimensions")
	}
	return s.endRow()
}

// record reads one record of a sheet.
func (s *sheetReader) record() error {
	if s.waiting && s.id != recString && !followsFormula(s.id) {
		return s.missingText()
	}
	if read := s.cellOf(s.id); read != nil {
		if err := s.table(); err != nil {
			return err
		}
		return read()
	}
	switch s.id {
	case recRow:
		if err := s.table(); err != nil {
			return err
		}
		return s.rowRecord()
	case recString:
		return s.formulaText()
	case recSharedFmla, recArray, recTable, recDBCell, recEntExU2, recContinue:
		return nil // of the table, or of the record before
	}
	if s.stage == inTable {
		if err := s.endTable(); err != nil {
			return err
		}
	}
	return s.other()
}

// followsFormula says whether a record may stand between a formula and the text
// it gave.
func followsFormula(id uint16) bool {
	return id == recSharedFmla || id == recArray || id == recTable || id == recContinue
}

func (s *sheetReader) missingText() error {
	return s.fail(book.CodeCell, "公式的文字结果没有跟随其后", "the text that a formula gave does not follow it")
}

// table holds that the record belongs to the one table of cells.
func (s *sheetReader) table() error {
	if s.stage == afterTable {
		return s.fail(book.CodeRecord, "单元格表结束后又有单元格记录 %#04x", "the cell record %#04x stands behind the table of cells", s.id)
	}
	s.stage = inTable
	return nil
}

// other reads the records around the table of cells.
func (s *sheetReader) other() error {
	switch s.id {
	case recBOF:
		return s.skipNested() // a chart in the sheet
	case recDimensions:
		return s.readDimensions()
	case recNote:
		s.book.traits.Comments = true
	case recColInfo:
		return s.columns()
	case recMergeCells:
		return s.merge()
	case recFilePass, recBoundSheet, recSST, recXF, 0, 1, 2, 3, 4, 5, 7, 8, 9: // the low ones held cells before Excel 97
		return s.fail(book.CodeRecord, "工作表中不应有记录 %#04x", "the record %#04x may not stand in a sheet", s.id)
	}
	if n, fixed := fixedSizes[s.id]; fixed {
		return s.exactly(n)
	}
	return nil
}

// readDimensions notes the rectangle that holds all cells.
func (s *sheetReader) readDimensions() error {
	if err := s.exactly(14); err != nil {
		return err
	}
	d := book.Range{FirstRow: int(u32(s.body)), LastRow: int(u32(s.body[4:])), FirstColumn: int(u16(s.body[8:])), LastColumn: int(u16(s.body[10:]))}
	if s.dimensions != nil || s.stage != beforeTable || d.LastRow > maxRows || d.LastColumn > maxColumns || d.FirstRow > d.LastRow || d.FirstColumn > d.LastColumn {
		return s.fail(book.CodeRef, "工作表的范围不对：第 %d–%d 行，第 %d–%d 列", "the dimensions of the sheet cannot be: rows %d to %d, columns %d to %d", d.FirstRow+1, d.LastRow, d.FirstColumn+1, d.LastColumn)
	}
	s.dimensions = &d
	return nil
}

// columns notes hidden columns. They are listed before the cells.
func (s *sheetReader) columns() error {
	if err := s.need(10); err != nil {
		return err
	}
	first, last := int(u16(s.body)), int(u16(s.body[2:]))
	if s.stage != beforeTable || first > last || first >= maxColumns || last > maxColumns {
		return s.fail(book.CodeRef, "列定义 %d 至 %d 不对", "the columns %d to %d cannot be", first+1, last+1)
	}
	if width := u16(s.body[4:]); width == 0 || u16(s.body[8:])&1 != 0 {
		for i := first; i <= min(last, maxColumns-1); i++ { // some writers say 256 for the last
			s.hidden[i] = true
		}
	}
	return nil
}

// rowRecord notes whether a row is hidden. It stands before the cells of the row.
func (s *sheetReader) rowRecord() error {
	if err := s.exactly(16); err != nil {
		return err
	}
	row := int(u16(s.body))
	word, bit := row/64, uint64(1)<<(row%64)
	if s.rows[word]&bit != 0 || s.began && row <= s.row {
		return s.fail(book.CodeRef, "第 %d 行出现两次，或排在其单元格之后", "row %d comes twice or behind its cells", row+1)
	}
	s.rows[word] |= bit
	if height := u16(s.body[6:]) & 0x7fff; height == 0 || u16(s.body[12:])&0x20 != 0 {
		s.hiddenRows[word] |= bit
	}
	return nil
}

// endRow gives the row to the caller.
func (s *sheetReader) endRow() error {
	if len(s.cells) == 0 {
		return nil
	}
	hidden := s.hiddenRows[s.row/64]&(1<<(s.row%64)) != 0
	s.callErr = s.each(book.Row{Number: s.row + 1, Hidden: hidden, Cells: s.cells})
	s.cells = s.cells[:0]
	return s.callErr
}
