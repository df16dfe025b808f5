package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"yigai/reports/svg"
)

// The view of 本季概览: the answer to "how are we doing" on one page.
type glanceView struct {
	frame
	Lead, LeadEn template.HTML
	Facts        []fact
	Targets      []figure
	TargetNotes  []string
	Before       string // the period that changes are counted from
	Marked       bool   // some target has something assumed
	Laggards     []laggard
	Tiles        template.HTML
	Heat         heatView
	Lights       lightsView
	Alarms       []taskLine
	Reporting    reportingSummary
}

// A fact is one of the big numbers on the first screen.
type fact struct {
	Big, Of, Label, LabelEn, Note, Href string
}

// A laggard is a county or zone with indicators behind target or schedule.
type laggard struct {
	Name, NameEn, Href string
	Org                string
	Behind             []link
}

func (d desk) glance(sitePath string) glanceView {
	v := glanceView{frame: d.frame("glance", sitePath, d.current().Zh+"进展概览", d.current().En+" at a glance")}
	v.Targets = d.cityTargets()
	v.TargetNotes, v.Marked, v.Before = missingNotes(v.Targets), anyMarked(v.Targets), d.beforeWord("上季")
	v.Laggards = d.laggards()
	v.Lights = d.lightsOf(d.wholeTasks())
	v.Alarms = alarms(v.Lights.Tasks)
	v.Reporting = d.reportingSummary()
	v.Heat = d.heat()
	v.Tiles = d.laggardTiles(v.Laggards)
	v.Lead, v.LeadEn = d.glanceLead(v), d.glanceLeadEn(v)
	v.Facts = d.glanceFacts(v)
	return v
}

// cityTargets are the city's figures that have a target, in the pack's order.
func (d desk) cityTargets() []figure {
	var figures []figure
	for _, i := range d.indicators {
		basis := d.mainBasis(i.Indicator)
		v, ok := d.value(i.Indicator, d.head.Region, d.period.Period, basis)
		if !ok || !v.Target.Valid {
			continue
		}
		f := d.figure(i, d.head.Region, basis)
		f.Name, f.NameEn, f.Link = i.Name, i.NameEn, d.indicatorLink(i.Indicator)
		f.Spark = d.spark(i, d.head.Region, basis, v.Target)
		f.Bullet = d.bullet(i, v)
		figures = append(figures, f)
	}
	return figures
}

func (d desk) places() []orgRow { return slices.Concat(d.counties, d.zones) }

// laggards are the counties and zones with most indicators behind, worst first.
func (d desk) laggards() []laggard {
	var all []laggard
	for _, o := range d.places() {
		l := laggard{Name: d.nameOf(o.Org), NameEn: o.NameEn, Org: o.Org, Href: d.unitLink(o.Org)}
		for _, i := range d.indicators {
			v, _ := d.value(i.Indicator, o.Org, d.period.Period, d.mainBasis(i.Indicator))
			if v.Status == "behind" || v.Status == "missed" {
				l.Behind = append(l.Behind, link{Name: i.Name, NameEn: i.NameEn, Href: d.indicatorLink(i.Indicator)})
			}
		}
		if len(l.Behind) > 0 {
			all = append(all, l)
		}
	}
	slices.SortStableFunc(all, func(x, y laggard) int { return cmp.Compare(len(y.Behind), len(x.Behind)) })
	return all
}

// laggardTiles is the map of how many indicators are behind, by place.
func (d desk) laggardTiles(laggards []laggard) template.HTML {
	behind := map[string]int{}
	for _, l := range laggards {
		behind[l.Org] = len(l.Behind)
	}
	var tiles []svg.Tile
	for _, o := range d.places() {
		n := behind[o.Org]
		t := d.tile(o, strconv.Itoa(n)+"项", countClass(n))
		if !d.hasTargets(o.Org) {
			t = d.tile(o, missing, "none")
		}
		tiles = append(tiles, t)
	}
	return svg.Tiles("各县区、开发区落后指标数", d.sampleMark(), placed(tiles))
}

func countClass(n int) string { return "s" + strconv.Itoa(1+min(4, (n+1)/2)) }

func (d desk) hasTargets(org string) bool {
	for _, i := range d.indicators {
		v, _ := d.value(i.Indicator, org, d.period.Period, d.mainBasis(i.Indicator))
		if v.Target.Valid && v.Value.Valid {
			return true
		}
	}
	return false
}

func (d desk) tile(o orgRow, value, class string) svg.Tile {
	return svg.Tile{
		Column: o.Column, Row: o.Row, Name: d.tileName(o.Org), Value: value, Class: class,
		Title: o.Name + " " + value, Link: d.unitLink(o.Org),
	}
}

// tileName fits a square: the city's own name is left out, and at most five characters stay.
func (d desk) tileName(org string) string {
	name := d.nameOf(org)
	if rest, found := strings.CutPrefix(name, strings.TrimSuffix(d.nameOf(d.head.Region), "市")); found && rest != "" {
		name = rest
	}
	if runes := []rune(name); len(runes) > 5 {
		name = string(runes[:4]) + "…"
	}
	return name
}

// placed drops places without a place on the map.
func placed(tiles []svg.Tile) []svg.Tile {
	return slices.DeleteFunc(tiles, func(t svg.Tile) bool { return t.Column < 1 || t.Row < 1 })
}

func countStatus(figures []figure, codes ...string) int {
	n := 0
	for _, f := range figures {
		if slices.Contains(codes, f.Row.Status) {
			n++
		}
	}
	return n
}

func (d desk) glanceFacts(v glanceView) []fact {
	red := v.Lights.Count["overdue"] + v.Lights.Count["warning"]
	return []fact{
		{Big: strconv.Itoa(countStatus(v.Targets, "met")), Of: "/ " + strconv.Itoa(len(v.Targets)) + " 项", Label: "指标达到目标", LabelEn: "indicators at target",
			Note: d.changeNote(v.Targets), Href: "#targets"},
		{Big: strconv.Itoa(red), Of: "/ " + strconv.Itoa(len(v.Lights.Tasks)) + " 项", Label: "任务预警或逾期", LabelEn: "tasks with a warning or overdue",
			Note: "■ 逾期 " + strconv.Itoa(v.Lights.Count["overdue"]) + "　▲ 预警 " + strconv.Itoa(v.Lights.Count["warning"]), Href: "#tasks"},
		{Big: strconv.Itoa(len(v.Laggards)), Of: "/ " + strconv.Itoa(len(d.places())) + " 个", Label: "县区、开发区有指标落后", LabelEn: "counties and zones lag", Note: laggardNote(v.Laggards), Href: "#places"},
		{Big: strconv.Itoa(v.Reporting.Received), Of: "/ " + strconv.Itoa(v.Reporting.Expected) + " 个", Label: "单位已报送", LabelEn: "units have reported", Note: v.Reporting.short(), Href: "#reporting"},
	}
}

// changeNote says how many city figures moved which way since last quarter.
func (d desk) changeNote(figures []figure) string {
	count := map[string]int{}
	for _, f := range figures {
		count[f.Change.Class]++
	}
	var words []string
	for _, kind := range []struct{ class, word string }{{"above", "改善"}, {"below", "变差"}, {"level", "持平"}, {"missing", "不可比"}} {
		if n := count[kind.class]; n > 0 {
			words = append(words, fmt.Sprintf("%s %d", kind.word, n))
		}
	}
	return "比" + d.beforeWord("上季") + "：" + strings.Join(words, "　")
}

// beforeWord is the period that changes are counted from: the usual word for
// it, or its full name where it lies before the programme.
func (d desk) beforeWord(usual string) string {
	for _, p := range d.periods {
		if p.Period == d.period.Previous && p.History {
			return periodName(p).Zh + "（历史数据）"
		}
	}
	return usual
}

// laggardNames names those with most indicators behind, at most four of them.
func laggardNames(laggards []laggard) string {
	var names []string
	for _, l := range laggards {
		if len(l.Behind) == len(laggards[0].Behind) {
			names = append(names, l.Name)
		}
	}
	return fewNames(names, 4, "个县区、开发区")
}

// fewNames joins names; of more than most, only the first with how many they are.
func fewNames(names []string, most int, what string) string {
	if len(names) > most {
		return strings.Join(names[:most], "、") + fmt.Sprintf("等 %d %s", len(names), what)
	}
	return strings.Join(names, "、")
}

// worstLaggards are the first few with how many indicators each has behind,
// never one of two that have the same unless there are very many.
func worstLaggards(laggards []laggard) []laggard {
	const few, most = 3, 6
	n := min(few, len(laggards))
	for n < min(most, len(laggards)) && len(laggards[n].Behind) == len(laggards[n-1].Behind) {
		n++
	}
	return laggards[:n]
}

// laggardNote is the names and how many indicators: 西乡县（5 项）.
func laggardNote(laggards []laggard) string {
	if len(laggards) == 0 {
		return "没有落后的县区、开发区"
	}
	return "最多：" + laggardNames(laggards) + "（" + strconv.Itoa(len(laggards[0].Behind)) + " 项）"
}
