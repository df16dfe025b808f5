package template

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
	"yigai/internal/decimal"
	"yigai/programme"
)

// handMade is a small pack with a list, a table, tasks and rules; its names
// are such as could do harm in a spreadsheet.
func handMade() *programme.Pack {
	nought, top := decimal.FromInt(0), decimal.FromInt(1000)
	element := func(code, kind, basis string, decimals int) programme.Element {
		return programme.Element{Code: code, Name: "=1+1 " + code, Unit: "人", ValueType: "count", Kind: kind, Basis: basis, Decimals: decimals,
			Min: &nought, Max: &top, Definition: `=HYPERLINK("x")<b>&`}
	}
	yes := element("open", "stock", "point", 0)
	yes.ValueType, yes.Unit = "yes_no", "是/否"
	p := &programme.Pack{Hash: "0123456789abcdef"}
	p.Programme.ID, p.Programme.ShortTitle, p.Programme.Secretariat = "test", "试验方案", "秘书处"
	p.Programme.Periods.First = programme.MustPeriod("2022Q1")
	p.Programme.Calendar = programme.Calendar{Due: 15, LateAfter: 20}
	p.Orgs = []programme.Org{
		{Code: "610700", Name: "某市", Kind: "prefecture"},
		{Code: "610702", Name: "+甲区", NameEn: "Jia", Kind: "district", Parent: "610700"},
		{Code: "610722", Name: "乙县", Kind: "county", Parent: "610700"},
	}
	p.Elements = []programme.Element{element("all", "flow", "quarter", 0), element("part", "flow", "quarter", 0), yes, element("money", "flow", "ytd", 2)}
	line := func(sheet, layout string, n int, code, about string) programme.FormLine {
		return programme.FormLine{Form: "f", OrgKind: "district", Sheet: sheet, Layout: layout, Line: n, Element: code, About: about, Required: code != "part", Frequency: "quarter"}
	}
	p.Forms = []programme.FormLine{
		line("指标", "list", 1, "all", "self"), line("指标", "list", 2, "part", "self"), line("指标", "list", 3, "open", "self"),
		line("县区表", "table", 4, "money", "counties"),
	}
	p.Tasks = []programme.Task{{Code: "1", Title: "@任务"}, {Code: "2", Title: "-任务"}}
	p.Duties = []programme.Duty{{Task: "1", OrgOrKind: "district", Role: "lead"}, {Task: "2", OrgOrKind: "district", Role: "implement", Text: "落实好"}}
	p.Rules = []programme.Rule{
		{Code: "R-1", Severity: "return", Kind: "le", Left: "part", Right: "all", Message: "部分大于总数"},
		{Code: "R-2", Severity: "return", Kind: "monotone", Left: "money", Message: "累计数变小"},
	}
	return p
}

func input(fill *Fill) Input {
	p := handMade()
	at := programme.MustPeriod("2022Q2")
	org, _ := p.Org("610702", at)
	last := func(org, element string) (decimal.Decimal, bool) {
		return decimal.MustParse("12.5"), element == "money" && org == "610702"
	}
	return Input{Pack: p, Form: p.FormOf(org, at), Key: []byte("secret"), Previous: last, Fill: fill}
}

func write(t *testing.T, in Input) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := Write(&buf, in); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func value(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	v, err := f.GetCellValue(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSheetsStandInOrder(t *testing.T) {
	got := strings.Join(open(t, write(t, input(nil))).GetSheetList(), " ")
	if got != "封面 指标 任务 县区表 自查 说明" {
		t.Errorf("sheets: %s", got)
	}
}

func TestCoverSaysWhoWhatAndHowMuch(t *testing.T) {
	in := input(nil)
	f := open(t, write(t, in))
	rows, err := f.GetRows(CoverSheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, row := range rows {
		if len(row) > 1 {
			got[row[0]] = row[1]
		}
	}
	token := programme.Token([]byte("secret"), "test", "610702", programme.MustPeriod("2022Q2"), "1-01234567")
	for label, want := range map[string]string{
		"工作方案": "test", "报告期": "2022Q2", "单位代码": "610702", "单位名称": "+甲区", "模板版本": "1-01234567",
		"数据截止日期": "2022-06-30", "数据性质": "", "必填单元格数": fmt.Sprint(in.Form.RequiredCells()), "校验码": token,
	} {
		if got[label] != want {
			t.Errorf("%s: %q, want %q", label, got[label], want)
		}
	}
}

func TestFilledCellsHoldWhatWasGiven(t *testing.T) {
	progress := decimal.MustParse("62.5")
	fill := &Fill{
		Cover: map[string]string{LabelFilledBy: "=填报人", LabelNature: "终报"},
		Values: map[Key]Value{
			{"指标", "610702", "all"}:    Number(decimal.FromInt(900)),
			{"指标", "610702", "part"}:   {Text: "=1+1", Note: "@备注"},
			{"指标", "610702", "open"}:   Text("是"),
			{"县区表", "610722", "money"}: Number(decimal.MustParse("0.07")),
			{"县区表", "610702", "money"}: Number(decimal.MustParse("12345678901234.5678")),
		},
		Tasks: map[string]TaskEntry{"1": {Status: "推进中", Progress: &progress, Narrative: "第一行\n第二行 <b> & \t完"}},
	}
	book, err := Compose(input(fill))
	if err != nil {
		t.Fatal(err)
	}
	data := write(t, input(fill))
	f, stored := open(t, data), stored(t, data)
	for key, v := range fill.Values {
		cell, found := book.Cell(key)
		want := v.Text
		if v.IsNumber {
			want = v.Number.String()
		}
		if got := value(t, f, key.Sheet, cell); !found || got != want {
			t.Errorf("%v at %s: %q, want %q", key, cell, got, want)
		}
		if got := stored[key.Sheet+"!"+cell]; got != want {
			t.Errorf("%v at %s is stored as %q, want %q", key, cell, got, want)
		}
	}
	for column, want := range map[string]string{"状态": "推进中", "完成进度": "62.5", "进展情况": "第一行\n第二行 <b> & \t完"} {
		cell, found := book.TaskCell("1", column)
		if got := value(t, f, TaskSheet, cell); !found || got != want {
			t.Errorf("%s at %s: %q, want %q", column, cell, got, want)
		}
	}
	cell, _ := book.CoverCell(LabelFilledBy)
	if got := value(t, f, CoverSheet, cell); got != "=填报人" {
		t.Errorf("cover %s: %q", cell, got)
	}
}

// stored reads a workbook with the strict reader: the stored text of every
// cell, by "指标!E5".
func stored(t *testing.T, data []byte) map[string]string {
	t.Helper()
	opened, err := xlsx.Open(bytes.NewReader(data), int64(len(data)), xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]string)
	for i, s := range opened.Sheets() {
		err := opened.Rows(i, func(r book.Row) error {
			for _, c := range r.Cells {
				texts[s.Name+"!"+book.CellName(c.Column, r.Number)] = c.Text
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

func TestOnlyTheSelfCheckHoldsFormulas(t *testing.T) {
	f := open(t, write(t, input(&Fill{Values: map[Key]Value{{"指标", "610702", "part"}: Text("=1+1")}})))
	for _, sheet := range f.GetSheetList() {
		formulas := 0
		eachCell(t, f, sheet, func(cell string) {
			formula, err := f.GetCellFormula(sheet, cell)
			if err != nil {
				t.Fatal(err)
			}
			if formula != "" {
				formulas++
			}
		})
		if (formulas > 0) != (sheet == CheckSheet) {
			t.Errorf("sheet %s has %d formulas", sheet, formulas)
		}
	}
}

func TestTextResultsAreNoInlineStrings(t *testing.T) {
	book, err := Compose(input(nil))
	if err != nil {
		t.Fatal(err)
	}
	sheet := part(t, write(t, input(nil)), fmt.Sprintf("xl/worksheets/sheet%d.xml", book.SheetNumber(CheckSheet)))
	if strings.Contains(sheet, `t="inlineStr"><f>`) || !strings.Contains(sheet, `t="str"><f>`) {
		t.Error("formulas of 自查 hold inline strings")
	}
}

// part gives one part of a workbook.
func part(t *testing.T, workbook []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestColumnsRise(t *testing.T) {
	before := 0
	for _, m := range regexp.MustCompile(`<col min="(\d+)"`).FindAllStringSubmatch(part(t, write(t, input(nil)), "xl/worksheets/sheet2.xml"), -1) {
		column, err := strconv.Atoi(m[1])
		if err != nil || column != before+1 {
			t.Fatalf("column %s comes after %d", m[1], before)
		}
		before = column
	}
	if before != len(listHeader) {
		t.Errorf("%d columns", before)
	}
}

func eachCell(t *testing.T, f *excelize.File, sheet string, visit func(cell string)) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		for c := range row {
			visit(cellName(c+1, r+1))
		}
	}
}

func TestOnlyInputCellsAreUnlocked(t *testing.T) {
	in := input(nil)
	book, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, write(t, in))
	locked := func(sheet, cell string) bool {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return style.Protection == nil || style.Protection.Locked
	}
	for key, cell := range book.cells {
		if locked(key.Sheet, cell) {
			t.Errorf("input cell %v at %s is locked", key, cell)
		}
	}
	for _, cell := range []string{"A5", "B5", "D5", "F5", "G5"} {
		if !locked("指标", cell) {
			t.Errorf("指标!%s is not locked", cell)
		}
	}
}

func TestUnwritableTextIsRefusedByCell(t *testing.T) {
	for text, want := range map[string]string{
		"a\x01b":                    "指标!E5: text \"a\\x01b\" holds the control character U+0001",
		"\xff":                      "is not UTF-8",
		strings.Repeat("长", 32_768): "longer than a cell holds",
	} {
		err := Write(new(bytes.Buffer), input(&Fill{Values: map[Key]Value{{"指标", "610702", "all"}: Text(text)}}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: error %v, want %q", text, err, want)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	want := write(t, input(nil))
	for _, cores := range []int{1, 4} {
		old := runtime.GOMAXPROCS(cores)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				var buf bytes.Buffer
				if err := Write(&buf, input(nil)); err != nil || !bytes.Equal(buf.Bytes(), want) {
					t.Errorf("bytes differ on %d cores (error %v)", cores, err)
				}
			})
		}
		wg.Wait()
		runtime.GOMAXPROCS(old)
	}
}

func TestSampleIsMarkedOnEverySheet(t *testing.T) {
	f := open(t, write(t, input(&Fill{Sample: true})))
	for _, sheet := range f.GetSheetList() {
		if got := value(t, f, sheet, "A3"); !strings.HasPrefix(got, "样例数据") {
			t.Errorf("%s!A3 is %q", sheet, got)
		}
	}
}
