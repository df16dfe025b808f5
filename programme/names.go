package programme

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// OrgByName finds the org that a text names in period at: by code, name, short
// name or alias, with or without the parent's name before it (汉中市汉台区).
// Spaces of any kind, full-width letters and letter case make no difference;
// a name that had ended before the period does not count (see FormerOrg).
func (p *Pack) OrgByName(name string, at Period) (Org, bool) {
	key := nameKey(name)
	if key == "" {
		return Org{}, false
	}
	for _, i := range p.find().names[key] {
		if p.Orgs[i].validIn(at) {
			return p.Orgs[i], true
		}
	}
	for _, i := range p.find().aliases[key] {
		if a := p.Aliases[i]; (Org{ValidFrom: a.ValidFrom, ValidTo: a.ValidTo}).validIn(at) {
			return p.Org(a.Org, at)
		}
	}
	return Org{}, false
}

// FormerOrg finds the org that had a text as its name or code before period at,
// by an alias that ended or as the one successor of an org that ended, with the
// row that says until when, so that an answer can name both.
func (p *Pack) FormerOrg(name string, at Period) (Org, Alias, bool) {
	key := nameKey(name)
	for _, i := range p.find().aliases[key] {
		if a := p.Aliases[i]; !a.ValidTo.IsZero() && a.ValidTo.Before(at.Last()) {
			o, ok := p.Org(a.Org, at)
			return o, a, ok
		}
	}
	for _, i := range p.find().names[key] {
		if o := p.Orgs[i]; o.endedBefore(at) {
			if heir, ok := p.heir(o, at); ok {
				return heir, Alias{Place: o.Place, Org: heir.Code, Alias: name, ValidFrom: o.ValidFrom, ValidTo: o.ValidTo}, true
			}
		}
	}
	return Org{}, Alias{}, false
}

func (o Org) endedBefore(at Period) bool { return !o.ValidTo.IsZero() && o.ValidTo.Before(at.Last()) }

// heir follows an ended org to the one that took its place in period at; none
// where it was split.
func (p *Pack) heir(o Org, at Period) (Org, bool) {
	for range p.Orgs {
		successors := o.Successors()
		if len(successors) != 1 {
			return Org{}, false
		}
		if next, ok := p.Org(successors[0], at); ok {
			return next, true
		}
		i := slices.IndexFunc(p.Orgs, func(other Org) bool { return other.Code == successors[0] && other.endedBefore(at) })
		if i < 0 {
			return Org{}, false
		}
		o = p.Orgs[i]
	}
	return Org{}, false // a circle, which Check reports
}

// Successors are the codes of the orgs that followed; several after a split.
func (o Org) Successors() []string {
	if o.Successor == "" {
		return nil
	}
	return strings.Split(o.Successor, "|")
}

// nameKey is what two spellings of a name share: composed characters, normal
// width, no spaces or invisible marks, lower case. Names are printed padded
// ("洋　县") and pasted with all of these.
func nameKey(name string) string {
	folded := width.Fold.String(norm.NFC.String(name))
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, folded))
}
