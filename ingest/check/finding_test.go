package check_test

import (
	"regexp"
	"strings"
	"testing"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// TestFindingsNameTheirFigure: a finding about one figure says which, however
// it came about: by reading the cell, by its absence, or by a rule.
func TestFindingsNameTheirFigure(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	fill := clean(p, form)
	set := func(element string, v template.Value) {
		fill.Values[template.Key{Sheet: "指标", Org: "610702", Element: element}] = v
	}
	set("discharges", template.Text("约1000"))
	set("referral_up", template.Text(""))
	set("visits_primary", template.Number(decimal.FromInt(1001)))
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill}))
	want := map[check.Code]string{"E-ABOUT": "discharges", "E-REQUIRED": "referral_up", "E-RULE": "visits_primary"}
	for _, f := range r.Findings {
		if f.Org != "610702" || f.Element != want[f.Code] || f.Reporter != "610702" || f.Period != programme.MustPeriod("2022Q2") {
			t.Errorf("%s: figure %q of %q, sent by %q for %s", f.Chinese(), f.Element, f.Org, f.Reporter, f.Period)
		}
		delete(want, f.Code)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// TestIDs: an id outlives another check under another name, and nothing else.
func TestIDs(t *testing.T) {
	f := check.Finding{Code: "E-RULE", Rule: "R-VIS-001", Reporter: "610702", Period: programme.MustPeriod("2022Q1"), Sheet: "指标", Cell: "E6", Found: "指标!E6 = 12"}
	if !regexp.MustCompile(`^F-[0-9a-f]{10}$`).MatchString(f.ID()) {
		t.Errorf("id %q", f.ID())
	}
	renamed := f
	renamed.File, renamed.RuleZh, renamed.FixEn = "again.xlsx", "another sentence", "another advice"
	if renamed.ID() != f.ID() {
		t.Error("the name of the file or the wording changes the id")
	}
	for name, change := range map[string]func(*check.Finding){
		"code": func(f *check.Finding) { f.Code = "E-RANGE" }, "rule": func(f *check.Finding) { f.Rule = "R-VIS-002" },
		"reporter": func(f *check.Finding) { f.Reporter = "610703" }, "period": func(f *check.Finding) { f.Period = programme.MustPeriod("2022Q2") },
		"sheet": func(f *check.Finding) { f.Sheet = "任务" }, "cell": func(f *check.Finding) { f.Cell = "E7" },
		"value": func(f *check.Finding) { f.Found = "指标!E6 = 13" },
	} {
		other := f
		change(&other)
		if other.ID() == f.ID() {
			t.Errorf("another %s has the same id", name)
		}
	}
}

// TestIDsOfLongTexts: what is cut off when it is shown still counts, or a doubt
// that was accepted would cover figures that nobody looked at.
func TestIDsOfLongTexts(t *testing.T) {
	var r check.Result
	long := strings.Repeat("指标!E6 = 12；", 40)
	for _, found := range []string{long + "指标!E7 = 1", long + "指标!E7 = 2", long + "指标!E7 = 1"} {
		r.Object("a.xlsx", check.Objection{Code: "E-CHANGED", Found: found})
	}
	if x := r.Findings; x[0].Found != x[1].Found || x[0].ID() == x[1].ID() || x[0].ID() != x[2].ID() {
		t.Errorf("ids %s, %s, %s of %q", x[0].ID(), x[1].ID(), x[2].ID(), x[0].Found)
	}
}
