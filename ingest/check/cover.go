package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"yigai/ingest/book"
	"yigai/internal/decimal"
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

// longestName is far above the bytes of any code, label or name; what is longer
// is none, and is not worth looking at in each of a million cells.
const longestName = 1000

// plainName makes names comparable: half-width, without any space. Of a text too
// long for a name it gives the beginning and a mark that no name has.
func plainName(s string) string {
	if len(s) > longestName {
		return plainName(strings.ToValidUTF8(s[:longestName], "")) + "…"
	}
	if !strings.ContainsFunc(s, mayNarrow) {
		return s // most codes, figures and names
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n\u00a0\u3000", r) {
			return -1
		}
		return r
	}, width.Narrow.String(s))
}

// mayNarrow says of a character whether plainName may change it: neither visible
// ASCII nor a Chinese character has another width.
func mayNarrow(r rune) bool { return r <= ' ' || r > '~' && (r < '一' || r > '鿿') }

// A coverItem is the value beside a label.
type coverItem struct {
	text string // trimmed
	cell book.Cell
	at   at
}

// readCover reads the cover and resolves programme, period and reporter.
func (c *checker) readCover() error {
	i, err := c.findCover()
	if err != nil {
		return err
	}
	if i < 0 {
		c.add(at{}, "E-COVER", coverSheet, nil)
		c.quarantine()
		return nil
	}
	c.sheet = c.book.Sheets()[i].Name
	items := map[string]coverItem{}
	err = c.book.Rows(i, func(r book.Row) error {
		c.coverRow(r, items)
		return nil
	})
	if err != nil {
		return err
	}
	if c.onlyPeriod {
		c.identifyPeriod(items[labelPeriod])
		return nil
	}
	c.placeCover(items)
	c.identify(items)
	if !c.sum.Quarantined && !c.period.IsZero() {
		c.checkCover(items)
	}
	return nil
}

// findCover finds the cover by its name or, where somebody renamed it, by what
// it says; -1 for none.
func (c *checker) findCover() (int, error) {
	c.cover = -1
	if i, ok := c.findSheet(coverSheet); ok {
		c.cover = i
		return i, nil
	}
	for i, s := range c.book.Sheets() {
		l, err := c.look(i)
		if err != nil {
			return -1, err
		}
		if looksLikeCover(l.firstTexts()) {
			c.add(at{s.Name, ""}, "E-SHEET-NAME", s.Name, wants(coverSheet, coverSheet))
			c.cover = i
			return i, nil
		}
	}
	return -1, nil
}

func looksLikeCover(rows []map[string]int) bool {
	labels := map[string]int{}
	for _, r := range rows {
		maps.Copy(labels, r)
	}
	return hasAll(labels, []string{labelProgramme, labelPeriod, labelOrg})
}

// coverRow takes the value beside the first label of a row.
func (c *checker) coverRow(r book.Row, items map[string]coverItem) {
	for i, cell := range r.Cells {
		label := strings.Trim(plainName(cell.Text), "*:")
		if cell.Type != book.Text || !slices.Contains(coverLabels, label) {
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

// checkCover reads the rest of the cover; none of it refuses the file.
func (c *checker) checkCover(items map[string]coverItem) {
	cover := &c.sum.Cover
	cover.TemplateVersion = items[labelVersion].text
	if suffix := c.in.Pack.Hash[:min(8, len(c.in.Pack.Hash))]; cover.TemplateVersion != "" && !strings.HasSuffix(cover.TemplateVersion, suffix) {
		c.otherVersion = true
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
	c.checkAhead(items[labelCutOff].at)
	c.checkProvisional(items[labelNature].at)
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
		c.add(orSheet(item.at, c.sheet), "E-CUT-OFF", orBlank(item.text), nil)
	}
	if ok {
		c.sum.Cover.CutOff = day
	}
}

// checkAhead doubts a cut-off day that had not come when the file was filled in or sent.
func (c *checker) checkAhead(where at) {
	cover, day := c.sum.Cover, c.in.Sent
	if filled := cover.FilledOn; !filled.IsZero() && (day.IsZero() || filled.Before(day.Time)) {
		day = filled
	}
	if !day.IsZero() && cover.CutOff.After(day.Time) && !cover.CutOff.After(c.period.Last()) && !c.in.History {
		c.add(orSheet(where, c.sheet), "E-CUT-OFF-AHEAD", cover.CutOff.String(), wants(day.String(), day.String()))
	}
}

// ProvisionalRule names, among the rules that were not run, the one that doubts a
// provisional report after the final one.
const ProvisionalRule = "provisional_after_final"

// checkProvisional doubts 初报 where 终报 was accepted before.
func (c *checker) checkProvisional(where at) {
	cover := c.sum.Cover
	switch {
	case !cover.Provisional || c.in.History || c.in.Pack.IsHistory(c.period):
	case c.in.Final == nil:
		c.notRun[ProvisionalRule] = true
	case c.in.Final(cover.Reporter, c.period):
		c.add(orSheet(where, c.sheet), "E-PROVISIONAL", cover.Reporter+" "+c.period.String(), wants("", ""))
	}
}

func (c *checker) checkNature(item coverItem) {
	switch plainName(item.text) {
	case "初报":
		c.sum.Cover.Provisional = true
	case "终报":
	default:
		c.sum.Cover.Provisional = true
		c.add(orSheet(item.at, c.sheet), "E-NATURE", orBlank(item.text), nil)
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
	if item := items[labelFilledOn]; item.text == "" {
		c.add(orSheet(item.at, c.sheet), "E-SIGNED", labelFilledOn, nil)
	}
}

// orBlank is what a cell says, or that it says nothing.
func orBlank(text string) string { return cmp.Or(text, "（空白）") }

func orSheet(where at, sheet string) at {
	if where == (at{}) {
		where.sheet = sheet
	}
	return where
}
