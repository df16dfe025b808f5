package sample

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yigai/ingest/template"
	"yigai/programme"
)

// Kinds of faults that are cut into the finished workbook.

func cutIntoCell(cellType, content, note string) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		key, found := m.pick(s)
		if !found {
			return nil
		}
		where := atKey(key)
		return &flaw{where: where, note: note, cut: func(b *template.Book, workbook []byte) ([]byte, error) {
			sheet, cell := where(b)
			return editSheet(workbook, b.SheetNumber(sheet), func(xml string) (string, error) { return setCell(xml, cell, cellType, content) })
		}}
	}
}

// neighbour is another reporter of the same kind.
func (m *maker) neighbour(s *submission) (programme.Org, bool) {
	orgs := m.world.pack.Reporters(s.at)
	i := slices.IndexFunc(orgs, func(o programme.Org) bool { return o.Kind == s.org.Kind && o.Code != s.org.Code })
	if i < 0 {
		return programme.Org{}, false
	}
	return orgs[i], true
}

// foreignCover has the code of a neighbour, with the sender's own name.
func foreignCover(m *maker, s *submission) *flaw {
	other, found := m.neighbour(s)
	if !found {
		return nil
	}
	note := fmt.Sprintf("封面代码被改为%s的%s", other.Name, other.Code)
	return &flaw{where: onCover(template.LabelOrgName), note: note, cut: cutCover(template.LabelOrg, other.Code)}
}

// foreignToken has the token of a neighbour: the clerk filled in its workbook
// and changed code and name on the cover.
func foreignToken(m *maker, s *submission) *flaw {
	other, found := m.neighbour(s)
	if !found || m.options.Key == nil {
		return nil
	}
	token := m.token(other.Code, s.at)
	return &flaw{where: onCover(template.LabelToken), note: "使用了" + other.Name + "的工作簿", cut: cutCover(template.LabelToken, token)}
}

// oldToken has last period's token: last period's workbook was used again.
func oldToken(m *maker, s *submission) *flaw {
	before := s.at.Add(-1)
	if m.options.Key == nil || before.Before(m.world.pack.ReportPeriods()[0]) {
		return nil
	}
	return &flaw{where: onCover(template.LabelToken), note: "沿用了" + before.Name() + "的工作簿", cut: cutCover(template.LabelToken, m.token(s.org.Code, before))}
}

func (m *maker) token(org string, at programme.Period) string {
	p := m.world.pack
	return programme.Token(m.options.Key, p.Programme.ID, org, at, template.VersionOf(p))
}

func cutCover(label, text string) func(*template.Book, []byte) ([]byte, error) {
	return func(b *template.Book, workbook []byte) ([]byte, error) {
		cell, _ := b.CoverCell(label)
		return editSheet(workbook, b.SheetNumber(template.CoverSheet), func(xml string) (string, error) { return setText(xml, cell, text) })
	}
}

// duplicateRow pastes a row again under the last one.
func duplicateRow(m *maker, s *submission) *flaw {
	key, found := m.pick(s)
	if !found {
		return nil
	}
	f := &flaw{note: "同一编码出现两行"}
	f.where = func(b *template.Book) (string, string) { return key.Sheet, "E" + strconv.Itoa(b.Rows(key.Sheet)+1) }
	f.cut = func(b *template.Book, workbook []byte) ([]byte, error) {
		cell, _ := b.Cell(key)
		return editSheet(workbook, b.SheetNumber(key.Sheet), func(xml string) (string, error) { return repeatRow(xml, rowOf(cell), b.Rows(key.Sheet)+1) })
	}
	return f
}

// unknownCode changes the code in column A.
func unknownCode(m *maker, s *submission) *flaw {
	key, found := m.pick(s)
	if !found {
		return nil
	}
	code := key.Element + "_new"
	f := &flaw{note: "编码被改为" + code}
	f.where = func(b *template.Book) (string, string) {
		cell, _ := b.Cell(key)
		return key.Sheet, "A" + strconv.Itoa(rowOf(cell))
	}
	f.cut = func(b *template.Book, workbook []byte) ([]byte, error) {
		sheet, cell := f.where(b)
		return editSheet(workbook, b.SheetNumber(sheet), func(xml string) (string, error) { return setText(xml, cell, code) })
	}
	return f
}

// truncated ends in the middle, like a transfer that broke off.
func truncated(m *maker, s *submission) *flaw {
	return &flaw{where: nowhere, note: "文件传输中断，只有前三分之二", cut: func(_ *template.Book, workbook []byte) ([]byte, error) {
		return workbook[:len(workbook)*2/3], nil
	}}
}

func rowOf(cell string) int {
	row, err := strconv.Atoi(strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil {
		panic(err) // cells come from the template
	}
	return row
}
