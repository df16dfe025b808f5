package ingest

import (
	"strings"
	"testing"
	"time"

	"yigai/programme"
)

// periodTaken takes in one workbook for 2022Q1 at a time and says what became of it.
func periodTaken(t *testing.T, at time.Time, opt Options, decided ...string) File {
	t.Helper()
	o := newOffice(t)
	for _, kind := range decided {
		o.chain(kind, VerdictAgreed)
	}
	put(t, o.ws, map[string]string{"a.xlsx": o.workbook(audit, "2022Q1", "2022-04-05", yes(o.auditElement()))})
	opt.Now = func() time.Time { return at }
	if _, err := Receive(t.Context(), o.ws, []string{o.ws.Path("inbox", "a.xlsx")}, opt); err != nil {
		t.Fatal(err)
	}
	return o.rebuild().Files[0]
}

// chain notes an approval or a publication of 2022Q1 by the pack's only step.
func (o *office) chain(kind, verdict string) {
	o.t.Helper()
	d := Decision{Period: "2022Q1", Stage: "secretariat", Org: "610700", Verdict: verdict, By: "示例人员甲"}
	if _, err := o.ws.Journal.Append(kind, noon, d); err != nil {
		o.t.Fatal(err)
	}
}

// lockCodes are the reasons that a file was told.
func lockCodes(f File) []string {
	var codes []string
	for _, x := range f.Findings {
		if strings.HasPrefix(string(x.Code), "E-LOCKED") || x.Code == "E-NOT-OPEN" {
			codes = append(codes, string(x.Code))
		}
	}
	return codes
}

// A CSV says whose figures it has and proves nothing: it does not take the place
// of another org's report. A workbook with its token does prove it.
func TestNobodySendsForAnother(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{
		"forged.csv": "org,period,element,value\n610703,2022Q1,visits_total,1\n",
		"own.csv":    "org,period,element,value\n610702,2022Q1,visits_total,1\n",
		"audit.xlsx": o.workbook(audit, "2022Q1", "2022-04-05", yes(o.auditElement())),
		RegisterName: "file,org\nforged.csv,610702\nown.csv,610702\naudit.xlsx,610702\n",
	})
	s := o.takeIn()
	if got, want := states(s), "audit.xlsx 1 accepted, forged.csv 1 refused, own.csv 1 accepted"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, f := range s.Files {
		if f.FileName == "forged.csv" && (f.Findings[0].Code != "E-FOREIGN" || !strings.Contains(f.Findings[0].Chinese(), "610702 汉台区")) {
			t.Errorf("told %s", f.Findings[0].Chinese())
		}
	}
}

func TestPeriodIsLockedForExactlyOneOfFourReasons(t *testing.T) {
	day := func(s string) time.Time {
		at, err := ParseTime(s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for name, c := range map[string]struct {
		at      time.Time
		opt     Options
		decided []string
		want    string // code, or state
	}{
		"the day before it opens":         {day("2022-03-20 23:59:59"), Options{}, nil, "E-NOT-OPEN"},
		"the day it opens":                {day("2022-03-21"), Options{}, nil, Accepted},
		"the last second of the last day": {day("2022-05-15 23:59:59"), Options{}, nil, Accepted},
		"a second later":                  {day("2022-05-16"), Options{}, nil, "E-LOCKED-LATE"},
		"approved":                        {day("2022-04-20"), Options{}, []string{"approved"}, "E-LOCKED-APPROVED"},
		"published":                       {day("2022-08-20"), Options{}, []string{"approved", "published"}, "E-LOCKED-PUBLISHED"},
		"declared in time, taken in late": {day("2026-01-01"), Options{SentAt: day("2022-04-08"), By: "王秀兰"}, nil, Accepted},
		"declared late":                   {day("2026-01-01"), Options{SentAt: day("2022-05-16"), By: "王秀兰"}, nil, "E-LOCKED-LATE"},
		"by exception":                    {day("2026-01-01"), Options{Exception: "批准", By: "王秀兰"}, []string{"published"}, Accepted},
	} {
		f := periodTaken(t, c.at, c.opt, c.decided...)
		codes := lockCodes(f)
		got := f.State
		if f.State == Refused {
			got = strings.Join(codes, " ")
		}
		if got != c.want || len(codes) > 1 {
			t.Errorf("%s: %s %v, want %s", name, f.State, codes, c.want)
		}
		if wantException := c.opt.Exception != ""; (f.Exception.Reason != "") != wantException {
			t.Errorf("%s: the facts name the exception %+v", name, f.Exception)
		}
		if f.State == Refused && len(f.Observations)+len(f.TaskReports) > 0 {
			t.Errorf("%s: something of a refused file counts", name)
		}
	}
}

// An exception that was recorded but not needed does not show.
func TestExceptionWithoutALock(t *testing.T) {
	if f := periodTaken(t, noon, Options{Exception: "批准", By: "王秀兰"}); f.State != Accepted || f.Exception != (Exception{}) {
		t.Errorf("became %s with %+v", f.State, f.Exception)
	}
}

func TestApprovalAfterTheReceiptLocksNothing(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"a.xlsx": o.workbook(audit, "2022Q1", "2022-04-05", yes(o.auditElement()))})
	o.takeIn()
	o.chain(EntryApproved, VerdictAgreed)
	if got := states(o.rebuild()); got != "a.xlsx 1 accepted" {
		t.Errorf("after the approval: %s", got)
	}
}

// The days of a reporter's own calendar open and lock the period for it.
func TestDaysAreThoseOfTheReporter(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"a.xlsx": o.workbook(audit, "2022Q1", "2022-04-05", yes(o.auditElement()))})
	if _, err := Receive(t.Context(), o.ws, []string{o.ws.Path("inbox", "a.xlsx")}, Options{Now: func() time.Time { return time.Date(2022, 4, 6, 4, 0, 0, 0, time.UTC) }}); err != nil {
		t.Fatal(err)
	}
	for scope, want := range map[string]string{"department": "E-LOCKED-LATE", "district": ""} {
		locked := 3 // the third of April
		o.pack.Programme.Calendar.For = []programme.CalendarFor{{Scope: scope, LockedAfter: &locked}}
		if got := strings.Join(lockCodes(o.rebuild().Files[0]), " "); got != want {
			t.Errorf("a calendar of its own for %s: %q, want %q", scope, got, want)
		}
	}
}
