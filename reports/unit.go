package reports

import (
	"html/template"
	"slices"
	"strings"
)

// unitView is one county, zone or department in one quarter.
type unitView struct {
	frame
	Org         orgRow
	Kind        term
	Lead        template.HTML
	LeadEn      template.HTML
	IsOffice    bool
	Groups      []unitTable
	HasFigures  bool
	Led         lightsView
	Assisted    lightsView
	Report      reportLine
	Expected    bool
	ReportWords term
	Files       []fileLine
	Facts       string // what is known of its people
	Gone        string // why it does not exist in the period; "" where it does
	Kin         []link // what came after it, or before
	Within      []unitLine
	Rosters     []rosterLine
	Schemes     []unitScheme
	Follow      unitFollow
	Lagging     lagView
	DueSoon     []taskLine // due within 30 days of the period's cut-off
	EldersMark  mark
	Marked      bool
	Spread      bool // peers are too many for a dot each
	Doubts      []doubtLine
	Accepted    []string
	Reported    []reportedLine
	Sources     unitSources
	Places      string // the page of a region's parts by indicators
}

// A fileLine is one file an org sent, with what became of it.
type fileLine struct {
	Name, Hash, Full, Receipt, Received, Sent, Channel string
	State, StateEn                                     string
	Revision, Bytes                                    int
}

func (d desk) unitPage(o orgRow, sitePath string) unitView {
	v := unitView{frame: d.frame("units", sitePath, o.Name, o.NameEn), Org: o, Kind: kindOf(o)}
	v.crumb("单位", "Units", d.periodPage("units.html"))
	d.crumbsAbove(&v.frame, o)
	if v.Gone, v.Kin = d.gone(o); v.Gone != "" {
		return v
	}
	v.IsOffice = o.Class == "department"
	if !v.IsOffice {
		v.Download = csvName(slug(o.Org), v.Sample)
	}
	v.Sources = d.sourcesOf(o)
	if path := placesPath(d.period.Period, o.Org); d.exists[path] {
		v.Places = d.to(path)
	}
	v.Facts, v.Spread = d.unitFacts(o), d.spreads(o)
	d.fillWithin(&v, o)
	figures := d.unitFigures(o)
	v.Groups, v.HasFigures = d.unitTables(figures), len(figures) > 0
	v.Footnotes, v.Marked, v.EldersMark = append(missingNotes(figures), acceptedNotes(figures)...), anyMarked(figures), d.assumed("elders", "")
	if v.IsOffice {
		v.Led, v.Assisted = d.lightsOf(d.tasksOf(o.Org, "lead")), d.lightsOf(d.tasksOf(o.Org, "assist"))
		v.Lead, v.LeadEn = d.officeLead(o, v.Led, v.Assisted), d.officeLeadEn(o, v.Led, v.Assisted)
	} else {
		v.Led = d.lightsOf(d.tasksOf(o.Org, "implement", "lead", "assist"))
		v.Lead, v.LeadEn = d.placeLead(o, figures, v.Led), d.placeLeadEn(o, figures, v.Led)
	}
	v.Lagging = d.lagView(30, d.byOrg.laggards[orgPeriod{o.Org, d.period.Period}], func(laggardRow) bool { return true })
	v.DueSoon = dueSoon(v.Led.Tasks, v.Assisted.Tasks)
	v.Schemes, v.Follow = d.unitSchemes(o.Org), d.unitFollow(o.Org)
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
			Sent: daytime(s.SentAt), Channel: s.Channel, State: wordOf(accountTerms, s.State).Zh, StateEn: wordOf(accountTerms, s.State).En, Revision: s.Revision, Bytes: s.Bytes,
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
	defined := d.defined()
	figures := make([]figure, 0, len(defined)) // they are large: no room is made twice
	for _, i := range defined {
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

// unitFacts says what the register knows of an org: nothing where there is no census.
func (d desk) unitFacts(o orgRow) string {
	text := kindOf(o).Zh + "　代码 " + o.Org
	if o.Population.Valid {
		text += "　常住人口 " + grouped(o.Population, 0) + " 人"
	}
	if o.Elders.Valid {
		text += "，65 岁及以上 " + grouped(o.Elders, 0) + " 人"
	}
	return text
}

// fillWithin lists the places of a region in between, and who has institutions.
func (d desk) fillWithin(v *unitView, o orgRow) {
	if o.Class == "region" {
		for _, place := range d.within(o.Org) {
			v.Within = append(v.Within, d.unitLine(place, "implement", "lead", "assist"))
		}
	}
	if len(d.institutionsOf(o.Org)) > 0 {
		v.Rosters = append(v.Rosters, d.rosterLine(o.Org))
	}
}

// within are the places of the period right under an org.
func (d desk) within(parent string) []orgRow {
	if d.now().deep() {
		return d.now().children[parent]
	}
	return d.now().below[parent]
}

// dueSoon are the tasks of some lists that come due within 30 days, the soonest first.
func dueSoon(lists ...[]taskLine) (soon []taskLine) {
	for _, t := range slices.Concat(lists...) {
		if t.DueSoon {
			soon = append(soon, t)
		}
	}
	slices.SortStableFunc(soon, func(x, y taskLine) int { return strings.Compare(x.NextDue, y.NextDue) })
	return soon
}

// kin are the orgs that stand in one row with an org: its class in the period.
func (d desk) kin(o orgRow) []orgRow {
	switch o.Class {
	case "department":
		return d.now().offices
	case "region":
		return d.now().regions
	}
	return d.now().places()
}

// unitNeighbours leads through the counties and zones, or through the departments.
func (d desk) unitNeighbours(f *frame, o orgRow) {
	kin := d.kin(o)
	if at, known := d.now().turn[o.Org]; known {
		f.between(len(kin), at, func(n int) link {
			return link{Name: d.nameOf(kin[n].Org), NameEn: kin[n].NameEn, Href: d.unitLink(kin[n].Org)}
		})
	}
}
