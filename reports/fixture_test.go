package reports

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"yigai/internal/parquetio"
)

// fixture is a small programme: three counties, a zone, two departments, three
// indicators, two tasks with a part, one quarter of history and two reported.
func fixture() tables {
	t := tables{
		programme: []programmeRow{{Programme: "test-2022", Sample: true, Title: "关于测试工作的通知", TitleEn: "Notice on testing", ShortTitle: "测试市医改重点任务",
			ShortTitleEn: "Test city health reform", Number: "测政办〔2022〕1号", Issuer: "测试市人民政府办公室", IssuerEn: "Test office", Secretariat: "市秘书处", SecretariatEn: "Secretariat of Test City", Status: "in_force", PeriodKind: "quarter", RankedAmong: "parent", Document: "通知", DocumentEn: "notice", Total: "全市", TotalEn: "the city",
			Places: "县区、开发区", PlacesEn: "counties and zones", Departments: "市级部门", DepartmentsEn: "municipal departments",
			Issued: parquetio.DateOf(2022, 2, 6), Region: "990100", PackHash: "0123456789abcdef0123", Period: "2022Q2", AsOf: parquetio.DateOf(2022, 7, 30), ProgramVersion: "0.0-test"}},
		periods: fixturePeriods(),
		orgs:    fixtureOrgs(),
		elements: []elementRow{
			{Element: "contracts", Seq: 1, Name: "已签约人数", NameEn: "Contracts", Unit: "人", Kind: "stock", Basis: "point", Definition: "期末在有效期内的签约人数", Source: "签约系统"},
			{Element: "group", Seq: 2, Name: "重点人群总数", NameEn: "Key group", Unit: "人", Kind: "stock", Basis: "year", Definition: "年初人数", Source: "公卫系统"},
		},
		indicators: []indicatorRow{
			{Indicator: "coverage", Version: "2022", Seq: 1, Group: "家庭医生签约", GroupEn: "Family doctors", Name: "重点人群签约覆盖率", NameEn: "Contract coverage", Unit: "%", Type: "ratio", Rollup: "ratio_of_sums", Decimals: 1, Direction: "up", DefaultBasis: "point", Definition: "签约人数占总数的比重。", DefinitionEn: "Contracts as a share of the group.", Source: "签约系统", FormulaZh: "已签约人数 ÷ 重点人群总数 × 100", FormulaEn: "contracts ÷ key group × 100", HasTarget: true},
			{Indicator: "visits", Version: "2022", Seq: 2, Group: "分级诊疗", GroupEn: "Tiered care", Name: "县域就诊率", NameEn: "Local visits", Unit: "%", Type: "ratio", Rollup: "ratio_of_sums", Decimals: 1, Direction: "up", DefaultBasis: "ytd"},
			{Indicator: "referral", Version: "2022", Seq: 3, Group: "分级诊疗", GroupEn: "Tiered care", Name: "下转患者人次", NameEn: "Referred down", Unit: "人次", Type: "count", Rollup: "sum", Direction: "up", DefaultBasis: "quarter"},
		},
		tasks: []taskRow{
			{Task: "1", Seq: 1, Title: "推进签约服务", TitleEn: "Family doctors", Kind: "milestones", Due: parquetio.DateOf(2022, 12, 31), Clause: "第一项", ClosingRule: "全部完成后销号"},
			{Task: "1.1", Seq: 2, Parent: "1", Title: "东山区试点", TitleEn: "Pilot", Kind: "one-off", Due: parquetio.DateOf(2022, 6, 30), Clause: "第一项"},
			{Task: "2", Seq: 3, Title: "完善医保制度", TitleEn: "Insurance", Kind: "standing", Due: parquetio.DateOf(2022, 12, 31), Clause: "第二项"},
		},
		lights: []lightRow{
			{Seq: 1, Light: "done", Text: "完成", TextEn: "done", Condition: "complete", State: "done", Colour: "green"},
			{Seq: 2, Light: "warning", Text: "预警", TextEn: "warning", Condition: "behind", State: "warning", Colour: "yellow", Value: parquetio.Decimal(2, 1)},
			{Seq: 3, Light: "on_track", Text: "正常", TextEn: "on track", Condition: "otherwise", State: "on_track", Colour: "green"},
		},
		assumptions: fixtureAssumptions(),
		dictTables:  []dictTableRow{{Table: "mart_ledger", Zh: "任务台账", En: "The ledger", GrainZh: "任务、单位", GrainEn: "task, org", Key: "task, org"}},
		dictColumns: []dictColumnRow{{Table: "mart_ledger", Column: "progress", Type: "DECIMAL(18,6)", Unit: "份额", Zh: "完成的占到期的", En: "done of due"}},
		targets:     []targetRow{{Indicator: "coverage", Org: "990100", Due: parquetio.DateOf(2022, 12, 31), Comparator: "ge", Value: parquetio.Int(60), Clause: "第一项：不低于60%", Note: "期限为设定"}},
		accounting:  []accountingRow{{"received", 6}, {"accepted", 5}, {"refused", 1}, {"superseded", 0}, {"quarantined", 0}, {"attached", 0}},
	}
	fillValues(&t)
	fillLedger(&t)
	fillReporting(&t)
	fillQuality(&t)
	fillRecorded(&t)
	fillEvaluation(&t)
	return t
}

func fixtureAssumptions() []assumptionRow {
	return []assumptionRow{
		{Seq: 1, What: "牵头单位为排在第一位的部门", Reason: "通知没有写牵头", About: "lead"},
		{Seq: 2, What: "期限为年末", Reason: "通知没有写期限", About: "due"},
		{Seq: 3, What: "第二项的年底前含当日", Reason: "通知没有写明", About: "due|kind", Tasks: "2"},
		{Seq: 4, What: "截止日为季后15日", Reason: "通知没有规定", About: "calendar"},
		{Seq: 5, What: "不在页面上标注的设定", Reason: "没有规定"},
		{Seq: 6, What: "衡量项目取自工作内容", Reason: "通知没有规定如何衡量", About: "measures"},
	}
}

func fixturePeriods() []periodRow {
	return []periodRow{
		{Period: "2021Q4", Seq: 1, Year: 2021, Nth: 4, LastDay: parquetio.DateOf(2021, 12, 31), Name: "2021年第四季度", CutOff: parquetio.DateOf(2022, 1, 30), History: true},
		{Period: "2022Q1", Seq: 2, Year: 2022, Nth: 1, LastDay: parquetio.DateOf(2022, 3, 31), Name: "2022年第一季度", CutOff: parquetio.DateOf(2022, 4, 30), Previous: "2021Q4"},
		{Period: "2022Q2", Seq: 3, Year: 2022, Nth: 2, LastDay: parquetio.DateOf(2022, 6, 30), Name: "2022年第二季度", CutOff: parquetio.DateOf(2022, 7, 30), Previous: "2022Q1"},
		{Period: "2022Q3", Seq: 4, Year: 2022, Nth: 3, LastDay: parquetio.DateOf(2022, 9, 30), Name: "2022年第三季度", CutOff: parquetio.DateOf(2022, 10, 30), Previous: "2022Q2"},
	}
}

func fixtureOrgs() []orgRow {
	return []orgRow{
		{Org: "990100", Seq: 1, Name: "测试市", NameEn: "Test City", ShortName: "测试市", Class: "region", KindName: "市", KindNameEn: "city", Additive: true},
		{Org: "990102", Seq: 2, Name: "东山区", NameEn: "Dongshan District", ShortName: "东山区", Class: "place", KindName: "区", KindNameEn: "district", Parent: "990100", Additive: true, Population: parquetio.Int(600000), Elders: parquetio.Int(90000), PopulationSource: "测试普查", Column: 2, Row: 1},
		{Org: "990121", Seq: 3, Name: "西水县", NameEn: "Xishui County", ShortName: "西水县", Class: "place", KindName: "县", KindNameEn: "county", Parent: "990100", Additive: true, Population: parquetio.Int(300000), Elders: parquetio.Int(50000), Column: 1, Row: 1},
		{Org: "990122", Seq: 4, Name: "北林县", NameEn: "Beilin County", ShortName: "北林县", Class: "place", KindName: "县", KindNameEn: "county", Parent: "990100", Additive: true, Population: parquetio.Int(100000), Elders: parquetio.Int(20000), Column: 1, Row: 2},
		{Org: "990100-KFQ", Seq: 5, Name: "测试经济开发区", NameEn: "Test Zone", ShortName: "测试经开区", Class: "zone", KindName: "开发区", KindNameEn: "zone", Parent: "990100", Column: 2, Row: 2},
		{Org: "990100-WJW", Seq: 6, Name: "市卫生健康委", NameEn: "Health Commission", ShortName: "市卫健委", Class: "department", KindName: "部门", KindNameEn: "department", Parent: "990100"},
		{Org: "990100-YBJ", Seq: 7, Name: "市医疗保障局", NameEn: "Insurance Bureau", ShortName: "市医保局", Class: "department", KindName: "部门", KindNameEn: "department", Parent: "990100"},
	}
}

// coverageOf are numerators per org and quarter; the denominator is 1,000 each.
var coverageOf = map[string][3]int64{"990102": {600, 650, 700}, "990121": {480, 500, 520}, "990122": {550, 0, 560}, "990100-KFQ": {300, 310, 320}}

func fillValues(t *tables) {
	for at, p := range t.periods[:3] {
		var sum, units int64
		for _, o := range t.orgs[1:5] {
			n := coverageOf[o.Org][at]
			row := valueRow{Indicator: "coverage", Version: "2022", Org: o.Org, Level: o.Class, Period: p.Period, Basis: "point", UnitsExpected: 1, History: p.History, Status: "no_data", MissingReason: "part_missing", Denominator: parquetio.Int(1000)}
			if n > 0 {
				row = withValue(row, n, 1000)
				if o.Additive {
					sum, units = sum+n, units+1
				}
			}
			if at > 0 && n > 0 && coverageOf[o.Org][at-1] > 0 {
				row.Previous = parquetio.Decimal(coverageOf[o.Org][at-1], 1)
				row.Change = parquetio.Decimal(n-coverageOf[o.Org][at-1], 1)
			}
			if o.Additive && n > 0 && !p.History {
				row.Rank, row.RankOf = map[string]int{"990102": 1, "990122": 2, "990121": 3}[o.Org], 3
				row = withTarget(row, n)
			}
			t.values = append(t.values, row)
			if n > 0 {
				t.lineage = append(t.lineage, lineageRow{Indicator: "coverage", Org: o.Org, Period: p.Period, Basis: "point", Part: "numerator", Element: "contracts", Reporter: o.Org, SourcePeriod: p.Period, Operation: 1,
					Value: parquetio.Int(n), RawText: fmt.Sprint(n), Submission: "R-0123456789ab", FileName: p.Period + "_" + o.Name + "_样例.xlsx", SHA256: "0123456789abcdef", Sheet: "指标", Cell: "E17", Counted: o.Additive})
			}
		}
		city := withValue(valueRow{Indicator: "coverage", Version: "2022", Org: "990100", Level: "prefecture", Period: p.Period, Basis: "point", UnitsExpected: 3, History: p.History, Provisional: at == 2, RolledUp: true}, sum, units*1000)
		city.UnitsReported, city.PopulationShare = int(units), parquetio.Decimal(units*333333, 6)
		if !p.History {
			city = withTarget(city, sum/units)
		}
		t.values = append(t.values, city)
		t.values = append(t.values, valueRow{Indicator: "referral", Version: "2022", Org: "990102", Level: "district", Period: p.Period, Basis: "quarter", Numerator: parquetio.Int(1234), Value: parquetio.Int(1234), UnitsReported: 1, UnitsExpected: 1, Status: "no_target"},
			valueRow{Indicator: "visits", Version: "2022", Org: "990100", Level: "prefecture", Period: p.Period, Basis: "ytd", Status: "no_data", MissingReason: "not_reported", UnitsExpected: 3},
			valueRow{Indicator: "visits", Version: "2022", Org: "990100", Level: "prefecture", Period: p.Period, Basis: "quarter", Status: "no_data", MissingReason: "earlier_missing", UnitsExpected: 3})
	}
}

func withValue(r valueRow, numerator, denominator int64) valueRow {
	r.Numerator, r.Denominator, r.UnitsReported = parquetio.Int(numerator), parquetio.Int(denominator), 1
	r.Value, r.Status, r.MissingReason = parquetio.Decimal(numerator*100_000_000/denominator, 6), "no_target", ""
	return r
}

func withTarget(r valueRow, perMille int64) valueRow {
	r.Target, r.Comparator, r.TargetDue = parquetio.Int(60), "ge", parquetio.DateOf(2022, 12, 31)
	r.Gap, r.Trajectory = parquetio.Decimal(perMille-600, 1), parquetio.Int(55)
	r.Status = map[bool]string{true: "met", false: "behind"}[perMille >= 600]
	return r
}

func fillLedger(t *tables) {
	implement := []string{"990102", "990121", "990122", "990100-KFQ"}
	for _, p := range t.periods[1:3] {
		for _, task := range t.tasks {
			t.ledger = append(t.ledger, ledgerRow{Task: task.Task, Org: "990100", Period: p.Period, Role: "all", Due: task.Due, MeasuresDone: 3, MeasuresDue: 5, Progress: parquetio.Decimal(6, 1), Elapsed: parquetio.Decimal(5, 1), Light: "on_track", LightRule: "otherwise"})
			for _, org := range implement {
				t.ledger = append(t.ledger, ledgerRow{Task: task.Task, Org: org, Period: p.Period, Role: "implement", Due: task.Due, Status: "in_progress", Narrative: "已签约并随访", Problems: "人手不足", NextSteps: "招聘", Evidence: "附件1.pdf", Responsible: "张某",
					MeasuresDone: 0, MeasuresDue: 1, Progress: parquetio.Int(0), Elapsed: parquetio.Decimal(5, 1), Light: "warning", LightRule: "behind", DaysLeft: 154, Reported: true, Submission: "R-0123456789ab", Sheet: "任务", Cell: "A3", TypedProgress: parquetio.Int(80), PeriodsStalled: 1})
				t.measures = append(t.measures, measureRow{Task: task.Task, Measure: "m" + task.Task, Org: org, Period: p.Period, Type: "yes_no", Name: "已建立制度", NameEn: "Rules are in force", Value: parquetio.Int(0), Target: parquetio.Int(1), Due: task.Due, State: "open"})
			}
			t.ledger = append(t.ledger, ledgerRow{Task: task.Task, Org: "990100-WJW", Period: p.Period, Role: "lead", Due: task.Due, MeasuresDone: 2, MeasuresDue: 2, Progress: parquetio.Int(1), Light: "done", LightRule: "complete"})
			t.measures = append(t.measures, measureRow{Task: task.Task, Measure: "city", Org: "990100-WJW", Period: p.Period, Type: "indicator", Name: "全市达标", NameEn: "The city is at target", Indicator: "coverage", Value: parquetio.Int(61), Target: parquetio.Int(60), Due: task.Due, State: "done"})
		}
	}
	for _, task := range t.tasks {
		t.duties = append(t.duties, dutyRow{Task: task.Task, Org: "990100-WJW", Role: "lead", Seq: 1, Text: "牵头"}, dutyRow{Task: task.Task, Org: "990100-YBJ", Role: "assist", Seq: 2, Text: "配合"})
	}
}

func fillReporting(t *tables) {
	for _, p := range t.periods[1:3] {
		for i, o := range t.orgs[1:] {
			r := reportingRow{Period: p.Period, Org: o.Org, Expected: true, State: "on_time", ReceivedOn: p.CutOff, Revision: 1, Files: 1, Submission: "R-0123456789ab", FileName: o.Name + "_样例.xlsx", SHA256: "0123456789abcdef", CellsExpected: 60, CellsReported: 59, Completeness: parquetio.Decimal(983333, 6), Returns: 1}
			switch i {
			case 1:
				r.State, r.DaysLate = "late", 3
			case 2:
				r = reportingRow{Period: p.Period, Org: o.Org, Expected: true, State: "missing"}
			}
			t.reporting = append(t.reporting, r)
			if r.State != "missing" {
				t.findings = append(t.findings, findingRow{Period: p.Period, Reporter: o.Org, Submission: r.Submission, FileName: r.FileName, Code: "E-TYPE", Severity: "return", Sheet: "指标", Cell: "E17", Found: "约300", RuleZh: "整数，单位“人”", RuleEn: "a whole number", FixZh: "请改为 300 后重报。", FixEn: "Write 300."})
				t.submissions = append(t.submissions, submissionRow{Period: p.Period, Reporter: o.Org, Submission: r.Submission, Revision: 1, FileName: r.FileName, SHA256: r.SHA256, Bytes: 20480, ReceivedAt: "2022-07-12T08:30:00Z", SentAt: "2022-07-12T08:00:00+08:00", Channel: "邮件", State: "accepted"})
			}
		}
	}
}

// store writes the tables as the marts a site is made from.
func (t tables) store(tb testing.TB) string {
	tb.Helper()
	dir := tb.TempDir()
	put(tb, dir, "dim_programme", t.programme)
	put(tb, dir, "dim_period", t.periods)
	put(tb, dir, "dim_org", t.orgs)
	put(tb, dir, "dim_element", t.elements)
	put(tb, dir, "dim_indicator", t.indicators)
	put(tb, dir, "dim_task", t.tasks)
	put(tb, dir, "dim_duty", t.duties)
	put(tb, dir, "dim_light", t.lights)
	put(tb, dir, "dim_target", t.targets)
	put(tb, dir, "dim_assumption", t.assumptions)
	put(tb, dir, "dim_table", t.dictTables)
	put(tb, dir, "dim_column", t.dictColumns)
	put(tb, dir, "mart_reporting", t.reporting)
	put(tb, dir, "mart_accounting", t.accounting)
	put(tb, dir, "mart_indicator", t.values)
	put(tb, dir, "mart_measure", t.measures)
	put(tb, dir, "mart_ledger", t.ledger)
	put(tb, dir, "mart_lineage", t.lineage)
	put(tb, dir, "dim_ancestor", t.ancestors)
	put(tb, dir, "mart_finding", t.findings)
	put(tb, dir, "mart_submission", t.submissions)
	put(tb, dir, "mart_quality", t.quality)
	put(tb, dir, "mart_recorded", t.recorded)
	put(tb, dir, "mart_recorded_select", t.recordedSelects)
	put(tb, dir, "mart_recorded_file", t.recordedFiles)
	put(tb, dir, "mart_attachment", t.attachments)
	put(tb, dir, "mart_figure", t.reported)
	put(tb, dir, "dim_threshold", t.thresholds)
	t.storeResults(tb, dir)
	return dir
}

// storeResults writes what evaluations came to and what follows from them.
func (t tables) storeResults(tb testing.TB, dir string) {
	tb.Helper()
	put(tb, dir, "dim_stage", t.stages)
	put(tb, dir, "dim_grade", t.grades)
	put(tb, dir, "mart_score", t.scores)
	put(tb, dir, "mart_evaluation", t.evaluations)
	put(tb, dir, "mart_evaluation_dimension", t.dimensions)
	put(tb, dir, "mart_score_adjustment", t.adjustments)
	put(tb, dir, "mart_draw", t.draws)
	put(tb, dir, "mart_inspection", t.inspections)
	put(tb, dir, "mart_rectification", t.mending)
	put(tb, dir, "mart_practice", t.practices)
	put(tb, dir, "mart_consequence", t.consequences)
	put(tb, dir, "mart_reminder", t.reminders)
	put(tb, dir, "mart_decision", t.decisions)
	put(tb, dir, "mart_light", t.lightMoved)
	put(tb, dir, "mart_light_count", t.lightCounts)
	put(tb, dir, "mart_laggard", t.laggardRows)
	put(tb, dir, "dim_laggard", t.laggingRules)
	put(tb, dir, "dim_consequence", t.clauses)
	put(tb, dir, "mart_vintage", t.vintages)
	put(tb, dir, "mart_restatement", t.restated)
	put(tb, dir, "dim_item", t.items)
	put(tb, dir, "dim_group", t.groups)
}

func put[T any](tb testing.TB, dir, table string, rows []T) {
	tb.Helper()
	f, err := os.Create(filepath.Join(dir, table+".parquet"))
	if err != nil {
		tb.Fatal(err)
	}
	if err := parquetio.Write(f, rows); err != nil {
		tb.Fatalf("%s: %v", table, err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
}
