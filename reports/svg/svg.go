// Package svg draws the static pictures of the site: lines, bars, tiles, strips.
//
// A picture is complete without script, keeps its type size at any width
// (positions are percentages, letters are pixels) and takes its colours from
// the style sheet by class. Every text is escaped here, so that the result may
// stand in a page as it is. It draws what it is told: choosing, sorting and
// wording belong to the caller.
package svg

import (
	"html"
	"html/template"
	"strconv"
	"strings"
)

// A length is a coordinate: percent of the picture's width, or pixels.
type length struct {
	value   float64
	percent bool
}

func px(v float64) length  { return length{v, false} }
func pct(v float64) length { return length{v, true} }

func (l length) String() string {
	s := short(l.value)
	if l.percent {
		return s + "%"
	}
	return s
}

// short prints at most two decimals: more is invisible and would make pages larger.
func short(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// A picture collects elements. Classes and element names are constants of this package.
type picture struct{ b strings.Builder }

// fluid starts a picture as wide as its place and height pixels high.
func fluid(class string, height int, label string) *picture {
	p := &picture{}
	p.raw(`<svg class="`, class, `" width="100%" height="`, strconv.Itoa(height), `" role="img" aria-label="`, html.EscapeString(label), `">`)
	return p
}

// fixed starts a picture with its own coordinates, scaled as a whole.
// A role of "" leaves it to the reader's software: pictures with links must not be one image.
func fixed(class string, width, height int, label string) *picture {
	p := &picture{}
	w, h := strconv.Itoa(width), strconv.Itoa(height)
	p.raw(`<svg class="`, class, `" viewBox="0 0 `, w, " ", h, `" width="`, w, `" height="`, h, `"`)
	if label != "" {
		p.raw(` role="img" aria-label="`, html.EscapeString(label), `"`)
	} else {
		p.raw(` aria-hidden="true"`)
	}
	p.raw(`>`)
	return p
}

func (p *picture) raw(parts ...string) {
	for _, s := range parts {
		p.b.WriteString(s)
	}
}

func (p *picture) line(class string, x1, y1, x2, y2 length) {
	p.raw(`<line class="`, class, `" x1="`, x1.String(), `" y1="`, y1.String(), `" x2="`, x2.String(), `" y2="`, y2.String(), `"/>`)
}

// rect draws a box; title is shown on hover where it is not "".
func (p *picture) rect(class string, x, y, width, height length, title string) {
	p.raw(`<rect class="`, class, `" x="`, x.String(), `" y="`, y.String(), `" width="`, width.String(), `" height="`, height.String(), `"`)
	p.titled("rect", title)
}

func (p *picture) circle(class string, x, y length, radius float64, title string) {
	p.raw(`<circle class="`, class, `" cx="`, x.String(), `" cy="`, y.String(), `" r="`, short(radius), `"`)
	p.titled("circle", title)
}

func (p *picture) titled(element, title string) {
	if title == "" {
		p.raw(`/>`)
		return
	}
	p.raw(`><title>`, html.EscapeString(title), `</title></`, element, `>`)
}

// text writes s at x, y (its base line), moved by dx pixels.
func (p *picture) text(class string, x, y length, dx float64, s string) {
	p.raw(`<text class="`, class, `" x="`, x.String(), `" y="`, y.String(), `"`)
	if dx != 0 {
		p.raw(` dx="`, short(dx), `"`)
	}
	p.raw(`>`, html.EscapeString(s), `</text>`)
}

// mark writes the word that tells made-up data from real in an upper corner: class "mark" right, "mark left" left.
func (p *picture) mark(class string, x length, word string) {
	if word != "" {
		p.text(class, x, px(12), 0, word)
	}
}

func (p *picture) end() template.HTML {
	p.raw(`</svg>`)
	return template.HTML(p.b.String()) // all texts were escaped on the way in
}
