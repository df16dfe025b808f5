package bulletin

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"yigai/reports/docx"
)

// A Difference is a number, a name or a rank of an edited bulletin that the marts do not bear out.
type Difference struct {
	Passage int     `json:"passage"` // paragraphs and table rows counted from 1
	Kind    string  `json:"kind"`    // number, name, rank; unknown for a number about nothing that the marts have
	Found   string  `json:"found"`
	Want    string  `json:"want"` // what the marts have in that place, "" where nothing stands there
	Text    string  `json:"text"` // where it stands
	Source  *Source `json:"source,omitempty"`
}

// Check compares an edited bulletin with the marts.
//
// Each paragraph and table row is laid beside the one it was made from, and a
// number or a name in it that the marts do not have there is a difference. What
// was left out is the editor's choice. In paragraphs of the editor's own a number
// is looked up among all that is known of the orgs and indicators that its
// sentence names; where it names none, the number is unknown, which is told but
// is no difference. It returns errors of reading the marts only.
func Check(ctx context.Context, o Options, edited []docx.Passage) ([]Difference, error) {
	b, err := o.book(ctx)
	if err != nil {
		return nil, fmt.Errorf("bulletin: %w", err)
	}
	c := newChecker(b)
	for i, p := range edited {
		c.passage(i+1, p)
	}
	return c.found, nil
}

// A checker holds what the bulletin says by the marts.
type checker struct {
	dictionary dictionary
	want       []wanted
	pool       map[string][]*Source // by the number as printed
	annexes    []string             // their titles, and "" for 附件 itself
	last       int                  // the passage that the one before was made from
	found      []Difference
}

// A wanted is a passage as the marts have it.
type wanted struct {
	text    string
	first   string // cell of a row
	row     bool
	runs    []Run
	tokens  []token
	bigrams map[string]int
}

func newChecker(b *book) *checker {
	c := &checker{dictionary: newDictionary(b), pool: map[string][]*Source{}}
	add := func(runs []Run, row bool, first, text string) {
		c.want = append(c.want, wanted{text: text, first: first, row: row, runs: runs, tokens: c.dictionary.tokens(text), bigrams: bigrams(text)})
		for _, r := range runs {
			if r.Source != nil {
				for _, t := range c.dictionary.tokens(r.Text) {
					c.pool[digitsOf(t.text)] = append(c.pool[digitsOf(t.text)], r.Source)
				}
			}
		}
	}
	d := b.compose("zh")
	add(d.Title, false, "", plain(d.Title))
	add(d.Addressee, false, "", plain(d.Addressee))
	blocks := slices.Clone(d.Body)
	c.annexes = []string{""}
	for _, a := range d.Annexes {
		c.annexes = append(c.annexes, plain(a.Title))
		blocks = append(append(blocks, Block{Kind: "text", Runs: a.Title}), a.Blocks...)
	}
	for _, block := range blocks {
		if block.Table == nil {
			add(block.Runs, false, "", plain(block.Runs))
			continue
		}
		for _, r := range block.Table.Rows {
			var cells []string
			for _, cell := range r.Cells {
				cells = append(cells, plain(cell))
			}
			add(together(r.Cells...), true, cells[0], strings.Join(cells, "\t"))
		}
	}
	return c
}

// passage compares one paragraph or row.
func (c *checker) passage(number int, p docx.Passage) {
	tokens := c.dictionary.tokens(p.Text)
	if slices.Contains(c.annexes, annexNumber.ReplaceAllString(p.Text, "")) {
		return // 附件1, or a line of 附件说明
	}
	if len(tokens) == 0 {
		return
	}
	at := c.origin(p)
	if at < 0 {
		if p.Cells == nil {
			c.own(number, p.Text)
		}
		return
	}
	c.last = at
	want := c.want[at]
	for _, t := range compareTokens(want.tokens, tokens) {
		if c.isKnown(t.found, sentenceOf(p.Text, t.found.at)) && t.found.kind != "name" {
			continue
		}
		d := Difference{Passage: number, Kind: t.found.kind, Found: t.found.text, Want: t.want, Text: excerpt(p.Text, t.found.at)}
		for _, r := range want.runs {
			if d.Want != "" && r.Source != nil && strings.Contains(d.Want, r.Text) {
				d.Source = r.Source
				break
			}
		}
		c.found = append(c.found, d)
	}
}

// origin is the passage that an edited one was made from; -1 for the editor's own.
func (c *checker) origin(p docx.Passage) int {
	if p.Cells != nil {
		for _, start := range []int{c.last + 1, 0} {
			for i := start; i < len(c.want); i++ {
				if c.want[i].row && c.want[i].first == p.Cells[0] && strings.Count(c.want[i].text, "\t") == len(p.Cells)-1 {
					return i
				}
			}
		}
		return -1
	}
	best, at := 0.5, -1
	grams := bigrams(p.Text)
	for i, w := range c.want {
		if w.row {
			continue
		}
		score := alike(w.bigrams, grams)
		if score > best || score == best && at >= 0 && at < c.last && i >= c.last {
			best, at = score, i
		}
	}
	return at
}

// own looks up the numbers of a paragraph that the editor wrote.
func (c *checker) own(number int, text string) {
	for _, t := range c.dictionary.tokens(text) {
		sentence := sentenceOf(text, t.at)
		if t.kind == "name" || official.MatchString(sentence) || c.isKnown(t, sentence) {
			continue
		}
		kind := "unknown"
		if slices.ContainsFunc(c.dictionary.tokens(sentence), func(o token) bool { return o.kind == "name" }) {
			kind = t.kind
		}
		c.found = append(c.found, Difference{Passage: number, Kind: kind, Found: t.text, Text: excerpt(text, t.at)})
	}
}

// digitsOf is a number without sign, grouping and unit, which sentences word as they like.
func digitsOf(number string) string {
	return strings.NewReplacer(",", "", "%", "", "−", "", "-", "", "+", "").Replace(number)
}

// isKnown says whether the marts have a number of something that the sentence names.
func (c *checker) isKnown(t token, sentence string) bool {
	var codes []string
	for _, o := range c.dictionary.tokens(sentence) {
		codes = append(codes, o.codes...)
	}
	for _, s := range c.pool[digitsOf(t.text)] {
		for _, is := range s.Where {
			if slices.Contains(codes, is.Column+"="+is.Value) {
				return true
			}
		}
	}
	return false
}
