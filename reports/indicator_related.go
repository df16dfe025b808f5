package reports

import (
	"slices"
	"strings"
)

// mostRelated is how many related indicators a page names.
const mostRelated = 8

// related are the indicators of the same group, then those that are counted
// from the same elements, then those that the same tasks are measured by.
func (d desk) related(i indicatorRow) (links []link) {
	seen := []string{i.Indicator}
	add := func(other indicatorRow) {
		if !slices.Contains(seen, other.Indicator) && len(links) < mostRelated {
			seen = append(seen, other.Indicator)
			links = append(links, link{Name: other.Name, NameEn: other.NameEn, Href: d.indicatorLink(other.Indicator)})
		}
	}
	mine := d.elementsOf[i.Indicator]
	moved := d.movedWith(i.Indicator)
	for _, related := range []func(indicatorRow) bool{
		func(o indicatorRow) bool { return o.Group == i.Group },
		func(o indicatorRow) bool {
			return slices.ContainsFunc(d.elementsOf[o.Indicator], func(e string) bool { return slices.Contains(mine, e) })
		},
		func(o indicatorRow) bool { return slices.Contains(moved, o.Indicator) },
	} {
		for _, other := range d.defined() {
			if related(other) {
				add(other)
			}
		}
	}
	return links
}

// movedWith are the indicators that measure a task which this one measures too.
func (d desk) movedWith(indicator string) (all []string) {
	for _, t := range d.tasks {
		var here []string
		for _, m := range d.measuresOf(t.Task) {
			here = append(here, m.Indicator)
		}
		if slices.Contains(here, indicator) {
			all = append(all, here...)
		}
	}
	return all
}

// indexElements says which elements each indicator is counted from, as its lineage tells.
func (b *book) indexElements() {
	b.elementsOf = map[string][]string{}
	for indicator, elements := range b.behind.made {
		b.elementsOf[indicator] = slices.DeleteFunc(slices.Clone(elements), func(e string) bool { return strings.HasPrefix(e, "@") })
	}
}

// countedFrom are those elements with their sources, for the section on sources.
func (d desk) countedFrom(indicator string) (lines []elementLine) {
	for _, e := range d.elements {
		if slices.Contains(d.elementsOf[indicator], e.Element) {
			lines = append(lines, elementLine{elementRow: e})
		}
	}
	return lines
}

// tasksMoving are the tasks whose measures count this indicator.
func (d desk) tasksMoving(indicator string) []link {
	var links []link
	for _, t := range d.tasks {
		for _, m := range d.measuresOf(t.Task) {
			if m.Indicator == indicator {
				links = append(links, link{Name: t.Task + " " + t.Title, NameEn: t.TitleEn, Href: d.taskLink(t.Task)})
				break
			}
		}
	}
	return links
}
