package reports

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// glanceLead is the first sentence of the quarter, in the words of a bulletin.
func (d desk) glanceLead(v glanceView) template.HTML {
	var s sentence
	met, behind := countStatus(v.Targets, "met"), countStatus(v.Targets, "behind", "missed")
	s.say("%s，全市有目标的 %d 项指标中，", quarterWord(d.period), len(v.Targets)).show(strconv.Itoa(met) + " 项达到目标")
	if behind > 0 {
		s.say("，").show(strconv.Itoa(behind) + " 项落后")
	}
	s.say("；").sayTasks("", v.Lights)
	if len(v.Laggards) > 0 {
		s.show(laggardNames(v.Laggards)).say("落后指标最多（%d 项）。", len(v.Laggards[0].Behind))
	}
	s.say("%s。", v.Reporting.sentence())
	return s.html()
}

func (d desk) glanceLeadEn(v glanceView) template.HTML {
	var s sentence
	met, behind := countStatus(v.Targets, "met"), countStatus(v.Targets, "behind", "missed")
	s.say("In %s, %d of %d indicators with a target have reached it and %d lag; of %d tasks %d are done, %d on track, %d under warning and %d overdue. %d of %d units have reported.",
		d.current().En, met, len(v.Targets), behind, len(v.Lights.Tasks), v.Lights.Count["done"], v.Lights.Count["on_track"],
		v.Lights.Count["warning"], v.Lights.Count["overdue"], v.Reporting.Received, v.Reporting.Expected)
	return s.html()
}

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
		s.againstLast(i, v)
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

func (s *sentence) againstLast(i indicatorRow, v valueRow) {
	points, _ := pointsOf(i.Unit)
	switch {
	case !v.Change.Valid:
		s.say("，无上期数可比")
	case v.Change.Sign() > 0:
		s.say("，比上期上升 %s %s", grouped(v.Change, i.Decimals), points)
	case v.Change.Sign() < 0:
		s.say("，比上期下降 %s %s", grouped(absolute(v.Change), i.Decimals), points)
	default:
		s.say("，与上期持平")
	}
}

// sayExtremes names the first and the last county, and those behind.
func (d desk) sayExtremes(s *sentence, i indicatorRow, counties []figure) {
	var first, last *figure
	var behind []string
	for at := range counties {
		f := &counties[at]
		if f.Row.Rank == 1 && first == nil {
			first = f
		}
		if f.Row.Rank > 0 && (last == nil || f.Row.Rank > last.Row.Rank) {
			last = f
		}
		if f.Row.Status == "behind" || f.Row.Status == "missed" {
			behind = append(behind, f.Name)
		}
	}
	if first != nil && last != nil && first.Row.Rank != last.Row.Rank {
		s.say("%s居首（%s），%s居末（%s）。", first.Name, d.withUnit(i, first.Row), last.Name, d.withUnit(i, last.Row))
	}
	if len(behind) > 0 {
		s.show(strings.Join(behind, "、")).say("未达序时进度。")
	}
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
		s.say(", target %s%s (%s)", comparatorTerms[v.Comparator], amount(v.Target)+unitEn(i.Unit), wordOf(statusTerms, v.Status).En)
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

// placeLead says how a county or zone stands.
func (d desk) placeLead(o orgRow, figures []figure, tasks lightsView) template.HTML {
	var s sentence
	withTarget, met, behind, top := 0, 0, 0, 0
	for _, f := range figures {
		if f.Row.Target.Valid {
			withTarget++
		}
		switch f.Row.Status {
		case "met":
			met++
		case "behind", "missed":
			behind++
		}
		if f.Row.Rank > 0 && f.Row.Rank <= 3 {
			top++
		}
	}
	s.say("%s，%s", quarterWord(d.period), o.Name)
	s.say("有目标的 %d 项指标中", withTarget).show(strconv.Itoa(met) + " 项达到目标、" + strconv.Itoa(behind) + " 项落后")
	if top > 0 {
		s.say("，%d 项居全市前三", top)
	}
	s.say("；").sayTasks("承担的 ", tasks)
	s.say("本季%s。", d.reportWords(o.Org))
	return s.html()
}

// sayTasks counts tasks by light, leaving out lights that are not on; warnings stand out.
func (s *sentence) sayTasks(whose string, tasks lightsView) {
	s.say("%s%d 项任务", whose, len(tasks.Tasks))
	separator := "中，"
	for _, part := range tasks.Parts {
		if part.Count == 0 {
			continue
		}
		words := fmt.Sprintf("%s %d 项", part.Light.Zh, part.Count)
		s.say("%s", separator)
		if part.Light.Class == "warning" || part.Light.Class == "overdue" {
			s.show(words)
		} else {
			s.say("%s", words)
		}
		separator = "、"
	}
	s.say("。")
}

// officeLead says how a department stands.
func (d desk) officeLead(o orgRow, led, assisted lightsView) template.HTML {
	var s sentence
	s.say("%s，%s", quarterWord(d.period), o.Name).sayTasks("牵头的 ", led)
	if len(assisted.Tasks) > 0 {
		s.sayTasks("配合的 ", assisted)
	}
	s.say("本季%s。", d.reportWords(o.Org))
	return s.html()
}
