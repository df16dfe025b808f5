package reports

import (
	"fmt"
	"html/template"
	"strings"
)

// The English of the first sentences; the Chinese stands with each page.

// placeLeadEn says how a county or zone stands.
func (d desk) placeLeadEn(o orgRow, figures []figure, tasks lightsView) template.HTML {
	targets := 0
	for _, f := range figures {
		if f.Row.Target.Valid {
			targets++
		}
	}
	s := new(sentence).say("In %s, %s reached %d of %s with a target", d.current().En, orDefault(o.NameEn, o.Name), countStatus(figures, "met"), countEn(targets, "indicator"))
	if behind := countStatus(figures, "behind", "missed"); behind > 0 {
		s.say(", ").show(fmt.Sprintf("%d lag", behind))
	}
	return s.say("; %s: %s. Its report: %s.", countEn(len(tasks.Tasks), "task"), orDefault(lightsEn(tasks), "none"), d.reportState(o.Org).En).html()
}

// officeLeadEn says how a department stands.
func (d desk) officeLeadEn(o orgRow, led, assisted lightsView) template.HTML {
	s := new(sentence).say("In %s, %s leads %s", d.current().En, orDefault(o.NameEn, o.Name), countEn(len(led.Tasks), "task"))
	if words := lightsEn(led); words != "" {
		s.say(" (%s)", words)
	}
	return s.say(" and assists in %d. Its report: %s.", len(assisted.Tasks), d.reportState(o.Org).En).html()
}

func (d desk) ledgerLeadEn(lights lightsView) template.HTML {
	return new(sentence).say("In %s, %s: %s.", d.current().En, countEn(len(lights.Tasks), "task"), orDefault(lightsEn(lights), "none")).html()
}

func (v reportingSummary) sentenceEn() string {
	words := fmt.Sprintf("%d of %s have reported, %d of them late", v.Received, countEn(v.Expected, "unit"), len(v.Late))
	if len(v.Missing) > 0 {
		words += "; not reported: " + englishNames(v.Missing)
	}
	return words + "."
}

// englishNames are the first few names, and how many more there are.
func englishNames(links []link) string {
	var names []string
	for _, l := range links[:min(6, len(links))] {
		names = append(names, orDefault(l.NameEn, l.Name))
	}
	text := strings.Join(names, ", ")
	if more := len(links) - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func (d desk) unknownsLeadEn(v unknownsView) template.HTML {
	missing := 0
	for _, g := range v.Gaps {
		missing += g.Count
	}
	s := new(sentence).say("In %s, %s did not report; %s of %s are missing; %s of the whole lack some units", d.current().En, countEn(len(v.Reporting.Missing), "unit"), countEn(missing, "figure"), d.naming.PlacesEn, countEn(len(v.Short), "figure"))
	if n := total(v.Doubts); n > 0 {
		s.say("; %s to be looked into", countEn(n, "doubt"))
	}
	return s.say(". Nothing missing is estimated or carried over.").html()
}

func (d desk) changesLeadEn(v changesView, better, worse int) template.HTML {
	up, down := v.turns()
	s := new(sentence).say("Since the period before, %d of %s of the whole got better and %d worse; among %s %d rates rose to the better, %d to the worse", up, countEn(len(v.Total), "comparable figure"), down, d.naming.PlacesEn, better, worse)
	if len(v.Lights) > 0 {
		s.say("; %s changed light", countEn(len(v.Lights), "task"))
	}
	return s.say(".").html()
}

// changeNoteEn says how many figures of the whole moved which way.
func changeNoteEn(figures []figure) string {
	count := map[string]int{}
	for _, f := range figures {
		count[f.Change.Class]++
	}
	return fmt.Sprintf("%d better, %d worse, %d unchanged", count["above"], count["below"], count["level"])
}

func laggardNoteEn(laggards []laggard) string {
	if len(laggards) == 0 {
		return "none lags"
	}
	return fmt.Sprintf("most: %s (%d)", orDefault(laggards[0].NameEn, laggards[0].Name), len(laggards[0].Behind))
}

func (v reportingSummary) shortEn() string {
	var words []string
	for _, p := range v.Parts {
		words = append(words, fmt.Sprintf("%d %s", p.Count, p.State.En))
	}
	return strings.Join(words, ", ")
}

// unitTerms are units in English; one that is only a counter in Chinese has none.
var unitTerms = map[string]string{"人": "people", "人次": "visits", "家": "bodies", "元": "yuan", "万元": "10,000 yuan", "亿元": "100 million yuan", "天": "days", "分": "points",
	"张": "beds", "次": "times", "期": "periods", "条": "entries", "字节": "bytes", "种": "kinds", "场": "sessions", "名": "people", "台件": "devices", "元/月": "yuan a month", "人月": "person-months", "周": "weeks", "次/人月": "visits per person and month", "万人": "10,000 people", "份": "copies", "所": "bodies", "台": "sets", "台次": "operations", "处": "places", "是/否": "yes/no", "户": "households", "例": "cases", "份额": "share", "个": " ", "项": " ", "件": " "}

// unitInEnglish is a unit in English; "" keeps the Chinese.
func unitInEnglish(unit string) string { return unitTerms[unit] }
