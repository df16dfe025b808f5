package bulletin

import (
	"cmp"
	"slices"
	"strings"
)

// A figure is an indicator with its value for one org in the period, on the basis shown first.
type figure struct {
	indicatorRow
	valueRow
}

func (f figure) place() place { return f.valueRow.place() }

func (v valueRow) place() place {
	return at("mart_indicator", "indicator", v.Indicator, "version", v.Version, "org", v.Org, "period", v.Period, "basis", v.Basis)
}

// hasTarget says whether the programme sets a value that the figure is measured by.
func (f figure) hasTarget() bool { return f.Comparator != "" && f.Comparator != "unset" }

// figure looks up an indicator of an org; false where the marts have no row of it.
func (b *book) figure(i indicatorRow, org, period string) (figure, bool) {
	v, found := b.values[valueKey{i.Indicator, i.Version, org, period, i.DefaultBasis}]
	return figure{i, v}, found
}

// figures are those of one org in the order of the programme.
func (b *book) figuresOf(org string) []figure {
	var all []figure
	for _, i := range b.indicators {
		if f, found := b.figure(i, org, b.period.Period); found {
			all = append(all, f)
		}
	}
	return all
}

// statuses are how figures with a target may stand, in the order in which they are told.
var statuses = []struct{ code, zh, en string }{
	{"met", "项达到目标", "met"}, {"on_track", "项按序时进度推进", "on track"}, {"behind", "项落后于序时进度", "behind"},
	{"missed", "项到期未达目标", "missed"}, {"no_data", "项暂无数据", "without data"},
}

// onceTargets is how the region stands against its targets, and which places are behind most.
func (b *book) onceTargets() item {
	by, monitored := map[string][]figure{}, 0
	var withTarget []figure
	for _, f := range b.figuresOf(b.head.Region) {
		if !f.hasTarget() {
			monitored++
			continue
		}
		withTarget = append(withTarget, f)
		by[f.Status] = append(by[f.Status], f)
	}
	all := item{"targets": both(b.countOf(withTarget, ""))}
	var standing []phrase
	for _, s := range statuses {
		count := b.countOf(by[s.code], s.code)
		all[s.code], all[s.code+"_names"] = both(count), indicatorNames(by[s.code], count)
		if len(by[s.code]) > 0 {
			standing = append(standing, phrase{zh: together(count, words(s.zh)), en: together(count, words(" "+s.en))})
		}
	}
	all["standing"] = list(standing, nil, "", "")
	weak := slices.Concat(by["behind"], by["missed"])
	all["weak"], all["weak_names"] = both(b.countOf(weak, "behind|missed")), indicatorNames(weak, b.countOf(weak, "behind|missed"))
	b.weakPlaces(all)
	return all
}

// countOf is how many indicators of the region there are, by their names: each
// stands with its own basis, which no single condition could say.
func (b *book) countOf(figures []figure, status string) []Run {
	return countIndicators(figures, b.head.Region, b.period.Period, status)
}

func countIndicators(figures []figure, org, period, status string) []Run {
	var codes []string
	for _, f := range figures {
		codes = append(codes, f.indicatorRow.Indicator)
	}
	where := []string{"org", org, "period", period, "indicator", strings.Join(codes, "|")}
	if status != "" {
		where = append(where, "status", status)
	}
	return at("mart_indicator", where...).names("indicator", len(codes))
}

func indicatorNames(figures []figure, total []Run) phrase {
	var names []phrase
	for _, f := range figures {
		names = append(names, f.name())
	}
	return list(names, total, "项指标", "indicators")
}

func (f figure) name() phrase {
	return pair(at("dim_indicator", "indicator", f.indicatorRow.Indicator, "version", f.indicatorRow.Version), "name", f.Name, f.NameEn)
}

// A weakPlace is a place with how many of its figures with a target are behind or missed.
type weakPlace struct {
	org  string
	weak []figure
	of   int
}

func (b *book) placesBehind() []weakPlace {
	var all []weakPlace
	for _, o := range b.orgList {
		if o.Class != "place" && o.Class != "zone" {
			continue
		}
		one := weakPlace{org: o.Org}
		for _, f := range b.figuresOf(o.Org) {
			if !f.hasTarget() {
				continue
			}
			one.of++
			if f.Status == "behind" || f.Status == "missed" {
				one.weak = append(one.weak, f)
			}
		}
		if len(one.weak) > 0 {
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(x, y weakPlace) int { return cmp.Compare(len(y.weak), len(x.weak)) })
	return all
}

// weakPlaces names the places, those with most indicators behind first.
func (b *book) weakPlaces(all item) {
	var names []phrase
	var codes []string
	for _, p := range b.placesBehind() {
		count := countIndicators(p.weak, p.org, b.period.Period, "behind|missed")
		names = append(names, join(b.org(p.org), bracketed(phrase{zh: together(count, words("项")), en: count})))
		codes = append(codes, p.org)
	}
	total := at("mart_indicator", "period", b.period.Period, "org", strings.Join(codes, "|"), "status", "behind|missed").names("org", len(codes))
	all["weak_places"], all["weak_place_names"] = both(total), list(names, total, "个"+strings.TrimPrefix(b.head.Places, "各"), b.head.PlacesEn)
}
