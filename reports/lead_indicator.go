package reports

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// indicatorLead says the city's figure against target, last quarter and its counties.
func (d desk) indicatorLead(i indicatorRow, basis string, counties []figure) template.HTML {
	var s sentence
	v, ok := d.value(i.Indicator, d.head.Region, d.period.Period, basis)
	if !ok || !v.Value.Valid {
		reason := wordOf(missingTerms, v.MissingReason).Zh
		s.say("%s，%s", partWord(d.period), d.naming.Total).show(i.Name).say("没有数据：%s。", reason)
		return s.html()
	}
	s.say("%s，%s%s", partWord(d.period), d.naming.Total, i.Name).show(d.withUnit(i, v))
	d.againstTarget(&s, i, v)
	if accumulates(i, basis) {
		s.say("，为本年累计数")
	} else {
		s.againstLast(i, v, d.beforeWord("上期"))
	}
	s.say("。")
	d.sayExtremes(&s, i, counties)
	s.base(v)
	if i.Rollup == "sum" && v.UnitsReported < v.UnitsExpected {
		s.say("合计只含已报单位。")
	}
	return s.html()
}

func (d desk) againstTarget(s *sentence, i indicatorRow, v valueRow) {
	switch {
	case v.Comparator == "unset":
		s.say("（原文未公布目标值）")
		return
	case !v.Target.Valid && d.targetedBelow(i.Indicator):
		s.say("（目标按单位设定，见下）")
		return
	case !v.Target.Valid:
		s.say("（%s）", d.naming.NoTarget())
		return
	}
	points, _ := pointsOf(i.Unit)
	switch {
	case v.Comparator == "between" || v.Comparator == "approx":
		s.say("，目标 %s，", targetText(i, v)).show(wordOf(statusTerms, v.Status).Zh)
	case v.Gap.Sign() == 0:
		s.say("，与目标").show("持平")
	case v.Gap.Sign() > 0:
		s.say("，").show("高于目标 " + grouped(v.Gap, i.Decimals) + " " + points)
	default:
		s.say("，").show("低于目标 " + grouped(absolute(v.Gap), i.Decimals) + " " + points)
	}
	if v.TargetSoft {
		s.say("（力争目标）")
	}
}

func (s *sentence) againstLast(i indicatorRow, v valueRow, before string) {
	points, _ := pointsOf(i.Unit)
	switch {
	case !v.Change.Valid && v.Break != "":
		s.say("，%s，与%s不作比较", wordOf(breakTerms, v.Break).Zh, before)
	case !v.Change.Valid && v.Previous.Valid:
		s.say("，构成单位与%s不同，不作比较", before)
	case !v.Change.Valid:
		s.say("，无%s数可比", before)
	case v.Change.Sign() > 0:
		s.say("，比%s上升 %s %s", before, grouped(v.Change, i.Decimals), points)
	case v.Change.Sign() < 0:
		s.say("，比%s下降 %s %s", before, grouped(absolute(v.Change), i.Decimals), points)
	default:
		s.say("，与%s持平", before)
	}
}

// sayExtremes names the first and the last county, and those behind.
func (d desk) sayExtremes(s *sentence, i indicatorRow, counties []figure) {
	first, last := d.podium(counties)
	switch {
	case i.Rollup == "share_yes":
		s.sayNo(counties)
	case len(last) > 0:
		top, bottom := extremes(i)
		s.say("%s（%s），%s（%s）。", together(first, top, d.peerName(counties)), d.withUnit(i, first[0].Row), together(last, bottom, d.peerName(counties)), d.withUnit(i, last[0].Row))
	}
	s.sayThose(counties, "behind", "未达序时进度。", d.naming.Peers)
	s.sayThose(counties, "missed", "到期未达标。", d.naming.Peers)
}

// sayThose names the counties with a status.
func (s *sentence) sayThose(counties []figure, status, words, what string) {
	if those := withStatus(counties, status); len(those) > 0 {
		s.show(fewNames(namesOf(those), 8, "个"+what)).say("%s", words)
	}
}

// sayNo names the counties that answered no.
func (s *sentence) sayNo(counties []figure) {
	var no []figure
	for _, f := range counties {
		if !f.Pinned && !f.Region && f.Value.Text == yesNo(parquetio.Number{}) {
			no = append(no, f)
		}
	}
	if len(no) > 0 {
		s.say("尚未建成或实现的有 %d 个：%s。", len(no), fewNames(namesOf(no), 8, "个"))
	}
}

// podium is the rows that rank first, and those that rank last; last is empty
// when nobody is behind, when the rows are not ranked among each other, or when a
// place is not published, so that nobody is known to be first or last. Of places
// too many to draw it is the regions in between.
func (d desk) podium(rows []figure) (first, last []figure) {
	rows = slices.DeleteFunc(slices.Clone(rows), func(f figure) bool { return f.Pinned || !d.drawn(f) || f.Row.RankOf < 2 })
	lowest := 1
	for _, f := range rows {
		if f.Row.RankOf != rows[0].Row.RankOf || f.Row.Suppressed && f.Row.Rank == 0 {
			return nil, nil
		}
		lowest = max(lowest, f.Row.Rank)
	}
	for _, f := range rows {
		switch f.Row.Rank {
		case 0:
		case 1:
			first = append(first, f)
		case lowest:
			last = append(last, f)
		}
	}
	return first, last
}

// extremes are the words for the first and the last: merit only for a rate with a direction.
func extremes(i indicatorRow) (first, last string) {
	switch {
	case merit(i):
		return "居首", "居末"
	case i.Type == "count" || i.Rollup == "sum":
		return "最多", "最少"
	}
	return "最高", "最低"
}

// peerName is what the rows of a ranking are: places, or regions in between.
func (d desk) peerName(rows []figure) string {
	for _, f := range rows {
		if f.Region && d.drawn(f) {
			return kindOf(d.orgByCode[f.Row.Org]).Zh
		}
	}
	return d.naming.Peers
}

// together is 宁强县居首, 洋县、勉县并列居首, or the first of many with their number.
func together(figures []figure, place, what string) string {
	switch n := len(figures); {
	case n == 1:
		return figures[0].Name + place
	case n > 3:
		return fmt.Sprintf("%s等 %d 个%s并列%s", figures[0].Name, n, what, place)
	}
	return joined(figures) + "并列" + place
}

func joined(figures []figure) string { return strings.Join(namesOf(figures), "、") }

func namesOf(figures []figure) (names []string) {
	for _, f := range figures {
		names = append(names, f.Name)
	}
	return names
}

func withStatus(figures []figure, status string) []figure {
	var those []figure
	for _, f := range figures {
		if f.Row.Status == status && !f.Pinned && !f.Region {
			those = append(those, f)
		}
	}
	return those
}

// base says how many units and people stand behind the figure.
func (s *sentence) base(v valueRow) {
	if v.UnitsExpected < 2 {
		return
	}
	s.say("%d 个单位中 %d 个已报", v.UnitsExpected, v.UnitsReported)
	if v.PopulationShare.Valid {
		s.say("，覆盖人口 %s", percent(v.PopulationShare))
	}
	s.say("。")
}

func (d desk) indicatorLeadEn(i indicatorRow, basis string) template.HTML {
	var s sentence
	v, _ := d.value(i.Indicator, d.head.Region, d.period.Period, basis)
	if !v.Value.Valid {
		s.say("%s, %s: no figure for %s (%s).", i.NameEn, d.current().En, d.naming.TotalEn, wordOf(missingTerms, v.MissingReason).En)
		return s.html()
	}
	s.say("%s, %s: %s for %s", i.NameEn, d.current().En, grouped(v.Value, i.Decimals)+unitEn(i.Unit), d.naming.TotalEn)
	if v.Target.Valid {
		s.say(", target %s (%s)", targetAmount(v)+unitEn(i.Unit), d.status(v.Status).En)
	} else if d.targetedBelow(i.Indicator) {
		s.say("; targets are set for units below")
	} else {
		s.say("; the %s sets no target", d.naming.DocumentEn)
	}
	if v.Change.Valid && !accumulates(i, basis) {
		s.say("; %s since the previous period", signed(v.Change, i.Decimals))
	}
	s.say(".")
	return s.html()
}

// unitEn keeps the percent sign; counts need no unit in English text.
func unitEn(unit string) string {
	if unit == "%" {
		return "%"
	}
	return ""
}
