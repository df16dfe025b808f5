package reports

import (
	"fmt"
	"html/template"
	"slices"
	"sync"

	"yigai/internal/parquetio"
	"yigai/reports/svg"
)

// series is the org's values over the periods up to the page's own.
func (d desk) series(i indicatorRow, org, basis string) []svg.Point {
	var points []svg.Point
	periods := d.periodsUntil()
	for n, p := range periods {
		v, _ := d.value(i.Indicator, org, p.Period, basis)
		points = append(points, svg.Point{Y: v.Value.Float(), OK: v.Value.Valid, Fresh: d.breakOf(i.Indicator, org, basis, n, periods) != ""})
	}
	return points
}

// titledSeries has each value in words besides, for the line whose points can be pointed at.
func (d desk) titledSeries(i indicatorRow, org, basis string) []svg.Point {
	points := d.series(i, org, basis)
	for n, p := range d.periodsUntil() {
		if v, _ := d.value(i.Indicator, org, p.Period, basis); points[n].OK {
			points[n].Title = periodName(p).Zh + " " + d.withUnit(i, v)
		}
	}
	return points
}

// spark is the last eight periods of an org.
func (d desk) spark(i indicatorRow, org, basis string, target parquetio.Number) template.HTML {
	points := d.series(i, org, basis)
	points = points[max(0, len(points)-8):]
	label := fmt.Sprintf("%s%s近%d期走势", d.nameOf(org), i.Name, len(points))
	return svg.Spark(label, points, svg.Point{Y: target.Float(), OK: target.Valid})
}

// peersOf are the orgs that an org is compared with: the places, or the regions of its kind.
func (d desk) peersOf(o orgRow) []orgRow {
	if o.Class == "region" {
		return d.now().kin[o.KindName]
	}
	return d.now().peers
}

// dotsInStrip is how many peers have a dot each; of more, only how they spread can be seen.
const dotsInStrip = 30

// spreads says that an org's peers are shown by how they spread.
func (d desk) spreads(o orgRow) bool { return len(d.peersOf(o)) > dotsInStrip }

// strip shows where an org stands among its peers.
func (d desk) strip(i indicatorRow, org, basis string) template.HTML {
	own, _ := d.value(i.Indicator, org, d.period.Period, basis)
	if o := d.orgByCode[org]; d.spreads(o) {
		return d.spreadStrip(i, o, basis, own)
	}
	var peers []svg.Point
	for _, c := range d.peersOf(d.orgByCode[org]) {
		v, _ := d.value(i.Indicator, c.Org, d.period.Period, basis)
		if v.Value.Valid && c.Org != org {
			peers = append(peers, svg.Point{Y: v.Value.Float(), OK: true, Title: d.nameOf(c.Org) + " " + d.withUnit(i, v)})
		}
	}
	if len(peers) == 0 || !own.Value.Valid {
		return ""
	}
	label := fmt.Sprintf("%s在同类单位中的位置：%s", i.Name, d.withUnit(i, own))
	place := svg.Point{Y: own.Value.Float(), OK: true, Title: d.nameOf(org) + " " + d.withUnit(i, own)}
	return svg.Strip(label, peers, place, svg.Point{Y: own.Target.Float(), OK: own.Target.Valid})
}

// spreadStrip shows it where there are too many peers for a dot each.
func (d desk) spreadStrip(i indicatorRow, o orgRow, basis string, own valueRow) template.HTML {
	s := d.spreadOf(i.Indicator, o, basis)
	if len(s) == 0 || !own.Value.Valid {
		return ""
	}
	label := fmt.Sprintf("%s在 %d 个同类单位中的位置：%s", i.Name, len(s), d.withUnit(i, own))
	at := func(percent int) float64 { return s[(len(s)-1)*percent/100] }
	return svg.Spread(label, [5]float64{at(5), at(25), at(50), at(75), at(95)}, own.Value.Float(), svg.Point{Y: own.Target.Float(), OK: own.Target.Valid})
}

// spreadOf are the values of an org's peers and its own, the lowest first. They
// are sorted once for all pages that show them.
func (d desk) spreadOf(indicator string, o orgRow, basis string) []float64 {
	kind := ""
	if o.Class == "region" {
		kind = o.KindName
	}
	once, _ := d.sorted.LoadOrStore(spreadKey{valueList{indicator, d.period.Period, basis}, kind}, sync.OnceValue(func() (all []float64) {
		for _, c := range d.peersOf(o) {
			if v, _ := d.value(indicator, c.Org, d.period.Period, basis); v.Value.Valid {
				all = append(all, v.Value.Float())
			}
		}
		slices.Sort(all)
		return all
	}))
	return once.(func() []float64)()
}

// A spreadKey is one list of values and the kind of region it is about, "" for places.
type spreadKey struct {
	valueList
	kind string
}

// bullet draws a city figure against its target.
func (d desk) bullet(i indicatorRow, v valueRow) template.HTML {
	top := max(v.Value.Float(), v.Target.Float(), v.TargetTo.Float()) * 1.1
	if i.Unit == "%" {
		top = 100
	}
	label := i.Name + " " + d.withUnit(i, v) + "，目标 " + targetText(i, v)
	value := svg.Point{Y: v.Value.Float(), OK: v.Value.Valid}
	return svg.Bullet(label, d.status(v.Status).Class, value, svg.Point{Y: v.Target.Float(), OK: v.Target.Valid}, top)
}
