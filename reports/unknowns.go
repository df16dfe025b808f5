package reports

import (
	"html/template"
	"slices"
	"strconv"
)

// unknownsView says what the period does not know, and what of it is not settled.
type unknownsView struct {
	frame
	Lead, LeadEn template.HTML
	Reporting    reportingSummary
	Short        []shortLine // the region's figures that do not have all units in them
	Gaps         []gapGroup  // figures without a value, by reason
	Provisional  []countLine
	Carried      []countLine
	Corrected    []countLine
	Revised      []countLine
	Broken       []brokenLine
	Doubts       []countLine // open ones; only where the edition has them
	Accepted     int
	HasDoubts    bool
}

// A shortLine is one figure of the region with who is not in it.
type shortLine struct {
	Name, NameEn, Link, Units, Share string
	Missing                          []link
	More                             int
}

// A gapGroup is all figures of places that are missing for one reason.
type gapGroup struct {
	Reason term
	Count  int
	Lines  []gapLine
}

type gapLine struct {
	Name, NameEn, Link string
	Orgs               []link
	More               int
}

// A countLine is one org with how many of something it has.
type countLine struct {
	Name, NameEn, Href string
	Count              int
}

func (d desk) unknownsPage(sitePath string) unknownsView {
	v := unknownsView{frame: d.frame("reporting", sitePath, d.current().Zh+"未知与存疑", "What is not known, "+d.current().En)}
	v.crumb("报送", "Reporting", d.periodPage("reporting.html"))
	v.Reporting = d.reportingSummary()
	v.Short, v.Gaps, v.Broken = d.shortLines(), d.gapGroups(), d.broken()
	v.Provisional = d.countValues(func(r valueRow) bool { return r.Provisional && r.Value.Valid })
	v.Revised = d.countValues(func(r valueRow) bool { return r.Revised })
	v.Carried, v.Corrected = d.carriedLines(), d.correctedLines()
	v.HasDoubts = !d.leavesOut("mart_quality", "test")
	v.Doubts, v.Accepted = d.doubtCounts()
	v.Lead, v.LeadEn = d.unknownsLead(v), d.unknownsLeadEn(v)
	for _, lines := range []*[]countLine{&v.Doubts, &v.Provisional, &v.Revised, &v.Carried, &v.Corrected} {
		*lines = listed(d, &v.frame, *lines, func(countLine) bool { return false })
	}
	return v
}

func (d desk) unknownsLead(v unknownsView) template.HTML {
	missing := 0
	for _, g := range v.Gaps {
		missing += g.Count
	}
	s := new(sentence).say("%s，", partWord(d.period)).show(strconv.Itoa(len(v.Reporting.Missing)) + " 个单位未报送")
	s.say("；%s", d.naming.EachPlace()).show("缺 "+strconv.Itoa(missing)+" 个指标值").say("；%d 项%s指标没有包含全部单位", len(v.Short), d.naming.Total)
	if n := total(v.Provisional); n > 0 {
		s.say("；%d 个值是初报数", n)
	}
	if n := total(v.Doubts); n > 0 {
		s.say("；").show(strconv.Itoa(n) + " 处存疑待核")
	}
	return s.say("。缺的不估算、不用上期数代替。").html()
}

func total(lines []countLine) int {
	n := 0
	for _, l := range lines {
		n += l.Count
	}
	return n
}

// orgLinks are links to orgs, the first few of them, and how many more there are.
func (d desk) orgLinks(orgs []string) (few []link, more int) {
	var all []link
	for _, o := range orgs {
		all = append(all, link{Name: d.nameOf(o), NameEn: d.orgByCode[o].NameEn, Href: d.unitLink(o)})
	}
	return firstFew(all, 12)
}

// shortLines are the region's figures in which some unit is missing.
func (d desk) shortLines() (lines []shortLine) {
	for _, i := range d.defined() {
		v, ok := d.value(i.Indicator, d.head.Region, d.period.Period, d.mainBasis(i.Indicator))
		if !ok || v.UnitsReported >= v.UnitsExpected {
			continue
		}
		line := shortLine{Name: i.Name, NameEn: i.NameEn, Link: d.indicatorLink(i.Indicator), Units: unitsWord(v), Share: percent(v.PopulationShare)}
		line.Missing, line.More = d.orgLinks(d.without(i))
		lines = append(lines, line)
	}
	return lines
}

// without are the peers that have no value of an indicator.
func (d desk) without(i indicatorRow) (orgs []string) {
	for _, o := range d.now().peers {
		if v, known := d.value(i.Indicator, o.Org, d.period.Period, d.mainBasis(i.Indicator)); known && !v.Value.Valid {
			orgs = append(orgs, o.Org)
		}
	}
	return orgs
}

// gapGroups are the places' figures without a value, by reason and indicator.
func (d desk) gapGroups() (groups []gapGroup) {
	at := map[string]int{}
	for _, i := range d.defined() {
		missing, reasons := map[string][]string{}, []string{}
		for _, o := range d.now().places() {
			v, known := d.value(i.Indicator, o.Org, d.period.Period, d.mainBasis(i.Indicator))
			if !known || v.Value.Valid || v.MissingReason == "not_applicable" {
				continue
			}
			if missing[v.MissingReason] == nil {
				reasons = append(reasons, v.MissingReason)
			}
			missing[v.MissingReason] = append(missing[v.MissingReason], o.Org)
		}
		for _, reason := range reasons {
			n, seen := at[reason]
			if !seen {
				n = len(groups)
				at[reason] = n
				groups = append(groups, gapGroup{Reason: wordOf(missingTerms, reason)})
			}
			line := gapLine{Name: i.Name, NameEn: i.NameEn, Link: d.indicatorLink(i.Indicator)}
			line.Orgs, line.More = d.orgLinks(missing[reason])
			groups[n].Count += len(missing[reason])
			groups[n].Lines = append(groups[n].Lines, line)
		}
	}
	return groups
}

// counted is one line per org with at least one, in the register's order.
func (d desk) counted(count map[string]int) (lines []countLine) {
	for _, o := range d.orgs {
		if n := count[o.Org]; n > 0 {
			lines = append(lines, countLine{d.nameOf(o.Org), o.NameEn, d.unitLink(o.Org), n})
		}
	}
	return lines
}

func (d desk) countValues(is func(valueRow) bool) []countLine {
	count := map[string]int{}
	for _, i := range d.indicators {
		for v := range d.figures.each(i.Indicator, d.period.Period) {
			if v.Basis == d.mainBasis(i.Indicator) && is(v) {
				count[v.Org]++
			}
		}
	}
	return d.counted(count)
}

// carriedLines count the measures that stand by an answer of an earlier period.
func (d desk) carriedLines() []countLine {
	count := map[string]int{}
	for _, t := range d.tasks {
		for _, m := range d.measuresOf(t.Task) {
			if d.carriedFrom(m) != "" {
				count[m.Org]++
			}
		}
	}
	return d.counted(count)
}

// correctedLines are the orgs whose report counts in a later revision than the first.
func (d desk) correctedLines() []countLine {
	count := map[string]int{}
	for _, o := range d.orgs {
		if r := d.report(o.Org); r.Expected && r.Revision > 1 {
			count[o.Org] = r.Revision - 1
		}
	}
	return d.counted(count)
}

// doubtCounts are the open doubts by org, and how many were accepted by a person.
func (d desk) doubtCounts() (lines []countLine, accepted int) {
	count := map[string]int{}
	for _, q := range d.qualityIn[d.period.Period] {
		if q.Waived {
			accepted++
		} else {
			count[q.Org]++
		}
	}
	lines = d.counted(count)
	slices.SortStableFunc(lines, func(x, y countLine) int { return y.Count - x.Count })
	return lines, accepted
}
