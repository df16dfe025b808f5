package reports

import (
	"slices"
	"strings"
)

// versionsOf gathers the definitions of each indicator, the oldest first.
func versionsOf(rows []indicatorRow) map[string][]indicatorRow {
	all := map[string][]indicatorRow{}
	for _, r := range rows {
		all[r.Indicator] = append(all[r.Indicator], r)
	}
	for _, versions := range all {
		slices.SortStableFunc(versions, func(x, y indicatorRow) int {
			if x.olderThan(y) {
				return -1
			}
			return 1
		})
	}
	return all
}

// definition is the indicator as it is defined on the last day of the page's
// period, else as it is defined now.
func (d desk) definition(i indicatorRow) indicatorRow {
	last := d.period.LastDay.String()
	for _, v := range d.versions[i.Indicator] {
		from, to := v.ValidFrom.String(), v.ValidTo.String()
		if last != "" && (from == "" || from <= last) && (to == "" || last <= to) {
			return v
		}
	}
	return i
}

// defined are all indicators, each by its definition of the page's period.
func (d desk) defined() []indicatorRow {
	if known := d.definedIn[d.period.Period]; known != nil {
		return known
	}
	all := make([]indicatorRow, len(d.indicators))
	for n, i := range d.indicators {
		all[n] = d.definition(i)
	}
	return all
}

// definedBy are the same by their codes.
func (d desk) definedBy() map[string]indicatorRow {
	by := make(map[string]indicatorRow, len(d.indicators))
	for _, i := range d.defined() {
		by[i.Indicator] = i
	}
	return by
}

// indexDefinitions finds for each period what its indicators meant, and the pack's order of them.
func (b *book) indexDefinitions() {
	b.definedIn, b.seq = map[string][]indicatorRow{}, map[string]int{}
	for n, i := range b.indicators {
		b.seq[i.Indicator] = n
	}
	for _, p := range b.periods {
		b.definedIn[p.Period] = desk{book: b, period: p}.defined()
	}
}

// breakTerms say why a figure must not be compared with the one before.
var breakTerms = map[string]term{
	"definition":       {Zh: "定义改变", En: "another definition"},
	"org":              {Zh: "区划或单位变更", En: "units merged, split or renamed"},
	"population basis": {Zh: "人口口径改变", En: "another population basis"},
}

// breakOf is why a figure cannot be compared with that of the period before, ""
// where it can: what the marts say, or another version of the definition.
func (d desk) breakOf(indicator, org, basis string, at int, periods []periodRow) string {
	v, ok := d.value(indicator, org, periods[at].Period, basis)
	switch {
	case !ok || at == 0:
		return ""
	case v.Break != "":
		return v.Break
	}
	before, ok := d.value(indicator, org, periods[at-1].Period, basis)
	if ok && before.Version != v.Version {
		return "definition"
	}
	return ""
}

// breaks are the periods shown that cannot be compared with the one before, and why.
func (d desk) breaks(i indicatorRow, org, basis string) (at []int, why string) {
	periods := d.periodsUntil()
	var words []string
	for n := range periods {
		if code := d.breakOf(i.Indicator, org, basis, n, periods); code != "" {
			at = append(at, n)
			if word := wordOf(breakTerms, code).Zh; !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	return at, strings.Join(words, "、")
}

// A versionLine is one definition of an indicator with the days it holds.
type versionLine struct {
	Version, From, To                  string
	Name, Definition, DefinitionEn     string
	FormulaZh, FormulaEn, Unit, Source string
	Current                            bool
}

// versionLines lists the definitions where there is more than one, the newest first.
func (d desk) versionLines(i indicatorRow) (lines []versionLine) {
	all := d.versions[i.Indicator]
	if len(all) < 2 {
		return nil
	}
	for _, v := range slices.Backward(all) {
		lines = append(lines, versionLine{v.Version, orDefault(v.ValidFrom.String(), "最初"), orDefault(v.ValidTo.String(), "至今"), v.Name, v.Definition, v.DefinitionEn,
			v.FormulaZh, v.FormulaEn, v.Unit, v.Source, v.Version == i.Version})
	}
	return lines
}
