package bulletin

import (
	"cmp"
	"fmt"
	"slices"
)

// sort brings the rows into the order in which they are told, and keeps those of
// the period. It returns an error where the period is not among the periods.
func (b *book) sort() error {
	slices.SortStableFunc(b.periods, func(x, y periodRow) int { return cmp.Compare(x.Seq, y.Seq) })
	at := slices.IndexFunc(b.periods, func(p periodRow) bool { return p.Period == b.head.Period })
	if at < 0 {
		return fmt.Errorf("dim_period: no period %q", b.head.Period)
	}
	b.period = b.periods[at]
	if at+1 < len(b.periods) {
		b.next = b.periods[at+1]
	}
	slices.SortStableFunc(b.texts, func(x, y textRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.orgList, func(x, y orgRow) int { return cmp.Or(cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.Org, y.Org)) })
	slices.SortStableFunc(b.indicators, func(x, y indicatorRow) int {
		return cmp.Or(cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.Version, y.Version))
	})
	slices.SortStableFunc(b.tasks, func(x, y taskRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.lights, func(x, y lightRow) int { return cmp.Compare(x.Seq, y.Seq) })
	b.keepPeriod()
	b.sortFacts()
	b.sortRestated()
	return nil
}

// keepPeriod drops what other periods have, save values and lights, which are compared.
func (b *book) keepPeriod() {
	now := b.period.Period
	b.reporting = keep(b.reporting, func(r reportingRow) bool { return r.Period == now && r.Expected })
	b.lagging = keep(b.lagging, func(r laggardRow) bool { return r.Period == now })
	b.ledger = keep(b.ledger, func(r ledgerRow) bool { return r.Period == now })
	b.lightMoves = keep(b.lightMoves, func(r lightCountRow) bool { return r.Period == now && r.Org == b.head.Region })
	b.offices = keep(b.offices, func(r departmentRow) bool {
		return r.Period == now && r.Led > 0 && b.orgs[r.Org].Class == "department"
	})
	b.clauses = keep(b.clauses, func(r consequenceRow) bool { return r.Period == now })
	b.practices = keep(b.practices, func(r practiceRow) bool { return r.Period == now && r.Chosen })
	b.scores = keep(b.scores, func(r evaluationRow) bool { return r.Period == now && r.Stage == "final" && r.Score.Valid })
	b.mending = keep(b.mending, func(r rectificationRow) bool { return r.Period == now })
}

func keep[T any](rows []T, wanted func(T) bool) []T {
	return slices.DeleteFunc(rows, func(r T) bool { return !wanted(r) })
}

func (b *book) sortFacts() {
	byOrg := func(x, y string) int { return cmp.Or(cmp.Compare(b.orgs[x].Seq, b.orgs[y].Seq), cmp.Compare(x, y)) }
	slices.SortStableFunc(b.reporting, func(x, y reportingRow) int { return byOrg(x.Org, y.Org) })
	slices.SortStableFunc(b.offices, func(x, y departmentRow) int { return byOrg(x.Org, y.Org) })
	slices.SortStableFunc(b.lagging, func(x, y laggardRow) int {
		return cmp.Or(byOrg(x.Org, y.Org), cmp.Compare(x.Indicator, y.Indicator), cmp.Compare(x.Rule, y.Rule))
	})
	slices.SortStableFunc(b.lightMoves, func(x, y lightCountRow) int {
		return cmp.Or(cmp.Compare(b.meaning(x.Light), b.meaning(y.Light)), cmp.Compare(x.Seq, y.Seq))
	})
	taskSeq := map[string]int{}
	for _, t := range b.tasks {
		taskSeq[t.Task] = t.Seq
	}
	slices.SortStableFunc(b.ledger, func(x, y ledgerRow) int {
		return cmp.Or(cmp.Compare(taskSeq[x.Task], taskSeq[y.Task]), byOrg(x.Org, y.Org), cmp.Compare(x.Role, y.Role))
	})
	slices.SortStableFunc(b.practices, func(x, y practiceRow) int {
		return cmp.Or(cmp.Compare(taskSeq[x.Task], taskSeq[y.Task]), byOrg(x.Org, y.Org))
	})
	slices.SortStableFunc(b.clauses, func(x, y consequenceRow) int {
		return cmp.Or(cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.Consequence, y.Consequence), byOrg(x.Org, y.Org))
	})
	slices.SortStableFunc(b.scores, func(x, y evaluationRow) int {
		return cmp.Or(cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Class, y.Class), cmp.Compare(x.GradeSeq, y.GradeSeq), y.Score.Cmp(x.Score), byOrg(x.Org, y.Org))
	})
	slices.SortStableFunc(b.mending, func(x, y rectificationRow) int { return cmp.Compare(x.ID, y.ID) })
}

// meanings are what lights say, in the order in which they are counted.
var meanings = []string{"done", "closed", "on_track", "warning", "overdue", "not_due", "suspended", "no_data"}

func (b *book) meaning(light string) int {
	at := slices.IndexFunc(b.lights, func(l lightRow) bool { return l.Light == light })
	if at < 0 {
		return len(meanings)
	}
	return slices.Index(meanings, b.lights[at].State)
}
