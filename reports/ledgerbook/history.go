package ledgerbook

import "slices"

// history writes the lights of every period side by side, a row for each task
// and each org's part in it, and how each moved since the period before.
func (w *writer) history() error {
	b := w.b
	columns := []column[moveRow]{
		{"编号", "Task", 7, false, func(r moveRow) any { return short(r.Task) }},
		{"任务", "Duty", 34, false, func(r moveRow) any { return b.title(r.Task) }},
		{"单位", "Org", 18, false, func(r moveRow) any { return b.whose(r.Role, r.Org) }},
		{"角色", "Role", 14, false, func(r moveRow) any { return short(wordOf(roles, r.Role)) }},
	}
	first := len(columns) + 1
	for _, p := range b.lit() {
		columns = append(columns, column[moveRow]{p.Period, p.Name, 13, false, func(r moveRow) any {
			return light(b.lampText(b.moves[moveKey{p.Period, r.Task, r.Org, r.Role}].Light))
		}})
	}
	last := len(columns)
	columns = append(columns, column[moveRow]{"本期变动", "Moved this period", 16, false, func(r moveRow) any { return short(wordOf(movements, r.Movement)) }})
	s, err := w.newSheet(w.names.fixed(sheetHistory), "历期的灯", "Lights of every period", widthsOf(columns))
	if err != nil {
		return err
	}
	header := fillTable(s, columns, b.moveOrder, func(r moveRow) style {
		if r.Role == "all" {
			return wholeRow + styleText
		}
		return styleText
	})
	s.filter(header, 3)
	s.lit(first, header+1, last, s.row)
	return s.finish()
}

// lit are the periods that have lights.
func (b *book) lit() []periodRow {
	return slices.DeleteFunc(slices.Clone(b.periods), func(p periodRow) bool {
		for key := range b.moves {
			if key.period == p.Period {
				return false
			}
		}
		return true
	})
}
