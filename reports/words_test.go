package reports

import (
	"strings"
	"testing"

	"yigai/internal/parquetio"
)

// deskOf is a desk for a published period of the fixture, changed as told.
func deskOf(t *testing.T, f tables, period int) desk {
	t.Helper()
	b, err := newBook(f)
	if err != nil {
		t.Fatal(err)
	}
	return desk{book: b, period: b.published[period], root: "../"}
}

// A department's measure looks at the city: its share is a figure, never 是 or 否.
func TestMeasuresShowWhatTheyLookAt(t *testing.T) {
	f := fixture()
	f.indicators[0].Rollup = "share_yes"
	f.elements = append(f.elements, elementRow{Element: "projects", Seq: 3, Unit: "个"})
	f.measures = []measureRow{
		{Task: "1", Measure: "city", Org: "990100-WJW", Period: "2022Q2", Type: "indicator", Indicator: "coverage", Value: parquetio.Decimal(8182, 2), Target: parquetio.Int(60), State: "done"},
		{Task: "1", Measure: "own", Org: "990102", Period: "2022Q2", Type: "indicator", Indicator: "coverage", Value: parquetio.Int(100), Target: parquetio.Int(60), State: "done"},
		{Task: "1", Measure: "count", Org: "990100-WJW", Period: "2022Q2", Type: "count", Element: "projects", Value: parquetio.Int(4), Target: parquetio.Int(5), State: "open"},
		{Task: "1", Measure: "done", Org: "990102", Period: "2022Q2", Type: "yes_no", Value: parquetio.Int(0), Target: parquetio.Int(1), From: "2022Q1", State: "open"},
	}
	want := []struct{ value, target, since string }{{"81.8%", "≥60%", ""}, {"是", "是", ""}, {"4 个", "≥5 个", ""}, {"否", "是", "2022年第一季度"}}
	for i, g := range deskOf(t, f, 1).measureGroups("1") {
		if s := g.States[0]; s.Value != want[i].value || g.Target != want[i].target || s.Since != want[i].since {
			t.Errorf("%s: %q of %q since %q, want %v", f.measures[i].Measure, s.Value, g.Target, s.Since, want[i])
		}
	}
}

// Targets are worded as the notice words them, in both languages; one that is met has no bad side.
func TestTargetsAsWorded(t *testing.T) {
	for _, c := range []struct {
		comparator   string
		value, to    int64
		zh, en, side string
	}{
		{"ge", 60, 0, "≥60%", "target ≥60% ", "below"},
		{"between", 2, 3, "2–3%", "target 2–3% ", "level"},
		{"approx", 30, 0, "≈30%", "target ≈30% ", "level"},
	} {
		f := fixture()
		for i := range f.values {
			v := &f.values[i]
			if v.Indicator == "coverage" && v.Target.Valid {
				v.Comparator, v.Target, v.Status, v.Gap = c.comparator, parquetio.Int(c.value), "met", parquetio.Int(-1)
				if c.to > 0 {
					v.TargetTo = parquetio.Int(c.to)
				}
			}
		}
		d := deskOf(t, f, 1)
		got := d.figure(d.indicators[0], "990100", "point")
		if got.Target != c.zh || got.Gap.Class != c.side {
			t.Errorf("%s: %q, side %q", c.comparator, got.Target, got.Gap.Class)
		}
		if en := string(d.indicatorLeadEn(d.indicators[0], "point")); !strings.Contains(en, c.en) {
			t.Errorf("%s: %q has no %q", c.comparator, en, c.en)
		}
		for _, g := range d.measureGroups("1") {
			if strings.Contains(g.Link, "coverage") && g.Target != c.zh {
				t.Errorf("%s: the measure's target is %q", c.comparator, g.Target)
			}
		}
	}
}

// What the document leaves out, asks of all, or holds against the year before is worded as it is.
func TestTargetsWithoutANumberAreWorded(t *testing.T) {
	i := indicatorRow{Unit: "%", Decimals: 1}
	for _, c := range []struct {
		row  targetRow
		want string
	}{
		{targetRow{Comparator: "unset"}, "原文未公布目标值"},
		{targetRow{Comparator: "all"}, "全部"},
		{targetRow{Comparator: "not_below"}, "不低于上年同期"},
		{targetRow{Comparator: "approx", Value: parquetio.Int(65), Tolerance: parquetio.Int(2)}, "≈65%（上下 2）"},
		{targetRow{Comparator: "ge", Value: parquetio.Int(41), Soft: true}, "≥41%（力争）"},
	} {
		if got := targetWords(i, c.row); got != c.want {
			t.Errorf("%s: %q, want %q", c.row.Comparator, got, c.want)
		}
	}
	if got := targetText(i, valueRow{Comparator: "not_below", Target: parquetio.Decimal(613, 1)}); got != "不低于上年同期（61.3%）" {
		t.Errorf("got %q", got)
	}
	b, err := newBook(fixture())
	if err != nil {
		t.Fatal(err)
	}
	if got := b.statusOf(valueRow{Comparator: "unset", Status: "no_target"}).Zh; got != "原文未公布目标值" {
		t.Errorf("got %q", got)
	}
}

// The first sentence names who lags and who did not report.
func TestFirstSentenceNamesNames(t *testing.T) {
	for period, want := range []struct{ zh, en string }{
		{"<b>西水县</b>（1 项）有指标落后。6 个单位应报送，5 个已报送（其中迟报 1 个），1 个未报送：北林县。", "Most indicators behind: Xishui County (1). 5 of 6 units have reported; not reported: Beilin County."},
		{"<b>西水县</b>（1 项）、<b>北林县</b>（1 项）、<b>测试经开区</b>（1 项）有指标落后。", "Xishui County (1), Beilin County (1), Test Zone (1). 5 of 6"},
	} {
		f := fixture()
		for i := range f.values {
			if v := &f.values[i]; v.Indicator == "coverage" && v.Org == "990100-KFQ" && v.Period == "2022Q2" {
				v.Status = "behind"
			}
		}
		v := deskOf(t, f, period).glance("2022Q1/index.html")
		if !strings.Contains(string(v.Lead), want.zh) {
			t.Errorf("%q has no %q", v.Lead, want.zh)
		}
		if !strings.Contains(string(v.LeadEn), want.en) || strings.Contains(string(v.LeadEn), " 0 under") || strings.Contains(string(v.LeadEn), "1 indicators") {
			t.Errorf("%q has no %q", v.LeadEn, want.en)
		}
	}
}

func TestFewLaggardsAreNamedAndTiesStayTogether(t *testing.T) {
	place := func(n int) laggard { return laggard{Behind: make([]link, n)} }
	for _, c := range []struct {
		behind []int
		want   int
	}{{[]int{10, 4, 4, 2, 2, 1}, 3}, {[]int{5, 1, 1, 1, 1}, 5}, {[]int{1, 1, 1, 1, 1, 1, 1, 1}, 6}, {[]int{2}, 1}} {
		var all []laggard
		for _, n := range c.behind {
			all = append(all, place(n))
		}
		if got := len(worstLaggards(all)); got != c.want {
			t.Errorf("%v: %d named, want %d", c.behind, got, c.want)
		}
	}
}

// In the first quarter changes are counted from history, and the page says so.
func TestFirstQuarterSaysWhatItComparesWith(t *testing.T) {
	d := deskOf(t, fixture(), 0)
	if got := d.glanceFacts(d.glance("2022Q1/index.html"))[0].Note; !strings.HasPrefix(got, "比2021年第四季度（历史数据）：") {
		t.Errorf("the note is %q", got)
	}
	places := d.basisTable(d.indicators[0], "point").Rows[1:]
	for i := range d.values {
		if v := &d.values[i]; v.Org == "990100" && v.Indicator == "coverage" {
			v.Change = parquetio.Int(1)
		}
	}
	d.indexValues()
	if lead := string(d.indicatorLead(d.indicators[0], "point", places)); !strings.Contains(lead, "，比2021年第四季度（历史数据）上升 1.0 个百分点") {
		t.Errorf("got %q", lead)
	}
	d = deskOf(t, fixture(), 1)
	if got := d.beforeWord("上季"); got != "上季" {
		t.Errorf("the second quarter's is %q", got)
	}
}

// History stands on a ground of its own, in the picture and in the interactive chart.
func TestHistoryIsMarkedInTheTrend(t *testing.T) {
	d := deskOf(t, fixture(), 1)
	c := d.trend(d.indicators[0], "point", d.basisTable(d.indicators[0], "point").Rows)
	option, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{string(c.Static), string(option), c.Sub} {
		if !strings.Contains(text, "方案之前的历史数据，不作评价") {
			t.Errorf("history is not marked in %.300s", text)
		}
	}
	if !strings.Contains(string(c.Static), `<rect class="past"`) || !strings.Contains(string(option), `"markArea"`) {
		t.Error("no ground under history")
	}
}

// From a number of a county one click leads to its cells.
func TestCountyNumbersLeadToTheirCells(t *testing.T) {
	files := readTree(t, build(t, fixture()))
	page := string(files["2022Q2/unit/990121.html"])
	if !strings.Contains(page, `href="../../2022Q2/trace/coverage/point.html#src-990121"`) {
		t.Error("no link to the county's cells")
	}
	if !strings.Contains(string(files["2022Q2/trace/coverage/point.html"]), `id="src-990121"`) {
		t.Error("the link leads nowhere")
	}
}

// A change that was left out says why: nothing to compare with is not the same as other units than before.
func TestMissingChangesSayWhy(t *testing.T) {
	value, none := parquetio.Int(5), parquetio.Number{}
	for _, c := range []struct {
		row  valueRow
		want string
	}{
		{valueRow{Value: value, Previous: value}, "构成单位与上期不同，不作比较 other units than before"},
		{valueRow{Value: value, Previous: none}, "无上期数 no previous value"},
		{valueRow{Value: none, Previous: value}, "本期无数据 no data"},
	} {
		if got := changeCell(indicatorRow{}, c.row); got.Text != missing || got.Why != c.want {
			t.Errorf("got %+v, want %s", got, c.want)
		}
	}
	var s sentence
	s.againstLast(indicatorRow{}, valueRow{Value: value, Previous: value}, "上期")
	if got := s.html(); got != "，构成单位与上期不同，不作比较" {
		t.Errorf("got %q", got)
	}
}
