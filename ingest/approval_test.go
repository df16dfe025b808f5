package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"yigai/programme"
)

// twoSteps is a chain whose first step is taken by each district for itself.
func twoSteps(o *office) {
	o.pack.Programme.Approval = []programme.ApprovalStep{{Step: "district", Each: "district"}, {Step: "city"}}
}

// decide notes a decision of the chain: STEP ORG agreed|returned [TO].
func (o *office) decide(words string) {
	o.t.Helper()
	w := append(strings.Fields(words), "")
	d := Decision{Period: "2022Q1", Stage: w[0], Org: w[1], Verdict: w[2], ToOrg: w[3], By: "示例人员甲", Day: "2022-04-20"}
	if _, err := o.ws.Journal.Append(EntryApproved, noon, d); err != nil {
		o.t.Fatal(err)
	}
}

// A report is locked once a step that is about its sender has agreed, and open
// again once a step not before that one returned it.
func TestLockFollowsTheChain(t *testing.T) {
	const sender = "610702" // a district
	for name, c := range map[string]struct {
		decided []string
		locked  bool
	}{
		"nothing was decided":                      {nil, false},
		"its own district agreed":                  {[]string{"district 610702 agreed"}, true},
		"another district agreed":                  {[]string{"district 610703 agreed"}, false},
		"its district agreed and returned":         {[]string{"district 610702 agreed", "district 610702 returned"}, false},
		"another district returned":                {[]string{"district 610702 agreed", "district 610703 returned"}, true},
		"the city returned everybody":              {[]string{"district 610702 agreed", "city 610700 returned"}, false},
		"the city returned this one":               {[]string{"district 610702 agreed", "city 610700 returned 610702"}, false},
		"the city returned another one":            {[]string{"district 610702 agreed", "city 610700 returned 610703"}, true},
		"the city agreed":                          {[]string{"city 610700 agreed"}, true},
		"a district cannot open what city agreed":  {[]string{"city 610700 agreed", "district 610702 returned"}, true},
		"returned, and agreed to again":            {[]string{"district 610702 agreed", "district 610702 returned", "district 610702 agreed"}, true},
		"no org of that step takes such decisions": {[]string{"city 610703 agreed"}, false},
	} {
		o := newOffice(t)
		twoSteps(o)
		for _, d := range c.decided {
			o.decide(d)
		}
		put(t, o.ws, map[string]string{"a.csv": "org,period,element,value\n" + sender + ",2022Q1,visits_total,1\n"})
		at := time.Date(2022, 4, 6, 4, 0, 0, 0, time.UTC)
		if _, err := Receive(t.Context(), o.ws, []string{o.ws.Path("inbox", "a.csv")}, Options{Now: func() time.Time { return at }}); err != nil {
			t.Fatal(err)
		}
		codes := lockCodes(o.rebuild().Files[0])
		if locked := len(codes) > 0; locked != c.locked || locked && codes[0] != "E-LOCKED-APPROVED" {
			t.Errorf("%s: %v, want locked %t", name, codes, c.locked)
		}
	}
}

// approvals tells the states of the two districts concerned and the city.
func (o *office) approvals() string {
	o.t.Helper()
	q1, err := programme.ParsePeriod("2022Q1")
	if err != nil {
		o.t.Fatal(err)
	}
	all, err := Approvals(o.ws, o.pack, q1, programme.Date{Time: q1.Last()})
	if err != nil {
		o.t.Fatal(err)
	}
	var told []string
	for _, a := range all {
		if a.Org.Code == "610702" || a.Org.Code == "610703" || a.Step.Step == "city" {
			told = append(told, fmt.Sprintf("%s %s", a.Org.Code, a.State))
		}
	}
	return strings.Join(told, ", ")
}

func TestApprovalsStandAsTheJournalLeavesThem(t *testing.T) {
	o := newOffice(t)
	twoSteps(o)
	o.rebuild()
	step := func(what, want string) {
		t.Helper()
		if got := o.approvals(); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	step("nothing yet", "610702 waiting, 610703 waiting, 610700 waiting")
	o.decide("district 610702 agreed")
	o.decide("district 610703 agreed")
	step("both districts agreed", "610702 approved, 610703 approved, 610700 waiting")
	o.decide("city 610700 returned 610702")
	step("the city returned one", "610702 returned, 610703 approved, 610700 returned")
	o.decide("district 610702 agreed")
	o.decide("city 610700 agreed")
	step("all agreed", "610702 approved, 610703 approved, 610700 approved")

	put(t, o.ws, map[string]string{"late.csv": "org,period,element,value\n610703,2022Q1,visits_total,1\n"})
	opt := Options{Now: func() time.Time { return noon }}
	take := func() {
		if _, err := Receive(t.Context(), o.ws, []string{o.ws.Path("inbox", "late.csv")}, opt); err != nil {
			t.Fatal(err)
		}
		o.rebuild()
	}
	take()
	step("a file was refused", "610702 approved, 610703 approved, 610700 approved")
	o.decide("city 610700 agreed") // after the file came, before it is let in
	opt.Exception, opt.By = "批准", "示例人员甲"
	take()
	step("it was taken by exception", "610702 approved, 610703 changed, 610700 changed")
	o.decide("district 610703 agreed")
	step("the district agreed again", "610702 approved, 610703 approved, 610700 changed")
	o.decide("city 610700 agreed")
	o.note("task_extended", Decision{Task: "3.1", Due: "2022-12-31", Day: "2022-04-20"})
	step("a decision after the cut-off", "610702 approved, 610703 approved, 610700 approved")
	o.note("task_extended", Decision{Task: "3.1", Due: "2022-12-31", Day: "2022-03-20"})
	step("a decision that counts", "610702 changed, 610703 changed, 610700 changed")
}

func (o *office) note(kind string, d Decision) {
	o.t.Helper()
	if _, err := o.ws.Journal.Append(kind, noon, d); err != nil {
		o.t.Fatal(err)
	}
}
