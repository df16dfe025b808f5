package reports

import "strings"

// worstView answers, on the first page, who is furthest behind, in what, which
// cells say so, and what to cite.
type worstView struct {
	Names, NamesEn string // all of them: several where they have as many behind
	Href           string // the first one's page
	Count          int
	Places         []worstPlace
	Tied           []link // those for whom there was no room here
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
	Cells string // 指标!E17（文件名）, or the units and hashes where cells are not published
}

// How much stands on the first page: indicators of one place, and of all that are equally far behind.
const (
	worstRows  = 8
	worstTotal = 12
)

// worst is about the first of the laggards and those that have as many behind,
// for the order of the register makes none the worst; nil where nobody lags.
func (d desk) worst(laggards []laggard) *worstView {
	if len(laggards) == 0 {
		return nil
	}
	v := &worstView{Href: laggards[0].Href, Count: len(laggards[0].Behind), Table: "csv/" + csvName("mart_indicator", d.head.Sample)}
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
		v.Places = append(v.Places, d.worstPlace(one, l.Org, v))
	}
	v.Names, v.NamesEn = d.laggardNames(laggards), englishNames(names)
	return v
}

// worstPlace lists what a place is behind in; it notes in v whether cells can be named.
func (d desk) worstPlace(place link, org string, v *worstView) worstPlace {
	p := worstPlace{link: place}
	var all []worstRow
	for _, i := range d.defined() {
		f := d.figure(i, org, d.mainBasis(i.Indicator))
		if f.Row.Status == "behind" || f.Row.Status == "missed" {
			f.Name, f.NameEn, f.Link = i.Name, i.NameEn, d.indicatorLink(i.Indicator)
			words, cells := d.cellWords(f.Row)
			all, v.Cells = append(all, worstRow{f, words}), v.Cells || cells
		}
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
	for _, l := range d.lineageBy[valueKey{v.Indicator, v.Org, v.Period, v.Basis}] {
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
