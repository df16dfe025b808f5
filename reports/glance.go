package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// The view of 本季概览: the answer to "how are we doing" on one page.
type glanceView struct {
	frame
	Lead, LeadEn template.HTML
	Facts        []fact
	Targets      []figure
	TargetNotes  []string
	PlaceTargets []placeTarget
	Lagging      lagView   // by the written rules
	Before       string    // the period that changes are counted from
	Marked       bool      // some target has something assumed
	Laggards     []laggard // all, the worst first
	Worst        []laggard // as many as a list on the first screen may have
	Others       []laggard // the rest of them
	MoreLaggards int
	First        *worstView // who is furthest behind, and which cells say so
	Tiles        template.HTML
	TileNote     string
	HeatPage     string // where the table of all places stands
	HasBefore    bool   // there is a page of what changed
	ManyPlaces   bool   // too many for a picture beside a list
	Heat         heatView
	Lights       lightsView
	Alarms       []taskLine
	Reporting    reportingSummary
}

// A fact is one of the big numbers on the first screen.
type fact struct {
	Big, Of, Unit, Label, LabelEn, Note, NoteEn, Href string
}

// A laggard is a county or zone with indicators behind target or schedule.
type laggard struct {
	Name, NameEn, Href string
	Org                string
	Behind             []link
}

func (d desk) glance(sitePath string) glanceView {
	v := d.glanceFigures()
	v.frame = d.frame("glance", sitePath, d.current().Zh+"进展概览", d.current().En+" at a glance")
	v.TargetNotes, v.Marked, v.Before = missingNotes(v.Targets), anyMarked(v.Targets), d.beforeWord(d.naming.Before)
	v.PlaceTargets = d.placeTargets()
	v.Lagging = d.lagView(15, d.laggardIn[d.period.Period], func(laggardRow) bool { return true })
	v.Alarms, v.First = alarms(v.Lights.Tasks), d.worst(v.Laggards)
	v.Worst, v.MoreLaggards = firstFew(v.Laggards, most(d.now().manyPlaces(), 10, 20))
	if !d.now().deep() {
		v.Others = v.Laggards[len(v.Worst):]
	}
	v.Heat, v.TileNote = d.heat(d.heatOrgs()), d.mapNote()
	v.HasBefore = d.exists[d.period.Period+"/changes.html"]
	v.HeatPage, v.ManyPlaces = d.periodPage("places.html"), d.now().manyPlaces()
	v.Tiles = d.laggardTiles(v.Laggards)
	v.Lead, v.LeadEn = d.glanceLead(v), d.glanceLeadEn(v)
	v.Facts = d.glanceFacts(v)
	return v
}

// glanceFigures is what the first sentence of the period is made of.
func (d desk) glanceFigures() glanceView {
	return glanceView{Targets: d.cityTargets(), Laggards: d.laggards(), Lights: d.lightsOf(d.wholeTasks()), Reporting: d.reportingSummary()}
}

// cityTargets are the city's figures that have a target, in the pack's order.
func (d desk) cityTargets() []figure {
	var figures []figure
	for _, i := range d.defined() {
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

// laggards are the counties and zones with most indicators behind, worst first.
func (d desk) laggards() []laggard {
	var all []laggard
	for _, o := range d.now().places() {
		l := laggard{Name: d.nameOf(o.Org), NameEn: o.NameEn, Org: o.Org, Href: d.unitLink(o.Org)}
		for _, i := range d.defined() {
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

// most is the length of a list where there are many of its kind, and where there are few.
func most(many bool, short, long int) int {
	if many {
		return short
	}
	return long
}

// firstFew is the first n of a list and how many more there are; one more than n stays whole.
func firstFew[T any](all []T, n int) (few []T, more int) {
	if len(all) <= n+1 {
		return all, 0
	}
	return all[:n], len(all) - n
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
	red := v.Lights.alarming()
	return []fact{
		{Big: strconv.Itoa(countStatus(v.Targets, "met")), Of: "/ " + strconv.Itoa(len(v.Targets)), Unit: "项", Label: "指标达到目标", LabelEn: "indicators at target",
			Note: d.changeNote(v.Targets), NoteEn: changeNoteEn(v.Targets), Href: "#targets"},
		{Big: strconv.Itoa(red), Of: "/ " + strconv.Itoa(len(v.Lights.Tasks)), Unit: "项", Label: "任务预警或逾期", LabelEn: "tasks with a warning or overdue",
			Note: v.Lights.alarmNote(), NoteEn: lightsEn(v.Lights), Href: "#tasks"},
		{Big: strconv.Itoa(len(v.Laggards)), Of: "/ " + strconv.Itoa(len(d.now().places())), Unit: "个", Label: d.naming.Places + "有指标落后", LabelEn: d.naming.PlacesEn + " lag", Note: d.laggardNote(v.Laggards), NoteEn: laggardNoteEn(v.Laggards), Href: lagAnchor(v.First)},
		{Big: strconv.Itoa(v.Reporting.Received), Of: "/ " + strconv.Itoa(v.Reporting.Expected), Unit: "个", Label: "单位已报送", LabelEn: "units have reported", Note: v.Reporting.short(), NoteEn: v.Reporting.shortEn(), Href: "#reporting"},
	}
}

// lagAnchor is where the page tells who lags, and why where anybody does.
func lagAnchor(first *worstView) string {
	if first == nil {
		return "#places"
	}
	return "#first"
}

// alarmNote counts the lights that ask somebody to act, the worst first.
func (v lightsView) alarmNote() string {
	var words []string
	for _, part := range slices.Backward(v.Parts) {
		if alarming(part.State) {
			words = append(words, part.Light.Shape+" "+part.Light.Zh+" "+strconv.Itoa(part.Count))
		}
	}
	return strings.Join(words, "　")
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
	return "比" + d.beforeWord(d.naming.Before) + "：" + strings.Join(words, "　")
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
func (d desk) laggardNames(laggards []laggard) string {
	var names []string
	for _, l := range laggards {
		if len(l.Behind) == len(laggards[0].Behind) {
			names = append(names, l.Name)
		}
	}
	return fewNames(names, 4, "个"+d.naming.Places)
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
func (d desk) laggardNote(laggards []laggard) string {
	if len(laggards) == 0 {
		return "没有落后的" + d.naming.Places
	}
	return "最多：" + d.laggardNames(laggards) + "（" + strconv.Itoa(len(laggards[0].Behind)) + " 项）"
}
