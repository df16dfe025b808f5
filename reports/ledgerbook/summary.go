package ledgerbook

import (
	"fmt"
	"slices"
)

// summary writes the first sheet: how many tasks stand at each light and how
// that changed, the same for every period and for every department, as tables
// and as charts beside them.
func (w *writer) summary() error {
	widths := []float64{24}
	for range max(6, len(w.b.lamps)+1) {
		widths = append(widths, 12)
	}
	s, err := w.newSheet(w.names.fixed(sheetSummary), w.b.head.ShortTitle+"台账汇总", "Summary of the task ledger", widths)
	if err != nil {
		return err
	}
	s.alone(styleParagraph, w.b.lead())
	w.moved(s)
	w.byPeriod(s)
	w.byOffice(s)
	return s.finish()
}

// lead says in a sentence how the tasks stand.
func (b *book) lead() string {
	total, parts := 0, ""
	for _, c := range b.countsOf(b.head.Period, b.head.Region) {
		if total += c.Count; c.Count > 0 {
			parts += fmt.Sprintf("；%s %d 项", b.lampText(c.Light), c.Count)
		}
	}
	text := fmt.Sprintf("%s，整项任务 %d 项（分项不另计）%s。", b.period.Name, total, parts)
	for _, c := range b.countsOf(b.head.Period, b.head.Region) {
		if c.Entered > 0 {
			text += fmt.Sprintf("较上期转入%s %d 项。", b.lampText(c.Light), c.Entered)
		}
	}
	return text
}

// countsOf are the counts of an org in the order of the lights; a light without
// any has zeroes.
func (b *book) countsOf(period, org string) (counts []countRow) {
	for _, l := range b.lamps {
		found := countRow{Light: l.code}
		for _, c := range b.counts {
			if c.Period == period && c.Org == org && c.Light == l.code {
				found = c
			}
		}
		counts = append(counts, found)
	}
	return counts
}

// moved writes how many tasks came to each light and left it.
func (w *writer) moved(s *sheet) {
	s.skip(1)
	s.alone(styleSection, "整项任务的灯及其变动　Whole tasks by light, and how they moved")
	s.header([]string{"灯", "本期", "转入", "新入台账", "随移交", "未变", "转出"}, []string{"Light", "This period", "Entered", "New", "Moved", "Unchanged", "Left"})
	first := s.row + 1
	var sum countRow
	for _, c := range w.b.countsOf(w.b.head.Period, w.b.head.Region) {
		s.line(styleText, light(w.b.lampText(c.Light)), c.Count, c.Entered, c.New, c.Moved, c.Unchanged, c.Left)
		sum.Count, sum.Entered, sum.New, sum.Moved, sum.Unchanged, sum.Left = sum.Count+c.Count, sum.Entered+c.Entered, sum.New+c.New, sum.Moved+c.Moved, sum.Unchanged+c.Unchanged, sum.Left+c.Left
	}
	s.lit(1, first, 1, s.row)
	s.line(wholeRow+styleText, "合计 Total", sum.Count, sum.Entered, sum.New, sum.Moved, sum.Unchanged, sum.Left)
}

// A bar is one row of a table of lights: who or when, and its counts.
type bar struct {
	name   string
	counts []countRow
}

// byPeriod writes the lights of every period.
func (w *writer) byPeriod(s *sheet) {
	var bars []bar
	for _, p := range w.b.lit() {
		bars = append(bars, bar{p.Name, w.b.countsOf(p.Period, w.b.head.Region)})
	}
	s.newPage()
	s.alone(styleSection, "各期整项任务的灯　Whole tasks by light in every period")
	w.bars(s, bars, false, w.b.periodFinding())
}

// byOffice writes the lights of every department.
func (w *writer) byOffice(s *sheet) {
	var bars []bar
	for _, o := range w.b.offices {
		bars = append(bars, bar{w.b.shortName(o.Org), w.b.countsOf(w.b.head.Period, o.Org)})
	}
	if len(bars) == 0 {
		return
	}
	s.newPage()
	s.alone(styleSection, "各部门牵头和配合任务的灯　Tasks led and assisted, by department")
	w.bars(s, bars, true, w.b.officeFinding(bars))
}

// bars writes a table of counts, and under it the chart of it.
func (w *writer) bars(s *sheet, bars []bar, flat bool, finding string) {
	lamps := w.b.used(bars)
	zh, en := []string{"报告期"}, []string{"Period"}
	if flat {
		zh[0], en[0] = "单位", "Org"
	}
	for _, l := range lamps {
		zh, en = append(zh, w.b.lampText(l.code)), append(en, l.en)
	}
	s.header(append(zh, "合计"), append(en, "Total"))
	header := s.row - 1
	s.lit(2, header, 1+len(lamps), header)
	for _, r := range bars {
		values, total := []any{r.name}, 0
		for _, l := range lamps {
			n := r.count(l.code)
			values, total = append(values, n), total+n
		}
		s.line(styleText, append(values, total)...)
	}
	w.chart(s, picture{header: header, bars: len(bars), lamps: lamps, flat: flat, finding: finding})
}

// used are the lights that some bar has.
func (b *book) used(bars []bar) []lamp {
	return slices.DeleteFunc(slices.Clone(b.lamps), func(l lamp) bool {
		return !slices.ContainsFunc(bars, func(r bar) bool { return r.count(l.code) > 0 })
	})
}

func (r bar) count(light string) (n int) {
	for _, c := range r.counts {
		if c.Light == light {
			n += c.Count
		}
	}
	return n
}

// periodFinding is what the chart of periods shows, in words.
func (b *book) periodFinding() string {
	return b.period.Name + "：" + b.alarms(b.countsOf(b.head.Period, b.head.Region))
}

// alarms counts the tasks that ask somebody to act.
func (b *book) alarms(counts []countRow) string {
	overdue, warned, total := 0, 0, 0
	for _, c := range counts {
		total += c.Count
		switch b.lampOf(c.Light).State {
		case "overdue":
			overdue += c.Count
		case "warning":
			warned += c.Count
		}
	}
	return fmt.Sprintf("%d 项任务中逾期 %d 项、预警 %d 项", total, overdue, warned)
}

// officeFinding is what the chart of departments shows, in words: who has the
// most overdue tasks.
func (b *book) officeFinding(bars []bar) string {
	overdue := func(r bar) (n int) {
		for _, c := range r.counts {
			if b.lampOf(c.Light).State == "overdue" {
				n += c.Count
			}
		}
		return n
	}
	worst := slices.MaxFunc(bars, func(x, y bar) int { return overdue(x) - overdue(y) })
	if overdue(worst) == 0 {
		return b.period.Name + "：各部门没有逾期的任务"
	}
	return fmt.Sprintf("%s：%s 的逾期任务最多，%d 项", b.period.Name, worst.name, overdue(worst))
}
