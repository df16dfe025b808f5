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
	s.say("%s，%s有目标的 %d 项指标中，", partWord(d.period), d.naming.Total, len(v.Targets)).show(strconv.Itoa(countStatus(v.Targets, "met")) + " 项达到目标")
	s.sayStatuses(v.Targets)
	s.say("；").sayTasks("", v.Lights)
	s.sayLaggards(d.naming.Places, v.Laggards)
	s.say("%s。", v.Reporting.sentence())
	return s.html()
}

// sayStatuses counts the figures that have not met their target, by how they stand.
func (s *sentence) sayStatuses(figures []figure) {
	for _, status := range []string{"on_track", "behind", "missed", "no_data"} {
		n := 0
		for _, f := range figures {
			if f.Row.Target.Valid && f.Row.Status == status {
				n++
			}
		}
		words := fmt.Sprintf("%d 项%s", n, statusTerms[status].Zh)
		switch {
		case n == 0:
		case status == "on_track" || status == "no_data":
			s.say("、%s", words)
		default:
			s.say("、").show(words)
		}
	}
}

// sayLaggards names the places with most indicators behind.
func (s *sentence) sayLaggards(places string, laggards []laggard) {
	if len(laggards) == 0 {
		s.say("各%s均无指标落后。", places)
		return
	}
	worst := worstLaggards(laggards)
	for n, l := range worst {
		if n > 0 {
			s.say("、")
		}
		s.show(l.Name).say("（%d 项）", len(l.Behind))
	}
	if len(laggards) > len(worst) {
		s.say("等 %d 个%s", len(laggards), places)
	}
	s.say("有指标落后。")
}

func (d desk) glanceLeadEn(v glanceView) template.HTML {
	var s sentence
	met, behind := countStatus(v.Targets, "met"), countStatus(v.Targets, "behind", "missed")
	s.say("In %s, %d of %s with a target have reached it", d.current().En, met, countEn(len(v.Targets), "indicator"))
	if behind > 0 {
		s.say(" and %d lag", behind)
	}
	s.say("; %s: %s. ", countEn(len(v.Lights.Tasks), "task"), lightsEn(v.Lights))
	if len(v.Laggards) > 0 {
		var names []string
		for _, l := range worstLaggards(v.Laggards) {
			names = append(names, fmt.Sprintf("%s (%d)", orDefault(l.NameEn, l.Name), len(l.Behind)))
		}
		s.say("Most indicators behind: %s. ", strings.Join(names, ", "))
	}
	s.say("%d of %s have reported", v.Reporting.Received, countEn(v.Reporting.Expected, "unit"))
	if len(v.Reporting.Missing) > 0 {
		var names []string
		for _, l := range v.Reporting.Missing[:min(6, len(v.Reporting.Missing))] {
			names = append(names, orDefault(l.NameEn, l.Name))
		}
		s.say("; not reported: %s", strings.Join(names, ", "))
	}
	s.say(".")
	return s.html()
}

// countEn is "1 task" or "2 tasks".
func countEn(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// lightsEn counts tasks by light, leaving out lights that are not on.
func lightsEn(v lightsView) string {
	var words []string
	for _, part := range v.Parts {
		if part.Count > 0 {
			words = append(words, fmt.Sprintf("%d %s", part.Count, part.Light.En))
		}
	}
	return strings.Join(words, ", ")
}

// eachLike is those an org is ranked among: 各县区, or 各市 for one of the regions in between.
func (d desk) eachLike(o orgRow) string {
	if o.Class == "region" {
		return "各" + kindOf(o).Zh
	}
	return d.naming.EachPeer()
}

// placeLead says how a county or zone stands.
func (d desk) placeLead(o orgRow, figures []figure, tasks lightsView) template.HTML {
	var s sentence
	withTarget, top := 0, 0
	for _, f := range figures {
		if f.Row.Target.Valid {
			withTarget++
		}
		if f.Rank != "" && f.Row.Rank <= 3 && f.Merit {
			top++
		}
	}
	s.say("%s，%s", partWord(d.period), o.Name)
	s.say("有目标的 %d 项指标中", withTarget).show(strconv.Itoa(countStatus(figures, "met")) + " 项达到目标").sayStatuses(figures)
	if top > 0 {
		s.say("，%d 项率在%s中居前三", top, d.eachLike(o))
	}
	s.say("；").sayTasks("承担的 ", tasks)
	s.say("%s%s。", d.naming.This, d.reportWords(o.Org).Zh)
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
		if alarming(part.State) {
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
	s.say("%s，%s", partWord(d.period), o.Name)
	if len(led.Tasks) > 0 {
		s.sayTasks("牵头的 ", led)
	} else {
		s.say("没有牵头任务。")
	}
	if len(assisted.Tasks) > 0 {
		s.sayTasks("配合的 ", assisted)
	}
	s.say("%s%s。", d.naming.This, d.reportWords(o.Org).Zh)
	return s.html()
}
