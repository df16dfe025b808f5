package reports

import (
	"html/template"
	"slices"
	"strings"

	"yigai/reports/svg"
)

// unitsView lists all units: counties and zones, then departments.
type unitsView struct {
	frame
	Tiles   template.HTML
	Places  []unitLine
	Offices []unitLine
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
	v := unitsView{frame: d.frame("units", sitePath, d.current().Zh+"单位一览", "Units, "+d.current().En)}
	var tiles []svg.Tile
	for _, o := range d.places() {
		line := d.unitLine(o, "implement", "lead", "assist")
		v.Places = append(v.Places, line)
		tiles = append(tiles, d.tile(o, line.Report.Shape+" "+shortState(line.Report.Zh), "plain "+line.Report.Class))
	}
	for _, o := range d.offices {
		v.Offices = append(v.Offices, d.unitLine(o, "lead"))
	}
	v.Tiles = svg.Tiles("各县区、开发区位置与报送情况", d.sampleMark(), placed(tiles))
	return v
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
		Name: d.nameOf(o.Org), NameEn: o.NameEn, Full: o.Name, Href: d.unitLink(o.Org), Kind: wordOf(kindTerms, o.Kind),
		Report: wordOf(stateTerms, d.report(o.Org).State), Population: grouped(o.Population, 0), Zone: o.Kind == "zone",
	}
	if !d.report(o.Org).Expected {
		line.Report = term{Zh: "不需报送", En: "not expected"}
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

// unitView is one county, zone or department in one quarter.
type unitView struct {
	frame
	Org         orgRow
	Kind        term
	Lead        template.HTML
	IsOffice    bool
	Groups      []indicatorGroup
	HasFigures  bool
	Led         lightsView
	Assisted    lightsView
	Report      reportLine
	Expected    bool
	ReportWords string
	Files       []fileLine
	Population  string
	Elders      string
	EldersMark  mark
	Marked      bool
	Doubts      []doubtLine
	Accepted    []string
	Reported    []reportedLine
}

// A fileLine is one file an org sent, with what became of it.
type fileLine struct {
	Name, Hash, Full, Receipt, Received, Sent, Channel string
	State                                              string
	Revision, Bytes                                    int
}

func (d desk) unitPage(o orgRow, sitePath string) unitView {
	v := unitView{frame: d.frame("units", sitePath, o.Name, o.NameEn), Org: o, Kind: wordOf(kindTerms, o.Kind)}
	v.crumb("单位", "Units", d.periodPage("units.html"))
	v.IsOffice = o.Kind == "department"
	if !v.IsOffice {
		v.Download = csvName(slug(o.Org), v.Sample)
	}
	v.Population, v.Elders = grouped(o.Population, 0), grouped(o.Elders, 0)
	figures := d.unitFigures(o)
	v.Groups, v.HasFigures = byGroup(figures, d.indicators), len(figures) > 0
	v.Footnotes, v.Marked, v.EldersMark = append(missingNotes(figures), acceptedNotes(figures)...), anyMarked(figures), d.assumed("elders", "")
	if v.IsOffice {
		v.Led, v.Assisted = d.lightsOf(d.tasksOf(o.Org, "lead")), d.lightsOf(d.tasksOf(o.Org, "assist"))
		v.Lead = d.officeLead(o, v.Led, v.Assisted)
	} else {
		v.Led = d.lightsOf(d.tasksOf(o.Org, "implement", "lead", "assist"))
		v.Lead = d.placeLead(o, figures, v.Led)
	}
	d.fillReport(&v, o)
	d.unitNeighbours(&v.frame, o)
	return v
}

func (d desk) fillReport(v *unitView, o orgRow) {
	r := d.report(o.Org)
	v.Expected, v.ReportWords = r.Expected, d.reportWords(o.Org)
	v.Report = d.reportLine(o, r)
	v.Reported = d.reportedLines(o.Org)
	for _, q := range d.doubtsOf(o.Org) {
		line := d.doubtLine(q)
		if q.Waived {
			v.Accepted = append(v.Accepted, acceptedWords(q.WaivedBy, q.Until.String(), q.Reason))
			line.Note = len(v.Accepted)
		}
		v.Doubts = append(v.Doubts, line)
	}
	for _, s := range d.fileBy[orgPeriod{o.Org, d.period.Period}] {
		v.Files = append(v.Files, fileLine{
			Name: s.FileName, Hash: shortHash(s.SHA256), Full: s.SHA256, Receipt: s.Submission, Received: daytime(s.ReceivedAt),
			Sent: daytime(s.SentAt), Channel: s.Channel, State: wordOf(accountTerms, s.State).Zh, Revision: s.Revision, Bytes: s.Bytes,
		})
	}
}

// daytime is an RFC 3339 time to the minute, as people write it.
func daytime(rfc3339 string) string {
	if len(rfc3339) < len("2022-04-12T08:30") {
		return rfc3339
	}
	return strings.Replace(rfc3339[:len("2022-04-12T08:30")], "T", " ", 1)
}

// unitFigures are the indicators that have a row for the org.
func (d desk) unitFigures(o orgRow) []figure {
	var figures []figure
	for _, i := range d.indicators {
		basis := d.mainBasis(i.Indicator)
		f := d.figure(i, o.Org, basis)
		if f.None {
			continue
		}
		f.Name, f.NameEn, f.Link = i.Name, i.NameEn, d.indicatorLink(i.Indicator)
		f.Spark = d.spark(i, o.Org, basis, f.Row.Target)
		if i.Rollup != "share_yes" { // yes and no have no places between them
			f.Strip = d.strip(i, o.Org, basis)
		}
		figures = append(figures, f)
	}
	return figures
}

// byGroup splits figures where the indicator's group changes.
func byGroup(figures []figure, indicators []indicatorRow) []indicatorGroup {
	groupOf := map[string]string{}
	for _, i := range indicators {
		groupOf[i.Indicator] = i.Group
	}
	var groups []indicatorGroup
	for _, f := range figures {
		name := groupOf[f.Row.Indicator]
		if len(groups) == 0 || groups[len(groups)-1].Name != name {
			groups = append(groups, indicatorGroup{Name: name})
		}
		last := &groups[len(groups)-1]
		last.Figures = append(last.Figures, f)
	}
	return groups
}

// unitNeighbours leads through the counties and zones, or through the departments.
func (d desk) unitNeighbours(f *frame, o orgRow) {
	kin := d.places()
	if o.Kind == "department" {
		kin = d.offices
	}
	var all []link
	for _, k := range kin {
		all = append(all, link{Name: d.nameOf(k.Org), NameEn: k.NameEn, Href: d.unitLink(k.Org)})
	}
	f.between(all, slices.IndexFunc(kin, func(k orgRow) bool { return k.Org == o.Org }))
}
