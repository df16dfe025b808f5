package bulletin

import (
	"cmp"
	"slices"
	"strings"
)

// A Table is ready to be printed. Widths are shares of the page.
type Table struct {
	Name    []Run
	Columns []Column
	Rows    []Row
	Note    []Run
}

// A Column has a head, a share of the width, and numbers or not.
type Column struct {
	Head  string
	Width int
	Right bool
}

// A Row is its cells; the total is stronger.
type Row struct {
	Cells  [][]Run
	Strong bool
}

// tables are what a line of the template may show as tables, with its text as the caption.
var tables = map[string]func(b *book, lang string) []Table{
	"table_targets":     func(b *book, lang string) []Table { return b.figureTable(lang, true) },
	"table_monitored":   func(b *book, lang string) []Table { return b.figureTable(lang, false) },
	"table_departments": (*book).departmentTable,
	"table_indicators":  (*book).placeTables,
	"table_ledger":      (*book).ledgerTable,
	"table_evaluation":  (*book).scoreTables,
	"table_reporting":   (*book).reportingTable,
	"table_accounting":  (*book).accountingTable,
	"table_revisions":   (*book).revisionTable,
}

// column makes a column; widths are relative.
func column(lang, zh, en string, width int, right bool) Column {
	if lang == "en" {
		return Column{en, width, right}
	}
	return Column{zh, width, right}
}

// orMissing is a cell that says that nothing is there.
func orMissing(runs []Run) []Run {
	if len(runs) == 0 {
		return words(missing)
	}
	return runs
}

func statusWords(f figure, lang string) []Run {
	for _, s := range []struct{ code, zh, en string }{{"met", "达到目标", "met"}, {"on_track", "按序时", "on track"}, {"behind", "落后", "behind"},
		{"missed", "未达目标", "missed"}, {"no_data", "无数据", "no data"}, {"no_target", "未设目标", "no target"}} {
		if s.code != f.Status {
			continue
		}
		runs := f.place().text("status", s.zh)
		if lang == "en" {
			runs = f.place().text("status", s.en)
		}
		runs[0].Source = nil // the word stands for a code
		return runs
	}
	return nil
}

// signedChange is a difference with its sign, as a table shows it.
func (f figure) signedCell(columnName string, by numberOf) []Run {
	n := by(f)
	runs := f.place().number(columnName, n, f.Decimals)
	if len(runs) > 0 && n.Sign() > 0 && !vanishes(n, f.Decimals) {
		runs[0].Text = "+" + runs[0].Text
	}
	return runs
}

// figureTable is the region's figures: those with a target, or the others.
func (b *book) figureTable(lang string, withTarget bool) []Table {
	span := spans[cmp.Or(b.head.PeriodKind, "quarter")]
	t := Table{Columns: []Column{column(lang, "指标", "indicator", 48, false), column(lang, "单位", "unit", 14, false)}}
	if withTarget {
		t.Columns = append(t.Columns, column(lang, "目标", "target", 30, false))
	}
	t.Columns = append(t.Columns, column(lang, span.this, span.thisEn, 22, true), column(lang, span.before, span.beforeEn, 22, true), column(lang, "增减", "change", 20, true))
	if withTarget {
		t.Columns = append(t.Columns, column(lang, "差距", "gap", 22, true), column(lang, "完成情况", "status", 26, false))
	}
	for _, f := range b.figuresOf(b.head.Region) {
		if f.hasTarget() != withTarget || !withTarget && !f.Value.Valid {
			continue
		}
		unit := at("dim_indicator", "indicator", f.indicatorRow.Indicator, "version", f.indicatorRow.Version).text("unit", f.Unit)
		cells := [][]Run{f.name().in(lang, 0), unit}
		if withTarget {
			cells = append(cells, orMissing(b.targetPhrase(f).in(lang, 0)))
		}
		cells = append(cells, orMissing(b.bareValue(f, lang)), orMissing(f.place().number("previous", f.Previous, f.Decimals)), orMissing(f.signedCell("change", changeOf)))
		if withTarget {
			cells = append(cells, orMissing(f.signedCell("gap", gapOf)), statusWords(f, lang))
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// bareValue is a value under a head that gives the unit.
func (b *book) bareValue(f figure, lang string) []Run {
	if f.yesNo() {
		return b.valuePhrase(f).in(lang, 0)
	}
	return f.place().number("value", f.Value, f.Decimals)
}

// departmentTable is how many of the tasks that each department leads stand at which light.
func (b *book) departmentTable(lang string) []Table {
	t := Table{Columns: []Column{column(lang, "牵头单位", "department", 50, false), column(lang, "牵头任务", "tasks led", 20, true)}}
	states := []struct {
		state, column string
		of            func(departmentRow) int
	}{{"done", "led_done", func(r departmentRow) int { return r.Done }}, {"closed", "led_closed", func(r departmentRow) int { return r.Closed }},
		{"on_track", "led_on_track", func(r departmentRow) int { return r.OnTrack }}, {"warning", "led_warning", func(r departmentRow) int { return r.Warning }},
		{"overdue", "led_overdue", func(r departmentRow) int { return r.Overdue }}, {"not_due", "led_not_due", func(r departmentRow) int { return r.NotDue }},
		{"suspended", "led_suspended", func(r departmentRow) int { return r.Suspended }}, {"no_data", "led_no_data", func(r departmentRow) int { return r.NoData }}}
	states = slices.DeleteFunc(states, func(s struct {
		state, column string
		of            func(departmentRow) int
	}) bool {
		return !slices.ContainsFunc(b.offices, func(r departmentRow) bool { return s.of(r) > 0 })
	})
	for _, s := range states {
		zh, en := b.stateWords(s.state)
		t.Columns = append(t.Columns, column(lang, zh, en, 16, true))
	}
	for _, r := range b.offices {
		row := at("mart_department", "org", r.Org, "period", r.Period)
		cells := [][]Run{b.org(r.Org).in(lang, 0), row.whole("led", r.Led)}
		for _, s := range states {
			cells = append(cells, row.whole(s.column, s.of(r)))
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// stateWords names the lights of one meaning as the programme does: 红牌、橙牌.
func (b *book) stateWords(state string) (zh, en string) {
	var all, allEn []string
	for _, l := range b.lights {
		if l.State == state && !slices.Contains(all, l.Text) {
			all, allEn = append(all, l.Text), append(allEn, l.TextEn)
		}
	}
	return cmp.Or(strings.Join(all, "、"), state), cmp.Or(strings.Join(allEn, ", "), state)
}
