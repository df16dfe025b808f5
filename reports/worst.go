package reports

import "strings"

// worstView answers, on the first page, who is furthest behind, in what, and
// which cells say so.
type worstView struct {
	Name, NameEn, Href string
	Count              int
	Tied               []link // others with as many indicators behind
	Rows               []worstRow
	More               int
	CSV                string // the place's figures, to be cited
}

// A worstRow is one indicator that the place is behind in.
type worstRow struct {
	figure
	Cells string // 指标!E17（文件名）, or the units and hashes where cells are not published
}

// worstRows is how many indicators stand on the first page.
const worstRows = 8

// worst is about the first of the laggards; nil where nobody lags.
func (d desk) worst(laggards []laggard) *worstView {
	if len(laggards) == 0 {
		return nil
	}
	first := laggards[0]
	v := &worstView{Name: first.Name, NameEn: first.NameEn, Href: first.Href, Count: len(first.Behind)}
	for _, l := range laggards[1:] {
		if len(l.Behind) == v.Count {
			v.Tied = append(v.Tied, link{Name: l.Name, NameEn: l.NameEn, Href: l.Href})
		}
	}
	var all []worstRow
	for _, i := range d.defined() {
		f := d.figure(i, first.Org, d.mainBasis(i.Indicator))
		if f.Row.Status == "behind" || f.Row.Status == "missed" {
			f.Name, f.NameEn, f.Link = i.Name, i.NameEn, d.indicatorLink(i.Indicator)
			all = append(all, worstRow{f, d.cellWords(f.Row)})
		}
	}
	v.Rows, v.More = firstFew(all, worstRows)
	if csv := d.period.Period + "/unit/" + csvName(slug(first.Org), d.head.Sample); d.exists[csv] {
		v.CSV = d.to(csv)
	}
	return v
}

// cellWords names the cells that a place's figure was read from, each once; where
// an edition does not publish cells, who reported and the hash of the file.
func (d desk) cellWords(v valueRow) string {
	var places []string
	seen := map[string]bool{}
	for _, l := range d.lineageBy[valueKey{v.Indicator, v.Org, v.Period, v.Basis}] {
		place := ""
		switch {
		case strings.HasPrefix(l.Element, "@"):
			continue
		case l.Cell != "":
			place = strings.Trim(l.Sheet+"!"+l.Cell, "!") + "（" + l.FileName + "）"
		case l.SHA256 != "":
			place = d.nameOf(l.Reporter) + "，文件 " + shortHash(l.SHA256)
		}
		if place != "" && !seen[place] {
			seen[place] = true
			places = append(places, place)
		}
	}
	return fewNames(places, 2, "处")
}
