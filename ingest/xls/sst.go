package xls

import "yigai/ingest/book"

// sharedStrings are the texts that cells refer to by number.
type sharedStrings []string

const (
	headerSize = 16       // bytes that a string takes beside its text
	chunkSize  = 64 << 10 // texts are kept in pieces of about this size
)

// read reads the SST record and those that continue it: exactly as many texts as
// it declares, and nothing behind them.
func (s *sharedStrings) read(r *records, limit int) error {
	if err := r.need(8); err != nil {
		return err
	}
	n := int64(u32(r.body[4:]))
	if n*3 > r.stream.size-r.at {
		return r.fail(book.CodeSST, "共享文字表声明有 %d 条，文件装不下", "the table of shared texts declares %d, more than the file can hold", n)
	}
	if n*headerSize > int64(limit) {
		return r.tooLong(limit)
	}
	*s = make(sharedStrings, 0, n)
	t := texts{records: r, rest: r.body[8:], rich: true}
	if err := t.items(s, int(n), limit-int(n)*headerSize); err != nil {
		return err
	}
	id, ok, err := r.peek()
	if err == nil && (len(t.rest) > 0 || ok && id == recContinue) {
		err = r.fail(book.CodeSST, "共享文字表在声明的 %d 条之后还有内容", "the table of shared texts goes on after the %d it declares", n)
	}
	return err
}

func (r *records) tooLong(limit int) error {
	return r.fail(book.CodeSize, "共享文字超过 %d 字节", "the shared texts take more than %d bytes", limit)
}

// items reads n texts of together at most limit bytes. Many share one piece of
// memory, which is never copied.
func (t *texts) items(to *sharedStrings, n, limit int) error {
	piece, ends := make([]byte, 0, 2*chunkSize), []int{0}
	flush := func() {
		text := string(piece)
		for i, end := range ends[1:] {
			*to = append(*to, text[ends[i]:end])
		}
		piece, ends = piece[:0], ends[:1]
	}
	for range n {
		var err error
		if piece, err = t.item(piece); err != nil {
			return err
		}
		ends = append(ends, len(piece))
		if len(piece) > limit {
			return t.tooLong(limit)
		}
		if len(piece) >= chunkSize {
			limit -= len(piece)
			flush()
		}
	}
	flush()
	return nil
}

// item appends one text of the table.
func (t *texts) item(to []byte) ([]byte, error) {
	b, err := t.take(2)
	if err != nil {
		return to, err
	}
	n := int(u16(b))
	if n > maxText {
		return to, t.fail(book.CodeToken, "共享文字有 %d 个字符，上限 %d", "a shared text has %d characters, the limit is %d", n, maxText)
	}
	return t.text(to, n)
}
