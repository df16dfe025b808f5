package reports

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// An embedView is one chart alone, for the page of somebody else.
type embedView struct {
	frame
	Chart chart
	Map   *placeMap
	Page  string
}

// A chartSet is the charts of an indicator in a period.
type chartSet struct {
	indicator indicatorRow
	charts    []chart
	places    *placeMap
}

func (s chartSet) named(name string) (chart, bool) {
	at := slices.IndexFunc(s.charts, func(c chart) bool { return c.ID == name })
	if at < 0 {
		return chart{}, false
	}
	return s.charts[at], true
}

// chartNames are the charts an indicator has; those of places only where there are places.
func (d desk) chartNames(i indicatorRow) []string {
	basis := d.mainBasis(i.Indicator)
	for _, orgs := range [][]orgRow{d.now().between(), d.now().inTables()} {
		for _, o := range orgs {
			if _, known := d.value(i.Indicator, o.Org, d.period.Period, basis); known {
				if d.mapped() {
					return []string{"trend", "ranking", "map"}
				}
				return []string{"trend", "ranking"}
			}
		}
	}
	return []string{"trend"}
}

// mapped says that some place of a map has a place on it.
func (d desk) mapped() bool {
	orgs := d.now().inTables()
	if d.now().deep() {
		orgs = d.now().tops
	}
	return slices.ContainsFunc(orgs, func(o orgRow) bool { return o.Column > 0 && o.Row > 0 || len(d.land[o.Org]) > 0 })
}

func (d desk) chartsOf(i indicatorRow) chartSet {
	i = d.definition(i)
	basis := d.mainBasis(i.Indicator)
	table := d.basisTable(i, basis)
	set := chartSet{indicator: i, charts: []chart{d.trend(i, basis, table.Rows)}}
	if len(table.Rows) > 1 {
		m := d.placeMap(i, basis, table.Rows[1:])
		set.charts, set.places = append(set.charts, d.ranking(i, table), m.Chart), &m
	}
	return set
}

func (d desk) embedPage(set chartSet, name, sitePath string) embedView {
	i := set.indicator
	v := embedView{frame: d.frame("indicators", sitePath, i.Name, i.NameEn), Page: d.indicatorLink(i.Indicator)}
	v.Chart, _ = set.named(name)
	v.Charts = v.Chart.Option != nil
	if name == "map" {
		v.Map = set.places
	}
	return v
}

// pictureStyle is what of the style sheet a picture needs, its variables put in:
// programs that draw SVG files know none.
var pictureStyle = sync.OnceValue(func() string { return styleOfPictures(string(mustRead("site.css"))) })

var (
	cssVariable = regexp.MustCompile(`--([a-z0-9-]+): ?([^;]+);`)
	cssUse      = regexp.MustCompile(`var\(--([a-z0-9-]+)\)`)
	cssRule     = regexp.MustCompile(`([^{}]+)\{[^}]*\}`)
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssDrawn    = regexp.MustCompile(`^(svg|\.bars|\.tiles?|\.hatch|\.land)\b`) // whose rules are about pictures
)

func styleOfPictures(css string) string {
	css, _, _ = strings.Cut(cssComment.ReplaceAllString(css, ""), "@media")
	values := map[string]string{}
	for _, m := range cssVariable.FindAllStringSubmatch(css, -1) {
		values[m[1]] = m[2]
	}
	var b strings.Builder
	for _, rule := range cssRule.FindAllString(css, -1) {
		rule = strings.TrimSpace(rule)
		if !cssDrawn.MatchString(rule) {
			continue
		}
		b.WriteString(cssUse.ReplaceAllStringFunc(rule, func(use string) string { return values[cssUse.FindStringSubmatch(use)[1]] }))
	}
	b.WriteString(`svg text{font-family:"Source Han Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}svg .file-title{font-size:20px;font-weight:600}svg .file-sub{font-size:14px;fill:#52606d}svg .file-source{font-size:12px;fill:#52606d}`)
	return b.String()
}
