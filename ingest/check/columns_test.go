package check_test

import (
	"fmt"
	"testing"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// column heads a column of a sheet and writes a figure n rows below.
func (s *spoiler) column(sheet, column string, head, n int, text string) {
	s.t.Helper()
	s.must(s.SetCellValue(sheet, fmt.Sprintf("%s%d", column, head), text))
	s.must(s.SetCellValue(sheet, fmt.Sprintf("%s%d", column, head+n), 7))
}

// TestAddedColumns: a column that somebody put in is not read, and one note says
// so; those of the template, and headers with nothing below, give none.
func TestAddedColumns(t *testing.T) {
	p := loadPack(t)
	county, bureau := formOf(t, p, "610702", "2022Q2"), formOf(t, p, "610700-YBJ", "2022Q2")
	for name, c := range map[string]struct {
		form   programme.Form
		change func(*spoiler)
		want   string
	}{
		"list": {county, func(s *spoiler) {
			s.column("指标", "J", s.row("指标", "编码"), 2, "去年同期")
			s.column("指标", "J", s.row("指标", "编码"), 3, "去年同期")
		}, "N-COLUMN 指标!J"},
		"inserted in a list": {county, func(s *spoiler) {
			s.must(s.InsertCols("指标", "E", 1))
			s.column("指标", "E", s.row("指标", "编码"), 2, "去年同期")
		}, "N-COLUMN 指标!E"},
		"nothing below":     {county, func(s *spoiler) { s.set("指标", "J", "编码", "去年同期") }, ""},
		"no header":         {county, func(s *spoiler) { s.set("指标", "J", element, 7) }, ""},
		"limits":            {county, func(s *spoiler) { s.column("指标", "J", s.row("指标", "编码"), 2, "下限") }, ""},
		"code in a list":    {county, func(s *spoiler) { s.column("指标", "J", s.row("指标", "编码"), 2, "last_year") }, "N-COLUMN 指标!J"},
		"tasks":             {county, func(s *spoiler) { s.column("任务", "M", s.row("任务", "任务编号"), 1, "领导批示") }, "N-COLUMN 任务!M"},
		"table":             {bureau, func(s *spoiler) { s.column(wide, "Y", s.codeRow(), 4, "去年同期") }, "N-COLUMN 医保县区表!Y"},
		"name in a table":   {bureau, func(s *spoiler) { s.column(wide, "Y", s.codeRow()+1, 3, "去年同期") }, "N-COLUMN 医保县区表!Y"},
		"remark in a table": {bureau, func(s *spoiler) { s.column(wide, "Y", s.codeRow(), 4, "备注") }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			file := withoutChecks(t, write(t, template.Input{Pack: p, Form: c.form, Key: key, Fill: clean(p, c.form)}))
			r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, c.change))
			if got := withoutRows(summary(r.Findings)); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// TestTemplatesHaveNoAddedColumns: the columns of last figures are our own.
func TestTemplatesHaveNoAddedColumns(t *testing.T) {
	p := loadPack(t)
	at := programme.MustPeriod("2022Q2")
	last := func(string, string) (decimal.Decimal, bool) { return decimal.FromInt(5), true }
	for _, org := range p.Reporters(at) {
		form := p.FormOf(org, at)
		file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form), Previous: last})
		for _, f := range collect(t, check.Input{Pack: p, Key: key}, file).Findings {
			if f.Code == "N-COLUMN" {
				t.Errorf("%s: %s", org.Code, f.Chinese())
			}
		}
	}
}
