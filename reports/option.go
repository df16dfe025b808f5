package reports

import (
	"fmt"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"yigai/reports/svg"
)

// An option is what the interactive chart is drawn from: data and constants
// only. Function formatters do not exist in it, and names are plain text.
type option map[string]any

// Axes with a field that go-echarts has no name for.
type (
	edgeAxis struct {
		opts.XAxis
		BoundaryGap bool `json:"boundaryGap"`
	}
	bareAxis struct {
		opts.YAxis
		AxisTick opts.AxisTick `json:"axisTick"`
	}
)

// trendOption draws the same lines as the static picture; pointing at a period
// lists the values, a name in the legend switches its line.
func trendOption(c chart, p svg.LineChart, i indicatorRow) option {
	line := charts.NewLine()
	line.SetGlobalOptions(
		charts.WithInitializationOpts(opts.Initialization{ChartID: c.ID}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: plainLabel(), AxisLine: &opts.AxisLine{LineStyle: &opts.LineStyle{Color: hairColour}}, AxisTick: &opts.AxisTick{Show: opts.Bool(false)}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: p.Y[0].At, Max: p.Y[len(p.Y)-1].At, AxisLabel: plainLabel(), SplitLine: &opts.SplitLine{LineStyle: &opts.LineStyle{Color: hairColour}}}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(len(p.Series) > 1), Type: "scroll", Bottom: "0", Icon: "circle", ItemWidth: 8, ItemHeight: 8, TextStyle: &opts.TextStyle{Color: secondColour, FontSize: 12}}),
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "64", Top: "28", Bottom: "44", ContainLabel: opts.Bool(true)}),
	)
	line.SetXAxis(tickNames(p.X))
	addPast(line, p)
	addBreaks(line, p)
	if addLine(line, p.TargetLabel, p.Target, i.Decimals, opts.LineStyle{Color: inkColour, Width: 1.5, Type: "dashed"}, 1) {
		side := "top"
		if len(p.X) == 1 {
			side = "left" // away from the value, whose name stands on the right
		}
		labelPoint(&line.MultiSeries[len(line.MultiSeries)-1], firstPoint, side, p.TargetLabel, inkColour)
	}
	for _, s := range p.Series {
		if s.Class != "place" {
			addLine(line, s.Name, s.Points, i.Decimals, opts.LineStyle{Color: peerColour, Width: 1.2}, 0)
		}
	}
	for _, s := range p.Series {
		if s.Class == "place" && addLine(line, s.Name, s.Points, i.Decimals, opts.LineStyle{Color: placeColour, Width: 2.6}, 7) {
			labelPoint(&line.MultiSeries[len(line.MultiSeries)-1], lastPoint, "right", s.Name+"\n"+s.Value, placeColour)
		}
	}
	line.Validate()
	o := finish(line.JSON(), p.Mark, "right", "axis")
	o["xAxis"] = edgeAxis{line.XAxisList[0], false} // the first period stands at the edge
	return o
}

// addPast lays the grey ground of the periods of history: a series of its own,
// without a line, so that no switch in the legend takes it away.
func addPast(line *charts.Line, p svg.LineChart) {
	names := tickNames(p.X)
	if p.Past == 0 {
		return
	}
	line.AddSeries("", nil,
		charts.WithMarkAreaData([]opts.MarkAreaData{{Name: p.PastLabel, XAxis: names[0]}, {XAxis: names[p.Past-1]}}),
		charts.WithMarkAreaStyleOpts(opts.MarkAreaStyle{ItemStyle: &opts.ItemStyle{Color: pastColour}, Label: &opts.Label{Show: opts.Bool(true), Position: "insideTopLeft", Color: secondColour}}))
}

// addBreaks draws a line at each period that must not be compared with the one
// before: a series of its own, without points.
func addBreaks(line *charts.Line, p svg.LineChart) {
	names := tickNames(p.X)
	for _, at := range p.Breaks {
		line.AddSeries("", nil,
			charts.WithMarkLineNameXAxisItemOpts(opts.MarkLineNameXAxisItem{Name: p.BreakLabel, XAxis: names[at]}),
			charts.WithMarkLineStyleOpts(opts.MarkLineStyle{Symbol: []string{"none", "none"},
				Label:     &opts.Label{Show: opts.Bool(true), Formatter: "{b}", Color: secondColour, Position: "end"},
				LineStyle: &opts.LineStyle{Color: secondColour, Type: "dotted", Width: 1}}))
	}
}

// labelPoint writes words beside one point of a series that has a value, as the static picture does.
func labelPoint(series *charts.SingleSeries, which func([]opts.LineData) int, position, words, colour string) {
	points := series.Data.([]opts.LineData)
	at := which(points)
	labelled := make([]any, len(points))
	for i, p := range points {
		labelled[i] = p
	}
	labelled[at] = namedPoint{points[at], pointLabel{opts.Label{Show: opts.Bool(true), Position: position, Formatter: words, Color: colour, LineHeight: 16}, 12}}
	series.Data = labelled
}

func hasValue(p opts.LineData) bool { return p.Value != nil }

func firstPoint(points []opts.LineData) int { return slices.IndexFunc(points, hasValue) }

func lastPoint(points []opts.LineData) int {
	last := 0
	for i, p := range points {
		if hasValue(p) {
			last = i
		}
	}
	return last
}

// Fields that go-echarts has no name for: a point's own label, and how far it stands from the point.
type (
	namedPoint struct {
		opts.LineData
		Label pointLabel `json:"label"`
	}
	pointLabel struct {
		opts.Label
		Distance int `json:"distance"`
	}
)

// addLine adds a series with gaps where there is no value, and says whether it
// had any: a line without one is left out. Where a point must not be compared
// with the one before, a second series of the same name goes on.
func addLine(line *charts.Line, name string, points []svg.Point, decimals int, style opts.LineStyle, symbol int) bool {
	any, from := false, 0
	for n := range points {
		if n+1 < len(points) && !points[n+1].Fresh {
			continue
		}
		any = addStretch(line, name, points, from, n+1, decimals, style, symbol) || any
		from = n + 1
	}
	return any
}

// addStretch adds the points from one place to before another.
func addStretch(line *charts.Line, name string, points []svg.Point, from, to, decimals int, style opts.LineStyle, symbol int) bool {
	var data []opts.LineData
	any := false
	for n, p := range points {
		d := opts.LineData{Value: nil, SymbolSize: symbol}
		if p.OK && n >= from && n < to {
			d.Value, any = rounded(p.Y, decimals), true
		}
		data = append(data, d)
	}
	if !any {
		return false
	}
	line.AddSeries(name, data,
		charts.WithLineStyleOpts(style),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: style.Color}),
		charts.WithLineChartOpts(opts.LineChart{Symbol: "circle", ShowSymbol: opts.Bool(symbol > 0), ConnectNulls: opts.Bool(false)}),
		charts.WithEmphasisOpts(opts.Emphasis{Focus: "series"}),
	)
	return true
}

// rounded is the number as the tables print it, kept a number by JSON's own rules.
func rounded(v float64, decimals int) jsonNumber {
	return jsonNumber(fmt.Sprintf("%.*f", decimals, v))
}

// A jsonNumber is digits that stand in JSON as they are.
type jsonNumber string

func (n jsonNumber) MarshalJSON() ([]byte, error) { return []byte(n), nil }

func plainLabel() *opts.AxisLabel { return &opts.AxisLabel{Color: secondColour, FontSize: 12} }

func tickNames(ticks []svg.Tick) []string {
	var names []string
	year := ""
	for _, t := range ticks {
		if t.Sub != "" {
			year = t.Sub
		}
		names = append(names, year+t.Label)
	}
	return names
}

// finish sets what go-echarts has no words for. Tooltips are drawn on the
// canvas: as HTML they would need inline styles, which the page forbids.
func finish(o map[string]any, mark, corner, trigger string) option {
	o["tooltip"] = map[string]any{"trigger": trigger, "renderMode": "richText", "confine": true, "order": "valueDesc", "textStyle": map[string]any{"fontSize": 12, "color": inkColour}}
	o["animation"] = false
	o["textStyle"] = map[string]any{"fontFamily": `"Source Han Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif`}
	delete(o, "color")
	delete(o, "toolbox")
	if mark != "" {
		o["title"] = map[string]any{"text": mark, corner: 0, "top": 0, "textStyle": map[string]any{"fontSize": 11, "fontWeight": "normal", "color": secondColour}}
	}
	return o
}
