package check

import (
	"strings"

	"yigai/ingest/book"
	"yigai/programme"
)

// readTableRow reads a row of a sheet with one org per row and one element per
// column. The rows between the header and the first org hold names and units.
func (c *checker) readTableRow(t *table, r row, sheet *programme.Sheet) {
	code := strings.ToUpper(r.text(t.columns[columnOrg]))
	switch org := orgOf(sheet, code); {
	case org != nil:
		t.started = true
		c.readOrgRow(t, r, sheet, *org)
	case code == "" && !t.started:
		c.checkColumnTexts(t, r, sheet)
	default:
		c.otherRow(t, r, sheet, code)
	}
}

func orgOf(sheet *programme.Sheet, code string) *programme.Org {
	for i := range sheet.Orgs {
		if sheet.Orgs[i].Code == code {
			return &sheet.Orgs[i]
		}
	}
	return nil
}

// checkColumnTexts holds the names and units under the header against the
// elements': whoever changed them may have put the figures elsewhere.
func (c *checker) checkColumnTexts(t *table, r row, sheet *programme.Sheet) {
	for _, line := range sheet.Lines {
		column := t.columns[line.Element.Code]
		if column == 0 {
			continue
		}
		text, _, _ := strings.Cut(r.text(column), "*")
		switch nameRow := r.number == t.header+1; {
		case text == "":
		case nameRow && text != plainName(line.Element.Name):
			c.add(c.cellAt(column, r.number), "E-NAME", text, wants(line.Element.Name, line.Element.Name))
		case !nameRow && text != plainName(line.Element.Unit):
			c.add(c.cellAt(column, r.number), "E-UNIT", text, wants(line.Element.Unit, line.Element.Unit))
		}
	}
}

// otherRow is a row of an org that was not asked about, or of none.
func (c *checker) otherRow(t *table, r row, sheet *programme.Sheet, code string) {
	value := book.Cell{}
	for _, line := range sheet.Lines {
		if cell := r.cell(t.columns[line.Element.Code]); cell.Text != "" || cell.Formula {
			value = cell
			break
		}
	}
	if value.Column == 0 {
		return
	}
	if code == "" {
		c.rowWithoutCode(t, r, value, columnOrgOf)
		return
	}
	c.unknownCode(t, r, code, columnOrg, value)
}

func (c *checker) readOrgRow(t *table, r row, sheet *programme.Sheet, org programme.Org) {
	if name := r.text(t.columns[columnOrgOf]); name != "" {
		if named, ok := c.in.Pack.OrgByName(name, c.period); !ok || named.Code != org.Code {
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
