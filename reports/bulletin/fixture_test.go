package bulletin

import "yigai/internal/parquetio"

// fixture is a small city of six counties in its second quarter. paint colours
// every text of the marts, so that a test can make all of them hostile.
func fixture(paint func(string) string) *book {
	if paint == nil {
		paint = func(s string) string { return s }
	}
	b := &book{orgs: map[string]orgRow{}, values: map[valueKey]valueRow{}, files: map[string]int{"received": 9, "accepted": 7, "refused": 1, "superseded": 1}, own: map[string]paragraphRow{}}
	b.head = programmeRow{Programme: "p", Title: paint("关于改革的通知"), TitleEn: paint("Notice"), ShortTitle: paint("某市改革任务"), Number: paint("某政发〔2022〕1号"), Secretariat: paint("秘书处"),
		Status: "in_force", Region: "1", PeriodKind: "quarter", Kind: paint("通报"), Addressee: paint("各县"), Copies: paint("办公室"), Letterhead: paint("某市秘书处"), Document: paint("通知"), Total: paint("全市"), Places: paint("各县"), PlacesEn: paint("counties"),
		Departments: paint("部门"), Period: "2022Q2", AsOf: parquetio.DateOf(2022, 7, 30)}
	b.periods = []periodRow{{Period: "2022Q1", Seq: 1, Name: paint("2022年第一季度")}, {Period: "2022Q2", Seq: 2, Name: paint("2022年第二季度"), Due: parquetio.DateOf(2022, 7, 15), LockedAfter: parquetio.DateOf(2022, 8, 14), Previous: "2022Q1"},
		{Period: "2022Q3", Seq: 3, Name: paint("2022年第三季度"), Due: parquetio.DateOf(2022, 10, 15)}}
	names := []string{"甲县", "乙县", "丙县", "丁县", "戊县", "己县"}
	b.orgList = []orgRow{{Org: "1", Name: paint("某市"), Class: "region"}, {Org: "1-W", Seq: 1, Name: paint("卫生局"), Class: "department"}}
	for i, name := range names {
		b.orgList = append(b.orgList, orgRow{Org: string(rune('a' + i)), Seq: i + 2, Name: paint(name), NameEn: paint("County"), Class: "place", KindName: paint("县")})
	}
	b.indicators = []indicatorRow{{Indicator: "cover", Version: "v", Name: paint("签约覆盖率"), Unit: "%", Type: "ratio", Decimals: 1, Direction: "up", DefaultBasis: "point"},
		{Indicator: "visits", Version: "v", Seq: 1, Name: paint("就诊人次"), Unit: paint("人次"), Type: "count", Direction: "watch", DefaultBasis: "quarter"}}
	b.tasks = []taskRow{{Task: "1", Seq: 1, Title: paint("建立制度"), Lead: "1-W"}}
	b.lights = []lightRow{{Light: "done", Text: paint("完成"), State: "done"}, {Light: "late", Text: paint("逾期"), State: "overdue"}}
	b.lightMoves = []lightCountRow{{Period: "2022Q2", Org: "1", Light: "late", Count: 1, Entered: 1}}
	b.ledger = []ledgerRow{{Task: "1", Org: "1", Period: "2022Q2", Role: "all", Due: parquetio.DateOf(2022, 6, 30), Done: 5, Owed: 6, Light: "late", LightState: "overdue", LightText: paint("逾期"), DaysOverdue: 30},
		{Task: "1", Org: "b", Period: "2022Q2", Role: "implement", Light: "late", LightState: "overdue"}}
	b.offices = []departmentRow{{Org: "1-W", Period: "2022Q2", Led: 1, Overdue: 1}}
	b.practices = []practiceRow{{Task: "1", Org: "a", Period: "2022Q2", Text: paint("一套表管到底。"), Chosen: true}}
	b.mending = []rectificationRow{{ID: paint("ZG-1"), Org: "b", Period: "2022Q2", Finding: paint("名册不符。"), Due: parquetio.DateOf(2022, 9, 1), State: "open"}}
	b.clauses = []consequenceRow{{Period: "2022Q2", Consequence: "c", Org: "a", Effect: paint("表扬"), State: "agreed"}}
	b.own["problems"] = paragraphRow{Period: "2022Q2", Section: "problems", Text: paint("自己写的一段。")}
	b.fixtureFacts(paint)
	b.texts = fixtureTexts()
	return b
}

// fixtureFacts are the figures and who reported.
func (b *book) fixtureFacts(paint func(string) string) {
	values := []valueRow{{Indicator: "cover", Org: "1", Numerator: parquetio.Int(612), Denominator: parquetio.Int(1000), Value: parquetio.Decimal(61200000, 6), UnitsReported: 5, UnitsExpected: 6, Previous: parquetio.Int(60), Change: parquetio.Decimal(12, 1), Gap: parquetio.Decimal(-38, 1)},
		{Indicator: "visits", Org: "1", Numerator: parquetio.Int(12345), Value: parquetio.Int(12345), UnitsReported: 6, UnitsExpected: 6}}
	for i := range 6 {
		v := valueRow{Indicator: "cover", Org: string(rune('a' + i)), Value: parquetio.Int(int64(70 - i)), Rank: i + 1, RankOf: 6, Gap: parquetio.Int(int64(5 - i)), Status: "met"}
		if i == 5 {
			v.Status = "behind"
		}
		values = append(values, v)
		state := []string{"on_time", "late", "missing"}[max(0, i-3)]
		b.reporting = append(b.reporting, reportingRow{Period: "2022Q2", Org: v.Org, Expected: true, State: state, Doubts: i / 5})
	}
	for _, v := range values {
		v.Version, v.Period, v.Basis = "v", "2022Q2", "point"
		if v.Indicator == "visits" {
			v.Basis, v.Status = "quarter", "no_target"
		} else {
			v.Comparator, v.Target = "ge", parquetio.Int(65)
			if v.Status == "" {
				v.Status = "behind"
			}
		}
		b.values[valueKey{v.Indicator, v.Version, v.Org, v.Period, v.Basis}] = v
	}
	b.scores = []evaluationRow{{Scheme: "s", Org: "a", Stage: "final", Period: "2022Q2", Class: "place", Score: parquetio.Decimal(89999, 3), Grade: paint("良好"), Rank: 1}}
	for _, o := range b.orgList {
		b.orgs[o.Org] = o
	}
	b.period, b.next = b.periods[1], b.periods[2]
}

// fixtureTexts are lines of every kind.
func fixtureTexts() []textRow {
	lines := []textRow{
		{Section: "title", Each: "once", Text: "关于{period}{subject}进展情况的{kind}", TextEn: "{subject}"},
		{Section: "lead", Each: "once", Text: "数据截至{cut_off}。及时{on_time_share}，迟报{late_share}，未报{missing_share}。", TextEn: "As of {cut_off}."},
		{Section: "lead", Each: "once", Joined: true, When: "missing", Text: "未报送：{missing_names}。", TextEn: "Missing: {missing_names}."},
		{Section: "indicators", Heading: "指标", HeadingEn: "Indicators", Each: "table_targets", Text: "指标表", TextEn: "Table"},
		{Section: "indicators", Heading: "逐项", HeadingEn: "One by one", Each: "indicators", When: "has_value", Text: "{n}.{indicator}{value}[（{fraction}）][，{change}][；目标{target}][，{gap}]。[居前的是{best}。]", TextEn: "{n}. {indicator}"},
		{Section: "ledger", Heading: "台账", HeadingEn: "Ledger", Each: "overdue", Text: "第{task}项“{title}”[，{lead}牵头]，逾期{days}天[：{units}]。", TextEn: "{title}"},
		{Section: "evaluation", Heading: "考评", HeadingEn: "Scores", Each: "grades", Text: "{grade}：{names}。", TextEn: "{grade}"},
		{Section: "evaluation", Each: "consequences", Text: "{effect}：{names}。", TextEn: "{effect}"},
		{Section: "practices", Heading: "经验", HeadingEn: "Practice", Each: "practices", Text: "{org}：{text}。", TextEn: "{text}"},
		{Section: "problems", Heading: "问题", HeadingEn: "Problems", Each: "rectifications", Text: "{nth}是{org}{finding}，{due}，{state}。", TextEn: "{finding}"},
		{Section: "next", Heading: "空", HeadingEn: "Empty", Each: "warnings", Text: "{title}", TextEn: "{title}"},
		{Section: "brief", Each: "once", Text: "{total}{targets}项指标，{standing}。", TextEn: "{targets}"},
		{Section: "annex_indicators", Heading: "各地", HeadingEn: "Places", Each: "table_indicators", Text: "{table}", TextEn: "{table}"},
		{Section: "annex_ledger", Heading: "台账", HeadingEn: "Ledger", Each: "table_ledger", Text: "台账", TextEn: "Ledger"},
		{Section: "annex_evaluation", Heading: "得分", HeadingEn: "Scores", Each: "table_evaluation", Text: "{table}", TextEn: "{table}"},
		{Section: "annex_reporting", Heading: "报送", HeadingEn: "Reporting", Each: "table_reporting", Text: "报送", TextEn: "Reporting"},
		{Section: "annex_reporting", Each: "table_accounting", Text: "文件", TextEn: "Files"},
		{Section: "annex_reporting", Each: "table_departments", Text: "部门", TextEn: "Departments"},
		{Section: "annex_reporting", Each: "table_monitored", Text: "监测", TextEn: "Monitored"},
	}
	for i := range lines {
		lines[i].Seq = i + 1
	}
	return lines
}
