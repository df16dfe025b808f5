package reports

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"
)

// A book is everything the pages are made of, sorted and ready to be looked
// up. It is read-only after newBook, so pages can be made side by side.
type book struct {
	tables
	head        programmeRow
	published   []periodRow // the periods that get pages, oldest first
	region      orgRow
	counties    []orgRow
	zones       []orgRow
	offices     []orgRow // departments
	orgByCode   map[string]orgRow
	elementBy   map[string]elementRow
	indicatorBy map[string]indicatorRow
	valueBy     map[valueKey]valueRow
	valuesIn    map[indicatorPeriod][]valueRow // in stored order
	basisBy     map[string][]string            // per indicator: bases with rows, the main one first
	lineageBy   map[valueKey][]lineageRow
	targetBy    map[targetKey]targetRow
	reportBy    map[orgPeriod]reportingRow
	ledgerBy    map[taskPeriod][]ledgerRow
	measureBy   map[taskPeriod][]measureRow
	findingBy   map[orgPeriod][]findingRow
	fileBy      map[orgPeriod][]submissionRow
	aboutBy     map[orgPeriod][]findingRow // by the org that a finding is about
	qualityBy   map[orgPeriod][]qualityRow
	qualityIn   map[string][]qualityRow // by period
	attachedBy  map[orgPeriod][]attachmentRow
	reportedBy  map[orgPeriod][]reportedRow
	searchName  string // the search index's hashed path, set while planning
}

type (
	valueKey   struct{ indicator, org, period, basis string }
	targetKey  struct{ indicator, org, due string }
	orgPeriod  struct{ org, period string }
	taskPeriod struct{ task, period string }

	indicatorPeriod struct{ indicator, period string }
)

var errNoProgramme = errors.New("主题表中没有工作方案 (dim_programme is empty)")

// readBook reads a generation of marts. Errors name the table.
func readBook(ctx context.Context, dir string) (*book, error) {
	var t tables
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(4)
	for _, read := range t.sources(dir) {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return read()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return newBook(t)
}

func newBook(t tables) (*book, error) {
	if len(t.programme) == 0 {
		return nil, errNoProgramme
	}
	b := &book{tables: t, head: t.programme[0]}
	b.sort()
	b.indexOrgs()
	b.indexPeriods()
	b.indexValues()
	b.indexTasks()
	b.indexReports()
	b.indexQuality()
	return b, nil
}

// sort puts the dimensions in the pack's order; facts keep the order of their tables.
func (b *book) sort() {
	slices.SortStableFunc(b.periods, func(x, y periodRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.orgs, func(x, y orgRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.elements, func(x, y elementRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.tasks, func(x, y taskRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.lights, func(x, y lightRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.duties, func(x, y dutyRow) int { return cmp.Compare(x.Seq, y.Seq) })
	b.indicators = newest(b.indicators)
	slices.SortStableFunc(b.indicators, func(x, y indicatorRow) int { return cmp.Compare(x.Seq, y.Seq) })
}

// newest keeps of each indicator its last version: that is how it is called now.
func newest(rows []indicatorRow) []indicatorRow {
	last := map[string]int{}
	for i, r := range rows {
		if kept, seen := last[r.Indicator]; !seen || rows[kept].Version < r.Version {
			last[r.Indicator] = i
		}
	}
	var kept []indicatorRow
	for i, r := range rows {
		if last[r.Indicator] == i {
			kept = append(kept, r)
		}
	}
	return kept
}

func (b *book) indexOrgs() {
	b.orgByCode = map[string]orgRow{}
	for _, o := range b.orgs {
		b.orgByCode[o.Org] = o
		switch {
		case o.Org == b.head.Region:
			b.region = o
		case o.Kind == "county" || o.Kind == "district":
			b.counties = append(b.counties, o)
		case o.Kind == "zone":
			b.zones = append(b.zones, o)
		case o.Kind == "department":
			b.offices = append(b.offices, o)
		}
	}
}

// indexPeriods publishes the reporting periods up to the one the run was made for.
func (b *book) indexPeriods() {
	last := -1
	for _, p := range b.periods {
		if p.Period == b.head.Period {
			last = p.Seq
		}
	}
	for _, p := range b.periods {
		if !p.History && (last < 0 || p.Seq <= last) {
			b.published = append(b.published, p)
		}
	}
}

func (b *book) indexValues() {
	b.valueBy = make(map[valueKey]valueRow, len(b.values))
	b.basisBy, b.valuesIn = map[string][]string{}, map[indicatorPeriod][]valueRow{}
	for _, v := range b.values {
		in := indicatorPeriod{v.Indicator, v.Period}
		b.valuesIn[in] = append(b.valuesIn[in], v)
		b.valueBy[valueKey{v.Indicator, v.Org, v.Period, v.Basis}] = v
		if !slices.Contains(b.basisBy[v.Indicator], v.Basis) {
			b.basisBy[v.Indicator] = append(b.basisBy[v.Indicator], v.Basis)
		}
	}
	for _, i := range b.indicators {
		slices.SortFunc(b.basisBy[i.Indicator], func(x, y string) int {
			return cmp.Compare(basisOrder(x, i.DefaultBasis), basisOrder(y, i.DefaultBasis))
		})
	}
	b.lineageBy = make(map[valueKey][]lineageRow, len(b.values))
	for _, l := range b.lineage {
		k := valueKey{l.Indicator, l.Org, l.Period, l.Basis}
		b.lineageBy[k] = append(b.lineageBy[k], l)
	}
	b.targetBy = make(map[targetKey]targetRow, len(b.targets))
	for _, t := range b.targets {
		b.targetBy[targetKey{t.Indicator, t.Org, t.Due.String()}] = t
	}
	b.indicatorBy = map[string]indicatorRow{}
	for _, i := range b.indicators {
		b.indicatorBy[i.Indicator] = i
	}
	b.elementBy = map[string]elementRow{}
	for _, e := range b.elements {
		b.elementBy[e.Element] = e
	}
}

func basisOrder(basis, main string) int {
	if basis == main {
		return 0
	}
	return 1 + slices.Index([]string{"point", "quarter", "ytd", "year"}, basis)
}

func (b *book) indexTasks() {
	b.ledgerBy = map[taskPeriod][]ledgerRow{}
	for _, l := range b.ledger {
		k := taskPeriod{l.Task, l.Period}
		b.ledgerBy[k] = append(b.ledgerBy[k], l)
	}
	b.measureBy = map[taskPeriod][]measureRow{}
	for _, m := range b.measures {
		k := taskPeriod{m.Task, m.Period}
		b.measureBy[k] = append(b.measureBy[k], m)
	}
}

func (b *book) indexReports() {
	b.reportBy = map[orgPeriod]reportingRow{}
	for _, r := range b.reporting {
		b.reportBy[orgPeriod{r.Org, r.Period}] = r
	}
	b.findingBy = map[orgPeriod][]findingRow{}
	for _, f := range b.findings {
		k := orgPeriod{f.Reporter, f.Period}
		b.findingBy[k] = append(b.findingBy[k], f)
	}
	b.fileBy = map[orgPeriod][]submissionRow{}
	for _, s := range b.submissions {
		k := orgPeriod{s.Reporter, s.Period}
		b.fileBy[k] = append(b.fileBy[k], s)
	}
}

func (b *book) indexQuality() {
	b.aboutBy, b.qualityBy, b.qualityIn = map[orgPeriod][]findingRow{}, map[orgPeriod][]qualityRow{}, map[string][]qualityRow{}
	b.attachedBy, b.reportedBy = map[orgPeriod][]attachmentRow{}, map[orgPeriod][]reportedRow{}
	for _, f := range b.findings {
		if f.Org != "" && f.Element != "" {
			k := orgPeriod{f.Org, f.Period}
			b.aboutBy[k] = append(b.aboutBy[k], f)
		}
	}
	for _, q := range b.quality {
		k := orgPeriod{q.Org, q.Period}
		b.qualityBy[k], b.qualityIn[q.Period] = append(b.qualityBy[k], q), append(b.qualityIn[q.Period], q)
	}
	for _, a := range b.attachments {
		k := orgPeriod{a.Reporter, a.Period}
		b.attachedBy[k] = append(b.attachedBy[k], a)
	}
	for _, r := range b.reported {
		k := orgPeriod{r.Org, r.Period}
		b.reportedBy[k] = append(b.reportedBy[k], r)
	}
	for _, rows := range b.reportedBy {
		slices.SortStableFunc(rows, func(x, y reportedRow) int { return cmp.Compare(b.elementBy[x.Element].Seq, b.elementBy[y.Element].Seq) })
	}
}

// value looks a figure up; ok is false where the marts have no row for it at all.
func (b *book) value(indicator, org, period, basis string) (valueRow, bool) {
	v, ok := b.valueBy[valueKey{indicator, org, period, basis}]
	return v, ok
}

// mainBasis is the basis an indicator is shown in first; "" when it has no rows.
func (b *book) mainBasis(indicator string) string {
	if bases := b.basisBy[indicator]; len(bases) > 0 {
		return bases[0]
	}
	return ""
}

// nameOf is an org's short name, or its code where the register has none.
func (b *book) nameOf(org string) string {
	o, known := b.orgByCode[org]
	switch {
	case !known:
		return org
	case o.ShortName != "":
		return o.ShortName
	}
	return o.Name
}
