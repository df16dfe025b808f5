package check

import (
	"cmp"
	"slices"
	"strings"

	"yigai/ingest/book"
	"yigai/programme"
)

// readTableRow reads a row of a sheet with one org per row and one element per
// column. The rows between the header and the first org hold names and units.
func (c *checker) readTableRow(t *table, r row, sheet *programme.Sheet) {
	code, name := strings.ToUpper(r.text(t.columns[columnOrg])), r.text(t.columns[columnOrgOf])
	org := orgOf(sheet, code)
	if former, ok := c.formerCode(code); org == nil && code != "" && ok {
		if org = orgOf(sheet, former.Code); org != nil {
			c.oldCode(c.cellAt(t.columns[columnOrg], r.number), code, *org)
		}
	}
	switch {
	case isTotal(code) || isTotal(name) && (code == "" || r.merged):
		c.totalRow(t, r, sheet, cmp.Or(totalLabel(code), name))
	case org != nil:
		t.started = true
		c.readOrgRow(t, r, sheet, *org)
	case code == "" && !t.started:
		c.checkColumnTexts(t, r, sheet)
	default:
		c.otherRow(t, r, sheet, code)
	}
}

func totalLabel(code string) string {
	if isTotal(code) {
		return code
	}
	return ""
}

// totalRow is a row that adds up others: it is never loaded, but held against them.
func (c *checker) totalRow(t *table, r row, sheet *programme.Sheet, label string) {
	t.started = true
	value, filled := firstValue(t, r, sheet)
	if !filled {
		return
	}
	c.add(c.cellAt(value.Column, r.number), "N-SUBTOTAL", label, nil)
	c.noteTotal(t, r, sheet, label)
}

// firstValue is the first cell of a row that stands in an element's column.
func firstValue(t *table, r row, sheet *programme.Sheet) (book.Cell, bool) {
	for _, line := range sheet.Lines {
		if cell := r.cell(t.columns[line.Element.Code]); cell.Text != "" || cell.Formula {
			return cell, true
		}
	}
	return book.Cell{}, false
}

func orgOf(sheet *programme.Sheet, code string) *programme.Org {
	for i := range sheet.Orgs {
		if sheet.Orgs[i].Code == code {
			return &sheet.Orgs[i]
		}
	}
	return nil
}

// checkColumnTexts holds the names and units over or under the codes against the
// elements': whoever changed them may have put the figures elsewhere.
func (c *checker) checkColumnTexts(t *table, r row, sheet *programme.Sheet) {
	for _, line := range sheet.Lines {
		column := t.columns[line.Element.Code]
		if column == 0 {
			continue
		}
		text, _, _ := strings.Cut(r.text(column), "*")
		if text == "" || text == line.Element.Code {
			continue
		}
		isUnit := text == plainName(line.Element.Unit)
		if t.names == 0 && !isUnit {
			t.names = r.number
		}
		switch {
		case isUnit || text == plainName(line.Element.Name):
		case r.number == t.names || isNameOf(text, sheet):
			c.add(c.cellAt(column, r.number), "E-NAME", text, wants(line.Element.Name, line.Element.Name))
		default:
			c.add(c.cellAt(column, r.number), "E-UNIT", text, wants(line.Element.Unit, line.Element.Unit))
		}
	}
}

func isNameOf(text string, sheet *programme.Sheet) bool {
	return slices.ContainsFunc(sheet.Lines, func(l programme.Line) bool { return text == plainName(l.Element.Name) })
}

// checkCodes returns columns whose code is no element of the sheet, or of no
// sheet in this period: what stands in them would otherwise be left out without a word.
func (c *checker) checkCodes(t *table, r row, sheet *programme.Sheet) {
	for _, cell := range r.cells {
		code := plainName(cell.Text)
		asked := slices.ContainsFunc(sheet.Lines, func(l programme.Line) bool { return l.Element.Code == code })
		switch {
		case asked:
		case c.isUnasked(code):
			c.unaskedElement(c.cellAt(cell.Column, r.number), "", code)
			c.gone = append(c.gone, code)
		case codeLike.MatchString(code):
			c.add(c.cellAt(cell.Column, r.number), "E-CODE", showCode(cell.Text), c.likely(code, func() []string { return codesOf(sheet) }))
			c.gone = append(c.gone, code)
		}
	}
	c.checkColumnTexts(t, r, sheet)
}

func codesOf(sheet *programme.Sheet) []string {
	var codes []string
	for _, l := range sheet.Lines {
		codes = append(codes, l.Element.Code)
	}
	return codes
}

// otherRow is a row of an org that was not asked about, or of none.
func (c *checker) otherRow(t *table, r row, sheet *programme.Sheet, code string) {
	value, filled := firstValue(t, r, sheet)
	switch {
	case !filled:
	case code == "":
		c.rowWithoutCode(t, r, value, columnOrgOf)
	default:
		c.unknownCode(t, r, columnOrg, value, c.likelyOrg(code))
	}
}

// isNamed says whether a text names an org: the usual name first, for rosters
// have hundreds of rows.
func (c *checker) isNamed(org programme.Org, name string) bool {
	if name == plainName(org.Name) {
		return true
	}
	named, ok := c.in.Pack.OrgByName(name, c.period)
	return ok && named.Code == org.Code
}

func (c *checker) readOrgRow(t *table, r row, sheet *programme.Sheet, org programme.Org) {
	if name := r.text(t.columns[columnOrgOf]); name != "" {
		if !c.isNamed(org, name) {
			c.add(c.cellAt(t.columns[columnOrgOf], r.number), "E-NAME", name, wants(org.Name, org.Name))
		}
	}
	for _, line := range sheet.Lines {
		column := t.columns[line.Element.Code]
		if a := c.cellOf(sheet, org.Code, line.Element.Code); column > 0 && a != nil {
			c.take(t, r, a, r.cell(column))
		}
	}
}
