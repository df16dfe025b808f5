package bulletin

import (
	"cmp"
	"fmt"
	"slices"
)

// cutRows keeps the first rows, and says how many more there are.
func cutRows(p *Part, most int) {
	if more := len(p.Rows) - most; more > 0 {
		p.Rows = p.Rows[:most]
		p.More, p.Unit = fmt.Sprintf("%d", more), cmp.Or(p.Unit, "项")
	}
}

// redTasks are the overdue tasks, then those with a warning.
func (b *book) redTasks(lang string) Part {
	p := Part{Heading: pick(lang, "逾期和预警的任务", "Tasks overdue or with a warning"), Columns: []Column{column(lang, "任务", "task", 11, false),
		column(lang, "名称", "title", 76, false), column(lang, "牵头单位", "led by", 42, false), column(lang, "完成／应完成", "done/due", 25, true), column(lang, "灯", "light", 18, false)}}
	for _, state := range []string{"overdue", "warning"} {
		for i, t := range b.taskItems(state) {
			r := b.wholeTasks(state)[i]
			p.Rows = append(p.Rows, [][]Run{t["task"].in(lang, 0), t["title"].in(lang, 0), orMissing(t["lead"].in(lang, 0)),
				together(t["done"].zh, words("／"), t["owed"].zh), together(words(shapes[r.LightState]+" "), t["light"].in(lang, 0))})
		}
	}
	if len(p.Rows) == 0 {
		return Part{Heading: p.Heading, Words: words(pick(lang, "没有。", "None."))}
	}
	cutRows(&p, briefTasks)
	return p
}

// redIndicators are the region's figures that are behind or missed, the widest gap first among those of one unit.
func (b *book) redIndicators(lang string) Part {
	p := Part{Heading: pick(lang, "落后和未达目标的指标", "Indicators behind or missed"), Columns: []Column{column(lang, "指标", "indicator", 62, false),
		column(lang, "目标", "target", 42, false), column(lang, "当前", "now", 28, true), column(lang, "增减", "change", 22, true), column(lang, "差距", "gap", 22, true)}}
	for _, f := range b.figuresOf(b.head.Region) {
		if !f.hasTarget() || f.Status != "behind" && f.Status != "missed" {
			continue
		}
		p.Rows = append(p.Rows, [][]Run{f.name().in(lang, 0), orMissing(b.targetPhrase(f).in(lang, 0)), orMissing(b.valuePhrase(f).in(lang, 0)),
			orMissing(f.signedCell("change", changeOf)), orMissing(f.signedCell("gap", gapOf))})
	}
	if len(p.Rows) == 0 {
		return Part{Heading: p.Heading, Words: words(pick(lang, "没有。", "None."))}
	}
	cutRows(&p, briefBehind)
	return p
}

// briefPlaces are those with most indicators behind.
func (b *book) briefPlaces(lang string) Part {
	p := Part{Heading: pick(lang, "落后指标较多的单位", "Places with most indicators behind"), Second: true, Unit: "个", Columns: []Column{column(lang, "单位", "place", 44, false),
		column(lang, "项数", "number", 11, true), column(lang, "指标", "indicators", 119, false)}}
	for _, one := range b.placesBehind() {
		count := countIndicators(one.weak, one.org, b.period.Period, "behind|missed")
		p.Rows = append(p.Rows, [][]Run{b.org(one.org).in(lang, 0), count, indicatorNames(one.weak, count).in(lang, 2)})
	}
	if len(p.Rows) == 0 {
		return Part{Heading: p.Heading, Second: true, Words: words(pick(lang, "没有。", "None."))}
	}
	cutRows(&p, briefPlaces)
	return p
}

// silent names who has not reported, and who came late.
func (b *book) silent(lang string, once item) Part {
	p := Part{Heading: pick(lang, "报送情况", "Reporting")}
	for _, s := range []struct{ name, zh, en string }{{"missing", "未报送：", "Not reported: "}, {"late", "迟报：", "Late: "}} {
		names := once[s.name+"_names"]
		if !names.holds() {
			continue
		}
		p.Words = together(p.Words, words(pick(lang, s.zh, s.en)), names.in(lang, briefNames), words(pick(lang, "。", ". ")))
	}
	if len(p.Words) == 0 {
		p.Words = words(pick(lang, "应报单位全部及时报送。", "All units reported on time."))
	}
	return p
}

// briefTable is how the region stands against its targets, those behind first;
// where there are few, other figures fill the page up to most rows.
func (b *book) briefTable(lang string, most int) Part {
	span := spans[cmp.Or(b.head.PeriodKind, "quarter")]
	p := Part{Heading: pick(lang, "主要指标", "Main indicators"), Columns: []Column{column(lang, "指标", "indicator", 62, false), column(lang, "目标", "target", 42, false),
		column(lang, span.this, span.thisEn, 28, true), column(lang, "增减", "change", 20, true), column(lang, "完成情况", "status", 22, false)}}
	figures := keep(b.figuresOf(b.head.Region), figure.hasTarget)
	order := []string{"missed", "behind", "no_data", "on_track", "met"}
	slices.SortStableFunc(figures, func(x, y figure) int {
		return cmp.Compare(slices.Index(order, x.Status), slices.Index(order, y.Status))
	})
	figures = append(figures, keep(b.figuresOf(b.head.Region), func(f figure) bool { return !f.hasTarget() && f.Value.Valid })...)
	for _, f := range figures {
		p.Rows = append(p.Rows, [][]Run{f.name().in(lang, 0), orMissing(b.targetPhrase(f).in(lang, 0)), orMissing(b.valuePhrase(f).in(lang, 0)),
			orMissing(f.signedCell("change", changeOf)), statusWords(f, lang)})
	}
	if len(p.Rows) == 0 {
		return Part{}
	}
	cutRows(&p, most)
	return p
}
