package template

import "yigai/internal/decimal"

// A Fill is what stands in the input cells of a workbook.
type Fill struct {
	Sample bool // the entries are made up: every sheet says so
	Cover  map[string]string
	Values map[Key]Value
	Tasks  map[string]TaskEntry // by task code
	Scores map[ScoreKey]ScoreEntry
}

// A Key names an input cell for an element.
type Key struct{ Sheet, Org, Element string }

// A Value is what stands in one input cell: a number, a text, or nothing.
// Note goes into the column 备注 of a list.
type Value struct {
	Text     string
	Number   decimal.Decimal
	IsNumber bool
	// Stored is a number's own digits where a Decimal cannot hold them; "" where it can.
	Stored string
	Note   string
}

// Number is an entry that a spreadsheet holds as a number.
func Number(d decimal.Decimal) Value { return Value{Number: d, IsNumber: true} }

// Text is an entry that a spreadsheet holds as text, whatever it looks like.
func Text(s string) Value { return Value{Text: s} }

// IsBlank says whether the cell stays empty.
func (v Value) IsBlank() bool { return !v.IsNumber && v.Text == "" }

// A TaskEntry is what stands in one row of the sheet 任务.
type TaskEntry struct {
	Status   string // one of Statuses
	Progress *decimal.Decimal
	// ProgressText stands in the column 完成进度 where there is no Progress.
	ProgressText string
	Narrative    string
	Problems     string
	NextSteps    string
	Evidence     string
	Responsible  string
	Practice     string
}

// Statuses are the entries of the drop-down of the column 状态.
var Statuses = []string{"未启动", "推进中", "已完成", "受阻"}

// missingMarks are the texts accepted where a number belongs: there is none.
var missingMarks = []string{"—", "/", "无", "不适用"}
