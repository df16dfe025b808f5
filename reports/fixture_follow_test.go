package reports

import "yigai/internal/parquetio"

// fillEvaluation adds an institution, an org that is no more, two stages of an
// evaluation with a draw and an adjustment, and all that follows from results.
func fillEvaluation(t *tables) {
	t.orgs = append(t.orgs,
		orgRow{Org: "990121-J01", Seq: 8, Name: "西水县第一卫生院", NameEn: "First Centre", ShortName: "一卫", Class: "institution", KindName: "机构", KindNameEn: "institution", Parent: "990121"},
		orgRow{Org: "990199", Seq: 9, Name: "旧县", NameEn: "Old County", ShortName: "旧县", Class: "place", KindName: "县", KindNameEn: "county", Parent: "990100", ValidTo: parquetio.DateOf(2021, 12, 31), Successor: "990122"})
	t.orgs = append(t.orgs, orgRow{Org: "990199-J01", Seq: 10, Name: "旧县卫生院", NameEn: "Old Centre", Class: "institution", KindName: "机构", KindNameEn: "institution", Parent: "990199", ValidTo: parquetio.DateOf(2021, 12, 31)})
	t.evaluations = append(t.evaluations, evaluationRow{Scheme: "s", Org: "990199-J01", Year: 2022, Stage: final, Period: "2022Q2", Parent: "990199", Score: parquetio.Int(70), FullMarks: parquetio.Int(100), Complete: true, FromStage: "review"})
	t.values = append(t.values, valueRow{Indicator: "referral", Version: "2022", Org: "990121-J01", Level: "institution", Period: "2022Q2", Basis: "quarter", Numerator: parquetio.Int(7), Value: parquetio.Int(7), UnitsReported: 1, UnitsExpected: 1, Status: "no_target"})
	t.stages = []stageRow{
		{Scheme: "s", Stage: "self", Seq: 1, Name: "县级自评", NameEn: "self-score", Scorer: "self", Base: "items", Period: "2022Q2", Due: parquetio.DateOf(2022, 6, 10), Clause: "第三条", Note: "日期为设定"},
		{Scheme: "s", Stage: "review", Seq: 2, Name: "市级复评", NameEn: "review", Scorer: "province", Reporter: "990100-WJW", Base: "items", Period: "2022Q2"},
		{Scheme: "s", Stage: "spot", Seq: 3, Name: "抽查", NameEn: "spot check", Scorer: "province", Base: "items", Period: "2022Q2", DrawMin: 1, DrawMax: 4},
	}
	t.grades = []gradeRow{{Scheme: "s", Grade: "优秀", GradeEn: "excellent", Seq: 1, From: parquetio.Int(90)}, {Scheme: "s", Grade: "良好", GradeEn: "good", Seq: 2, From: parquetio.Int(80), To: parquetio.Int(90)}}
	for n, org := range []string{"990102", "990121", "990122"} {
		marks := []int64{8_999_990, 9_000_000, 8_200_000}[n]
		for _, stage := range []string{"self", "review", final} {
			e := evaluationRow{Scheme: "s", Org: org, Year: 2022, Stage: stage, Period: "2022Q2", Parent: "990100", Score: parquetio.Decimal(marks, 5), FullMarks: parquetio.Int(100), Complete: stage != final || n < 2,
				ItemsScored: 2, Items: 2, Unproven: n, Grade: []string{"良好", "优秀", "良好"}[n], GradeEn: "good", Rank: []int{2, 1, 3}[n], RankOf: 3, RankParent: []int{2, 1, 3}[n], RankParentOf: 3, Tied: n == 2}
			if stage == final {
				e.FromStage, e.Gap, e.GapMedian, e.GapOutlier, e.Adjusted = "review", parquetio.Decimal(int64(n)*35, 1), parquetio.Int(1), n == 2, n == 0
			}
			if stage == "self" {
				e.Score = parquetio.Decimal(marks+int64(n)*350_000, 5)
			}
			t.evaluations = append(t.evaluations, e)
			t.dimensions = append(t.dimensions, dimensionRow{Scheme: "s", Org: org, Year: 2022, Stage: stage, Dimension: "1", Name: "组织实施", NameEn: "organisation", FullMarks: parquetio.Int(20), Score: parquetio.Int(18)})
		}
		for _, item := range []string{"1.1", "1.2"} {
			t.scores = append(t.scores, scoreRow{Scheme: "s", Stage: "review", Org: org, Item: item, Period: "2022Q2", Year: 2022, DimensionName: "组织实施", Name: "管理机制" + item, NameEn: "Mechanism", FullMarks: parquetio.Int(10),
				Typed: parquetio.Int(9), Computed: parquetio.Int(8), Original: parquetio.Int(9), Score: parquetio.Int(9), Reason: "adjusted", Reporter: "990100-WJW", Sheet: "评分", Cell: "H5", AdjustedBy: "示例人员甲", AdjustedWhy: "现场查证"})
		}
	}
	t.adjustments = []adjustmentRow{{Seq: 12, Scheme: "s", Stage: "review", Org: "990102", Item: "1.1", Day: parquetio.DateOf(2022, 7, 1), Value: parquetio.Int(9), Counts: true, Original: parquetio.Int(8), By: "示例人员甲", Reason: "现场查证与材料不符", Document: "会议纪要1号"}}
	t.draws = []drawRow{
		{ID: "D-1", Period: "2022Q2", What: "counties", Scheme: "s", Stage: "spot", Group: "990100", Seed: "20220701", Population: 3, ListHash: "ab12cd34ab12cd34", Count: 1, Pick: "990121", Method: "名单排序后按 SHA-256 取前 1 个", MethodEn: "sorted, hashed, the first", By: "示例人员乙", Day: parquetio.DateOf(2022, 7, 2), Document: "公告2号"},
		{ID: "D-2", Period: "2022Q2", What: "values", Seed: "7", Population: 9, ListHash: "ef56", Count: 1, Pick: "990121|2022Q1|contracts", By: "示例人员乙", Day: parquetio.DateOf(2022, 7, 3)}}
	t.items = []itemRow{{Scheme: "s", Stage: "self", Item: "1.1", Seq: 1, DimensionName: "组织实施", Name: "管理机制1.1", NameEn: "Mechanism", FullMarks: parquetio.Int(10), Method: "both", Indicator: "coverage", Shape: "linear", Floor: parquetio.Int(50), Full: parquetio.Int(90), Evidence: true, Standard: "查文件", Note: "分值为设定"},
		{Scheme: "s", Stage: "review", Item: "1.1", Seq: 1, DimensionName: "组织实施", Name: "管理机制1.1", FullMarks: parquetio.Int(10), Method: "both"}}
	t.groups = []groupRow{{Task: "2", Group: "二", Title: "医保改革", TitleEn: "Insurance"}}
	fillFollow(t)
}

// fillFollow adds checks, rectifications, consequences, reminders, decisions, movements of lights and laggards.
func fillFollow(t *tables) {
	t.inspections = []inspectionRow{
		{ID: "D-2", Period: "2022Q2", Org: "990121", About: "2022Q1", Element: "contracts", Reported: parquetio.Int(500), OnForm: parquetio.Int(480), Differs: true, Revision: 2, Now: parquetio.Int(490), Found: parquetio.Int(480), Difference: parquetio.Int(-20), Result: "mismatch", Reporter: "990100-WJW", Note: "台账少记"},
		{ID: "D-2", Period: "2022Q2", Org: "990121", About: "2022Q1", Element: "group", Reported: parquetio.Int(9), Found: parquetio.Int(9), Difference: parquetio.Int(0), Result: "match", Reporter: "990100-WJW"}}
	t.mending = []rectificationRow{{ID: "Z-1", Org: "990121", Period: "2022Q2", Task: "1", Source: "inspection", Finding: "签约数与台账不符", Opinion: "逐人核对", Document: "整改通知1号", OpenedOn: parquetio.DateOf(2022, 7, 4), OpenedBy: "示例人员甲",
		DueOriginal: parquetio.DateOf(2022, 7, 14), Due: parquetio.DateOf(2022, 7, 20), ExtendedTimes: 1, ExtendedWhy: "人手不足", RepliedOn: parquetio.DateOf(2022, 7, 18), RepliedBy: "示例人员丙", Reply: "已核对", Evidence: "名册.xlsx",
		VerifiedOn: parquetio.DateOf(2022, 7, 19), VerifiedBy: "示例人员乙", Verdict: "refused", VerifiedWhy: "仍差 3 人", State: "overdue", Light: "warning", LightState: "warning", LightText: "预警", DaysOverdue: 10}}
	t.practices = []practiceRow{{Task: "1", Org: "990102", Period: "2022Q2", Text: "网格签约", Chosen: true, ChosenBy: "示例人员甲", ChosenOn: parquetio.DateOf(2022, 7, 25), Reason: "可复制"}, {Task: "1", Org: "990121", Period: "2022Q2", Text: "上门服务"}}
	t.clauses = []clauseRow{
		{Consequence: "C01", Seq: 1, Condition: "top", Value: "0.3", By: "parent", Kind: "reward", Effect: "予以表扬", EffectEn: "praised", Clause: "第四条"},
		{Consequence: "C02", Seq: 2, Condition: "stated", By: "province", Kind: "appraisal", Effect: "考核结果与院长年薪挂钩", EffectEn: "tied to the head's pay", Clause: "第五条", Note: "原文没有写怎样挂钩"}}
	t.consequences = []consequenceRow{
		{Period: "2022Q2", Consequence: "C01", Scheme: "s", Org: "990121", Kind: "reward", Effect: "予以表扬", EffectEn: "praised", Clause: "第四条", ByLevel: "parent", Why: "最终得分 90.00，优秀", WhyEn: "excellent", State: "proposed"},
		{Period: "2022Q2", Consequence: "C01", Scheme: "s", Org: "990102", Kind: "reward", Effect: "予以表扬", EffectEn: "praised", Clause: "第四条", ByLevel: "parent", Why: "得分靠前", WhyEn: "near the top", State: "refused", DecidedBy: "示例人员乙", DecidedOn: parquetio.DateOf(2022, 7, 28), Reason: "有一项数据不实", Document: "批示3号", Seq: 31}}
	t.reminders = []reminderRow{
		{Period: "2022Q2", Org: "990122", ToOrg: "990122", Kind: "report", Trigger: "not_reported", Due: parquetio.DateOf(2022, 7, 15), Days: -15, Text: "{org}：{period}报表已过期{days}天，请补报。{secretariat}"},
		{Period: "2022Q2", Org: "990121", ToOrg: "990121", Kind: "slip", Trigger: "light", Task: "1", Role: "implement", Title: "推进签约服务", Light: "warning", Periods: 2, SincePeriod: "2022Q1", Text: "{task}{light}自{since}", IssuedSeq: 22, IssuedOn: parquetio.DateOf(2022, 7, 30), IssuedBy: "示例人员甲", IssuedTimes: 1}}
	t.decisions = []decisionRow{
		{Seq: 9, Day: parquetio.DateOf(2022, 5, 1), Kind: "task_extended", Task: "1", FallsIn: "2022Q2", Due: parquetio.DateOf(2022, 12, 31), By: "示例人员甲", Reason: "灾后重建", Document: "批示1号"},
		{Seq: 8, Day: parquetio.DateOf(2022, 4, 30), Kind: "task_suspended", Task: "1", FallsIn: "2022Q2", By: "示例人员甲", Reason: "记错了任务",
			Withdrawn: true, WithdrawnSeq: 10, WithdrawnOn: parquetio.DateOf(2022, 5, 2), WithdrawnBy: "示例人员乙", WithdrawnReason: "应为任务2"},
		{Seq: 14, Day: parquetio.DateOf(2022, 6, 1), Kind: "closing_applied", Task: "2", Org: "990100-WJW", FallsIn: "2022Q2", Text: "全部完成", By: "示例人员丙", Evidence: "总结.docx"},
		{Seq: 15, Day: parquetio.DateOf(2022, 6, 9), Kind: "closing_decided", Task: "2", Org: "990100-WJW", FallsIn: "2022Q2", Verdict: "refused", By: "示例人员乙", Reason: "指标未达标", Late: true}}
	t.lightCounts = []lightCountRow{{Period: "2022Q2", Org: "990100", Light: "on_track", Count: 2, Entered: 1, Unchanged: 1}, {Period: "2022Q2", Org: "990100", Light: "warning", Left: 1}}
	t.laggingRules = []laggingRuleRow{{Rule: "below_trajectory", Text: "连续两期落后于进度线", TextEn: "below its trajectory for two periods"}}
	t.laggardRows = []laggardRow{{Period: "2022Q2", Org: "990121", Indicator: "coverage", Rule: "below_trajectory", Seq: 1, Periods: 2, Since: "2022Q1", Text: "连续两期落后于进度线", TextEn: "below its trajectory for two periods", Series: "2022Q1 50.0，进度线 55.0；2022Q2 52.0，进度线 57.0", SeriesEn: "2022Q1 50.0"},
		{Period: "2022Q2", Org: "990122", Rule: "late", Seq: 4, Periods: 2, Since: "2022Q1", Text: "迟报", TextEn: "late", Series: "2022Q1 未报；2022Q2 未报", SeriesEn: "missing"}}
	for i := range t.ledger {
		r := &t.ledger[i]
		r.LightState = map[string]string{"done": "done", "warning": "warning", "on_track": "on_track"}[r.Light]
		if r.Period == "2022Q2" && r.Task == "1" {
			r.DueOriginal, r.ExtendedTimes, r.ComputedLight, r.ComputedState = parquetio.DateOf(2022, 6, 30), 1, "warning", "warning"
		}
		if r.Period == "2022Q2" && r.Org == "990100-WJW" {
			r.NextDue, r.DueIn30, r.Closing = parquetio.DateOf(2022, 8, 15), true, map[string]string{"2": "refused"}[r.Task]
		}
	}
}
