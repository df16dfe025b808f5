package reports

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"yigai/reports/svg"
)

// laggardTiles is the map of how many indicators are behind, by place.
func (d desk) laggardTiles(laggards []laggard) template.HTML {
	behind := map[string]int{}
	for _, l := range laggards {
		behind[l.Org] = len(l.Behind)
	}
	var tiles []svg.Tile
	for _, o := range d.now().inTables() {
		n := behind[o.Org]
		t := d.tile(o, strconv.Itoa(n)+"项", countClass(n))
		if !d.hasTargets(o.Org) {
			t = d.tile(o, missing, "none")
		}
		tiles = append(tiles, t)
	}
	return d.where(d.naming.EachPlace()+"落后指标数", tiles)
}

func countClass(n int) string { return "s" + strconv.Itoa(1+min(4, (n+1)/2)) }

func (d desk) hasTargets(org string) bool {
	for _, i := range d.defined() {
		v, _ := d.value(i.Indicator, org, d.period.Period, d.mainBasis(i.Indicator))
		if v.Target.Valid && v.Value.Valid {
			return true
		}
	}
	return false
}

func (d desk) tile(o orgRow, value, class string) svg.Tile {
	return svg.Tile{
		Column: o.Column, Row: o.Row, Name: d.tileName(o.Org), Value: value, Class: class,
		Title: o.Name + " " + value, Link: d.unitLink(o.Org), Code: o.Org,
	}
}

// tileName fits a square: the city's own name is left out, and at most five characters stay.
func (d desk) tileName(org string) string {
	name := d.nameOf(org)
	if rest, found := strings.CutPrefix(name, strings.TrimSuffix(d.nameOf(d.head.Region), "市")); found && rest != "" {
		name = rest
	}
	if runes := []rune(name); len(runes) > 5 {
		name = string(runes[:4]) + "…"
	}
	return name
}

// placed drops places without a place on the map and moves the others to its
// corner: one grid may hold maps of several levels side by side.
func placed(tiles []svg.Tile) []svg.Tile {
	tiles = slices.DeleteFunc(tiles, func(t svg.Tile) bool { return t.Column < 1 || t.Row < 1 })
	if len(tiles) == 0 {
		return nil
	}
	left, top := tiles[0].Column, tiles[0].Row
	for _, t := range tiles {
		left, top = min(left, t.Column), min(top, t.Row)
	}
	for n := range tiles {
		tiles[n].Column, tiles[n].Row = tiles[n].Column-left+1, tiles[n].Row-top+1
	}
	return tiles
}
