package check

import (
	"cmp"
	"strings"
	"unicode"

	"yigai/programme"
)

// identify finds out whose workbook this is. What is not of this programme, or
// of nobody it knows, is quarantined; what contradicts itself is refused.
func (c *checker) identify(items map[string]coverItem) {
	for _, label := range []string{labelProgramme, labelPeriod, labelOrg} {
		if items[label].text == "" {
			c.add(at{c.sheet, ""}, "E-COVER", label, nil)
			c.quarantine()
		}
	}
	c.identifyProgramme(items[labelProgramme])
	c.identifyPeriod(items[labelPeriod])
	c.identifyOrg(items[labelOrg], items[labelOrgName])
	if !c.sum.Quarantined && !c.period.IsZero() {
		c.identifyForm(items[labelOrg])
		c.checkToken(items[labelToken], items[labelVersion])
	}
}

func (c *checker) identifyProgramme(item coverItem) {
	c.sum.Cover.Programme = c.in.Pack.Programme.ID
	if item.text != "" && plainName(item.text) != c.in.Pack.Programme.ID {
		c.sum.Cover.Programme = Show(item.text)
		c.add(item.at, "E-PROGRAMME", showCode(item.text), wants(c.in.Pack.Programme.ID, ""))
		c.quarantine()
	}
}

func (c *checker) identifyPeriod(item coverItem) {
	if item.text == "" {
		return
	}
	periods := c.in.Pack.ReportPeriods()
	text := strings.ToUpper(plainName(item.text))
	for _, p := range periods {
		if text == p.String() || text == p.Name() {
			c.period, c.sum.Cover.Period = p, p
		}
	}
	first := c.in.Pack.Programme.Periods.First
	switch {
	case c.period.IsZero():
		c.add(item.at, "E-PERIOD", item.text, c.wantPeriods())
	case c.in.History && !c.period.Before(first):
		c.add(item.at, "E-HISTORY", item.text, wants(first.String(), ""))
	}
}

// wantPeriods says which periods the programme has.
func (c *checker) wantPeriods() map[string]string {
	periods := c.in.Pack.ReportPeriods()
	if len(periods) == 0 {
		return wants("", "")
	}
	span := periods[0].String() + "–" + periods[len(periods)-1].String()
	return wants(span, span)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// identifyOrg resolves the org by its code alone; the name must go with it.
func (c *checker) identifyOrg(code, name coverItem) {
	if code.text == "" {
		return
	}
	plain := strings.ToUpper(plainName(code.text))
	org, ok := c.in.Pack.Org(plain, c.period)
	if !ok { // a name in the place of the code proves nothing
		if org, ok = c.formerCode(plain); ok {
			c.oldCode(code.at, plain, org)
		}
	}
	if !ok {
		// The name is no proof of who sent it: it only helps to mend the code.
		want := wants("", "")
		if named, found := c.in.Pack.OrgByName(cmp.Or(name.text, code.text), c.period); found {
			want = wants("（“"+named.Name+"”的代码是 "+named.Code+"）", " ("+named.Name+" has "+named.Code+")")
		}
		if want["{want}"] == "" {
			want = c.severalNow(plain)
		}
		if want == nil {
			want = c.likelyOrg(plain)
		}
		c.add(code.at, "E-ORG", showCode(code.text), want)
		c.quarantine()
		return
	}
	c.sum.Cover.Reporter, c.sum.Cover.ReporterName = org.Code, org.Name
	c.form.Reporter = org
	c.checkName(name, org)
}

func (c *checker) checkName(name coverItem, org programme.Org) {
	if name.text == "" {
		if c.text() == nil {
			c.add(name.at, "N-ORG-NAME", org.Name, nil)
		}
		return
	}
	if named, ok := c.in.Pack.OrgByName(name.text, c.period); ok && named.Code == org.Code {
		return
	}
	if named, alias, ok := c.in.Pack.FormerOrg(name.text, c.period); ok && named.Code == org.Code {
		c.add(name.at, "N-OLD-NAME", name.text+"（"+alias.ValidTo.String()+"）", wants(org.Name, org.Name))
		return
	}
	c.add(name.at, "E-ORG-NAME", org.Code+"，"+name.text, wants(org.Code+" "+org.Name, ""))
}

// identifyForm resolves what was asked.
func (c *checker) identifyForm(code coverItem) {
	c.form = c.in.Pack.FormOf(c.form.Reporter, c.period)
	cells := 0
	for _, sheet := range c.form.Sheets {
		cells += len(sheet.Orgs) * len(sheet.Lines)
	}
	c.places = make(map[place]*asked, 2*cells) // ask puts each in twice
	if c.text() == nil {
		_, c.inspects = c.findSheet(inspectionSheet)
	}
	if c.form.IsEmpty() && !c.inspects {
		c.add(code.at, "E-NOT-ASKED", c.form.Reporter.Name+" "+c.period.String(), nil)
	}
}
