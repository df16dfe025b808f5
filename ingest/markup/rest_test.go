package markup

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/template"
)

// What a copy cannot hold is named on its list: formulas that were never
// computed, and that there were comments. A copy of a file without either says
// nothing of them.
func TestFormulasWithoutResultAndCommentsAreNamed(t *testing.T) {
	pack := hanzhong(t)
	for _, english := range []bool{false, true} {
		words := wordsOf(english)
		list := func(change func(*excelize.File, *template.Book)) string {
			_, file := made(t, Input{Check: sent(t, pack, change), English: english})
			f := opened(t, file)
			rows, err := f.GetRows(f.GetSheetList()[0])
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, row := range rows {
				lines = append(lines, strings.Join(row, "|"))
			}
			return strings.Join(lines, "\n")
		}
		plain := list(func(*excelize.File, *template.Book) {})
		if strings.Contains(plain, words.restFormula) || strings.Contains(plain, words.restComments) {
			t.Errorf("named without cause:\n%s", plain)
		}
		got := list(func(f *excelize.File, _ *template.Book) {
			comment := excelize.Comment{Cell: "E9", Author: "甲", Paragraph: []excelize.RichTextRun{{Text: "以合同为准"}}}
			for _, err := range []error{f.SetCellValue("指标", "E5", nil), f.SetCellFormula("指标", "E5", "A1+1"), f.SetCellFormula("指标", "K40", "A1+1"), f.AddComment("指标", comment)} {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
		for _, want := range []string{"指标!5|||E：" + words.restFormula, "指标!40|||K：" + words.restFormula, words.wholeFile + "|||" + words.restComments} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not on the list:\n%s", want, got)
			}
		}
	}
}
