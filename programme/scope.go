package programme

import "slices"

// usable says whether the periods can be walked at all: of the kind they say,
// the first not after the last.
func (p Periods) usable() bool {
	letter := map[string]byte{"quarter": 'Q', "half": 'H', "year": 'Y'}[p.Kind]
	return letter != 0 && p.First.kind == letter && p.Last.kind == letter && !p.Last.Before(p.First) &&
		(p.HistoryFrom.IsZero() || p.HistoryFrom.kind == letter)
}

// PeriodKinds are the kinds of periods a programme may be reported by.
var PeriodKinds = []string{"quarter", "half", "year"}

// OrgsEver lists the orgs that a scope names and that count in some period of
// the programme, history included; each code once, with its newest row, in the
// order of orgs.csv.
func (p *Pack) OrgsEver(scope string) []Org {
	var periods []Period
	if p.Programme.Periods.usable() {
		periods = p.ReportPeriods()
	}
	var orgs []Org
	seen := map[string]int{}
	for _, o := range p.Orgs {
		if !scopeHolds(scope, o) || len(periods) > 0 && !slices.ContainsFunc(periods, o.validIn) {
			continue
		}
		i, again := seen[o.Code]
		switch {
		case !again:
			seen[o.Code] = len(orgs)
			orgs = append(orgs, o)
		case orgs[i].ValidFrom.Before(o.ValidFrom.Time):
			orgs[i] = o
		}
	}
	return orgs
}
