package reports

import (
	"strings"
	"testing"
)

// What records give stands beside what was reported, county by county, and leads
// back to the cell on one side, to the SELECT and the files on the other.
func TestReportedAndRecordedStandSideBySide(t *testing.T) {
	files := readTree(t, build(t, fixture()))
	page := string(files["2022Q2/recorded.html"])
	text := squeezed([]byte(page))
	for _, want := range []string{"4 个中 2 个不符 ，另有 1 个没有报送", "2 of 4 part , and 1 were not reported", "▲ 不等 differ 1", "● 相等 equal 1",
		"西水县 Xishui County 8,000 人 7,900 人 −100 −1.3% ▲ 不等 指标!E17", "东山区 Dongshan District 612,345 人 612,345 人 0 ● 相等", "31 人 — ▲ 明细中没有", "— 12 人 ◇ 没有报送",
		"日志第 7 条， 示例人员甲 于 2022-07-20 存下，共 3 个数", "另有 2 个数的单位或报告期不在方案里", "from visits where kind = &#39;门诊&#39;", "visits/一季度.parquet 2000 " + strings.Repeat("b", 64), strings.Repeat("7", 64), "To trace one figure to its SELECT, the files of records and what was kept yigai trace --recorded contracts 990121 2022Q2"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	for _, want := range []string{`<a href="../2022Q2/unit/990121.html#reported"><bdi lang="zh">指标!E17</bdi></a>`, "−1.3%</text>", "西水县 报送 8,000，明细 7,900"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, not := range []string{"earlier count", "早.parquet"} {
		if strings.Contains(page, not) {
			t.Errorf("%q: a count that no figure comes from is shown", not)
		}
	}
	if !strings.Contains(string(files["2022Q2/unit/990121.html"]), `id="reported"`) {
		t.Error("the cell leads nowhere")
	}
	if !strings.Contains(string(files["2022Q2/recorded-sample.csv"]), "2022Q2,990121,西水县,contracts,已签约人数,人,8000,7900,-100,differs,990121,R-1,指标,E17,7,true") {
		t.Errorf("the download says\n%s", files["2022Q2/recorded-sample.csv"])
	}
	for path := range files {
		if strings.HasPrefix(path, "2022Q1/recorded") {
			t.Errorf("%s: nothing was recorded in that quarter", path)
		}
	}
}
