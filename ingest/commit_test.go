package ingest

import (
	"testing"

	"yigai/ingest/check"
	"yigai/programme"
)

// A finding about one of several periods of a history stands under that one;
// a file that is nobody's has findings of nobody.
func TestFindingsStandUnderTheirSubmission(t *testing.T) {
	r := rebuild{pack: &programme.Pack{}}
	f := File{Period: "2020Q1", Reporter: "610702", Submissions: []Submission{
		{Reporter: "610702", Period: "2020Q1"}, {Reporter: "610703", Period: "2020Q1"}, {Reporter: "610702", Period: "2020Q2"}}}
	at := func(reporter, period string) check.Finding {
		return check.Finding{Reporter: reporter, Period: programme.MustPeriod(period)}
	}
	for _, c := range []struct {
		file             File
		finding          check.Finding
		period, reporter string
	}{
		{f, at("610702", "2020Q2"), "2020Q2", "610702"},
		{f, at("610703", "2020Q1"), "2020Q1", "610703"},
		{f, at("610703", "2020Q2"), "2020Q1", "610702"},
		{f, check.Finding{}, "2020Q1", "610702"},
		{File{}, at("610702", "2020Q2"), "", ""},
	} {
		if row := r.findingRow(c.file, 1, c.finding); row.Period != c.period || row.Reporter != c.reporter {
			t.Errorf("a finding of %s for %s stands under %q of %q", c.finding.Reporter, c.finding.Period, row.Period, row.Reporter)
		}
	}
}
