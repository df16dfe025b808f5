package xls

import (
	"strings"
	"unicode/utf16"

	"yigai/ingest/book"
)

// The kinds of directory entries.
const (
	entryStorage = 1
	entryStream  = 2
	entryRoot    = 5
)

// none is a link of the directory to nothing.
const none = 0xffffffff

// An entry is one name of the directory: a stream, or a storage of others.
type entry struct {
	name               string
	kind               byte
	left, right, child uint32
	first              uint32 // sector
	size               int64
	sectors            []uint32 // kept for the streams of the root only
}

// A place is an entry still to be visited; inside says that it lies in a storage.
type place struct {
	id     uint32
	inside bool
}

// readDirectory visits every entry that can be reached from the root, and walks
// the chain of every stream.
func (c *container) readDirectory(head []byte, limits Limits) error {
	sectors, err := c.chain(u32(head[48:]), "目录", "the directory")
	if err != nil {
		return err
	}
	directory := &stream{source: c, first: 1 << c.shift, shift: c.shift, sectors: sectors, size: int64(len(sectors)) << c.shift}
	n := uint32(directory.size / entrySize)
	if n == 0 || int(n) > limits.Entries {
		return book.Fail(book.CodeEntries, "", 48, "目录有 %d 项，上限 %d", "the directory has %d entries, the limit is %d", n, limits.Entries)
	}
	root, err := readEntry(directory, 0, c.shift)
	if err != nil {
		return err
	}
	if root.kind != entryRoot {
		return damaged(48, "目录的第一项不是根", "the first entry of the directory is not the root")
	}
	if err := c.readMini(head, root); err != nil {
		return err
	}
	return c.visit(directory, root.child, n)
}

// visit walks the tree of entries below the root.
func (c *container) visit(directory *stream, child, n uint32) error {
	seen := make([]bool, n)
	seen[0] = true
	for open := []place{{child, false}}; len(open) > 0; {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if at.id == none {
			continue
		}
		if at.id >= n || seen[at.id] {
			return damaged(48, "目录的第 %d 项不存在，或被引用两次（循环）", "entry %d of the directory is not there or is linked twice (a loop)", at.id)
		}
		seen[at.id] = true
		e, err := readEntry(directory, at.id, c.shift)
		if err != nil {
			return err
		}
		if err := c.keep(e, at.inside); err != nil {
			return err
		}
		open = append(open, place{e.left, at.inside}, place{e.right, at.inside})
		if e.kind == entryStorage {
			open = append(open, place{e.child, true})
		}
	}
	return nil
}

// readEntry reads one entry of the directory.
func readEntry(directory *stream, id uint32, shift uint) (entry, error) {
	b := make([]byte, entrySize)
	if err := directory.readAt(b, int64(id)*entrySize); err != nil {
		return entry{}, err
	}
	e := entry{kind: b[66], left: u32(b[68:]), right: u32(b[72:]), child: u32(b[76:]), first: u32(b[116:]), size: int64(u32(b[120:]))}
	if shift == 12 {
		e.size |= int64(u32(b[124:])) << 32 // small sectors leave it undefined
	}
	length := int(u16(b[64:]))
	if length < 2 || length > 64 || length%2 != 0 || e.size < 0 || e.kind != entryStorage && e.kind != entryStream && e.kind != entryRoot {
		return e, damaged(directory.where(int64(id)*entrySize), "目录第 %d 项的名称长度 %d 或类型 %d 不对", "entry %d of the directory has a name of %d bytes and kind %d, which cannot be", id, length, e.kind)
	}
	var units []uint16
	for i := 0; i < length-2; i += 2 {
		units = append(units, u16(b[i:]))
	}
	e.name = string(utf16.Decode(units))
	return e, nil
}

// keep walks the chain of a stream and remembers the streams of the root. Those
// inside storages belong to embedded objects and macros.
func (c *container) keep(e entry, inside bool) error {
	switch {
	case e.kind == entryRoot:
		return damaged(48, "目录有两个根", "the directory has two roots")
	case e.kind == entryStorage:
		name := strings.ToUpper(e.name)
		c.macros = c.macros || name == "_VBA_PROJECT_CUR" || name == "VBA"
		return nil
	}
	var err error
	if e.sectors, err = c.streamChain(e); err != nil || inside {
		return err
	}
	if _, twice := c.streams[strings.ToUpper(e.name)]; twice {
		return book.Fail(book.CodeDup, e.name, 0, "文件内有两个同名的流", "two streams have this name")
	}
	c.streams[strings.ToUpper(e.name)] = e
	return nil
}

// workbook finds the stream of records, and says what the file is where there
// is none.
func (c *container) workbook() (*stream, error) {
	if e, ok := c.streams["WORKBOOK"]; ok {
		return c.open(e), nil
	}
	for _, other := range []struct {
		name   string
		code   book.Code
		zh, en string
	}{
		{encryptedZip, book.CodeEncrypted, "设有打开密码的工作簿", "a workbook protected by a password"},
		{"Book", book.CodeOLE, "Excel 95 或更早版本的工作簿", "a workbook of Excel 95 or older"},
		{"WordDocument", book.CodeOLE, "旧格式 Word 文档（.doc）", "an old-format Word document (.doc)"},
	} {
		if _, ok := c.streams[strings.ToUpper(other.name)]; ok {
			return nil, book.Fail(other.code, other.name, 0, "文件是%[1]s", "the file is %[2]s", other.zh, other.en)
		}
	}
	return nil, book.Fail(book.CodeOLE, "", 0, "文件是复合文档，但里面没有工作簿", "the file is a compound document without a workbook in it")
}
