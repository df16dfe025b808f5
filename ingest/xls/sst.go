package xls

import "yigai/ingest/book"

// sharedStrings are the texts that cells refer to by number, one after the other
// in one piece of memory.
type sharedStrings struct {
	text string
	ends []uint32
}

// at gives a text by its number, which must be below len(ends).
func (s *sharedStrings) at(i int) string {
	begin := uint32(0)
	if i > 0 {
		begin = s.ends[i-1]
	}
	return s.text[begin:s.ends[i]]
}

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
	t := texts{records: r, rest: r.body[8:], rich: true}
	var all []byte
	for i := range n {
		var err error
		if all, err = t.item(all); err != nil {
			return err
		}
		if len(all)+4*int(i) > limit {
			return r.fail(book.CodeSize, "共享文字超过 %d 字节", "the shared texts take more than %d bytes", limit)
		}
		s.ends = append(s.ends, uint32(len(all)))
	}
	s.text = string(all)
	id, ok, err := r.peek()
	if err == nil && (len(t.rest) > 0 || ok && id == recContinue) {
		err = r.fail(book.CodeSST, "共享文字表在声明的 %d 条之后还有内容", "the table of shared texts goes on after the %d it declares", n)
	}
	return err
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
