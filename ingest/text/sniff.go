package text

import (
	"bufio"
	"errors"
	"io"
	"unicode"
	"unicode/utf8"

	"yigai/ingest/book"
	"yigai/internal/charset"
)

// words is how many different header words must stand in one row.
const words = 2

// separators are what may part the fields, those that are read first. The others
// are only named: with a semicolon a comma may be a decimal point, and a
// full-width comma stands in ordinary sentences.
var separators = []struct {
	comma  rune
	read   bool
	zh, en string
}{
	{',', true, "逗号", "a comma"}, {'\t', true, "制表符", "a tab"},
	{';', false, "分号“;”", "a semicolon"}, {'，', false, "全角逗号“，”", "a full-width comma"}, {'；', false, "全角分号“；”", "a full-width semicolon"},
	{'|', false, "竖线“|”", "a vertical bar"}, {'、', false, "顿号“、”", "an enumeration comma 、"},
}

// findEncoding decides how the text is stored: by its mark; by NUL bytes, which
// only UTF-16 has; as UTF-8 if all of it is; else as GB18030 if all of it is.
func (f *File) findEncoding(isWord func(string) bool) error {
	head := make([]byte, min(f.size, 4))
	if _, err := io.ReadFull(io.NewSectionReader(f.file, 0, f.size), head); err != nil {
		return book.ReadFailed("", 0, err)
	}
	if e, ok := charset.Marked(head); ok {
		f.encoding = e
		return f.sound(e)
	}
	asUTF8 := f.sound(charset.UTF8)
	var bad *book.Error
	switch {
	case asUTF8 == nil:
		f.encoding = charset.UTF8
		return nil
	case !errors.As(asUTF8, &bad) || bad.Code != book.CodeEncoding:
		return asUTF8
	}
	if nul, err := f.firstNUL(); err != nil {
		return err
	} else if nul != (position{}) {
		return f.findUTF16(isWord, nul)
	}
	f.encoding = charset.GB18030
	asGB := f.sound(charset.GB18030)
	switch mixed := f.mixed(); {
	case asGB == nil && !mixed:
		return nil
	case asGB == nil || mixed:
		return asUTF8
	}
	return asGB
}

// findUTF16: NUL bytes without a mark are UTF-16 in the order of bytes in which
// the header words appear; in neither, the file is no text.
func (f *File) findUTF16(isWord func(string) bool, nul position) error {
	for _, e := range []charset.Encoding{charset.UTF16LE, charset.UTF16BE} {
		if _, found := f.score(e, isWord); found >= words {
			f.encoding = e
			return f.sound(e)
		}
	}
	return nulAt(nul)
}

// sound reads the whole text in an encoding and says where it is not of it.
func (f *File) sound(e charset.Encoding) error {
	s, err := surveyOf(f.open(e))
	if err != nil {
		return f.told(err, s.at)
	}
	if e == charset.UTF8 && s.nul != (position{}) {
		return nulAt(s.nul)
	}
	return nil // a NUL of another encoding is found where it stands
}

func nulAt(where position) *book.Error {
	e := book.Fail(book.CodeEncoding, "", 0, "含有空字节（NUL）", "there are NUL bytes")
	e.Cell = where.String()
	return e
}

// firstNUL finds the first NUL byte, whatever the encoding.
func (f *File) firstNUL() (position, error) {
	s, err := surveyOf(io.NewSectionReader(f.file, 0, f.size))
	if err != nil {
		return position{}, book.ReadFailed("", 0, err)
	}
	return s.nul, nil
}

// mixed says whether the text begins in UTF-8: three Han characters of it in a
// row before the first byte that is none. GB18030 gives no such thing by chance.
func (f *File) mixed() bool {
	s, err := surveyOf(f.open(charset.UTF8))
	return err != nil && s.han >= 3
}

// A survey is what a text holds up to its end, or to its first mistake.
type survey struct {
	at  position // where it ends
	nul position // the first NUL; zero for none
	han int      // the longest run of Han characters
}

func surveyOf(r io.Reader) (survey, error) {
	s := survey{at: position{1, 1}}
	in, run, before := bufio.NewReaderSize(r, 32<<10), 0, rune(0)
	for {
		if n := plainBytes(in); n > 0 {
			s.at.char += n
			run, before = 0, ' '
		}
		c, _, err := in.ReadRune()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return s, err
		}
		if c == 0 && s.nul == (position{}) {
			s.nul = s.at
		}
		if run++; c < utf8.RuneSelf || !unicode.Is(unicode.Han, c) {
			run = 0
		}
		s.han = max(s.han, run)
		switch {
		case c == '\n' && before == '\r': // the second half of a line end
		case c == '\n' || c == '\r':
			s.at = position{s.at.line + 1, 1}
		default:
			s.at.char++
		}
		before = c
	}
}

// plainBytes passes over the printable characters of ASCII that come next, as far as
// they are in the buffer, and counts them.
func plainBytes(in *bufio.Reader) int {
	b, _ := in.Peek(in.Buffered()) // what is buffered is there
	n := 0
	for n < len(b) && b[n] >= ' ' && b[n] < utf8.RuneSelf {
		n++
	}
	in.Discard(n)
	return n
}

// findComma decides what parts the fields, by the header words.
func (f *File) findComma(isWord func(string) bool) error {
	i, found := f.score(f.encoding, isWord)
	s := separators[i]
	switch {
	case found >= words && s.read:
		f.comma = s.comma
		return nil
	case found >= words:
		return book.Fail(book.CodeSeparator, "", 0, "列之间用的是%[1]s", "the columns are parted by %[2]s", s.zh, s.en)
	case found == 0 && f.encoding == charset.GB18030:
		return book.Fail(book.CodeEncoding, "", 0, "按 GB18030 读不出任何表头文字，可能是其他编码", "read as GB18030 it holds no word of any header: it may have another encoding")
	}
	return book.Fail(book.CodeText, "", 0, "前 %d 行中找不到表头", "there is no header in the first %d rows", f.limits.Head)
}

// score finds the separator that makes a header of one of the first rows, and
// how many different header words stand in that row.
func (f *File) score(e charset.Encoding, isWord func(string) bool) (separator, found int) {
	for i, s := range separators {
		in := newScanner(io.LimitReader(f.open(e), f.limits.HeadMax), s.comma, f.limits)
		for range f.limits.Head {
			rec, err := in.next()
			if err != nil {
				break // where and why is said when the rows are read
			}
			if n := countWords(rec.fields, isWord); n > found {
				separator, found = i, n
			}
		}
	}
	return separator, found
}

func countWords(fields []string, isWord func(string) bool) int {
	seen := map[string]bool{}
	for _, field := range fields {
		if isWord(field) {
			seen[field] = true
		}
	}
	return len(seen)
}
