package reports

import (
	"fmt"
	"html/template"
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

// peersOf are the orgs that an org is compared with.
func (d desk) peersOf(org string) []orgRow {
	if d.orgByCode[org].Class == "region" {
		return d.now().regions
	}
	return d.now().peers
}

// strip shows where an org stands among its peers.
func (d desk) strip(i indicatorRow, org, basis string) template.HTML {
	own, _ := d.value(i.Indicator, org, d.period.Period, basis)
	var peers []svg.Point
	for _, c := range d.peersOf(org) {
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
