package reports

import (
	"html/template"
	"slices"
)

// Of a whole with thousands of places, each level has its pages: what a region
// is made of stands with the region, what a place reported stands with the place.

// deepSourceLink leads to what a figure of one of many places is made of.
func (d desk) deepSourceLink(v valueRow) string {
	o := d.orgByCode[v.Org]
	switch {
	case o.Class == "region":
		return d.to(placesPath(d.period.Period, v.Org))
	case v.Basis == d.mainBasis(v.Indicator) && o.Class != "institution":
		return d.to(unitPath(d.period.Period, v.Org)) + "#" + sourceAnchor(v.Indicator)
	}
	return ""
}

func placesPath(period, org string) string { return period + "/places/" + slug(org) + ".html" }

// deepTrace is what stands behind the figure of the whole, or of a region right
// under it: the regions, or the page of the region's own parts.
func (d desk) deepTrace(i indicatorRow, f figure, rows []figure) []traced {
	t := traced{figure: f, Anchor: sourceAnchor(f.Row.Org), More: d.sourcesBehind(f.Row)}
	if t.More == 0 {
		return nil
	}
	t.Split, t.SplitEn = splitWords(i, f.Row)
	if f.Row.Value.Valid {
		t.Value.Text = d.withUnit(i, f.Row)
	}
	if !f.Pinned {
		t.Below = d.to(placesPath(d.period.Period, f.Row.Org))
		return []traced{t}
	}
	for _, part := range rows[1:] {
		href := ""
		if part.Source != "" {
			href = "#" + sourceAnchor(part.Row.Org)
		}
		t.Units = append(t.Units, tracedUnit{part.Name, href, part.Numerator, part.Denominator, part.Value, d.hasLineage(part.Row)})
	}
	return []traced{t}
}

// regionPlaces is the table of what lies right under a region by indicators.
func (d desk) regionPlaces(region orgRow, sitePath string) placesView {
	v := placesView{frame: d.frame("units", sitePath, region.Name+"所辖各单位指标对照", "Parts of "+orDefault(region.NameEn, region.Name)+" by indicators"), Region: &link{Name: region.Name, NameEn: region.NameEn, Href: d.unitLink(region.Org)}}
	v.crumb("单位", "Units", d.periodPage("units.html"))
	d.crumbsAbove(&v.frame, region)
	v.crumb(d.nameOf(region.Org), region.NameEn, d.unitLink(region.Org))
	v.Heat = d.heat(append([]orgRow{region}, d.now().children[region.Org]...))
	v.Heat.Rows[1].Region = true
	for n, row := range v.Heat.Rows {
		if o := d.now().children[region.Org]; n > 1 && o[n-2].Class == "region" {
			row.Href = d.to(placesPath(d.period.Period, o[n-2].Org))
			v.Heat.Rows[n] = row
		}
	}
	return v
}

// crumbsAbove leads from the whole down to an org, region by region.
func (d desk) crumbsAbove(f *frame, o orgRow) {
	var above []orgRow
	for up, known := d.orgByCode[o.Parent]; d.now().deep() && known && up.Org != d.head.Region && len(above) < 8; up, known = d.orgByCode[up.Parent] {
		above = append(above, up)
	}
	for _, up := range slices.Backward(above) {
		f.crumb(d.nameOf(up.Org), up.NameEn, d.unitLink(up.Org))
	}
}

// A unitSource is one reported figure behind a figure of a place.
type unitSource struct {
	Begin template.HTML // the indicator, on the first line of a figure, and the element
	Value string
	End   template.HTML // where it stands
}

type (
	sourceBegin struct{ Anchor, Indicator, Link, Part, Sign, Element string }
	sourceEnd   struct {
		Period, Sheet, Cell string
		Number              int // of the file, in the list of files; 0 where there is none
	}
)

// A unitFiles is the files that a place's figures come from, each once.
type unitSources struct {
	Lines []unitSource
	Files []sourceLine
	Cells bool
}

// sourcesOf lists the reported figures behind the figures of a place, where no
// page of the whole has room for them.
func (d desk) sourcesOf(o orgRow) (s unitSources) {
	if !d.now().deep() || o.Class == "region" || o.Class == "department" {
		return s
	}
	numbers := map[string]int{}
	for _, i := range d.defined() {
		key := valueKey{i.Indicator, o.Org, d.period.Period, d.mainBasis(i.Indicator)}
		for n, l := range d.behind.behind(key) {
			line := d.sourceLine(l)
			begin := sourceBegin{Part: line.Part, Sign: line.Sign, Element: line.Element}
			if n == 0 {
				begin.Anchor, begin.Indicator, begin.Link = sourceAnchor(i.Indicator), i.Name, d.indicatorLink(i.Indicator)
			}
			end := sourceEnd{Period: line.Period, Sheet: line.Sheet, Cell: line.Cell}
			if file := l.SHA256 + l.FileName; l.SHA256 != "" {
				if numbers[file] == 0 {
					s.Files = append(s.Files, line)
					numbers[file] = len(s.Files)
				}
				end.Number = numbers[file]
			}
			s.Cells = s.Cells || l.Cell != ""
			s.Lines = append(s.Lines, unitSource{d.piece("source-begin", begin), line.Value, d.piece("source-end", end)})
		}
	}
	return s
}

// mostListed is how many rows a list by unit has on a page about a whole with
// thousands of them.
const mostListed = 200

// listed is as much of a list by unit as a page about the whole has room for,
// those that first says to come first; what is left out is counted on the page.
func listed[T any](d desk, f *frame, all []T, first func(T) bool) []T {
	return listedRows(d, f, all, first, func(T) int { return 1 })
}

// listedRows is the same of a list whose entries are several rows each.
func listedRows[T any](d desk, f *frame, all []T, first func(T) bool, rows func(T) int) []T {
	total := 0
	for _, entry := range all {
		total += rows(entry)
	}
	if !d.now().deep() || total <= mostListed {
		return all
	}
	few := slices.Clone(all)
	slices.SortStableFunc(few, func(x, y T) int { return rankOf(first(x)) - rankOf(first(y)) })
	shown, kept := 0, 0
	for kept < len(few) && (kept == 0 || shown+rows(few[kept]) <= mostListed) {
		shown += rows(few[kept])
		kept++
	}
	f.Cut += total - shown
	return few[:kept]
}

func rankOf(first bool) int {
	if first {
		return 0
	}
	return 1
}

// pressing says that a row of the ledger is not one of thousands that are as they should be.
func pressing(t taskLine) bool { return t.Role.En != "implementing" || alarming(t.LightState) }
