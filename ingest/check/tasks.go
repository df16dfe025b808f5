package check

import (
	"regexp"
	"slices"
	"unicode/utf16"

	"yigai/ingest/book"
	"yigai/internal/decimal"
	"yigai/programme"
)

// statuses are the choices of the column 状态, and words that mean the same
// beyond doubt.
var statuses = map[string]struct{ status, word string }{
	"未启动": {NotStarted, "未启动"}, "未开始": {NotStarted, "未启动"}, "未开展": {NotStarted, "未启动"},
	"推进中": {InProgress, "推进中"}, "进行中": {InProgress, "推进中"}, "正在推进": {InProgress, "推进中"},
	"已完成": {Done, "已完成"}, "完成": {Done, "已完成"},
	"受阻": {Blocked, "受阻"},
}

// percentElement is how the column 完成进度 is read.
var percentElement = func() programme.Element {
	least, most := decimal.FromInt(0), decimal.FromInt(100)
	return programme.Element{ValueType: "decimal", Unit: "%", Decimals: decimal.Scale, Min: &least, Max: &most}
}()

// readTaskRow reads a row of the sheet 任务.
func (c *checker) readTaskRow(t *table, r row) {
	t.started = true
	code := r.text(t.columns[columnTask])
	status := r.cell(t.columns[columnStatus])
	if code == "" {
		c.rowWithoutCode(t, r, status, columnTaskName)
		return
	}
	if task := c.taskOf(code); task != nil {
		c.readTask(t, r, task)
		return
	}
	if c.mayBeAdded(code) && status.Text != "" {
		c.add(c.cellAt(t.columns[columnTask], r.number), "N-ADDED-TASK", code, nil)
		return
	}
	c.unknownCode(t, r, columnTask, status, c.likely(code, c.taskCodes))
}

// taskCode is what the codes of tasks look like: 3, 3.1.
var taskCode = regexp.MustCompile(`^\d{1,4}(\.\d{1,4})*$`)

// mayBeAdded says whether a code may be that of a task which the secretariat
// added to its programme after the document: only a workspace knows those.
func (c *checker) mayBeAdded(code string) bool {
	known := slices.ContainsFunc(c.in.Pack.Tasks, func(t programme.Task) bool { return t.Code == code })
	return c.in.Key == nil && !known && taskCode.MatchString(code)
}

func (c *checker) taskCodes() []string {
	var codes []string
	for _, t := range c.tasks {
		codes = append(codes, t.Task)
	}
	return codes
}

func (c *checker) taskOf(code string) *askedTask {
	for _, t := range c.tasks {
		if t.Task == code {
			return t
		}
	}
	return nil
}

func (c *checker) readTask(t *table, r row, task *askedTask) {
	where := c.cellAt(t.columns[columnTask], r.number)
	if task.found {
		c.add(where, "E-DUPLICATE", task.Task+"："+task.Cell+"，"+where.cell, nil)
		task.Status, task.Progress = "", nil
		return
	}
	c.placeTask(t, r, task)
	task.found, task.Sheet, task.Cell = true, t.name, where.cell
	c.readStatus(r.cell(t.columns[columnStatus]), r, task)
	c.readProgress(r.cell(t.columns[columnProgress]), r, task)
	for i, to := range []*string{&task.Narrative, &task.Problems, &task.NextSteps, &task.Evidence, &task.Responsible, &task.Practice} {
		if column := t.columns[textColumns[i]]; column > 0 {
			*to = c.narrative(r.cell(column), r)
		}
	}
	if saysNothing(plainName(task.Practice)) {
		task.Practice = ""
	}
	c.checkHidden(t, r, r.cell(t.columns[columnStatus]))
}

func (c *checker) readStatus(cell book.Cell, r row, task *askedTask) {
	where := c.cellAt(cell.Column, r.number)
	text := plainName(cell.Text)
	s, ok := statuses[text]
	switch {
	case text == "" && task.line.Required:
		k := Lookup("E-STATUS")
		c.add(where, "E-REQUIRED", "", wants(k.RuleZh, k.RuleEn))
	case text == "":
	case !ok || cell.Type != book.Text:
		c.add(where, "E-STATUS", cell.Text, nil)
	default:
		task.Status = s.status
		if s.word != text {
			c.add(where, "N-STATUS", cell.Text, hint(s.word))
		}
	}
}

// readProgress reads the percentage typed: 60, 60% or a cell that shows 60%.
// A fraction without a percent sign is kept as it is, and doubted.
func (c *checker) readProgress(cell book.Cell, r row, task *askedTask) {
	reading := c.readCell(cell, percentElement)
	where := c.cellAt(cell.Column, r.number)
	zh, en := "0 至 100 的数字", "a number from 0 to 100"
	showsSign := false
	for _, p := range reading.problems {
		code := p.code
		if code == "N-TEXT" && c.text() != nil {
			continue // all of it is text
		}
		if Lookup(code).Severity == SeverityReturn && code != "E-CHAR" && code != "E-LENGTH" && code != "E-FORMULA" && code != "E-ERROR" {
			code = "E-PROGRESS"
		}
		showsSign = showsSign || code == "N-PERCENT"
		values := wants(zh, en)
		values["{hint}"] = p.hint
		c.add(where, code, p.found, values)
	}
	if reading.state != Reported {
		return
	}
	task.Progress = &reading.value
	if reading.value > 0 && reading.value <= decimal.FromInt(1) && !showsSign {
		c.add(where, "E-PROGRESS-UNIT", cell.Text, nil)
	}
}

// withinCell cuts a text to what a cell of a spreadsheet can hold.
func withinCell(text string) string {
	if len(text) <= maxText {
		return text
	}
	units := utf16.Encode([]rune(text))
	return string(utf16.Decode(units[:min(len(units), maxText)]))
}

// narrative is a text of a task row, as it is stored. Hidden characters stay
// and are doubted; a longer text than a cell can hold is cut with a finding.
func (c *checker) narrative(cell book.Cell, r row) string {
	where := c.cellAt(cell.Column, r.number)
	if cut := withinCell(cell.Text); cut != cell.Text {
		c.add(where, "E-LENGTH", cell.Text, nil)
		return cut
	}
	if hasHidden(cell.Text) {
		c.add(where, "E-TEXT-CHAR", cell.Text, nil)
	}
	if cell.Type == book.ErrorValue {
		c.add(where, "E-ERROR", cell.Text, wants("文字", "text"))
		return ""
	}
	return cell.Text
}
