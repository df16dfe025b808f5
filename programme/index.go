package programme

import "sync"

// An index finds rows of a pack by code and by name without looking at all of
// them: a country has thousands of orgs, and every cell of every workbook asks.
// It is made when first needed; the packs that With makes have the same orgs,
// aliases and elements, and share it.
type index struct {
	once     sync.Once
	of       Pack             // as it was then
	orgs     map[string][]int // rows of Orgs by code, in their order
	names    map[string][]int // the same by every key that a text may name one with
	aliases  map[string][]int // rows of Aliases by key
	elements map[string]int
}

// find is the index of a loaded pack. One that was put together by hand, or that
// got other rows since, is looked through anew each time.
func (p *Pack) find() *index {
	if p.index != nil {
		p.index.once.Do(func() { p.index.fill(p) })
		if of := &p.index.of; same(of.Orgs, p.Orgs) && same(of.Aliases, p.Aliases) && same(of.Elements, p.Elements) {
			return p.index
		}
	}
	x := &index{}
	x.fill(p)
	return x
}

// same says whether two slices are one.
func same[T any](a, b []T) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

func (x *index) fill(p *Pack) {
	x.of = Pack{Orgs: p.Orgs, Aliases: p.Aliases, Elements: p.Elements}
	x.orgs, x.names, x.aliases, x.elements = map[string][]int{}, map[string][]int{}, map[string][]int{}, map[string]int{}
	for i, o := range p.Orgs {
		x.orgs[o.Code] = append(x.orgs[o.Code], i)
	}
	for i, o := range p.Orgs {
		keys := []string{nameKey(o.Code), nameKey(o.Name), nameKey(o.ShortName)}
		for _, parent := range x.orgs[o.Parent] {
			keys = append(keys, nameKey(p.Orgs[parent].Name+o.Name))
		}
		for _, key := range keys {
			if rows := x.names[key]; len(rows) == 0 || rows[len(rows)-1] != i {
				x.names[key] = append(rows, i)
			}
		}
	}
	for i, a := range p.Aliases {
		key := nameKey(a.Alias)
		x.aliases[key] = append(x.aliases[key], i)
	}
	for i := len(p.Elements) - 1; i >= 0; i-- { // the first of a code counts
		x.elements[p.Elements[i].Code] = i
	}
}
