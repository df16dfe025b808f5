package template

import (
	"fmt"
	"strings"
	"time"

	"yigai/programme"
)

// sampleMark stands before titles of workbooks with made-up entries.
func (b *Book) sampleMark() string {
	if b.in.Fill.Sample {
		return "【样例数据】"
	}
	return ""
}

// footer is the line at the foot of each printed page, in the library's codes.
func (b *Book) footer() string {
	left := strings.ReplaceAll(b.sampleMark()+b.in.Form.Reporter.Name+" "+b.in.Form.Period.String(), "&", "&&")
	return "&L" + left + "&C第 &P 页，共 &N 页&R" + strings.ReplaceAll(b.in.Version, "&", "&&")
}

// subtitle says of whom and when a sheet speaks.
func (b *Book) subtitle(more string) string {
	form := b.in.Form
	text := fmt.Sprintf("%s（%s）　%s", form.Reporter.Name, form.Reporter.Code, form.Period.Name())
	if more != "" {
		text += "　" + more
	}
	return b.sampleMark() + text
}

// describeElement is what stands under 口径: time covered, the task measured,
// then the definition.
func (b *Book) describeElement(e programme.Element) string {
	words := b.basisWords(e.Basis)
	if task := measuredTask(b.in.Pack, e.Code); task != "" {
		words += "·任务 " + task
	}
	if e.Definition == "" {
		return words
	}
	return fmt.Sprintf("【%s】%s", words, e.Definition)
}

// demands says what an entry must be: 必填；整数；不小于 0.
func demands(l programme.Line) string {
	words := []string{"选填"}
	if l.Required {
		words[0] = "＊必填"
	}
	return strings.Join(append(words, limits(l.Element)...), "；")
}

// limits says what an entry may be, in words.
func limits(e programme.Element) []string {
	if e.ValueType == "yes_no" {
		return []string{"选“是”或“否”"}
	}
	words := []string{"整数"}
	if e.Decimals > 0 {
		words[0] = fmt.Sprintf("最多 %d 位小数", e.Decimals)
	}
	switch {
	case e.Min != nil && e.Max != nil:
		words = append(words, fmt.Sprintf("%s 至 %s", e.Min.Grouped(), e.Max.Grouped()))
	case e.Min != nil:
		words = append(words, "不小于 "+e.Min.Grouped())
	case e.Max != nil:
		words = append(words, "不大于 "+e.Max.Grouped())
	}
	return words
}

// dueDay is the last day on which the workbook counts as sent in time.
func (b *Book) dueDay() time.Time {
	return b.days().Due.Time
}

// sectionOf is the heading an element stands under: the group of the first
// indicator computed from it, or one heading for all measures of tasks.
func sectionOf(p *programme.Pack, element string) string {
	for _, t := range p.Formulas {
		if t.Element != element {
			continue
		}
		for _, i := range p.Indicators {
			if i.Code == t.Indicator && i.Group != "" {
				return i.Group
			}
		}
	}
	if measuredTask(p, element) != "" {
		return "任务衡量项目"
	}
	return "其他"
}

// measuredTask is the task that an element measures, or "".
func measuredTask(p *programme.Pack, element string) string {
	for _, m := range p.Measures {
		if m.Element == element {
			return m.Task
		}
	}
	return ""
}
