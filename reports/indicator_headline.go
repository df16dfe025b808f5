package reports

import (
	"fmt"
	"html/template"
	"strings"

	"yigai/reports/svg"
)

// A headline is the figure of the whole with all that belongs to it: the way to
// the target, what it is made of, who is in it, and how its change comes about.
type headline struct {
	figure
	Gauge                  template.HTML
	Start, Due, TargetBy   string // the baseline, where one should be by now, and until when
	Split, SplitEn         string
	Trace                  string
	BaseWords, BaseWordsEn string // 27 of 30 units, 94 % of the population
}

func (d desk) headline(i indicatorRow, basis string) headline {
	h := headline{figure: d.figure(i, d.head.Region, basis)}
	v := h.Row
	h.Trace = d.sourceLink(v)
	h.Split, h.SplitEn = splitWords(i, v)
	if v.UnitsExpected > 1 {
		h.BaseWords, h.BaseWordsEn = fmt.Sprintf("%d 个单位中 %d 个已报", v.UnitsExpected, v.UnitsReported), fmt.Sprintf("%d of %d units", v.UnitsReported, v.UnitsExpected)
		if v.PopulationShare.Valid {
			h.BaseWords += "，覆盖人口 " + percent(v.PopulationShare)
			h.BaseWordsEn += ", " + percent(v.PopulationShare) + " of the population"
		}
	}
	if v.Target.Valid {
		h.TargetBy = v.TargetDue.String()
		h.Start, h.Due = d.startWord(i, basis), dueWord(i, v)
		h.Gauge = d.gauge(i, basis, h)
	}
	return h
}

// start is the value that the way to the target begins from: the last one
// before the programme.
func (d desk) start(indicator, basis string) (valueRow, bool) {
	var found valueRow
	ok := false
	for _, p := range d.periods {
		if v, known := d.value(indicator, d.head.Region, p.Period, basis); p.History && known && v.Value.Valid {
			found, ok = v, true
		}
	}
	return found, ok
}

func (d desk) startWord(i indicatorRow, basis string) string {
	v, ok := d.start(i.Indicator, basis)
	if !ok {
		return ""
	}
	return d.withUnit(i, v) + "（" + d.periodWord(v.Period) + "）"
}

func dueWord(i indicatorRow, v valueRow) string {
	if !v.Trajectory.Valid {
		return ""
	}
	return grouped(v.Trajectory, i.Decimals) + unitOf(i.Unit)
}

// gauge is the bar from nothing to the target, or from the baseline where less is better.
func (d desk) gauge(i indicatorRow, basis string, h headline) template.HTML {
	v := h.Row
	top := max(v.Value.Float(), v.Target.Float(), v.TargetTo.Float(), v.Trajectory.Float())
	if first, ok := d.start(i.Indicator, basis); ok && v.Comparator == "le" {
		top = max(top, first.Value.Float())
	}
	top *= 1.1
	if i.Unit == "%" {
		top = min(top*1.2, 100)
	}
	words := []string{i.Name + " " + d.withUnit(i, v), "目标 " + h.Target}
	if h.Due != "" {
		words = append(words, "按序时应为 "+h.Due)
	}
	words = append(words, h.Status.Zh)
	return svg.Progress(svg.Gauge{
		Label: strings.Join(words, "，"), Class: h.Status.Class, High: top,
		Value: svg.Point{Y: v.Value.Float(), OK: v.Value.Valid, Title: words[0]},
		Due:   svg.Point{Y: v.Trajectory.Float(), OK: v.Trajectory.Valid}, DueWord: "序时 " + h.Due,
		Target: svg.Point{Y: v.Target.Float(), OK: v.Target.Valid}, TargetWord: "目标 " + h.Target,
	})
}
