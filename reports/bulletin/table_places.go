package bulletin

import (
	"cmp"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// numberOf is a column of a figure.
type numberOf func(figure) parquetio.Number

func changeOf(f figure) parquetio.Number { return f.Change }
func gapOf(f figure) parquetio.Number    { return f.Gap }

// placeTables are the figures with a target, place by place: one table each, the
// region's row first and recomputed from the sums, zones behind those that are ranked.
func (b *book) placeTables(lang string) []Table {
	var all []Table
	for _, f := range b.figuresOf(b.head.Region) {
		if !f.hasTarget() {
			continue
		}
		if t := b.placeTable(f, lang); len(t.Rows) > 2 {
			all = append(all, t)
		}
	}
	return all
}

// measured says whether a figure is compared with a target, or with others.
func (f figure) measured() bool { return f.hasTarget() || f.Rank > 0 && f.RankOf > 1 }

func (b *book) placeTable(region figure, lang string) Table {
	span := spans[cmp.Or(b.head.PeriodKind, "quarter")]
	t := Table{Name: region.name().in(lang, 0), Columns: []Column{
		column(lang, "单位", "unit", 38, false), column(lang, "分子", "numerator", 24, true), column(lang, "分母", "denominator", 24, true),
		column(lang, span.this, span.thisEn, 22, true), column(lang, span.before, span.beforeEn, 22, true), column(lang, "增减", "change", 18, true),
		column(lang, "上年同期", "a year before", 22, true), column(lang, "目标", "target", 34, false), column(lang, "差距", "gap", 22, true),
		column(lang, "位次", "rank", 12, true), column(lang, "完成情况", "status", 22, false)}}
	if b.period.SameLastYear == b.period.Previous || b.period.SameLastYear == "" {
		t.Columns = slices.Delete(t.Columns, 6, 7)
	}
	for _, f := range b.ranked(region) {
		t.Rows = append(t.Rows, b.placeRow(f, lang, f.Org == b.head.Region, len(t.Columns) == 11))
	}
	return t
}

// ranked are the rows of one indicator: the region, regions in it, then places
// by rank, then zones; each only where some of them are measured.
func (b *book) ranked(region figure) []figure {
	order := map[string]int{"region": 1, "place": 2, "zone": 3}
	rows := []figure{region}
	for _, o := range b.orgList {
		if order[o.Class] == 0 || o.Org == b.head.Region {
			continue
		}
		if f, found := b.figure(region.indicatorRow, o.Org, b.period.Period); found {
			rows = append(rows, f)
		}
	}
	measured := map[string]bool{}
	for _, f := range rows[1:] {
		measured[b.orgs[f.Org].Class] = measured[b.orgs[f.Org].Class] || f.measured()
	}
	rows = append(rows[:1], keep(rows[1:], func(f figure) bool { return measured[b.orgs[f.Org].Class] })...)
	slices.SortStableFunc(rows[1:], func(x, y figure) int {
		rankOf := func(f figure) int {
			if f.Rank == 0 {
				return 1 << 20
			}
			return f.Rank
		}
		return cmp.Or(cmp.Compare(order[b.orgs[x.Org].Class], order[b.orgs[y.Org].Class]), cmp.Compare(rankOf(x), rankOf(y)))
	})
	return rows
}

func (b *book) placeRow(f figure, lang string, strong, withYear bool) Row {
	name := b.org(f.Org).in(lang, 0)
	if strong {
		name = b.once()["total"].in(lang, 0)
	}
	cells := [][]Run{name, orMissing(f.place().exact("numerator", f.Numerator)), orMissing(f.place().exact("denominator", f.Denominator)),
		orMissing(b.bareValue(f, lang)), orMissing(f.place().number("previous", f.Previous, f.Decimals)), orMissing(f.signedCell("change", changeOf))}
	if withYear {
		then, found := b.figure(f.indicatorRow, f.Org, b.period.SameLastYear)
		var runs []Run
		if found {
			runs = then.place().number("value", then.Value, f.Decimals)
		}
		cells = append(cells, orMissing(runs))
	}
	var rank []Run
	if f.Rank > 0 {
		rank = f.place().whole("rank", f.Rank)
	}
	cells = append(cells, orMissing(b.targetPhrase(f).in(lang, 0)), orMissing(f.signedCell("gap", gapOf)), orMissing(rank), statusWords(f, lang))
	return Row{Cells: cells, Strong: strong}
}

// ledgerTable is every task of the document with its parts.
func (b *book) ledgerTable(lang string) []Table {
	t := Table{Columns: []Column{column(lang, "任务", "task", 14, false), column(lang, "名称", "title", 84, false), column(lang, "牵头单位", "lead", 42, false),
		column(lang, "完成时限", "due", 26, false), column(lang, "已完成项目", "done", 20, true), column(lang, "应完成项目", "owed", 20, true),
		column(lang, "灯", "light", 18, false), column(lang, "逾期天数", "days overdue", 18, true)}}
	for _, r := range b.ledger {
		if r.Role != "all" {
			continue
		}
		task, row := b.task(r.Task), at("mart_ledger", "task", r.Task, "org", r.Org, "period", r.Period, "role", r.Role)
		lead := words(missing)
		if task.Lead != "" {
			lead = b.org(task.Lead).in(lang, 0)
		}
		days := words(missing)
		if r.DaysOverdue > 0 {
			days = row.whole("days_overdue", r.DaysOverdue)
		}
		dim := at("dim_task", "task", task.Task)
		t.Rows = append(t.Rows, Row{Strong: task.Parent == "" && r.LightState == "overdue", Cells: [][]Run{dim.text("task", task.Task), pair(dim, "title", task.Title, task.TitleEn).in(lang, 0), lead,
			orMissing(row.text("due", r.Due.String())), row.whole("measures_done", r.Done), row.whole("measures_due", r.Owed),
			pair(row, "light_text", r.LightText, r.LightTextEn).in(lang, 0), days}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// scoreTables are the final scores of places and regions; of institutions the grades alone are told.
func (b *book) scoreTables(lang string) []Table {
	var all []Table
	for _, group := range []string{"region", "place", "zone"} {
		t := Table{Columns: []Column{column(lang, "位次", "rank", 16, true), column(lang, "单位", "unit", 70, false), column(lang, "得分", "score", 30, true), column(lang, "等次", "grade", 30, false)}}
		rows := keep(slices.Clone(b.scores), func(s evaluationRow) bool { return s.Class == group })
		slices.SortStableFunc(rows, func(x, y evaluationRow) int { return y.Score.Cmp(x.Score) })
		for _, s := range rows {
			row := at("mart_evaluation", "scheme", s.Scheme, "org", s.Org, "period", s.Period, "stage", s.Stage)
			rank := words(missing)
			if s.Rank > 0 {
				rank = row.whole("rank", s.Rank)
			}
			o := b.orgs[s.Org]
			t.Name = pair(at("dim_org", "org", s.Org), "kind_name", o.KindName, o.KindNameEn).in(lang, 0)
			t.Rows = append(t.Rows, Row{Cells: [][]Run{rank, b.org(s.Org).in(lang, 0), marks(row, s), orMissing(pair(row, "grade", s.Grade, s.GradeEn).in(lang, 0))}})
		}
		if group == "place" && len(t.Rows) > 0 {
			places := b.once()["places"]
			t.Name = places.in(lang, 0)
		}
		if len(t.Rows) > 0 {
			all = append(all, t)
		}
	}
	return all
}

// reportingTable is who reported, when and how completely.
func (b *book) reportingTable(lang string) []Table {
	t := Table{Columns: []Column{column(lang, "单位", "unit", 50, false), column(lang, "报送情况", "state", 22, false), column(lang, "报送日期", "received", 30, false),
		column(lang, "迟报天数", "days late", 20, true), column(lang, "必填项", "cells asked", 20, true), column(lang, "已填项", "cells filled", 20, true), column(lang, "版次", "revision", 14, true)}}
	names := map[string][2]string{"on_time": {"及时", "on time"}, "late": {"迟报", "late"}, "missing": {"未报送", "missing"}}
	for _, r := range b.reporting {
		row := at("mart_reporting", "period", r.Period, "org", r.Org)
		state := names[r.State][0]
		if lang == "en" {
			state = names[r.State][1]
		}
		days, revision := words(missing), words(missing)
		if r.DaysLate > 0 {
			days = row.whole("days_late", r.DaysLate)
		}
		if r.Revision > 0 {
			revision = row.whole("revision", r.Revision)
		}
		t.Rows = append(t.Rows, Row{Strong: r.State == "missing", Cells: [][]Run{b.org(r.Org).in(lang, 0), words(state), orMissing(row.text("received_on", r.ReceivedOn.String())), days,
			row.whole("cells_expected", r.CellsExpected), row.whole("cells_reported", r.CellsReported), revision}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// accountingTable shows that no file was lost: what was received is the sum of the rest.
func (b *book) accountingTable(lang string) []Table {
	if len(b.files) == 0 {
		return nil
	}
	t, one := Table{}, Row{}
	for _, s := range []struct{ state, zh, en string }{{"received", "收到", "received"}, {"accepted", "接受", "accepted"}, {"refused", "拒收", "refused"},
		{"superseded", "被替换", "superseded"}, {"quarantined", "无法识别", "quarantined"}, {"attached", "附件", "attached"}, {"bundle", "压缩包（另计）", "bundles, apart"}} {
		t.Columns = append(t.Columns, column(lang, s.zh, s.en, 22, true))
		one.Cells = append(one.Cells, at("mart_accounting", "state", s.state).sum("files", b.files[s.state]))
	}
	t.Rows = []Row{one}
	return []Table{t}
}

// title is the plain title of a document.
func (d Document) title() string { return strings.TrimSpace(plain(d.Title)) }
