package svg

import "html/template"

// A Lit is the light of one period: its mark, its class and its words.
type Lit struct{ Class, Shape, Title string }

// History draws the lights of successive periods side by side, the newest last.
func History(label string, lights []Lit) template.HTML {
	const step, height = 18, 20
	if len(lights) == 0 {
		return ""
	}
	p := fixed("history", step*len(lights), height, label)
	for i, l := range lights {
		x := float64(step * i)
		p.rect("part "+l.Class, px(x), px(1), px(step-2), px(height-2), l.Title)
		p.text("mid on-"+l.Class, px(x+(step-2)/2), px(15), 0, l.Shape)
	}
	return p.end()
}
