package svg

import (
	"html/template"
	"strconv"
)

// Spark draws a word-sized line of a series over periods, its last point as a
// dot, and a target as a dashed line where there is one.
func Spark(label string, points []Point, target Point) template.HTML {
	const width, height, edge = 96, 22, 3
	low, high, any := extent(append([]Point{target}, points...))
	if !any || len(points) < 2 {
		return ""
	}
	y := func(v float64) length {
		if high == low {
			return px(height / 2)
		}
		return px(height - edge - (v-low)/(high-low)*(height-2*edge))
	}
	x := func(i int) length { return px(edge + float64(i)*(width-2*edge)/float64(len(points)-1)) }
	p := fixed("spark", width, height, label)
	if target.OK {
		p.line("target", px(0), y(target.Y), px(width), y(target.Y))
	}
	p.raw(`<path class="place" d="`)
	last := -1
	for i, point := range points {
		if !point.OK {
			continue
		}
		step := "M" // begins a stroke: after a gap or a break nothing is joined
		if joins(points, i) {
			step = "L"
		}
		p.raw(step, x(i).String(), " ", y(point.Y).String())
		last = i
	}
	p.raw(`"/>`)
	if last >= 0 {
		p.circle("place dot", x(last), y(points[last].Y), 2.2, "")
	}
	return p.end()
}

func extent(points []Point) (low, high float64, any bool) {
	for _, p := range points {
		if !p.OK {
			continue
		}
		if !any || p.Y < low {
			low = p.Y
		}
		if !any || p.Y > high {
			high = p.Y
		}
		any = true
	}
	return low, high, any
}

// Strip draws where one place stands among its peers on a common scale from
// low to high: peers as grey dots, the place as a dark one, the target as a tick.
func Strip(label string, peers []Point, place, target Point) template.HTML {
	low, high, any := extent(append([]Point{place, target}, peers...))
	if !any {
		return ""
	}
	x := func(v float64) length {
		if high == low {
			return pct(50)
		}
		return pct(5 + (v-low)/(high-low)*90)
	}
	p := fluid("strip", 18, label)
	p.line("axis", pct(2), px(9), pct(98), px(9))
	for _, point := range peers {
		if point.OK {
			p.circle("peer", x(point.Y), px(9), 3, point.Title)
		}
	}
	if target.OK {
		p.line("target", x(target.Y), px(1), x(target.Y), px(17))
	}
	if place.OK {
		p.circle("place", x(place.Y), px(9), 4.5, place.Title)
	}
	return p.end()
}

// Spread draws where one place stands among very many: most of them as a line,
// the middle half as a bar with a tick at the median, the place as a dot, the
// target as a tick. The five are where the line begins, the quarters and where
// it ends; what lies outside stands at the edge.
func Spread(label string, five [5]float64, place float64, target Point) template.HTML {
	low, high := five[0], five[4]
	x := func(v float64) length {
		if high == low {
			return pct(50)
		}
		return pct(min(max(5+(v-low)/(high-low)*90, 2), 98))
	}
	p := fluid("strip", 18, label)
	p.line("axis", x(five[0]), px(9), x(five[4]), px(9))
	p.rect("peer", x(five[1]), px(5), pct(x(five[3]).value-x(five[1]).value), px(8), "")
	p.line("median", x(five[2]), px(5), x(five[2]), px(13))
	if target.OK {
		p.line("target", x(target.Y), px(1), x(target.Y), px(17))
	}
	p.circle("place", x(place), px(9), 4.5, "")
	return p.end()
}

// A Part is one piece of a stacked bar. Class is its light or state.
type Part struct {
	Class, Title string
	Count        int
}

// Stack draws parts of a whole side by side, the count inside where it fits.
func Stack(label string, parts []Part) template.HTML {
	total := 0
	for _, part := range parts {
		total += part.Count
	}
	if total == 0 {
		return ""
	}
	p := fluid("picture stack", 30, label)
	x := 0.0
	for _, part := range parts {
		if part.Count == 0 {
			continue
		}
		width := float64(part.Count) * 100 / float64(total)
		p.rect("part "+part.Class, pct(x), px(0), pct(width), px(30), part.Title)
		if width >= 4 {
			p.text("part-count on-"+part.Class, pct(x+width/2), px(20), 0, strconv.Itoa(part.Count))
		}
		x += width
	}
	return p.end()
}

// Bullet draws a value as a bar from zero against its target, both on a scale to max.
func Bullet(label, class string, value, target Point, max float64) template.HTML {
	if max <= 0 {
		return ""
	}
	p := fluid("bullet", 18, label)
	p.line("axis", px(0), px(9), pct(100), px(9))
	if value.OK {
		p.rect("bar "+class, px(0), px(4), pct(clamp(value.Y/max*100)), px(10), value.Title)
	}
	if target.OK {
		x := pct(clamp(target.Y / max * 100))
		p.line("target", x, px(0), x, px(18))
	}
	return p.end()
}

// A Gauge is a value on its way to a target: where it began, where it should be
// by now, and the target, on a scale from Low to High.
type Gauge struct {
	Label               string // what a screen reader says
	Class               string // of the light it stands under
	Low, High           float64
	Start, Value        Point
	Due, Target         Point
	DueWord, TargetWord string
}

// Progress draws it as a bar with two ticks: no dial, nothing round.
func Progress(g Gauge) template.HTML {
	if g.High <= g.Low || !g.Value.OK {
		return ""
	}
	at := func(v float64) length { return pct(clamp((v - g.Low) / (g.High - g.Low) * 100)) }
	p := fluid("picture bullet gauge", 62, g.Label)
	p.line("axis", px(0), px(31), pct(100), px(31))
	from := 0.0
	if g.Start.OK {
		from = at(g.Start.Y).value
	}
	to := at(g.Value.Y).value
	p.rect("bar "+g.Class, pct(min(from, to)), px(22), pct(max(from, to)-min(from, to)), px(18), g.Value.Title)
	if g.Due.OK {
		p.line("due", at(g.Due.Y), px(16), at(g.Due.Y), px(46))
		p.text("target-label "+sideOf(at(g.Due.Y)), at(g.Due.Y), px(59), 0, g.DueWord)
	}
	if g.Target.OK {
		p.line("target", at(g.Target.Y), px(16), at(g.Target.Y), px(46))
		p.text("target-label "+sideOf(at(g.Target.Y)), at(g.Target.Y), px(11), 0, g.TargetWord)
	}
	return p.end()
}

// sideOf keeps words beside a tick inside the picture.
func sideOf(x length) string {
	if x.value > 60 {
		return "end"
	}
	return "begin"
}

func clamp(percent float64) float64 { return min(max(percent, 0), 100) }
