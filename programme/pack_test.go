package programme_test

import (
	"slices"
	"strings"
	"testing"

	"yigai/internal/decimal"
	"yigai/programme"
)

var lastQuarter = programme.MustPeriod("2022Q4")

func TestRealPackHasNoMistakes(t *testing.T) {
	for _, m := range programme.CheckFS(hanzhong(t)) {
		t.Error(m)
	}
}

// The load of each department over the 20 tasks, counted by hand from the notice.
func TestDepartmentLoad(t *testing.T) {
	p := load(t, hanzhong(t))
	got := map[string]int{}
	for _, task := range mainTasks(p) {
		for _, d := range p.Duties {
			if code, ok := strings.CutPrefix(d.OrgOrKind, "org:"); ok && d.Task == task.Code {
				got[strings.TrimPrefix(code, "610700-")]++
			}
		}
	}
	want := map[string]int{"WJW": 18, "YBJ": 11, "FGW": 10, "CZJ": 9, "JYJ": 6, "RSJ": 5, "SCJGJ": 5,
		"MSC": 1, "BBW": 1, "GXJ": 1, "KJJ": 1, "ZHCSJ": 1, "SJJ": 1}
	for code, n := range want {
		if got[code] != n {
			t.Errorf("%s has a duty in %d tasks, want %d", code, got[code], n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("duties name %d departments, want %d: %v", len(got), len(want), got)
	}
}

func mainTasks(p *programme.Pack) (tasks []programme.Task) {
	for _, t := range p.Tasks {
		if t.Parent == "" {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

func TestTwentyTasksAndTwelveParts(t *testing.T) {
	p := load(t, hanzhong(t))
	if main := mainTasks(p); len(main) != 20 || len(p.Tasks) != 32 {
		t.Errorf("%d tasks, %d with parts; want 20 and 32", len(main), len(p.Tasks))
	}
	for _, task := range mainTasks(p) {
		counties := map[string]bool{}
		for _, d := range p.Duties {
			for _, o := range p.OrgsOf("county|district", lastQuarter) {
				if d.Task == task.Code && d.Names(o) {
					counties[o.Code] = true
				}
			}
		}
		if len(counties) != 11 {
			t.Errorf("task %s falls on %d counties: the notice says all 11", task.Code, len(counties))
		}
	}
}

// Task 6 asks three different things of three groups of counties, together all of them, each once.
func TestCountiesOfTaskSix(t *testing.T) {
	p := load(t, hanzhong(t))
	want := map[string][]string{"6.1": {"610726"}, "6.2": {"610724", "610728"},
		"6.3": {"610702", "610703", "610722", "610723", "610725", "610727", "610729", "610730"}}
	for task, codes := range want {
		var got []string
		for _, o := range p.OrgsOf("county|district", lastQuarter) {
			for _, d := range p.Duties {
				if d.Task == task && d.Names(o) {
					got = append(got, o.Code)
				}
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, codes) {
			t.Errorf("task %s falls on %v, want %v", task, got, codes)
		}
	}
}

func TestOwnersOfParts(t *testing.T) {
	p := load(t, hanzhong(t))
	want := map[string]string{"2.1": "610700-WJW", "2.2": "610722", "2.3": "610724", "2.4": "610726",
		"3.1": "610700-WJW", "3.2": "610700-WJW", "3.3": "610702", "3.4": "610703", "3.5": "610700-WJW", "6.1": "610726"}
	for _, d := range p.Duties {
		if code, ok := want[d.Task]; ok && (d.Role != "lead" || d.OrgOrKind != "org:"+code) {
			t.Errorf("task %s: %s is %s, want lead %s", d.Task, d.OrgOrKind, d.Role, code)
		}
	}
}

func TestEveryTargetOfTheNotice(t *testing.T) {
	p := load(t, hanzhong(t))
	want := map[string]string{ // for the whole city: comparator, value, upper value
		"hospital_rules": "ge 100", "provincial_specialties": "between 2 3", "city_specialties": "approx 30",
		"centre_chest": "ge 100", "centre_stroke": "ge 100", "centre_trauma": "ge 100",
		"cross_province_counties": "ge 60", "pooling_direct": "ge 100", "pooling_chronic": "ge 1",
		"nucleic_fever": "ge 100", "nucleic_inpatient": "ge 100", "nucleic_companion": "ge 100", "healthy_family": "ge 20",
		"healthy_community": "ge 50", "healthy_village": "ge 50", "healthy_school": "ge 50", "healthy_office": "ge 50",
		"healthy_enterprise": "ge 50", "healthy_hospital": "ge 50", "healthy_barracks": "ge 50",
	}
	for _, g := range p.Targets {
		if g.Scope != "org:610700" {
			continue
		}
		got := g.Comparator + " " + g.Value.String()
		if g.ValueTo != nil {
			got += " " + g.ValueTo.String()
		}
		if want[g.Indicator] != got || g.Due.String() != "2022-12-31" {
			t.Errorf("%s: %s by %s, want %s by 2022-12-31", g.Indicator, got, g.Due, want[g.Indicator])
		}
		if g.Soft != (g.Indicator == "pooling_direct") {
			t.Errorf("%s: soft is %v: only 基本 makes a target soft", g.Indicator, g.Soft)
		}
		delete(want, g.Indicator)
	}
	for indicator := range want {
		t.Errorf("the notice sets a target for %s, the pack does not", indicator)
	}
}

func TestCensusFigures(t *testing.T) {
	p := load(t, hanzhong(t))
	var counties, region decimal.Decimal
	for _, a := range p.Attributes {
		switch {
		case a.Attribute != "population":
		case a.Org == "610700":
			region = a.Value
		default:
			counties += a.Value
		}
	}
	if want := decimal.FromInt(3_211_462); counties != want || region != want {
		t.Errorf("counties add up to %s, the city has %s, want %s", counties, region, want)
	}
}

func TestFormsStayShort(t *testing.T) {
	p := load(t, hanzhong(t))
	for _, at := range p.ReportPeriods() {
		for _, o := range p.OrgsOf("county|district|zone", at) {
			if n := p.FormOf(o, at).RequiredCells(); n == 0 || n > programme.MaxRequiredCells {
				t.Errorf("%s must fill %d cells in %s, want 1 to %d", o.Name, n, at, programme.MaxRequiredCells)
			}
		}
	}
	for _, o := range p.OrgsOf("department", lastQuarter) {
		if p.FormOf(o, lastQuarter).IsEmpty() {
			t.Errorf("%s has nothing to report", o.Name)
		}
	}
}

// Sixteen tasks carry no outcome number; each has yes/no or countable measures,
// and every lead measures something of its own.
func TestTasksWithoutNumbersAreMeasured(t *testing.T) {
	p := load(t, hanzhong(t))
	numeric := map[string]bool{"2": true, "3": true, "13": true, "17": true}
	for _, task := range mainTasks(p) {
		var plain, own int
		for _, m := range p.Measures {
			if m.Task != task.Code && !strings.HasPrefix(m.Task, task.Code+".") {
				continue
			}
			if m.Type != "indicator" {
				plain++
			}
			own += ownedByLead(p, task, m)
		}
		if !numeric[task.Code] && plain == 0 || own == 0 {
			t.Errorf("task %s: %d yes/no or countable measures, %d of the lead", task.Code, plain, own)
		}
	}
}

func ownedByLead(p *programme.Pack, task programme.Task, m programme.Measure) int {
	for _, d := range p.Duties {
		if d.Task == task.Code && d.Role == "lead" && d.OrgOrKind == m.OrgOrKind {
			return 1
		}
	}
	return 0
}
