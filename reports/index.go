package reports

import (
	"cmp"
	"slices"
)

func (b *book) indexValues() {
	if len(b.values) > 0 {
		b.figures = valueStore{}
		b.figures.add(b.values)
	}
	b.figures.index()
	b.basisBy = b.figures.bases
	for _, i := range b.indicators {
		slices.SortFunc(b.basisBy[i.Indicator], func(x, y string) int {
			return cmp.Compare(basisOrder(x, i.DefaultBasis), basisOrder(y, i.DefaultBasis))
		})
	}
	if len(b.lineage) > 0 {
		b.behind = sourceStore{}
		b.behind.add(b.lineage)
	}
	b.behind.index()
	b.below = map[orgPeriod][]string{}
	for _, a := range b.ancestors {
		k := orgPeriod{a.Ancestor, a.Period}
		b.below[k] = append(b.below[k], a.Org)
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

func (b *book) indexEvaluation() {
	b.dimensionBy, b.scoreBy = make(map[dimensionKey]dimensionRow, len(b.dimensions)), map[scoreKey][]scoreRow{}
	b.laggardIn = map[string][]laggardRow{}
	for _, l := range b.laggardRows {
		b.laggardIn[l.Period] = append(b.laggardIn[l.Period], l)
	}
	for _, m := range b.dimensions {
		b.dimensionBy[dimensionKey{m.Scheme, m.Org, m.Stage, m.Dimension, m.Year}] = m
	}
	for _, s := range b.scores {
		k := scoreKey{s.Scheme, s.Stage, s.Org}
		b.scoreBy[k] = append(b.scoreBy[k], s)
	}
	slices.SortStableFunc(b.stages, func(x, y stageRow) int { return cmp.Or(cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Seq, y.Seq)) })
	slices.SortStableFunc(b.items, func(x, y itemRow) int { return cmp.Or(cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Seq, y.Seq)) })
	slices.SortStableFunc(b.grades, func(x, y gradeRow) int { return cmp.Or(cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Seq, y.Seq)) })
	slices.SortStableFunc(b.draws, func(x, y drawRow) int { return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(x.What, y.What)) })
}
