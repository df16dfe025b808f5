package check_test

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// past is a history of single values: "org element period".
type past map[string]string

func (p past) value(org, element string, at programme.Period) (decimal.Decimal, bool) {
	text, ok := p[org+" "+element+" "+at.String()]
	if !ok {
		return 0, false
	}
	return decimal.MustParse(text), true
}

// TestRulesWithHistory changes one figure of 610702 in 2022Q2, or of its past.
func TestRulesWithHistory(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	for name, c := range map[string]struct {
		past    past
		element string
		value   string
		want    string // rule ids
	}{
		"total falls":             {past{"610702 income_medical 2022Q1": "1000.01"}, "income_medical", "1000", "R-YTD-001"},
		"total stays":             {past{"610702 income_medical 2022Q1": "1000"}, "income_medical", "1000", ""},
		"other org's total":       {past{"610722 income_medical 2022Q1": "5000"}, "income_medical", "1000", ""},
		"last year's total":       {past{"610702 income_medical 2021Q4": "5000"}, "income_medical", "1000", ""},
		"over the yearly stock":   {past{"610702 townships 2022Q1": "9"}, "townships_basic", "1000", "R-TWN-001"},
		"within the yearly stock": {past{"610702 townships 2022Q1": "1000"}, "townships_basic", "1000", ""},
		"last year's stock":       {past{"610702 townships 2021Q1": "9"}, "townships_basic", "1000", ""},
		"ten thousand times":      {past{"610702 visits_total 2022Q1": "0.1"}, "visits_total", "1000", "R-UNI-001"},
		"a ten-thousandth":        {past{"610702 visits_total 2022Q1": "10000000"}, "visits_total", "1000", "R-UNI-001"},
		"more than five times":    {past{"610702 visits_total 2022Q1": "199"}, "visits_total", "1000", "R-JMP-001"},
		"stock falls unexplained": {past{"610702 contracts_residents 2022Q1": "2051"}, "contracts_residents", "1000", "R-FLO-001"},
		"stock falls explained":   {past{"610702 contracts_residents 2022Q1": "2050"}, "contracts_residents", "1000", ""},
		"a count of things falls": {past{"610702 townships_basic 2022Q1": "1001"}, "townships_basic", "1000", "R-CUM-004"},
		"exactly five times":      {past{"610702 visits_total 2022Q1": "200"}, "visits_total", "1000", ""},
		"from nothing":            {past{"610702 visits_total 2022Q1": "0"}, "visits_total", "1000", ""},
	} {
		fill := clean(p, form)
		fill.Values[template.Key{Sheet: "指标", Org: "610702", Element: c.element}] = template.Number(decimal.MustParse(c.value))
		r := collect(t, check.Input{Pack: p, Key: key, Previous: c.past.value}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill}))
		var broken []string
		for _, f := range r.Findings {
			broken = append(broken, f.Rule)
			if f.RuleZh == "" || f.RuleEn == "" || strings.HasSuffix(f.RuleZh, "。") || !strings.Contains(f.Found, " = ") {
				t.Errorf("%s: %+v", name, f)
			}
		}
		if got := strings.Join(broken, " "); got != c.want {
			t.Errorf("%s: broken %q, want %q", name, got, c.want)
		}
		if len(r.RulesNotRun) > 0 {
			t.Errorf("%s: not run %v", name, r.RulesNotRun)
		}
	}
}

// TestReturnedRulesTakeBothSides: which side is wrong is not known, so neither counts.
func TestReturnedRulesTakeBothSides(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	fill := clean(p, form)
	fill.Values[template.Key{Sheet: "指标", Org: "610702", Element: "visits_primary"}] = template.Number(decimal.FromInt(1001))
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill}))
	for _, o := range r.Observations {
		wrong := o.Element == "visits_primary" || o.Element == "visits_total"
		if wrong != (o.State == check.Missing) || wrong && o.RawText == "" {
			t.Errorf("%+v", o)
		}
	}
}

func TestRulesNotRunAreNamed(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	r := collect(t, check.Input{Pack: p}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}))
	for _, id := range []string{"R-YTD-001", "R-JMP-001", "R-TWN-001", "token"} {
		if !slices.Contains(r.RulesNotRun, id) {
			t.Errorf("%s is not among %v", id, r.RulesNotRun)
		}
	}
	for _, id := range []string{"R-VIS-001", "R-CON-001", "R-YTD-006"} { // judged, judged, not of this form
		if slices.Contains(r.RulesNotRun, id) {
			t.Errorf("%s is among %v", id, r.RulesNotRun)
		}
	}
	if !slices.IsSorted(r.RulesNotRun) {
		t.Error(r.RulesNotRun)
	}
}

// TestTableSheet spoils the insurance bureau's table of all counties.
func TestTableSheet(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610700-YBJ", "2022Q2")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	const sheet, county = "医保县区表", "610722"
	for name, c := range map[string]struct {
		change func(*spoiler)
		want   string
		states string // of ins_visits_in in 610722 and 610723
	}{
		"type":            {func(s *spoiler) { s.set(sheet, "C", county, "约12") }, "E-ABOUT 医保县区表!C", "missing reported"},
		"row removed":     {func(s *spoiler) { s.must(s.RemoveRow(sheet, s.row(sheet, county))) }, strings.Repeat("E-ROW 医保县区表; ", 8) + "E-ROW 医保县区表", "missing reported"},
		"name swapped":    {func(s *spoiler) { s.set(sheet, "B", county, "洋县") }, "E-NAME 医保县区表!B", "reported reported"},
		"name padded":     {func(s *spoiler) { s.set(sheet, "B", county, "城　固　县") }, "", "reported reported"},
		"org twice":       {func(s *spoiler) { s.must(s.SetCellValue(sheet, s.at(sheet, "A", "610723"), county)) }, "", ""},
		"unknown org":     {func(s *spoiler) { s.must(s.SetCellValue(sheet, s.at(sheet, "A", county), "610799")) }, "", ""},
		"unit changed":    {func(s *spoiler) { s.below(sheet, 2, "万人次") }, "E-UNIT 医保县区表!C", "reported reported"},
		"name of column":  {func(s *spoiler) { s.below(sheet, 1, "县域外门急诊人次") }, "E-NAME 医保县区表!C", "reported reported"},
		"column moved":    {func(s *spoiler) { s.must(s.InsertCols(sheet, "C", 1)) }, "", "reported reported"},
		"column removed":  {func(s *spoiler) { s.must(s.RemoveCol(sheet, "C")) }, "E-HEADER 医保县区表", ""},
		"total row":       {func(s *spoiler) { s.total(sheet) }, "N-SUBTOTAL 医保县区表!C; E-TOTAL 医保县区表!C", "reported reported"},
		"stray figures":   {func(s *spoiler) { s.must(s.SetCellValue(sheet, "C100", 5)) }, "E-NO-CODE 医保县区表!C", "reported reported"},
		"remark below":    {func(s *spoiler) { s.must(s.SetCellValue(sheet, "A100", "注：数据来自结算系统")) }, "", "reported reported"},
		"code as number":  {func(s *spoiler) { s.must(s.SetCellValue(sheet, s.at(sheet, "A", county), 610722)) }, "", "reported reported"},
		"elements hidden": {func(s *spoiler) { s.must(s.SetColVisible(sheet, "C", false)) }, "E-HIDDEN 医保县区表!C", "reported reported"},
	} {
		r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, c.change))
		if got := withoutRows(summary(r.Findings)); got != c.want && (c.want != "" || c.states != "") {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
		if got := countyStates(r); c.states != "" && got != c.states {
			t.Errorf("%s: %s, want %s", name, got, c.states)
		}
		if name == "org twice" && (!strings.Contains(summary(r.Findings), "E-DUPLICATE") || countyStates(r) != "missing missing") {
			t.Errorf("%s: %s %s", name, summary(r.Findings), countyStates(r))
		}
		if name == "unknown org" && (!strings.Contains(summary(r.Findings), "E-CODE") || countyStates(r) != "missing reported") {
			t.Errorf("%s: %s %s", name, summary(r.Findings), countyStates(r))
		}
	}
}

// below sets the text n rows under the header of the first element.
func (s *spoiler) below(sheet string, n int, text string) {
	s.must(s.SetCellValue(sheet, fmt.Sprintf("C%d", s.row(sheet, "单位代码")+n), text))
}

// total adds a row of totals under the table.
func (s *spoiler) total(sheet string) {
	s.must(s.SetCellValue(sheet, "B100", "合计"))
	s.must(s.SetCellValue(sheet, "C100", 5000))
}

// withoutRows takes the row numbers off the places.
func withoutRows(summary string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, summary)
}

func countyStates(r check.Result) string {
	var states []string
	for _, county := range []string{"610722", "610723"} {
		for _, o := range r.Observations {
			if o.Org == county && o.Element == "ins_visits_in" {
				states = append(states, o.State)
			}
		}
	}
	return strings.Join(states, " ")
}

func TestHistoryFiles(t *testing.T) {
	p := loadPack(t)
	for period, refused := range map[string]bool{"2021Q3": false, "2022Q1": true} {
		form := formOf(t, p, "610702", period)
		r := collect(t, check.Input{Pack: p, Key: key, History: true}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}))
		if r.Refused != refused || refused != strings.Contains(summary(r.Findings), "E-HISTORY") {
			t.Errorf("%s: %+v %s", period, r.Summary, summary(r.Findings))
		}
	}
}

// TestOldNames: the code and name that 南郑区 had as a county are known.
func TestOldNames(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610703", "2022Q2")
	file := spoil(t, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}), func(s *spoiler) {
		s.cover("单位代码", "610721")
		s.cover("单位名称", "南郑县")
	})
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, file)
	if got := withoutRows(summary(r.Findings)); got != "E-OLD-CODE 封面!B; N-OLD-NAME 封面!B" || r.Cover.Reporter != "610703" || !r.Accepted() {
		t.Errorf("%s, %+v", got, r.Cover)
	}
}

// TestDamagedFiles: nothing found before the damage counts.
func TestDamagedFiles(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	for _, n := range []int{0, 100, len(file) / 2, len(file) - 10} {
		r := collect(t, check.Input{Pack: p, Key: key}, file[:n])
		if !r.Quarantined || r.Refused || len(r.Observations) > 0 || len(r.TaskReports) > 0 || len(r.Findings) != 1 || r.Errors != 1 {
			t.Errorf("first %d bytes: %+v, %d observations, %s", n, r.Summary, len(r.Observations), summary(r.Findings))
		}
	}
	r := collect(t, check.Input{Pack: p, Name: "~$2022Q1.xlsx"}, []byte("\x03ABC"))
	if summary(r.Findings) != "E-TEMPFILE " {
		t.Error(summary(r.Findings))
	}
}

// TestBitFlipsChangeNothing: one bit turned over gives the same result or refuses the file.
func TestBitFlipsChangeNothing(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610726", "2022Q3")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	want := fmt.Sprint(observed(collect(t, check.Input{Pack: p, Key: key}, file)))
	for i := range 200 {
		bit := i * 7919 % (len(file) * 8)
		file[bit/8] ^= 1 << (bit % 8)
		r := collect(t, check.Input{Pack: p, Key: key}, file)
		file[bit/8] ^= 1 << (bit % 8)
		if r.Accepted() && fmt.Sprint(observed(r)) != want {
			t.Errorf("bit %d changes what is read", bit)
		}
	}
}

func observed(r check.Result) (values []string) {
	for _, o := range r.Observations {
		values = append(values, o.Org+o.Element+o.State+o.RawText+o.Cell)
	}
	return values
}

func TestFindingsAreBounded(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	file := spoil(t, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}), func(s *spoiler) {
		w := 12_000
		for i := range w {
			s.must(s.SetSheetRow("指标", fmt.Sprintf("A%d", 200+i), &[]any{"code", "", "", "", i + 1}))
		}
	})
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, file)
	if len(r.Findings) != check.MaxFindings || r.Dropped != 2000 || r.Returns != 12_000 {
		t.Errorf("%d findings, %d dropped, %d returns", len(r.Findings), r.Dropped, r.Returns)
	}
}

type badDisk struct{ *bytes.Reader }

var errDisk = errors.New("input/output error")

func (badDisk) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

func TestStorageErrorsAreErrors(t *testing.T) {
	_, err := check.Collect(check.Input{Pack: loadPack(t), File: badDisk{}, Size: 100})
	var e *book.Error
	if !errors.Is(err, errDisk) || !errors.As(err, &e) {
		t.Errorf("got %v", err)
	}
}

// TestPure: no file system, no clock, no cgo, no log in what is imported directly.
func TestPure(t *testing.T) {
	for _, pkg := range []string{".", "../xlsx"} {
		out, err := exec.Command("go", "list", "-f", `{{join .Imports "\n"}}`, pkg).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, banned := range []string{"os", "io/fs", "log", "log/slog", "net", "C", "runtime/cgo", "path/filepath", "syscall"} {
			if slices.Contains(strings.Fields(string(out)), banned) {
				t.Errorf("%s imports %s", pkg, banned)
			}
		}
	}
}

// TestAgreesWithExcelize reads the same workbook with another library.
func TestAgreesWithExcelize(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610700-YBJ", "2022Q3")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := collect(t, check.Input{Pack: p, Key: key}, file)
	if len(r.Observations) < 100 {
		t.Fatalf("only %d observations", len(r.Observations))
	}
	for _, o := range r.Observations {
		text, err := f.GetCellValue(o.Sheet, o.Cell, excelize.Options{RawCellValue: true})
		if err != nil || text != o.RawText {
			t.Errorf("%s!%s: %q, want %q (%v)", o.Sheet, o.Cell, o.RawText, text, err)
		}
	}
}
