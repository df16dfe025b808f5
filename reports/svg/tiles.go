package svg

import (
	"html"
	"html/template"
	"unicode/utf8"
)

// A Tile is one place of the tile map. Class is its colour step ("s1" to "s5",
// "above2" … "below2", "none"); a Link makes it a door to the place's page.
type Tile struct {
	Column, Row               int // from 1
	Name, Value, Class, Title string
	Link                      string
	Code                      string // of the place, for a script that shows another period
}

const tileSize, tileGap = 76, 5

// manyColumns: a map of more is as wide as the page, or its names could not be read.
const manyColumns = 8

// Tiles draws one square per place, laid out roughly as the land lies.
func Tiles(label, mark string, tiles []Tile) template.HTML {
	columns, rows := 1, 1
	for _, t := range tiles {
		columns, rows = max(columns, t.Column), max(rows, t.Row)
	}
	step := tileSize + tileGap
	p := &picture{}
	class := "picture tiles"
	if columns > manyColumns {
		class += " wide"
	}
	p.raw(`<svg class="`, class, `" viewBox="0 -18 `, px(float64(columns*step)).String(), " ", px(float64(rows*step+18)).String(), `" role="group" aria-label="`, html.EscapeString(label), `">`)
	for _, t := range tiles {
		t.draw(p, step)
	}
	if mark != "" {
		p.text("mark", px(float64(columns*step-tileGap)), px(-6), 0, mark)
	}
	return p.end()
}

func (t Tile) draw(p *picture, step int) {
	x, y := float64((t.Column-1)*step), float64((t.Row-1)*step)
	if t.Link != "" {
		p.raw(`<a href="`, html.EscapeString(t.Link), `"`)
		if t.Code != "" {
			p.raw(` data-org="`, html.EscapeString(t.Code), `"`)
		}
		p.raw(`>`)
	}
	p.rect("tile "+t.Class, px(x), px(y), px(tileSize), px(tileSize), t.Title)
	middle := px(x + tileSize/2)
	name := "tile-name on-" + t.Class
	if utf8.RuneCountInString(t.Name) > 4 {
		name += " long"
	}
	p.text(name, middle, px(y+33), 0, t.Name)
	p.text("tile-value on-"+t.Class, middle, px(y+54), 0, t.Value)
	if t.Link != "" {
		p.raw(`</a>`)
	}
}
