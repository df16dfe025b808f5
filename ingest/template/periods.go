package template

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"yigai/internal/beijing"
	"yigai/programme"
)

// spanWords are what texts call a period of one length.
type spanWords struct {
	report string // of the workbook
	this   string // the period that is reported
	months string // how much it covers
	last   string // its last day
	ytd    string // how a year-to-date value runs
}

// spanOf gives the words of a quarter, a half-year or a year.
func spanOf(p programme.Period) spanWords {
	switch p.Add(1).First().Sub(p.First()).Hours() / 24 {
	case 90, 91, 92:
		return spanWords{"季度报表", "本季度", "三个月", "季度最后一天", "从1月1日算到本季度末，只会增加"}
	case 181, 182, 183, 184:
		return spanWords{"半年报表", "本半年", "六个月", "半年最后一天", "从1月1日算到本半年末，只会增加"}
	}
	return spanWords{"年度报表", "本年", "十二个月", "年末最后一天", "从1月1日算到12月31日"}
}

// basisWords say in the clerk's words which time a value covers.
func (b *Book) basisWords(basis string) string {
	switch basis {
	case "quarter":
		return spanOf(b.in.Form.Period).this + "发生数"
	case "ytd":
		return "本年累计数"
	case "point":
		return "期末时点数"
	}
	return "年度数"
}

// timesCovered explains those words.
func (b *Book) timesCovered() string {
	w := spanOf(b.in.Form.Period)
	return fmt.Sprintf("%s发生数：只算%s%s；本年累计数：%s；期末时点数：%s的存量；年度数：一年报一次。", w.this, w.this, w.months, w.ytd, w.last)
}

// days is the calendar of this workbook's reporter and period.
func (b *Book) days() programme.Days {
	return b.in.Pack.DaysOf(b.in.Form.Reporter, b.in.Form.Period)
}

// isEarly says whether the figures are asked for before the period has ended.
func (b *Book) isEarly() bool {
	return !b.in.Pack.IsHistory(b.in.Form.Period) && b.days().DataTo.Before(b.in.Form.Period.Last())
}

// cutOffDay is what the cover's 数据截止日期 says where nobody wrote another day.
func (b *Book) cutOffDay() time.Time {
	if b.isEarly() {
		return b.days().DataTo.Time
	}
	return b.in.Form.Period.Last()
}

// nature is what the cover's 数据性质 says at first: "" where the clerk must say it.
func (b *Book) nature() string {
	switch first := b.in.Pack.Programme.Calendar.FirstReport; {
	case b.in.Pack.IsHistory(b.in.Form.Period) || first == "":
		return ""
	case b.days().FinalDue.IsZero():
		return Natures[1]
	}
	return Natures[0]
}

// coverHint is the hint beside an input of the cover, where it depends on the calendar.
func (b *Book) coverHint(label, otherwise string) string {
	last, days := b.in.Form.Period.Last(), b.days()
	switch {
	case label == LabelCutOff && b.isEarly():
		return fmt.Sprintf("＊必填。本期数据算到 %s；实际截数日期不同的写实际日期", days.DataTo)
	case label == LabelCutOff:
		return "＊必填。一般为报告期最后一天；提前截数的写实际日期，如 " + last.AddDate(0, 0, -6).Format(time.DateOnly)
	case label == LabelNature && b.nature() == Natures[0] && !days.FinalDue.IsZero():
		return fmt.Sprintf("＊必填。先报“初报”；数字核定以后，于%s前选“终报”再报一次", beijing.Day(days.FinalDue.Time))
	case label == LabelFilledOn:
		return "＊必填。写成 " + last.AddDate(0, 0, 8).Format(time.DateOnly) + " 的样子"
	}
	return otherwise
}

// calendarCaveat is what the pack says when the document does not fix the due day.
func (b *Book) calendarCaveat() string {
	if !DueIsAssumed(b.in.Pack) {
		return ""
	}
	return "（报送日期为暂定，" + Document(b.in.Pack) + "原文未作规定。）"
}

// DueIsAssumed says whether the pack, and not its document, sets the due day.
func DueIsAssumed(p *programme.Pack) bool {
	return slices.ContainsFunc(p.Programme.Assumed, func(a programme.Assumption) bool {
		return slices.Contains(a.About, "calendar") || slices.Contains(a.About, "calendar.due")
	})
}

// Document is what the programme calls its document: 通知, 方案.
func Document(p *programme.Pack) string { return cmp.Or(p.Programme.Words.Document, "文件") }
