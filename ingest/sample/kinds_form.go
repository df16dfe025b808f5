package sample

import (
	"fmt"

	"yigai/ingest/template"
	"yigai/internal/decimal"
)

// Kinds of faults in drop-downs, task rows and whole forms.

func yesNoWord(m *maker, s *submission) *flaw {
	for _, sheet := range s.input.Form.Sheets {
		for _, line := range sheet.Lines {
			key := template.Key{Sheet: sheet.Name, Org: sheet.Orgs[0].Code, Element: line.Element.Code}
			if line.Element.ValueType == "yes_no" && s.input.Fill.Values[key].Text == "是" {
				s.input.Fill.Values[key] = template.Text("基本完成")
				return &flaw{where: atKey(key), note: "应填“是”或“否”，填成“基本完成”"}
			}
		}
	}
	return nil
}

func unknownStatus(m *maker, s *submission) *flaw {
	return s.inTask("状态", func(e *template.TaskEntry) string {
		e.Status = "基本完成"
		return "状态不在选项中"
	})
}

func progressOver100(m *maker, s *submission) *flaw {
	return s.inTask("完成进度", func(e *template.TaskEntry) string {
		over := decimal.FromInt(120)
		e.Progress = &over
		return "完成进度超过100"
	})
}

// inTask changes the first task row of a department's workbook.
func (s *submission) inTask(column string, change func(*template.TaskEntry) string) *flaw {
	if s.org.Kind != "department" || len(s.input.Form.Tasks) == 0 {
		return nil
	}
	task := s.input.Form.Tasks[0].Task.Code
	entry := s.input.Fill.Tasks[task]
	note := change(&entry)
	s.input.Fill.Tasks[task] = entry
	return &flaw{note: note, where: func(b *template.Book) (string, string) {
		cell, _ := b.TaskCell(task, column)
		return template.TaskSheet, cell
	}}
}

// copyOfLast sends last period's figures again; not in a first quarter, where
// last year's totals would make every later total of the year fall.
func copyOfLast(m *maker, s *submission) *flaw {
	if s.org.Kind == "department" || s.at.Nth() == 1 {
		return nil
	}
	copied := 0
	for key, v := range s.input.Fill.Values {
		if before, known := s.input.Previous(key.Org, key.Element); known && v.IsNumber {
			s.input.Fill.Values[key] = template.Number(before)
			copied++
		}
	}
	if copied == 0 {
		return nil
	}
	return &flaw{where: nowhere, note: fmt.Sprintf("%d项数据与上期完全相同", copied)}
}
