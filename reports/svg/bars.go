package svg

import "html/template"

// A Bar is one row of a ranking. Class is "place", "peer" or "apart"; without
// a value (OK false) Value is the reason that stands in its place.
type Bar struct {
	Name, Value, Title string
	Class              string
	Y                  float64
	OK                 bool
	Gap                bool // leave a hair's breadth above: another group begins
}

// A BarChart ranks places, from zero, in the order given.
type BarChart struct {
	Label, Mark string
	Max         float64 // the right end of the axis, above zero
	Bars        []Bar
	Target      Point
	TargetLabel string
}

const (
	barLeft, barRight = 21.0, 82.0 // percent
	barStep, barHigh  = 27.0, 17.0
	barTop            = 24.0
)

// Bars draws the chart.
func Bars(c BarChart) template.HTML {
	height := barTop + 4
	for _, b := range c.Bars {
		height += barStep + b.lead()
	}
	p := fluid("picture bars", int(height), c.Label)
	p.line("axis", pct(barLeft), px(barTop-4), pct(barLeft), px(height-2))
	c.each(func(b Bar, y float64) { c.bar(p, b, y) })
	c.target(p, height) // over the bars, under the words
	c.each(func(b Bar, y float64) { c.words(p, b, y) })
	p.mark("mark left", px(0), c.Mark)
	return p.end()
}

func (c BarChart) each(draw func(Bar, float64)) {
	y := barTop
	for _, b := range c.Bars {
		y += b.lead()
		draw(b, y)
		y += barStep
	}
}

func (b Bar) lead() float64 {
	if b.Gap {
		return 10
	}
	return 0
}

func (c BarChart) width(v float64) float64 {
	return max(v, 0) / c.Max * (barRight - barLeft)
}

func (c BarChart) bar(p *picture, b Bar, y float64) {
	if b.OK {
		p.rect(b.Class, pct(barLeft), px(y), pct(c.width(b.Y)), px(barHigh), b.Title)
	}
}

func (c BarChart) words(p *picture, b Bar, y float64) {
	base := px(y + barHigh - 4)
	p.text("name "+b.Class, px(0), base, 0, b.Name)
	class := "value " + b.Class
	if !b.OK {
		class = "reason"
	}
	p.text(class, pct(100), base, 0, b.Value)
}

func (c BarChart) target(p *picture, height float64) {
	if !c.Target.OK || c.Target.Y > c.Max {
		return
	}
	x := pct(barLeft + c.width(c.Target.Y))
	p.line("target", x, px(barTop-6), x, px(height-2))
	class := "target-label mid"
	if x.value > 70 {
		class = "target-label end" // there is no room to the right
	}
	p.text(class, x, px(barTop-10), 0, c.TargetLabel)
}
