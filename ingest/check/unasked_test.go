package check_test

import (
	"strings"
	"testing"

	"yigai/ingest/check"
	"yigai/ingest/template"
)

// TestAnotherPeriodsWorkbook: the workbook of one period with another on its
// cover has codes that are right and only not asked for; none is to be restored.
func TestAnotherPeriodsWorkbook(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q4")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, func(s *spoiler) { s.cover("报告期", "2022Q2") }))
	unasked := 0
	for _, f := range r.Findings {
		switch f.Code {
		case "E-CODE":
			t.Error(f.Chinese())
		case "E-UNASKED":
			unasked++
			if !strings.Contains(f.Found, "汉台区 ") || !strings.HasPrefix(f.Place(), "指标!A") {
				t.Error(f.Chinese())
			}
		}
	}
	if unasked == 0 {
		t.Error("nothing is unasked")
	}
}

// TestCodesOfOtherSheets: an element that is asked for elsewhere in this form
// is not unasked.
func TestCodesOfOtherSheets(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610700-YBJ", "2022Q2")
	file := withoutChecks(t, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}))
	for code, want := range map[string]string{"visits_primary": "E-UNASKED 医保县区表!Y", form.Sheets[0].Lines[0].Element.Code: "E-CODE 医保县区表!Y", "ins_gone": "E-CODE 医保县区表!Y"} {
		r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, func(s *spoiler) { s.must(s.SetCellValue(wide, s.at(wide, "Y", "单位代码"), code)) }))
		if got := withoutRows(summary(r.Findings)); got != want {
			t.Errorf("%s: found %q, want %q", code, got, want)
		}
	}
}
