package check

import (
	"slices"
	"strings"

	"golang.org/x/text/width"

	"yigai/ingest/xlsx"
	"yigai/internal/decimal"
	"yigai/programme"
)

// Labels of the cover. Each stands in some cell, its value in the next one.
const (
	coverSheet     = "封面"
	labelProgramme = "工作方案"
	labelPeriod    = "报告期"
	labelOrg       = "单位代码"
	labelOrgName   = "单位名称"
	labelVersion   = "模板版本"
	labelCutOff    = "数据截止日期"
	labelNature    = "数据性质"
	labelFilledBy  = "填报人"
	labelReviewed  = "审核人"
	labelApproved  = "批准人"
	labelContact   = "联系方式"
	labelFilledOn  = "填报日期"
	labelRequired  = "必填单元格数"
	labelToken     = "校验码"
)

var coverLabels = []string{
	labelProgramme, labelPeriod, labelOrg, labelOrgName, labelVersion, labelCutOff, labelNature,
	labelFilledBy, labelReviewed, labelApproved, labelContact, labelFilledOn, labelRequired, labelToken,
}

// plainName makes names comparable: half-width, without any space.
func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n\u00a0\u3000", r) {
			return -1
		}
		return r
	}, width.Narrow.String(s))
}

// A coverItem is the value beside a label.
type coverItem struct {
	text string // trimmed
	cell xlsx.Cell
	at   at
}

// readCover reads the cover and resolves programme, period and reporter.
func (c *checker) readCover() error {
	i, ok := c.findSheet(coverSheet)
	if !ok {
		c.add(at{}, "E-COVER", coverSheet, nil)
		c.quarantine()
		return nil
	}
	c.sheet = c.book.Sheets()[i].Name
	items := map[string]coverItem{}
	err := c.book.Rows(i, func(r xlsx.Row) error {
		c.coverRow(r, items)
		return nil
	})
	if err != nil {
		return err
	}
	c.identify(items)
	if !c.sum.Quarantined && !c.period.IsZero() {
		c.checkCover(items)
	}
	return nil
}

// coverRow takes the value beside the first label of a row.
func (c *checker) coverRow(r xlsx.Row, items map[string]coverItem) {
	for i, cell := range r.Cells {
		label := strings.Trim(plainName(cell.Text), "*:")
		if cell.Type != xlsx.Text || !slices.Contains(coverLabels, label) {
			continue
		}
		item := coverItem{at: c.cellAt(cell.Column+1, r.Number)}
		if i+1 < len(r.Cells) && r.Cells[i+1].Column == cell.Column+1 {
			item.cell = r.Cells[i+1]
			item.text = strings.TrimSpace(item.cell.Text)
		}
		before, twice := items[label]
		if twice && before.text != item.text {
			c.add(item.at, "E-COVER-TWICE", label, nil)
		}
		items[label] = item
		return
	}
}

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
		c.add(item.at, "E-PROGRAMME", item.text, wants(c.in.Pack.Programme.ID, ""))
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
		span := ""
		if len(periods) > 0 {
			span = periods[0].String() + "–" + periods[len(periods)-1].String()
		}
		c.add(item.at, "E-PERIOD", item.text, wants(span, ""))
	case c.in.History && !c.period.Before(first):
		c.add(item.at, "E-HISTORY", item.text, wants(first.String(), ""))
	}
}

// identifyOrg resolves the org by its code alone; the name must go with it.
func (c *checker) identifyOrg(code, name coverItem) {
	if code.text == "" {
		return
	}
	org, ok := c.in.Pack.Org(strings.ToUpper(plainName(code.text)), c.period)
	if !ok {
		if org, _, ok = c.in.Pack.FormerOrg(code.text, c.period); ok {
			c.add(code.at, "E-OLD-CODE", code.text, wants(org.Code, ""))
		}
	}
	if !ok {
		// The name is no proof of who sent it: it only helps to mend the code.
		want := wants("", "")
		if named, found := c.in.Pack.OrgByName(name.text, c.period); found {
			want = wants("（“"+named.Name+"”的代码是 "+named.Code+"）", " ("+named.Name+" has "+named.Code+")")
		}
		c.add(code.at, "E-ORG", code.text, want)
		c.quarantine()
		return
	}
	c.sum.Cover.Reporter, c.sum.Cover.ReporterName = org.Code, org.Name
	c.form.Reporter = org
	c.checkName(name, org)
}

func (c *checker) checkName(name coverItem, org programme.Org) {
	if name.text == "" {
		c.add(name.at, "N-ORG-NAME", org.Name, nil)
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
	if c.form.IsEmpty() {
		c.add(code.at, "E-NOT-ASKED", c.form.Reporter.Name+" "+c.period.String(), nil)
	}
}

// checkCover reads the rest of the cover; none of it refuses the file.
func (c *checker) checkCover(items map[string]coverItem) {
	cover := &c.sum.Cover
	cover.TemplateVersion = items[labelVersion].text
	if suffix := c.in.Pack.Hash[:min(8, len(c.in.Pack.Hash))]; cover.TemplateVersion != "" && !strings.HasSuffix(cover.TemplateVersion, suffix) {
		c.add(items[labelVersion].at, "N-TEMPLATE", cover.TemplateVersion, wants(suffix, suffix))
	}
	c.checkCutOff(items[labelCutOff])
	c.checkNature(items[labelNature])
	c.checkSigned(items)
	if item := items[labelFilledOn]; item.text != "" {
		var ok bool
		if cover.FilledOn, ok = c.date(item.cell); !ok {
			c.add(item.at, "E-FILLED-ON", item.text, nil)
		}
	}
	if item := items[labelRequired]; item.text != "" {
		asked := decimal.FromInt(int64(c.form.RequiredCells()))
		if printed, err := decimal.Parse(item.text); err != nil || printed != asked {
			c.add(item.at, "N-REQUIRED-COUNT", item.text, wants(asked.String(), ""))
		}
	}
}

func (c *checker) checkCutOff(item coverItem) {
	day, ok := c.date(item.cell)
	if !ok || day.Before(c.period.First()) || day.After(c.period.Last()) {
		c.add(orSheet(item.at, c.sheet), "E-CUT-OFF", item.text, nil)
	}
	if ok {
		c.sum.Cover.CutOff = day
	}
}

func (c *checker) checkNature(item coverItem) {
	switch plainName(item.text) {
	case "初报":
		c.sum.Cover.Provisional = true
	case "终报":
	default:
		c.sum.Cover.Provisional = true
		c.add(orSheet(item.at, c.sheet), "E-NATURE", item.text, nil)
	}
}

func (c *checker) checkSigned(items map[string]coverItem) {
	cover := &c.sum.Cover
	for _, person := range []struct {
		label string
		to    *string
	}{{labelFilledBy, &cover.FilledBy}, {labelReviewed, &cover.ReviewedBy}, {labelApproved, &cover.ApprovedBy}, {labelContact, &cover.Contact}} {
		item := items[person.label]
		*person.to = item.text
		if item.text == "" {
			c.add(orSheet(item.at, c.sheet), "E-SIGNED", person.label, nil)
		}
	}
}

func orSheet(where at, sheet string) at {
	if where == (at{}) {
		where.sheet = sheet
	}
	return where
}
