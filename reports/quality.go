package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
)

// testTerms name the tests of mart_quality; each asks a person, none judges.
var testTerms = map[string]term{
	"copy_other_org": {Zh: "与别的单位相同", En: "figures of another unit"},
	"copy_previous":  {Zh: "与上期相同", En: "figures of the period before"},
	"peers_unit":     {Zh: "与同类单位差十的整数次方", En: "a power of ten from the peers"},
	"last_digit":     {Zh: "尾数集中在 0 和 5", En: "last digits heaped on 0 and 5"},
	"above_target":   {Zh: "刚好达标的过多", En: "crowding just above targets"},
	"jump":           {Zh: "与往期相差过大", En: "far from the unit's own past"},
	"equal_sources":  {Zh: "两个来源不一致", En: "two sources that disagree"},

	"inspection_mismatch": {Zh: "现场核查不一致", En: "found otherwise on the ground"},
	"recorded_differs":    {Zh: "与明细不符", En: "single records give another figure"},
}

var testOrder = []string{"copy_other_org", "copy_previous", "peers_unit", "jump", "equal_sources", "last_digit", "above_target"}

// qualityView is the page of doubts and findings of a quarter.
type qualityView struct {
	frame
	Lead, LeadEn template.HTML
	Tests        []testCount
	Units        []unitDoubts
	Closed       bool // more units than a page can show at once: each opens
	Accepted     []acceptedNote
	Severities   []severityGroup
}

// A testCount is how many doubts one test found, open and accepted.
type testCount struct {
	Test           term
	Open, Accepted int
}

// unitDoubts are one unit's doubts, by test.
type unitDoubts struct {
	Name, NameEn, Href string
	Doubts             []doubtLine
}

// A doubtLine is one doubt with its evidence; Note is the number of the
// footnote about its acceptance, 0 while it is open.
type doubtLine struct {
	Test          term
	About, Place  string
	Zh, En, Known string
	Note          int
}

// An acceptedNote is one acceptance by a person, as a footnote.
type acceptedNote struct {
	Number                  int
	Unit, What              string
	By, Until, Reason, Kept string
}

// A severityGroup is all findings of one severity, by unit.
type severityGroup struct {
	Severity term
	Count    int
	Units    []unitFindings
	Open     bool
}

type unitFindings struct {
	Name, Href string
	Findings   []findingLine
}

// mostOpenUnits is how many units have their doubts open on the page: of hundreds the
// names are enough to go down, a screen of doubts each is not.
const mostOpenUnits = 20

func (d desk) qualityPage(sitePath string) qualityView {
	v := qualityView{frame: d.frame("reporting", sitePath, d.current().Zh+"数据质量", "Data quality, "+d.current().En)}
	v.crumb("报送", "Reporting", d.periodPage("reporting.html"))
	v.Download = csvName("quality", v.Sample)
	open := 0
	for _, o := range d.orgs {
		u := unitDoubts{Name: d.nameOf(o.Org), NameEn: o.NameEn}
		if o.Org != d.head.Region {
			u.Href = d.unitLink(o.Org)
		}
		for _, q := range d.doubtsOf(o.Org) {
			line := d.doubtLine(q)
			if q.Waived {
				line.Note = len(v.Accepted) + 1
				v.Accepted = append(v.Accepted, acceptedNote{line.Note, u.Name, line.Test.Zh, q.WaivedBy, q.Until.String(), q.Reason, q.Finding})
			} else {
				open++
			}
			u.Doubts = append(u.Doubts, line)
		}
		if len(u.Doubts) > 0 {
			v.Units = append(v.Units, u)
		}
	}
	v.Units = listedRows(d, &v.frame, v.Units, func(u unitDoubts) bool { return len(u.Doubts) > 2 }, func(u unitDoubts) int { return len(u.Doubts) })
	v.Closed = len(v.Units) > mostOpenUnits
	v.Tests, v.Severities = d.testCounts(), d.bySeverity(&v)
	accepted := len(d.qualityIn[d.period.Period]) - open
	v.Lead, v.LeadEn = d.qualityLead(open, accepted, v.Severities), d.qualityLeadEn(open, accepted, v.Severities)
	return v
}

// qualityLead says how many doubts and findings there are.
func (d desk) qualityLead(open, accepted int, groups []severityGroup) template.HTML {
	s := new(sentence).say("%s，比较各单位和各期，", partWord(d.period)).show(fmt.Sprintf("存疑 %d 处待核", open))
	if accepted > 0 {
		s.say("，%d 处已核实接受", accepted)
	}
	s.say("。文件校核：")
	for i, g := range groups {
		if i > 0 {
			s.say("，")
		}
		s.say("%s %d 条", g.Severity.Zh, g.Count)
	}
	return s.say("。存疑只提请核实，不是结论。").html()
}

// doubtsOf are an org's doubts of the period, in the order of the tests.
func (d desk) doubtsOf(org string) []qualityRow {
	rows := slices.Clone(d.qualityBy[orgPeriod{org, d.period.Period}])
	slices.SortStableFunc(rows, func(x, y qualityRow) int {
		return cmp.Or(cmp.Compare(testPlace(x.Test), testPlace(y.Test)), cmp.Compare(x.Finding, y.Finding))
	})
	return rows
}

func testPlace(test string) int {
	if i := slices.Index(testOrder, test); i >= 0 {
		return i
	}
	return len(testOrder)
}

func (d desk) doubtLine(q qualityRow) doubtLine {
	line := doubtLine{Test: wordOf(testTerms, q.Test), Zh: q.Zh, En: q.En, Known: q.Finding, About: "整张报表"}
	switch i, known := d.indicatorBy[q.Indicator]; {
	case q.Element != "":
		line.About = d.elementName(q.Element)
	case known:
		line.About = i.Name
	}
	if q.Cell != "" {
		line.Place = q.Sheet + "!" + q.Cell
	}
	return line
}

// testCounts has every test, also those that found nothing: that is an answer too.
func (d desk) testCounts() []testCount {
	counts := make([]testCount, len(testOrder))
	for i, test := range testOrder {
		counts[i].Test = wordOf(testTerms, test)
	}
	for _, q := range d.qualityIn[d.period.Period] {
		i := testPlace(q.Test)
		switch {
		case i == len(testOrder):
		case q.Waived:
			counts[i].Accepted++
		default:
			counts[i].Open++
		}
	}
	return counts
}

// bySeverity groups the files' findings; accepted ones get a footnote.
func (d desk) bySeverity(v *qualityView) []severityGroup {
	var groups []severityGroup
	for _, severity := range []string{"error", "return", "doubt", "note"} {
		g := severityGroup{Severity: wordOf(severityTerms, severity), Open: severity != "note"}
		for _, o := range d.orgs {
			u := unitFindings{Name: d.nameOf(o.Org), Href: d.unitLink(o.Org)}
			for _, f := range d.findingsOf(o.Org) {
				if f.Severity == severity {
					u.Findings = append(u.Findings, findingLines([]findingRow{f})...)
					v.note(u.Name, f)
				}
			}
			if len(u.Findings) > 0 {
				g.Count += len(u.Findings)
				g.Units = append(g.Units, u)
			}
		}
		g.Units = listedRows(d, &v.frame, g.Units, func(unitFindings) bool { return false }, func(u unitFindings) int { return len(u.Findings) })
		groups = append(groups, g)
	}
	return groups
}

func (v *qualityView) note(unit string, f findingRow) {
	if f.Waived {
		v.Accepted = append(v.Accepted, acceptedNote{len(v.Accepted) + 1, unit, f.Code, f.WaivedBy, f.Until.String(), f.Reason, f.Finding})
	}
}
