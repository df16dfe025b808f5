package xls

import "yigai/ingest/book"

// The records that are read. All others are passed over, except where they would
// stand between cells.
const (
	recFormula    = 0x0006
	recEOF        = 0x000a
	recNote       = 0x001c
	recDateMode   = 0x0022
	recFilePass   = 0x002f
	recContinue   = 0x003c
	recColInfo    = 0x007d
	recBoundSheet = 0x0085
	recMulRK      = 0x00bd
	recMulBlank   = 0x00be
	recRString    = 0x00d6
	recDBCell     = 0x00d7
	recXF         = 0x00e0
	recMergeCells = 0x00e5
	recSST        = 0x00fc
	recLabelSST   = 0x00fd
	recSupBook    = 0x01ae
	recEntExU2    = 0x01c2
	recDimensions = 0x0200
	recBlank      = 0x0201
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRow        = 0x0208
	recArray      = 0x0221
	recTable      = 0x0236
	recRK         = 0x027e
	recFormat     = 0x041e
	recSharedFmla = 0x04bc
	recBOF        = 0x0809
)

// BIFF8 is the version of the records since Excel 97.
const biff8 = 0x0600

// records reads a stream record by record.
type records struct {
	stream *stream
	buffer []byte
	begin  int64 // where the buffer lies in the stream
	next   int64 // where the next record begins
	at     int64 // where the record being read begins
	id     uint16
	body   []byte // valid until the next record
}

const windowSize = 64 << 10

func (w *Workbook) records(at int64) *records { return &records{stream: w.stream, next: at} }

// read goes on to the next record. A record that does not end inside the stream
// is an error, and so is the end of the stream: every substream ends with EOF.
func (r *records) read() error {
	r.at = r.next
	head, err := r.window(4)
	if err != nil {
		return err
	}
	r.id = u16(head)
	length := int64(u16(head[2:]))
	if length > maxRecord {
		return r.fail(book.CodeRecord, "记录 %#04x 长 %d 字节，上限 %d", "the record %#04x has %d bytes, the limit is %d", r.id, length, maxRecord)
	}
	whole, err := r.window(4 + length)
	if err != nil {
		return err
	}
	r.body = whole[4:]
	r.next = r.at + 4 + length
	return nil
}

// window gives n bytes from the begin of the record being read.
func (r *records) window(n int64) ([]byte, error) {
	if end := r.begin + int64(len(r.buffer)); r.at < r.begin || r.at+n > end {
		size := min(windowSize, r.stream.size-r.at)
		if size < n {
			return nil, r.fail(book.CodeRecord, "记录不完整：流在第 %d 字节结束，没有结束标记", "the record is cut off: the stream ends at byte %d without an end record", r.stream.size)
		}
		if int64(cap(r.buffer)) < size {
			r.buffer = make([]byte, size)
		}
		r.buffer, r.begin = r.buffer[:size], r.at
		if err := r.stream.readAt(r.buffer, r.at); err != nil {
			return nil, err
		}
	}
	return r.buffer[r.at-r.begin:][:n], nil
}

// peek gives the id of the next record; ok is false at the end of the stream.
func (r *records) peek() (id uint16, ok bool, err error) {
	if r.next+4 > r.stream.size {
		return 0, false, nil
	}
	var head [2]byte
	err = r.stream.readAt(head[:], r.next)
	return u16(head[:]), true, err
}

func (r *records) fail(code book.Code, zh, en string, args ...any) *book.Error {
	return book.Fail(code, r.stream.name, r.at, zh, en, args...)
}

// need holds that the record has at least n bytes.
func (r *records) need(n int) error {
	if len(r.body) < n {
		return r.fail(book.CodeRecord, "记录 %#04x 只有 %d 字节，至少应有 %d", "the record %#04x has %d bytes, at least %d are needed", r.id, len(r.body), n)
	}
	return nil
}

// exactly holds that the record has n bytes.
func (r *records) exactly(n int) error {
	if len(r.body) != n {
		return r.fail(book.CodeRecord, "记录 %#04x 有 %d 字节，应为 %d", "the record %#04x has %d bytes, not %d", r.id, len(r.body), n)
	}
	return nil
}

// begin reads the BOF of a substream and says what kind it has.
func (r *records) beginSubstream() (kind uint16, err error) {
	if err := r.read(); err != nil {
		return 0, err
	}
	if r.id&0xff == recBOF&0xff && r.id != recBOF && r.id>>8 <= 4 {
		return 0, r.fail(book.CodeOLE, "工作簿是 Excel 4.0 或更早版本的格式", "the workbook has the format of Excel 4.0 or older")
	}
	if r.id != recBOF {
		return 0, r.fail(book.CodeRecord, "此处应是开始标记，却是记录 %#04x", "a begin record should be here, not %#04x", r.id)
	}
	if err := r.need(4); err != nil {
		return 0, err
	}
	if version := u16(r.body); version != biff8 {
		return 0, r.fail(book.CodeOLE, "工作簿的格式版本是 %#04x（Excel 95 或更早），不是 Excel 97–2003", "the workbook has version %#04x (Excel 95 or older), not that of Excel 97 to 2003", version)
	}
	return u16(r.body[2:]), nil
}

// skipNested passes over the rest of a substream whose BOF was read.
func (r *records) skipNested() error {
	for depth := 1; depth > 0; {
		if err := r.read(); err != nil {
			return err
		}
		switch r.id {
		case recBOF:
			if depth++; depth > maxNested {
				return r.fail(book.CodeDepth, "嵌套超过 %d 层", "more than %d substreams are nested", maxNested)
			}
		case recEOF:
			depth--
		}
	}
	return nil
}
