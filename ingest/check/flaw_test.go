package check_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// sheetNamed is a workbook opened for spoiling.
type spoiler struct {
	*excelize.File
	t testing.TB
}

// spoil opens a workbook, lets change do its harm, and gives the bytes.
func spoil(t testing.TB, file []byte, change func(*spoiler)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(&spoiler{File: f, t: t})
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (s *spoiler) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// row finds the row with a text in column A.
func (s *spoiler) row(sheet, text string) int {
	s.t.Helper()
	rows, err := s.GetRows(sheet, excelize.Options{RawCellValue: true})
	s.must(err)
	for i, r := range rows {
		if len(r) > 0 && r[0] == text {
			return i + 1
		}
	}
	s.t.Fatalf("%s has no row %s", sheet, text)
	return 0
}

func (s *spoiler) set(sheet, column, text string, v any) {
	s.t.Helper()
	s.must(s.SetCellValue(sheet, s.at(sheet, column, text), v))
}

// at is the cell of a column in the row with a text in column A.
func (s *spoiler) at(sheet, column, text string) string {
	return fmt.Sprintf("%s%d", column, s.row(sheet, text))
}

// cover sets the value beside a label.
func (s *spoiler) cover(label string, v any) { s.t.Helper(); s.set("封面", "B", label, v) }

// value sets the figure of an element on 指标.
func (s *spoiler) value(element string, v any) { s.t.Helper(); s.set("指标", "E", element, v) }

// format gives the figure of an element a number format.
func (s *spoiler) format(element, code string) {
	s.t.Helper()
	id, err := s.NewStyle(&excelize.Style{CustomNumFmt: &code})
	s.must(err)
	cell := s.at("指标", "E", element)
	s.must(s.SetCellStyle("指标", cell, cell, id))
}

// A case is one way to spoil a clean workbook, and what must be found.
type flawCase struct {
	name   string
	change func(*spoiler)
	want   string // "CODE place", several joined by "; "; {x} is the row of x in the clean workbook
	state  string // of the reported element visits_primary afterwards, where it matters
}

const element = "visits_primary"

// flaws spoil the workbook of 610702 for 2022Q2.
var flaws = []flawCase{
	{"about", func(s *spoiler) { s.value(element, "约300") }, "E-ABOUT 指标!E{visits_primary}", "missing"},
	{"about after", func(s *spoiler) { s.value(element, "300余人") }, "E-ABOUT 指标!E{visits_primary}", "missing"},
	{"unit", func(s *spoiler) { s.value(element, "12人") }, "E-WORDS 指标!E{visits_primary}", "missing"},
	{"ten thousands", func(s *spoiler) { s.value(element, "１２．５万") }, "E-WORDS 指标!E{visits_primary}", "missing"},
	{"percent text", func(s *spoiler) { s.value(element, "65.3%") }, "E-PERCENT 指标!E{visits_primary}", "missing"},
	{"percent format", func(s *spoiler) { s.value(element, 0.65); s.format(element, "0.0%") }, "E-PERCENT 指标!E{visits_primary}", "missing"},
	{"date format", func(s *spoiler) { s.value(element, 30); s.format(element, "yyyy-mm-dd") }, "E-DATE 指标!E{visits_primary}", "missing"},
	{"scaled format", func(s *spoiler) { s.value(element, 30); s.format(element, `0.0,`) }, "E-FORMAT 指标!E{visits_primary}", "reported"},
	{"wan format", func(s *spoiler) { s.value(element, 30); s.format(element, `0"万"`) }, "E-FORMAT 指标!E{visits_primary}", "reported"},
	{"red format", func(s *spoiler) { s.value(element, 30); s.format(element, `#,##0_);[Red]\-#,##0`) }, "", "reported"},
	{"words", func(s *spoiler) { s.value(element, "同上") }, "E-TYPE 指标!E{visits_primary}", "missing"},
	{"text exponent", func(s *spoiler) { s.value(element, "1e2") }, "E-TYPE 指标!E{visits_primary}", "missing"},
	{"hex", func(s *spoiler) { s.value(element, "0x10") }, "E-TYPE 指标!E{visits_primary}", "missing"},
	{"accountant's brackets", func(s *spoiler) { s.value(element, "(12)") }, "E-TYPE 指标!E{visits_primary}", "missing"},
	{"bad groups", func(s *spoiler) { s.value(element, "12,34") }, "E-TYPE 指标!E{visits_primary}", "missing"},
	{"two lines", func(s *spoiler) { s.value(element, "1\n2") }, "E-TYPE 指标!E{visits_primary}", "missing"},
	{"full width", func(s *spoiler) { s.value(element, "１２") }, "N-WIDTH 指标!E{visits_primary}", "reported"},
	{"thousands", func(s *spoiler) { s.value(element, "1,000") }, "N-COMMA 指标!E{visits_primary}", "reported"},
	{"spaces", func(s *spoiler) { s.value(element, " 1 000　") }, "N-SPACE 指标!E{visits_primary}", "reported"},
	{"text number", func(s *spoiler) { s.value(element, "12") }, "N-TEXT 指标!E{visits_primary}", "reported"},
	{"fraction", func(s *spoiler) { s.value(element, 12.5) }, "E-INTEGER 指标!E{visits_primary}", "missing"},
	{"too many decimals", func(s *spoiler) { s.value("income_medical", 1000.123456) }, "E-DIGITS 指标!E{income_medical}", ""},
	{"three decimals", func(s *spoiler) { s.value("income_medical", 1000.125) }, "E-DECIMALS 指标!E{income_medical}", ""},
	{"float dust", func(s *spoiler) { s.value("income_medical", sum(1000.1, 0.2)) }, "N-DUST 指标!E{income_medical}", ""},
	{"negative", func(s *spoiler) { s.value(element, -1) }, "E-RANGE 指标!E{visits_primary}", "missing"},
	{"truth value", func(s *spoiler) { s.value(element, true) }, "E-TYPE 指标!E{visits_primary}", "missing"},
	{"formula without result", func(s *spoiler) {
		s.value(element, nil)
		s.must(s.SetCellFormula("指标", s.at("指标", "E", element), "1+1"))
	}, "E-FORMULA 指标!E{visits_primary}", "missing"},
	{"blank", func(s *spoiler) { s.value(element, nil) }, "E-REQUIRED 指标!E{visits_primary}", "missing"},
	{"spaces only", func(s *spoiler) { s.value(element, "　 ") }, "E-REQUIRED 指标!E{visits_primary}", "missing"},
	{"dash", func(s *spoiler) { s.value(element, "——") }, "E-MARKED 指标!E{visits_primary}", "missing"},
	{"none", func(s *spoiler) { s.value(element, "无") }, "E-MARKED 指标!E{visits_primary}", "missing"},
	{"not applicable", func(s *spoiler) { s.value(element, "不适用") }, "E-MARKED 指标!E{visits_primary}", "not_applicable"},
	{"slash", func(s *spoiler) { s.value(element, "／") }, "E-MARKED 指标!E{visits_primary}", "not_applicable"},
	{"dash with a reason", func(s *spoiler) { s.value(element, "—"); s.set("指标", "H", element, "系统升级") }, "N-MARKED 指标!E{visits_primary}", "missing"},
	{"not applicable with a reason", func(s *spoiler) { s.value(element, "不适用"); s.set("指标", "H", element, "没有此项") }, "N-MARKED 指标!E{visits_primary}", "not_applicable"},
	{"zero", func(s *spoiler) { s.value(element, 0) }, "", "reported"},
	{"zero width", func(s *spoiler) { s.value(element, "1\u200b2") }, "E-CHAR 指标!E{visits_primary}", "missing"},
	{"yes as 1", func(s *spoiler) { s.value("chest_centre", 1) }, "N-YES-NO 指标!E{chest_centre}", ""},

	{"part over whole", func(s *spoiler) { s.value(element, 1001) }, "E-RULE 指标!E{visits_primary}", "missing"},
	{"sum over whole", func(s *spoiler) { s.value("income_drugs", 980) }, "E-RULE 指标!E{income_drugs}", ""},
	{"more than people", func(s *spoiler) { s.value("contracts_residents", 618205) }, "E-RULE 指标!E{contracts_residents}", ""},
	{"more than elders", func(s *spoiler) { s.value("contracts_elders", 96317); s.value("contracts_residents", 97000) }, "E-RULE 指标!E{contracts_elders}", ""},

	{"code changed", func(s *spoiler) { s.must(s.SetCellValue("指标", s.at("指标", "A", element), "visits_x")) }, "E-ROW 指标; E-CODE 指标!A{visits_primary}", "missing"},
	{"code removed", func(s *spoiler) { s.must(s.SetCellValue("指标", s.at("指标", "A", element), nil)) }, "E-ROW 指标; E-NO-CODE 指标!E{visits_primary}", "missing"},
	{"code in full width", func(s *spoiler) {
		s.must(s.SetCellValue("指标", s.at("指标", "A", element), "ｖｉｓｉｔｓ＿ｐｒｉｍａｒｙ "))
	}, "", "reported"},
	{"row twice", func(s *spoiler) {
		s.must(s.SetCellValue("指标", "A200", element))
		s.must(s.SetCellValue("指标", "E200", 9))
	}, "E-DUPLICATE 指标!E200", "missing"},
	{"row removed", func(s *spoiler) { s.must(s.RemoveRow("指标", s.row("指标", element))) }, "E-ROW 指标", "missing"},
	{"row inserted", func(s *spoiler) { s.must(s.InsertRows("指标", s.row("指标", element), 2)) }, "", "reported"},
	{"column inserted", func(s *spoiler) { s.must(s.InsertCols("指标", "B", 1)) }, "", "reported"},
	{"total row", func(s *spoiler) {
		s.must(s.SetCellValue("指标", "B200", "合 计"))
		s.must(s.SetCellValue("指标", "E200", 9))
	}, "N-SUBTOTAL 指标!E200", "reported"},
	{"name changed", func(s *spoiler) { s.set("指标", "B", element, "出院人次") }, "E-NAME 指标!B{visits_primary}", "reported"},
	{"unit changed", func(s *spoiler) { s.set("指标", "C", element, "万人次") }, "E-UNIT 指标!C{visits_primary}", "reported"},
	{"header renamed", func(s *spoiler) { s.must(s.SetCellValue("指标", s.at("指标", "E", "编码"), "数值")) }, "E-HEADER 指标", "refused"},
	{"header twice", func(s *spoiler) { s.must(s.SetCellValue("指标", s.at("指标", "J", "编码"), "本期值")) }, "E-HEADER-TWICE 指标!J{编码}", "refused"},
	{"sheet renamed", func(s *spoiler) { s.must(s.SetSheetName("指标", "Sheet2")) }, "E-SHEET-NAME Sheet2", "reported"},
	{"sheet removed", func(s *spoiler) { s.must(s.DeleteSheet("指标")) }, "E-SHEET ", "refused"},
	{"sheet copied", func(s *spoiler) { s.copySheet("指标", "指标 (2)") }, "E-SHEET-TWICE 指标 (2)", "refused"},
	{"sheet added", func(s *spoiler) { s.newSheet("草稿"); s.must(s.SetCellValue("草稿", "A1", "x")) }, "N-SHEET 草稿", "reported"},
	{"hidden sheet added", func(s *spoiler) {
		s.newSheet("草稿")
		s.must(s.SetCellValue("草稿", "A1", "x"))
		s.must(s.SetSheetVisible("草稿", false))
	}, "E-EXTRA-DATA 草稿", "reported"},
	{"hidden row", func(s *spoiler) { s.must(s.SetRowVisible("指标", s.row("指标", element), false)) }, "E-HIDDEN 指标!E{visits_primary}", "reported"},
	{"hidden column", func(s *spoiler) { s.must(s.SetColVisible("指标", "E", false)) }, "E-HIDDEN 指标!E{visits_total}", "reported"},
	{"hidden sheet", func(s *spoiler) { s.must(s.SetSheetVisible("指标", false)) }, "E-HIDDEN 指标", "reported"},
	{"merged cells", func(s *spoiler) {
		s.must(s.MergeCell("指标", s.at("指标", "E", element), s.at("指标", "E", "discharges")))
	}, "E-MERGED 指标!E{visits_primary}; E-REQUIRED 指标!E{discharges}", "reported"},

	{"wrong programme", func(s *spoiler) { s.cover("工作方案", "nanning-2023") }, "E-PROGRAMME 封面!B{工作方案}", "quarantined"},
	{"no programme", func(s *spoiler) { s.cover("工作方案", nil) }, "E-COVER 封面", "quarantined"},
	{"wrong period", func(s *spoiler) { s.cover("报告期", "2023Q1") }, "E-PERIOD 封面!B{报告期}", "refused"},
	{"period in words", func(s *spoiler) { s.cover("报告期", "2022年第二季度") }, "", "reported"},
	{"unknown org", func(s *spoiler) { s.cover("单位代码", "610799") }, "E-ORG 封面!B{单位代码}", "quarantined"},
	{"other org's code", func(s *spoiler) { s.cover("单位代码", "610722") }, "E-ORG-NAME 封面!B{单位名称}; E-TOKEN-ORG 封面!B{校验码}", "refused"},
	{"other org's name", func(s *spoiler) { s.cover("单位名称", "城固县") }, "E-ORG-NAME 封面!B{单位名称}", "refused"},
	{"padded name", func(s *spoiler) { s.cover("单位名称", "汉　台　区") }, "", "reported"},
	{"long name", func(s *spoiler) { s.cover("单位名称", "汉中市汉台区") }, "", "reported"},
	{"no name", func(s *spoiler) { s.cover("单位名称", nil) }, "N-ORG-NAME 封面!B{单位名称}", "reported"},
	{"foreign token", func(s *spoiler) { s.cover("校验码", s.token("610722", "2022Q2")) }, "E-TOKEN-ORG 封面!B{校验码}", "refused"},
	{"old token", func(s *spoiler) { s.cover("校验码", s.token("610702", "2022Q1")) }, "E-TOKEN-PERIOD 封面!B{校验码}", "reported"},
	{"unknown token", func(s *spoiler) { s.cover("校验码", "0123456789abcdef") }, "E-TOKEN-UNKNOWN 封面!B{校验码}", "reported"},
	{"no token", func(s *spoiler) { s.cover("校验码", nil) }, "N-TOKEN 封面!B{校验码}", "reported"},
	{"no cover", func(s *spoiler) { s.must(s.DeleteSheet("封面")) }, "E-COVER ", "quarantined"},
	{"two covers", func(s *spoiler) { s.copySheet("封面", "封　面") }, "E-SHEET-TWICE 封　面", "refused"},
	{"former name as code", func(s *spoiler) { s.cover("单位代码", "南郑县") }, "E-ORG 封面!B{单位代码}", "quarantined"},
	{"cover renamed", func(s *spoiler) { s.must(s.SetSheetName("封面", "封面 (2)")) }, "E-SHEET-NAME 封面 (2)", "reported"},
	{"no cut-off", func(s *spoiler) { s.cover("数据截止日期", nil) }, "E-CUT-OFF 封面!B{数据截止日期}", "reported"},
	{"cut-off after the period", func(s *spoiler) { s.cover("数据截止日期", "2022-07-01") }, "E-CUT-OFF 封面!B{数据截止日期}", "reported"},
	{"cut-off in words", func(s *spoiler) { s.cover("数据截止日期", "2022年6月30日") }, "", "reported"},
	{"cut-off with two-digit year", func(s *spoiler) { s.cover("数据截止日期", "22-6-30") }, "E-CUT-OFF 封面!B{数据截止日期}", "reported"},
	{"no nature", func(s *spoiler) { s.cover("数据性质", nil) }, "E-NATURE 封面!B{数据性质}", "reported"},
	{"not signed", func(s *spoiler) { s.cover("批准人", nil) }, "E-SIGNED 封面!B{批准人}", "reported"},
	{"not dated", func(s *spoiler) { s.cover("填报日期", nil) }, "E-SIGNED 封面!B{填报日期}", "reported"},
	{"filled on", func(s *spoiler) { s.cover("填报日期", "昨天") }, "E-FILLED-ON 封面!B{填报日期}", "reported"},
	{"required count", func(s *spoiler) { s.cover("必填单元格数", 3) }, "N-REQUIRED-COUNT 封面!B{必填单元格数}", "reported"},
	{"other template", func(s *spoiler) { s.cover("模板版本", "1-00000000"); s.cover("校验码", nil) }, "N-TEMPLATE 封面!B{模板版本}; N-TOKEN 封面!B{校验码}", "reported"},

	{"status unknown", func(s *spoiler) { s.set("任务", "E", "1", "差不多") }, "E-STATUS 任务!E{1}", ""},
	{"status in other words", func(s *spoiler) { s.set("任务", "E", "1", "进行中") }, "N-STATUS 任务!E{1}", ""},
	{"progress over 100", func(s *spoiler) { s.set("任务", "F", "1", 101) }, "E-PROGRESS 任务!F{1}", ""},
	{"progress as fraction", func(s *spoiler) { s.set("任务", "F", "1", 0.65) }, "E-PROGRESS-UNIT 任务!F{1}", ""},
	{"progress with sign", func(s *spoiler) { s.set("任务", "F", "1", "65%") }, "N-PERCENT 任务!F{1}", ""},
	{"progress in words", func(s *spoiler) { s.set("任务", "F", "1", "过半") }, "E-PROGRESS 任务!F{1}", ""},
	{"bidi in a narrative", func(s *spoiler) { s.set("任务", "G", "1", "a\u202eb") }, "E-TEXT-CHAR 任务!G{1}", ""},
	{"texts twice", func(s *spoiler) {
		s.must(s.SetCellValue("任务", s.at("任务", "M", "任务编号"), "存在问题"))
	}, "E-HEADER-TWICE 任务!M{任务编号}", "refused"},
	{"unknown task", func(s *spoiler) { s.must(s.SetCellValue("任务", s.at("任务", "A", "1"), "99")) }, "E-CODE 任务!A{1}", ""},
	{"code twice on a renamed sheet", func(s *spoiler) {
		s.must(s.SetSheetName("指标", "Sheet2"))
		s.must(s.SetCellValue("Sheet2", "A200", element))
		s.must(s.SetCellValue("Sheet2", "E200", 7))
	}, "E-SHEET-NAME Sheet2; E-DUPLICATE Sheet2!E200", "missing"},
	{"task twice", func(s *spoiler) { s.must(s.SetCellValue("任务", s.at("任务", "A", "2"), "1")) }, "E-DUPLICATE 任务!A{2}", ""},
}

// sum adds at run time: the compiler would add exactly.
func sum(a, b float64) float64 { return a + b }

func (s *spoiler) token(org, period string) string {
	version, err := s.GetCellValue("封面", s.at("封面", "B", "模板版本"))
	s.must(err)
	return programme.Token(key, "hanzhong-2022", org, programme.MustPeriod(period), version)
}

func (s *spoiler) newSheet(name string) {
	_, err := s.NewSheet(name)
	s.must(err)
}

func (s *spoiler) copySheet(from, to string) {
	s.newSheet(to)
	a, err := s.GetSheetIndex(from)
	s.must(err)
	b, err := s.GetSheetIndex(to)
	s.must(err)
	s.must(s.CopySheet(a, b))
}

func TestFlaws(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	file = withoutChecks(t, file)
	places := rowsOf(t, file)
	for _, c := range flaws {
		t.Run(c.name, func(t *testing.T) {
			spoilt := spoil(t, file, c.change)
			r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoilt)
			if at := check.PeriodOf(check.Input{File: bytes.NewReader(spoilt), Size: int64(len(spoilt)), Pack: p}); at != r.Cover.Period {
				t.Errorf("PeriodOf gives %s, File %s", at, r.Cover.Period)
			}
			if got, want := summary(r.Findings), places.Replace(c.want); got != want {
				t.Errorf("found %s\n want %s", got, want)
				for _, f := range r.Findings {
					t.Log(f.Chinese())
				}
			}
			if state := stateOf(r, element); c.state != "" && state != c.state {
				t.Errorf("%s is %s, want %s", element, state, c.state)
			}
		})
	}
}

// A template sent back as it was is refused, and so cannot take the place of
// what its org reported before; one figure makes it a report.
func TestBlankWorkbookIsRefused(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	file := write(t, template.Input{Pack: p, Form: form, Key: key})
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, file)
	if !r.Refused || r.Findings[0].Code != "E-BLANK" || len(r.Observations) > 0 {
		t.Errorf("refused %v, first finding %s, %d observations", r.Refused, r.Findings[0].Code, len(r.Observations))
	}
	even := collect(t, check.Input{Pack: p, Key: key, Previous: nothing, EvenRefused: true}, file)
	filled := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}))
	if len(even.Observations) != len(filled.Observations) || len(even.Observations) == 0 {
		t.Errorf("asked for, a refused file gives %d of %d observations", len(even.Observations), len(filled.Observations))
	}
	if changes := check.Changes(even, filled, []check.Asked{even.Findings[0].Asks()}); len(changes) > 0 {
		t.Errorf("filling in a blank workbook is %d changes that nobody asked for", len(changes))
	}
	for name, change := range map[string]func(*spoiler){
		"a figure": func(s *spoiler) { s.value(element, 0) },
		"a mark":   func(s *spoiler) { s.value(element, "—") },
		"a task":   func(s *spoiler) { s.set("任务", "G", "1", "没有进展") },
	} {
		if r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, change)); !r.Accepted() {
			t.Errorf("a workbook with %s was refused: %s", name, r.Findings[0].Chinese())
		}
	}
}

// A rule that only doubts asks for a reason, one that returns for a correction;
// both name facts and earlier figures in words.
func TestRulesSpeakToTheClerk(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, func(s *spoiler) { s.value("contracts_residents", 618205) }))
	want := "指标!E{contracts_residents} = 618205；常住人口（2020-11-01） = 618204"
	if got := r.Findings[0].Found; got != rowsOf(t, file).Replace(want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if zh := r.Findings[0].Chinese(); !strings.HasSuffix(zh, "请改正后重报。") && !strings.HasSuffix(zh, "属实的请在备注中说明。") {
		t.Error(zh)
	}
}

// nothing is a history in which nobody ever reported.
func nothing(string, string, programme.Period) (decimal.Decimal, bool) { return 0, false }

func summary(findings []check.Finding) string {
	var list []string
	for _, f := range findings {
		list = append(list, string(f.Code)+" "+f.Place())
	}
	return strings.Join(list, "; ")
}

func stateOf(r check.Result, element string) string {
	switch {
	case r.Quarantined:
		return "quarantined"
	case r.Refused:
		return "refused"
	}
	for _, o := range r.Observations {
		if o.Element == element {
			if (o.Value != nil) != (o.State == check.Reported) {
				return "contradictory"
			}
			return o.State
		}
	}
	return "absent"
}

// withoutChecks takes away the sheets that are not read, which are most of the
// file: the tests below write it a hundred times.
func withoutChecks(t *testing.T, file []byte) []byte {
	return spoil(t, file, func(s *spoiler) {
		s.must(s.DeleteSheet("自查"))
		s.must(s.DeleteSheet("说明"))
	})
}

// rowsOf replaces {text} by the row that has that text in column A.
func rowsOf(t *testing.T, file []byte) *strings.Replacer {
	var pairs []string
	spoil(t, file, func(s *spoiler) {
		for _, sheet := range []string{"封面", "指标", "任务"} {
			rows, err := s.GetRows(sheet)
			s.must(err)
			for i, r := range rows {
				if len(r) > 0 {
					pairs = append(pairs, "{"+r[0]+"}", fmt.Sprint(i+1))
				}
			}
		}
	})
	return strings.NewReplacer(pairs...)
}
