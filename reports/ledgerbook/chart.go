package ledgerbook

import (
	"github.com/xuri/excelize/v2"

	"yigai/internal/look"
	"yigai/internal/workbook"
)

// Sizes of charts, in pixels, and how many rows they take.
const (
	chartWidth  = 760
	columnChart = 300
	barHeight   = 26
	chartFrame  = 110 // title, legend and axis
	rowPixels   = 20  // of a row under a chart
	chartSpare  = 5   // rows above and below it: programs do not draw it to the pixel
)

// A picture is a chart of a table of lights.
type picture struct {
	header, bars int // the table's Chinese header row, and how many rows it has
	lamps        []lamp
	flat         bool // bars that lie: departments; else columns over time
	finding      string
}

func (p picture) height() int {
	if p.flat {
		return chartFrame + barHeight*p.bars
	}
	return columnChart
}

// series are the lights of the picture, each in its colour.
func (p picture) series(s *sheet) (series []excelize.ChartSeries) {
	first, last := p.header+2, p.header+1+p.bars
	for i, l := range p.lamps {
		series = append(series, excelize.ChartSeries{
			Name: s.area(i+2, p.header, i+2, p.header), Categories: s.area(1, first, 1, last), Values: s.area(i+2, first, i+2, last),
			Fill: fill(l.Fill), Line: excelize.LineOptions{Width: 0.5, Fill: fill(look.Paper)},
			DataLabel: excelize.ChartDataLabel{Font: chartFont(look.SmallSize, look.InkOn(l.Fill))},
		})
	}
	return series
}

func chartFont(size float64, colour string) excelize.Font {
	return excelize.Font{Size: size, Color: colour, Family: look.Font}
}

// chart draws stacked bars of the lights in a table, below it, from zero.
func (w *writer) chart(s *sheet, p picture) {
	if len(p.lamps) == 0 {
		return
	}
	kind := excelize.ColStacked
	if p.flat {
		kind = excelize.BarStacked
	}
	if s.tall(p) {
		s.newPage()
	}
	gap, overlap, small := uint(50), 100, chartFont(look.SmallSize, look.Ink)
	title := chartFont(look.TextSize, look.Ink)
	title.Bold = true
	s.do(w.f.AddChart(s.name, cellName(1, s.row+2), &excelize.Chart{
		Type: kind, Series: p.series(s), GapWidth: &gap, Overlap: &overlap,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: chartText(w.mark() + p.finding), Font: &title}}},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: &small},
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: uint(p.height())},
		// A light without tasks has no label: the third part of the format is that of zero.
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0;;"}},
		XAxis:    excelize.ChartAxis{ReverseOrder: p.flat, Font: small},
		YAxis:    excelize.ChartAxis{MajorGridLines: true, Minimum: new(float64), Font: small, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
		Border:   excelize.LineOptions{Type: excelize.LineNone},
	}))
	for range chartSpare + p.height()/rowPixels {
		s.row++
		s.heights[s.row] = rowPixels * 0.75 // points: what programs give a row by themselves differs
	}
}

// tall says that a table and its picture do not fit on one printed page.
func (s *sheet) tall(p picture) bool {
	const page = 520 // points, at the size at which the sheet is printed
	height := float64(p.height()) * 0.75
	for row := p.header - 1; row <= s.row; row++ {
		height += s.heights[row]
	}
	return height > page
}

// chartText is a text for a chart, which has no room for a long one.
func chartText(text string) string {
	clean, _ := workbook.Writable(text)
	return shortened(clean, headerRoom)
}
