package svg

import "html/template"

// A Point is one value of a series; OK is false where there is none.
type Point struct {
	Y     float64
	OK    bool
	Fresh bool   // not to be compared with the one before: no line joins them
	Title string // shown on hover
}

// joins says whether a line leads from the point before i to i.
func joins(points []Point, i int) bool {
	return i > 0 && i < len(points) && points[i].OK && points[i-1].OK && !points[i].Fresh
}

// A Series is one line. Class is "place" for the one the page is about, "peer" for the others.
type Series struct {
	Name   string
	Value  string // printed beside its end, with the name; only for "place"
	Class  string
	Points []Point
}

// A Tick is a place on an axis with its label; Sub stands under the label.
type Tick struct {
	At         float64
	Label, Sub string
}

// A LineChart shows series over evenly spaced periods. Gaps stay open.
type LineChart struct {
	Label       string // what a screen reader says
	Mark        string // "样例数据" on made-up data
	X           []Tick // one per period; At is not used
	Y           []Tick // grid lines; the first and last are the limits
	Series      []Series
	Target      []Point // a dashed line; empty for none
	TargetLabel string
	Path        []Point // where one should be by now; dotted
	Breaks      []int   // periods that must not be compared with the one before
	BreakLabel  string
	Past        int // how many of the first periods are history: they stand on a grey ground
	PastLabel   string
}

const (
	lineTop, lineBottom, lineHeight = 26.0, 226.0, 268
	lineLeft, lineRight             = 7.0, 84.0 // percent
)

// Line draws the chart.
func Line(c LineChart) template.HTML {
	p := fluid("picture line", lineHeight, c.Label)
	c.past(p)
	c.grid(p)
	for _, s := range c.Series {
		if s.Class != "place" {
			c.path(p, "peer", s.Points)
		}
	}
	c.path(p, "path", c.Path)
	c.target(p)
	for _, s := range c.Series {
		if s.Class == "place" {
			c.place(p, s)
		}
	}
	p.mark("mark", pct(100), c.Mark)
	return p.end()
}

func (c LineChart) x(i int) length {
	if len(c.X) < 2 {
		return pct((lineLeft + lineRight) / 2)
	}
	return pct(lineLeft + float64(i)*(lineRight-lineLeft)/float64(len(c.X)-1))
}

func (c LineChart) y(v float64) length {
	low, high := c.Y[0].At, c.Y[len(c.Y)-1].At
	return px(lineBottom - (v-low)/(high-low)*(lineBottom-lineTop))
}

// past lays a ground under the periods of history, to halfway to the first other one.
func (c LineChart) past(p *picture) {
	if c.Past == 0 {
		return
	}
	end := lineRight + 1.0
	if c.Past < len(c.X) {
		end = (c.x(c.Past-1).value + c.x(c.Past).value) / 2
	}
	p.rect("past", px(0), px(lineTop-14), pct(end), px(lineBottom-lineTop+14), "")
	p.text("past-label", pct(lineLeft), px(lineTop-3), 0, c.PastLabel)
}

func (c LineChart) grid(p *picture) {
	for _, t := range c.Y {
		y := c.y(t.At)
		p.line("grid", px(0), y, pct(lineRight+1), y)
		p.text("tick", px(0), px(y.value-4), 0, t.Label)
	}
	for i, t := range c.X {
		p.text("tick mid", c.x(i), px(lineBottom+18), 0, t.Label)
		if t.Sub != "" {
			p.text("tick mid year", c.x(i), px(lineBottom+36), 0, t.Sub)
		}
	}
	for _, i := range c.Breaks {
		x := c.x(i)
		if i > 0 {
			x = pct((c.x(i-1).value + x.value) / 2)
		}
		p.line("break", x, px(lineTop), x, px(lineBottom))
		p.text("break-label", x, px(lineTop+10), 4, c.BreakLabel)
	}
}

// path joins neighbouring points; a point between two gaps becomes a dot.
func (c LineChart) path(p *picture, class string, points []Point) {
	for i, point := range points {
		if !point.OK {
			continue
		}
		before, after := joins(points, i), joins(points, i+1)
		if before {
			p.line(class, c.x(i-1), c.y(points[i-1].Y), c.x(i), c.y(point.Y))
		}
		if !before && !after {
			p.circle(class+" dot", c.x(i), c.y(point.Y), 2, "")
		}
	}
}

// target is a line with its name at its beginning. In a chart of one period it comes
// from the left: a dot would lie under the value, and its name over it.
func (c LineChart) target(p *picture) {
	if len(c.X) == 1 && len(c.Target) == 1 && c.Target[0].OK {
		y := c.y(c.Target[0].Y)
		p.line("target", pct(lineLeft), y, c.x(0), y)
		p.text("target-label", pct(lineLeft), px(y.value-6), 0, c.TargetLabel)
		return
	}
	c.path(p, "target", c.Target)
	for i, point := range c.Target {
		if point.OK {
			p.text("target-label", c.x(i), px(c.y(point.Y).value-6), 0, c.TargetLabel)
			return
		}
	}
}

func (c LineChart) place(p *picture, s Series) {
	c.path(p, "place", s.Points)
	last := -1
	for i, point := range s.Points {
		if point.OK {
			p.circle("place dot", c.x(i), c.y(point.Y), 3.5, point.Title)
			last = i
		}
	}
	if last < 0 {
		return
	}
	y := c.y(s.Points[last].Y).value
	p.text("place-name", c.x(last), px(y-4), 12, s.Name)
	p.text("place-value", c.x(last), px(y+13), 12, s.Value)
}
