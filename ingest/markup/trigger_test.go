package markup

import (
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/ingest/template"
)

// triggers begin a text that a careless spreadsheet would run.
var triggers = []string{"=1+1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(1)", "=cmd|'/c calc'!A0", "=DDE(\"a\";\"b\";\"c\")",
	"=WEBSERVICE(\"http://x\")", "\u200b=1", "\ufeff=1", "\u00a0=1", "'=1", "\"=1\"", " =1", "_x003D_1", "<f>1</f>", "{=1+1}"}

// Every trigger in every column that a clerk fills in: the copy that goes back
// shows the text, and holds no formula but those of 自查.
func TestNoTriggerRunsInACopy(t *testing.T) {
	in := sent(t, hanzhong(t), func(f *excelize.File, b *template.Book) {
		for i, trigger := range triggers {
			for _, cell := range []string{"指标!E", "指标!H", "任务!E", "任务!F", "任务!G", "任务!H", "任务!I", "任务!J", "任务!K"} {
				sheet, column := cell[:len("指标")], cell[len("指标!"):]
				if err := f.SetCellStr(sheet, fmt.Sprint(column, 5+i), trigger); err != nil {
					panic(err)
				}
			}
		}
	})
	_, file := made(t, Input{Check: in})
	f := opened(t, file)
	shown := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, text := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				if text == "=1+1" || text == "＝1+1" {
					shown++
				}
				if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" && sheet != template.CheckSheet {
					t.Errorf("%s!%s runs %q (%v)", sheet, cell, formula, err)
				}
			}
		}
	}
	if shown < 10 {
		t.Errorf("%d hostile texts came back: the test would prove nothing", shown)
	}
}
