package ingest

import (
	"slices"
	"strings"
	"testing"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// filed is a file of one org and period that brings a part, received n-th.
func filed(n int, part string, quarantined, refused bool) *judged {
	cover := check.Cover{Programme: "p", Reporter: "11", ReporterName: "甲县", Period: programme.MustPeriod("2022Q1")}
	j := &judged{kept: kept{Receipt{Number: string(rune('a' + n)), FileName: string(rune('a' + n))}, n}}
	j.result.Summary = check.Summary{Cover: cover, Part: part, Quarantined: quarantined, Refused: refused}
	return j
}

func TestPartsNeverMixWithAWorkbook(t *testing.T) {
	const whole = check.WholeWorkbook
	r := rebuild{files: []*judged{
		filed(1, "指标", false, false), filed(2, "任务", false, false), filed(3, "指标", false, false), filed(4, "指标", false, true),
		filed(5, whole, false, false), filed(6, "指标", false, false), filed(7, whole, false, false),
	}}
	seen := func() string {
		var all []string
		for _, j := range r.files {
			all = append(all, j.FileName+" "+string(rune('0'+j.subs[0].revision))+" "+j.state)
		}
		return strings.Join(all, ", ")
	}
	files := r.files
	r.files = files[:4:4]
	r.number()
	if got := seen(); got != "b 1 superseded, c 1 accepted, d 2 accepted, e 3 refused" {
		t.Errorf("parts alone: %s", got)
	}
	r.files = files
	r.number()
	r.objectToParts()
	if got := seen(); got != "b 1 superseded, c 1 superseded, d 2 superseded, e 3 refused, f 1 superseded, g 4 refused, h 2 accepted" {
		t.Errorf("with workbooks: %s", got)
	}
	if late := r.files[5].result; len(late.Findings) != 1 || late.Findings[0].Code != "E-PART-LATE" || !strings.Contains(late.Findings[0].RuleZh, "f") {
		t.Errorf("the sheet that came late got %+v", late.Findings)
	}
}

func TestHistoryMayBringSeveralOrgsAndPeriods(t *testing.T) {
	j := filed(1, check.WholeWorkbook, false, false)
	j.History, j.result.Cover = true, check.Cover{}
	for _, o := range []struct{ reporter, period string }{{"12", "2021Q2"}, {"11", "2021Q1"}, {"11", "2021Q2"}, {"11", "2021Q1"}} {
		j.result.Observations = append(j.result.Observations, check.Observation{Org: o.reporter, Reporter: o.reporter, Period: programme.MustPeriod(o.period)})
	}
	r := rebuild{files: []*judged{j}}
	r.number()
	var all []string
	for _, s := range fileOf(j).Submissions {
		all = append(all, s.Period+" "+s.Reporter+" "+s.State)
	}
	if got := strings.Join(all, ", "); got != "2021Q1 11 accepted, 2021Q2 11 accepted, 2021Q2 12 accepted" || j.state != Accepted {
		t.Errorf("it brings %s and is %s", got, j.state)
	}
}

// After a file was returned, figures that had no finding must not change unseen.
func TestChangeThatNobodyAskedForIsADoubt(t *testing.T) {
	o := newOffice(t)
	element := o.auditElement()
	put(t, o.ws, map[string]string{"1.xlsx": o.workbook(audit, "2022Q1", "2022-04-05", yes(element))})
	first := o.takeIn().Files[0]
	for range 2 { // returned again: told once
		if _, err := o.ws.Journal.Append(EntryReturned, noon, Returned{Period: "2022Q1", Org: audit, Submission: first.Number}); err != nil {
			t.Fatal(err)
		}
	}
	put(t, o.ws, map[string]string{"2.xlsx": o.workbook(audit, "2022Q1", "2022-04-06", map[string]template.Value{element: template.Text("否")})})
	s := o.takeIn()
	var found []check.Finding
	for _, f := range s.Files {
		for _, x := range f.Findings {
			if x.Code == "E-CHANGED" {
				found = append(found, x)
			}
		}
	}
	if len(found) != 1 || found[0].File != "2.xlsx" || found[0].Element != element || found[0].Cell == "" || !strings.Contains(found[0].Chinese(), "1 → 0") || !strings.Contains(found[0].Chinese(), first.Number) {
		t.Errorf("told %+v", found)
	}
	if s.Counts[Accepted] != 1 {
		t.Errorf("a doubt refuses nothing: %s", states(s))
	}
}

// TestCorrectionIsHeldAgainstWhatWasAsked: the journal says what was asked, also
// of a file that was refused; what a refused file says is forgotten afterwards.
func TestCorrectionIsHeldAgainstWhatWasAsked(t *testing.T) {
	value := func(element string, n int64) check.Observation {
		d := decimal.FromInt(n)
		return check.Observation{Org: "610702", Reporter: "610702", Element: element, Period: programme.MustPeriod("2022Q1"), State: check.Reported, Value: &d, Sheet: "指标", Cell: element}
	}
	was, is := filed(1, check.WholeWorkbook, false, true), filed(2, check.WholeWorkbook, false, false)
	was.Number = "R-was"
	for i, j := range []*judged{was, is} {
		j.result.Cover.Reporter = "610702"
		j.result.Observations = []check.Observation{value("asked", int64(i)), value("again", int64(i)), value("E7", int64(i)), value("silent", int64(i)), value("same", 5)}
	}
	was.result.Findings = []check.Finding{{Code: "E-JUMP", Severity: check.SeverityDoubt, Org: "610702", Element: "silent"}} // found later: nobody asked
	r := rebuild{files: []*judged{was, is}}
	r.returned = []Returned{
		{Period: "2022Q1", Org: "610702", Submission: "R-was", Asked: []check.Asked{{Org: "610702", Element: "asked"}, {Sheet: "指标", Cell: "E7"}}},
		{Period: "2022Q1", Org: "610702", Submission: "R-was", Asked: []check.Asked{{Org: "610702", Element: "again"}}},
	}
	r.number()
	r.compareReturned()
	r.forgetRefused()
	if len(is.result.Findings) != 1 || is.result.Findings[0].Element != "silent" {
		t.Errorf("told %+v, want the one figure that nobody asked about", is.result.Findings)
	}
	if was.result.Observations != nil || len(is.result.Observations) != 5 {
		t.Errorf("kept %d of the refused and %d of the accepted file", len(was.result.Observations), len(is.result.Observations))
	}
}

// TestWhatAnybodyMayHaveWrittenReplacesNothing: a file without a token does not
// take the place of a report with one, unless its org is declared as the sender.
func TestWhatAnybodyMayHaveWrittenReplacesNothing(t *testing.T) {
	without := func(n int, declared string, findings ...check.Finding) *judged {
		j := filed(n, check.WholeWorkbook, false, false)
		j.Declaration.Reporter = declared
		j.result.Findings = findings
		return j
	}
	text := without(2, "")
	text.result.Encoding = "UTF-8"
	declared := without(2, "11")
	declared.result.Encoding = "UTF-8"
	for name, c := range map[string]struct {
		second *judged
		want   string
	}{
		"a workbook with the token": {without(2, ""), Accepted},
		"one without":               {without(2, "", check.Finding{Code: "N-TOKEN"}), Refused},
		"one with a forged token":   {without(2, "", check.Finding{Code: "E-TOKEN-UNKNOWN"}), Refused},
		"a CSV":                     {text, Refused},
		"a CSV of a declared org":   {declared, Accepted},
	} {
		r := rebuild{files: []*judged{filed(1, check.WholeWorkbook, false, false), c.second}}
		r.number()
		r.objectToUnsigned()
		told := slices.ContainsFunc(c.second.result.Findings, func(f check.Finding) bool { return f.Code == "E-UNSIGNED" })
		if c.second.state != c.want || told != (c.want == Refused) {
			t.Errorf("%s: %s, told %v", name, c.second.state, told)
		}
	}
}

// Scores and inspections that came alone stand beside a workbook without any; a
// workbook that brings them itself replaces them, and is not mixed with later ones.
func TestSideSheetsStandBesideWorkbooks(t *testing.T) {
	const whole = check.WholeWorkbook
	withScores := filed(4, whole, false, false)
	withScores.result.Scores = []check.Score{{RawText: "9"}}
	r := rebuild{files: []*judged{filed(1, "评分", false, false), filed(2, whole, false, false), filed(3, "核查", false, false), withScores,
		filed(5, "评分", false, false), filed(6, "核查", false, false)}}
	r.number()
	var all []string
	for _, j := range r.files {
		all = append(all, j.FileName+" "+j.state)
	}
	if got := strings.Join(all, ", "); got != "b superseded, c superseded, d superseded, e accepted, f refused, g accepted" {
		t.Error(got)
	}
	r.files = r.files[:3]
	r.number()
	if r.files[0].state != Accepted || r.files[1].state != Accepted || r.files[2].state != Accepted {
		t.Errorf("%s %s %s", r.files[0].state, r.files[1].state, r.files[2].state)
	}
}

// A provisional report after the final one is doubted, and counts; before it, it
// is what was asked for.
func TestProvisionalAfterFinalIsDoubted(t *testing.T) {
	files := []*judged{filed(1, check.WholeWorkbook, false, false), filed(2, check.WholeWorkbook, false, false), filed(3, check.WholeWorkbook, false, false)}
	files[0].result.Cover.Provisional, files[2].result.Cover.Provisional = true, true
	r := rebuild{files: files, pack: &programme.Pack{Programme: programme.Programme{Periods: programme.Periods{First: programme.MustPeriod("2022Q1")}}}}
	r.number()
	r.objectToProvisional()
	for i, want := range []int{0, 0, 1} {
		if got := r.files[i].result.Findings; len(got) != want || want > 0 && (got[0].Code != "E-PROVISIONAL" || got[0].Found != "c") {
			t.Errorf("file %d: %+v", i, got)
		}
	}
	if r.files[2].state != Accepted || r.files[1].state != Superseded {
		t.Errorf("%s, then %s", r.files[1].state, r.files[2].state)
	}
}

// An org that took the place of one other goes on with its figures; one that was
// merged out of several has none of its own before.
func TestPastFollowsTheSuccessor(t *testing.T) {
	pack := &programme.Pack{Orgs: []programme.Org{{Code: "11", Successor: "12"}, {Code: "12"}, {Code: "21", Successor: "23"}, {Code: "22", Successor: "23"}, {Code: "23"}}}
	at := programme.MustPeriod("2021Q4")
	past := Past{}
	for _, org := range []string{"11", "21", "22"} {
		past[figure{org, "visits", at.String()}] = pastValue{value: decimal.FromInt(7)}
	}
	value := past.Following(pack)
	if v, ok := value("12", "visits", at); !ok || v != decimal.FromInt(7) {
		t.Errorf("%v %v", v, ok)
	}
	if v, ok := value("23", "visits", at); ok {
		t.Errorf("%v", v)
	}
}
