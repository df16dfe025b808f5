package reports

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"

	"yigai/internal/parquetio"
)

// changesView is what moved since the period before: values, lights, ranks and reports.
type changesView struct {
	frame
	Lead, LeadEn template.HTML
	Before       string
	Total        []moveLine // of the region, in the pack's order
	Better       part[moveLine]
	Worse        part[moveLine]
	Ranks        []moveLine
	Lights       []lightChange
	OrgLights    int // rows of single orgs whose light changed
	Reports      []reportChange
	Incomparable []brokenLine
}

// A moveLine is one figure that moved, with what moved it.
type moveLine struct {
	Org, OrgEn, Href             string
	Indicator, IndicatorEn, Link string
	Previous, Value, Unit        string
	Change                       cell
	Numerator, Denominator       string // their part of the change; "" for figures that are not rates
	RankWas, Rank, RankStep      string
	Status, StatusWas            term
	points                       parquetio.Number
	step                         int
}

// A lightChange is one task with another light than before.
type lightChange struct {
	Task, Title, TitleEn, Link string
	Was, Light                 term
}

// A reportChange is one org that stands otherwise with its report than before.
type reportChange struct {
	Org, OrgEn, Href string
	Was, State       term
}

// A brokenLine is one indicator that must not be compared with the period before, and why.
type brokenLine struct {
	Indicator, IndicatorEn, Link string
	Why                          term
	Orgs                         int
}

// moversShown is how many of each side stand open; the rest is folded away.
const moversShown = 12

func (d desk) changesPage(sitePath string) changesView {
	v := changesView{frame: d.frame("changes", sitePath, d.current().Zh+"变化", "What changed, "+d.current().En), Before: d.beforeWord(d.naming.Before)}
	v.crumb(d.naming.Overview, "Overview", d.periodPage("index.html"))
	for _, i := range d.defined() {
		if m, ok := d.move(i, d.region); ok {
			v.Total = append(v.Total, m)
		}
	}
	better, worse := d.movers()
	v.Better.Label, v.Worse.Label = "改善最多", "变差最多"
	v.Better.Lines, v.Worse.Lines = better[:min(len(better), moversShown)], worse[:min(len(worse), moversShown)]
	v.Ranks = d.rankMoves()
	v.Lights, v.OrgLights = d.lightChanges()
	v.Reports, v.Incomparable = d.reportChanges(), d.broken()
	v.Lead, v.LeadEn = d.changesLead(v, len(better), len(worse)), d.changesLeadEn(v, len(better), len(worse))
	return v
}

// turns is how many figures of the region went to the better and to the worse.
func (v changesView) turns() (up, down int) {
	for _, m := range v.Total {
		switch m.Change.Class {
		case "above":
			up++
		case "below":
			down++
		}
	}
	return up, down
}

func (d desk) changesLead(v changesView, better, worse int) template.HTML {
	up, down := v.turns()
	s := new(sentence).say("%s与%s相比，%s可比的 %d 项指标中，", partWord(d.period), v.Before, d.naming.Total, len(v.Total)).show(strconv.Itoa(up) + " 项改善").say("、").show(strconv.Itoa(down) + " 项变差")
	s.say("；%s的率改善 %d 处、变差 %d 处", d.naming.EachPlace(), better, worse)
	if len(v.Lights) > 0 {
		s.say("；%d 项任务换了灯", len(v.Lights))
	}
	if len(v.Worse.Lines) > 0 {
		w := v.Worse.Lines[0]
		s.say("。变差最多的是").show(w.Org).say("的%s（%s 个百分点）", w.Indicator, w.Change.Text)
	}
	return s.say("。").html()
}

// move is an org's figure against the period before; ok is false where the two
// cannot be compared.
func (d desk) move(i indicatorRow, o orgRow) (m moveLine, ok bool) {
	v, _ := d.value(i.Indicator, o.Org, d.period.Period, d.mainBasis(i.Indicator))
	if !v.Change.Valid || !v.Previous.Valid || d.answers(i, v) || accumulates(i, v.Basis) {
		return m, false
	}
	m = moveLine{Org: d.nameOf(o.Org), OrgEn: o.NameEn, Href: d.unitLink(o.Org), Indicator: i.Name, IndicatorEn: i.NameEn, Link: d.indicatorLink(i.Indicator),
		Previous: grouped(v.Previous, i.Decimals), Value: grouped(v.Value, i.Decimals), Unit: i.Unit, Change: changeCell(i, v), points: v.Change}
	if v.NumeratorEffect.Valid && v.Denominator.Valid {
		m.Numerator, m.Denominator = signed(v.NumeratorEffect, i.Decimals), signed(v.DenominatorEffect, i.Decimals)
	}
	before, _ := d.value(i.Indicator, o.Org, d.period.Previous, d.mainBasis(i.Indicator))
	if v.Target.Valid {
		m.Status, m.StatusWas = d.statusOf(v), d.statusOf(before)
	}
	if merit(i) && v.Rank > 0 && before.Rank > 0 && v.RankOf > 1 && v.RankOf == before.RankOf {
		m.step = before.Rank - v.Rank
		m.Rank, m.RankWas = strconv.Itoa(v.Rank)+"/"+strconv.Itoa(v.RankOf), strconv.Itoa(before.Rank)
		m.RankStep = stepWord(m.step)
	}
	return m, true
}

func stepWord(step int) string {
	switch {
	case step > 0:
		return "升 " + strconv.Itoa(step) + " 位"
	case step < 0:
		return "降 " + strconv.Itoa(-step) + " 位"
	}
	return "未变"
}

// placeMoves are all comparable rates of the places that have a good and a bad side.
func (d desk) placeMoves() (all []moveLine) {
	for _, i := range d.defined() {
		if i.Unit != "%" || i.Rollup == "share_yes" || i.Direction != "up" && i.Direction != "down" {
			continue
		}
		for _, o := range d.now().places() {
			if m, ok := d.move(i, o); ok {
				all = append(all, m)
			}
		}
	}
	return all
}

// movers are the places' rates that moved, the furthest first; ties keep the pack's order.
func (d desk) movers() (better, worse []moveLine) {
	for _, m := range d.placeMoves() {
		switch m.Change.Class {
		case "above":
			better = append(better, m)
		case "below":
			worse = append(worse, m)
		}
	}
	furthest := func(x, y moveLine) int {
		return -compareNumbers(absolute(x.points), absolute(y.points))
	}
	slices.SortStableFunc(better, furthest)
	slices.SortStableFunc(worse, furthest)
	return better, worse
}

func compareNumbers(a, b parquetio.Number) int { return minus(a, b).Sign() }

// rankMoves are the largest steps in rank, up or down, at most as many as stand open.
func (d desk) rankMoves() []moveLine {
	all := slices.DeleteFunc(d.placeMoves(), func(m moveLine) bool { return m.step == 0 })
	slices.SortStableFunc(all, func(x, y moveLine) int { return cmp.Compare(max(y.step, -y.step), max(x.step, -x.step)) })
	return all[:min(len(all), moversShown)]
}

// lightChanges are the tasks as a whole that have another light than in the
// period before, and how many rows of single orgs have.
func (d desk) lightChanges() (changes []lightChange, orgs int) {
	for _, t := range d.tasks {
		was := map[string]string{}
		for _, r := range d.ledgerBy[taskPeriod{t.Task, d.period.Previous}] {
			was[r.Org+"/"+r.Role] = r.Light
		}
		for _, r := range d.tasksRows(t.Task) {
			before, known := was[r.Org+"/"+r.Role]
			switch {
			case !known || before == r.Light:
			case r.Role == "all":
				changes = append(changes, lightChange{t.Task, t.Title, t.TitleEn, d.taskLink(t.Task), d.light(before), d.light(r.Light)})
			default:
				orgs++
			}
		}
	}
	return changes, orgs
}

func (d desk) reportChanges() (changes []reportChange) {
	for _, o := range d.orgs {
		now, before := d.report(o.Org), d.reportBy[orgPeriod{o.Org, d.period.Previous}]
		if now.Expected && before.Expected && now.State != before.State {
			changes = append(changes, reportChange{d.nameOf(o.Org), o.NameEn, d.unitLink(o.Org), wordOf(stateTerms, before.State), wordOf(stateTerms, now.State)})
		}
	}
	return changes
}

// broken lists what cannot be compared, by indicator and reason.
func (d desk) broken() (lines []brokenLine) {
	for _, i := range d.defined() {
		at := map[string]int{}
		for v := range d.figures.each(i.Indicator, d.period.Period) {
			if v.Break == "" || v.Basis != d.mainBasis(i.Indicator) {
				continue
			}
			n, seen := at[v.Break]
			if !seen {
				n = len(lines)
				at[v.Break] = n
				lines = append(lines, brokenLine{Indicator: i.Name, IndicatorEn: i.NameEn, Link: d.indicatorLink(i.Indicator), Why: wordOf(breakTerms, v.Break)})
			}
			lines[n].Orgs++
		}
	}
	return lines
}
