package xls

import (
	"encoding/binary"
	"io"

	"yigai/ingest/book"
)

// Numbers with a meaning of their own in the tables of a compound file.
const (
	lastSector   = 0xfffffffa // the highest number a real sector may have
	tableOfTable = 0xfffffffc
	tableSector  = 0xfffffffd
	endOfChain   = 0xfffffffe
	freeSector   = 0xffffffff
)

const (
	headSize     = 512
	headSectors  = 109  // table sectors that the head itself names
	miniCutoff   = 4096 // shorter streams lie in the mini stream
	miniShift    = 6
	entrySize    = 128
	magic        = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	encryptedZip = "EncryptedPackage"
)

// A container is a compound file: sectors, linked to chains by a table. Every
// sector belongs to one chain at most, so no chain can loop and no two overlap.
type container struct {
	file   io.ReaderAt
	shift  uint     // log2 of the bytes of a sector
	count  uint32   // sectors in the file
	table  []uint32 // the sector after each sector
	taken  []bool   // sectors that belong to a chain
	macros bool     // there is a macro project

	miniTable []uint32
	miniTaken []bool
	mini      *stream // the short streams, one after the other
	streams   map[string]entry
}

func damaged(offset int64, zh, en string, args ...any) *book.Error {
	return book.Fail(book.CodeCompound, "", offset, zh, en, args...)
}

// openContainer reads the head, the tables and the directory, and walks every
// chain of the file.
func openContainer(r io.ReaderAt, size int64, limits Limits) (*container, error) {
	if size == 0 {
		return nil, book.Fail(book.CodeEmpty, "", 0, "文件是空的，没有任何内容", "the file is empty")
	}
	c := &container{file: r, streams: map[string]entry{}}
	head := make([]byte, min(size, headSize))
	if err := c.readAt(head, 0); err != nil {
		return nil, err
	}
	if len(head) < 8 || string(head[:8]) != magic {
		return nil, book.Fail(book.CodeNotXLSX, "", 0, "文件不是旧格式工作簿，开头的字节是 % x", "the file is no old workbook; it begins with % x", head[:min(8, len(head))])
	}
	if len(head) < headSize {
		return nil, damaged(size, "文件头不完整，只有 %d 字节", "the head is cut off after %d bytes", size)
	}
	if err := c.readHead(head, size); err != nil {
		return nil, err
	}
	if err := c.readTable(head); err != nil {
		return nil, err
	}
	return c, c.readDirectory(head, limits)
}

// readAt reads from the file. It makes a container the source of its streams.
func (c *container) readAt(b []byte, offset int64) error {
	n, err := c.file.ReadAt(b, offset)
	if n == len(b) {
		return nil
	}
	if err == io.EOF {
		return damaged(offset+int64(n), "文件在此处中断", "the file ends here")
	}
	return book.ReadFailed("", offset, err)
}

// readHead checks what the head says of the file as a whole.
func (c *container) readHead(head []byte, size int64) error {
	version, order, shift := u16(head[26:]), u16(head[28:]), u16(head[30:])
	if !(version == 3 && shift == 9 || version == 4 && shift == 12) || order != 0xfffe || u16(head[32:]) != miniShift || u32(head[56:]) != miniCutoff {
		return damaged(26, "文件头的版本或扇区大小不对：%d、%d", "the version or the sector size in the head is wrong: %d, %d", version, shift)
	}
	c.shift = uint(shift)
	if size>>c.shift < 2 || size&(1<<c.shift-1) != 0 {
		return damaged(size, "文件 %d 字节，不是整数个扇区，末尾不完整", "the file has %d bytes, no whole number of sectors: its end is missing", size)
	}
	c.count = uint32(size>>c.shift) - 1 // the head takes the place of one
	c.taken = make([]bool, c.count)
	return nil
}

// offset is where a sector lies in the file.
func (c *container) offset(sector uint32) int64 { return (int64(sector) + 1) << c.shift }

// claim takes a sector for a chain, once.
func (c *container) claim(sector uint32, zh, en string) error {
	if sector >= c.count {
		return damaged(0, "%[1]s指向第 %[3]d 号扇区，文件只有 %[4]d 个", "%[2]s points to sector %[3]d of %[4]d", zh, en, sector, c.count)
	}
	if c.taken[sector] {
		return damaged(c.offset(sector), "%[1]s用到的第 %[3]d 号扇区已被占用（循环或重叠）", "%[2]s uses sector %[3]d, which is in use already (a loop or an overlap)", zh, en, sector)
	}
	c.taken[sector] = true
	return nil
}

// chain walks a chain from its first sector to its end.
func (c *container) chain(first uint32, zh, en string) ([]uint32, error) {
	var sectors []uint32
	for at := first; at != endOfChain; at = c.table[at] {
		if err := c.claim(at, zh, en); err != nil {
			return nil, err
		}
		sectors = append(sectors, at)
	}
	return sectors, nil
}

// readTable reads the table of sectors, from the sectors that the head and the
// chain of further lists name.
func (c *container) readTable(head []byte) error {
	parts, err := c.tableParts(head)
	if err != nil {
		return err
	}
	per := 1 << c.shift / 4
	if len(parts)*per < int(c.count) {
		return damaged(44, "扇区表只记录 %d 个扇区，文件有 %d 个", "the sector table covers %d sectors, the file has %d", len(parts)*per, c.count)
	}
	c.table = make([]uint32, 0, len(parts)*per)
	for _, sector := range parts {
		if err := c.claim(sector, "扇区表", "the sector table"); err != nil {
			return err
		}
		if c.table, err = c.appendSector(c.table, sector); err != nil {
			return err
		}
	}
	for _, sector := range parts {
		if c.table[sector] != tableSector {
			return damaged(c.offset(sector), "扇区表没有标明自己所在的第 %d 号扇区", "the sector table does not mark its own sector %d", sector)
		}
	}
	return nil
}

// tableParts lists the sectors that hold the table.
func (c *container) tableParts(head []byte) ([]uint32, error) {
	wanted, lists := u32(head[44:]), u32(head[72:])
	if wanted > c.count || lists > c.count {
		return nil, damaged(44, "扇区表的大小 %d、%d 超过文件", "the sector table has %d and %d sectors, more than the file", wanted, lists)
	}
	var all []uint32
	for i := range headSectors {
		all = append(all, u32(head[76+4*i:]))
	}
	next := u32(head[68:])
	for range lists {
		if err := c.claim(next, "扇区表的目录", "the list of the sector table"); err != nil {
			return nil, err
		}
		list, err := c.appendSector(nil, next)
		if err != nil {
			return nil, err
		}
		all, next = append(all, list[:len(list)-1]...), list[len(list)-1]
	}
	if next <= lastSector || uint32(len(all)) < wanted {
		return nil, damaged(68, "扇区表的目录长短不对", "the list of the sector table has the wrong length")
	}
	for _, extra := range all[wanted:] {
		if extra != freeSector {
			return nil, damaged(44, "扇区表比文件头所说的 %d 个扇区长", "the sector table is longer than the %d sectors of the head", wanted)
		}
	}
	return all[:wanted], nil
}

// appendSector reads a sector as numbers.
func (c *container) appendSector(to []uint32, sector uint32) ([]uint32, error) {
	b := make([]byte, 1<<c.shift)
	if err := c.readAt(b, c.offset(sector)); err != nil {
		return nil, err
	}
	for i := 0; i < len(b); i += 4 {
		to = append(to, u32(b[i:]))
	}
	return to, nil
}

func u16(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func u32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
