package reports

import (
	"fmt"
	"html/template"
	"strconv"
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
