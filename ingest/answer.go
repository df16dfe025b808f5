package ingest

import (
	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/kind"
	"yigai/programme"
)

// answer finds out what is wrong with a file, by what it is.
func (r *rebuild) answer(j *judged, f original) (check.Result, error) {
	switch {
	case isJunk(j):
		return check.Aside(j.FileName, check.Objection{Code: "N-JUNK", Found: j.FileName}), nil
	case j.what.Class == kind.Bundle:
		return r.answerBundle(j, f)
	case j.what.Code == book.CodeMail:
		return check.Unreadable(j.FileName, j.what.Refuse()), nil // the workbook is likely inside
	case j.what.Class == kind.Evidence:
		return check.Aside(j.FileName, check.Objection{Code: "E-UNTIED", Found: j.FileName, Want: r.exampleName()}), nil
	}
	return r.collect(j, f)
}

// collect checks a table, and notes the answer with all that it rests on.
func (r *rebuild) collect(j *judged, f original) (check.Result, error) {
	a := check.Record{What: j.what}
	j.remembered = false
	in := r.input(j, f)
	in.Previous = listening(r.previous, &a.Asked)
	var err error
	if a.Result, err = check.Collect(in); err != nil {
		return check.Result{}, err
	}
	if j.supposed {
		r.confirmPeriod(j, f, &a)
	}
	if a.Period = j.peeked; r.memory != nil {
		j.answer = r.memory.entry(j.name, &a)
	}
	return a.Result, nil
}

// confirmPeriod finds out whether a workbook is for the period that its name says. Where it is
// not, that matters if it counts, or if it was held against the past of another.
func (r *rebuild) confirmPeriod(j *judged, f original, a *check.Record) {
	said := j.peeked
	j.supposed = false
	if a.Result.Accepted() {
		j.peeked = a.Result.Cover.Period
	} else {
		j.peeked = check.PeriodOf(r.input(j, f))
	}
	if j.peeked != said && (a.Result.Accepted() || len(a.Asked) > 0) {
		r.misnamed.Store(true)
	}
}

// recall gives a table the answer that is remembered, if that still holds.
func (r *rebuild) recall(j *judged) bool {
	if j.known == nil || isJunk(j) || !holds(j.known.Asked, r.previous) {
		return false
	}
	j.result = j.known.Result
	if j.answer == nil {
		j.answer, j.remembered = r.memory.entries[j.name], true
	}
	return true
}

// isTable says whether a file may hold tables.
func isTable(k kind.Kind) bool {
	return k.Class == kind.Workbook || k.Class == kind.OldWorkbook || k.Class == kind.Text
}

// inputOf is what the check is told of a file received.
func inputOf(receipt Receipt, f original, pack *programme.Pack) check.Input {
	// A declared period that is none was refused before it was recorded.
	period, _ := programme.ParsePeriod(receipt.Period)
	return check.Input{File: f, Size: receipt.Bytes, Name: receipt.FileName, Pack: pack, History: receipt.History,
		Reporter: receipt.Reporter, Period: period}
}
