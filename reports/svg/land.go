package svg

import (
	"html"
	"html/template"
	"math"
	"strings"
	"unicode/utf8"
)

// A Place is a position in degrees, east and north.
type Place struct{ East, North float64 }

// A Shape is one place of a map with boundaries: what a Tile says of it, and its
// outlines. A hole is an outline like any other.
type Shape struct {
	Tile
	Rings [][]Place
}

const (
	landWidth  = 640
	tolerance  = 0.6 // of a pixel: what simplifying may move a boundary
	namesOnMap = 30  // more names than this would cover each other
	apartStep  = tileSize + tileGap
)

// Land draws places by their boundaries, and in rows below those that have none.
func Land(label, mark string, shapes []Shape, apart []Tile) template.HTML {
	on := projectionOf(shapes)
	rows := (len(apart) + landWidth/apartStep - 1) / (landWidth / apartStep)
	height := on.height + float64(rows*apartStep)
	p := &picture{}
	p.raw(`<svg class="picture tiles land" viewBox="0 -18 `, short(landWidth), " ", short(height+18), `" role="group" aria-label="`, html.EscapeString(label), `">`)
	for _, s := range shapes {
		s.draw(p, on)
	}
	if len(shapes) <= namesOnMap {
		for _, s := range shapes {
			s.name(p, on)
		}
	}
	for n, t := range apart {
		t.Column, t.Row = 1+n%(landWidth/apartStep), 1
		p.raw(`<g transform="translate(0 `, short(on.height+5+float64(n/(landWidth/apartStep)*apartStep)), `)">`)
		t.draw(p, apartStep)
		p.raw(`</g>`)
	}
	if mark != "" {
		p.text("mark", px(landWidth), px(-6), 0, mark)
	}
	return p.end()
}

// A landProjection puts degrees on the picture: east is shortened by the
// latitude in the middle, which is right enough for one province.
type landProjection struct{ west, north, across, down, height float64 }

func projectionOf(shapes []Shape) landProjection {
	west, east, south, north := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, s := range shapes {
		for _, ring := range s.Rings {
			for _, at := range ring {
				west, east = min(west, at.East), max(east, at.East)
				south, north = min(south, at.North), max(north, at.North)
			}
		}
	}
	if east <= west || north <= south {
		return landProjection{}
	}
	across := landWidth / (east - west)
	down := across / math.Cos((north+south)/2*math.Pi/180)
	return landProjection{west, north, across, down, (north - south) * down}
}

func (l landProjection) put(at Place) (x, y float64) {
	return (at.East - l.west) * l.across, (l.north - at.North) * l.down
}

func (s Shape) draw(p *picture, on landProjection) {
	var path strings.Builder
	for _, ring := range s.Rings {
		points := simplified(on.ring(ring))
		for n, at := range points {
			path.WriteString([]string{"L", "M"}[btoi(n == 0)] + short1(at[0]) + " " + short1(at[1]))
		}
		path.WriteString("Z")
	}
	s.open(p)
	p.raw(`<path class="tile `, html.EscapeString(s.Class), `" d="`, path.String(), `"><title>`, html.EscapeString(s.Title), `</title></path>`)
	s.close(p)
}

func (t Tile) open(p *picture) {
	if t.Link != "" {
		p.raw(`<a href="`, html.EscapeString(t.Link), `" data-org="`, html.EscapeString(t.Code), `">`)
	}
}

func (t Tile) close(p *picture) {
	if t.Link != "" {
		p.raw(`</a>`)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// short1 is a tenth of a pixel: finer is invisible and would make pages larger.
func short1(v float64) string { return short(math.Round(v*10) / 10) }

func (l landProjection) ring(ring []Place) [][2]float64 {
	points := make([][2]float64, len(ring))
	for n, at := range ring {
		points[n][0], points[n][1] = l.put(at)
	}
	return points
}

// name stands in the middle of the largest outline.
func (s Shape) name(p *picture, on landProjection) {
	largest, x, y := 0.0, 0.0, 0.0
	for _, ring := range s.Rings {
		if size, cx, cy := middle(on.ring(ring)); size > largest {
			largest, x, y = size, cx, cy
		}
	}
	if largest == 0 {
		return
	}
	class := "tile-name on-" + s.Class
	if utf8.RuneCountInString(s.Name) > 3 {
		class += " long"
	}
	p.raw(`<g class="land-name" aria-hidden="true" data-org="`, html.EscapeString(s.Code), `">`) // for a script that shows another period
	p.text(class, px(x), px(y), 0, s.Name)
	p.text("tile-value on-"+s.Class, px(x), px(y+16), 0, s.Value)
	p.raw(`</g>`)
}

// middle is the area of an outline and its centre of gravity.
func middle(ring [][2]float64) (area, x, y float64) {
	for n, a := range ring {
		b := ring[(n+1)%len(ring)]
		cross := a[0]*b[1] - b[0]*a[1]
		area += cross / 2
		x += (a[0] + b[0]) * cross
		y += (a[1] + b[1]) * cross
	}
	if area == 0 {
		return 0, 0, 0
	}
	return math.Abs(area), x / (6 * area), y / (6 * area)
}

// simplified leaves out points that no eye would miss (Ramer, Douglas and
// Peucker), but never so many that an outline falls into a line.
func simplified(ring [][2]float64) [][2]float64 {
	if len(ring) < 5 {
		return ring
	}
	keep := make([]bool, len(ring))
	half := len(ring) / 2
	keep[0], keep[half], keep[len(ring)-1] = true, true, true
	simplify(ring, keep, 0, half)
	simplify(ring, keep, half, len(ring)-1)
	var kept [][2]float64
	for n, at := range ring {
		if keep[n] {
			kept = append(kept, at)
		}
	}
	return kept
}

func simplify(ring [][2]float64, keep []bool, from, to int) {
	far, at := 0.0, -1
	for n := from + 1; n < to; n++ {
		if d := distance(ring[n], ring[from], ring[to]); d > far {
			far, at = d, n
		}
	}
	if at < 0 || far <= tolerance {
		return
	}
	keep[at] = true
	simplify(ring, keep, from, at)
	simplify(ring, keep, at, to)
}

// distance is how far a point lies from the line between two others.
func distance(p, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	if dx == 0 && dy == 0 {
		return math.Hypot(p[0]-a[0], p[1]-a[1])
	}
	return math.Abs(dy*(p[0]-a[0])-dx*(p[1]-a[1])) / math.Hypot(dx, dy)
}
