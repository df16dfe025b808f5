package markup

import (
	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
)

// fill puts what stood in the file into the places of the template.
func (m *maker) fill() *template.Fill {
	f := &template.Fill{Cover: map[string]string{}, Values: map[template.Key]template.Value{}, Tasks: map[string]template.TaskEntry{},
		Scores: map[template.ScoreKey]template.ScoreEntry{}, Sample: m.sample}
	for _, p := range m.placed {
		switch {
		case p.Label != "":
			f.Cover[p.Label] = m.text(p)
		case p.Score != nil:
			key := scoreKey(p.Score)
			f.Scores[key] = m.scoreEntry(f.Scores[key], p)
		case p.Inspection > 0: // inspections has them
		case p.Task != "":
			entry := f.Tasks[p.Task]
			m.fillTask(&entry, p)
			f.Tasks[p.Task] = entry
		default:
			key := template.Key{Sheet: p.Form, Org: p.Org, Element: p.Element}
			v := f.Values[key]
			if p.Remark {
				v.Note = m.text(p)
			} else {
				v = m.value(p, v.Note)
			}
			f.Values[key] = v
		}
	}
	return f
}

func (m *maker) coverText(label string) string {
	for _, p := range m.placed {
		if p.Label == label {
			return m.text(p)
		}
	}
	return ""
}

// text is what a cell says, fit for a cell of ours.
func (m *maker) text(p check.Placement) string {
	text := p.Value.Text
	if p.Shown != "" {
		text = p.Shown
	}
	clean, isCut := template.Clean(text)
	if isCut {
		m.cuts = append(m.cuts, cut{template.Place{Sheet: p.Sheet, Cell: p.Cell}, text})
	}
	return clean
}

// value is a figure as it was stored: a number stays a number, a text a text.
// All that a CSV holds is text, so there a plain number is one.
func (m *maker) value(p check.Placement, note string) template.Value {
	if number, is := m.number(p); is {
		number.Note = note
		return number
	}
	v := template.Text(m.text(p))
	v.Note = note
	return v
}

func (m *maker) number(p check.Placement) (template.Value, bool) {
	ofText := m.result.Format == book.CSV && p.Value.Type == book.Text
	if p.Shown != "" || p.Value.Type != book.Number && !ofText {
		return template.Value{}, false
	}
	d, err := decimal.Parse(p.Value.Text)
	if err == nil {
		return template.Number(d), true
	}
	return template.Value{IsNumber: true, Stored: p.Value.Text}, !ofText
}

func (m *maker) fillTask(entry *template.TaskEntry, p check.Placement) {
	text := m.text(p)
	switch p.Column {
	case "状态":
		entry.Status = text
	case "完成进度":
		if v, is := m.number(p); is && v.Stored == "" {
			entry.Progress = &v.Number
		} else {
			entry.ProgressText = text
		}
	case "进展情况":
		entry.Narrative = text
	case "存在问题":
		entry.Problems = text
	case "下一步措施":
		entry.NextSteps = text
	case "佐证材料":
		entry.Evidence = text
	case "责任人":
		entry.Responsible = text
	case "典型经验":
		entry.Practice = text
	}
}

func scoreKey(s *check.Score) template.ScoreKey {
	return template.ScoreKey{Scheme: s.Scheme, Stage: s.Stage, Org: s.Org, Item: s.Item}
}

func (m *maker) scoreEntry(entry template.ScoreEntry, p check.Placement) template.ScoreEntry {
	if p.Column == "得分" {
		entry.Score = m.value(p, "")
	} else {
		entry.Evidence = m.text(p)
	}
	return entry
}

// inspections are the rows of 核查, as the file has them.
func (m *maker) inspections() []template.Inspection {
	var rows []template.Inspection
	for _, p := range m.placed {
		if p.Inspection == 0 {
			continue
		}
		for len(rows) < p.Inspection {
			rows = append(rows, template.Inspection{})
		}
		m.fillInspection(&rows[p.Inspection-1], p)
	}
	return rows
}

func (m *maker) fillInspection(row *template.Inspection, p check.Placement) {
	switch p.Column {
	case "抽取编号":
		row.Draw = m.text(p)
	case "单位代码":
		row.Org = m.text(p)
	case "报告期":
		row.Period = m.text(p)
	case "编码":
		row.Element = m.text(p)
	case "报送值":
		row.Reported = m.value(p, "")
	case "核查值":
		row.Found = m.value(p, "")
	case "结论":
		row.Verdict = m.text(p)
	case "说明":
		row.Note = m.text(p)
	}
}
