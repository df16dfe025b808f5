package sample

import (
	"slices"

	"yigai/ingest/template"
	"yigai/programme"
)

// fill is what a form holds when it is filled in truly.
func (m *maker) fill(form programme.Form) *template.Fill {
	f := &template.Fill{Sample: true, Values: make(map[template.Key]template.Value), Tasks: make(map[string]template.TaskEntry), Scores: m.scores(form)}
	for _, sheet := range form.Sheets {
		for _, org := range sheet.Orgs {
			for _, line := range sheet.Lines {
				f.Values[template.Key{Sheet: sheet.Name, Org: org.Code, Element: line.Element.Code}] = m.entry(org, line.Element, form.Period)
			}
		}
	}
	proved := m.doneTasks(form)
	for _, t := range form.Tasks {
		f.Tasks[t.Task.Code] = m.taskEntry(form.Reporter, t, form.Period, slices.Contains(proved, t.Task.Code))
	}
	return f
}

func (m *maker) entry(org programme.Org, e programme.Element, at programme.Period) template.Value {
	v := m.world.value(org.Code, e.Code, at)
	switch {
	case m.world.isBlank(org.Code, e.Code):
		return template.Value{}
	case e.ValueType != "yes_no":
		return template.Number(v)
	case v == 0:
		return template.Text("否")
	}
	return template.Text("是")
}
