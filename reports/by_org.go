package reports

// A orgPart is a row of the ledger with the number of its task in the pack's order.
type orgPart struct {
	task int
	row  *ledgerRow
}

// A rowsOf is what pages of single orgs look up, by org and period, in stored
// order: a page must not read through the rows of all others.
type rowsOf struct {
	parts        map[orgPeriod][]orgPart // in the order of tasks
	reminders    map[orgPeriod][]reminderRow
	mending      map[orgPeriod][]rectificationRow
	consequences map[orgPeriod][]consequenceRow
	inspections  map[orgPeriod][]inspectionRow
	laggards     map[orgPeriod][]laggardRow
	evaluations  map[string][]evaluationRow // by org
	dimensions   map[string][]dimensionRow
}

func (b *book) indexByOrg() {
	b.byOrg = rowsOf{
		parts:        map[orgPeriod][]orgPart{},
		reminders:    gather(b.reminders, func(r *reminderRow) orgPeriod { return orgPeriod{r.Org, r.Period} }),
		mending:      gather(b.mending, func(r *rectificationRow) orgPeriod { return orgPeriod{r.Org, r.Period} }),
		consequences: gather(b.consequences, func(r *consequenceRow) orgPeriod { return orgPeriod{r.Org, r.Period} }),
		inspections:  gather(b.inspections, func(r *inspectionRow) orgPeriod { return orgPeriod{r.Org, r.Period} }),
		laggards:     gather(b.laggardRows, func(r *laggardRow) orgPeriod { return orgPeriod{r.Org, r.Period} }),
		evaluations:  gather(b.evaluations, func(r *evaluationRow) string { return r.Org }),
		dimensions:   gather(b.dimensions, func(r *dimensionRow) string { return r.Org }),
	}
	for _, p := range b.periods {
		for n, t := range b.tasks {
			rows := b.ledgerBy[taskPeriod{t.Task, p.Period}]
			for at := range rows {
				k := orgPeriod{rows[at].Org, p.Period}
				b.byOrg.parts[k] = append(b.byOrg.parts[k], orgPart{n, &rows[at]})
			}
		}
	}
}

// gather puts rows into lists by a key, in the order they come.
func gather[T any, K comparable](rows []T, key func(*T) K) map[K][]T {
	by := map[K][]T{}
	for n := range rows {
		k := key(&rows[n])
		by[k] = append(by[k], rows[n])
	}
	return by
}
