package reports

import (
	"fmt"
	"strings"

	"yigai/internal/parquetio"
)

// targetText is ≥60%, 2–3 个, 不低于上年同期, or "" where none is set. A target that
// the document leaves out says so.
func targetText(i indicatorRow, v valueRow) string {
	switch {
	case v.Comparator == "unset":
		return "未公布"
	case v.Comparator == "not_below":
		return "不低于上年同期" + unitWord(targetNumber(i, v))
	case !v.Target.Valid:
		return ""
	}
	return targetAmount(v) + unitOf(i.Unit)
}

func targetNumber(i indicatorRow, v valueRow) string {
	if !v.Target.Valid {
		return ""
	}
	return grouped(v.Target, i.Decimals) + unitOf(i.Unit)
}

func targetAmount(v valueRow) string {
	text := comparatorTerms[v.Comparator] + amount(v.Target)
	if v.Comparator == "between" && v.TargetTo.Valid {
		text += "–" + amount(v.TargetTo)
	}
	return text
}

// statusOf is how a figure stands against its target.
func (b *book) statusOf(v valueRow) term {
	if v.Comparator == "unset" {
		return term{Zh: "原文未公布目标值", En: "target not published", Class: "no-target"}
	}
	return b.status(orDefault(v.Status, "no_data"))
}

// A targetLine is one target as the document words it, for all orgs it holds for.
type targetLine struct {
	Scope, Text, Due, Clause, Note string
	Assumed                        bool
}

// targetLines are the targets of an indicator at every level.
func (d desk) targetLines(i indicatorRow) (lines []targetLine) {
	type key struct {
		scope, due, comparator, clause, note string
		value, to                            parquetio.Number
	}
	orgs, order := map[key][]string{}, []targetRow{}
	keyOf := func(t targetRow) key {
		return key{t.Scope, t.Due.String(), t.Comparator, t.Clause, t.Note, t.Value, t.ValueTo}
	}
	for _, t := range d.targets {
		if t.Indicator != i.Indicator {
			continue
		}
		if orgs[keyOf(t)] == nil {
			order = append(order, t)
		}
		orgs[keyOf(t)] = append(orgs[keyOf(t)], t.Org)
	}
	for _, t := range order {
		lines = append(lines, targetLine{d.scopeWords(orgs[keyOf(t)]), targetWords(i, t), t.Due.String(), t.Clause, t.Note, strings.Contains(t.Note, "设定")})
	}
	return lines
}

// targetWords is the target with its tolerance, soft or not.
func targetWords(i indicatorRow, t targetRow) string {
	text := targetText(i, valueRow{Target: t.Value, TargetTo: t.ValueTo, Comparator: t.Comparator})
	switch {
	case t.Comparator == "unset":
		text = "原文未公布目标值"
	case t.Comparator == "all":
		text = "全部" + unitWord(text)
	}
	if t.Comparator == "approx" && t.Tolerance.Valid {
		text += "（上下 " + amount(t.Tolerance) + "）"
	}
	if t.Soft {
		text += "（力争）"
	}
	return text
}

// unitWord sets a number in brackets behind the word for it, where there is one.
func unitWord(text string) string {
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}

// scopeWords is whom a target holds for: 全市, a name, all places, or a number of units.
func (d desk) scopeWords(orgs []string) string {
	if len(orgs) == 1 {
		return d.totalName(orgs[0])
	}
	classes := map[string]int{}
	for _, o := range orgs {
		classes[d.orgByCode[o].Class]++
	}
	places := classes["place"] + classes["zone"]
	if places == len(orgs) {
		return fmt.Sprintf("%s（%d 个）", d.naming.Places, places)
	}
	var names []string
	for _, o := range orgs {
		names = append(names, d.nameOf(o))
	}
	return fewNames(names, 6, "个单位")
}

// A placeTarget is an indicator with a target for places and none for the whole.
type placeTarget struct {
	Name, NameEn, Link string
	Met, Behind, Of    int
	Text               string
}

// placeTargets are those, with how many places have reached theirs.
func (d desk) placeTargets() (lines []placeTarget) {
	for _, i := range d.defined() {
		basis := d.mainBasis(i.Indicator)
		if v, _ := d.value(i.Indicator, d.head.Region, d.period.Period, basis); v.Target.Valid {
			continue
		}
		line := placeTarget{Name: i.Name, NameEn: i.NameEn, Link: d.indicatorLink(i.Indicator)}
		for _, o := range d.now().places() {
			v, _ := d.value(i.Indicator, o.Org, d.period.Period, basis)
			line.count(i, v)
		}
		if line.Of > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

func (l *placeTarget) count(i indicatorRow, v valueRow) {
	if !v.Target.Valid {
		return
	}
	l.Of++
	switch text := targetText(i, v); {
	case l.Text == "":
		l.Text = text
	case l.Text != text:
		l.Text = "各有目标"
	}
	switch v.Status {
	case "met":
		l.Met++
	case "behind", "missed":
		l.Behind++
	}
}

// targetedBelow says that orgs other than the programme's region have a target for an indicator.
func (d desk) targetedBelow(indicator string) bool {
	for _, t := range d.targets {
		if t.Indicator == indicator && t.Org != d.head.Region && t.Comparator != "unset" {
			return true
		}
	}
	return false
}
