//go:build cgo

package programme

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// amendable is a pack of two tasks for three counties and two departments.
func amendable() *Pack {
	p := &Pack{Programme: Programme{ID: "small", Issued: day("2022-02-06"), Periods: Periods{Kind: "quarter", First: period("2022Q1"), Last: period("2023Q4")}}}
	for _, code := range []string{"11", "12", "13"} {
		p.Orgs = append(p.Orgs, Org{Code: code, Kind: "county"})
	}
	for _, code := range []string{"D1", "D2"} {
		p.Orgs = append(p.Orgs, Org{Code: code, Kind: "department"})
	}
	p.Tasks = []Task{{Code: "1", Title: "一", Kind: "milestones", Due: day("2022-12-31")}, {Code: "2", Title: "二", Kind: "standing"}}
	p.Duties = []Duty{{Task: "1", OrgOrKind: "org:D1", Role: "lead"}, {Task: "1", OrgOrKind: "county", Role: "implement"}, {Task: "2", OrgOrKind: "org:D2", Role: "lead"}}
	return p
}

func day(text string) Date {
	d, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func period(text string) Period {
	p, err := ParsePeriod(text)
	if err != nil {
		panic(err)
	}
	return p
}

// asked says which tasks an org has in a period, with role and whether it must answer.
func asked(p *Pack, org, at string) string {
	o, _ := p.Org(org, period(at))
	text := ""
	for _, l := range p.FormOf(o, period(at)).Tasks {
		text += fmt.Sprintf("%s %s %t;", l.Task.Code, l.Role, l.Required)
	}
	return text
}

func TestWithAddsAndHandsOver(t *testing.T) {
	p := amendable().With([]Change{
		{Day: day("2022-05-10"), Task: Task{Code: "1.1", Parent: "1", Title: "一之一", Kind: "one-off"}, To: "D2", Role: "lead"},
		{Day: day("2022-08-01"), Task: Task{Code: "1"}, From: "D1", To: "D2", Role: "lead"},
		{Day: day("2022-09-30"), Task: Task{Code: "1"}, From: "12"},
	})
	for _, c := range []struct{ org, at, want string }{
		{"D1", "2022Q2", "1 lead true;"},
		{"D1", "2022Q3", ""},
		{"D2", "2022Q1", "2 lead true;"},
		{"D2", "2022Q2", "1.1 lead false;2 lead true;"}, // not asked for sure in the quarter it came in
		{"D2", "2022Q3", "1 lead false;1.1 lead true;2 lead true;"},
		{"D2", "2022Q4", "1 lead true;1.1 lead true;2 lead true;"},
		{"12", "2022Q2", "1 implement false;"},
		{"12", "2022Q3", ""},
		{"11", "2022Q3", "1 implement false;"},
	} {
		if got := asked(p, c.org, c.at); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.org, c.at, got, c.want)
		}
	}
	if again := p.With(nil); asked(again, "D1", "2022Q3") != "1 lead true;" {
		t.Error("With does not begin from the document")
	}
	if twice := p.With([]Change{{Day: day("2022-05-10"), Task: Task{Code: "2", Title: "二"}, To: "D2", Role: "lead"}}); len(twice.Tasks) != 2 {
		t.Error("a task of the document was added again")
	}
}

// A task is handed over with its parts, each in the role it was held in, save
// what the org that gives it up had been handed by itself.
func TestPartsFollowTheirTask(t *testing.T) {
	p := amendable()
	for _, code := range []string{"1.1", "1.2", "1.3", "1.4"} {
		p.Tasks = append(p.Tasks, Task{Code: code, Parent: "1", Title: code, Kind: "one-off", Due: day("2022-12-31")})
	}
	p.Duties = append(p.Duties, Duty{Task: "1.1", OrgOrKind: "department", Except: "D2", Role: "assist"}, Duty{Task: "1.2", OrgOrKind: "org:D1", Role: "lead"},
		Duty{Task: "1.3", OrgOrKind: "org:D2", Role: "lead"}, Duty{Task: "1.4", OrgOrKind: "org:D1", Role: "assist"}, Duty{Task: "1.4", OrgOrKind: "org:D2", Role: "lead"})
	amended := p.With([]Change{
		{Day: day("2022-04-10"), Task: Task{Code: "1.2"}, From: "D1", To: "11", Role: "lead"},
		{Day: day("2022-05-10"), Task: Task{Code: "1.3"}, From: "D2", To: "D1", Role: "assist"},
		{Day: day("2022-08-01"), Task: Task{Code: "1"}, From: "D1", To: "D2", Role: "lead"},
	})
	for _, c := range []struct{ org, at, want string }{
		{"D1", "2022Q2", "1 lead true;1.1 assist true;1.3 assist false;1.4 assist true;"},
		{"D2", "2022Q2", "2 lead true;1.4 lead true;"},
		{"D1", "2022Q4", "1.3 assist true;"},
		{"D2", "2022Q4", "1 lead true;2 lead true;1.1 assist true;1.4 lead true;"},
		{"11", "2022Q4", "1 implement false;1.2 lead false;"},
	} {
		if got := asked(amended, c.org, c.at); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.org, c.at, got, c.want)
		}
	}
}

// However duties are handed on, on no day has an org two of one task, and the
// reference rows say what the forms ask.
func TestHandedOverDutiesNeverMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, on := amendable(), day("2022-01-15")
		var changes []Change
		for range rapid.IntRange(1, 8).Draw(t, "changes") {
			on = Date{on.AddDate(0, 0, rapid.IntRange(0, 90).Draw(t, "days"))}
			orgs := rapid.SampledFrom([]string{"", "11", "12", "D1", "D2"})
			changes = append(changes, Change{Day: on, Task: Task{Code: rapid.SampledFrom([]string{"1", "2"}).Draw(t, "task")},
				From: orgs.Draw(t, "from"), To: orgs.Draw(t, "to"), Role: rapid.SampledFrom(Roles).Draw(t, "role")})
		}
		amended := p.With(changes)
		rows := reference{pack: amended}.duties()
		for _, at := range amended.ReportPeriods() {
			for _, o := range amended.Orgs {
				var want, got []string
				for _, l := range amended.taskLines(o, at) {
					want = append(want, l.Task.Code+l.Role)
				}
				for _, r := range rows {
					last := *days(Date{at.Last()})
					if r.Org == o.Code && (r.From == nil || *r.From <= last) && (r.To == nil || *r.To >= last) {
						got = append(got, r.Task+r.Role)
					}
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%s in %s: rows say %v, forms %v", o.Code, at, got, want)
				}
			}
		}
	})
}
