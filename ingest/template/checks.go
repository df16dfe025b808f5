package template

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"yigai/internal/decimal"
	"yigai/programme"
)

const hundred = decimal.Decimal(100 * 10_000)

// cellChecks checks a list cell by cell.
func (b *Book) cellChecks(s *sheet) []check {
	var checks []check
	for _, q := range b.asked {
		if q.sheet != s {
			continue
		}
		e, ref := q.line.Element, s.ref(q.cell)
		c := check{place: s.name + "!" + q.cell, what: e.Name, required: oneIf(q.line.Required)}
		if q.line.Required {
			c.missing = count{"IF(ISBLANK(" + ref + "),1,0)", oneIf(q.value.IsBlank())}
		}
		c.wrong = count{wrongFormula(e, ref), oneIf(isWrong(e, q.value))}
		if e.ValueType != "yes_no" {
			c.outside = count{fmt.Sprintf("IF(ISNUMBER(%s),IF(%s,0,1),0)", ref, withinLimits(e, ref)), oneIf(isOutside(e, q.value))}
		}
		checks = append(checks, c)
	}
	return checks
}

// wrongFormula gives 1 for a filled cell that holds neither a number (or, for
// yes/no, one of the words) nor a mark for "there is none".
func wrongFormula(e programme.Element, ref string) string {
	if e.ValueType == "yes_no" {
		return fmt.Sprintf("IF(ISBLANK(%s),0,IF(%s,0,1))", ref, allowed(e, ref))
	}
	return fmt.Sprintf("IF(ISBLANK(%s),0,IF(ISNUMBER(%s),0,IF(%s,0,1)))", ref, ref, oneOfTexts(ref, missingMarks))
}

func isWrong(e programme.Element, v Value) bool {
	switch {
	case v.IsBlank() || slices.Contains(missingMarks, v.Text):
		return false
	case e.ValueType == "yes_no":
		return v.IsNumber || v.Text != "是" && v.Text != "否"
	}
	return !v.IsNumber
}

func isOutside(e programme.Element, v Value) bool {
	return e.ValueType != "yes_no" && v.IsNumber && !numberWithin(e, v.Number)
}

// columnChecks checks a table column by column, in functions that count.
func (b *Book) columnChecks(s *sheet) []check {
	var checks []check
	for _, column := range b.columns(s) {
		first, last := column[0], column[len(column)-1]
		e, area := first.line.Element, s.ref(first.cell+":"+last.cell)
		c := check{place: s.name + "!" + first.cell + ":" + last.cell, what: e.Name}
		if first.line.Required {
			c.required = len(column)
			c.missing.formula = "COUNTBLANK(" + area + ")" + lessHeadings(column)
		}
		c.wrong.formula = "COUNTA(" + area + ")-COUNT(" + area + ")" + lessTexts(e, area)
		c.outside.formula = outsideCount(e, area)
		for _, q := range column {
			c.missing.now += oneIf(q.line.Required && q.value.IsBlank())
			c.wrong.now += oneIf(isWrong(e, q.value))
			c.outside.now += oneIf(isOutside(e, q.value) && (q.value.Number < 0 || e.Max != nil && q.value.Number > *e.Max))
		}
		checks = append(checks, c)
	}
	return checks
}

// lessHeadings takes the rows of headings between the orgs out of a count of blanks.
func lessHeadings(column []question) string {
	_, first, errFirst := excelize.CellNameToCoordinates(column[0].cell)
	_, last, errLast := excelize.CellNameToCoordinates(column[len(column)-1].cell)
	if headings := last - first + 1 - len(column); errFirst == nil && errLast == nil && headings > 0 {
		return fmt.Sprintf("-%d", headings)
	}
	return ""
}

// columns groups a table's questions by element, in column order.
func (b *Book) columns(s *sheet) [][]question {
	var columns [][]question
	index := make(map[string]int)
	for _, q := range b.asked {
		if q.sheet != s {
			continue
		}
		i, known := index[q.key.Element]
		if !known {
			i = len(columns)
			index[q.key.Element] = i
			columns = append(columns, nil)
		}
		columns[i] = append(columns[i], q)
	}
	return columns
}

func lessTexts(e programme.Element, area string) string {
	texts := missingMarks
	if e.ValueType == "yes_no" {
		texts = append([]string{"是", "否"}, texts...)
	}
	var formula strings.Builder
	for _, t := range texts {
		fmt.Fprintf(&formula, `-COUNTIF(%s,"%s")`, area, t)
	}
	return formula.String()
}

func outsideCount(e programme.Element, area string) string {
	var parts []string
	if e.Min != nil {
		parts = append(parts, fmt.Sprintf(`COUNTIF(%s,"<%s")`, area, e.Min))
	}
	if e.Max != nil {
		parts = append(parts, fmt.Sprintf(`COUNTIF(%s,">%s")`, area, e.Max))
	}
	return strings.Join(parts, "+")
}
