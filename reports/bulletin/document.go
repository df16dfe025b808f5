package bulletin

import (
	"fmt"
	"slices"
	"strings"
)

// A Document is a bulletin in one language, before it becomes a file.
type Document struct {
	Lang      string
	Title     []Run
	Addressee []Run
	Body      []Block
	Annexes   []Annex
}

// An Annex begins on a page of its own.
type Annex struct {
	Section string
	Title   []Run
	Blocks  []Block
	Wide    bool // its tables need turned pages
}

// A Block is a heading, a paragraph, a caption or a table.
type Block struct {
	Kind    string // heading1, heading2, text, own, caption, note, table
	Section string
	Runs    []Run
	Table   *Table
}

// wideAnnexes have more columns than an upright page holds.
var wideAnnexes = []string{"annex_indicators", "annex_ledger", "annex_revisions"}

// A composer writes a document section by section.
type composer struct {
	book *book
	lang string
	once item
	doc  Document
	part []Block // of the section under way
	// headings of the section that wait for something to stand under them
	waiting []Block
	chapter int // 一、
	second  int // （一）
	nth, n  int // counters that a line of the template may show
}

// compose writes the document in a language: zh or en.
func (b *book) compose(lang string) Document {
	c := &composer{book: b, lang: lang, once: b.once(), doc: Document{Lang: lang}}
	for start := 0; start < len(b.texts); {
		end := start
		for end < len(b.texts) && b.texts[end].Section == b.texts[start].Section {
			end++
		}
		c.section(b.texts[start:end])
		start = end
	}
	c.doc.Addressee = b.once()["addressee"].zh
	return c.doc
}

// section writes the lines of one section, then what the officer added to it.
func (c *composer) section(lines []textRow) {
	code := lines[0].Section
	c.part, c.waiting, c.second, c.nth, c.n = nil, nil, 0, 0, 0
	for _, l := range lines {
		c.heading(l)
		c.line(l)
	}
	if own, found := c.book.own[code]; found {
		for paragraph := range strings.SplitSeq(own.Text, "\n") {
			if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
				c.add(Block{Kind: "own", Section: code, Runs: at("mart_paragraph", "period", own.Period, "section", code).text("text", paragraph)})
			}
		}
	}
	switch {
	case len(c.part) == 0:
	case code == "brief": // stands in the brief
	case code == "title":
		c.doc.Title = c.part[0].Runs
	case strings.HasPrefix(code, "annex"):
		c.annex(code)
	default:
		c.doc.Body = append(c.doc.Body, c.part...)
	}
}

func (c *composer) annex(code string) {
	a := Annex{Section: code, Blocks: c.part, Wide: slices.Contains(wideAnnexes, code)}
	if a.Blocks[0].Kind == "heading1" {
		a.Title, a.Blocks = a.Blocks[0].Runs, a.Blocks[1:]
	}
	c.doc.Annexes = append(c.doc.Annexes, a)
}

// heading keeps a heading until something stands under it.
func (c *composer) heading(l textRow) {
	text := l.Heading
	if c.lang == "en" {
		text = l.HeadingEn
	}
	if text == "" {
		return
	}
	kind := "heading1"
	if c.second > 0 || len(c.part) > 0 || len(c.waiting) > 0 {
		kind = "heading2"
	}
	if kind == "heading2" {
		c.n = 0
	}
	c.waiting = slices.DeleteFunc(c.waiting, func(b Block) bool { return b.Kind == kind })
	c.waiting = append(c.waiting, Block{Kind: kind, Section: l.Section, Runs: fill(text, c.stands(l, nil))})
}

// add puts a block behind the headings that waited for it, which now get their numbers.
func (c *composer) add(b Block) {
	for _, h := range c.waiting {
		switch {
		case h.Kind == "heading2":
			c.second++
			h.Runs = together(c.ordinal("（%s）", "(%d) ", c.second), h.Runs)
		case !strings.HasPrefix(h.Section, "annex"):
			c.chapter++
			h.Runs = together(c.ordinal("%s、", "%d. ", c.chapter), h.Runs)
		}
		c.part = append(c.part, h)
	}
	c.waiting = nil
	c.part = append(c.part, b)
}

func (c *composer) ordinal(zh, en string, n int) []Run {
	if c.lang == "en" {
		return words(fmt.Sprintf(en, n))
	}
	return words(fmt.Sprintf(zh, numeral(n)))
}

// line writes what a line of the template says: once, of each item of a list, or as a table.
func (c *composer) line(l textRow) {
	if l.Text == "" {
		return
	}
	if table, known := tables[l.Each]; known {
		if c.holds(l.When, nil) {
			c.tables(l, table(c.book, c.lang))
		}
		return
	}
	items := []item{nil}
	if list, known := lists[l.Each]; known {
		items = list(c.book)
	}
	said, more := 0, 0
	for _, one := range items {
		if !c.holds(l.When, one) {
			continue
		}
		if l.Limit > 0 && one != nil && said == l.Limit {
			more++
		} else if c.say(l, one) {
			said++
		}
	}
	c.once["more"] = phrase{}
	if more > 0 {
		c.once["more"] = both(words(fmt.Sprint(more)))
	}
}

// say writes one paragraph, or goes on in the one before; false where there is nothing to say.
func (c *composer) say(l textRow, one item) bool {
	text := l.Text
	if c.lang == "en" {
		text = l.TextEn
	}
	nth, n := c.nth, c.n
	runs := fill(text, c.stands(l, one))
	if len(runs) == 0 {
		c.nth, c.n = nth, n
		return false
	}
	if last := len(c.part) - 1; l.Joined && last >= 0 && len(c.waiting) == 0 && c.part[last].Kind == "text" {
		if c.lang == "en" {
			runs = together(words(" "), runs)
		}
		c.part[last].Runs = append(c.part[last].Runs, runs...)
		return true
	}
	c.add(Block{Kind: "text", Section: l.Section, Runs: runs})
	return true
}

// tables writes tables with the line as their caption.
func (c *composer) tables(l textRow, all []Table) {
	text := l.Text
	if c.lang == "en" {
		text = l.TextEn
	}
	for i, t := range all {
		if l.Limit > 0 && i == l.Limit {
			return
		}
		caption := fill(text, func(name string) []Run {
			if name == "table" {
				return t.Name
			}
			return c.stands(l, nil)(name)
		})
		c.add(Block{Kind: "caption", Section: l.Section, Runs: caption})
		c.add(Block{Kind: "table", Section: l.Section, Table: &t})
		if len(t.Note) > 0 {
			c.add(Block{Kind: "note", Section: l.Section, Runs: t.Note})
		}
	}
}

// holds says whether a line's condition does: a placeholder that is there, or with ! one that is not.
func (c *composer) holds(when string, one item) bool {
	for condition := range strings.SplitSeq(when, "&") {
		name, not := strings.CutPrefix(strings.TrimSpace(condition), "!")
		if name != "" && c.value(name, one).holds() == not {
			return false
		}
	}
	return true
}

func (c *composer) value(name string, one item) phrase {
	if p, found := one[name]; found {
		return p
	}
	return c.once[name]
}

// stands gives the runs of a line's placeholders.
func (c *composer) stands(l textRow, one item) func(string) []Run {
	return func(name string) []Run {
		switch name {
		case "nth":
			c.nth++
			return c.ordinal("%s", "%d", c.nth)
		case "n":
			c.n++
			return words(fmt.Sprint(c.n))
		}
		return c.value(name, one).in(c.lang, l.Limit)
	}
}
