package bulletin

import (
	"cmp"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// lists are what a line of the template may be said of, again and again.
// Placeholders names what each of their items holds.
var lists = map[string]func(*book) []item{
	"indicators":      (*book).indicatorItems,
	"overdue":         func(b *book) []item { return b.taskItems("overdue") },
	"warnings":        func(b *book) []item { return b.taskItems("warning") },
	"places_behind":   (*book).placeItems,
	"laggards":        (*book).laggardItems,
	"late":            func(b *book) []item { return b.reporterItems("late") },
	"not_reported":    func(b *book) []item { return b.reporterItems("missing") },
	"grades":          (*book).gradeItems,
	"consequences":    (*book).consequenceItems,
	"practices":       (*book).practiceItems,
	"rectifications":  (*book).rectificationItems,
	"revisions":       (*book).revisionItems,
	"revision_causes": (*book).revisionCauses,
}

// placeItems are the places with indicators behind, most first.
func (b *book) placeItems() []item {
	var items []item
	for _, p := range b.placesBehind() {
		count := countIndicators(p.weak, p.org, b.period.Period, "behind|missed")
		items = append(items, item{"org": b.org(p.org), "count": both(count), "indicators": indicatorNames(p.weak, count)})
	}
	return items
}

// laggardItems are those who lag by the programme's own rules: an org, and what in.
func (b *book) laggardItems() []item {
	var items []item
	for i := 0; i < len(b.lagging); {
		end := i
		var codes []string
		for end < len(b.lagging) && b.lagging[end].Org == b.lagging[i].Org {
			if code := b.lagging[end].Indicator; code != "" && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
			end++
		}
		org := b.lagging[i].Org
		count := at("mart_laggard", "period", b.period.Period, "org", org).names("indicator", len(codes))
		var figures []figure
		for _, f := range b.figuresOf(org) {
			if slices.Contains(codes, f.indicatorRow.Indicator) {
				figures = append(figures, f)
			}
		}
		items = append(items, item{"org": b.org(org), "count": both(count), "indicators": indicatorNames(figures, count),
			"late_reports": flag(slices.ContainsFunc(b.lagging[i:end], func(r laggardRow) bool { return r.Indicator == "" }))})
		i = end
	}
	return items
}

func (b *book) reporterItems(state string) []item {
	var items []item
	for _, r := range b.reporting {
		if r.State != state {
			continue
		}
		row := at("mart_reporting", "period", r.Period, "org", r.Org)
		received, receivedEn := row.day("received_on", r.ReceivedOn)
		one := item{"org": b.org(r.Org), "received": {zh: received, en: receivedEn}}
		if r.DaysLate > 0 {
			one["days"] = both(row.whole("days_late", r.DaysLate))
		}
		items = append(items, one)
	}
	return items
}

// gradeItems are the grades that final scores give, for each scheme and kind of org.
func (b *book) gradeItems() []item {
	var items []item
	for i := 0; i < len(b.scores); {
		first, end := b.scores[i], i
		var names []phrase
		for end < len(b.scores) && b.scores[end].Scheme == first.Scheme && b.scores[end].Class == first.Class && b.scores[end].Grade == first.Grade {
			s := b.scores[end]
			row := at("mart_evaluation", "scheme", s.Scheme, "org", s.Org, "period", s.Period, "stage", s.Stage)
			names = append(names, join(b.org(s.Org), bracketed(phrase{zh: together(marks(row, s), words("分")), en: marks(row, s)})))
			end++
		}
		count := at("mart_evaluation", "scheme", first.Scheme, "period", first.Period, "stage", "final", "class", first.Class, "grade", first.Grade).count(end - i)
		if first.Grade != "" {
			who := pair(at("dim_org", "org", first.Org), "kind_name", b.orgs[first.Org].KindName, b.orgs[first.Org].KindNameEn)
			if first.Class == "place" {
				who = b.placesWord()
			}
			grade := at("mart_evaluation", "scheme", first.Scheme, "org", first.Org, "period", first.Period, "stage", "final")
			items = append(items, item{"grade": pair(grade, "grade", first.Grade, first.GradeEn), "count": both(count), "names": list(names, count, "个", "in all"),
				"who": who, "of_" + first.Class: flag(true)})
		}
		i = end
	}
	return items
}

// marks are a score in print: cut, never rounded up into the next grade.
func marks(row place, s evaluationRow) []Run {
	return cutMarks(row, "score", s.Score)
}

func cutMarks(row place, column string, score parquetio.Number) []Run {
	for ; score.Scale > 2; score.Scale-- {
		score.Unscaled /= 10
	}
	runs := row.number(column, score, 2)
	for i := range runs {
		runs[i].Source.How = OfCut
	}
	return runs
}

// states of proposals, in the order in which they are told.
var consequenceStates = []struct{ code, zh, en string }{{"agreed", "已决定", "decided"}, {"proposed", "建议", "proposed"}}

// consequenceItems are what results lead to: one item for each effect and state.
func (b *book) consequenceItems() []item {
	var items []item
	for _, state := range consequenceStates {
		byCode := map[string][]consequenceRow{}
		var order []string
		for _, c := range b.clauses {
			if c.State != state.code {
				continue
			}
			if byCode[c.Consequence] == nil {
				order = append(order, c.Consequence)
			}
			byCode[c.Consequence] = append(byCode[c.Consequence], c)
		}
		for _, code := range order {
			rows := byCode[code]
			var orgs []string
			for _, c := range rows {
				orgs = append(orgs, c.Org)
			}
			row := at("mart_consequence", "period", b.period.Period, "consequence", code)
			count := at("mart_consequence", "period", b.period.Period, "consequence", code, "state", state.code).count(len(rows))
			items = append(items, item{"effect": pair(row, "effect", rows[0].Effect, rows[0].EffectEn), "clause": both(row.text("clause", rows[0].Clause)), "count": both(count),
				"names": b.orgNames(orgs, count, "个单位", "units"), "state": said(state.zh, state.en), state.code: flag(true)})
		}
	}
	return items
}

func (b *book) practiceItems() []item {
	var items []item
	for _, p := range b.practices {
		t := b.task(p.Task)
		column, chosen := "text", p.Text
		if p.Changed && p.Decided != "" {
			column, chosen = "decided_text", p.Decided
		}
		text := at("mart_practice", "task", p.Task, "org", p.Org, "period", p.Period).text(column, strings.TrimRight(strings.TrimSpace(chosen), "。"))
		items = append(items, item{"org": b.org(p.Org), "task": both(at("dim_task", "task", t.Task).text("task", t.Task)),
			"title": pair(at("dim_task", "task", t.Task), "title", t.Title, t.TitleEn), "text": both(text)})
	}
	return items
}

var mendingStates = map[string]struct{ zh, en string }{
	"open": {"整改中", "open"}, "replied": {"已回复、待核实", "answered"}, "verified": {"已核实、待办结", "verified"}, "closed": {"已办结", "closed"}, "overdue": {"已逾期", "overdue"},
}

func (b *book) rectificationItems() []item {
	var items []item
	for _, r := range b.mending {
		row := at("mart_rectification", "id", r.ID, "period", r.Period)
		due, dueEn := row.day("due", r.Due)
		state := mendingStates[r.State]
		items = append(items, item{"id": both(row.text("id", r.ID)), "org": b.org(r.Org), "finding": both(row.text("finding", strings.TrimRight(strings.TrimSpace(r.Finding), "。"))),
			"due": {zh: due, en: dueEn}, "state": said(cmp.Or(state.zh, r.State), cmp.Or(state.en, r.State)), "open": flag(r.State != "closed"), "overdue": flag(r.State == "overdue")})
	}
	return items
}

// onceRest counts what the other lists hold.
func (b *book) onceRest() item {
	period := []string{"period", b.period.Period}
	all := item{"practices": both(at("mart_practice", append(period, "chosen", "true")...).count(len(b.practices)))}
	all["rectifications"] = both(at("mart_rectification", period...).count(len(b.mending)))
	late, closed := 0, 0
	for _, r := range b.mending {
		switch r.State {
		case "overdue":
			late++
		case "closed":
			closed++
		}
	}
	all["rectifications_overdue"] = both(at("mart_rectification", "period", b.period.Period, "state", "overdue").count(late))
	all["rectifications_closed"] = both(at("mart_rectification", "period", b.period.Period, "state", "closed").count(closed))
	if len(b.scores) > 0 {
		all["grade_counts"] = b.gradeCounts()
		all["scored"] = both(at("mart_evaluation", "period", b.period.Period, "stage", "final").names("org", len(distinctOrgs(b.scores))))
	}
	return all
}

// gradeCounts is 县（市）：优秀6个、良好40个；市：良好6个.
func (b *book) gradeCounts() phrase {
	all := phrase{separator: "；"}
	var group phrase
	last := ""
	for _, g := range b.gradeItems() {
		who := plain(g["who"].zh)
		one := phrase{zh: together(g["grade"].zh, g["count"].zh, words("个")), en: together(g["grade"].en, words(" "), g["count"].en)}
		if who == last {
			group = join(group, said("、", ", "), one)
			all.names[len(all.names)-1] = group
			continue
		}
		last, group = who, join(g["who"], said("：", ": "), one)
		all.names = append(all.names, group)
	}
	return all
}

func distinctOrgs(scores []evaluationRow) []string {
	var orgs []string
	for _, s := range scores {
		if !slices.Contains(orgs, s.Org) {
			orgs = append(orgs, s.Org)
		}
	}
	return orgs
}
