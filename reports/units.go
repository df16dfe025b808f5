package reports

import (
	"html/template"
	"slices"
	"strconv"

	"yigai/reports/svg"
)

// unitsView lists all units: regions in between, places and zones, departments, institutions.
type unitsView struct {
	frame
	Tiles, RegionTiles template.HTML
	TileNote           string
	Regions            []unitLine
	Groups             []unitGroup // of places, by region where there are regions in between
	PlaceCount         int
	Deep               bool // places stand with the regions they belong to
	Offices            []unitLine
	Rosters            []rosterLine
	Lamps              []term
}

// A unitGroup is the places of one region; Name is "" where nothing lies in between.
type unitGroup struct {
	Name, Href string
	Lines      []unitLine
}

// A unitLine is one unit in a list.
type unitLine struct {
	Name, NameEn, Full, Href string
	Kind                     term
	Met, Behind, WithTarget  int
	Lights                   lightsView
	Report                   term
	Population               string
	Zone                     bool
}

func (d desk) unitsPage(sitePath string) unitsView {
	v := unitsView{frame: d.frame("units", sitePath, d.current().Zh+"单位一览", "Units, "+d.current().En), TileNote: d.mapNote()}
	for _, o := range d.now().between() {
		v.Regions = append(v.Regions, d.unitLine(o, "implement", "lead", "assist"))
	}
	v.Groups, v.PlaceCount = d.unitGroups(), len(d.now().places())
	for _, o := range d.now().offices {
		v.Offices = append(v.Offices, d.unitLine(o, "lead"))
	}
	v.Tiles, v.Deep = d.where(d.naming.EachPlace()+"位置与报送情况", d.reportTiles(d.now().inTables())), d.now().deep()
	if tiles := d.reportTiles(d.now().between()); len(placed(slices.Clone(tiles))) > 0 {
		v.RegionTiles = d.where("位置与报送情况", tiles)
	}
	v.Rosters = d.rosterLines()
	for _, l := range d.lamps {
		v.Lamps = append(v.Lamps, l.term)
	}
	return v
}

// reportTiles say who has reported.
func (d desk) reportTiles(orgs []orgRow) (tiles []svg.Tile) {
	for _, o := range orgs {
		state := d.reportState(o.Org)
		tiles = append(tiles, d.tile(o, state.Shape+" "+shortState(state.Zh), "plain "+state.Class))
	}
	return tiles
}

// unitGroups are the places by the region they belong to; all in one group
// where no region lies in between.
func (d desk) unitGroups() (groups []unitGroup) {
	at := map[string]int{}
	for _, o := range d.now().inTables() {
		above, known := "", false
		if len(d.now().regions) > 0 {
			above = o.Parent
		}
		n, known := at[above]
		if !known {
			n = len(groups)
			at[above] = n
			groups = append(groups, unitGroup{})
			if above != "" {
				groups[n] = unitGroup{Name: d.nameOf(above), Href: d.unitLink(above)}
			}
		}
		groups[n].Lines = append(groups[n].Lines, d.unitLine(o, "implement", "lead", "assist"))
	}
	return groups
}

// reportState is how an org stands with its report of the period.
func (d desk) reportState(org string) term {
	if r := d.report(org); r.Expected {
		return wordOf(stateTerms, r.State)
	}
	return term{Zh: "不需报送", En: "not expected"}
}

// shortState fits a square of the map: 按时, 迟报, 未报.
func shortState(word string) string {
	if runes := []rune(word); len(runes) > 2 {
		return string(runes[:2])
	}
	return word
}

func (d desk) unitLine(o orgRow, roles ...string) unitLine {
	line := unitLine{
		Name: d.nameOf(o.Org), NameEn: o.NameEn, Full: o.Name, Href: d.unitLink(o.Org), Kind: kindOf(o),
		Report: d.reportState(o.Org), Population: grouped(o.Population, 0), Zone: o.Class == "zone",
	}
	for _, i := range d.indicators {
		v, _ := d.value(i.Indicator, o.Org, d.period.Period, d.mainBasis(i.Indicator))
		if v.Target.Valid {
			line.WithTarget++
		}
		switch v.Status {
		case "met":
			line.Met++
		case "behind", "missed":
			line.Behind++
		}
	}
	line.Lights = d.lightsOf(d.tasksOf(o.Org, roles...))
	return line
}

// A rosterLine is one parent of institutions with how many it has.
type rosterLine struct {
	Name, Href, Count string
}

func (d desk) rosterLines() (lines []rosterLine) {
	for _, parent := range d.rosterParents() {
		lines = append(lines, d.rosterLine(parent))
	}
	return lines
}

func (d desk) rosterLine(parent string) rosterLine {
	return rosterLine{d.nameOf(parent), d.to(rosterPath(d.period.Period, parent)), strconv.Itoa(len(d.institutionsOf(parent)))}
}
