package check

import "yigai/ingest/kind"

// The fields of what is recorded, in their order. A test holds that none is left out.

func (c *recorder) record(r *Record) {
	class := int(r.What.Class)
	c.number(&class)
	r.What.Class = kind.Class(class)
	c.all(&r.What.Name, &r.What.NameEn)
	word(c, &r.What.Code)
	c.period(&r.Period)
	rows(c, &r.Asked, func(q *Question) { c.all(&q.Org, &q.Element); c.period(&q.At); c.value(&q.Value) })
	c.result(&r.Result)
}

func (c *recorder) result(r *Result) {
	c.summary(&r.Summary)
	rows(c, &r.Observations, c.observation)
	rows(c, &r.TaskReports, c.taskReport)
	rows(c, &r.Scores, c.score)
	rows(c, &r.Inspections, c.inspection)
	rows(c, &r.Findings, c.finding)
}

func (c *recorder) summary(s *Summary) {
	c.coverFields(&s.Cover)
	c.all(&s.Part, &s.Encoding)
	word(c, &s.Format)
	rows(c, &s.Brings, func(b *Brought) { c.text(&b.Reporter); c.period(&b.Period) })
	c.yes(&s.Refused)
	c.yes(&s.Quarantined)
	for _, n := range []*int{&s.Errors, &s.Returns, &s.Doubts, &s.Notes, &s.Dropped} {
		c.number(n)
	}
	rows(c, &s.RulesNotRun, c.text)
}

func (c *recorder) coverFields(v *Cover) {
	c.all(&v.Programme, &v.Reporter, &v.ReporterName, &v.TemplateVersion, &v.FilledBy, &v.ReviewedBy, &v.ApprovedBy, &v.Contact)
	c.period(&v.Period)
	c.date(&v.CutOff)
	c.date(&v.FilledOn)
	c.yes(&v.Provisional)
}

func (c *recorder) observation(o *Observation) {
	c.all(&o.Org, &o.Reporter, &o.Element, &o.State, &o.ValueBasis, &o.RawText, &o.Note, &o.Sheet, &o.Cell)
	c.period(&o.Period)
	c.value(&o.Value)
}

func (c *recorder) taskReport(t *TaskReport) {
	c.all(&t.Reporter, &t.Task, &t.Status, &t.Narrative, &t.Problems, &t.NextSteps, &t.Evidence, &t.Responsible, &t.Practice, &t.Sheet, &t.Cell)
	c.value(&t.Progress)
}

func (c *recorder) score(s *Score) {
	c.all(&s.Reporter, &s.Org, &s.Scheme, &s.Stage, &s.Item, &s.State, &s.Evidence, &s.RawText, &s.Sheet, &s.Cell)
	c.value(&s.Value)
}

func (c *recorder) inspection(i *Inspection) {
	c.all(&i.Reporter, &i.Org, &i.Draw, &i.Element, &i.Verdict, &i.Note, &i.Sheet, &i.Cell)
	c.period(&i.About)
	c.value(&i.Reported)
	c.value(&i.Found)
}

func (c *recorder) finding(f *Finding) {
	word(c, &f.Code)
	word(c, &f.Severity)
	c.all(&f.File, &f.Sheet, &f.Cell, &f.Reporter, &f.Org, &f.Element, &f.Found, &f.cut, &f.Rule, &f.Given, &f.RuleZh, &f.RuleEn, &f.FixZh, &f.FixEn)
	c.period(&f.Period)
}
