package check

import (
	"encoding/binary"
	"errors"
	"time"

	"yigai/ingest/kind"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A Record is what a file was answered, with what the answer rests on beside the
// file and the pack. It can be kept as bytes and read back exactly: a file that was
// checked once need not be checked again while nothing of that has changed.
type Record struct {
	What   kind.Kind
	Period programme.Period // as PeriodOf found it
	Asked  []Question       // in the order in which Input.Previous was asked
	Result Result
}

// A Question is one about an earlier value, with its answer: nil where none was known.
type Question struct {
	Org, Element string
	At           programme.Period
	Value        *decimal.Decimal
}

// AppendTo appends the record as bytes. They are for the same program only;
// another one may ask for other fields.
func (r *Record) AppendTo(b []byte) []byte {
	c := recorder{out: b, places: make(map[string]int, 3*len(r.Result.Observations)), names: map[programme.Period]string{}}
	c.record(r)
	return c.out
}

// errRecord says that bytes are not those of a record.
var errRecord = errors.New("is no record of an answer")

// ParseRecord reads what AppendTo wrote. Bytes that it did not write are an error
// or another record; whoever keeps them must know that they are whole.
func ParseRecord(data []byte) (r Record, err error) {
	c := recorder{in: string(data), reads: true, periods: map[string]programme.Period{}}
	c.record(&r)
	if c.failed || len(c.in) > 0 {
		return Record{}, errRecord
	}
	return r, nil
}

// A recorder writes fields, or reads them in the same order: each is named once
// for both. Texts that came before are written as their place.
type recorder struct {
	out    []byte
	in     string // what is left
	reads  bool
	failed bool

	texts   []string
	places  map[string]int
	periods map[string]programme.Period
	names   map[programme.Period]string
}

func (c *recorder) number(n *int) {
	if !c.reads {
		c.out = binary.AppendVarint(c.out, int64(*n))
		return
	}
	*n = int(c.varint())
}

func (c *recorder) varint() int64 {
	head := c.in[:min(len(c.in), binary.MaxVarintLen64)]
	v, n := binary.Varint([]byte(head))
	if n <= 0 {
		c.failed, c.in = true, ""
		return 0
	}
	c.in = c.in[n:]
	return v
}

func (c *recorder) text(s *string) {
	if !c.reads {
		place, known := c.places[*s]
		if known {
			c.out = binary.AppendVarint(c.out, int64(place))
			return
		}
		c.places[*s] = len(c.places) + 1
		c.out = binary.AppendVarint(append(c.out, 0), int64(len(*s)))
		c.out = append(c.out, *s...)
		return
	}
	place := c.varint()
	switch {
	case place > 0 && place <= int64(len(c.texts)):
		*s = c.texts[place-1]
		return
	case place != 0:
		c.failed = true
		return
	}
	n := c.varint()
	if n < 0 || n > int64(len(c.in)) {
		c.failed, c.in = true, ""
		return
	}
	*s, c.in = c.in[:n], c.in[n:]
	c.texts = append(c.texts, *s)
}

func (c *recorder) all(texts ...*string) {
	for _, s := range texts {
		c.text(s)
	}
}

// word is text for a type of its own.
func word[T ~string](c *recorder, w *T) {
	s := string(*w)
	c.text(&s)
	*w = T(s)
}

func (c *recorder) yes(is *bool) {
	n := 0
	if *is {
		n = 1
	}
	c.number(&n)
	*is = n == 1
}

// value keeps a decimal that may be missing.
func (c *recorder) value(d **decimal.Decimal) {
	is := *d != nil
	if c.yes(&is); !is {
		*d = nil
		return
	}
	if !c.reads {
		c.out = binary.AppendVarint(c.out, int64(**d))
		return
	}
	v := decimal.Decimal(c.varint())
	*d = &v
}

func (c *recorder) period(p *programme.Period) {
	if !c.reads {
		name, known := c.names[*p]
		if !known {
			name = p.String()
			c.names[*p] = name
		}
		c.text(&name)
		return
	}
	var name string
	c.text(&name)
	at, known := c.periods[name]
	if !known && name != "" {
		var err error
		at, err = programme.ParsePeriod(name)
		c.failed = c.failed || err != nil
		c.periods[name] = at
	}
	*p = at
}

// date keeps a day; days are at midnight UTC.
func (c *recorder) date(d *programme.Date) {
	seconds, is := 0, !d.IsZero()
	if is {
		seconds = int(d.Unix())
	}
	if c.yes(&is); !is {
		*d = programme.Date{}
		return
	}
	if c.number(&seconds); c.reads {
		*d = programme.Date{Time: time.Unix(int64(seconds), 0).UTC()}
	}
}

// rows keeps a list, and tells an empty one from none.
func rows[T any](c *recorder, list *[]T, each func(*T)) {
	n := len(*list)
	if *list == nil {
		n = -1
	}
	c.number(&n)
	if c.reads {
		if n < 0 || n > len(c.in) { // a row takes a byte at least
			c.failed = c.failed || n != -1
			*list = nil
			return
		}
		*list = make([]T, n)
	}
	for i := range *list {
		each(&(*list)[i])
	}
}
