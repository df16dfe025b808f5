package check_test

import (
	"fmt"
	"strings"
	"testing"

	"yigai/ingest/check"
	"yigai/ingest/template"
)

const wide = "医保县区表"

// codeRow is the header row of the table; names and units stand under it.
func (s *spoiler) codeRow() int { return s.row(wide, "单位代码") }

// label puts a row of totals under the table, with a figure in column C.
func (s *spoiler) label(row int, text string, figure any) {
	s.must(s.SetCellValue(wide, fmt.Sprintf("B%d", row), text))
	s.must(s.SetCellValue(wide, fmt.Sprintf("C%d", row), figure))
}

// move takes the texts of a row's columns from C on to another row.
func (s *spoiler) move(from, to int) {
	for c := 'C'; c <= 'Z'; c++ {
		text, err := s.GetCellValue(wide, fmt.Sprintf("%c%d", c, from))
		s.must(err)
		s.must(s.SetCellValue(wide, fmt.Sprintf("%c%d", c, to), text))
		s.must(s.SetCellValue(wide, fmt.Sprintf("%c%d", c, from), nil))
	}
}

// swap exchanges a row's columns C and D.
func (s *spoiler) swap(row int) {
	c, err := s.GetCellValue(wide, fmt.Sprintf("C%d", row))
	s.must(err)
	d, err := s.GetCellValue(wide, fmt.Sprintf("D%d", row))
	s.must(err)
	s.must(s.SetCellValue(wide, fmt.Sprintf("C%d", row), d))
	s.must(s.SetCellValue(wide, fmt.Sprintf("D%d", row), c))
}

// TestTableDrift spoils the shape of the insurance bureau's table. All figures
// of its first column are 10; there are 11 counties.
func TestTableDrift(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610700-YBJ", "2022Q2")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	const counties = 11
	for name, c := range map[string]struct {
		change func(*spoiler)
		want   string
		states string
	}{
		"alias":       {func(s *spoiler) { s.must(s.SetCellValue(wide, s.at(wide, "A", "单位代码"), "行政区划代码")) }, "N-ALIAS 医保县区表!A", "reported reported"},
		"two aliases": {func(s *spoiler) { s.must(s.SetCellValue(wide, s.at(wide, "Z", "单位代码"), "机构代码")) }, "E-HEADER-TWICE 医保县区表!Z", ""},
		"codes below": {func(s *spoiler) {
			row := s.codeRow()
			s.must(s.InsertRows(wide, row+3, 1))
			s.move(row, row+3)
			s.must(s.MergeCell(wide, fmt.Sprintf("A%d", row), fmt.Sprintf("A%d", row+3)))
		}, "N-HEADER-ROWS 医保县区表!", "reported reported"},
		"codes above": {func(s *spoiler) {
			row := s.codeRow()
			s.must(s.InsertRows(wide, row, 1))
			s.move(row+1, row)
		}, "N-HEADER-ROWS 医保县区表!", "reported reported"},
		"codes above, names wrong": {func(s *spoiler) {
			row := s.codeRow()
			s.must(s.InsertRows(wide, row, 1))
			s.move(row+1, row)
			s.swap(row)
		}, "N-HEADER-ROWS 医保县区表!; E-NAME 医保县区表!C; E-NAME 医保县区表!D", "reported reported"},
		"a code in both rows": {func(s *spoiler) {
			row := s.codeRow()
			s.must(s.InsertRows(wide, row, 1))
			s.move(row+1, row)
			code, err := s.GetCellValue(wide, fmt.Sprintf("C%d", row))
			s.must(err)
			s.must(s.SetCellValue(wide, fmt.Sprintf("C%d", row+1), code))
		}, "E-HEADER 医保县区表", ""},
		"codes swapped":         {func(s *spoiler) { s.swap(s.codeRow()) }, "E-NAME 医保县区表!C; E-NAME 医保县区表!D", "reported reported"},
		"names swapped":         {func(s *spoiler) { s.swap(s.codeRow() + 1) }, "E-NAME 医保县区表!C; E-NAME 医保县区表!D", "reported reported"},
		"columns swapped whole": {func(s *spoiler) { s.swap(s.codeRow()); s.swap(s.codeRow() + 1) }, "", "reported reported"},
		"unknown column":        {func(s *spoiler) { s.must(s.SetCellValue(wide, s.at(wide, "Y", "单位代码"), "ins_gone")) }, "E-CODE 医保县区表!Y", "reported reported"},
		"right total":           {func(s *spoiler) { s.label(60, "合　计", 10*counties) }, "N-SUBTOTAL 医保县区表!C", "reported reported"},
		"right total as text":   {func(s *spoiler) { s.label(60, "全市", fmt.Sprintf("%d", 10*counties)) }, "N-SUBTOTAL 医保县区表!C", "reported reported"},
		"wrong total":           {func(s *spoiler) { s.label(60, "总计", 10*counties+1) }, "N-SUBTOTAL 医保县区表!C; E-TOTAL 医保县区表!C", "reported reported"},
		"part of a total":       {func(s *spoiler) { s.label(60, "其中：城镇", 5) }, "N-SUBTOTAL 医保县区表!C", "reported reported"},
		"part by a sign":        {func(s *spoiler) { s.label(60, "# 城镇", 5) }, "N-SUBTOTAL 医保县区表!C", "reported reported"},
		"subtotal of some": {func(s *spoiler) {
			row := s.row(wide, "610723")
			s.must(s.InsertRows(wide, row, 1))
			s.label(row, "小计", 10*(row-s.codeRow()-3))
		}, "N-SUBTOTAL 医保县区表!C", "reported reported"},
		"wrong subtotal": {func(s *spoiler) {
			row := s.row(wide, "610723")
			s.must(s.InsertRows(wide, row, 1))
			s.label(row, "小计", 5)
		}, "N-SUBTOTAL 医保县区表!C; E-TOTAL 医保县区表!C", "reported reported"},
		"total above": {func(s *spoiler) {
			row := s.codeRow() + 3
			s.must(s.InsertRows(wide, row, 1))
			s.label(row, "合计", 10*counties)
		}, "N-SUBTOTAL 医保县区表!C", "reported reported"},
		"no total where a figure is missing": {func(s *spoiler) { s.set(wide, "C", "610722", "保密"); s.label(60, "合计", 5) }, "N-SUPPRESSED 医保县区表!C; N-SUBTOTAL 医保县区表!C", "suppressed reported"},
		"old code":                           {func(s *spoiler) { s.set(wide, "A", "610703", "610721") }, "E-OLD-CODE 医保县区表!A", "reported reported"},
		"org merged over two rows": {func(s *spoiler) {
			row := s.row(wide, "610722")
			s.must(s.InsertRows(wide, row+1, 1))
			s.must(s.SetCellValue(wide, fmt.Sprintf("B%d", row+1), "其中：城镇"))
			s.must(s.SetCellValue(wide, fmt.Sprintf("C%d", row+1), 5))
			s.must(s.MergeCell(wide, fmt.Sprintf("A%d", row), fmt.Sprintf("A%d", row+1)))
		}, "E-MERGED 医保县区表!A; N-SUBTOTAL 医保县区表!C", "reported reported"},
		"name merged over all orgs": {func(s *spoiler) {
			row := s.row(wide, "610702")
			s.must(s.SetCellValue(wide, fmt.Sprintf("B%d", row), "全市"))
			for i := 1; i < counties; i++ {
				s.must(s.SetCellValue(wide, fmt.Sprintf("B%d", row+i), nil))
			}
			s.must(s.MergeCell(wide, fmt.Sprintf("B%d", row), fmt.Sprintf("B%d", row+counties-1)))
		}, "E-NAME 医保县区表!B; E-MERGED 医保县区表!B" + strings.Repeat("; E-NAME 医保县区表!B", counties-1), "reported reported"},
		"blank below, not merged": {func(s *spoiler) {
			row := s.row(wide, "610722")
			s.must(s.InsertRows(wide, row+1, 1))
			s.must(s.SetCellValue(wide, fmt.Sprintf("C%d", row+1), 5))
		}, "E-NO-CODE 医保县区表!C", "reported reported"},
		"codes gone": {func(s *spoiler) { s.must(s.RemoveRow(wide, s.codeRow())) }, "E-HEADER 医保县区表", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, c.change))
			if got := withoutRows(summary(r.Findings)); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
				for _, f := range r.Findings {
					t.Log(f.Chinese())
				}
			}
			if got := countyStates(r); c.states != "" && got != c.states {
				t.Errorf("%s, want %s", got, c.states)
			}
		})
	}
}

// A total that differs says both figures and where they stand.
func TestTotalsShowTheirFigures(t *testing.T) {
	p := loadPack(t)
	form := formOf(t, p, "610700-YBJ", "2022Q2")
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
	r := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, spoil(t, file, func(s *spoiler) { s.label(60, "合计", 77) }))
	for _, f := range r.Findings {
		if f.Code == "E-TOTAL" && strings.Contains(f.Found, "C60 = 77；C") && strings.HasSuffix(f.Found, " = 110") {
			return
		}
	}
	t.Errorf("%+v", r.Findings)
}
