package reports

import (
	"bytes"
	"html/template"
	"sync"
	"sync/atomic"
)

// Pieces are parts that stand alike on many pages: the name of an indicator in
// the tables of thousands of places, a light, the masthead. A template prints
// each once, and escapes what it prints as on any page; the rest is copying.

// pieces are what was printed so far, by template and what it was printed from.
// It may be used side by side.
type pieces struct {
	kept sync.Map // of pieceKey to template.HTML
	many atomic.Int32
}

type pieceKey struct {
	template string
	from     any
}

// mostKept bounds the memory for pieces that turn out to be all different.
const mostKept = 1 << 16

// piece is what a template of templates/parts prints from a comparable value.
// The value must be all that the template reads: what is printed is kept by it.
func (b *book) piece(name string, from any) template.HTML {
	key := pieceKey{name, from}
	if known, ok := b.pieces.kept.Load(key); ok {
		return known.(template.HTML)
	}
	html := printPiece(name, from)
	if b.pieces.many.Add(1) <= mostKept {
		b.pieces.kept.Store(key, html)
	}
	return html
}

// printPiece panics where a template does not fit its value: both were compiled in,
// and every test of a page prints them.
func printPiece(name string, from any) template.HTML {
	var printed bytes.Buffer
	if err := pieceTemplates().ExecuteTemplate(&printed, name, from); err != nil {
		panic(err)
	}
	return template.HTML(printed.String()) // escaped by its template, which begins and ends between elements
}
