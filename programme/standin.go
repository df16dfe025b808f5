package programme

import "slices"

// withStandIns gives every org that is asked a roster, or whose institutions are
// scored, but that has none, one to be checked with. A pack of a document that names no institutions leaves its
// rosters to the offices, which add theirs to orgs.csv.
func (p *Pack) withStandIns() *Pack {
	kind := p.institutionKind()
	whole := *p
	whole.Orgs = slices.Clone(p.Orgs)
	for _, o := range p.Orgs {
		if (p.asksRoster(o) || p.scoresInstitutionsOf(o, kind)) && !p.hasInstitution(o) {
			whole.Orgs = append(whole.Orgs, Org{Place: o.Place, Code: o.Code + "-NN", Name: o.Name + "某机构", Kind: kind, Parent: o.Code, Additive: true,
				ValidFrom: o.ValidFrom, ValidTo: o.ValidTo})
		}
	}
	return &whole
}

// institutionKind is the first kind of class institution.
func (p *Pack) institutionKind() string {
	for _, code := range p.kindCodes() {
		if k, _ := p.KindOf(code); k.Class == "institution" {
			return code
		}
	}
	return ""
}

func (p *Pack) asksRoster(o Org) bool {
	return slices.ContainsFunc(p.Forms, func(l FormLine) bool { return l.About == "roster" && l.Names(o) })
}

// scoresInstitutionsOf says whether some stage scores institutions, which every place may have.
func (p *Pack) scoresInstitutionsOf(o Org, kind string) bool {
	return p.ClassOf(o) == "place" && slices.ContainsFunc(p.Stages, func(s Stage) bool { return scopeHolds(s.ScoredKind, Org{Kind: kind}) })
}

func (p *Pack) hasInstitution(of Org) bool {
	return slices.ContainsFunc(p.Orgs, func(o Org) bool { return o.Parent == of.Code && p.ClassOf(o) == "institution" })
}
