package ledgerbook

import (
	"fmt"
	"slices"
)

// departments writes a sheet for each department, and each region with duties
// of its own: what it leads and what it assists in, the next due first.
func (w *writer) departments() error {
	for _, o := range w.b.offices {
		if err := w.department(o); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) department(o officeRow) error {
	columns := shown(w.b.officeColumns(), w.b.public)
	name, org := w.names.unique(w.b.shortName(o.Org)), w.b.orgs[o.Org]
	s, err := w.newSheet(name, w.b.orgName(o.Org)+"承担的任务", org.NameEn, widthsOf(columns))
	if err != nil {
		return err
	}
	s.printed = printed(columns)
	s.alone(styleParagraph, w.b.officeLead(o))
	for _, part := range []struct{ role, zh, en string }{{"lead", "牵头的任务", "leads"}, {"assist", "配合的任务", "assists in"}} {
		lines := w.b.lines(func(r ledgerRow) bool { return r.Org == o.Org && r.Role == part.role })
		if len(lines) == 0 {
			continue
		}
		slices.SortStableFunc(lines, func(x, y taskLine) int { return soonFirst(x) - soonFirst(y) })
		for i := range lines {
			lines[i].nth = i + 1
		}
		s.skip(1)
		s.alone(styleSection, fmt.Sprintf("%s（连分项 %d 行）　%s", part.zh, len(lines), part.en))
		header := fillTable(s, columns, lines, plain)
		w.colour(s, columns, header)
	}
	return s.finish()
}

// soonFirst puts what is overdue first, then what is due soon.
func soonFirst(r taskLine) int {
	switch {
	case r.State == "overdue":
		return 0
	case r.DueSoon:
		return 1
	}
	return 2
}

// officeLead says in a sentence how many tasks the org has and what is due.
func (b *book) officeLead(o officeRow) string {
	text := fmt.Sprintf("%s，牵头 %d 项、配合 %d 项（分项不另计）", b.period.Name, o.Led, o.Assisted)
	for _, c := range b.countsOf(b.head.Period, o.Org) {
		if c.Count > 0 {
			text += fmt.Sprintf("；%s %d 项", b.lampText(c.Light), c.Count)
		}
	}
	if soon := o.LedSoon + o.HelpSoon; soon > 0 {
		return text + fmt.Sprintf("。30 天内到期 %d 项：牵头 %d 项、配合 %d 项。", soon, o.LedSoon, o.HelpSoon)
	}
	return text + "。30 天内没有到期的。"
}

// officeColumns are the columns of a department's sheet.
func (b *book) officeColumns() []column[taskLine] {
	return b.partColumns(
		column[taskLine]{"序号", "No.", 5, false, func(r taskLine) any { return r.nth }},
		column[taskLine]{"编号", "Task", 6, false, func(r taskLine) any { return short(r.Task) }},
		column[taskLine]{"任务", "Duty", 20, false, func(r taskLine) any { return b.title(r.Task) }},
	)
}
