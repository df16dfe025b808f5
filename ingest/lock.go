package ingest

import (
	"slices"
	"time"

	"yigai/ingest/check"
	"yigai/internal/beijing"
	"yigai/programme"
)

// A locking is a decision that locks a period, or opens it again: an approval,
// a return, a publication.
type locking struct {
	Decision
	seq  int // of the journal entry
	at   time.Time
	kind string
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
	if j.granted == (Exception{}) {
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
	if o, locked := r.decidedLock(j.result.Cover.Reporter, period, j.batch); locked {
		return o, true
	}
	if timed && sent.After(last.Time) {
		return check.Objection{Code: "E-LOCKED-LATE", Found: sent.String(), Want: last.String(), WantEn: last.String()}, true
	}
	return check.Objection{}, false
}

// decidedLock is the lock that people put on a reporter's period before a batch.
// What was published was approved before: the later reason is the one to tell.
func (r *rebuild) decidedLock(reporter string, period programme.Period, batch int) (check.Objection, bool) {
	var held []locking // agreements about the reporter that no return has lifted
	for _, l := range r.lockings {
		switch {
		case l.Period != period.String() || l.seq >= batch:
		case l.kind == EntryPublished:
			return check.Objection{Code: "E-LOCKED-PUBLISHED", Found: dayOf(l.at).String()}, true
		case !r.pack.Covers(l.Stage, l.covered(), reporter, period):
		case l.Verdict == VerdictAgreed:
			held = append(held, l)
		case l.Verdict == VerdictReturned:
			held = slices.DeleteFunc(held, func(h locking) bool { return r.pack.StepSeq(h.Stage) <= r.pack.StepSeq(l.Stage) })
		}
	}
	if len(held) == 0 {
		return check.Objection{}, false
	}
	return check.Objection{Code: "E-LOCKED-APPROVED", Found: dayOf(held[0].at).String()}, true
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
