package ingest

import (
	"slices"
	"time"

	"yigai/ingest/check"
	"yigai/internal/beijing"
	"yigai/programme"
)

// A locking is an approval or a publication of a period.
type locking struct {
	period string
	seq    int // of the journal entry
	at     time.Time
	code   check.Code
}

// lock refuses a file that came outside its period's time, for exactly one of
// four reasons, unless somebody recorded an exception for it. History is exempt,
// and so is made-up data without a declared time: it plays in its own time.
func (r *rebuild) lock(j *judged) {
	r.holdToSender(j)
	period := j.result.Cover.Period
	if !j.result.Accepted() || j.History || period.IsZero() || r.pack.IsHistory(period) {
		return
	}
	objection, locked := r.lockedFor(j, period)
	if !locked {
		j.exception = Exception{} // it was not needed
		return
	}
	if j.exception == (Exception{}) {
		j.result.Object(j.FileName, objection)
	}
}

// holdToSender refuses a report that somebody else than its org is declared to
// have sent: it would take the place of what that org reported. A workbook with
// the org's own token proves whose it is, and history is of many.
func (r *rebuild) holdToSender(j *judged) {
	sender, known := r.pack.Org(j.Reporter, j.result.Cover.Period)
	if !known || !j.result.Accepted() || j.History || j.result.Cover.Reporter == sender.Code || j.proven() {
		return
	}
	named := sender.Code + " " + sender.Name
	j.result.Object(j.FileName, check.Objection{Code: "E-FOREIGN", Found: j.result.Cover.Reporter + " " + j.result.Cover.ReporterName,
		Want: named + "（登记的报送单位）", WantEn: named + " (declared as the sender)"})
}

// proven says whether a report carries the token of its org.
func (j *judged) proven() bool {
	if isText := j.result.Encoding != ""; isText {
		return false
	}
	return !slices.ContainsFunc(j.result.Findings, func(f check.Finding) bool { return f.Code == "N-TOKEN" || f.Code == "E-TOKEN-UNKNOWN" })
}

// lockedFor is why a period does not take a file.
func (r *rebuild) lockedFor(j *judged, period programme.Period) (check.Objection, bool) {
	days, sent := r.daysOf(j.result.Cover.Reporter, period), dayOf(j.time())
	opens, last := days.Opens, days.LockedAfter
	timed := !j.Sample || !j.SentAt.IsZero()
	if timed && sent.Before(opens.Time) {
		return check.Objection{Code: "E-NOT-OPEN", Found: sent.String(), Want: opens.String(), WantEn: opens.String()}, true
	}
	// What was published was approved before: the later reason is the one to tell.
	for _, code := range []check.Code{"E-LOCKED-PUBLISHED", "E-LOCKED-APPROVED"} {
		for _, l := range r.lockings {
			if l.code == code && l.period == period.String() && l.seq < j.batch {
				return check.Objection{Code: code, Found: dayOf(l.at).String()}, true
			}
		}
	}
	if timed && sent.After(last.Time) {
		return check.Objection{Code: "E-LOCKED-LATE", Found: sent.String(), Want: last.String(), WantEn: last.String()}, true
	}
	return check.Objection{}, false
}

// daysOf is the calendar of a reporter, by its code; of one that the pack does
// not know, the calendar of everybody.
func (r *rebuild) daysOf(reporter string, period programme.Period) programme.Days {
	org, _ := r.pack.Org(reporter, period)
	return r.pack.DaysOf(org, period)
}

// time is when the file counts as sent: as declared, else as recorded.
func (j *judged) time() time.Time {
	if !j.SentAt.IsZero() {
		return j.SentAt
	}
	return j.ReceivedAt
}

// dayOf is the day of a time in China.
func dayOf(t time.Time) programme.Date {
	y, m, d := t.In(beijing.Zone).Date()
	return programme.Date{Time: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
}
