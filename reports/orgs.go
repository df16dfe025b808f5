package reports

import (
	"slices"
	"strings"
)

// A roster is the orgs of one period by what the programme does with them, in
// the register's order. An org counts where it is valid on the period's last day.
type roster struct {
	regions      []orgRow // regions made of places, between those and the programme's own
	peers        []orgRow // places that are added and ranked
	zones        []orgRow // places inside others
	offices      []orgRow // departments
	institutions []orgRow
	all          []orgRow            // peers, then zones
	below        map[string][]orgRow // places by the org right above them
	rostered     map[string][]orgRow // institutions by theirs
	parents      []string            // those that have institutions
	turn         map[string]int      // of an org: its place among its kin
	kin          map[string][]orgRow // regions by what kind they are
	children     map[string][]orgRow // regions and places by the org right above them
	tops         []orgRow            // regions right under the whole
}

func (b *book) indexOrgs() {
	b.orgByCode, b.rosters = map[string]orgRow{}, map[string]*roster{}
	for _, o := range b.orgs {
		b.orgByCode[o.Org] = o
		if o.Org == b.head.Region {
			b.region = o
		}
	}
	for _, p := range b.periods {
		r := &roster{}
		for _, o := range b.orgs {
			if o.validOn(p.LastDay.String()) && o.Org != b.head.Region {
				r.add(o)
			}
		}
		r.index(b.orgs, b.head.Region)
		b.rosters[p.Period] = r
	}
}

// index gathers what pages of single orgs look up, once for all of them.
func (r *roster) index(orgs []orgRow, whole string) {
	r.all = slices.Concat(r.peers, r.zones)
	r.below, r.rostered, r.turn = map[string][]orgRow{}, map[string][]orgRow{}, map[string]int{}
	for _, o := range r.all {
		r.below[o.Parent] = append(r.below[o.Parent], o)
	}
	r.kin = map[string][]orgRow{}
	for _, o := range r.regions {
		r.kin[o.KindName] = append(r.kin[o.KindName], o)
	}
	for _, o := range r.institutions {
		r.rostered[o.Parent] = append(r.rostered[o.Parent], o)
	}
	for _, o := range orgs {
		if len(r.rostered[o.Org]) > 0 {
			r.parents = append(r.parents, o.Org)
		}
	}
	r.children = map[string][]orgRow{}
	for _, o := range slices.Concat(r.regions, r.all) {
		r.children[o.Parent] = append(r.children[o.Parent], o)
	}
	for _, o := range r.children[whole] {
		if o.Class == "region" {
			r.tops = append(r.tops, o)
		}
	}
	for _, kin := range [][]orgRow{r.regions, r.all, r.offices} {
		for n, o := range kin {
			r.turn[o.Org] = n
		}
	}
}

// validOn compares ISO days; no day is always within.
func (o orgRow) validOn(day string) bool {
	from, to := o.ValidFrom.String(), o.ValidTo.String()
	return day == "" || (from == "" || from <= day) && (to == "" || day <= to)
}

func (r *roster) add(o orgRow) {
	switch o.Class {
	case "region":
		r.regions = append(r.regions, o)
	case "place":
		r.peers = append(r.peers, o)
	case "zone":
		r.zones = append(r.zones, o)
	case "department":
		r.offices = append(r.offices, o)
	case "institution":
		r.institutions = append(r.institutions, o)
	}
}

// now is the roster of the page's period.
func (d desk) now() *roster {
	if r, known := d.rosters[d.period.Period]; known {
		return r
	}
	return &emptyRoster
}

var emptyRoster roster

// places are those with figures of their own people: peers, then zones.
func (r *roster) places() []orgRow { return r.all }

// withPage are the orgs that have a page: all but the programme's own region
// and institutions, also those that are not valid in every period.
func (b *book) withPage() []orgRow {
	var orgs []orgRow
	for _, class := range []string{"region", "place", "zone", "department"} {
		for _, o := range b.orgs {
			if o.Class == class && o.Org != b.head.Region {
				orgs = append(orgs, o)
			}
		}
	}
	return orgs
}

// kindOf is what kind of org it is, in the pack's words.
func kindOf(o orgRow) term { return term{Zh: o.KindName, En: o.KindNameEn} }

// gone says that an org does not exist in the page's period: not yet, or no
// more; "" where it does. Links lead to those that came after or before.
func (d desk) gone(o orgRow) (words string, kin []link) {
	last := d.period.LastDay.String()
	if o.validOn(last) {
		return "", nil
	}
	if from := o.ValidFrom.String(); from != "" && from > last {
		for _, other := range d.orgs {
			if slices.Contains(successors(other), o.Org) {
				kin = append(kin, link{Name: other.Name, NameEn: other.NameEn, Href: d.unitLink(other.Org)})
			}
		}
		return chineseDate(from) + "起设立，本期末还不存在", kin
	}
	for _, code := range successors(o) {
		kin = append(kin, link{Name: d.orgByCode[code].Name, NameEn: d.orgByCode[code].NameEn, Href: d.unitLink(code)})
	}
	return "到" + chineseDate(o.ValidTo.String()) + "为止，本期末已不存在", kin
}

func successors(o orgRow) []string {
	if o.Successor == "" {
		return nil
	}
	return strings.Split(o.Successor, "|")
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

// mostInTable is how many places have a row each on a page about the whole: a
// page of thousands is not read, and hardly opened.
const mostInTable = 400

// deep: pages about the whole have the regions right under it; what lies below a
// region stands on pages of its own, level by level.
func (r *roster) deep() bool { return len(r.all) > mostInTable && len(r.tops) > 0 }

// between are the regions that stand in tables of the whole.
func (r *roster) between() []orgRow {
	if r.deep() {
		return r.tops
	}
	return r.regions
}

// inTables are the places that do.
func (r *roster) inTables() []orgRow {
	if r.deep() {
		return nil
	}
	return r.all
}

// manyPlaces: more than fit a picture or a list on the first page.
func (r *roster) manyPlaces() bool { return len(r.places()) > 30 }

// zonesBelow says that all zones stand in rows of their own under the places on the tile map.
func (r *roster) zonesBelow() bool {
	lowest, highest := 0, 0
	for _, o := range r.peers {
		lowest = max(lowest, o.Row)
	}
	for _, o := range r.zones {
		if o.Row > 0 && (highest == 0 || o.Row < highest) {
			highest = o.Row
		}
	}
	return highest > lowest
}

// zoneName is what the zones of the period are called; "" where there are none.
func (r *roster) zoneName() string {
	var names []string
	for _, o := range r.zones {
		if !slices.Contains(names, o.KindName) {
			names = append(names, o.KindName)
		}
	}
	return strings.Join(names, "、")
}

// tileNote says how to read the map of places.
func (r *roster) tileNote() string {
	if len(r.zones) > 0 && r.zonesBelow() {
		return "方格按大致方位排列，最下一行为" + r.zoneName()
	}
	return "方格按大致方位排列"
}

// classOrder is the order in which classes of orgs are listed.
func classOrder(class string) int {
	return slices.Index([]string{"region", "place", "zone", "department", "institution"}, class)
}
