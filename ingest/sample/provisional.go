package sample

import (
	"time"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// What the cover calls figures that will still change, and those that will not.
const (
	natureProvisional = "初报"
	natureFinal       = "终报"
)

// isProvisional says whether a reporter sends its figures twice: where the
// programme calls the first report provisional and asks for it before the
// period has ended. History is told once.
func (m *maker) isProvisional(org programme.Org, at programme.Period) bool {
	p := m.world.pack
	return p.Programme.Calendar.FirstReport == "provisional" && !p.IsHistory(at) && !p.DaysOf(org, at).Due.After(at.Last())
}

// dataTo is the last day that provisional figures cover: what the calendar
// says, and in any case a day of the period.
func (m *maker) dataTo(org programme.Org, at programme.Period) programme.Date {
	to := m.world.pack.DaysOf(org, at).DataTo
	if to.After(at.Last()) || to.Before(at.First()) {
		return programme.Date{Time: at.Last()}
	}
	return to
}

// provisional turns a planned workbook into the first of two: its flows stop at
// the day until which the figures go.
func (m *maker) provisional(s *submission) {
	s.nature, s.dataTo, s.isFirst = natureProvisional, m.dataTo(s.org, s.at), true
	for _, sheet := range s.input.Form.Sheets {
		for _, org := range sheet.Orgs {
			for _, line := range sheet.Lines {
				key := template.Key{Sheet: sheet.Name, Org: org.Code, Element: line.Element.Code}
				if v := s.input.Fill.Values[key]; v.IsNumber {
					v.Number = m.world.soFar(org.Code, line.Element.Code, s.at, s.dataTo)
					s.input.Fill.Values[key] = v
				}
			}
		}
	}
}

// final is the workbook that replaces provisional figures, sent in the week
// before the last day for it.
func (m *maker) final(org programme.Org, at programme.Period) *submission {
	s := m.submission(org, at)
	s.file = template.FileName(s.input.Form, "_样例_终报")
	day := m.world.pack.DaysOf(org, at).FinalDue.AddDate(0, 0, -int(m.world.dice.throw(6, "final", org.Code, at.String())))
	s.sentAt, s.second = m.inOfficeHours(day, org, at), true
	s.date()
	return s
}

// soFar is the value of an element at a day within a period's last quarter: of
// a flow as much as the days gone by bring, of a stock all.
func (w *world) soFar(org, element string, at programme.Period, day programme.Date) decimal.Decimal {
	v := w.value(org, element, at)
	if e := w.known[element]; e.Kind != "flow" || len(w.sums[element]) > 0 {
		return v
	}
	quarter := lastQuarter(at)
	all, gone := days(quarter.First(), quarter.Last()), days(quarter.First(), day.Time)
	missing := w.during(org, element, quarter)
	missing -= part(missing, max(gone, 0)*million/all)
	return floor(max(v-missing, 0), w.known[element].Decimals)
}

// days counts the days from one to another, both included.
func days(from, to time.Time) int64 { return int64(to.Sub(from)/(24*time.Hour)) + 1 }
