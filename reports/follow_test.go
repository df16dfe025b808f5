package reports

import (
	"fmt"
	"strings"
	"testing"

	"yigai/internal/parquetio"
)

// wantsOn holds pages against the texts that must stand on them.
func wantsOn(t *testing.T, files map[string][]byte, wants map[string][]string) {
	t.Helper()
	for page, texts := range wants {
		text := squeezed(files[page])
		if text == "" {
			t.Errorf("no page %s", page)
		}
		for _, want := range texts {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", page, want)
			}
		}
	}
}

// 89.9999 is 良好 and must not read as 90.00; ties, draws and adjustments stand beside the scores.
func TestEvaluationPages(t *testing.T) {
	files := readTree(t, build(t, fixture()))
	wantsOn(t, files, map[string][]string{
		"2022Q2/evaluation.html": {"2022年考评结果 Evaluation, 2022", "2022年得分与等次", "东山区 市级复评 1.1 管理机制1.1 8.00 9.00", "3 个县区有最终得分， 优秀 1 个 ， 良好 2 个", "东山区 89.99 市级复评 良好", "西水县 90.00 市级复评 优秀", "北林县 82.00 市级复评 良好 good 3/3",
			"并列；所依据的得分不齐；2 项无佐证不得分", "7.00 离群", "北林县的自评明显偏离复评", "80 分及以上，不到 90 分", "90 分及以上", "每组抽 1–4 个", "按指标提出，人可改： 重点人群签约覆盖率 50 不得分，90 得满分，其间按比例 没有佐证材料不得分 查文件 分值为设定", "市卫健委填报"},
		"2022Q2/unit/990102.html": {"2022年考评 Evaluation, 2022", "最终 final 89.99 100 良好", "取自市级复评；有调整", "1.1 管理机制1.1 Mechanism 组织实施 10 9.00 已调整 由 9.00 调整，示例人员甲：现场查证 评分!H5", "现场查证与材料不符 依据： 会议纪要1号"},
	})
	if page := squeezed(files["2022Q2/evaluation.html"]); strings.Contains(page, "东山区 90.00") {
		t.Error("89.9999 reads as 90.00")
	}
	if files["2022Q1/evaluation.html"] != nil || strings.Contains(string(files["2022Q1/index.html"]), "考评") {
		t.Error("a period before the first stage has a page of results")
	}
}

// A programme without evaluation and without anything to follow has no such pages and no way to them.
func TestNothingIsShownThatIsNotThere(t *testing.T) {
	f := fixture()
	f.stages, f.evaluations, f.draws, f.inspections, f.mending, f.practices, f.consequences, f.clauses, f.reminders = nil, nil, nil, nil, nil, nil, nil, nil, nil
	files := readTree(t, build(t, f))
	for name, data := range files {
		if strings.HasSuffix(name, "evaluation.html") || strings.HasSuffix(name, "follow.html") {
			t.Errorf("page %s", name)
		}
		if strings.HasSuffix(name, ".html") && (strings.Contains(string(data), "evaluation.html") || strings.Contains(string(data), "follow.html")) {
			t.Errorf("%s leads to a page that is not there", name)
		}
	}
}

// Consequences are proposals until a named person decided; reminders say whether they went out.
func TestFollowPage(t *testing.T) {
	wantsOn(t, readTree(t, build(t, fixture())), map[string][]string{
		"2022Q2/follow.html": {"应催办、提醒的 2 件 ，已发出 1 件；限期整改 1 项， 逾期 1 项 ；结果运用建议 2 条，已决定 1 条", "北林县 北林县：2022年第二季度报表已过期15天，请补报。市秘书处 未报送，过期 15 天", "建议，未发出",
			"1 推进签约服务（落实） 1预警自2022年第一季度 亮灯，▲ 预警，连续 2 季 2022-07-30 示例人员甲（日志 22，共 1 次）", "西水县 最终得分 90.00，优秀 excellent 建议，未经决定", "决定不采用 2022-07-28 示例人员乙（日志 31） 有一项数据不实 批示3号",
			"2022-07-20 原定 2022-07-14 延期 1 次：人手不足", "2022-07-18 示例人员丙：已核对", "不到位。仍差 3 人", "已核 2 个数，不一致 1 个（50.0%）", "已签约人数 2022年第一季度 500 人 第 2 版 revision 核查表上写作 480 on the form 现为 490 now 480 −20 ■ 不一致 市卫健委 台账少记",
			"第四条 表扬奖励 reward C01 予以表扬 praised 位次在前（占比） 0.3 among the first (share) 上一级 the level above 2", "考核结果与院长年薪挂钩 tied to the head&#39;s pay 原文没有写怎样挂钩 只有表述 原文只有表述，没有可计算的条件 only stated, no rule that can be computed 省级 the province —",
			"网格签约 2022-07-25 由 示例人员甲 选用： 可复制", "另有 1 条随任务报来", "西水县 2022年第一季度 已签约人数"},
		"2022Q2/task/1.html":             {"2022-12-31 设定 原定 2022-06-30，见下“决定”", "按原定期限应为 ▲ 预警", "2022-05-01 延期 extended 期限 2022-12-31 全部单位 灾后重建 文件： 批示1号 示例人员甲 日志 9", "暂缓 suspended 已撤回，不起作用 withdrawn ：2022-05-02， 示例人员乙 ， 应为任务2 （日志 10） 全部单位", "上门服务"},
		"2022Q2/task/2.html":             {"2022-06-09 截止日后补记 销号决定 closing decided 不同意 市卫健委 指标未达标", "销号未获同意"},
		"2022Q2/ledger.html":             {"二 医保改革 Insurance", "比上季的变动", "◆ 正常 on track 2 1 0 0 1 0", "▲ 预警 warning 0 0 0 0 0 1"},
		"2022Q2/unit/990100-WJW.html":    {"30 天内到期 Due within 30 days 2022-08-15"},
		"2022Q2/index.html":              {"滞后 Lagging by rule 2 个单位", "连续两期落后于进度线", "2022Q1 未报；2022Q2 未报"},
		"2022Q2/indicator/coverage.html": {"滞后的单位 Who lags", "2022Q1 50.0，进度线 55.0；2022Q2 52.0，进度线 57.0"},
		"2022Q2/unit/990121.html":        {"滞后 Lagging", "督办单 1 推进签约服务（落实） 亮灯，▲ 预警，连续 2 季", "机构名册，1 家"},
		"2022Q2/method.html":             {"滞后的认定 Who lags 连续两期落后于进度线"},
	})
}

// An org that is no more has no row in a period after it, and its page says what came next.
func TestOrgsCountWhileTheyExist(t *testing.T) {
	files := readTree(t, build(t, fixture()))
	wantsOn(t, files, map[string][]string{
		"2022Q2/unit/990199.html":         {"到2021年12月31日为止，本期末已不存在。", "另见： 北林县"},
		"2022Q2/institutions/990121.html": {"西水县 名册上有 1 家机构", "西水县第一卫生院", "下转患者人次", "7 人次"},
		"2022Q2/index.html":               {"/ 4 个"},
	})
	if strings.Contains(squeezed(files["2022Q2/units.html"]), "旧县") {
		t.Error("an org that is no more stands in the list of units")
	}
}

// A draft says so in title, band, footer and pictures of every page.
func TestDraftIsShownOnEveryPage(t *testing.T) {
	f := fixture()
	f.programme[0].Status, f.programme[0].Number = "draft", ""
	pages := 0
	for name, data := range readTree(t, build(t, f)) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		pages++
		for _, want := range []string{"【征求意见稿】", `class="standing"`, "没有约束力", "测试市人民政府办公室（征求意见稿）"} {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s has no %s", name, want)
			}
		}
		if strings.Contains(string(data), `class="picture`) && strings.Contains(string(data), `class="mark`) && !strings.Contains(string(data), "样例数据 征求意见稿</text>") {
			t.Errorf("%s: a picture without the mark", name)
		}
	}
	if pages == 0 {
		t.Fatal("no pages: the test proves nothing")
	}
}

// A pack of another kind: yearly, other words, two levels, lights of its own.
func TestWordsComeFromThePack(t *testing.T) {
	files := readTree(t, build(t, twoLevels()))
	checkSite(t, files)
	wantsOn(t, files, map[string][]string{
		"2022/index.html":              {"年度进展 Yearly progress", "本年概览", "县（市）合计有目标的", "全部县（市）的对照表"},
		"2022/places.html":             {"甲市", "县01"},
		"2022/units.html":              {"县（市） 36 个，市 3 个"},
		"2022/indicator/coverage.html": {"甲市县（市）合计"},
		"2022/ledger.html":             {"■ 红牌"},
		"2022/unit/C1.html":            {"所辖县（市）", "县01"},
	})
	for name, data := range files {
		for _, word := range []string{"全市", "县区", "本季", "上季", "季度", "通知", "市级部门", "开发区"} {
			if strings.HasSuffix(name, ".html") && !strings.HasSuffix(name, "data.html") && strings.Contains(string(data), word) {
				t.Errorf("%s says %s", name, word)
			}
		}
	}
}

// twoLevels is a yearly programme of 36 counties in three cities.
func twoLevels() tables {
	day := parquetio.DateOf
	t := tables{
		programme: []programmeRow{{Programme: "two", Title: "关于试点的办法", TitleEn: "Pilot", ShortTitle: "试点评估", ShortTitleEn: "Pilot", Issuer: "省政府", Secretariat: "秘书处", Issued: day(2022, 1, 5), Region: "P", Period: "2022", Status: "in_force", PeriodKind: "year",
			RankedAmong: "region", Document: "办法", DocumentEn: "measure", Total: "县（市）合计", TotalEn: "all counties", Places: "县（市）", PlacesEn: "counties", Departments: "省级部门", DepartmentsEn: "departments"}},
		periods:    []periodRow{{Period: "2022", Seq: 1, Year: 2022, Nth: 1, Name: "2022年", LastDay: day(2022, 12, 31), CutOff: day(2023, 3, 31)}},
		orgs:       []orgRow{{Org: "P", Seq: 1, Name: "示例省", Class: "region", KindName: "省", Additive: true}},
		indicators: []indicatorRow{{Indicator: "coverage", Version: "1", Seq: 1, Group: "服务", Name: "覆盖率", NameEn: "Coverage", Unit: "%", Type: "ratio", Rollup: "ratio_of_sums", Decimals: 1, Direction: "up", DefaultBasis: "point"}},
		lights:     []lightRow{{Seq: 1, Light: "red_card", Text: "红牌", TextEn: "red card", State: "overdue", Colour: "red", Condition: "past_due"}},
		tasks:      []taskRow{{Task: "1", Seq: 1, Title: "试点", TitleEn: "Pilot", Kind: "one-off", Due: day(2022, 12, 31)}},
	}
	value := func(org, level string, rank, of int) {
		t.values = append(t.values, valueRow{Indicator: "coverage", Version: "1", Org: org, Level: level, Period: "2022", Basis: "point", Numerator: parquetio.Int(60), Denominator: parquetio.Int(100), Value: parquetio.Int(int64(60 + rank)), UnitsReported: 1, UnitsExpected: 2,
			Target: parquetio.Int(65), Comparator: "ge", TargetDue: day(2022, 12, 31), Status: "missed", Rank: rank, RankOf: of, RankParent: 1, RankParentOf: 12})
	}
	value("P", "region", 0, 0)
	for c, city := range []string{"甲市", "乙市", "丙市"} {
		code := fmt.Sprintf("C%d", c+1)
		t.orgs = append(t.orgs, orgRow{Org: code, Seq: len(t.orgs) + 1, Name: city, Class: "region", KindName: "市", KindNameEn: "city", Parent: "P", Additive: true, Column: 20 + c, Row: 1})
		value(code, "region", c+1, 3)
		for n := range 12 {
			org := fmt.Sprintf("D%02d", c*12+n+1)
			t.orgs = append(t.orgs, orgRow{Org: org, Seq: len(t.orgs) + 1, Name: fmt.Sprintf("县%02d", c*12+n+1), Class: "place", KindName: "县", KindNameEn: "county", Parent: code, Additive: true, Column: n + 1, Row: c + 1})
			value(org, "place", c*12+n+1, 36)
			t.ledger = append(t.ledger, ledgerRow{Task: "1", Org: org, Period: "2022", Role: "implement", Light: "red_card", LightState: "overdue", LightText: "红牌", LightRule: "past_due"})
		}
	}
	t.ledger = append(t.ledger, ledgerRow{Task: "1", Org: "P", Period: "2022", Role: "all", Light: "red_card", LightState: "overdue", LightRule: "past_due"})
	return t
}

// A series that crosses a change of definition is neither joined nor called rising.
func TestSeriesStopAtABreak(t *testing.T) {
	f := fixture()
	old := f.indicators[0]
	old.Version, old.Name, old.ValidTo = "2021", "签约率（旧）", parquetio.DateOf(2022, 3, 31)
	f.indicators[0].ValidFrom = parquetio.DateOf(2022, 4, 1)
	f.indicators = append(f.indicators, old)
	for i := range f.values {
		switch v := &f.values[i]; {
		case v.Indicator != "coverage":
		case v.Period == "2022Q2":
			v.Break, v.Change, v.Previous = "definition", parquetio.Number{}, parquetio.Number{}
		default:
			v.Version = "2021"
		}
	}
	d := deskOf(t, f, 1)
	c := d.trend(d.indicators[0], "point", d.basisTable(d.indicators[0], "point").Rows)
	if c.Title != "全市重点人群签约覆盖率走势" || !strings.Contains(c.Sub, "竖线处定义改变，前后不可比") || !strings.Contains(string(c.Static), `class="break"`) {
		t.Errorf("%s, %s", c.Title, c.Sub)
	}
	wantsOn(t, readTree(t, build(t, f)), map[string][]string{
		"2022Q2/indicator/coverage.html": {"定义的各个版本", "最初—2022-03-31 签约率（旧）", "2022-04-01—至今", "，定义改变，与上期不作比较", "定义改变，与上期不可比"},
		"2022Q1/indicators.html":         {"签约率（旧）"},
	})
}
