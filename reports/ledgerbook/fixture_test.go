package ledgerbook

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/xuri/excelize/v2"

	"yigai/internal/parquetio"
)

// A fixture is a small folder of marts: two departments, a county, two tasks, two periods.
type fixture struct {
	programme []programmeRow
	orgs      []orgRow
	periods   []periodRow
	tasks     []taskRow
	lights    []lightRow
	ledger    []ledgerRow
	measures  []measureRow
	moves     []moveRow
	counts    []countRow
	offices   []officeRow
	decisions []decisionRow
}

func number(unscaled int64, scale int) parquetio.Number { return parquetio.Decimal(unscaled, scale) }

func day(year, month, d int) parquetio.Date { return parquetio.DateOf(year, month, d) }

func newFixture() *fixture {
	f := &fixture{
		programme: []programmeRow{{Programme: "demo", Sample: true, Title: "示例方案", TitleEn: "A sample", ShortTitle: "示例", Secretariat: "示例秘书处", Region: "100000", Period: "2022Q2", Version: "0.1.0", Total: "全市", TotalEn: "city"}},
		orgs: []orgRow{{"100000", 1, "示例市", "Sample City", "示例市"}, {"100001", 2, "甲县", "County A", "甲县"},
			{"D1", 3, "示例卫生健康委员会", "Health", "卫健委"}, {"D2", 4, "示例财政局", "Finance", "财政局"}},
		periods: []periodRow{{"2022Q1", 1, "2022年第一季度", day(2022, 4, 30)}, {"2022Q2", 2, "2022年第二季度", day(2022, 7, 30)}},
		tasks:   []taskRow{{"1", 1, "", "第一项任务", "Task one", "一"}, {"2", 2, "", "第二项任务", "Task two", "二"}},
		lights: []lightRow{{"done", "完成", "done", "green", "done"}, {"overdue", "逾期", "overdue", "red", "overdue"},
			{"warning", "预警", "warning", "yellow", "warning"}, {"on_track", "正常", "on track", "green", "on_track"}},
		measures: []measureRow{{"1", "m1", 1, "100001", "2022Q2", "签约率不低于60%", number(612345, 4), number(600000, 4), "done"},
			{"1", "m1", 1, "D1", "2022Q2", "签约率不低于60%", number(590000, 4), number(600000, 4), "overdue"},
			{"2", "m2", 2, "D2", "2022Q2", "已印发办法", number(10000, 4), number(10000, 4), "done"}},
		offices: []officeRow{{"D1", "2022Q2", 1, 1, 1, 0}, {"D2", "2022Q2", 1, 0, 0, 0}, {"D2", "2022Q1", 1, 0, 0, 0}},
		decisions: []decisionRow{
			{Seq: 5, Day: day(2022, 6, 1), Kind: "task_extended", Task: "1", Org: "D1", FallsIn: "2022Q2", Due: day(2022, 9, 30), By: "示例人员甲", Reason: "采购延期", Document: "示例批复1号"},
			{Seq: 7, Day: day(2022, 6, 9), Kind: "closing_decided", Task: "2", Org: "D2", FallsIn: "2022Q2", Verdict: "refused", By: "示例人员乙", Reason: "材料不全", Withdrawn: true, TakenOn: day(2022, 6, 20), TakenBy: "示例人员乙", TakenWhy: "已补齐"},
			{Seq: 9, Day: day(2022, 9, 9), Kind: "task_reopened", Task: "2", Org: "D2", FallsIn: "2022Q3", By: "示例人员乙", Reason: "后一期的决定"}},
	}
	f.addLedger()
	return f
}

// addLedger adds the rows of the ledger with the lights of both periods.
func (f *fixture) addLedger() {
	row := func(task, org, role, light string, done, owed int) {
		r := ledgerRow{Period: "2022Q2", Task: task, Org: org, Role: role, DueOriginal: day(2022, 6, 30), Due: day(2022, 6, 30), Done: done, Owed: owed,
			Progress: number(int64(done)*1_000_000/int64(owed), 6), Expected: number(500000, 6), Light: light, State: light, Computed: light, ComputedState: light, Reported: true, Colour: "green"}
		if role != "all" {
			r.Narrative, r.Problems, r.NextSteps, r.Evidence, r.Responsible = "进展"+org, "问题"+org, "措施"+org, "佐证"+org, "示例人员丙"
		}
		f.ledger = append(f.ledger, r)
		f.moves = append(f.moves, moveRow{"2022Q1", task, org, role, "on_track", "", "new"}, moveRow{"2022Q2", task, org, role, light, "on_track", "entered"})
	}
	row("1", "100000", "all", "overdue", 1, 3)
	row("1", "D1", "lead", "overdue", 0, 1)
	row("1", "100001", "implement", "done", 1, 1)
	row("2", "100000", "all", "done", 2, 2)
	row("2", "D2", "lead", "done", 1, 1)
	row("2", "D1", "assist", "on_track", 1, 3)
	f.ledger[1].Due, f.ledger[1].Extended, f.ledger[1].Computed, f.ledger[1].ComputedState, f.ledger[1].Light, f.ledger[1].State = day(2022, 9, 30), 1, "overdue", "overdue", "on_track", "on_track"
	f.ledger[1].DueSoon, f.ledger[4].Closing, f.ledger[4].ClosedOn = true, "closed", day(2022, 6, 12)
	f.counts = []countRow{{"2022Q1", "100000", "on_track", 2, 0, 2, 0, 0, 0}, {"2022Q2", "100000", "on_track", 0, 0, 0, 0, 0, 2}, {"2022Q2", "100000", "done", 1, 1, 0, 0, 0, 0},
		{"2022Q2", "100000", "overdue", 1, 1, 0, 0, 0, 0}, {"2022Q2", "D1", "on_track", 2, 0, 0, 0, 2, 0}, {"2022Q2", "D2", "done", 1, 1, 0, 0, 0, 0}}
}

// write writes the marts into a new folder.
func (f *fixture) write(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "dim_programme", f.programme)
	put(t, dir, "dim_org", f.orgs)
	put(t, dir, "dim_period", f.periods)
	put(t, dir, "dim_task", f.tasks)
	put(t, dir, "dim_light", f.lights)
	put(t, dir, "mart_ledger", f.ledger)
	put(t, dir, "mart_measure", f.measures)
	put(t, dir, "mart_light", f.moves)
	put(t, dir, "mart_light_count", f.counts)
	put(t, dir, "mart_department", f.offices)
	put(t, dir, "mart_decision", f.decisions)
	return dir
}

func put[T any](t testing.TB, dir, name string, rows []T) {
	t.Helper()
	var b bytes.Buffer
	if err := parquetio.Write(&b, rows); err != nil {
		t.Fatal(name, err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".parquet"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// made is the workbook made of a folder of marts.
func made(t testing.TB, dir string, public bool) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.xlsx")
	if err := Write(context.Background(), Options{MartsDir: dir, Path: path, Public: public}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// grid is what stands in a sheet, as stored.
func grid(t testing.TB, f *excelize.File, name string) [][]string {
	t.Helper()
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// eachText visits every text field of every row of the fixture.
func (f *fixture) eachText(visit func(table, field string, text *string)) {
	v := reflect.ValueOf(f).Elem()
	for i := range v.NumField() {
		rows := v.Field(i)
		for r := range rows.Len() {
			row := rows.Index(r)
			for c := range row.NumField() {
				if row.Field(c).Kind() == reflect.String {
					text := reflect.NewAt(row.Field(c).Type(), row.Field(c).Addr().UnsafePointer()).Interface().(*string)
					visit(v.Type().Field(i).Name, row.Type().Field(c).Name, text)
				}
			}
		}
	}
}
