package template

import (
	"cmp"
	"strings"

	"yigai/programme"
)

// LastPrefix stands before an element's code in the header of the locked
// columns of a table sheet that show the values last reported.
const LastPrefix = "上期:"

const tableHeadColumns = 2 // 单位代码, 单位名称

// addTable arranges a sheet with one org per row and one element per column:
// a row of codes, names and units under them, then the orgs.
func (b *Book) addTable(form programme.Sheet) {
	withLast := b.in.Previous != nil
	s := newSheet(form.Name, tableWidths(len(form.Lines), withLast)...)
	// Last values stay on the screen; on paper they would make the rest too small.
	s.printed = tableHeadColumns + len(form.Lines)
	s.addHeading(form.Name, b.subtitle("每行一个单位；各列口径见“说明”"))
	b.addSampleBanner(s)
	codes := texts(styleHeader, "单位代码", "单位名称")
	names, units := texts(styleHeader, "", ""), texts(styleHeader, "", "")
	for _, line := range form.Lines {
		codes = append(codes, cell{value: line.Element.Code, style: styleCode})
		names = append(names, cell{value: line.Element.Name, style: styleHeader})
		units = append(units, cell{value: line.Element.Unit + must(line), style: styleNote})
	}
	if withLast {
		for _, line := range form.Lines {
			codes = append(codes, cell{value: LastPrefix + line.Element.Code, style: styleCode})
			names = append(names, cell{value: "上期：" + line.Element.Name, style: styleNote})
			units = append(units, cell{value: line.Element.Unit, style: styleNote})
		}
	}
	s.add(codes...)
	s.add(names...)
	s.header = s.add(units...)
	s.fixed = tableHeadColumns
	for _, org := range b.grouped(form) {
		if org.heading != "" {
			s.add(sectionRow(org.heading, tableHeadColumns+len(form.Lines))...)
			continue
		}
		b.addTableRow(s, org.Org, form.Lines, withLast)
	}
	b.sheets = append(b.sheets, s)
}

// A tableRow is an org, or the heading over those of one kind.
type tableRow struct {
	programme.Org
	heading string
}

// grouped lists the rows of a table. Institutions of several kinds stand kind by
// kind, each under its name: hundreds in a row are not found otherwise.
func (b *Book) grouped(form programme.Sheet) (rows []tableRow) {
	kinds := []string{}
	byKind := map[string][]programme.Org{}
	for _, o := range form.Orgs {
		if byKind[o.Kind] == nil {
			kinds = append(kinds, o.Kind)
		}
		byKind[o.Kind] = append(byKind[o.Kind], o)
	}
	if !form.Roster || len(kinds) < 2 {
		for _, o := range form.Orgs {
			rows = append(rows, tableRow{Org: o})
		}
		return rows
	}
	for _, code := range kinds {
		kind, _ := b.in.Pack.KindOf(code)
		rows = append(rows, tableRow{heading: kind.Name})
		for _, o := range byKind[code] {
			rows = append(rows, tableRow{Org: o})
		}
	}
	return rows
}

func must(l programme.Line) string {
	if l.Required {
		return "　＊必填"
	}
	return ""
}

func tableWidths(elements int, withLast bool) []float64 {
	widths := []float64{12, 14}
	for range elements {
		widths = append(widths, 19)
	}
	for i := 0; withLast && i < elements; i++ {
		widths = append(widths, 19)
	}
	return widths
}

func (b *Book) addTableRow(s *sheet, org programme.Org, lines []programme.Line, withLast bool) {
	number := len(s.rows) + 1
	row := []cell{{value: org.Code, style: styleCode}, {value: org.Name, style: styleText}}
	var last []cell
	for i, line := range lines {
		q := question{sheet: s, key: Key{s.name, org.Code, line.Element.Code}, org: org, line: line, cell: cellName(tableHeadColumns+1+i, number)}
		q.value = b.in.Fill.Values[q.key]
		if withLast {
			q.lastCell = cellName(tableHeadColumns+1+len(lines)+i, number)
			last = append(last, b.lastCell(&q))
		}
		row = append(row, inputCell(line, q.value))
		b.ask(s, q)
	}
	s.add(append(row, last...)...)
}

// TaskHeader are the columns of the sheet 任务 that a reader looks for.
var TaskHeader = []string{"任务编号", "任务名称", "状态", "完成进度", "进展情况", "存在问题", "下一步措施", "佐证材料", "责任人", "典型经验"}

var roleWords = map[string]string{"lead": "牵头", "assist": "配合", "implement": "落实"}

// addTasks arranges 任务: one row for each task in which the reporter has a role.
func (b *Book) addTasks() {
	s := newSheet(TaskSheet, 9, 22, 18, 13, 11, 11, 42, 24, 24, 22, 14, 28)
	s.least = taskHeight
	s.addHeading(TaskSheet, b.subtitle("完成进度只写数字（百分数），60 即 60%；它只供参考，灯号按可核实的完成数判定"))
	b.addSampleBanner(s)
	header := append([]string{"任务编号", "任务名称", "本单位职责", "完成时限"}, TaskHeader[2:]...)
	s.header = s.addHeader(28, header...)
	s.fixed = 2
	for _, t := range b.in.Form.Tasks {
		b.addTaskRow(s, t, header)
	}
	first, end := s.header+1, len(s.rows)
	s.validations = append(s.validations,
		choice(columnArea(5, first, end), "状态", "未启动：还没有动作；推进中：正在办；已完成：有佐证材料；受阻：办不下去，请在“存在问题”写明。", Statuses),
		progressLimit(columnArea(6, first, end)))
	b.sheets = append(b.sheets, s)
}

func columnArea(column, first, last int) string {
	return cellName(column, first) + ":" + cellName(column, last)
}

func (b *Book) addTaskRow(s *sheet, t programme.TaskLine, header []string) {
	entry := b.in.Fill.Tasks[t.Task.Code]
	status := styleInputShort
	if t.Required {
		status = styleInputShortMust
	}
	row := s.add(
		cell{value: t.Task.Code, style: styleFixed},
		cell{value: t.Task.Title, style: styleText},
		cell{value: b.dutyText(t), style: styleNote},
		cell{value: dueText(t.Task), style: styleNote},
		cell{value: textOrNothing(entry.Status), style: status},
		cell{value: progressValue(entry), style: styleInputProgress},
		cell{value: textOrNothing(entry.Narrative), style: styleInput},
		cell{value: textOrNothing(entry.Problems), style: styleInput},
		cell{value: textOrNothing(entry.NextSteps), style: styleInput},
		cell{value: textOrNothing(entry.Evidence), style: styleInput},
		cell{value: textOrNothing(entry.Responsible), style: styleInput},
		cell{value: textOrNothing(entry.Practice), style: styleInput},
	)
	for i, column := range header {
		b.tasks[taskColumn{t.Task.Code, column}] = cellName(i+1, row)
	}
}

// dutyText is the reporter's role in a task, with what the duty says of it.
func (b *Book) dutyText(t programme.TaskLine) string {
	for _, d := range b.in.Pack.Duties {
		if d.Task == t.Task.Code && d.Names(b.in.Form.Reporter) {
			return joinDuty(roleWords[t.Role], d.Text)
		}
	}
	return roleWords[t.Role]
}

func joinDuty(role, text string) string {
	if text == "" || strings.HasPrefix(text, role) {
		return cmp.Or(text, role)
	}
	return role + "：" + text
}

func dueText(t programme.Task) string {
	if t.Due.IsZero() {
		return "长期"
	}
	return t.Due.String()
}

func progressValue(entry TaskEntry) any {
	if entry.Progress == nil {
		return textOrNothing(entry.ProgressText)
	}
	return number(*entry.Progress)
}
