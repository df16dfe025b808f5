package xls

import (
	"yigai/ingest/book"
)

// A source is what the sectors of a stream lie in: the file or the mini stream.
type source interface {
	readAt(b []byte, offset int64) error
}

// A stream is a chain of sectors read as one piece.
type stream struct {
	name    string
	source  source
	first   int64 // where sector 0 lies in the source
	shift   uint  // log2 of the bytes of a sector
	sectors []uint32
	size    int64
}

// where is the place of an offset of the stream in its source.
func (s *stream) where(offset int64) int64 {
	return s.first + int64(s.sectors[offset>>s.shift])<<s.shift + offset&(1<<s.shift-1)
}

// readAt fills b from the stream; sectors that follow each other are read at once.
func (s *stream) readAt(b []byte, offset int64) error {
	if offset < 0 || offset+int64(len(b)) > s.size {
		return book.Fail(book.CodeRecord, s.name, offset, "此处之后没有内容，流已结束", "the stream ends before what should be here")
	}
	for len(b) > 0 {
		i := int(offset >> s.shift)
		run := int64(1)<<s.shift - offset&(1<<s.shift-1)
		for j := i; run < int64(len(b)) && s.sectors[j+1] == s.sectors[j]+1; j++ {
			run += 1 << s.shift
		}
		run = min(run, int64(len(b)))
		if err := s.source.readAt(b[:run], s.where(offset)); err != nil {
			return err
		}
		b, offset = b[run:], offset+run
	}
	return nil
}

// readMini reads the table of the mini stream, which holds the short streams.
func (c *container) readMini(head []byte, root entry) error {
	sectors, err := c.streamSectors(root, "短流区", "the mini stream")
	if err != nil {
		return err
	}
	c.mini = &stream{source: c, first: 1 << c.shift, shift: c.shift, sectors: sectors, size: root.size}
	c.miniTaken = make([]bool, (root.size+1<<miniShift-1)>>miniShift)
	if u32(head[64:]) == 0 {
		return nil
	}
	parts, err := c.chain(u32(head[60:]), "短流表", "the table of the mini stream")
	if err != nil {
		return err
	}
	if uint32(len(parts)) != u32(head[64:]) {
		return damaged(64, "短流表有 %d 个扇区，文件头说是 %d 个", "the table of the mini stream has %d sectors, the head says %d", len(parts), u32(head[64:]))
	}
	for _, sector := range parts {
		if c.miniTable, err = c.appendSector(c.miniTable, sector); err != nil {
			return err
		}
	}
	return nil
}

// streamSectors walks the chain of a stream of whole sectors, and holds that it
// is long enough for the stream's size.
func (c *container) streamSectors(e entry, zh, en string) ([]uint32, error) {
	if e.size == 0 {
		return nil, nil
	}
	sectors, err := c.chain(e.first, zh, en)
	if err == nil && int64(len(sectors))<<c.shift < e.size {
		err = damaged(0, "%[1]s应有 %[3]d 字节，只有 %[4]d 个扇区", "%[2]s should have %[3]d bytes but has %[4]d sectors", zh, en, e.size, len(sectors))
	}
	return sectors, err
}

// streamChain walks the chain of a stream, whole sectors or mini ones.
func (c *container) streamChain(e entry) ([]uint32, error) {
	shown := book.Fail("", "", 0, "流 %.40q", "the stream %.40q", e.name)
	if e.size >= miniCutoff || e.size == 0 {
		return c.streamSectors(e, shown.DetailZh, shown.Detail)
	}
	var sectors []uint32
	for at := e.first; at != endOfChain; at = c.miniTable[at] {
		if int64(at) >= int64(len(c.miniTaken)) || int(at) >= len(c.miniTable) || c.miniTaken[at] {
			return nil, damaged(60, "%[1]s的短流链指向不存在或已被占用的 %[3]d 号（循环或重叠）", "%[2]s points to the mini sector %[3]d, which is not there or in use already (a loop or an overlap)", shown.DetailZh, shown.Detail, at)
		}
		c.miniTaken[at] = true
		sectors = append(sectors, at)
	}
	if int64(len(sectors))<<miniShift < e.size {
		return nil, damaged(60, "%[1]s应有 %[3]d 字节，短流链只有 %[4]d 节", "%[2]s should have %[3]d bytes but has %[4]d mini sectors", shown.DetailZh, shown.Detail, e.size, len(sectors))
	}
	return sectors, nil
}

// open makes a stream of an entry whose chain has been walked.
func (c *container) open(e entry) *stream {
	if e.size < miniCutoff {
		return &stream{name: e.name, source: c.mini, shift: miniShift, sectors: e.sectors, size: e.size}
	}
	return &stream{name: e.name, source: c, first: 1 << c.shift, shift: c.shift, sectors: e.sectors, size: e.size}
}
