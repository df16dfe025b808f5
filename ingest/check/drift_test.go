package check_test

import (
	"fmt"
	"testing"

	"yigai/ingest/check"
	"yigai/ingest/template"
)

// header sets a cell of the header row of a sheet.
func (s *spoiler) header(sheet, column, key, text string) {
	s.t.Helper()
	s.must(s.SetCellValue(sheet, s.at(sheet, column, key), text))
}

// drifts are templates of 610702 that came back in another shape.
var drifts = []flawCase{
	{"alias", func(s *spoiler) { s.header("指标", "E", "编码", "本 期 数") }, "N-ALIAS 指标!E{编码}", "reported"},
	{"alias of the code", func(s *spoiler) { s.header("指标", "A", "编码", "指标编码") }, "N-ALIAS 指标!A{编码}", "reported"},
	{"alias beside the header", func(s *spoiler) { s.header("指标", "J", "编码", "填报值") }, "E-HEADER-TWICE 指标!J{编码}", "refused"},
	{"two aliases", func(s *spoiler) {
		s.header("指标", "E", "编码", "本期数")
		s.header("指标", "J", "编码", "填报值")
	}, "N-ALIAS 指标!E{编码}; E-HEADER-TWICE 指标!J{编码}", "refused"},
	{"unknown word", func(s *spoiler) { s.header("指标", "E", "编码", "累计") }, "E-HEADER 指标", "refused"},
	{"alias on a renamed sheet", func(s *spoiler) {
		s.header("指标", "E", "编码", "本季值")
		s.must(s.SetSheetName("指标", "sheet 1"))
	}, "E-SHEET-NAME sheet 1; N-ALIAS sheet 1!E{编码}", "reported"},
	{"rows above", func(s *spoiler) { s.must(s.InsertRows("指标", 1, 40)) }, "", "reported"},
	{"header too far down", func(s *spoiler) { s.must(s.InsertRows("指标", 1, 60)) }, "E-HEADER 指标", "refused"},
	{"header over two merged rows", func(s *spoiler) {
		row := s.row("指标", "编码")
		s.must(s.InsertRows("指标", row+1, 1))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row), "填报"))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row+1), "本期值"))
		for _, column := range []string{"A", "B", "C"} {
			s.must(s.MergeCell("指标", fmt.Sprintf("%s%d", column, row), fmt.Sprintf("%s%d", column, row+1)))
		}
	}, "N-HEADER-ROWS 指标!{编码}", "reported"},
	{"header over two rows", func(s *spoiler) {
		row := s.row("指标", "编码")
		s.must(s.InsertRows("指标", row+1, 1))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row), "填报"))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row+1), "本期值"))
	}, "N-HEADER-ROWS 指标!{编码}", "reported"},
	{"header words in rows apart", func(s *spoiler) {
		row := s.row("指标", "编码")
		s.must(s.InsertRows("指标", row+1, 2))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row), "填报"))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row+2), "本期值"))
	}, "E-HEADER 指标", "refused"},
	{"code merged over two rows", func(s *spoiler) {
		row := s.row("指标", element)
		s.must(s.InsertRows("指标", row+1, 1))
		s.must(s.MergeCell("指标", fmt.Sprintf("A%d", row), fmt.Sprintf("A%d", row+1)))
	}, "E-MERGED 指标!A{visits_primary}", "reported"},
	{"figure in the second of merged rows", func(s *spoiler) {
		row := s.row("指标", element)
		s.value(element, nil)
		s.must(s.InsertRows("指标", row+1, 1))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row+1), 12))
		s.must(s.MergeCell("指标", fmt.Sprintf("A%d", row), fmt.Sprintf("A%d", row+1)))
	}, "E-MERGED 指标!A{visits_primary}", "reported"},
	{"two figures in merged rows", func(s *spoiler) {
		row := s.row("指标", element)
		s.must(s.InsertRows("指标", row+1, 1))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row+1), 12))
		s.must(s.MergeCell("指标", fmt.Sprintf("A%d", row), fmt.Sprintf("A%d", row+1)))
	}, "E-MERGED 指标!A{visits_primary}; E-DUPLICATE 指标!E8", "missing"},
	{"part of a figure in merged rows", func(s *spoiler) {
		row := s.row("指标", element)
		s.must(s.InsertRows("指标", row+1, 1))
		s.must(s.SetCellValue("指标", fmt.Sprintf("B%d", row+1), "其中：65岁以上"))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row+1), 12))
		s.must(s.MergeCell("指标", fmt.Sprintf("A%d", row), fmt.Sprintf("A%d", row+1)))
	}, "E-MERGED 指标!A{visits_primary}; N-SUBTOTAL 指标!E8", "reported"},
	{"part without a code", func(s *spoiler) {
		row := s.row("指标", element)
		s.must(s.InsertRows("指标", row+1, 1))
		s.must(s.SetCellValue("指标", fmt.Sprintf("B%d", row+1), "＃重点人群"))
		s.must(s.SetCellValue("指标", fmt.Sprintf("E%d", row+1), 12))
	}, "N-SUBTOTAL 指标!E8", "reported"},
	{"letter O in a code", func(s *spoiler) {
		s.must(s.SetCellValue("指标", s.at("指标", "A", "t4_staff"), "t4_staff1"))
	}, "E-ROW 指标; E-CODE 指标!A{t4_staff}", "reported"},
	{"codes gone and new", func(s *spoiler) {
		s.cover("模板版本", "1-00000000")
		s.cover("校验码", nil)
		s.must(s.SetCellValue("指标", s.at("指标", "A", element), "visits_old"))
	}, "N-TEMPLATE-CODES ; N-TEMPLATE 封面!B{模板版本}; N-TOKEN 封面!B{校验码}; E-ROW 指标; E-CODE 指标!A{visits_primary}", "missing"},
	{"suppressed", func(s *spoiler) { s.value(element, "保密") }, "N-SUPPRESSED 指标!E{visits_primary}", "suppressed"},
	{"suppressed by asterisks", func(s *spoiler) { s.value(element, "＊＊") }, "N-SUPPRESSED 指标!E{visits_primary}", "suppressed"},
	{"NBSP in a name", func(s *spoiler) { s.cover("单位名称", "汉\u00a0台区 ") }, "", "reported"},
	{"numbered code", func(s *spoiler) { s.cover("单位代码", "6.10702E+05") }, "E-ORG 封面!B{单位代码}", "quarantined"},
	{"code with O", func(s *spoiler) { s.cover("单位代码", "61O7O2") }, "E-ORG 封面!B{单位代码}", "quarantined"},
}

func TestDrift(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610702", "2022Q2")
	file := withoutChecks(t, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}))
	places := rowsOf(t, file)
	for _, c := range drifts {
		t.Run(c.name, func(t *testing.T) {
			r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, c.change))
			if got, want := summary(r.Findings), places.Replace(c.want); got != want {
				t.Errorf("found %s\n want %s", got, want)
				for _, f := range r.Findings {
					t.Log(f.Chinese())
				}
			}
			if state := stateOf(r, element); state != c.state {
				t.Errorf("%s is %s, want %s", element, state, c.state)
			}
		})
	}
}

// TestAnElementNamedLikeATotal: the name of what is asked for may begin like the
// label of a total. Without its code it is returned, not passed over.
func TestAnElementNamedLikeATotal(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610700-WJW", "2022Q2")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	file = spoil(t, file, func(s *spoiler) { s.must(s.SetCellValue("指标", s.at("指标", "A", "t20_random"), nil)) })
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, file)
	if got := withoutRows(summary(r.Findings)); got != "E-ROW 指标; E-NO-CODE 指标!E" {
		t.Errorf("found %s", got)
	}
}
