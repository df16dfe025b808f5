package template

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"yigai/internal/decimal"
	"yigai/programme"
)

// Lengths that spreadsheets allow for the texts beside a limit, in UTF-16 units.
const (
	maxPrompt      = 255
	maxPromptTitle = 32
)

var formulaEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// choice is a drop-down.
func choice(area, title, prompt string, options []string) *excelize.DataValidation {
	v := limit(area, title, prompt, "请从下拉框中选择："+strings.Join(options, "、")+"。")
	v.Type = "list"
	v.Formula1 = formulaEscaper.Replace(`"` + strings.Join(options, ",") + `"`)
	return v
}

// limit is a data validation that shows a prompt and refuses with a message.
func limit(area, title, prompt, refusal string) *excelize.DataValidation {
	title, prompt, refusal = shorten(title, maxPromptTitle), shorten(prompt, maxPrompt), shorten(refusal, maxPrompt)
	stop, refusalTitle := "stop", "填写不符合要求"
	return &excelize.DataValidation{
		Sqref: area, AllowBlank: true, ShowInputMessage: true, ShowErrorMessage: true,
		PromptTitle: &title, Prompt: &prompt, ErrorStyle: &stop, ErrorTitle: &refusalTitle, Error: &refusal,
	}
}

// limitOf holds an input cell to what its element allows.
func (b *Book) limitOf(q question) *excelize.DataValidation {
	e := q.line.Element
	words := strings.Join(limits(e), "，")
	prompt := fmt.Sprintf("%s，单位“%s”。%s。确无此项填“不适用”。", words, e.Unit, strings.TrimSuffix(b.describeElement(e), "。"))
	if q.last != nil && e.ValueType != "yes_no" {
		prompt = fmt.Sprintf("上期 %s。%s", q.last.Grouped(), prompt)
	}
	if e.ValueType == "yes_no" {
		return choice(q.cell, e.Name, prompt, []string{"是", "否", "不适用"})
	}
	v := limit(q.cell, e.Name, prompt, "要求："+words+"，单位“"+e.Unit+"”，只写数字，不带单位和逗号。确无此项填“不适用”。")
	v.Type = "custom"
	v.Formula1 = formulaEscaper.Replace(allowed(e, q.cell))
	return v
}

// allowed is a formula that holds while a filled cell may stand as it is.
func allowed(e programme.Element, cell string) string {
	if e.ValueType == "yes_no" {
		return oneOfTexts(cell, append([]string{"是", "否"}, missingMarks...))
	}
	return fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", cell, withinLimits(e, cell), oneOfTexts(cell, missingMarks))
}

// withinLimits is a formula for a cell that holds a number.
func withinLimits(e programme.Element, cell string) string {
	conditions := []string{fmt.Sprintf("%s=ROUND(%s,%d)", cell, cell, e.Decimals)}
	if e.Min != nil {
		conditions = append(conditions, cell+">="+e.Min.String())
	}
	if e.Max != nil {
		conditions = append(conditions, cell+"<="+e.Max.String())
	}
	return "AND(" + strings.Join(conditions, ",") + ")"
}

func oneOfTexts(cell string, texts []string) string {
	conditions := make([]string, len(texts))
	for i, t := range texts {
		conditions[i] = cell + `="` + t + `"`
	}
	return "OR(" + strings.Join(conditions, ",") + ")"
}

// numberWithin says in Go what withinLimits says as a formula.
func numberWithin(e programme.Element, d decimal.Decimal) bool {
	return d.Decimals() <= e.Decimals && (e.Min == nil || d >= *e.Min) && (e.Max == nil || d <= *e.Max)
}

func progressLimit(area string) *excelize.DataValidation {
	v := limit(area, "完成进度", "写 0 至 100 的数字，不写百分号：60 即 60%。", "要求：0 至 100 的数字，不写百分号。")
	v.Type, v.Operator = "decimal", "between"
	v.Formula1, v.Formula2 = "0", "100"
	return v
}
