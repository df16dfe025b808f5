package check_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/check"
	"yigai/ingest/template"
)

// TestSentencesSayWhatIsSeen: what a clerk sees in the sheet, not how it is stored.
func TestSentencesSayWhatIsSeen(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	file := withoutChecks(t, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}))
	dated := func(s *spoiler) { s.value(element, 44651); s.format(element, "yyyy/m/d") }
	for name, c := range map[string]struct {
		change func(*spoiler)
		zh, en string
	}{
		"date": {dated, "填报值“44651 = 2022-03-31 (yyyy/m/d)”是日期", "44651 = 2022-03-31 (yyyy/m/d)"},
		"date from 1904": {func(s *spoiler) {
			yes := true
			s.must(s.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
			dated(s)
		}, "44651 = 2026-04-01", "44651 = 2026-04-01"},
		"progress": {func(s *spoiler) {
			style, err := s.NewStyle(&excelize.Style{NumFmt: 14})
			s.must(err)
			cell := s.at("任务", "F", "1")
			s.must(s.SetCellValue("任务", cell, 44651))
			s.must(s.SetCellStyle("任务", cell, cell, style))
		}, "44651 = 2022-03-31", "44651 = 2022-03-31"},
		"hidden row":    {func(s *spoiler) { s.must(s.SetRowVisible("指标", s.row("指标", element), false)) }, "：第7行。", "Unhide row 7,"},
		"hidden column": {func(s *spoiler) { s.must(s.SetColVisible("指标", "E", false)) }, "：E列。", "Unhide column E,"},
		"hidden sheet":  {func(s *spoiler) { s.must(s.SetSheetVisible("指标", false)) }, "：工作表“指标”。", "Unhide the sheet 指标,"},
		"nature":        {func(s *spoiler) { s.cover("数据性质", "快报") }, "请改选“初报”或“终报”后重报", "choose 初报 or 终报"},
		"hint":          {func(s *spoiler) { s.value(element, "1e2") }, "请只填数字 (100?)，然后重报", "number only (100?), then"},
		"no hint":       {func(s *spoiler) { s.value(element, "很多") }, "请只填数字，然后重报", "number only, then"},
	} {
		t.Run(name, func(t *testing.T) {
			r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, c.change))
			for _, f := range r.Findings {
				if strings.Contains(f.Chinese(), c.zh) && strings.Contains(f.English(), c.en) {
					return
				}
			}
			for _, f := range r.Findings {
				t.Error(f.Chinese(), f.English())
			}
			t.Error("not found", c.zh)
		})
	}
}
