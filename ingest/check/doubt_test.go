package check_test

import (
	"fmt"
	"strings"
	"testing"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// series writes what 610702 reported of an element in the quarters before 2022Q3,
// the newest first; "" is a quarter that was not reported.
func (p past) series(element string, values ...string) past {
	at := programme.MustPeriod("2022Q2")
	for _, v := range values {
		if v != "" {
			p["610702 "+element+" "+at.String()] = v
		}
		at = at.Add(-1)
	}
	return p
}

// checkQ3 fills in 610702's workbook of 2022Q3 with 1000 everywhere but in one figure.
func checkQ3(t *testing.T, p *programme.Pack, history past, element, value string) check.Result {
	t.Helper()
	form := formOf(t, p, "610702", "2022Q3")
	fill := clean(p, form)
	if element != "" {
		fill.Values[template.Key{Sheet: "指标", Org: "610702", Element: element}] = template.Number(decimal.MustParse(value))
	}
	return collect(t, check.Input{Pack: p, Key: key, Previous: history.value}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill}))
}

// TestOwnPast: one figure of referral_up, income_medical (year to date) or contracts_due.
func TestOwnPast(t *testing.T) {
	p := loadPack(t)
	for name, c := range map[string]struct {
		element, value string
		past           []string
		want           string // rule, then a part of the Chinese sentence
	}{
		"ten thousand times":           {"referral_up", "900", []string{"9000000"}, "R-UNI-001 2022年第二季度的 10,000 分之一"},
		"a unit is named with its fix": {"referral_up", "900", []string{"9000000"}, "R-UNI-001 请改为 9000000 后重报"},
		"a hundred times":              {"referral_up", "900", []string{"10", "9"}, "R-UNI-001 的 100 倍"},
		"nearly a hundred times":       {"referral_up", "900", []string{"5", "9"}, "R-UNI-001 的 100 倍"},
		"fifty times is no unit":       {"referral_up", "900", []string{"19", "18", "19", "18", "19"}, "R-JMP-012 最接近的相差 47.3 倍"},
		"alike":                        {"referral_up", "900", []string{"880", "870", "890", "860", "880"}, ""},
		"steady, and far off":          {"referral_up", "500", []string{"880", "870", "890", "860", "880"}, "R-JMP-012 往期 5 个值中最接近的相差 1.72 倍"},
		"steady, not far enough":       {"referral_up", "700", []string{"880", "870", "890", "860", "880"}, ""},
		"as a year ago":                {"referral_up", "500", []string{"880", "870", "890", "505", "880"}, ""},
		"restless":                     {"referral_up", "500", []string{"880", "600", "950", "700", "880"}, ""},
		"short, and doubled":           {"referral_up", "440", []string{"880", "870"}, ""},
		"short, and a third":           {"referral_up", "290", []string{"880", "870"}, "R-JMP-012 往期 2 个值"},
		"one value, and a fourth":      {"referral_up", "220", []string{"880"}, ""},
		"small counts":                 {"referral_up", "25", []string{"4", "5", "4", "5", "4"}, ""},
		"small and short":              {"referral_up", "150", []string{"40", "50"}, ""},
		"from nothing":                 {"referral_up", "900", []string{"0", "0", "0", "0", "0"}, ""},
		"to nothing":                   {"referral_up", "0", []string{"880", "870", "890", "860", "880"}, "R-JMP-012 本值为零"},
		"nothing as ever":              {"referral_up", "0", []string{"0", "0", "0", "0", "0"}, ""},
		"year to date grows":           {"income_medical", "300", []string{"200", "100", "400", "300", "200", "100"}, ""},
		"too little in a quarter":      {"income_medical", "21000", []string{"20000", "10000", "40000", "30000", "20000", "10000"}, "R-JMP-012 最接近的相差 1.42 倍"},
		"year to date by quarters":     {"income_medical", "620", []string{"240", "120"}, ""},
		"chance of a count":            {"referral_up", "150", []string{"100", "101", "100", "101", "100"}, ""},
		"seasons":                      {"contracts_due", "520", []string{"620", "1750", "1110", "520", "610", "1740"}, ""},
		"against the seasons":          {"contracts_due", "998", []string{"620", "1750", "1110", "520", "610", "1740"}, "R-JMP-012 2021Q3 = 520"},
	} {
		r := checkQ3(t, p, past{}.series(c.element, c.past...), c.element, c.value)
		var said string
		for _, f := range r.Findings {
			if said += f.Rule + " " + f.Chinese(); f.Org != "610702" || f.Element != c.element || f.Severity != check.SeverityDoubt {
				t.Errorf("%s: %+v", name, f)
			}
		}
		rule, part, _ := strings.Cut(c.want, " ")
		if (c.want == "") != (said == "") || !strings.HasPrefix(said, rule) || !strings.Contains(said, part) || len(r.Findings) > 1 {
			t.Errorf("%s: found %q, want %q", name, said, c.want)
		}
	}
}

// TestFallsOverAGap: a quarter that was not reported hides no fall, a new year does.
func TestFallsOverAGap(t *testing.T) {
	p := loadPack(t)
	for name, c := range map[string]struct {
		past []string
		want string
	}{
		"gap":       {[]string{"", "1000.01"}, "R-YTD-001"},
		"no gap":    {[]string{"1000.01", "900"}, "R-YTD-001"},
		"grown":     {[]string{"999", "998"}, ""},
		"last year": {[]string{"", "", "1500"}, ""},
	} {
		r := checkQ3(t, p, past{}.series("income_medical", c.past...), "income_medical", "1000")
		rules := ""
		for _, f := range r.Findings {
			rules += f.Rule
		}
		if rules != c.want {
			t.Errorf("%s: %s, want %s", name, rules, c.want)
		}
	}
}

// TestPercentOrFraction: where an element is counted in percent, its past tells
// which of 65.3 and 0.653 is meant.
func TestPercentOrFraction(t *testing.T) {
	p := loadPack(t)
	for i := range p.Elements {
		if p.Elements[i].Code == "income_tests" {
			p.Elements[i].Unit, p.Elements[i].Kind, p.Elements[i].Basis, p.Elements[i].Decimals = "%", "stock", "point", 4
		}
	}
	for value, before := range map[string]string{"0.653": "64.9", "64.9": "0.653"} {
		r := checkQ3(t, p, past{}.series("income_tests", before), "income_tests", value)
		ok := false
		for _, f := range r.Findings {
			ok = ok || f.Code == "E-SCALE" && strings.Contains(f.Chinese(), "百分数与小数")
		}
		if !ok {
			t.Errorf("%s after %s is not doubted: %v", value, before, r.Findings)
		}
	}
}

// TestCopyOfLastPeriod changes how many of 2022Q3's figures are those of Q2, and
// of Q2's those of Q1.
func TestCopyOfLastPeriod(t *testing.T) {
	p := loadPack(t)
	for name, c := range map[string]struct {
		now, before int // equal figures of a hundred
		known       bool
		want        bool
	}{
		"a copy":               {100, 10, true, true},
		"mostly a copy":        {80, 10, true, true},
		"half a copy":          {40, 0, true, false},
		"always much the same": {80, 80, true, false},
		"nothing else known":   {85, 0, false, true},
		"not enough":           {75, 0, false, false},
	} {
		r := checkQ3(t, p, copies(t, p, c.now, c.before, c.known), "", "")
		var said []string
		for _, f := range r.Findings {
			if f.Code == "E-COPY" {
				said = append(said, f.Chinese()+f.English())
			}
		}
		if len(said) > 1 || (len(said) == 1) != c.want {
			t.Errorf("%s: %v", name, said)
		}
		if c.want && !(strings.Contains(said[0], "个非零数据中有") && strings.Contains(said[0], "指标!E") && strings.Contains(said[0], "exactly those of 2022Q2")) {
			t.Errorf("%s: no evidence in %s", name, said[0])
		}
	}
}

// copies is a past in which a share of the figures of 2022Q2 is that of
// Q3's workbook, and a share of Q1's that of Q2.
func copies(t *testing.T, p *programme.Pack, now, before int, known bool) past {
	t.Helper()
	history, n := past{}, 0
	for _, line := range formOf(t, p, "610702", "2022Q3").Sheets[0].Lines {
		if line.Element.ValueType == "yes_no" {
			continue
		}
		n++
		second, first := "99", "98"
		if n*7%100 < now {
			second = cleanValue(p, line.Element).Number.String()
		}
		if n*11%100 < before {
			first = second
		}
		history["610702 "+line.Element.Code+" 2022Q2"] = second
		if known {
			history["610702 "+line.Element.Code+" 2022Q1"] = first
		}
	}
	return history
}

// TestPastIsNamedWhenMissing: without history the rules that need it are named.
func TestPastIsNamedWhenMissing(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q3")
	r := collect(t, check.Input{Pack: p, Key: key}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}))
	all := fmt.Sprint(r.RulesNotRun)
	for _, rule := range []string{"R-UNI-001", "R-JMP-001", "R-JMP-012", "R-CPY-001", "R-FLO-001", "R-YTD-001", "R-CUM-003"} {
		if !strings.Contains(all, rule) {
			t.Errorf("%s is not among the rules not run: %s", rule, all)
		}
	}
}
