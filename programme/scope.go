package programme

import (
	"slices"
	"strings"
)

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

// Org finds the org valid at the end of period at by its code.
func (p *Pack) Org(code string, at Period) (Org, bool) {
	for _, i := range p.find().orgs[code] {
		if p.Orgs[i].validIn(at) {
			return p.Orgs[i], true
		}
	}
	return Org{}, false
}

// validIn says whether the org counts in a period: whether it is valid on the
// period's last day.
func (o Org) validIn(at Period) bool { return (span{o.ValidFrom, o.ValidTo}).holds(at) }

// holds says whether the last day of a period lies in the span; no period does always.
func (s span) holds(at Period) bool {
	return at.IsZero() || (s.from.IsZero() || !s.from.After(at.Last())) && (s.to.IsZero() || !s.to.Before(at.Last()))
}

// OrgsOf lists the orgs that a scope names and that count in period at, in the order of orgs.csv: "all",
// "org:610702", "kind:county", or kinds alone; several joined by "|".
func (p *Pack) OrgsOf(scope string, at Period) []Org {
	var orgs []Org
	for _, o := range p.Orgs {
		if o.validIn(at) && scopeHolds(scope, o) {
			orgs = append(orgs, o)
		}
	}
	return orgs
}

func scopeHolds(scope string, o Org) bool {
	for part := range strings.SplitSeq(scope, "|") {
		if code, ok := strings.CutPrefix(part, "org:"); ok && code == o.Code {
			return true
		}
		if part == "all" || strings.TrimPrefix(part, "kind:") == o.Kind {
			return true
		}
	}
	return false
}

// specificity orders scopes: an org's own row beats one for its kind, which beats "all".
func specificity(scope string) int {
	switch {
	case strings.Contains(scope, "org:"):
		return 2
	case scope == "all":
		return 0
	}
	return 1
}

// Element finds an element by its code.
func (p *Pack) Element(code string) (Element, bool) {
	i, found := p.find().elements[code]
	if !found {
		return Element{}, false
	}
	return p.Elements[i], true
}
