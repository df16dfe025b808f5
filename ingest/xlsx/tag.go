package xlsx

import (
	"bytes"

	"yigai/ingest/book"
)

// startTag reads the tag at pos: its attributes, and what its names mean.
func (s *scanner) startTag() error {
	tag, simple := s.quickTag()
	if tag == 0 {
		var err error
		if tag, err = s.wholeTag(); err != nil {
			return err
		}
	}
	if len(s.marks) >= s.limits.Depth {
		return s.fail(book.CodeDepth, "元素嵌套超过 %d 层", "elements are nested more than %d deep", s.limits.Depth)
	}
	s.marks = append(s.marks, len(s.open))
	s.open = append(s.open, s.name...)
	s.rooted = true
	if simple {
		s.space = s.byPrefix
	} else if err := s.resolve(); err != nil {
		return err
	}
	s.pos += tag
	return nil
}

// wholeTag sees to it that the tag at pos lies in the window up to its '>', and
// cuts it into name and attributes. It returns the tag's length.
func (s *scanner) wholeTag() (int, error) {
	from := 1
	for {
		i := bytes.IndexByte(s.buf[s.pos+from:s.end], '>')
		if i < 0 {
			from = s.end - s.pos
			if err := s.moreOfTag(); err != nil {
				return 0, err
			}
			continue
		}
		from += i
		quote, err := s.cut(s.buf[s.pos+1 : s.pos+from])
		if err != nil {
			return 0, err
		}
		if from++; quote == 0 {
			return from, nil
		}
		// That '>' stands in a quoted value: go on behind the closing quote.
		if from, err = s.behind(quote, from); err != nil {
			return 0, err
		}
	}
}

// behind finds the next byte c at or after from, and returns the place after it.
func (s *scanner) behind(c byte, from int) (int, error) {
	for {
		if i := bytes.IndexByte(s.buf[s.pos+from:s.end], c); i >= 0 {
			return from + i + 1, nil
		}
		from = s.end - s.pos
		if err := s.moreOfTag(); err != nil {
			return 0, err
		}
	}
}

// moreOfTag reads on where a tag is not yet whole.
func (s *scanner) moreOfTag() error {
	if s.ended {
		return s.fail(book.CodeXML, "部件在标记内中断", "the part ends inside a tag")
	}
	return s.fill()
}

// cut takes the inside of a tag apart. A quote returned means that the tag goes
// on: that quote was not closed.
func (s *scanner) cut(tag []byte) (quote byte, err error) {
	i := nameLength(tag)
	if i == 0 {
		return 0, s.fail(book.CodeXML, "标记没有名称", "a tag has no name")
	}
	s.name, s.attrs, s.empty = tag[:i], s.attrs[:0], false
	for {
		before := i
		i = afterSpace(tag, i)
		if i == len(tag) {
			return 0, nil
		}
		if tag[i] == '/' && i == len(tag)-1 {
			s.empty = true
			return 0, nil
		}
		n := nameLength(tag[i:])
		if n == 0 || i == before {
			return 0, s.fail(book.CodeXML, "标记 %q 写法有误", "the tag %q is malformed", s.name)
		}
		name := tag[i : i+n]
		if i = afterSpace(tag, i+n); i == len(tag) || tag[i] != '=' {
			return 0, s.fail(book.CodeXML, "属性 %q 没有值", "the attribute %q has no value", name)
		}
		if i = afterSpace(tag, i+1); i == len(tag) || tag[i] != '"' && tag[i] != '\'' {
			return 0, s.fail(book.CodeXML, "属性 %q 的值没有引号", "the value of attribute %q has no quotes", name)
		}
		n = bytes.IndexByte(tag[i+1:], tag[i])
		if n < 0 {
			return tag[i], nil
		}
		if err := s.attribute(name, tag[i+1:i+1+n]); err != nil {
			return 0, err
		}
		i += n + 2
	}
}

func (s *scanner) attribute(name, value []byte) error {
	if len(s.attrs) >= s.limits.Attributes {
		return s.fail(book.CodeAttrs, "一个元素有超过 %d 个属性", "an element has more than %d attributes", s.limits.Attributes)
	}
	for _, a := range s.attrs {
		if bytes.Equal(a.name, name) {
			return s.fail(book.CodeXML, "属性 %q 重复", "the attribute %q stands twice", name)
		}
	}
	plain, err := s.checkValue(value)
	s.attrs = append(s.attrs, attribute{name: name, value: value, plain: plain})
	return err
}

// endTag reads "</name>", which must close the element that is open.
func (s *scanner) endTag() error {
	if n := s.quickEnd(); n > 0 {
		s.pos += n
		s.pop()
		return nil
	}
	from, err := s.behind('>', 2)
	if err != nil {
		return err
	}
	name := s.buf[s.pos+2 : s.pos+from-1]
	name = name[:nameLength(name)]
	if len(s.marks) == 0 || !bytes.Equal(name, s.open[s.marks[len(s.marks)-1]:]) || !isSpace(s.buf[s.pos+2+len(name):s.pos+from-1]) {
		return s.fail(book.CodeXML, "结束标记 %q 与打开的元素不配对", "the end tag %q closes no open element", name)
	}
	s.pos += from
	s.pop()
	return nil
}

// pop closes the innermost element and forgets what it declared.
func (s *scanner) pop() {
	depth := len(s.marks)
	n := len(s.bindings)
	for n > 0 && s.bindings[n-1].depth == depth {
		n--
	}
	if n < len(s.bindings) {
		s.bindings = s.bindings[:n]
		s.byPrefix = s.defaultSpace()
	}
	s.open = s.open[:s.marks[depth-1]]
	s.marks = s.marks[:depth-1]
}
