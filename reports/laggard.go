package reports

import (
	"cmp"
	"slices"
)

// A lagLine is one place that lags by a written rule, with the figures that show it.
type lagLine struct {
	Org, OrgEn, Href string
	Indicator, Link  string // "" where the rule looks at reporting
	Rule, RuleEn     string
	Since            string
	Periods          int
	Series, SeriesEn string
	code             string
}

// lagging are those of some rows that keep says to keep, by org, the
// orgs with most of them first.
func (d desk) lagging(among []laggardRow, keep func(laggardRow) bool) (lines []lagLine) {
	count := map[string]int{}
	for _, r := range among {
		if !keep(r) {
			continue
		}
		count[r.Org]++
		line := lagLine{Org: d.nameOf(r.Org), OrgEn: d.orgByCode[r.Org].NameEn, Href: d.unitLink(r.Org), Rule: r.Text, RuleEn: r.TextEn, Since: r.Since, Periods: r.Periods,
			Series: r.Series, SeriesEn: r.SeriesEn, code: r.Org}
		if i, known := d.indicatorBy[r.Indicator]; known {
			line.Indicator, line.Link = d.definition(i).Name, d.indicatorLink(r.Indicator)
		}
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(x, y lagLine) int {
		return cmp.Or(cmp.Compare(count[y.code], count[x.code]), cmp.Compare(d.orgByCode[x.code].Seq, d.orgByCode[y.code].Seq))
	})
	return lines
}

// A lagView is such a list: as many as fit, and the rest.
type lagView struct {
	Few, Rest part[lagLine]
	Orgs      int
}

func (d desk) lagView(most int, among []laggardRow, keep func(laggardRow) bool) lagView {
	all := d.lagging(among, keep)
	seen := map[string]bool{}
	for _, l := range all {
		seen[l.code] = true
	}
	few, rest := parted("滞后", all, most)
	return lagView{few, rest, len(seen)}
}

// A lagRule is one written rule for who lags.
type lagRule struct{ Text, TextEn string }

func (d desk) lagRules() (rules []lagRule) {
	for _, r := range d.laggingRules {
		rules = append(rules, lagRule{r.Text, r.TextEn})
	}
	return rules
}
