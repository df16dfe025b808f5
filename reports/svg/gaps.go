package svg

import "html/template"

// A Gap is two values of one org: what it gave itself and what it got.
type Gap struct {
	Name, Value, Title string
	From, To           float64
	Apart              bool // further than the others: drawn heavier
}

// On a phone the value beside the scale takes 16 hundredths; the scale begins under the mark.
const gapLeft, gapRight, gapTop, gapStep = 22.0, 82.0, 46.0, 24.0

// Gaps draws one line per org from an open dot to a full one, on one scale from low to high.
func Gaps(label, mark string, x []Tick, gaps []Gap) template.HTML {
	height := int(gapTop) + int(gapStep)*len(gaps)
	p := fluid("picture gaps", height, label)
	low, high := x[0].At, x[len(x)-1].At
	at := func(v float64) length { return pct(gapLeft + (v-low)/(high-low)*(gapRight-gapLeft)) }
	for _, t := range x {
		p.line("grid", at(t.At), px(gapTop-10), at(t.At), px(float64(height)))
		p.text("tick mid", at(t.At), px(gapTop-16), 0, t.Label)
	}
	for i, g := range gaps {
		y := px(gapTop + gapStep*float64(i) + gapStep/2)
		class := "gap"
		if g.Apart {
			class = "gap apart"
		}
		p.text("name", px(0), px(y.value+4), 0, g.Name)
		p.line(class, at(g.From), y, at(g.To), y)
		p.circle("from", at(g.From), y, 4, g.Title)
		p.circle("to", at(g.To), y, 4.5, g.Title)
		p.text("value end", pct(100), px(y.value+4), 0, g.Value)
	}
	p.mark("mark", pct(100), mark)
	return p.end()
}
