package ledgerbook

import (
	"fmt"
	"slices"
)

// A taskLine is a row of the ledger with its place in it.
type taskLine struct {
	nth int
	ledgerRow
}

// Names of columns that conditional formats look for.
const (
	columnLight    = "状态（灯）"
	columnComputed = "按原定期限"
	columnProgress = "完成率"
	columnExpected = "应有进度"
	columnSoon     = "30 天内到期"
	columnPrevious = "上期"
)

// Columns of text may be narrow: rows are as high as their texts need. Those up
// to the person responsible are printed; the rest is for the screen.
const lastPrinted = "责任人"

// ledgerColumns are the columns of a ledger as offices keep it, one row a task.
// Telephone numbers stay in the workbooks that were sent in.
func (b *book) ledgerColumns() []column[taskLine] {
	told := func(of func(ledgerRow) string) func(taskLine) any {
		return func(r taskLine) any {
			if own := of(r.ledgerRow); own != "" {
				return own
			}
			return b.told(r.Task, of)
		}
	}
	return slices.Concat([]column[taskLine]{
		{"序号", "No.", 5, false, func(r taskLine) any { return r.nth }},
		{"编号", "Task", 6, false, func(r taskLine) any { return short(r.Task) }},
		{"任务", "Duty", 18, false, func(r taskLine) any { return b.title(r.Task) }},
		{"目标（量化）", "Goals and how far they are met", 38, false, func(r taskLine) any { return b.goals(r.Task) }},
		{"牵头单位", "Lead", 9, false, func(r taskLine) any { return b.with(r.Task, "lead") }},
		{"配合单位", "Assisting", 10, false, func(r taskLine) any { return b.with(r.Task, "assist") }},
		{"落实单位", "Implementing", 12, false, func(r taskLine) any { return b.with(r.Task, "implement") }},
	}, stateColumns(b, told), b.screenColumns())
}

// partColumns are the columns of a row about one org's part.
func (b *book) partColumns(first ...column[taskLine]) []column[taskLine] {
	own := func(of func(ledgerRow) string) func(taskLine) any {
		return func(r taskLine) any { return of(r.ledgerRow) }
	}
	return slices.Concat(first, []column[taskLine]{
		{"目标（量化）", "Goals and values", 30, false, func(r taskLine) any { return b.partGoals(r.ledgerRow) }},
	}, stateColumns(b, own), b.screenColumns())
}

// stateColumns are how far a row is: deadline, progress, light and closing. What
// was told comes through told, which picks whose words count.
func stateColumns(b *book, told func(func(ledgerRow) string) func(taskLine) any) []column[taskLine] {
	return []column[taskLine]{
		{"完成时限", "Due", 11, false, func(r taskLine) any { return r.Due }},
		{"本期进展", "Progress, as told", 24, true, told(func(r ledgerRow) string { return r.Narrative })},
		{columnProgress, "Share done", 8, false, func(r taskLine) any { return share(r.Progress) }},
		{"存在问题", "Problems", 14, true, told(func(r ledgerRow) string { return r.Problems })},
		{"下一步措施", "Next steps", 14, true, told(func(r ledgerRow) string { return r.NextSteps })},
		{"佐证材料", "Evidence", 11, true, told(func(r ledgerRow) string { return r.Evidence })},
		{columnLight, "Light", 10, false, func(r taskLine) any { return light(b.lampText(r.Light)) }},
		{"销号申请、审核", "Closing", 10, false, func(r taskLine) any { return short(wordOf(closings, r.Closing)) }},
		{"销号日期", "Closed on", 11, false, func(r taskLine) any { return r.ClosedOn }},
		{lastPrinted, "Responsible", 8, true, told(func(r ledgerRow) string { return r.Responsible })},
	}
}

// screenColumns are for those who sift the ledger on a screen.
func (b *book) screenColumns() []column[taskLine] {
	return []column[taskLine]{
		{"说明", "Remarks", 24, false, func(r taskLine) any { return b.notes(r.ledgerRow) }},
		{"已完成", "Measures done", 9, false, func(r taskLine) any { return r.Done }},
		{"应完成", "Measures owed", 9, false, func(r taskLine) any { return r.Owed }},
		{columnExpected, "Expected by now", 10, false, func(r taskLine) any { return share(r.Expected) }},
		{"原定时限", "Due originally", 12, false, func(r taskLine) any { return r.DueOriginal }},
		{columnComputed, "Light by the original deadline", 12, false, func(r taskLine) any { return light(b.lampText(r.Computed)) }},
		{columnPrevious, "Period before", 11, false, func(r taskLine) any { return light(b.lampText(b.previous(r.ledgerRow))) }},
		{"逾期天数", "Days overdue", 9, false, func(r taskLine) any { return positive(r.DaysOverdue) }},
		{"无进展期数", "Periods stalled", 10, false, func(r taskLine) any { return positive(r.Stalled) }},
		{columnSoon, "Due in 30 days", 10, false, func(r taskLine) any { return short(yes(r.DueSoon)) }},
		{"下一到期日", "Next due", 12, false, func(r taskLine) any { return r.NextDue }},
		{"任务（英文）", "Duty in English", 40, false, func(r taskLine) any { return b.tasks[r.Task].TitleEn }},
	}
}

// previous is the light of the period before, "" where there was none.
func (b *book) previous(r ledgerRow) string {
	return b.moves[moveKey{r.Period, r.Task, r.Org, r.Role}].Previous
}

// positive is a count that says nothing where it is 0.
func positive(n int) any {
	if n == 0 {
		return short("")
	}
	return n
}

func yes(holds bool) string {
	if holds {
		return "是"
	}
	return ""
}

// lines numbers the rows that are wanted.
func (b *book) lines(wanted func(ledgerRow) bool) (lines []taskLine) {
	for _, r := range b.ledger {
		if wanted(r) {
			lines = append(lines, taskLine{len(lines) + 1, r})
		}
	}
	return lines
}

// ledger writes the ledger itself: one row a task.
func (w *writer) ledger() error {
	columns := shown(w.b.ledgerColumns(), w.b.public)
	s, err := w.newSheet(w.names.fixed(sheetLedger), w.b.head.ShortTitle+"台账", "Task ledger", widthsOf(columns))
	if err != nil {
		return err
	}
	w.table(s, columns, w.b.lines(func(r ledgerRow) bool { return r.Role == "all" }), 3, plain)
	return s.finish()
}

// partsSheet writes every org's part in every task, under the row of the whole.
func (w *writer) partsSheet() error {
	b := w.b
	columns := shown(b.partColumns(
		column[taskLine]{"序号", "No.", 5, false, func(r taskLine) any { return r.nth }},
		column[taskLine]{"编号", "Task", 6, false, func(r taskLine) any { return short(r.Task) }},
		column[taskLine]{"任务", "Duty", 18, false, func(r taskLine) any { return b.title(r.Task) }},
		column[taskLine]{"单位", "Org", 12, false, func(r taskLine) any { return b.whose(r.Role, r.Org) }},
		column[taskLine]{"角色", "Role", 14, false, func(r taskLine) any { return short(wordOf(roles, r.Role)) }},
	), b.public)
	s, err := w.newSheet(w.names.fixed(sheetParts), "各单位分工和进展", "Who does what, and how far", widthsOf(columns))
	if err != nil {
		return err
	}
	w.table(s, columns, b.lines(func(ledgerRow) bool { return true }), 4, func(r taskLine) style {
		if r.Role == "all" {
			return wholeRow + styleText
		}
		return styleText
	})
	return s.finish()
}

// partGoals leaves out the goals of the whole, which stand in the ledger itself.
func (b *book) partGoals(r ledgerRow) string {
	if r.Role == "all" {
		return fmt.Sprintf("共 %d 项衡量点", r.Owed)
	}
	return b.ownGoals(r.Task, r.Org)
}

// table writes rows of the ledger with filters and the colours that follow the cells.
func (w *writer) table(s *sheet, columns []column[taskLine], lines []taskLine, fixed int, st func(taskLine) style) {
	header := fillTable(s, columns, lines, st)
	s.filter(header, fixed)
	s.printed = printed(columns)
	w.colour(s, columns, header)
}

// printed is how many of the columns are printed.
func printed(columns []column[taskLine]) int {
	return max(at(columns, lastPrinted), at(columns, "销号日期"))
}

// colour adds the conditional formats of a table of rows of the ledger.
func (w *writer) colour(s *sheet, columns []column[taskLine], header int) {
	first := header + 1
	for _, name := range []string{columnLight, columnPrevious, columnComputed} {
		if c := at(columns, name); c > 0 {
			s.lit(c, first, c, s.row)
		}
	}
	done, owed := at(columns, columnProgress), at(columns, columnExpected)
	if done > 0 && owed > 0 {
		s.when(fmt.Sprintf(`AND(ISNUMBER(%s),ISNUMBER(%s),%[1]s<%[2]s)`, "$"+cellName(done, first), "$"+cellName(owed, first)), w.alarm, done, first, done, s.row)
	}
	if soon := at(columns, columnSoon); soon > 0 {
		s.when(fmt.Sprintf(`%s="是"`, "$"+cellName(soon, first)), w.soon, soon, first, soon, s.row)
	}
}
