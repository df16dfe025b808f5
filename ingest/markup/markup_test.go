package markup

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/data"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

var key = []byte("a key of this test")

func hanzhong(t testing.TB) *programme.Pack {
	t.Helper()
	fsys, err := fs.Sub(data.Programmes(), "hanzhong-2022")
	if err != nil {
		t.Fatal(err)
	}
	pack, mistakes := programme.Load(fsys)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return pack
}

// sent is a workbook as a clerk of Hantai might send it, after change.
func sent(t testing.TB, pack *programme.Pack, change func(*excelize.File, *template.Book)) check.Input {
	t.Helper()
	at := programme.MustPeriod("2022Q1")
	org, _ := pack.Org("610702", at)
	fill := &template.Fill{Cover: map[string]string{"数据性质": "终报", "填报人": "甲", "审核人": "乙", "批准人": "丙", "联系方式": "0916-0000000", "填报日期": "2022-04-08"},
		Values: map[template.Key]template.Value{}, Tasks: map[string]template.TaskEntry{}}
	form := pack.FormOf(org, at)
	for _, s := range form.Sheets {
		for _, o := range s.Orgs {
			for _, l := range s.Lines {
				v := template.Number(decimal.FromInt(1))
				if l.Element.ValueType == "yes_no" {
					v = template.Text("是")
				}
				fill.Values[template.Key{Sheet: s.Name, Org: o.Code, Element: l.Element.Code}] = v
			}
		}
	}
	blank, err := template.Compose(template.Input{Pack: pack, Form: form, Key: key, Fill: fill})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := blank.Write(&out); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	change(f, blank)
	out.Reset()
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return inputOf(pack, out.Bytes())
}

func inputOf(pack *programme.Pack, file []byte) check.Input {
	return check.Input{File: bytes.NewReader(file), Size: int64(len(file)), Name: "汉台区.xlsx", Pack: pack, Key: key}
}

func made(t testing.TB, in Input) (*Workbook, []byte) {
	t.Helper()
	w, err := Make(in)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := w.Write(&out); err != nil {
		t.Fatal(err)
	}
	return w, out.Bytes()
}

func opened(t testing.TB, file []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func cellText(t testing.TB, f *excelize.File, sheet, cell string) string {
	t.Helper()
	text, err := f.GetCellValue(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// what a clerk gets wrong in the tests: texts where numbers belong, a formula,
// a hostile remark, rows and a sheet of their own.
func faults(f *excelize.File, b *template.Book) {
	set := func(sheet, cell string, v any) {
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			panic(err)
		}
	}
	set("指标", "E5", "约300")
	set("指标", "E6", nil)
	set("指标", "E7", 12.5)
	set("指标", "H7", `=HYPERLINK("http://x","y")`)
	set("指标", "E8", "=1+1")
	set("指标", "A90", "my_row")
	set("指标", "E90", 4711)
	set("指标", "E91", 5) // looks like the code of a task
	status, _ := b.TaskCell("1", "状态")
	progress, _ := b.TaskCell("1", "完成进度")
	set("任务", status, "差不多了")
	set("任务", progress, "六成左右")
	if _, err := f.NewSheet("我的表"); err != nil {
		panic(err)
	}
	set("我的表", "B2", "自己记的数")
}

func TestEntriesStandAsTheyWereSent(t *testing.T) {
	in := sent(t, hanzhong(t), faults)
	w, file := made(t, Input{Check: in})
	f := opened(t, file)
	for cell, want := range map[string]string{"E5": "约300", "E6": "", "E7": "12.5", "H7": `=HYPERLINK("http://x","y")`, "E8": "=1+1", "E9": "1"} {
		if got := cellText(t, f, "指标", cell); got != want {
			t.Errorf("指标!%s is %q, was sent as %q", cell, got, want)
		}
		if formula, _ := f.GetCellFormula("指标", cell); formula != "" {
			t.Errorf("指标!%s runs as a formula: %s", cell, formula)
		}
	}
	if kind, _ := f.GetCellType("指标", "E7"); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("a number came back as %v", kind)
	}
	status, _ := w.book.TaskCell("1", "状态")
	progress, _ := w.book.TaskCell("1", "完成进度")
	if got := cellText(t, f, "任务", status) + cellText(t, f, "任务", progress); got != "差不多了六成左右" {
		t.Error(got)
	}
	if got := cellText(t, f, "封面", "B11"); got == "" {
		t.Error("the cover lost what was written on it")
	}
}

// Sent again as it is, the workbook is answered as the file was, but for what
// only the file itself had.
func TestWorkbookSentAgainIsAnsweredAlike(t *testing.T) {
	pack := hanzhong(t)
	first, file := made(t, Input{Check: sent(t, pack, faults)})
	again, err := check.Collect(inputOf(pack, file))
	if err != nil {
		t.Fatal(err)
	}
	count := func(fs []check.Finding) map[string]int {
		m := map[string]int{}
		for _, f := range fs {
			if f.Code != "E-CODE" && f.Code != "E-NO-CODE" && f.Code != "N-SHEET" {
				m[string(f.Code)+" "+f.Place()+" "+f.Found]++
			}
		}
		return m
	}
	before, after := count(first.Result.Findings), count(again.Findings)
	if len(before) < 5 {
		t.Fatalf("only %d findings: the test would prove nothing", len(before))
	}
	for k := range before {
		if after[k] != before[k] {
			t.Errorf("%s is found %d times, then %d", k, before[k], after[k])
		}
	}
	for k := range after {
		if before[k] == 0 {
			t.Errorf("new in the workbook that was sent back: %s", k)
		}
	}
	if len(first.Result.Observations) != len(again.Observations) {
		t.Fatalf("%d observations, then %d", len(first.Result.Observations), len(again.Observations))
	}
	for i, o := range first.Result.Observations {
		p := again.Observations[i]
		if o.State != p.State || o.RawText != p.RawText || (o.Value == nil) != (p.Value == nil) || o.Value != nil && *o.Value != *p.Value {
			t.Errorf("%s: %s %q became %s %q", o.Element, o.State, o.RawText, p.State, p.RawText)
		}
	}
}

func TestFindingsAreListedLinkedColouredAndCommented(t *testing.T) {
	w, file := made(t, Input{Check: sent(t, hanzhong(t), faults), Receipt: "R-1"})
	f := opened(t, file)
	if names := f.GetSheetList(); names[0] != Sheet || names[1] != "封面" {
		t.Fatalf("sheets %v", names)
	}
	rows, err := f.GetRows(Sheet)
	if err != nil {
		t.Fatal(err)
	}
	all, listed := "", 0
	for i, row := range rows {
		all += strings.Join(row, "|") + "\n"
		if len(row) < 7 || row[1] != "退回" {
			continue
		}
		listed++
		if row[2] == "指标!E5" {
			ok, target, _ := f.GetCellHyperLink(Sheet, "C"+rowNumber(i))
			if !ok || target != "'指标'!E5" {
				t.Errorf("the link leads to %q", target)
			}
		}
	}
	if listed != w.Result.Returns {
		t.Errorf("%d of %d returned rows are listed:\n%s", listed, w.Result.Returns, all)
	}
	for _, want := range []string{"4711", "自己记的数", "R-1", "约300", "我的表!2", "指标!91|||E：5"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not on the list:\n%s", want, all)
		}
	}
	texts := commentsOf(t, f, "指标")
	for cell, want := range map[string]string{"E5": "【退回】", "E6": "E-REQUIRED", "E8": "要求："} {
		if !strings.Contains(texts[cell], want) {
			t.Errorf("comment at %s: %q lacks %q", cell, texts[cell], want)
		}
	}
	wantFill(t, f, "E5", "FDE7E7")
	wantFill(t, f, "E9", "")
}

func commentsOf(t *testing.T, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	comments, err := f.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, c := range comments {
		for _, run := range c.Paragraph {
			texts[c.Cell] += run.Text
		}
	}
	return texts
}

func rowNumber(index int) string { return decimal.FromInt(int64(index + 1)).String() }

func wantFill(t *testing.T, f *excelize.File, cell, colour string) {
	t.Helper()
	id, err := f.GetCellStyle("指标", cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(style.Fill.Color, ""); got != colour {
		t.Errorf("指标!%s has the colour %q, not %q", cell, got, colour)
	}
}

func TestSameInputSameBytes(t *testing.T) {
	in := sent(t, hanzhong(t), faults)
	_, one := made(t, Input{Check: in})
	_, two := made(t, Input{Check: in})
	if !bytes.Equal(one, two) {
		t.Error("the same input gave different bytes")
	}
}

// A number whose format says something else than its digits must not become a
// plain number on the way back: it would then be taken for one.
func TestNumbersInFormatsKeepTheirMeaning(t *testing.T) {
	format := func(f *excelize.File, cell string, number int, v float64) {
		id, err := f.NewStyle(&excelize.Style{NumFmt: number})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(f.SetCellValue("指标", cell, v), f.SetCellStyle("指标", cell, cell, id)); err != nil {
			t.Fatal(err)
		}
	}
	const percent, day = 10, 14
	pack := hanzhong(t)
	first, file := made(t, Input{Check: sent(t, pack, func(f *excelize.File, _ *template.Book) {
		format(f, "E5", percent, 3)
		format(f, "E6", day, 44659)
	})})
	f := opened(t, file)
	for cell, want := range map[string]string{"E5": "300%", "E6": "2022-04-08"} {
		if got := cellText(t, f, "指标", cell); got != want {
			t.Errorf("指标!%s is %q, want %q", cell, got, want)
		}
	}
	again, err := check.Collect(inputOf(pack, file))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		if o, p := first.Result.Observations[i], again.Observations[i]; o.State != check.Missing || p.State != check.Missing {
			t.Errorf("%s: %s, then %s", o.Element, o.State, p.State)
		}
	}
}
