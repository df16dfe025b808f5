package zipped

import (
	"bytes"
	"io"

	"yigai/ingest/book"
)

// An entry is one file of the zip, as the directory and its local header agree.
type entry struct {
	raw          string // the name as it lies in the file
	unicodePath  string // the name in UTF-8 that an extra field gives
	name         string // the name to show and compare
	flags        uint16
	method       uint16
	crc          uint32
	packed, size int64
	header, body int64 // offsets of the local header and of the data
	verified     bool  // read to its end with the right size and CRC
}

// parseEntry reads the directory entry at the start of b, which lies at offset in the file.
func parseEntry(b []byte, offset int64) (e entry, length int, err error) {
	if len(b) < headerSize || le.Uint32(b) != 0x02014b50 {
		return e, 0, badZip(offset, "压缩包的目录条目已损坏", "a directory entry of the zip is damaged")
	}
	nameEnd := headerSize + int(le.Uint16(b[28:]))
	extraEnd := nameEnd + int(le.Uint16(b[30:]))
	length = extraEnd + int(le.Uint16(b[32:]))
	if length > len(b) {
		return e, 0, badZip(offset, "压缩包的目录条目被截断", "a directory entry of the zip is cut off")
	}
	raw := string(b[headerSize:nameEnd])
	e = entry{raw: raw, name: raw, flags: le.Uint16(b[8:]), method: le.Uint16(b[10:]), crc: le.Uint32(b[16:]),
		packed: int64(le.Uint32(b[20:])), size: int64(le.Uint32(b[24:])), header: int64(le.Uint32(b[42:]))}
	if err := e.extraFields(b[nameEnd:extraEnd], offset); err != nil {
		return e, 0, err
	}
	if le.Uint16(b[34:]) != 0 {
		return e, 0, badZip(offset, "条目 %q 在另一分卷中", "entry %q is in another volume", e.name)
	}
	if unixMode := le.Uint32(b[38:]) >> 16; b[5] == 3 && unixMode&0xf000 == 0xa000 {
		return e, 0, book.Fail(book.CodePath, e.name, 0, "条目是符号链接", "the entry is a symbolic link")
	}
	return e, length, nil
}

// extraFields takes sizes and offset from the zip64 field where the entry itself
// has only place holders, and the name in UTF-8 where there is one.
func (e *entry) extraFields(extra []byte, offset int64) error {
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if 4+n > len(extra) {
			return badZip(offset, "条目 %q 的附加字段已损坏", "the extra field of entry %q is damaged", e.name)
		}
		field := extra[4 : 4+n]
		extra = extra[4+n:]
		if id == 0x7075 {
			e.unicodePath = unicodeName(field, e.raw)
		}
		if id != 1 {
			continue
		}
		for _, v := range []*int64{&e.size, &e.packed, &e.header} {
			if *v == 0xffffffff && len(field) >= 8 {
				*v, field = int64(le.Uint64(field)), field[8:]
			}
		}
	}
	return nil
}

// findBody reads the local header and sets where the data begins.
func (e *entry) findBody(r io.ReaderAt, directory int64) error {
	if e.method != methodStored && e.method != methodDeflated {
		return book.Fail(book.CodeMethod, e.name, 0, "压缩方法 %d 不是标准方法", "the compression method %d is not one of the standard ones", e.method)
	}
	if e.header < 0 || e.header > directory-localSize-int64(len(e.raw)) {
		return e.differs()
	}
	b := make([]byte, localSize+len(e.raw))
	if err := readAt(r, b, e.header); err != nil {
		return err
	}
	if le.Uint32(b) != 0x04034b50 {
		return e.differs()
	}
	flags := e.flags | le.Uint16(b[6:])
	if flags&(flagEncrypted|flagStrong|flagMasked) != 0 {
		return book.Fail(book.CodeEncrypted, e.name, 0, "条目已加密", "the entry is encrypted")
	}
	if le.Uint16(b[8:]) != e.method || int(le.Uint16(b[26:])) != len(e.raw) || !bytes.Equal(b[localSize:], []byte(e.raw)) {
		return e.differs()
	}
	if flags&flagDescriptor == 0 && (le.Uint32(b[14:]) != e.crc || !sameSize(b[18:], e.packed) || !sameSize(b[22:], e.size)) {
		return e.differs()
	}
	e.body = e.header + localSize + int64(len(e.raw)) + int64(le.Uint16(b[28:]))
	if e.packed > directory-e.body {
		return badZip(e.header, "条目 %q 超出压缩包", "entry %q reaches beyond its zip", e.name)
	}
	return nil
}

func (e *entry) differs() error {
	return badZip(e.header, "条目 %q 的本地文件头与目录不一致", "the local header of entry %q differs from the directory", e.name)
}

// sameSize compares a 32-bit size of a local header; all ones point to a zip64 field.
func sameSize(b []byte, size int64) bool {
	v := le.Uint32(b)
	return v == 0xffffffff || int64(v) == size
}
