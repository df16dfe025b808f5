package reports

import (
	"encoding/json"
	"fmt"
	"html/template"
)

// A placeMap shows where: one square per place, coloured by distance from
// target or by rank. Times are the same of each period, for a script.
type placeMap struct {
	Chart  chart
	Legend []swatch
	Times  mapTimes
}

// A swatch is one colour of a map with its words.
type swatch struct{ Class, Text string }

// mapTimes has for each place one entry per period: class, value, title.
type mapTimes struct {
	Periods []string             `json:"periods"`
	Places  map[string][]mapCell `json:"places"`
}

type mapCell [3]string

// JSON is the times as text for a script element of type application/json.
func (t mapTimes) JSON() (template.JS, error) {
	data, err := json.Marshal(t)
	if err != nil {
		return "", fmt.Errorf("map: %w", err)
	}
	return template.JS(data), nil
}

var (
	answerSwatches = []swatch{{"above2", "是"}, {"below2", "否"}, {"none", "无数据"}}
	targetSwatches = []swatch{{"above2", "好于目标 5 以上"}, {"above1", "好 1–5"}, {"near", "相差 1 以内"}, {"below1", "差 1–5"}, {"below2", "差于目标 5 以上"}, {"none", "无数据"}}
	rankSwatches   = []swatch{{"s5", "位次在前 20%"}, {"s4", "20%–40%"}, {"s3", "40%–60%"}, {"s2", "60%–80%"}, {"s1", "位次在后 20%"}, {"none", "无数据"}}
)

// legendOf are the swatches that a map of these rows needs.
func legendOf(i indicatorRow, places []figure) []swatch {
	if i.Rollup == "share_yes" {
		return answerSwatches
	}
	for _, f := range places {
		if f.Row.Target.Valid {
			return targetSwatches
		}
	}
	return rankSwatches
}

func (d desk) placeMap(i indicatorRow, basis string, places []figure) placeMap {
	tiles, caption := d.valueTiles(i, places)
	m := placeMap{Legend: legendOf(i, places)}
	m.Chart = d.standing(i, chart{ID: "map", Title: "在哪里", Sub: fmt.Sprintf("%s，%s，%s。%s", i.Name, i.Unit, d.current().Zh, caption), Static: tiles})
	m.Times = d.mapTimes(i, basis, places, m.Legend)
	return m
}

// mapTimes colours the same places in every period that has a value for one of
// them and whose colours the legend explains: before there was a target they
// meant something else.
func (d desk) mapTimes(i indicatorRow, basis string, places []figure, legend []swatch) mapTimes {
	t := mapTimes{Places: map[string][]mapCell{}}
	for _, p := range d.periodsUntil() {
		cells, rows, any := map[string]mapCell{}, []figure{}, false
		for _, f := range places {
			if f.Region && !d.now().deep() {
				continue
			}
			v, _ := d.value(i.Indicator, f.Row.Org, p.Period, basis)
			v.Org = f.Row.Org
			at := figure{Row: v}
			rows, any = append(rows, at), any || v.Value.Valid
			cells[v.Org] = mapCell{tileClass(i, at), d.shortValue(i, at), f.Name + " " + periodName(p).Zh + " " + d.withUnit(i, v)}
		}
		if !any || legendOf(i, rows)[0] != legend[0] {
			continue
		}
		t.Periods = append(t.Periods, periodName(p).Zh)
		for org, c := range cells {
			t.Places[org] = append(t.Places[org], c)
		}
	}
	return t
}

// standing gives a chart the pages and files it has of its own.
func (d desk) standing(i indicatorRow, c chart) chart {
	c.Name = slug(i.Indicator) + "-" + c.ID + "-" + d.period.Period
	c.Embed, c.File = d.to(embedPath(d.period.Period, i.Indicator, c.ID)), d.to(picturePath(d.period.Period, i.Indicator, c.ID))
	c.Source = d.sourceWords()
	return c
}

// sourceWords stand under every chart that leaves its page.
func (d desk) sourceWords() string {
	text := "来源：" + orDefault(d.head.Secretariat, d.head.Issuer) + "，" + d.head.ShortTitle + "，" + d.current().Zh + "，数据截止 " + chineseDate(d.period.CutOff.String())
	if d.head.Sample {
		text += "。样例数据，不得引用"
	}
	if d.audience.Preview() {
		return text + "。预览，未发布"
	}
	return text + "。发布版 " + d.audience.Edition
}
