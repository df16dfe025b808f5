package xls

import (
	"cmp"
	"slices"

	"yigai/ingest/book"
)

// followsTable are the records that may come directly behind the cells, with
// their length where it is fixed: a damaged cell record must not be taken for the
// end of the table.
var followsTable = func() map[uint16]int {
	m := map[uint16]int{0x009d: 2, 0x00dd: 2, 0x023e: 18} // filters, protection, the window
	for _, id := range []uint16{
		recMergeCells, recBOF,
		0x0012, 0x0013, 0x0019, 0x001c, 0x001d, 0x0041, 0x0050, 0x0051, 0x0052, 0x0063, 0x0090, 0x0099, // protection, notes, panes, consolidation, sorting
		0x005d, 0x00a0, 0x00b0, 0x00e9, 0x00ec, 0x00ef, 0x01b6, // objects, pictures, zoom, pivot tables, phonetics
		0x009b, 0x009e, 0x00ae, 0x00af, 0x01aa, 0x01ab, 0x01b0, 0x01b1, 0x01b2, 0x01b8, 0x01ba, 0x01be, // filters, scenarios, views, conditions, validation, links, names
	} {
		m[id] = 0
	}
	return m
}()

// fixedSizes are the lengths of records that set how a sheet is computed and
// printed. They mean nothing here, but a damaged length would swallow the cells
// behind them.
var fixedSizes = map[uint16]int{
	0x000c: 2, 0x000d: 2, 0x000e: 2, 0x000f: 2, 0x0010: 8, 0x0011: 2, 0x0012: 2, 0x0013: 2, 0x0019: 2, 0x0026: 8, 0x0027: 8, 0x0028: 8, 0x0029: 8,
	0x002a: 2, 0x002b: 2, 0x0055: 2, 0x005f: 2, 0x0063: 2, 0x0080: 8, 0x0081: 2, 0x0082: 2, 0x0083: 2, 0x0084: 2, 0x00a1: 34, 0x00dd: 2, 0x0225: 4,
}

// endTable holds that the record behind the table of cells may stand there.
// Programs after Excel 2000 added records that begin with their own id.
func (s *sheetReader) endTable() error {
	s.stage = afterTable
	if s.id != recBOF && s.id>>8 == 0x08 && len(s.body) > 1 && u16(s.body) == s.id {
		return nil
	}
	length, ok := followsTable[s.id]
	if !ok || length > 0 && length != len(s.body) {
		return s.fail(book.CodeRecord, "单元格之间有未知记录 %#04x", "the unknown record %#04x stands among the cells", s.id)
	}
	return nil
}

// skim passes over a chart, macro sheet or module, and notes where it ends.
func (w *Workbook) skim(p substream) error {
	r := w.records(p.begin)
	kind, err := r.beginSubstream()
	if err != nil {
		return err
	}
	if want := map[byte]uint16{1: 0x0040, 2: 0x0020, 6: 0x0006}[p.kind]; kind != want {
		return r.fail(book.CodeSheets, "工作表 %.40q 的开始标记写的是另一种类型 %#04x", "the begin record of the sheet %.40q names another kind, %#04x", p.name, kind)
	}
	err = r.skipNested()
	w.ends[p.begin] = r.next
	return err
}

// checkLayout holds that the substreams follow one another, and that none begins
// where no sheet says so: a sheet whose entry was damaged must not vanish.
func (w *Workbook) checkLayout() error {
	all := slices.Concat(w.parts, w.others)
	slices.SortFunc(all, func(a, b substream) int { return cmp.Compare(a.begin, b.begin) })
	end := w.end
	for _, p := range all {
		if p.begin < end {
			return book.Fail(book.CodeSheets, w.stream.name, p.begin, "工作表 %.40q 与前面的内容重叠", "the sheet %.40q overlaps what is before it", p.name)
		}
		if err := w.checkGap(end, p.begin); err != nil {
			return err
		}
		end = w.ends[p.begin]
	}
	return w.checkGap(end, w.stream.size)
}

// checkGap holds that what no sheet uses is empty: writers fill short streams up
// with zeros, and nothing else.
func (w *Workbook) checkGap(from, to int64) error {
	var b [4096]byte
	for at := from; at < to; at += int64(len(b)) {
		piece := b[:min(int64(len(b)), to-at)]
		if err := w.stream.readAt(piece, at); err != nil {
			return err
		}
		for i, c := range piece {
			if c != 0 {
				return book.Fail(book.CodeSheets, w.stream.name, at+int64(i), "此处的内容不属于目录中的任何工作表", "what stands here belongs to no sheet of the list")
			}
		}
	}
	return nil
}
