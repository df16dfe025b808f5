package xlsx

import (
	"bufio"
	"bytes"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
	"yigai/ingest/book"
)

// A partReader gives the unpacked bytes of one entry. It ends with io.EOF only
// after exactly the declared number of bytes, with the right CRC, from exactly
// the packed bytes; anything else is an Error.
type partReader struct {
	entry *entry
	left  int64 // declared bytes still to come
	crc   uint32
	done  error // what Read returns from now on

	packed  *bufio.Reader
	inflate io.ReadCloser
	unpack  io.Reader // inflate, or packed for a stored entry
}

var partReaders = sync.Pool{New: func() any {
	return &partReader{packed: bufio.NewReaderSize(nil, 16<<10), inflate: flate.NewReader(bytes.NewReader(nil))}
}}

// open begins reading an entry. The caller calls release when done.
func (e *entry) open(r io.ReaderAt) (*partReader, error) {
	p := partReaders.Get().(*partReader)
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

func (p *partReader) release() {
	p.packed.Reset(nil)
	p.entry, p.unpack = nil, nil
	partReaders.Put(p)
}

func (p *partReader) Read(b []byte) (int, error) {
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
func (p *partReader) finish() error {
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
func (p *partReader) broken(err error) error {
	at := p.entry.size - p.left
	if _, corrupt := err.(flate.CorruptInputError); corrupt || err == io.ErrUnexpectedEOF {
		return book.Fail(book.CodeZip, p.entry.name, at, "压缩数据已损坏", "the packed data are damaged")
	}
	return book.ReadFailed(p.entry.name, at, err)
}

var scratch = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}

// drain reads an entry to its end, shows the bytes to see if there is one, and
// throws them away.
func (e *entry) drain(r io.ReaderAt, see func([]byte)) error {
	p, err := e.open(r)
	if err != nil {
		return err
	}
	defer p.release()
	b := scratch.Get().(*[]byte)
	defer scratch.Put(b)
	for err == nil {
		var n int
		n, err = p.Read(*b)
		if see != nil {
			see((*b)[:n])
		}
	}
	if err == io.EOF {
		return nil
	}
	return err
}
