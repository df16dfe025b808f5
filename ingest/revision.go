package ingest

import (
	"cmp"
	"maps"
	"slices"

	"yigai/ingest/check"
	"yigai/ingest/kind"
	"yigai/programme"
)

// A submission is what one file brings of one reporter for one period, on its
// way to a Submission.
type submission struct {
	file     *judged
	reporter string
	period   programme.Period
	part     string
	revision int // counts the files of its key, refused ones too
	state    string
	// whole is the accepted workbook that this single sheet came too late for.
	whole *submission
	// signed is the report with its org's token that this one, without a token
	// and from nobody declared, may not replace.
	signed *submission
}

// A desk is one reporter in one period.
type desk struct{ reporter, period string }

func (s *submission) desk() desk { return desk{s.reporter, s.period.String()} }

// number sorts files into the order of receipt, numbers the revisions of each
// reporter, period and part, and says which of them counts.
func (r *rebuild) number() {
	slices.SortStableFunc(r.files, compareReceipt)
	type key struct {
		desk
		part string
	}
	last := map[key]int{}
	counts := map[desk]map[string]*submission{}
	for _, j := range r.files {
		j.subs = submissionsOf(j)
		for _, s := range j.subs {
			k := key{s.desk(), s.part}
			last[k]++
			s.revision = last[k]
			if counts[k.desk] == nil {
				counts[k.desk] = map[string]*submission{}
			}
			if j.result.Accepted() {
				s.take(counts[k.desk])
			}
		}
		j.state = stateOf(j)
	}
	for _, j := range r.files {
		j.state = stateOf(j) // a later file may have superseded it
	}
}

// take puts an accepted file in the place of what counted before. A workbook
// replaces all parts; a single sheet after a workbook replaces nothing, for the
// two would mix. Scores and inspections that came alone stand beside a workbook
// that has none: they are often known later than the figures. What anybody may
// have written does not replace what its org sent.
func (s *submission) take(counts map[string]*submission) {
	if s.signed = s.mayNotReplace(counts); s.signed != nil {
		return
	}
	whole := counts[check.WholeWorkbook]
	switch {
	case s.part != check.WholeWorkbook && whole != nil && (!check.IsSide(s.part) || whole.file.result.Has(s.part)):
		s.whole = whole
		return
	case s.part != check.WholeWorkbook:
		if earlier := counts[s.part]; earlier != nil {
			earlier.state = Superseded
		}
	default:
		for part, earlier := range counts {
			if !check.IsSide(part) || s.file.result.Has(part) {
				earlier.state = Superseded
				delete(counts, part)
			}
		}
	}
	s.state, counts[s.part] = Accepted, s
}

// mayNotReplace finds the report with a token that a file without one would
// replace, unless its org is declared as the sender; nil for none.
func (s *submission) mayNotReplace(counts map[string]*submission) *submission {
	if s.file.proven() || s.file.History || s.file.Reporter == s.reporter {
		return nil
	}
	for _, part := range slices.Sorted(maps.Keys(counts)) {
		if earlier := counts[part]; earlier.file.proven() {
			return earlier
		}
	}
	return nil
}

// objectToUnsigned tells files that may not replace a report with a token.
func (r *rebuild) objectToUnsigned() {
	for _, j := range r.files {
		for _, s := range j.subs {
			if s.signed != nil && j.result.Accepted() {
				number := s.signed.file.Number
				j.result.Object(j.FileName, check.Objection{Code: "E-UNSIGNED", Found: s.reporter, Want: number, WantEn: number})
			}
		}
	}
}

// submissionsOf says for whom and when a file is: by its cover, or, of history of
// several periods or reporters, by its rows.
func submissionsOf(j *judged) []*submission {
	if j.result.Quarantined {
		return nil
	}
	part := cmp.Or(j.result.Part, check.WholeWorkbook)
	subs := map[string]*submission{}
	add := func(reporter string, period programme.Period) {
		if key := period.String() + " " + reporter; reporter != "" && !period.IsZero() && subs[key] == nil {
			subs[key] = &submission{file: j, reporter: reporter, period: period, part: part, state: Refused}
		}
	}
	if j.History {
		for _, o := range j.result.Observations {
			add(o.Reporter, periodOf(j.result, o))
		}
	}
	if len(subs) == 0 {
		add(j.result.Cover.Reporter, j.result.Cover.Period)
	}
	return sortedValues(subs)
}

func periodOf(result check.Result, o check.Observation) programme.Period {
	if o.Period.IsZero() {
		return result.Cover.Period
	}
	return o.Period
}

// stateOf is the state of a file by those of what it brings: it is accepted while
// any of that counts.
func stateOf(j *judged) string {
	has := func(state string) bool {
		return slices.ContainsFunc(j.subs, func(s *submission) bool { return s.state == state })
	}
	switch {
	case len(j.ties) > 0:
		return Attached
	case j.opened():
		return Bundled
	case j.result.Quarantined:
		return Quarantined
	case has(Accepted):
		return Accepted
	case has(Superseded):
		return Superseded
	}
	return Refused
}

// opened says whether the file is a bundle whose members were taken in.
func (j *judged) opened() bool {
	return j.what.Class == kind.Bundle && (j.unfolded || len(j.Members) > 0)
}

// compareReceipt orders by batch, and within one by time of receipt and declared
// sending as first recorded, date on the cover, and hash.
func compareReceipt(a, b *judged) int {
	return cmp.Or(cmp.Compare(a.batch, b.batch), a.ReceivedAt.Compare(b.ReceivedAt), a.recorded.SentAt.Compare(b.recorded.SentAt),
		cmp.Compare(a.result.Cover.Date(), b.result.Cover.Date()), cmp.Compare(a.SHA256, b.SHA256))
}

// objectToParts tells single sheets that came after a whole workbook, and nothing
// else of them: what stands in them will not be mended there.
func (r *rebuild) objectToParts() {
	for _, j := range r.files {
		for _, s := range j.subs {
			if s.whole != nil && !j.result.Refused {
				j.result.Findings, j.result.Returns, j.result.Doubts, j.result.Notes, j.result.Dropped = nil, 0, 0, 0, 0
				j.result.Object(j.FileName, check.Objection{Code: "E-PART-LATE", Found: s.part, Want: s.whole.file.Number, WantEn: s.whole.file.Number})
			}
		}
	}
}

// compareReturned holds the first file that came after one was returned against
// that one: what nobody asked to change may not change unseen. A file may be
// returned again with more findings; whatever was ever asked of it was asked.
func (r *rebuild) compareReturned() {
	asked := map[string][]check.Asked{}
	for _, x := range r.returned {
		asked[x.Submission] = append(asked[x.Submission], x.Asked...)
	}
	told := map[[3]string]bool{}
	for _, x := range r.returned {
		was, same := r.byNumber(x.Submission), [3]string{x.Period, x.Org, x.Submission}
		if was == nil || told[same] {
			continue // of another workspace, or told already
		}
		told[same] = true
		if j := r.correctionOf(was, x); j != nil {
			j.result.ObjectChanges(j.FileName, was.Number, check.Changes(was.result, j.result, asked[x.Submission]))
		}
	}
}

// correctionOf is the first sound file that came after a returned one for the
// same org, period and part; nil for none.
func (r *rebuild) correctionOf(was *judged, x Returned) *judged {
	after := false
	for _, j := range r.files {
		if after && j.result.Accepted() && j.brings(x.Org, x.Period) && j.result.Part == was.result.Part {
			return j
		}
		after = after || j == was
	}
	return nil
}

// forgetRefused drops what refused files say, once corrections were held against it.
func (r *rebuild) forgetRefused() {
	for _, j := range r.files {
		if !j.result.Accepted() {
			j.result.Forget()
		}
	}
}

func (j *judged) brings(reporter, period string) bool {
	return slices.ContainsFunc(j.subs, func(s *submission) bool { return s.desk() == desk{reporter, period} })
}

func (r *rebuild) byNumber(number string) *judged {
	i := slices.IndexFunc(r.files, func(j *judged) bool { return j.Number == number })
	if i < 0 {
		return nil
	}
	return r.files[i]
}
