package template

import (
	"strconv"

	"yigai/internal/decimal"
	"yigai/programme"
)

// A question is one input cell for an element.
type question struct {
	sheet    *sheet
	key      Key
	org      programme.Org
	line     programme.Line
	cell     string
	value    Value
	lastCell string // where the value last reported stands
	last     *decimal.Decimal
}

var listHeader = []string{"编码", "名称", "单位", "口径", "本期值", "上期值", "填写要求", "备注"}

// addList arranges a sheet with one element per row, under section headings.
// A section's row has no code: readers find rows by code.
func (b *Book) addList(form programme.Sheet) {
	s := newSheet(form.Name, 19, 30, 9, 48, 18, 15, 24, 26)
	org := form.Orgs[0]
	about := ""
	if org.Code != b.in.Form.Reporter.Code {
		about = "填报对象：" + org.Name
	}
	s.addHeading(form.Name, b.subtitle(about))
	b.addSampleBanner(s)
	s.header = s.addHeader(26, listHeader...)
	s.fixed = 2
	section := ""
	for _, line := range form.Lines {
		if of := sectionOf(b.in.Pack, line.Element.Code); of != section {
			section = of
			s.add(sectionRow(section, len(listHeader))...)
		}
		b.addListRow(s, org, line)
	}
	b.sheets = append(b.sheets, s)
}

// sectionRow is a heading that runs over the columns after the first.
func sectionRow(title string, columns int) []cell {
	row := make([]cell, columns)
	for i := range row {
		row[i].style = styleSection
	}
	row[1].value = title
	return row
}

func (b *Book) addListRow(s *sheet, org programme.Org, line programme.Line) {
	e := line.Element
	q := question{sheet: s, key: Key{s.name, org.Code, e.Code}, org: org, line: line}
	q.value = b.in.Fill.Values[q.key]
	row := s.add(
		cell{value: e.Code, style: styleCode},
		cell{value: e.Name, style: styleText},
		cell{value: e.Unit, style: styleCentre},
		cell{value: textOrNothing(b.describeElement(e)), style: styleNote},
		inputCell(line, q.value),
		b.lastCell(&q),
		cell{value: demands(line), style: styleNote},
		cell{value: textOrNothing(q.value.Note), style: styleInput},
	)
	q.cell, q.lastCell = cellName(5, row), cellName(6, row)
	b.ask(s, q)
}

// A figure is one element of one org, on whichever sheet.
type figure struct{ org, element string }

func (b *Book) isAsked(at figure) bool {
	_, asked := b.firstAsked[at]
	return asked
}

// ask notes an input cell and sets its limits and its alarm.
func (b *Book) ask(s *sheet, q question) {
	b.cells[q.key] = q.cell
	if at := (figure{q.org.Code, q.key.Element}); !b.isAsked(at) {
		b.firstAsked[at] = len(b.asked)
	}
	b.asked = append(b.asked, q)
	s.validations = append(s.validations, b.limitOf(q))
	s.alarms = append(s.alarms, alarm{q.cell, "AND(NOT(ISBLANK(" + q.cell + ")),NOT(" + allowed(q.line.Element, q.cell) + "))"})
}

// inputCell is the cell that the clerk fills.
func inputCell(line programme.Line, v Value) cell {
	e := line.Element
	c := cell{value: written(v), style: inputNumber(min(max(e.Decimals, v.Number.Decimals()), decimal.Scale), line.Required)}
	switch {
	case e.ValueType == "yes_no" && line.Required:
		c.style = styleInputShortMust
	case e.ValueType == "yes_no":
		c.style = styleInputShort
	}
	return c
}

// written is the value as the library takes it.
func written(v Value) any {
	if !v.IsNumber {
		return textOrNothing(v.Text)
	}
	if v.Stored != "" {
		return storedNumber(v.Stored)
	}
	return number(v.Number)
}

// number is d as the library writes it exactly, or as text where a spreadsheet
// cannot hold all its digits.
func number(d decimal.Decimal) any {
	if d.IsInt() {
		return int64(d) / int64(decimal.FromInt(1))
	}
	f, err := strconv.ParseFloat(d.String(), 64)
	if err != nil || strconv.FormatFloat(f, 'f', -1, 64) != d.String() {
		return d.String()
	}
	return f
}

// storedNumber is a number with the digits of another workbook: spreadsheets
// hold binary fractions, and the shortest digits of one give the same one back.
func storedNumber(digits string) any {
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return digits
	}
	return f
}

// lastCell shows the value last reported, locked.
func (b *Book) lastCell(q *question) cell {
	e := q.line.Element
	last, known := b.previous(q.org.Code, e)
	if !known {
		return cell{value: "—", style: styleCentre}
	}
	q.last = &last
	if e.ValueType == "yes_no" {
		return cell{value: yesOrNo(last), style: styleCentre}
	}
	return cell{value: number(last), style: lockedNumber(min(max(e.Decimals, last.Decimals()), decimal.Scale))}
}

func yesOrNo(d decimal.Decimal) string {
	if d == 0 {
		return "否"
	}
	return "是"
}
