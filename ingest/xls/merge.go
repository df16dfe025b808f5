package xls

import "yigai/ingest/book"

// merge notes the ranges of one MERGECELLS record.
func (s *sheetReader) merge() error {
	if err := s.need(2); err != nil {
		return err
	}
	n := int(u16(s.body))
	if err := s.exactly(2 + 8*n); err != nil {
		return err
	}
	for i := range n {
		b := s.body[2+8*i:]
		m := book.Range{FirstRow: int(u16(b)) + 1, LastRow: int(u16(b[2:])) + 1, FirstColumn: int(u16(b[4:])) + 1, LastColumn: int(u16(b[6:])) + 1}
		if m.FirstRow > m.LastRow || m.FirstColumn > m.LastColumn || m.LastColumn > maxColumns {
			return s.fail(book.CodeRef, "合并区域第 %d–%d 行、第 %d–%d 列不对", "the merged range of rows %d to %d, columns %d to %d cannot be", m.FirstRow, m.LastRow, m.FirstColumn, m.LastColumn)
		}
		if err := s.addMerge(m); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheetReader) addMerge(m book.Range) error {
	if len(s.merges) == s.book.limits.Merges {
		return s.fail(book.CodeMerge, "合并区域超过 %d 个", "there are more than %d merged ranges", s.book.limits.Merges)
	}
	for _, o := range s.merges {
		if m.FirstRow <= o.LastRow && o.FirstRow <= m.LastRow && m.FirstColumn <= o.LastColumn && o.FirstColumn <= m.LastColumn {
			return s.fail(book.CodeMerge, "合并区域 %s:%s 与另一个重叠", "the merged range %s:%s overlaps another", book.CellName(m.FirstColumn, m.FirstRow), book.CellName(m.LastColumn, m.LastRow))
		}
	}
	s.merges = append(s.merges, m)
	return nil
}
