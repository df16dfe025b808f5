package reports

import (
	"cmp"
	"slices"
	"strings"
)

// worstView answers, on the first page, who is furthest behind, in what, which
// cells say so, and what to cite.
type worstView struct {
	Names, NamesEn string // all of them: several where they have as many behind
	Href           string // the first one's page
	Count          int
	ByRule         bool // none misses a target or schedule: these lag by a written rule
	Places         []worstPlace
	Tied           []link // those for whom there was no room here
	TiedMore       int    // and how many there are besides them
	Table          string // the file of the edition that holds the figures of all
	Cells          bool   // a public edition names no cells
}

// A worstPlace is one that nobody is behind in more than.
type worstPlace struct {
	link
	Rows []worstRow
	More int
	CSV  string // the place's figures, to be cited
}

// A worstRow is one indicator that the place is behind in.
type worstRow struct {
	figure
	Why   term   // the rules by which it lags, where it misses no target
	Cells string // 指标!E17（文件名）, or the units and hashes where cells are not published
}

// How much stands on the first page: indicators of one place, and of all that are equally far behind.
const (
	worstRows  = 8
	worstTotal = 12
	worstTied  = 40 // names of others
)

// worst is about the first of those who lag and those that have as many behind,
// for the order of the register makes none the worst. Where nobody misses a
// target or schedule it is about those who lag by a written rule; nil where none do.
func (d desk) worst(laggards []laggard) *worstView {
	v, rules := &worstView{Table: d.valuesFile()}, d.lagRulesBy()
	if len(laggards) == 0 {
		laggards, v.ByRule = d.ruleLaggards(rules), true
	}
	if len(laggards) == 0 {
		return nil
	}
	v.Href, v.Count = laggards[0].Href, len(laggards[0].Behind)
	var names []link
	room := worstTotal
	for i, l := range laggards {
		if len(l.Behind) != v.Count {
			break
		}
		one := link{Name: l.Name, NameEn: l.NameEn, Href: l.Href}
		names = append(names, one)
		if room -= min(v.Count, worstRows); i > 0 && room < 0 {
			v.Tied = append(v.Tied, one)
			continue
		}
		v.Places = append(v.Places, d.worstPlace(one, l.Org, v, rules))
	}
	v.Tied, v.TiedMore = firstFew(v.Tied, worstTied)
	v.Names, v.NamesEn = d.laggardNames(laggards), englishNames(names)
	return v
}

// lagRulesBy are the rules by which a place lags in an indicator.
func (d desk) lagRulesBy() map[[2]string]term {
	by := map[[2]string]term{}
	for _, r := range d.laggardIn[d.period.Period] {
		k := [2]string{r.Org, r.Indicator}
		t := by[k]
		if t.Zh != "" {
			t.Zh, t.En = t.Zh+"；", t.En+"; "
		}
		by[k] = term{Zh: t.Zh + r.Text, En: t.En + r.TextEn}
	}
	return by
}

// ruleLaggards are places by how many indicators they lag in by a written rule, the most first.
func (d desk) ruleLaggards(rules map[[2]string]term) (all []laggard) {
	for _, o := range d.now().places() {
		l := laggard{Name: d.nameOf(o.Org), NameEn: o.NameEn, Org: o.Org, Href: d.unitLink(o.Org)}
		for _, i := range d.defined() {
			if rules[[2]string{o.Org, i.Indicator}].Zh != "" {
				l.Behind = append(l.Behind, link{Name: i.Name, NameEn: i.NameEn, Href: d.indicatorLink(i.Indicator)})
			}
		}
		if len(l.Behind) > 0 {
			all = append(all, l)
		}
	}
	slices.SortStableFunc(all, func(x, y laggard) int { return cmp.Compare(len(y.Behind), len(x.Behind)) })
	return all
}

// worstPlace lists what a place is behind in; it notes in v whether cells can be named.
func (d desk) worstPlace(place link, org string, v *worstView, rules map[[2]string]term) worstPlace {
	p := worstPlace{link: place}
	var all []worstRow
	for _, i := range d.defined() {
		f, why := d.figure(i, org, d.mainBasis(i.Indicator)), rules[[2]string{org, i.Indicator}]
		if behind := f.Row.Status == "behind" || f.Row.Status == "missed"; v.ByRule && why.Zh == "" || !v.ByRule && !behind {
			continue
		}
		f.Name, f.NameEn, f.Link = i.Name, i.NameEn, d.indicatorLink(i.Indicator)
		words, cells := d.cellWords(f.Row)
		all, v.Cells = append(all, worstRow{figure: f, Why: why, Cells: words}), v.Cells || cells
	}
	p.Rows, p.More = firstFew(all, worstRows)
	if csv := d.period.Period + "/unit/" + csvName(slug(org), d.head.Sample); d.exists[csv] {
		p.CSV = d.to(csv)
	}
	return p
}

// cellWords names the cells that a place's figure was read from, each once; where
// an edition does not publish cells, who reported and the hash of the file.
func (d desk) cellWords(v valueRow) (words string, cells bool) {
	var places []string
	seen := map[string]bool{}
	for _, l := range d.lineageOf(v) {
		place := ""
		switch {
		case strings.HasPrefix(l.Element, "@"):
			continue
		case l.Cell != "":
			cells = true
			place = strings.Trim(l.Sheet+"!"+l.Cell, "!") + "（" + l.FileName + "）"
		case l.SHA256 != "":
			place = d.nameOf(l.Reporter) + "，文件 " + shortHash(l.SHA256)
		}
		if place != "" && !seen[place] {
			seen[place] = true
			places = append(places, place)
		}
	}
	return fewNames(places, 2, "处"), cells
}
