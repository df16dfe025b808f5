package xls

import (
	"unicode/utf16"
	"unicode/utf8"

	"yigai/ingest/book"
)

// A texts reads Unicode strings from the body of a record, and on from the
// CONTINUE records behind it.
type texts struct {
	*records
	rest []byte // of the body
	rich bool   // formatting runs and phonetic text may follow the characters
	out  []byte
	lead uint16 // the first half of a pair of units, 0 for none
}

// more goes on to the CONTINUE record that must follow.
func (t *texts) more() error {
	id, ok, err := t.peek()
	if err != nil {
		return err
	}
	if !ok || id != recContinue {
		return t.fail(book.CodeRecord, "文字在记录 %#04x 的末尾中断", "a text is cut off at the end of the record %#04x", t.id)
	}
	if err := t.read(); err != nil {
		return err
	}
	t.rest = t.body
	return nil
}

// take gives n bytes, all of one record, as the head of a text has to lie.
func (t *texts) take(n int) ([]byte, error) {
	if len(t.rest) == 0 && n > 0 {
		if err := t.more(); err != nil {
			return nil, err
		}
	}
	if len(t.rest) < n {
		return nil, t.fail(book.CodeRecord, "文字的开头不完整", "the head of a text is cut off")
	}
	b := t.rest[:n]
	t.rest = t.rest[n:]
	return b, nil
}

// pass skips n bytes, over any number of records.
func (t *texts) pass(n int64) error {
	for n > int64(len(t.rest)) {
		n -= int64(len(t.rest))
		if err := t.more(); err != nil {
			return err
		}
	}
	t.rest = t.rest[n:]
	return nil
}

// The flags before the characters.
const (
	flagWide     = 1 // two bytes a character, else one
	flagPhonetic = 4
	flagRich     = 8
)

// text appends a text of n characters to to, as UTF-8. What stands behind the
// characters is passed over.
func (t *texts) text(to []byte, n int) ([]byte, error) {
	b, err := t.take(1)
	if err != nil {
		return to, err
	}
	flags, runs, phonetic := b[0], int64(0), int64(0)
	if flags&^(flagWide|flagPhonetic|flagRich) != 0 || !t.rich && flags > flagWide {
		return to, t.fail(book.CodeRecord, "文字的标志 %#02x 不对", "a text has the flags %#02x, which cannot be", flags)
	}
	if flags&flagRich != 0 {
		if b, err = t.take(2); err != nil {
			return to, err
		}
		runs = 4 * int64(u16(b))
	}
	if flags&flagPhonetic != 0 {
		if b, err = t.take(4); err != nil {
			return to, err
		}
		phonetic = int64(u32(b))
	}
	t.out = to
	if err := t.characters(n, flags&flagWide != 0); err != nil {
		return to, err
	}
	return t.out, t.pass(runs + phonetic)
}

// characters reads n characters. Where they go on in the next record, a byte
// there says anew whether they are wide.
func (t *texts) characters(n int, wide bool) error {
	for t.lead = 0; n > 0; {
		if len(t.rest) == 0 {
			if err := t.more(); err != nil {
				return err
			}
			if len(t.rest) == 0 || t.rest[0] > flagWide {
				return t.fail(book.CodeRecord, "文字的后续部分标志不对", "the flags of the rest of a text are wrong")
			}
			wide, t.rest = t.rest[0] == flagWide, t.rest[1:]
		}
		if !wide {
			k := min(n, len(t.rest))
			for _, c := range t.rest[:k] {
				t.unit(uint16(c))
			}
			n, t.rest = n-k, t.rest[k:]
			continue
		}
		if len(t.rest) == 1 {
			return t.fail(book.CodeRecord, "文字在一个字符的中间断开", "a text is split inside a character")
		}
		k := min(n, len(t.rest)/2)
		for i := range k {
			t.unit(u16(t.rest[2*i:]))
		}
		n, t.rest = n-k, t.rest[2*k:]
	}
	t.flush()
	return nil
}

// unit appends one UTF-16 unit; half a pair alone becomes U+FFFD.
func (t *texts) unit(u uint16) {
	if t.lead != 0 {
		if r := utf16.DecodeRune(rune(t.lead), rune(u)); r != utf8.RuneError {
			t.out, t.lead = utf8.AppendRune(t.out, r), 0
			return
		}
		t.flush()
	}
	if 0xd800 <= u && u < 0xdc00 {
		t.lead = u
		return
	}
	t.out = utf8.AppendRune(t.out, rune(u))
}

func (t *texts) flush() {
	if t.lead != 0 {
		t.out, t.lead = utf8.AppendRune(t.out, utf8.RuneError), 0
	}
}

// shortText reads a text whose length is in one byte, and nothing behind it.
func (r *records) shortText(from int) (string, error) {
	if err := r.need(from + 2); err != nil {
		return "", err
	}
	return r.wholeText(from+1, int(r.body[from]))
}

// longText reads a text whose length is in two bytes, and nothing behind it.
func (r *records) longText(from int) (string, error) {
	if err := r.need(from + 3); err != nil {
		return "", err
	}
	return r.wholeText(from+2, int(u16(r.body[from:])))
}

func (r *records) wholeText(from, n int) (string, error) {
	if n > maxText {
		return "", r.fail(book.CodeToken, "文字有 %d 个字符，上限 %d", "a text has %d characters, the limit is %d", n, maxText)
	}
	t := texts{records: r, rest: r.body[from:], rich: r.id == recLabel || r.id == recString}
	b, err := t.text(nil, n)
	if err == nil && len(t.rest) > 0 && r.id != recRString && r.id != recSupBook {
		err = r.fail(book.CodeRecord, "文字之后多出 %d 字节", "%d bytes stand behind a text", len(t.rest))
	}
	return string(b), err
}
