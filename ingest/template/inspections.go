package template

import (
	"fmt"
	"slices"

	"yigai/internal/decimal"
	"yigai/programme"
)

// InspectionSheet is the name of the sheet with values checked on the ground.
const InspectionSheet = "核查"

// InspectionHeader are its columns.
var InspectionHeader = []string{"抽取编号", "单位代码", "单位名称", "报告期", "编码", "名称", "单位", "报送值", "核查值", "结论", "说明"}

// Verdicts are the entries of the drop-down of the column 结论.
var Verdicts = []string{"一致", "不一致", "无法核实"}

// An Inspection is one row of the sheet 核查: a value that was drawn to be checked
// on the ground, and what was found.
type Inspection struct {
	Draw, Org, Period, Element string // Element is its code
	Reported, Found            Value
	Verdict, Note              string
}

// InspectionCell says where a column of the nth row, from 1, stands.
func (b *Book) InspectionCell(n int, column string) (string, bool) {
	i := slices.Index(InspectionHeader, column)
	if i < 0 || n < 1 || n > len(b.in.Inspections) {
		return "", false
	}
	return cellName(i+1, b.inspected+n-1), true
}

// addInspections arranges 核查 where the caller gives what was drawn.
func (b *Book) addInspections() {
	if len(b.in.Inspections) == 0 {
		return
	}
	s := newSheet(InspectionSheet, 18, 12, 14, 11, 18, 28, 9, 16, 16, 13, 40)
	s.addHeading(InspectionSheet, b.subtitle("核查值写现场查到的数；报送值与核查值相同为一致，不同为不一致，查不到的为无法核实"))
	b.addSampleBanner(s)
	s.header = s.addHeader(28, InspectionHeader...)
	s.fixed = 3
	b.inspected = s.header + 1
	for _, i := range b.in.Inspections {
		b.addInspectionRow(s, i)
	}
	verdicts := columnArea(slices.Index(InspectionHeader, "结论")+1, b.inspected, len(s.rows))
	s.validations = append(s.validations, choice(verdicts, "结论", "报送值与核查值相同选“一致”，不同选“不一致”，查不到的选“无法核实”。", Verdicts))
	b.sheets = append(b.sheets, s)
}

func (b *Book) addInspectionRow(s *sheet, i Inspection) {
	at, _ := programme.ParsePeriod(i.Period)
	org, _ := b.in.Pack.Org(i.Org, at)
	e, _ := b.in.Pack.Element(i.Element)
	s.add(
		cell{value: textOrNothing(i.Draw), style: styleCode}, cell{value: textOrNothing(i.Org), style: styleCode}, cell{value: textOrNothing(org.Name), style: styleText},
		cell{value: textOrNothing(i.Period), style: styleCode}, cell{value: textOrNothing(i.Element), style: styleCode}, cell{value: textOrNothing(e.Name), style: styleText},
		cell{value: textOrNothing(e.Unit), style: styleCentre},
		cell{value: written(i.Reported), style: lockedNumber(decimalsOf(e, i.Reported))},
		cell{value: written(i.Found), style: inputNumber(decimalsOf(e, i.Found), false)},
		cell{value: textOrNothing(i.Verdict), style: styleInputShort}, cell{value: textOrNothing(i.Note), style: styleInput},
	)
}

func decimalsOf(e programme.Element, v Value) int {
	return min(max(e.Decimals, v.Number.Decimals()), decimal.Scale)
}

// inspectionChecks are verdicts that are missing or contradict the two values.
func (b *Book) inspectionChecks(s *sheet) []check {
	var checks []check
	for first := 0; first < len(b.in.Inspections); first += checkedTogether {
		end := min(first+checkedTogether, len(b.in.Inspections))
		from, _ := b.InspectionCell(first+1, "结论")
		to, _ := b.InspectionCell(end, "结论")
		c := check{place: s.name + "!" + from + ":" + to, what: "结论与两个值相符"}
		for n := first; n < end; n++ {
			b.checkInspection(s, &c, n)
		}
		checks = append(checks, c)
	}
	return checks
}

// checkInspection adds the nth row, from 0, to a check.
func (b *Book) checkInspection(s *sheet, c *check, n int) {
	cell := func(column string) string {
		at, _ := b.InspectionCell(n+1, column)
		return s.ref(at)
	}
	i, reported, found, verdict := b.in.Inspections[n], cell("报送值"), cell("核查值"), cell("结论")
	c.missing.also(fmt.Sprintf("IF(ISBLANK(%s),0,IF(ISBLANK(%s),1,0))", found, verdict), !i.Found.IsBlank() && i.Verdict == "")
	same := i.Reported.Number == i.Found.Number && i.Reported.Text == i.Found.Text
	contradicts := !i.Reported.IsBlank() && !i.Found.IsBlank() && (same && i.Verdict == Verdicts[1] || !same && i.Verdict == Verdicts[0])
	c.wrong.also(fmt.Sprintf(`IF(OR(ISBLANK(%s),ISBLANK(%s)),0,IF(%s=%s,IF(%s="%s",1,0),IF(%s="%s",1,0)))`,
		reported, found, reported, found, verdict, Verdicts[1], verdict, Verdicts[0]), contradicts)
}
