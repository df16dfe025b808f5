package sample

import (
	"time"

	"yigai/ingest/template"
	"yigai/internal/beijing"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A submission is one workbook sent by one reporter for one period.
type submission struct {
	at      programme.Period
	org     programme.Org
	file    string
	sentAt  time.Time
	nature  string
	dataTo  programme.Date // last day that the figures cover
	input   template.Input
	book    *template.Book
	flaw    *flaw // the fault planted in it, if any
	late    int   // days after the due day
	second  bool  // replaces an earlier one of the same reporter and period
	isFirst bool  // provisional figures that are replaced, or should have been
}

// early is how many days before the due day those send who will have to send
// again, so that the second file is still in time.
const early = 8

// planOne plans what a reporter sends for a period: nothing, one workbook, or
// one and its correction, or provisional figures and the final ones.
func (m *maker) planOne(org programme.Org, at programme.Period) {
	happening := m.world.tables.story[place{org.Code, at.String()}]
	if happening.kind == "missing" {
		m.report.Missing++
		return
	}
	s := m.submission(org, at)
	m.plans = append(m.plans, s)
	if happening.kind == "late" {
		s.late = happening.days
		s.sentAt = m.sendingTime(org, at, -happening.days)
		m.report.Late++
	}
	switch {
	case m.isProvisional(org, at):
		m.provisional(s)
		if happening.kind != "no_final" {
			m.plans = append(m.plans, m.final(org, at))
		}
	case happening.kind == "provisional" || happening.kind == "no_final":
		s.nature = natureProvisional
	case happening.kind == "revised":
		m.report.Revised++
		s.sentAt = m.sendingTime(org, at, early)
		s.date()
		m.plans = append(m.plans, m.correction(s, happening.days))
		m.misstate(s)
	}
	s.date()
}

func (m *maker) submission(org programme.Org, at programme.Period) *submission {
	form := m.world.pack.FormOf(org, at)
	s := &submission{at: at, org: org, file: template.FileName(form, "_样例"), nature: natureFinal, dataTo: programme.Date{Time: at.Last()}}
	s.sentAt = m.sendingTime(org, at, int(1+m.world.dice.throw(8, "sent", org.Code, at.String())))
	s.input = template.Input{Pack: m.world.pack, Form: form, Key: m.options.Key, Fill: m.fill(form), Previous: m.previous(org, at),
		Drawn: m.drawnFor, Inspections: m.inspections(org, at)}
	s.date()
	return s
}

// correction is a second workbook with the true figures, sent days after the first.
func (m *maker) correction(first *submission, days int) *submission {
	s := m.submission(first.org, first.at)
	s.file = template.FileName(s.input.Form, "_样例_更正")
	s.sentAt = first.sentAt.AddDate(0, 0, days).Add(25 * time.Minute)
	s.second = true
	s.date()
	return s
}

// sendingTime is a time in office hours, the given number of days before the
// due day. History is sent in together once the programme has been issued.
func (m *maker) sendingTime(org programme.Org, at programme.Period, early int) time.Time {
	day := m.world.pack.DaysOf(org, at).Due.AddDate(0, 0, -early)
	if m.world.pack.IsHistory(at) {
		day = m.world.pack.Programme.Issued.AddDate(0, 0, 10)
	}
	return m.inOfficeHours(day, org, at)
}

func (m *maker) inOfficeHours(day time.Time, org programme.Org, at programme.Period) time.Time {
	minute := m.world.dice.throw(9*60, "minute", org.Code, at.String())
	return time.Date(day.Year(), day.Month(), day.Day(), 8, 30, 0, 0, beijing.Zone).Add(time.Duration(minute) * time.Minute)
}

// date writes the sending day on the cover, and until when the figures go: to
// the end of the period, or to the day before where it is sent earlier.
func (s *submission) date() {
	dataTo := s.dataTo.Time
	if eve := s.sentAt.AddDate(0, 0, -1); dataTo.Format(time.DateOnly) > eve.Format(time.DateOnly) {
		dataTo = eve
	}
	s.input.Fill.Cover = map[string]string{
		template.LabelNature: s.nature, template.LabelFilledBy: "样例填报人", template.LabelReviewed: "样例审核人",
		template.LabelApproved: "样例批准人", template.LabelContact: "样例电话", template.LabelFilledOn: s.sentAt.Format(time.DateOnly),
		template.LabelCutOff: dataTo.Format(time.DateOnly),
	}
}

// misstate gives the first of two workbooks a wrong figure that no rule can
// see: the first large count, a tenth less. The correction puts it right.
func (m *maker) misstate(s *submission) {
	for _, sheet := range s.input.Form.Sheets {
		for _, line := range sheet.Lines {
			key := template.Key{Sheet: sheet.Name, Org: sheet.Orgs[0].Code, Element: line.Element.Code}
			v := s.input.Fill.Values[key]
			if isPart := m.world.wholes[line.Element.Code] != ""; isPart && v.IsNumber && v.Number > decimal.FromInt(100) {
				v.Number = floor(v.Number/10*9, line.Element.Decimals)
				s.input.Fill.Values[key] = v
				return
			}
		}
	}
}

// previous gives the value an org's reporter last reported before a period.
func (m *maker) previous(reporter programme.Org, at programme.Period) func(org, element string) (decimal.Decimal, bool) {
	w := m.world
	first := w.pack.ReportPeriods()[0]
	return func(org, element string) (decimal.Decimal, bool) {
		for before := at.Add(-1); !before.Before(first); before = before.Add(-1) {
			happened := w.tables.story[place{reporter.Code, before.String()}].kind
			if happened == "missing" || !m.asks(reporter, before, org, element) || w.isBlank(org, element) {
				continue
			}
			if happened == "no_final" && m.isProvisional(reporter, before) {
				return w.soFar(org, element, before, m.dataTo(reporter, before)), true
			}
			return w.value(org, element, before), true
		}
		return 0, false
	}
}

// asks says whether a reporter's form of a period asks for an element of an org.
func (m *maker) asks(reporter programme.Org, at programme.Period, org, element string) bool {
	key := place{reporter.Code, at.String()}
	asked, known := m.asked[key]
	if !known {
		asked = make(map[place]bool)
		for _, sheet := range m.world.pack.FormOf(reporter, at).Sheets {
			for _, o := range sheet.Orgs {
				for _, line := range sheet.Lines {
					asked[place{o.Code, line.Element.Code}] = true
				}
			}
		}
		m.asked[key] = asked
	}
	return asked[place{org, element}]
}
