package programme

import "testing"

// A copy of a pack with other rows is found in by its own, again and again, and so
// is the pack it was copied from.
func TestCopiesOfAPackAreFoundInByTheirOwnRows(t *testing.T) {
	p := &Pack{indexes: &indexes{}, Orgs: []Org{{Code: "1", Name: "甲县"}}, Elements: []Element{{Code: "a", Name: "一"}}}
	copied := *p
	copied.Orgs = append([]Org{{Code: "2", Name: "乙县"}}, p.Orgs...)
	for range 3 {
		for _, c := range []struct {
			pack *Pack
			name string
			want bool
		}{{p, "甲县", true}, {p, "乙县", false}, {&copied, "乙县", true}, {&copied, "甲县", true}} {
			o, found := c.pack.OrgByName(c.name, Period{})
			again, byCode := c.pack.Org(o.Code, Period{})
			if found != c.want || byCode != c.want || again.Name != o.Name {
				t.Errorf("%s: found %v, by its code %v", c.name, found, byCode)
			}
		}
	}
	if known := *p.indexes.known.Load(); len(known) != 2 {
		t.Errorf("%d indexes were made for 2 packs", len(known))
	}
	with := p.With([]Change{{Task: Task{Code: "9", Title: "新"}, To: "1", Role: "lead"}})
	if _, found := with.Element("a"); !found || len(*p.indexes.known.Load()) != 2 {
		t.Error("a pack that With made has the same rows, and got an index of its own")
	}
}
