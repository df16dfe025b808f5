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

const unknownKind = "unknown"

// Unknown says that the marts have nothing to hold a number against: it is told,
// and is no difference.
func (d Difference) Unknown() bool { return d.Kind == unknownKind }

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
	named      map[string][]string  // by sentence, what it names
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
	c := &checker{dictionary: newDictionary(b), pool: map[string][]*Source{}, named: map[string][]string{}}
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
		c.own(number, p.Text)
		return
	}
	c.last = at
	want := c.want[at]
	if want.row {
		c.row(number, p, want)
		return
	}
	for _, t := range compareTokens(want.tokens, tokens) {
		if c.isKnown(t.found, sentenceOf(p.Text, t.found.at)) && t.found.kind != "name" && !inPlace(want.text, t.wanted, p.Text, t.found) {
			continue
		}
		c.found = append(c.found, Difference{Passage: number, Kind: t.found.kind, Found: t.found.text, Want: t.want, Text: excerpt(p.Text, t.found.at), Source: want.source(t.want)})
	}
}

// source is where the marts have a text of the passage.
func (w wanted) source(text string) *Source {
	for _, r := range w.runs {
		if text != "" && r.Source != nil && strings.Contains(text, r.Text) {
			return r.Source
		}
	}
	return nil
}

// inPlace says whether a number stands where another one stood, between the same
// words: then it replaces that one, whatever else it may be true of.
func inPlace(want string, stood token, edited string, found token) bool {
	const around = 3
	if stood.text == "" || stood.kind != found.kind {
		return false
	}
	before := func(text string, at int) string { r := []rune(text[:at]); return string(r[max(0, len(r)-around):]) }
	after := func(text string, at int) string { r := []rune(text[at:]); return string(r[:min(1, len(r))]) }
	return before(want, stood.at) == before(edited, found.at) && after(want, stood.at+len(stood.text)) == after(edited, found.at+len(found.text))
}

// row compares the cells of a row one by one: each says one thing, so that a
// number, a rank, a name or a light that the marts do not have there differs. A
// cell that was emptied is left out.
func (c *checker) row(number int, p docx.Passage, want wanted) {
	cells := strings.Split(want.text, "\t")
	for i, cell := range p.Cells {
		stands, was := squeezed(cell), squeezed(cells[i])
		if stands == "" || stands == was {
			continue
		}
		kind := "name"
		if figures.MatchString(stands) || figures.MatchString(was) {
			kind = "number"
		}
		source := want.source(cells[i])
		if source != nil && strings.Contains(source.Column, "rank") {
			kind = "rank"
		}
		c.found = append(c.found, Difference{Passage: number, Kind: kind, Found: stands, Want: was, Text: excerpt(p.Text, 0), Source: source})
	}
}

// squeezed is a text without the spaces and line breaks that word processors add.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

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
		kind := unknownKind
		if len(c.named[sentence]) > 0 { // isKnown looked there
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
	codes, looked := c.named[sentence]
	if !looked {
		for _, o := range c.dictionary.tokens(sentence) {
			codes = append(codes, o.codes...)
		}
		c.named[sentence] = codes
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
