package zipped

import (
	"bufio"
	"bytes"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
	"yigai/ingest/book"
)

// A Part gives the unpacked bytes of one entry. It ends with io.EOF only
// after exactly the declared number of bytes, with the right CRC, from exactly
// the packed bytes; anything else is an Error.
type Part struct {
	entry *entry
	left  int64 // declared bytes still to come
	crc   uint32
	done  error // what Read returns from now on

	packed  *bufio.Reader
	inflate io.ReadCloser
	unpack  io.Reader // inflate, or packed for a stored entry
}

var parts = sync.Pool{New: func() any {
	return &Part{packed: bufio.NewReaderSize(nil, 16<<10), inflate: flate.NewReader(bytes.NewReader(nil))}
}}

// open begins reading an entry. The caller closes the part.
func (e *entry) open(r io.ReaderAt) (*Part, error) {
	p := parts.Get().(*Part)
	p.entry, p.left, p.crc, p.done = e, e.size, 0, nil
	p.packed.Reset(io.NewSectionReader(r, e.body, e.packed))
	p.unpack = p.packed
	if e.method == methodDeflated {
		p.unpack = p.inflate
		if err := p.inflate.(flate.Resetter).Reset(p.packed, nil); err != nil {
			return nil, book.ReadFailed(e.name, 0, err)
		}
	}
	return p, nil
}

// Close gives the part back. It is not to be used afterwards.
func (p *Part) Close() {
	p.packed.Reset(nil)
	p.entry, p.unpack = nil, nil
	parts.Put(p)
}

// Read gives the next bytes. An error is io.EOF or a *book.Error.
func (p *Part) Read(b []byte) (int, error) {
	if p.done != nil {
		return 0, p.done
	}
	// One byte more than declared is enough to see that there are more.
	if int64(len(b)) > p.left {
		b = b[:p.left+1]
	}
	n, err := p.unpack.Read(b)
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b[:n])
	p.left -= int64(n)
	switch {
	case p.left < 0:
		p.done = book.Fail(book.CodeSize, p.entry.name, p.entry.size, "解压后多于声明的 %d 字节", "unpacks to more than the declared %d bytes", p.entry.size)
	case err == io.EOF:
		p.done = p.finish()
	case err != nil:
		p.done = p.broken(err)
	}
	if p.done != nil && p.done != io.EOF {
		return 0, p.done
	}
	return n, nil
}

// finish checks what can only be known at the end; io.EOF when all is well.
func (p *Part) finish() error {
	e := p.entry
	if p.left > 0 {
		return book.Fail(book.CodeSize, e.name, e.size-p.left, "解压后比声明的 %d 字节少 %d 字节", "the declared %d bytes lack %d", e.size, p.left)
	}
	if _, err := p.packed.ReadByte(); err != io.EOF {
		return book.Fail(book.CodeZip, e.name, e.size, "压缩数据之后还有多余字节", "more bytes follow the packed data")
	}
	if p.crc != e.crc {
		return book.Fail(book.CodeCRC, e.name, e.size, "校验值 %08x 与声明的 %08x 不符", "the checksum %08x is not the declared %08x", p.crc, e.crc)
	}
	e.verified = true
	return io.EOF
}

// broken tells damaged data from a storage that failed.
func (p *Part) broken(err error) error {
	at := p.entry.size - p.left
	if _, corrupt := err.(flate.CorruptInputError); corrupt || err == io.ErrUnexpectedEOF {
		return book.Fail(book.CodeZip, p.entry.name, at, "压缩数据已损坏", "the packed data are damaged")
	}
	return book.ReadFailed(p.entry.name, at, err)
}
