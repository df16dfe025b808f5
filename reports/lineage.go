package reports

import (
	"slices"
	"strings"
)

// lineageOf are the reported figures behind a figure: its own, or where it is summed
// from below those of the orgs that are counted in it, org by org.
func (b *book) lineageOf(v valueRow) []lineageRow {
	if !v.RolledUp {
		return b.behind.behind(v.key())
	}
	var rows []lineageRow
	for _, org := range b.below[orgPeriod{v.Org, v.Period}] {
		if key := v.keyOf(org); b.counts(key) {
			rows = append(rows, b.behind.behind(key)...)
		}
	}
	return rows
}

func (v valueRow) key() valueKey { return valueKey{v.Indicator, v.Org, v.Period, v.Basis} }

// keyOf is the same figure of another org.
func (v valueRow) keyOf(org string) valueKey { return valueKey{v.Indicator, org, v.Period, v.Basis} }

// counts says whether an org's own figure goes into the sums above it.
func (b *book) counts(key valueKey) bool {
	own := b.behind.find(key)
	return own != nil && own.counted
}

// sourcesBehind is how many reported figures are behind a figure.
func (b *book) sourcesBehind(v valueRow) (n int) {
	if !v.RolledUp {
		return b.behind.number(v.key())
	}
	for _, org := range b.below[orgPeriod{v.Org, v.Period}] {
		if key := v.keyOf(org); b.counts(key) {
			n += b.behind.number(key)
		}
	}
	return n
}

// hasLineage says whether there are any.
func (b *book) hasLineage(v valueRow) bool {
	if !v.RolledUp {
		return b.behind.find(v.key()) != nil
	}
	return slices.ContainsFunc(b.below[orgPeriod{v.Org, v.Period}], func(org string) bool {
		return b.counts(v.keyOf(org))
	})
}

type sourceLine struct {
	Part, Element, Sign, Value, Raw string
	Reporter, Period                string
	File, Sheet, Cell, Hash, Full   string
}

func (d desk) sourceLine(s lineageRow) sourceLine {
	line := sourceLine{
		Part: wordOf(partTerms, s.Part).Zh, Element: d.elementName(s.Element), Value: amount(s.Value), Raw: s.RawText,
		Reporter: d.nameOf(s.Reporter), Period: s.SourcePeriod, File: s.FileName, Sheet: s.Sheet, Cell: s.Cell,
		Hash: shortHash(s.SHA256), Full: s.SHA256,
	}
	if s.Operation < 0 {
		line.Sign = "减"
	}
	if strings.HasPrefix(s.Element, "@") {
		line.Reporter = "参考表"
	}
	return line
}

func (d desk) elementName(element string) string {
	switch element {
	case "@population":
		return "常住人口（普查）"
	case "@elders":
		return "65岁及以上人口（普查）"
	case "@one":
		return "每个单位计1"
	}
	if e, known := d.elementBy[element]; known {
		return e.Name
	}
	return element
}
