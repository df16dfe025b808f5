package svg

import (
	"html"
	"html/template"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A File is a picture that stands alone: with its words, its source and its colours.
type File struct {
	Title, Sub, Source string
	Style              string // CSS without variables
	Picture            template.HTML
}

const fileWidth, fileEdge = 960, 24

var (
	viewBox    = regexp.MustCompile(`viewBox="([-0-9.]+) ([-0-9.]+) ([0-9.]+) ([0-9.]+)"`)
	fluidWidth = regexp.MustCompile(`width="100%" height="([0-9]+)"`)
)

// Bytes is the file as SVG. Its pictures are those of this package: anything
// else in Picture would be taken as it is.
func (f File) Bytes() []byte {
	p := &picture{}
	y := float64(fileEdge)
	body := &picture{}
	y = body.lines("file-title", f.Title, y, 20, 28)
	y = body.lines("file-sub", f.Sub, y, 14, 22)
	inner, height := placedAt(string(f.Picture), y+12)
	body.raw(inner)
	y = body.lines("file-source", f.Source, y+12+height+12, 12, 18)
	h := short(y + fileEdge/2)
	w := strconv.Itoa(fileWidth)
	p.raw(`<svg xmlns="http://www.w3.org/2000/svg" width="`, w, `" height="`, h, `" viewBox="0 0 `, w, ` `, h, `"><style>`, f.Style, `</style>`, Hatch,
		`<rect width="`, w, `" height="`, h, `" fill="#fff"/>`, body.b.String(), `</svg>`)
	return []byte(strings.Map(xmlRune, p.b.String()))
}

// xmlRune drops the characters that XML forbids; a page may hold them, a file of its own may not.
func xmlRune(r rune) rune {
	if r < 0x20 && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError {
		return -1
	}
	return r
}

// Hatch is the ground of what has no value; pages and files carry it once.
const Hatch = `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>`

// lines writes text from y down and returns where it ends. A Chinese character
// is as wide as its size, a Latin one about half.
func (p *picture) lines(class, text string, y, size, step float64) float64 {
	line, wide := "", 0.0
	flush := func() {
		if line != "" {
			p.raw(`<text class="`, class, `" x="`, strconv.Itoa(fileEdge), `" y="`, short(y+size), `">`, html.EscapeString(line), `</text>`)
			y += step
		}
		line, wide = "", 0
	}
	for _, r := range text {
		w := size
		if utf8.RuneLen(r) < 3 {
			w = size * 0.58
		}
		if wide+w > fileWidth-2*fileEdge {
			flush()
		}
		line, wide = line+string(r), wide+w
	}
	flush()
	return y
}

// placedAt gives a picture its place in a file, and says how high it is.
func placedAt(inner string, y float64) (placed string, height float64) {
	wide := float64(fileWidth - 2*fileEdge)
	size := func(w, h float64) string {
		return ` x="` + strconv.Itoa(fileEdge) + `" y="` + short(y) + `" width="` + short(w) + `" height="` + short(h) + `" overflow="visible"`
	}
	if at := fluidWidth.FindStringSubmatchIndex(inner); at != nil {
		height = number(inner[at[2]:at[3]])
		return inner[:at[0]] + strings.TrimSpace(size(wide, height)) + inner[at[1]:], height
	}
	box := viewBox.FindStringSubmatchIndex(inner)
	if box == nil {
		return inner, 0
	}
	w, h := number(inner[box[6]:box[7]]), number(inner[box[8]:box[9]])
	if w > wide {
		w, h = wide, h*wide/w
	}
	return inner[:box[1]] + size(w, h) + inner[box[1]:], h
}

// number reads digits that this package wrote.
func number(digits string) float64 {
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		panic(err) // the pattern admits digits only
	}
	return v
}
