package reports

import (
	"fmt"
	"yigai/reports/svg"
)

// ranking is the places' bars, the city first, zones apart.
func (d desk) ranking(i indicatorRow, t basisTable) chart {
	c := chart{ID: "ranking", Title: d.rankingFinding(i, t.Rows), Sub: fmt.Sprintf("%s，%s，%s，%s", i.Name, i.Unit, t.Basis.Zh, d.current().Zh)}
	picture := svg.BarChart{Label: c.Title + "。" + c.Sub, Mark: d.sampleMark(), Max: 1}
	for _, f := range t.Rows {
		if !f.Pinned && !d.drawn(f) && (!f.Apart || d.now().manyPlaces()) {
			continue
		}
		bar := svg.Bar{Name: d.barName(f), Class: "peer", Y: f.Row.Value.Float(), OK: f.Row.Value.Valid, Value: f.Value.Text, Title: f.Name + " " + d.withUnit(i, f.Row)}
		if !bar.OK {
			bar.Value = missing + " " + wordOf(missingTerms, f.Row.MissingReason).Zh
		}
		switch {
		case f.Pinned && i.Type == "count":
			continue // a sum beside its parts would flatten them
		case f.Pinned:
			bar.Class = "place"
		case f.Apart:
			bar.Class, bar.Gap = "apart", len(picture.Bars) > 0 && picture.Bars[len(picture.Bars)-1].Class != "apart"
		}
		picture.Max = max(picture.Max, bar.Y)
		picture.Bars = append(picture.Bars, bar)
	}
	if city := t.Rows[0].Row; city.Target.Valid && i.Type != "count" {
		picture.Target, picture.TargetLabel = svg.Point{Y: city.Target.Float(), OK: true}, "目标 "+targetText(i, city)
		picture.Max = max(picture.Max, picture.Target.Y)
	}
	c.Static = svg.Bars(picture)
	c.Option = rankingOption(c, picture, i)
	return d.standing(i, c)
}

func (d desk) barName(f figure) string {
	if f.Pinned {
		return f.Name
	}
	return d.tileName(f.Row.Org)
}

func (d desk) rankingFinding(i indicatorRow, rows []figure) string {
	if i.Rollup == "share_yes" {
		yes, all := answered(rows)
		return fmt.Sprintf("%d 个%s中 %d 个为是", all, d.naming.Peers, yes)
	}
	first, last := d.podium(rows)
	if len(last) == 0 {
		return "各" + d.peerName(rows) + i.Name
	}
	top, bottom := extremes(i)
	return together(first, top, d.peerName(rows)) + "，" + together(last, bottom, d.peerName(rows))
}

// answered counts the places that said yes, and those that said anything.
func answered(rows []figure) (yes, all int) {
	for _, f := range rows {
		if f.Pinned || f.Apart || f.Region || !f.Row.Value.Valid {
			continue
		}
		all++
		yes += max(f.Row.Value.Sign(), 0)
	}
	return yes, all
}
