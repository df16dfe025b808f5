package reports

import (
	"fmt"
	"html/template"
	"strings"

	"yigai/internal/parquetio"
)

// indicatorLead says the city's figure against target, last quarter and its counties.
func (d desk) indicatorLead(i indicatorRow, basis string, counties []figure) template.HTML {
	var s sentence
	v, ok := d.value(i.Indicator, d.head.Region, d.period.Period, basis)
	if !ok || !v.Value.Valid {
		reason := wordOf(missingTerms, v.MissingReason).Zh
		s.say("%s，全市", quarterWord(d.period)).show(i.Name).say("没有数据：%s。", reason)
		return s.html()
	}
	s.say("%s，全市%s", quarterWord(d.period), i.Name).show(d.withUnit(i, v))
	s.againstTarget(i, v)
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

func (s *sentence) againstTarget(i indicatorRow, v valueRow) {
	if !v.Target.Valid {
		s.say("（本通知未设目标）")
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
	first, last := podium(counties)
	switch {
	case i.Rollup == "share_yes":
		s.sayNo(counties)
	case len(last) > 0:
		s.say("%s（%s），%s（%s）。", together(first, "居首"), d.withUnit(i, first[0].Row), together(last, "居末"), d.withUnit(i, last[0].Row))
	}
	s.sayThose(counties, "behind", "未达序时进度。")
	s.sayThose(counties, "missed", "到期未达标。")
}

// sayThose names the counties with a status.
func (s *sentence) sayThose(counties []figure, status, words string) {
	if those := withStatus(counties, status); len(those) > 0 {
		s.show(joined(those)).say("%s", words)
	}
}

// sayNo names the counties that answered no.
func (s *sentence) sayNo(counties []figure) {
	var no []figure
	for _, f := range counties {
		if f.Value.Text == yesNo(parquetio.Number{}) {
			no = append(no, f)
		}
	}
	if len(no) > 0 {
		s.say("尚未建成或实现的有 %d 个：%s。", len(no), joined(no))
	}
}

// podium is the counties that rank first, and those that rank last; last is empty when nobody is behind.
func podium(rows []figure) (first, last []figure) {
	lowest := 1
	for _, f := range rows {
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

// together is 宁强县居首, 洋县、勉县并列居首, or the first of many with their number.
func together(figures []figure, place string) string {
	switch n := len(figures); {
	case n == 1:
		return figures[0].Name + place
	case n > 3:
		return fmt.Sprintf("%s等 %d 个县区并列%s", figures[0].Name, n, place)
	}
	return joined(figures) + "并列" + place
}

func joined(figures []figure) string {
	var names []string
	for _, f := range figures {
		names = append(names, f.Name)
	}
	return strings.Join(names, "、")
}

func withStatus(figures []figure, status string) []figure {
	var those []figure
	for _, f := range figures {
		if f.Row.Status == status {
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
		s.say("%s, %s: no figure for the city (%s).", i.NameEn, d.current().En, wordOf(missingTerms, v.MissingReason).En)
		return s.html()
	}
	s.say("%s, %s: %s for the city", i.NameEn, d.current().En, grouped(v.Value, i.Decimals)+unitEn(i.Unit))
	if v.Target.Valid {
		s.say(", target %s (%s)", targetAmount(v)+unitEn(i.Unit), wordOf(statusTerms, v.Status).En)
	} else {
		s.say("; the notice sets no target")
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
