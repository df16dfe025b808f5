package programme

import (
	"sync"
	"sync/atomic"
)

// An index finds rows of a pack by code and by name without looking at all of
// them: a country has thousands of orgs, and every cell of every workbook asks.
type index struct {
	of       Pack             // whose rows it knows
	orgs     map[string][]int // rows of Orgs by code, in their order
	children map[string][]int // the same by the org they belong to
	names    map[string][]int // the same by every key that a text may name one with
	aliases  map[string][]int // rows of Aliases by key
	elements map[string]int
}

// indexes are those of a loaded pack and of the packs copied from it: With makes
// some with the same rows, and others have rows of their own.
type indexes struct {
	mu    sync.Mutex
	known atomic.Pointer[[]*index]
}

// mostIndexes is how many of them are kept, the newest first.
const mostIndexes = 4

// find is the index of the pack's rows as they are now, made when first needed. A
// pack that was put together by hand has none, and is looked through each time.
func (p *Pack) find() *index {
	if p.indexes == nil {
		return newIndex(p)
	}
	if x := p.indexes.of(p); x != nil {
		return x
	}
	p.indexes.mu.Lock()
	defer p.indexes.mu.Unlock()
	if x := p.indexes.of(p); x != nil {
		return x // another made it
	}
	all := []*index{newIndex(p)}
	if known := p.indexes.known.Load(); known != nil {
		all = append(all, (*known)[:min(len(*known), mostIndexes-1)]...)
	}
	p.indexes.known.Store(&all)
	return all[0]
}

// of finds the index of the same rows; nil for none.
func (n *indexes) of(p *Pack) *index {
	known := n.known.Load()
	if known == nil {
		return nil
	}
	for _, x := range *known {
		if same(x.of.Orgs, p.Orgs) && same(x.of.Aliases, p.Aliases) && same(x.of.Elements, p.Elements) {
			return x
		}
	}
	return nil
}

// same says whether two slices are one.
func same[T any](a, b []T) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

func newIndex(p *Pack) *index {
	x := &index{of: Pack{Orgs: p.Orgs, Aliases: p.Aliases, Elements: p.Elements},
		orgs: map[string][]int{}, children: map[string][]int{}, names: map[string][]int{}, aliases: map[string][]int{}, elements: map[string]int{}}
	for i, o := range p.Orgs {
		x.orgs[o.Code] = append(x.orgs[o.Code], i)
		x.children[o.Parent] = append(x.children[o.Parent], i)
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
	return x
}
