package check_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

func codesOf(r check.Result) []string {
	var codes []string
	for _, f := range r.Findings {
		codes = append(codes, strings.TrimSpace(string(f.Code)+" "+f.Place()))
	}
	return codes
}

func day(text string) programme.Date {
	d, err := programme.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// earlyPack asks for provisional figures before the period ends, and for final
// ones after it.
func earlyPack(t *testing.T) *programme.Pack {
	p := scoringPack(t)
	p.Programme.Calendar.Due, p.Programme.Calendar.LateAfter, p.Programme.Calendar.DataTo = -3, -3, -11
	p.Programme.Calendar.FirstReport, p.Programme.Calendar.FinalDue = "provisional", 15
	return p
}

// TestReportsBeforeThePeriodEnds: the template says the cut-off and 初报 itself,
// and such a report, sent before the period ends, has nothing wrong with it.
func TestReportsBeforeThePeriodEnds(t *testing.T) {
	p := earlyPack(t)
	form := formOf(t, p, "610702", "2022Q1")
	fill := clean(p, form)
	delete(fill.Cover, template.LabelNature)
	fill.Cover[template.LabelFilledOn] = "2022-03-25"
	in := check.Input{Pack: p, Key: key, Final: func(string, programme.Period) bool { return false }, Sent: day("2022-03-26")}
	r := collect(t, in, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill}))
	if len(r.Findings) > 0 || !r.Cover.Provisional || r.Cover.CutOff.String() != "2022-03-20" {
		t.Errorf("%v %+v", codesOf(r), r.Cover)
	}
	text := "报告期,2022Q1\n单位代码,610702\n\n任务编号,任务名称,状态\n1,推进签约服务,推进中\n"
	if r := collect(t, check.Input{Pack: p, Name: "任务.csv"}, []byte(text)); !r.Cover.Provisional || !slices.Equal(codesOf(r), []string{"N-NO-COVER-FIRST"}) {
		t.Errorf("%v %+v", codesOf(r), r.Cover)
	}
}

// TestCutOffAhead: nobody has figures of days to come, whatever the cover says.
func TestCutOffAhead(t *testing.T) {
	p := scoringPack(t)
	form := formOf(t, p, "610702", "2022Q1")
	for _, c := range []struct{ filled, sent, want string }{
		{"2022-04-05", "2022-04-06", ""}, {"2022-04-05", "", ""}, {"2022-03-31", "2022-03-31", ""},
		{"2022-03-30", "2022-04-06", "E-CUT-OFF-AHEAD 封面!B10"}, {"2022-04-05", "2022-03-30", "E-CUT-OFF-AHEAD 封面!B10"},
	} {
		fill := clean(p, form)
		fill.Cover[template.LabelFilledOn] = c.filled
		in := check.Input{Pack: p, Key: key}
		if c.sent != "" {
			in.Sent = day(c.sent)
		}
		if got := strings.Join(codesOf(collect(t, in, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill}))), "; "); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// TestProvisionalAfterFinal: doubted where it is known, named where it is not.
func TestProvisionalAfterFinal(t *testing.T) {
	p := scoringPack(t)
	form := formOf(t, p, "610702", "2022Q1")
	fill := clean(p, form)
	fill.Cover[template.LabelNature] = "初报"
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill})
	final := func(org string, at programme.Period) bool { return org == "610702" && at.String() == "2022Q1" }
	if got := codesOf(collect(t, check.Input{Pack: p, Key: key, Final: final}, file)); !slices.Equal(got, []string{"E-PROVISIONAL 封面!B11"}) {
		t.Errorf("%v", got)
	}
	r := collect(t, check.Input{Pack: p, Key: key}, file)
	if len(r.Findings) > 0 || !slices.Contains(r.RulesNotRun, check.ProvisionalRule) {
		t.Errorf("%v, not run %v", codesOf(r), r.RulesNotRun)
	}
}

// renamed is a pack in which 610703 became 610733 on 2022-05-10, and 610702 was
// split into two the same day.
func renamed(t *testing.T) *programme.Pack {
	p := scoringPack(t)
	for i := range p.Orgs {
		switch p.Orgs[i].Code {
		case "610703":
			p.Orgs[i].ValidTo, p.Orgs[i].Successor = day("2022-05-09"), "610733"
		case "610702":
			p.Orgs[i].ValidTo, p.Orgs[i].Successor = day("2022-05-09"), "610741|610742"
		}
	}
	for code, name := range map[string]string{"610733": "新南市", "610741": "东台区", "610742": "西台区"} {
		p.Orgs = append(p.Orgs, programme.Org{Code: code, Name: name, Kind: "district", Parent: "610700", Additive: true, ValidFrom: day("2022-05-10")})
	}
	return p
}

// TestCodesOfAnotherTime: who counts is who is valid on the period's last day. A
// file under the other code is read and doubted; where a code may mean two orgs,
// both are named and nothing is read.
func TestCodesOfAnotherTime(t *testing.T) {
	p := renamed(t)
	for _, c := range []struct{ code, name, period, reporter, want string }{
		{"610733", "新南市", "2022Q2", "610733", ""},
		{"610703", "南郑区", "2022Q2", "610733", "E-OLD-CODE 封面!B7"},
		{"610703", "南郑区", "2022Q1", "610703", ""},
		{"610733", "新南市", "2022Q1", "610703", "E-NEW-CODE 封面!B7"},
		{"610702", "汉台区", "2022Q2", "", "E-ORG 封面!B7"},
		{"610741", "东台区", "2022Q1", "", "E-ORG 封面!B7"},
	} {
		at := programme.MustPeriod(c.period)
		org := p.OrgsOf("district", at)[0]
		form := p.FormOf(org, at)
		file := spoil(t, write(t, template.Input{Pack: p, Form: form, Fill: withScores(p, form)}), func(s *spoiler) {
			s.cover("单位代码", c.code)
			s.cover("单位名称", c.name)
			for row := 3; row < 12; row++ { // the sheet of scores names the org too
				if text, err := s.GetCellValue("评分", "A"+string(rune('0'+row))); err == nil && text == org.Code {
					s.must(s.SetCellValue("评分", "A"+string(rune('0'+row)), c.code))
					s.must(s.SetCellValue("评分", "B"+string(rune('0'+row)), c.name))
				}
			}
		})
		r := collect(t, check.Input{Pack: p, Key: key}, file)
		var got []string
		for _, code := range codesOf(r) {
			if strings.Contains(code, "CODE") || strings.Contains(code, "E-ORG ") {
				got = append(got, code)
			}
		}
		if strings.Join(got, "; ") != c.want || r.Cover.Reporter != c.reporter || r.Quarantined != (c.reporter == "") {
			t.Errorf("%s for %s: %v, reporter %q", c.code, c.period, codesOf(r), r.Cover.Reporter)
		}
		if c.reporter == "" && !strings.Contains(r.Findings[0].RuleZh+r.Findings[len(r.Findings)-1].RuleZh, "本期对应的是") && c.code == "610702" {
			t.Errorf("%v", r.Findings)
		}
	}
}

// TestYearsAreComparedAsYears: a year-to-date value of a half-year counts two
// halves by its end, and a year is held against the year before.
func TestYearsAreComparedAsYears(t *testing.T) {
	p := scoringPack(t)
	p.Programme.Periods = programme.Periods{Kind: "year", First: programme.MustPeriod("2022"), Last: programme.MustPeriod("2023"), HistoryFrom: programme.MustPeriod("2020")}
	form := formOf(t, p, "610702", "2022")
	previous := func(_, element string, at programme.Period) (decimal.Decimal, bool) {
		return decimal.FromInt(10), at.Year() == 2021
	}
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	r := collect(t, check.Input{Pack: p, Key: key, Previous: previous, Final: func(string, programme.Period) bool { return false }}, file)
	if r.Cover.Period.String() != "2022" || r.Cover.CutOff.String() != "2022-12-31" || !r.Accepted() {
		t.Errorf("%+v", r.Cover)
	}
	if got := r.Observations[0].Period.Last(); got != time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%v", got)
	}
}
