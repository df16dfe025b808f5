package ingest

import (
	"slices"
	"testing"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// Whatever workbooks are named, each is held against the figures of the periods
// before its own: names only say what to look at first.
func TestNamesOfPeriodsChangeNoAnswer(t *testing.T) {
	const county = "610702"
	figures := map[string]int64{"2022Q1": 1000, "2022Q2": 1_000_000, "2022Q3": 1100}
	answers := func(names map[string]string, build string) []string {
		o := newOffice(t)
		who, _ := o.pack.Org(county, programme.MustPeriod("2022Q1"))
		files := map[string]string{}
		for period, n := range figures {
			all := map[string]template.Value{}
			for _, s := range o.pack.FormOf(who, programme.MustPeriod(period)).Sheets {
				for _, l := range s.Lines {
					all[l.Element.Code] = template.Number(decimal.FromInt(n))
				}
			}
			files[names[period]] = o.workbook(county, period, "2022-10-05", all)
		}
		put(t, o.ws, files)
		receive(t, o.ws, Options{})
		s := o.rebuildAs(Rebuilding{Build: build, Version: "test"})
		if again := o.rebuildAs(Rebuilding{Build: build, Version: "test"}); again.Generation.Name != s.Generation.Name {
			t.Errorf("%v: from memory another generation came out", names)
		}
		var found []string
		for _, f := range s.Files {
			for _, x := range f.Findings {
				found = append(found, f.Period+" "+f.State+" "+string(x.Code)+" "+x.Cell+" "+x.Found+" "+x.RuleZh)
			}
		}
		slices.Sort(found)
		return found
	}
	plain := answers(map[string]string{"2022Q1": "a.xlsx", "2022Q2": "b.xlsx", "2022Q3": "c.xlsx"}, "a")
	if !slices.ContainsFunc(plain, func(s string) bool { return s[:6] == "2022Q2" }) || !slices.ContainsFunc(plain, func(s string) bool { return s[:6] == "2022Q3" }) {
		t.Fatalf("no figure is held against the past: the test would prove nothing\n%v", plain)
	}
	for _, names := range []map[string]string{
		{"2022Q1": "2022Q1_x.xlsx", "2022Q2": "2022Q2_x.xlsx", "2022Q3": "2022Q3_x.xlsx"},
		{"2022Q1": "2022Q3_x.xlsx", "2022Q2": "2022Q1_x.xlsx", "2022Q3": "2022Q2_x.xlsx"},
		{"2022Q1": "2022Q2_x.xlsx", "2022Q2": "b.xlsx", "2022Q3": "1999Q1_x.xlsx"},
	} {
		for _, build := range []string{"a", ""} {
			if got := answers(names, build); !slices.Equal(got, plain) {
				t.Errorf("named %v, build %q: %d findings, want %d:\n%v\n%v", names, build, len(got), len(plain), got, plain)
			}
		}
	}
}
