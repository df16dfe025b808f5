package check

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"yigai/ingest/book"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A reading is what one cell says about one element.
type reading struct {
	state    string // Reported, Missing, Suppressed or NotApplicable
	value    decimal.Decimal
	marked   bool // the cell says that there is no figure, rather than being blank
	problems []problem
}

// returned says whether a problem refuses the row.
func (r reading) returned() bool {
	for _, p := range r.problems {
		if Lookup(p.code).Severity == SeverityReturn {
			return true
		}
	}
	return false
}

func (r *reading) problem(code Code, found, hint string) {
	r.problems = append(r.problems, problem{code, found, hint})
}

// split is the reading of a value that was cut in two: nobody knows which it is.
func (r reading) split(whole string) reading {
	cut := reading{state: Missing}
	cut.problem("E-SPLIT", whole, strings.ReplaceAll(whole, ",", ""))
	return cut
}

func (r *reading) report(d decimal.Decimal) { r.state, r.value = Reported, d }

// maxText is the most UTF-16 units a cell of a spreadsheet can hold.
const maxText = 32_767

// readValue reads the cell of an element by the number grammar (see Grammar).
// It reads what is stored, never what is shown.
func readValue(c book.Cell, e programme.Element) reading {
	r := reading{state: Missing}
	switch c.Type {
	case book.Number:
		r.readNumber(c, e)
	case book.Text:
		r.readText(c.Text, e)
	case book.Bool:
		r.readBool(c.Text, e)
	case book.ErrorValue:
		r.problem("E-ERROR", c.Text, "")
	case book.Date:
		r.problem("E-DATE", c.Text, "")
	case book.Empty:
		if c.Formula {
			r.problem("E-FORMULA", "", "")
		}
	}
	if c.Formula && r.state == Reported && !r.returned() {
		r.problem("N-FORMULA", c.Text, "")
	}
	if r.state == Reported && !r.returned() {
		r.checkValue(c.Text, e)
	}
	if r.returned() {
		r.state = Missing
	}
	return r
}

func (r *reading) readNumber(c book.Cell, e programme.Element) {
	if e.ValueType == "yes_no" {
		r.readYesNo(c.Text, c.Text)
		return
	}
	d, dust, ok := parseStored(c.Text)
	if !ok {
		r.problem("E-DIGITS", c.Text, "")
		return
	}
	r.report(d)
	if dust {
		r.problem("N-DUST", c.Text, d.String())
	}
	switch showingOf(c.NumberFormat) {
	case showsDate:
		r.problem("E-DATE", c.Text+" ("+c.NumberFormat+")", "")
	case showsScaled:
		r.problem("E-FORMAT", c.Text+" ("+c.NumberFormat+")", "")
	case showsPercent:
		r.readPercent(c, e, d)
	}
}

// readPercent: a cell in percent format stores 0.653 and shows 65.3 %. Where
// the element is counted in percent that is 65.3; elsewhere it is no quantity.
func (r *reading) readPercent(c book.Cell, e programme.Element, d decimal.Decimal) {
	const most = decimal.Decimal(1) << 55
	if d > most || d < -most {
		r.problem("E-PERCENT", c.Text+" ("+c.NumberFormat+")", "")
		return
	}
	shown := (d * 100).String() + "% (" + c.Text + ")"
	if e.Unit != "%" {
		r.problem("E-PERCENT", shown, "")
		return
	}
	r.report(d * 100)
	r.problem("N-PERCENT", shown, r.value.String())
}

func (r *reading) readText(text string, e programme.Element) {
	if n := len(utf16.Encode([]rune(text))); n > maxText {
		r.problem("E-LENGTH", fmt.Sprint(n), "")
		return
	}
	if hasHidden(text) {
		r.problem("E-CHAR", text, "")
		return
	}
	n := narrow(text)
	if state, ok := n.mark(); ok {
		r.state, r.marked = state, n.text != ""
		return
	}
	if e.ValueType == "yes_no" {
		r.readYesNo(n.text, text)
		return
	}
	if e.Unit == "%" && len(n.text) > 1 && n.text[len(n.text)-1] == '%' {
		n.text = n.text[:len(n.text)-1]
		if d, _, ok := n.number(text, e.Unit); ok {
			r.report(d)
			r.problem("N-PERCENT", text, d.String())
			return
		}
	}
	d, p, ok := n.number(text, e.Unit)
	r.problems = append(r.problems, p)
	if ok {
		r.report(d)
	}
}

// yesNo are the entries of a yes/no cell; those but 是 and 否 are noted.
var yesNo = map[string]bool{"是": true, "否": false, "1": true, "0": false, "√": true, "✓": true, "×": false}

func (r *reading) readYesNo(text, raw string) {
	yes, ok := yesNo[text]
	if !ok {
		r.problem("E-YES-NO", raw, "")
		return
	}
	word, value := "否", decimal.FromInt(0)
	if yes {
		word, value = "是", decimal.FromInt(1)
	}
	r.report(value)
	if raw != word {
		r.problem("N-YES-NO", raw, word)
	}
}

func (r *reading) readBool(text string, e programme.Element) {
	shown := map[string]string{"0": "FALSE", "1": "TRUE"}[text]
	if e.ValueType != "yes_no" {
		r.problem("E-TYPE", shown, "")
		return
	}
	r.readYesNo(text, shown)
}

// checkValue holds a number against its element: whole, decimals, limits.
func (r *reading) checkValue(raw string, e programme.Element) {
	switch {
	case e.ValueType == "yes_no":
	case e.ValueType == "count" && !r.value.IsInt():
		r.problem("E-INTEGER", raw, "")
	case e.ValueType == "decimal" && r.value.Decimals() > e.Decimals:
		r.problem("E-DECIMALS", raw, "")
	}
	below := e.Min != nil && r.value < *e.Min || e.Min == nil && e.ValueType == "count" && r.value < 0
	if below || e.Max != nil && r.value > *e.Max {
		r.problem("E-RANGE", raw, "")
	}
}

// want says what a cell of the element must hold, in both languages.
func want(e programme.Element) (zh, en string) {
	switch e.ValueType {
	case "yes_no":
		return "填“是”或“否”", "是 (yes) or 否 (no)"
	case "count":
		zh, en = "整数", "a whole number"
	default:
		zh, en = fmt.Sprintf("最多 %d 位小数的数", e.Decimals), fmt.Sprintf("a number with at most %d decimals", e.Decimals)
	}
	switch {
	case e.Min != nil && e.Max != nil:
		zh, en = zh+fmt.Sprintf("，%s 至 %s", *e.Min, *e.Max), en+fmt.Sprintf(" from %s to %s", *e.Min, *e.Max)
	case e.Min != nil:
		zh, en = zh+fmt.Sprintf("，不小于 %s", *e.Min), en+fmt.Sprintf(" of at least %s", *e.Min)
	case e.Max != nil:
		zh, en = zh+fmt.Sprintf("，不大于 %s", *e.Max), en+fmt.Sprintf(" of at most %s", *e.Max)
	}
	return zh + "，单位“" + e.Unit + "”", en + ", in " + e.Unit
}
