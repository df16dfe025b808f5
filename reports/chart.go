package reports

import (
	"encoding/json"
	"fmt"
	"html/template"
	"math"
	"slices"

	"yigai/reports/svg"
)

// A chart is a static picture, the option that makes it interactive, and its words.
// Title is the finding; Sub says measure, unit, population and period.
type chart struct {
	ID, Title, Sub string
	Static         template.HTML
	Option         option // nil: the picture stays as it is
	Name           string // of a file somebody keeps
	Embed, File    string // the chart's own page and its picture, "" where it has none
	Source         string // under the chart where it leaves its page
}

// chartColours are those of the style sheet; options cannot read it.
const (
	inkColour, secondColour, hairColour = "#1F2933", "#52606D", "#D9DEE4"
	placeColour, peerColour             = "#0B5FA5", "#A9B4C0"
	pastColour                          = "rgba(82,96,109,0.08)"
)

// JSON is the option as text for a script element of type application/json.
// encoding/json writes <, > and & as \u escapes, so no text can end the element.
func (c chart) JSON() (template.JS, error) {
	data, err := json.Marshal(c.Option)
	if err != nil {
		return "", fmt.Errorf("chart %s: %w", c.ID, err)
	}
	return template.JS(data), nil
}

// trend is the city's line over the periods, the counties' behind it in grey.
func (d desk) trend(i indicatorRow, basis string, rows []figure) chart {
	lines := d.trendLines(i, basis, rows)
	c := chart{ID: "trend", Title: d.trendFinding(i, basis), Sub: d.trendSub(i, basis, len(lines) > 1)}
	picture := svg.LineChart{Label: c.Title + "。" + c.Sub, Mark: d.sampleMark(), X: d.periodTicks(), Series: lines}
	picture.Target, picture.TargetLabel, picture.Path = d.targetPath(i, basis)
	picture.Y = axisTicks(limitsOf(append(allPoints(lines), append(picture.Target, picture.Path...)...), i.Unit))
	picture.Breaks, picture.BreakLabel = d.breaks(i, d.head.Region, basis)
	picture.Past, picture.PastLabel = d.past()
	c.Static = svg.Line(picture)
	c.Option = trendOption(c, picture, i)
	return d.standing(i, c)
}

func (d desk) trendLines(i indicatorRow, basis string, rows []figure) []svg.Series {
	var lines []svg.Series
	for _, f := range rows {
		s := svg.Series{Name: f.Name, Class: "peer", Points: d.series(i, f.Row.Org, basis)}
		if f.Pinned {
			s.Points = d.titledSeries(i, d.head.Region, basis)
			s.Class, s.Value = "place", d.lastValue(i, basis)
		}
		if f.Pinned || d.drawn(f) && i.Unit == "%" && i.Rollup != "share_yes" {
			lines = append(lines, s) // amounts of counties and of the city share no scale
		}
	}
	return lines
}

// drawn says whether a row of the table stands in the pictures beside the
// total: places, or the regions in between where there are too many places.
func (d desk) drawn(f figure) bool {
	return !f.Apart && f.Region == (d.now().manyPlaces() && len(d.now().regions) > 0)
}

// lineNames is what the grey lines are.
func (d desk) lineNames() string {
	if regions := d.now().regions; d.now().manyPlaces() && len(regions) > 0 {
		return "各" + kindOf(regions[0]).Zh
	}
	return d.naming.EachPeer()
}

// lastValue is the city's newest figure, short enough to stand beside a line.
func (d desk) lastValue(i indicatorRow, basis string) string {
	for _, p := range slices.Backward(d.periodsUntil()) {
		if v, _ := d.value(i.Indicator, d.head.Region, p.Period, basis); v.Value.Valid {
			return grouped(v.Value, min(i.Decimals, 1)) + unitEn(i.Unit)
		}
	}
	return ""
}

// trendFinding is the title of the trend: how many periods in a row it rose or fell.
func (d desk) trendFinding(i indicatorRow, basis string) string {
	if accumulates(i, basis) {
		return fmt.Sprintf("%s%s，每年从头累计", d.naming.Total, i.Name)
	}
	points := d.series(i, d.head.Region, basis)
	rising, falling := 0, 0
	for at := len(points) - 1; at > 0 && points[at].OK && points[at-1].OK && !points[at].Fresh; at-- {
		switch {
		case points[at].Y > points[at-1].Y && falling == 0:
			rising++
			continue
		case points[at].Y < points[at-1].Y && rising == 0:
			falling++
			continue
		}
		break
	}
	switch {
	case rising > 1:
		return fmt.Sprintf("%s%s连续 %d 期上升", d.naming.Total, i.Name, rising)
	case falling > 1:
		return fmt.Sprintf("%s%s连续 %d 期下降", d.naming.Total, i.Name, falling)
	case rising == 1:
		return fmt.Sprintf("%s%s本期上升", d.naming.Total, i.Name)
	case falling == 1:
		return fmt.Sprintf("%s%s本期下降", d.naming.Total, i.Name)
	}
	return fmt.Sprintf("%s%s走势", d.naming.Total, i.Name)
}

// accumulates: a sum that grows through the year and starts again; from period
// to period it says nothing.
func accumulates(i indicatorRow, basis string) bool { return i.Type == "count" && basis == "ytd" }

func (d desk) trendSub(i indicatorRow, basis string, peers bool) string {
	periods := d.periodsUntil()
	text := fmt.Sprintf("%s，%s，%s，%s—%s", i.Name, i.Unit, d.basis(basis).Zh, periods[0].Period, d.period.Period)
	if peers {
		text += "；灰线为" + d.lineNames()
	}
	if at, why := d.breaks(i, d.head.Region, basis); len(at) > 0 {
		text += "；竖线处" + why + "，前后不可比"
	}
	if _, label := d.past(); label != "" {
		text += "；灰底为" + label
	}
	return text
}

// past is how many of the periods shown are history, and what they are called.
func (d desk) past() (n int, label string) {
	periods := d.periodsUntil()
	for n < len(periods) && periods[n].History {
		n++
	}
	if n > 0 {
		label = "方案之前的历史数据，不作评价"
	}
	return n, label
}

func (d desk) periodTicks() []svg.Tick {
	var ticks []svg.Tick
	year := 0
	for _, p := range d.periodsUntil() {
		t := svg.Tick{Label: tickWord(p)}
		if _, part := partOf(p); part != "" && p.Year != year {
			t.Sub = fmt.Sprintf("%d年", p.Year)
		}
		year = p.Year
		ticks = append(ticks, t)
	}
	return ticks
}

// targetPath is the target over the periods that have one, and where the city should be by now.
func (d desk) targetPath(i indicatorRow, basis string) (target []svg.Point, label string, path []svg.Point) {
	for _, p := range d.periodsUntil() {
		v, _ := d.value(i.Indicator, d.head.Region, p.Period, basis)
		target = append(target, svg.Point{Y: v.Target.Float(), OK: v.Target.Valid})
		path = append(path, svg.Point{Y: v.Trajectory.Float(), OK: v.Trajectory.Valid})
		if v.Target.Valid {
			label = "目标 " + targetText(i, v)
		}
	}
	return target, label, path
}

func allPoints(lines []svg.Series) []svg.Point {
	var points []svg.Point
	for _, l := range lines {
		points = append(points, l.Points...)
	}
	return points
}

// limitsOf is the range of an axis; rates never show values they cannot have.
func limitsOf(points []svg.Point, unit string) (low, high float64, cap bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range points {
		if p.OK {
			low, high = min(low, p.Y), max(high, p.Y)
		}
	}
	if low > high {
		low, high = 0, 1
	}
	return low, high, unit == "%" && high <= 100 && low >= 0
}

func axisTicks(low, high float64, rate bool) []svg.Tick {
	values, decimals := svg.Ticks(low, high, 4)
	var ticks []svg.Tick
	for _, v := range values {
		if rate && (v < 0 || v > 100+1e-9) {
			continue
		}
		ticks = append(ticks, svg.Tick{At: v, Label: fmt.Sprintf("%.*f", decimals, v)})
	}
	return ticks
}
