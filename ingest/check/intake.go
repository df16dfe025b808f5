package check

import "yigai/ingest/book"

// An Objection is what whoever takes files in has against one, beyond what
// stands in it: its period is locked, a newer file is there, nothing ties it.
type Objection struct {
	Code                      Code
	Sheet, Cell, Org, Element string // where it is about one figure
	Found, Want, WantEn       string // of the code's sentences
}

// Object adds an objection to the answer to a file called name. One of severity
// error refuses it: it stands first, and nothing of the file counts any more.
func (r *Result) Object(name string, o Objection) {
	k := Lookup(o.Code)
	f := Finding{Code: o.Code, Severity: k.Severity, File: name, Sheet: o.Sheet, Cell: o.Cell,
		Reporter: r.Cover.Reporter, Period: r.Cover.Period, Org: o.Org, Element: o.Element}
	f.found(o.Found, shownLength)
	pairs := []string{"{found}", f.Found, "{want}", Show(o.Want), "{wantEn}", Show(o.WantEn)}
	f.RuleZh, f.RuleEn = fill(k.RuleZh, pairs...), fill(k.RuleEn, pairs...)
	f.FixZh, f.FixEn = fill(k.FixZh, pairs...), fill(k.FixEn, pairs...)
	switch k.Severity {
	case SeverityError:
		r.Errors++
		r.Refused = !r.Quarantined
		r.Forget()
		r.Findings = append([]Finding{f}, r.Findings...)
		return
	case SeverityReturn:
		r.Returns++
	case SeverityDoubt:
		r.Doubts++
	case SeverityNote:
		r.Notes++
	}
	r.Findings = append(r.Findings, f)
}

// Aside is the answer to a file that is kept apart without being read as tables.
func Aside(name string, o Objection) Result {
	r := Result{Summary: Summary{Quarantined: true}}
	r.Object(name, o)
	return r
}

// Unreadable is the answer to a file called name that a reader refused with e.
func Unreadable(name string, e *book.Error) Result {
	c := newChecker(Input{Name: name})
	c.unreadable(e)
	var r Result
	r.Summary = c.finish(&r)
	return r
}
