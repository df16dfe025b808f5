package reports

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"yigai/reports/svg"
)

// indicatorView is one indicator in one quarter.
type indicatorView struct {
	frame
	Indicator      indicatorRow
	Basis          term
	Lead, LeadEn   template.HTML
	Head           headline
	Trend, Ranking chart
	Views          []chartView
	Map            placeMap
	Main           basisTable
	Others         []basisTable
	Elsewhere      []term // bases whose table stands on the page of all periods
	Target         []targetLine
	Direction      term
	Tasks, Related []link
	Elements       []elementLine
	HasPlaces      bool
	Many           bool   // too many places for a map beside a chart
	Zones          string // what places inside others are called; "" for none
	Versions       []versionLine
	Lagging        lagView
	Before         string
	BaselineMark   mark
	TrendTable     []trendRow // the last eight periods
	Earlier        int        // how many more stand on the page of all periods
	Vintages       []vintageLine
	Series         string // the page of all periods and places
	Downloads      []link
	Area           string
	Places         []string // those that a reader may look for in the charts
}

// A basisTable is the table of all places under one basis.
type basisTable struct {
	Basis             term
	Rows              []figure
	Unit              string
	Notes             []string
	IsRate, HasTarget bool
}

func (d desk) indicatorPage(i indicatorRow, sitePath string) (indicatorView, error) {
	i = d.definition(i)
	v := indicatorView{frame: d.frame("indicators", sitePath, i.Name, i.NameEn), Indicator: i}
	v.crumb("指标", "Indicators", d.periodPage("indicators.html"))
	v.Charts = true
	basis := d.mainBasis(i.Indicator)
	v.Basis, v.Direction = d.basis(basis), wordOf(directionTerms, i.Direction)
	v.Main = d.basisTable(i, basis)
	for _, other := range d.basisBy[i.Indicator][min(1, len(d.basisBy[i.Indicator])):] {
		if d.now().manyPlaces() {
			v.Elsewhere = append(v.Elsewhere, d.basis(other)) // too long for this page: all places of all bases stand on that of all periods
			continue
		}
		v.Others = append(v.Others, d.basisTable(i, other))
	}
	v.Lead, v.LeadEn = d.indicatorLead(i, basis, v.Main.Rows[1:]), d.indicatorLeadEn(i, basis)
	v.Head = d.headline(i, basis)
	d.charts(&v, i, basis)
	v.Zones, v.Versions = d.now().zoneName(), d.versionLines(i)
	v.Target, v.Before, v.BaselineMark = d.targetLines(i), d.beforeWord("上期"), d.assumed("baseline", "")
	v.Lagging = d.lagView(15, d.laggardIn[d.period.Period], func(r laggardRow) bool { return r.Indicator == i.Indicator })
	v.Vintages, v.Area = d.vintagesOf(i, basis), d.areaWords()
	v.Tasks, v.Related, v.Elements = d.tasksMoving(i.Indicator), d.related(i), d.countedFrom(i.Indicator)
	d.neighbours(&v.frame, i.Indicator)
	return v, d.describe(&v, sitePath)
}

// charts fills in the pictures and the table that stands beside them.
func (d desk) charts(v *indicatorView, i indicatorRow, basis string) {
	v.Trend, v.Views = d.trend(i, basis, v.Main.Rows), d.chartViews(i, basis)
	v.TrendTable = d.trendTable(i, basis)
	v.Earlier = max(0, len(v.TrendTable)-8)
	v.TrendTable = v.TrendTable[v.Earlier:]
	places := v.Main.Rows[1:]
	v.Many, v.HasPlaces = d.now().manyPlaces(), len(places) > 0
	if !v.HasPlaces {
		return
	}
	v.Ranking, v.Map = d.ranking(i, v.Main), d.placeMap(i, basis, places)
	for _, f := range places {
		if d.drawn(f) {
			v.Places = append(v.Places, f.Name)
		}
	}
}

// describe fills in the files to keep and what other programs are told of the page.
func (d desk) describe(v *indicatorView, sitePath string) error {
	name := slug(v.Indicator.Indicator)
	v.Series = d.to(seriesPath(d.period.Period, v.Indicator.Indicator))
	v.Download = csvName(name, v.Sample)
	v.Downloads = []link{
		{Name: d.naming.Total + "各期", NameEn: "headline, all periods", Href: csvName(name+".headline", v.Sample)},
		{Name: d.current().Zh + "各单位、各口径", NameEn: "this period, all units, all bases", Href: v.Download},
		{Name: "各期、各单位、各口径", NameEn: "all periods, all units, all bases", Href: csvName(name+".series", v.Sample)},
	}
	v.Summary = plain(v.Lead)
	var err error
	v.Data, err = d.dataset(v.Indicator, sitePath, v.Downloads)
	return err
}

// areaWords is the region whose figures the page has, with how many places.
func (d desk) areaWords() string {
	return fmt.Sprintf("%s（%d 个%s）", d.orgByCode[d.head.Region].Name, len(d.now().places()), d.naming.Places)
}

// plain is a sentence without its emphasis.
func plain(s template.HTML) string {
	return html.UnescapeString(strings.NewReplacer("<b>", "", "</b>", "").Replace(string(s)))
}

func (d desk) neighbours(f *frame, indicator string) {
	all := d.defined()
	f.between(len(all), d.seq[indicator], func(n int) link {
		return link{Name: all[n].Name, NameEn: all[n].NameEn, Href: d.indicatorLink(all[n].Indicator)}
	})
}

// basisTable has the city first, then the counties by rank, then the zones.
func (d desk) basisTable(i indicatorRow, basis string) basisTable {
	t := basisTable{Basis: d.basis(basis), Unit: i.Unit, IsRate: i.Type == "ratio"}
	city := d.placeFigure(i, d.region, basis)
	city.Name, city.Pinned = d.naming.Total, true
	t.Rows = append(t.Rows, city)
	for _, o := range d.now().between() {
		if f := d.placeFigure(i, o, basis); !f.None {
			f.Name, f.Region = d.totalName(o.Org), true
			t.Rows = append(t.Rows, f)
		}
	}
	var counties []figure
	for _, o := range d.now().inTables() {
		if f := d.placeFigure(i, o, basis); !f.None && o.Class != "zone" {
			counties = append(counties, f)
		}
	}
	slices.SortStableFunc(counties, func(x, y figure) int { return cmp.Compare(rankKey(x), rankKey(y)) })
	t.Rows = append(t.Rows, counties...)
	for _, o := range d.now().inTables() {
		if f := d.placeFigure(i, o, basis); !f.None && o.Class == "zone" {
			f.Apart = true
			t.Rows = append(t.Rows, f)
		}
	}
	t.Notes = append(missingNotes(t.Rows), acceptedNotes(t.Rows)...)
	for _, f := range t.Rows {
		t.HasTarget = t.HasTarget || f.Row.Target.Valid
	}
	return t
}

// rankKey puts the unranked last, in the register's order.
func rankKey(f figure) int {
	if f.Row.Rank == 0 {
		return 1 << 20
	}
	return f.Row.Rank
}

func (d desk) placeFigure(i indicatorRow, o orgRow, basis string) figure {
	f := d.figure(i, o.Org, basis)
	f.Name, f.NameEn, f.Link = d.nameOf(o.Org), o.NameEn, d.unitLink(o.Org)
	if len(d.now().regions) > 0 && o.Parent != d.head.Region {
		f.Above = d.nameOf(o.Parent)
	}
	f.Spark = d.spark(i, o.Org, basis, f.Row.Target)
	return f
}

// valueTiles colours places by distance from target, else by rank, in five steps.
func (d desk) valueTiles(i indicatorRow, places []figure) (template.HTML, string) {
	var tiles []svg.Tile
	withTarget := false
	for _, f := range places {
		if f.Region && !d.now().deep() {
			continue // on a map of their own
		}
		o := d.orgByCode[f.Row.Org]
		t := d.tile(o, f.Value.Text, tileClass(i, f))
		t.Code = o.Org
		if f.Row.Value.Valid {
			t.Title = o.Name + " " + d.withUnit(i, f.Row)
			t.Value = d.shortValue(i, f)
		} else {
			t.Title = o.Name + " " + f.Value.Why
		}
		withTarget = withTarget || f.Row.Target.Valid
		tiles = append(tiles, t)
	}
	caption := "颜色由浅到深：位次由后到前。"
	switch {
	case i.Rollup == "share_yes":
		caption = "蓝色为是，橙色为否。"
	case withTarget:
		caption = "蓝色好于目标，橙色差于目标，灰色相差 1 以内；颜色越深，相差越大。"
	}
	return d.where(i.Name+"，"+d.naming.EachPlace(), tiles), caption
}

// shortValue fits a tile: one decimal, ten thousands for large counts.
func (d desk) shortValue(i indicatorRow, f figure) string {
	text := d.valueText(i, f.Row)
	if i.Rollup == "share_yes" {
		return text
	}
	return grouped(f.Row.Value, min(i.Decimals, 1))
}

func tileClass(i indicatorRow, f figure) string {
	switch {
	case !f.Row.Value.Valid:
		return "none"
	case i.Rollup == "share_yes":
		return map[bool]string{true: "above2", false: "below2"}[f.Row.Value.Sign() > 0]
	case f.Row.Gap.Valid:
		return heatClass(f.Row.Gap.Float(), f.Row.Comparator == "le")
	case f.Row.Rank > 0 && f.Row.RankOf > 1:
		return fmt.Sprintf("s%d", 5-(f.Row.Rank-1)*5/f.Row.RankOf)
	}
	return "s2"
}
