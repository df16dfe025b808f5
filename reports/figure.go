package reports

import (
	"fmt"
	"html/template"
	"strings"

	"yigai/internal/parquetio"
)

// A cell is a value as a table shows it. Why is the reason of a missing one.
type cell struct{ Text, Class, Why string }

// A figure is one indicator of one org in one period and basis, ready to be shown.
type figure struct {
	Name, NameEn, Link, Unit         string
	Value, Gap, Change               cell
	Numerator, Denominator, Base     string
	Target, Rank, Units, Share       string
	Status                           term
	Spark, Strip, Bullet             template.HTML
	Provisional, Apart, Pinned, None bool
	Revised, Suppressed              bool
	RevisedWhy                       string
	Region                           bool // a region in between
	Merit                            bool // its rank says something good or bad, not only how large it is
	Sort, Above, Within              string
	TargetMark                       mark
	Cells                            string   // the cells behind it, where their list stands on no page
	Source                           string   // where its cells are listed; "" where none are
	Accepted                         []string // doubts about it that a person accepted
	Row                              valueRow
}

// figure looks the row up and words it. Name and Link are the caller's to set.
func (d desk) figure(i indicatorRow, org, basis string) figure {
	v, known := d.value(i.Indicator, org, d.period.Period, basis)
	f := figure{Unit: i.Unit, Row: v, None: !known}
	f.Value = d.valueCell(i, v)
	f.Sort = v.Value.String()
	f.Numerator, f.Denominator = amount(v.Numerator), amount(v.Denominator)
	f.Target, f.TargetMark = targetText(i, v), d.targetMark(v)
	f.Source = d.sourceLink(v)
	f.Accepted = d.accepted(v)
	f.Gap = gapCell(i, v)
	f.Change = changeCell(i, v)
	f.Status = d.statusOf(v)
	if v.Rank > 0 && v.RankOf > 1 && merit(i) {
		f.Rank = fmt.Sprintf("%d/%d", v.Rank, v.RankOf)
	}
	f.Merit = merit(i)
	if v.RankParent > 0 && v.RankParentOf < v.RankOf && merit(i) {
		f.Within = fmt.Sprintf("%s内 %d/%d", d.nameOf(d.orgByCode[org].Parent), v.RankParent, v.RankParentOf)
	}
	f.Units = unitsWord(v)
	if v.PopulationShare.Valid && v.UnitsExpected > 1 {
		f.Share = percent(v.PopulationShare)
	}
	f.Provisional = v.Provisional && v.Value.Valid
	f.Revised, f.Suppressed = v.Revised, v.Suppressed && v.Value.Valid
	if v.Revised {
		f.RevisedWhy = d.revisedWhy(i, v)
	}
	f.Base = f.Numerator
	if v.Denominator.Valid {
		f.Base += " / " + f.Denominator
	}
	if d.answers(i, v) {
		f.answer(v)
	}
	return f
}

// merit: a rate with a direction ranks by how well a place does. A sum ranks by
// how large it is, and a figure that is only watched by nothing.
func merit(i indicatorRow) bool {
	return i.Type != "count" && i.Rollup != "sum" && (i.Direction == "up" || i.Direction == "down")
}

// answers: a single org of a share of orgs says yes or no, stored as 100 or 0.
func (d desk) answers(i indicatorRow, v valueRow) bool {
	return v.Value.Valid && d.answersOf(i, v.Org)
}

// answersOf: what is made of places, whole or in between, has a share and no answer.
func (d desk) answersOf(i indicatorRow, org string) bool {
	return i.Rollup == "share_yes" && d.orgByCode[org].Class != "region"
}

// answer words a yes or no: percentages of one org would mislead.
func (f *figure) answer(v valueRow) {
	f.Unit, f.Base, f.Gap, f.Rank, f.Within = "", "", cell{}, "", "" // a rank among yeses and noes says nothing
	if v.Target.Valid {
		f.Target = "是"
	}
	switch v.Change.Sign() {
	case 1:
		f.Change.Text = "由否转是"
	case -1:
		f.Change.Text = "由是转否"
	}
}

// unitsWord is 13/14 for a sum of units; a single unit has reported or has not.
func unitsWord(v valueRow) string {
	switch {
	case v.UnitsExpected > 1:
		return fmt.Sprintf("%d/%d", v.UnitsReported, v.UnitsExpected)
	case v.UnitsReported == 1:
		return "已报"
	case v.UnitsExpected == 1:
		return "缺报"
	}
	return ""
}

func orDefault(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

func (d desk) valueCell(i indicatorRow, v valueRow) cell {
	if !v.Value.Valid {
		reason := wordOf(missingTerms, v.MissingReason)
		return cell{Text: missing, Class: "missing", Why: reason.Zh + " " + reason.En}
	}
	return cell{Text: d.valueText(i, v)}
}

// valueText is the value as a table cell shows it, without its unit. A yes/no
// indicator of a single org is answered in words.
func (d desk) valueText(i indicatorRow, v valueRow) string {
	if d.answers(i, v) {
		return yesNo(v.Value)
	}
	return grouped(v.Value, i.Decimals)
}

func yesNo(n parquetio.Number) string {
	if n.Sign() > 0 {
		return "是"
	}
	return "否"
}

// withUnit is the value as running text shows it: 61.2%, 1,234 人次, 是.
func (d desk) withUnit(i indicatorRow, v valueRow) string {
	text := d.valueText(i, v)
	if text == "是" || text == "否" || !v.Value.Valid {
		return text
	}
	return text + unitOf(i.Unit)
}

// gapCell is value minus target; above and below follow what the target asks
// for. A target that is a range or 左右 has no good and bad side while it is met.
func gapCell(i indicatorRow, v valueRow) cell {
	if !v.Gap.Valid {
		return cell{Text: missing, Class: "missing"}
	}
	if (v.Comparator == "approx" || v.Comparator == "between") && v.Status == "met" {
		return cell{Text: signed(v.Gap, i.Decimals), Class: "level"}
	}
	return cell{Text: signed(v.Gap, i.Decimals), Class: sideOf(v.Gap, v.Comparator == "le")}
}

func sideOf(difference parquetio.Number, lowerIsBetter bool) string {
	sign := difference.Sign()
	if lowerIsBetter {
		sign = -sign
	}
	return []string{"below", "level", "above"}[sign+1]
}

// whyNoChange: there is nothing to compare with, or what there is has other units in it.
func whyNoChange(v valueRow) string {
	switch {
	case !v.Value.Valid:
		return "本期无数据 no data"
	case v.Break != "":
		word := wordOf(breakTerms, v.Break)
		return word.Zh + "，不作比较 " + word.En
	case v.Previous.Valid:
		return "构成单位与上期不同，不作比较 other units than before"
	}
	return "无上期数 no previous value"
}

// changeCell is the change since the previous period; the indicator's direction decides the mark.
func changeCell(i indicatorRow, v valueRow) cell {
	if !v.Change.Valid {
		return cell{Text: missing, Class: "missing", Why: whyNoChange(v)}
	}
	c := cell{Text: signed(v.Change, i.Decimals), Class: "level"}
	if i.Direction == "up" || i.Direction == "down" {
		c.Class = sideOf(v.Change, i.Direction == "down")
		c.Why = map[string]string{"above": "改善 better", "below": "变差 worse", "level": "持平 unchanged"}[c.Class]
	}
	return c
}

// missingNotes says under a table why cells are —: one note per reason, with the names.
func missingNotes(figures []figure) []string {
	names, order := map[string][]string{}, []string{}
	for _, f := range figures {
		if f.Value.Class != "missing" || f.None {
			continue
		}
		if names[f.Value.Why] == nil {
			order = append(order, f.Value.Why)
		}
		names[f.Value.Why] = append(names[f.Value.Why], f.Name)
	}
	var notes []string
	for _, why := range order {
		notes = append(notes, "— "+why+"："+strings.Join(names[why], "、"))
	}
	return notes
}
