package ledgerbook

import (
	"cmp"
	"strings"
)

// decisions writes what named people decided about tasks, and beside it what
// was computed by the original deadline. What is public has no persons and no
// reasons: only where deadline or light differ.
func (w *writer) decisions() error {
	if w.b.public {
		return w.changed()
	}
	b := w.b
	columns := []column[decisionRow]{
		{"日志序号", "Journal", 8, false, func(r decisionRow) any { return r.Seq }},
		{"生效日", "Day", 12, false, func(r decisionRow) any { return r.Day }},
		{"决定", "Decision", 18, false, func(r decisionRow) any { return b.decided(r) }},
		{"编号", "Task", 7, false, func(r decisionRow) any { return short(r.Task) }},
		{"任务", "Duty", 26, false, func(r decisionRow) any { return cmp.Or(b.tasks[r.Task].Title, r.Title, r.Task) }},
		{"单位", "Org", 18, false, func(r decisionRow) any { return b.decidedFor(r) }},
		{"原定时限", "Due originally", 12, false, func(r decisionRow) any { return b.rowOf(r.Task, r.Org).DueOriginal }},
		{"新的时限", "New deadline", 12, false, func(r decisionRow) any { return r.Due }},
		{columnComputed, "Light by the original deadline", 12, false, func(r decisionRow) any { return light(b.lampText(b.rowOf(r.Task, r.Org).Computed)) }},
		{columnLight, "Light as decided", 12, false, func(r decisionRow) any { return light(b.lampText(b.rowOf(r.Task, r.Org).Light)) }},
		{"决定人", "By", 14, false, func(r decisionRow) any { return r.By }},
		{"理由", "Reason", 28, false, func(r decisionRow) any { return strings.Join(notEmpty(r.Reason, r.Text), "\n") }},
		{"依据文件", "Document", 22, false, func(r decisionRow) any { return r.Document }},
		{"佐证材料", "Evidence", 18, false, func(r decisionRow) any { return r.Evidence }},
		{"撤回", "Withdrawn", 26, false, func(r decisionRow) any { return withdrawn(r) }},
	}
	s, err := w.newSheet(w.names.fixed(sheetDecisions), "对任务的决定", "Decisions about tasks", widthsOf(columns))
	if err != nil {
		return err
	}
	header := fillTable(s, columns, b.decisions, plain)
	s.filter(header, 3)
	for _, name := range []string{columnComputed, columnLight} {
		s.lit(at(columns, name), header+1, at(columns, name), s.row)
	}
	if len(b.decisions) == 0 {
		s.alone(styleParagraph, "到本期为止没有对任务的决定。No decision about a task up to this period.")
	}
	return s.finish()
}

// decided is the word for a decision; what was withdrawn is struck out.
func (b *book) decided(r decisionRow) any {
	text := strings.TrimSpace(wordOf(kinds, r.Kind) + " " + wordOf(verdicts, r.Verdict))
	if r.Late {
		text += "（截止日后记入 entered late）"
	}
	if r.Withdrawn {
		return struck(text)
	}
	return text
}

func (b *book) decidedFor(r decisionRow) string {
	switch {
	case r.ToOrg != "":
		return b.orgName(r.Org) + " → " + b.orgName(r.ToOrg)
	case r.Org == "":
		return b.whose("all", b.head.Region)
	}
	return b.orgName(r.Org)
}

func withdrawn(r decisionRow) string {
	if !r.Withdrawn {
		return ""
	}
	return strings.Join(notEmpty("已撤回 withdrawn", r.TakenOn.String(), r.TakenBy, r.TakenWhy), "，")
}

// rowOf is the row of the ledger that a decision about a task and org changes:
// the org's own, else that of the whole.
func (b *book) rowOf(task, org string) (found ledgerRow) {
	for _, r := range b.ledger {
		if r.Task != task {
			continue
		}
		if r.Role == "all" {
			found = r
		} else if r.Org == org {
			return r
		}
	}
	return found
}

// changed lists the rows of the ledger that a decision changed.
func (w *writer) changed() error {
	b := w.b
	columns := []column[taskLine]{
		{"序号", "No.", 6, false, func(r taskLine) any { return r.nth }},
		{"编号", "Task", 7, false, func(r taskLine) any { return short(r.Task) }},
		{"任务", "Duty", 40, false, func(r taskLine) any { return b.title(r.Task) }},
		{"单位", "Org", 20, false, func(r taskLine) any { return b.whose(r.Role, r.Org) }},
		{"角色", "Role", 14, false, func(r taskLine) any { return short(wordOf(roles, r.Role)) }},
		{"原定时限", "Due originally", 13, false, func(r taskLine) any { return r.DueOriginal }},
		{"现行时限", "Due", 13, false, func(r taskLine) any { return r.Due }},
		{columnComputed, "Light by the original deadline", 14, false, func(r taskLine) any { return light(b.lampText(r.Computed)) }},
		{columnLight, "Light as decided", 14, false, func(r taskLine) any { return light(b.lampText(r.Light)) }},
		{"销号申请、审核", "Closing", 20, false, func(r taskLine) any { return short(wordOf(closings, r.Closing)) }},
		{"销号日期", "Closed on", 13, false, func(r taskLine) any { return r.ClosedOn }},
	}
	s, err := w.newSheet(w.names.fixed(sheetDecisions), "决定改变了的期限和灯", "Deadlines and lights that decisions changed", widthsOf(columns))
	if err != nil {
		return err
	}
	lines := b.lines(func(r ledgerRow) bool {
		return r.Due != r.DueOriginal || r.Light != r.Computed || r.Closing != "" || r.Suspended || r.Extended > 0
	})
	header := fillTable(s, columns, lines, plain)
	s.filter(header, 3)
	w.colour(s, columns, header)
	if len(lines) == 0 {
		s.alone(styleParagraph, "没有因决定而改变的期限和灯。No deadline and no light was changed by a decision.")
	}
	return s.finish()
}
