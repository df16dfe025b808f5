package reports

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"yigai/reports/svg"
)

// rankingOption draws the same bars as the static picture.
func rankingOption(c chart, p svg.BarChart, i indicatorRow) option {
	bar := charts.NewBar()
	bar.SetGlobalOptions(
		charts.WithInitializationOpts(opts.Initialization{ChartID: c.ID}),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Min: 0, Max: p.Max * 1.02, Show: opts.Bool(false)}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: barNames(p.Bars), AxisLabel: &opts.AxisLabel{Color: inkColour, FontSize: 13}, AxisLine: &opts.AxisLine{LineStyle: &opts.LineStyle{Color: secondColour}}}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "8", Top: "26", Bottom: "4", ContainLabel: opts.Bool(true)}),
	)
	series := []charts.SeriesOpts{charts.WithBarChartOpts(opts.BarChart{BarWidth: "62%"})}
	if p.Target.OK && p.Target.Y <= p.Max {
		series = append(series, targetLineOpts(p)...)
	}
	bar.AddSeries(i.Name, barData(p.Bars), series...)
	bar.Validate()
	o := finish(bar.JSON(), p.Mark, "left", "item")
	noTick := opts.AxisTick{Show: opts.Bool(false)}
	o["yAxis"] = []bareAxis{{bar.YAxisList[0], noTick}, {valueAxis(p.Bars), noTick}}
	return o
}

func targetLineOpts(p svg.BarChart) []charts.SeriesOpts {
	return []charts.SeriesOpts{
		charts.WithMarkLineNameXAxisItemOpts(opts.MarkLineNameXAxisItem{Name: p.TargetLabel, XAxis: p.Target.Y}),
		charts.WithMarkLineStyleOpts(opts.MarkLineStyle{
			Symbol: []string{"none", "none"}, Label: &opts.Label{Show: opts.Bool(true), Formatter: "{b}", Color: inkColour, Position: "start"},
			LineStyle: &opts.LineStyle{Color: inkColour, Type: "dashed", Width: 1.5},
		}),
	}
}

// valueAxis puts the values in a column at the right edge, the reason where one is missing.
func valueAxis(bars []svg.Bar) opts.YAxis {
	var values []string
	for _, b := range bars {
		values = append(values, b.Value)
	}
	return opts.YAxis{Type: "category", Position: "right", Inverse: opts.Bool(true), Data: values,
		AxisLabel: &opts.AxisLabel{Color: inkColour, FontSize: 13}, AxisLine: &opts.AxisLine{Show: opts.Bool(false)}}
}

func barNames(bars []svg.Bar) []string {
	var names []string
	for _, b := range bars {
		names = append(names, b.Name)
	}
	return names
}

func barData(bars []svg.Bar) []opts.BarData {
	var data []opts.BarData
	for _, b := range bars {
		colour := map[string]string{"place": placeColour, "peer": peerColour, "apart": "#D9DEE4"}[b.Class]
		d := opts.BarData{Name: b.Name, ItemStyle: &opts.ItemStyle{Color: colour}}
		if b.OK {
			d.Value = b.Y
		}
		data = append(data, d)
	}
	return data
}
