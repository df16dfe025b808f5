package sample

import (
	"fmt"
	"strings"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// Kinds of faults that are copies, in whole or in part.

// copyMostly sends last period's figures again, with every nth one renewed; 0
// renews none.
func copyMostly(renewed int) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		copied, changed := 0, 0
		for i, key := range s.numbers(0, anyNumber) {
			before, known := s.input.Previous(key.Org, key.Element)
			if !known || !m.asks(s.org, s.at.Add(-1), key.Org, key.Element) || renewed > 0 && i%renewed == 0 {
				continue
			}
			if s.input.Fill.Values[key].Number != before {
				changed++
			}
			s.input.Fill.Values[key] = template.Number(before)
			copied++
		}
		if changed < 8 {
			return nil // hardly anything to tell the copy by
		}
		return &flaw{where: nowhere, note: fmt.Sprintf("%d项数据与上期完全相同", copied)}
	}
}

// copyOfNeighbour sends the figures of another county of the same kind.
func copyOfNeighbour(m *maker, s *submission) *flaw {
	other, found := m.neighbour(s)
	if !found || s.org.Kind == "department" {
		return nil
	}
	copied := 0
	for _, key := range s.numbers(0, anyNumber) {
		if m.asks(other, s.at, other.Code, key.Element) {
			s.input.Fill.Values[key] = template.Number(m.world.value(other.Code, key.Element, s.at))
			copied++
		}
	}
	if copied < 8 {
		return nil
	}
	return &flaw{where: nowhere, note: fmt.Sprintf("%d项数据与%s完全相同", copied, other.Name)}
}

// roundedToFive makes up last digits: all counts end in 0 or 5.
func roundedToFive(_ *maker, s *submission) *flaw {
	five, rounded := decimal.FromInt(5), 0
	for _, key := range s.numbers(100, isCount) {
		v := s.input.Fill.Values[key].Number
		s.input.Fill.Values[key] = template.Number(v - v%five)
		rounded++
	}
	if rounded < 20 {
		return nil
	}
	return &flaw{where: nowhere, note: fmt.Sprintf("%d项数据的末位都是0或5", rounded)}
}

// oldCode has the code or the name that the org no longer goes by.
func oldCode(m *maker, s *submission) *flaw {
	for _, a := range m.world.pack.Aliases {
		if isCode := strings.Trim(a.Alias, "0123456789") == ""; a.Org == s.org.Code && isCode {
			return &flaw{where: onCover(template.LabelOrg), note: "使用旧代码" + a.Alias, cut: cutCover(template.LabelOrg, a.Alias)}
		}
	}
	return nil
}

// changedCover writes something else into one line of the cover.
func changedCover(label string, text func(m *maker, s *submission) string, what string) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		if m.options.Key == nil && label == template.LabelToken {
			return nil
		}
		written := text(m, s)
		return &flaw{where: onCover(label), also: onCoverToo(template.LabelOrgName, template.LabelToken), note: what + "：" + written, cut: cutCover(label, written)}
	}
}

func onCoverToo(labels ...string) func(*template.Book) []Spot {
	return func(b *template.Book) (spots []Spot) {
		for _, label := range labels {
			cell, _ := b.CoverCell(label)
			spots = append(spots, Spot{template.CoverSheet, cell})
		}
		return append(spots, Spot{template.CoverSheet, ""}, Spot{})
	}
}

// letterForZero types O for 0 in the code.
func letterForZero(_ *maker, s *submission) string { return strings.Replace(s.org.Code, "0", "O", 1) }

// transposed exchanges the last two figures of the code's number.
func transposed(_ *maker, s *submission) string { return "6199" + s.org.Code[4:] }

func nextPeriod(_ *maker, s *submission) string { return s.at.Add(1).String() }

func madeUpToken(*maker, *submission) string { return "A1B2-C3D4-E5F6" }

// foreignIdentity has a neighbour's code and name, with the sender's own token.
func foreignIdentity(m *maker, s *submission) *flaw {
	other, found := m.neighbour(s)
	if !found || m.options.Key == nil {
		return nil
	}
	return &flaw{where: onCover(template.LabelToken), also: onCoverToo(template.LabelOrg, template.LabelOrgName), note: "封面改成" + other.Name,
		cut: inTurn(cutCover(template.LabelOrg, other.Code), cutCover(template.LabelOrgName, other.Name))}
}

// lastWorkbook re-uses last period's workbook: its token, and its figures.
func lastWorkbook(m *maker, s *submission) *flaw {
	if copyMostly(0)(m, s) == nil {
		return nil
	}
	return oldToken(m, s)
}

// totalAsUnit adds a row for the whole city to a table of its parts.
func totalAsUnit(m *maker, s *submission) *flaw {
	for _, sheet := range s.input.Form.Sheets {
		if sheet.Layout != "table" {
			continue
		}
		parent, found := m.world.pack.Org(s.org.Parent, s.at)
		if !found {
			return nil
		}
		return totalRow(sheet, parent)
	}
	return nil
}

func totalRow(sheet programme.Sheet, whole programme.Org) *flaw {
	first := template.Key{Sheet: sheet.Name, Org: sheet.Orgs[0].Code, Element: sheet.Lines[0].Element.Code}
	f := &flaw{note: "表末多出全市合计一行，写了单位代码"}
	f.where = func(b *template.Book) (string, string) { return sheet.Name, fmt.Sprintf("A%d", b.Rows(sheet.Name)+1) }
	f.cut = func(b *template.Book, workbook []byte) ([]byte, error) {
		cell, _ := b.Cell(first)
		row := b.Rows(sheet.Name) + 1
		return editSheet(workbook, b.SheetNumber(sheet.Name), func(xml string) (string, error) {
			xml, err := repeatRow(xml, rowOf(cell), row)
			if err == nil {
				xml, err = setText(xml, fmt.Sprintf("A%d", row), whole.Code)
			}
			if err == nil {
				xml, err = setText(xml, fmt.Sprintf("B%d", row), whole.Name)
			}
			return xml, err
		})
	}
	return f
}
