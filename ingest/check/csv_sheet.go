package check

import (
	"path"
	"regexp"
	"strings"

	"yigai/ingest/book"
	"yigai/programme"
)

// formLine is a line of forms.csv.
type formLine = programme.FormLine

// fileName is how the name of a single sheet says whose it is: 2022Q1_610702_指标.csv.
var fileName = regexp.MustCompile(`^(\d{4}(?:[QqHh]\d)?)_([^_.]+)[_.]`)

// readSheetText reads one sheet of the form that came as a file of its own.
func (c *checker) readSheetText(b textBook, head textHead) error {
	c.inspects = head.layout == layoutInspections
	if !c.identifySheet(head.items) {
		return b.Verify()
	}
	sheet, err := c.sheetOf(b, head)
	if err != nil {
		return err
	}
	if !c.sum.Accepted() {
		return b.Verify()
	}
	c.sum.Part = sheet
	all := c.wantedSheets()
	all[0].found = 0
	return c.readSheet(all[0])
}

// identifySheet finds out whose a single sheet is: by the labels above its
// header, by its file's name, or by what was declared when it was taken in.
func (c *checker) identifySheet(items map[string]coverItem) bool {
	c.completeFromName(items)
	c.completeDeclared(items)
	var lacks []string
	for _, label := range []string{labelPeriod, labelOrg} {
		if items[label].text == "" {
			lacks = append(lacks, label)
		}
	}
	if len(lacks) > 0 {
		c.add(at{}, "E-WHOSE", strings.Join(lacks, "、"), nil)
		c.quarantine()
		return false
	}
	c.placeCover(items)
	c.identifyProgramme(items[labelProgramme])
	c.identifyPeriod(items[labelPeriod])
	c.identifyOrg(items[labelOrg], items[labelOrgName])
	if c.sum.Quarantined || c.period.IsZero() {
		return false
	}
	c.identifyForm(items[labelOrg])
	if items[labelToken].text != "" {
		c.checkToken(items[labelToken], items[labelVersion])
	}
	c.coverOfText(items)
	return c.sum.Accepted()
}

// completeFromName takes what the labels do not say from the file's name.
func (c *checker) completeFromName(items map[string]coverItem) {
	m := fileName.FindStringSubmatch(path.Base(strings.ReplaceAll(c.in.Name, `\`, "/")))
	if m == nil {
		return
	}
	if _, known := c.in.Pack.Org(strings.ToUpper(plainName(m[2])), programme.Period{}); !known {
		return
	}
	c.complete(items, "N-FROM-NAME", strings.ToUpper(m[1]), m[2])
}

func (c *checker) completeDeclared(items map[string]coverItem) {
	c.complete(items, "N-DECLARED", c.in.Period.String(), c.in.Reporter)
}

// complete fills in the period and the org where they are not known yet.
func (c *checker) complete(items map[string]coverItem, code Code, period, org string) {
	var taken []string
	for label, text := range map[string]string{labelPeriod: period, labelOrg: org} {
		if items[label].text == "" && text != "" {
			items[label] = coverItem{text: text, cell: book.Cell{Type: book.Text, Text: text}}
			taken = append(taken, label)
		}
	}
	switch len(taken) {
	case 1:
		c.add(at{}, code, items[taken[0]].text, nil)
	case 2:
		c.add(at{}, code, period+" "+org, nil)
	}
}

// coverOfText sets what a cover would say. A text has none: what its labels do
// not say is as in most files, and a note tells so.
func (c *checker) coverOfText(items map[string]coverItem) {
	cover := &c.sum.Cover
	cover.CutOff, cover.Provisional = c.usual()
	if items[labelCutOff].text != "" {
		cover.CutOff = programme.Date{}
		c.checkCutOff(items[labelCutOff])
	}
	if items[labelNature].text != "" {
		cover.Provisional = false
		c.checkNature(items[labelNature])
	}
	if items[labelCutOff].text == "" && items[labelNature].text == "" && !c.in.History {
		code := Code("N-NO-COVER")
		if cover.Provisional {
			code = "N-NO-COVER-FIRST"
		}
		c.add(at{}, code, cover.CutOff.String(), nil)
	}
	cover.TemplateVersion = items[labelVersion].text
	cover.FilledBy, cover.ReviewedBy = items[labelFilledBy].text, items[labelReviewed].text
	cover.ApprovedBy, cover.Contact = items[labelApproved].text, items[labelContact].text
	if day, ok := c.date(items[labelFilledOn].cell); ok {
		cover.FilledOn = day
	}
	c.checkAhead(items[labelCutOff].at)
}

// usual is what a cover says in this reporter's calendar where nobody wrote
// otherwise: the day up to which figures go, and whether they are provisional.
func (c *checker) usual() (cutOff programme.Date, provisional bool) {
	if c.in.Pack.IsHistory(c.period) {
		return programme.Date{Time: c.period.Last()}, false
	}
	days := c.in.Pack.DaysOf(c.form.Reporter, c.period)
	return days.DataTo, !days.FinalDue.IsZero()
}

// sheetOf finds the sheet of the form that came, and leaves only that in the
// form: nothing else is asked of this file.
func (c *checker) sheetOf(b textBook, head textHead) (name string, err error) {
	whole := c.form
	c.form.Sheets, c.form.Tasks, c.form.Scores = nil, nil, nil
	switch {
	case head.layout == layoutInspections:
		return inspectionSheet, nil
	case head.layout == layoutTasks && len(whole.Tasks) > 0:
		c.form.Tasks = whole.Tasks
		return taskSheet, nil
	case head.layout == layoutScores && len(whole.Scores) > 0:
		c.form.Scores = whole.Scores
		return scoreSheet, nil
	}
	codes := head.columns
	if head.layout == layoutList {
		if codes, err = codesBelow(b, head); err != nil {
			return "", err
		}
	}
	found, most, tied := -1, 0, false
	for i, s := range whole.Sheets {
		n := 0
		for _, l := range s.Lines {
			n += min(codes[l.Element.Code], 1)
		}
		if s.Layout == head.layout && n >= max(most, 1) {
			found, most, tied = i, n, n == most
		}
	}
	if found < 0 || tied {
		c.add(at{}, "E-NOT-ASKED", c.form.Reporter.Name+" "+c.period.String()+" "+c.in.Name, nil)
		return "", nil
	}
	c.form.Sheets = whole.Sheets[found : found+1]
	return c.form.Sheets[0].Name, nil
}

// codesBelow lists the codes in the key column of a list.
func codesBelow(b textBook, head textHead) (map[string]int, error) {
	codes := map[string]int{}
	err := b.Rows(0, func(r book.Row) error {
		if text := (row{cells: r.Cells}).text(head.columns[columnCode]); r.Number > head.line && len(codes) < 100_000 {
			codes[text]++
		}
		return nil
	})
	return codes, err
}
