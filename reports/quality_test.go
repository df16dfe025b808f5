package reports

import (
	"strings"
	"testing"
)

// squeezed is a page's text without tags and runs of space, roughly as a reader sees it.
func squeezed(page []byte) string {
	var b strings.Builder
	inTag := false
	for _, r := range string(page) {
		switch {
		case r == '<':
			inTag = true
		case r == '>':
			inTag = false
			b.WriteByte(' ')
		case !inTag:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestDoubtsAndWhatWasAcceptedAreShown(t *testing.T) {
	files := readTree(t, build(t, fixture()))
	for page, wants := range map[string][]string{
		"2022Q2/quality.html": {"存疑 3 处待核 ，1 处已核实接受", "约为同类单位中位数的 10,000 倍", "about 10,000 times the median", "已接受（注1）", "测试市 Test City", "F-0000000001",
			"1 东山区，与往期相差过大：由 王秀兰 核实接受，有效到 2027-12-31。理由： 新划入两个镇", "2 测试经开区，E-JUMP：由 李建国 核实接受", "退回 row returned 4 条", "拒收 file refused ：没有。"},
		"2022Q1/quality.html":            {"本季没有比较得出的存疑。"},
		"2022Q2/unit/990102.html":        {"与往期中位数相差 3 倍", "存疑已由王秀兰核实接受，至 2027-12-31：新划入两个镇", "核 重点人群签约覆盖率：存疑已由王秀兰"},
		"2022Q2/indicator/coverage.html": {"核 东山区：存疑已由王秀兰核实接受", "核 测试经开区：存疑已由李建国核实接受"},
		"2022Q2/method.html":             {"尾数集中在 0 和 5 least_count 20 太少说明不了问题"},
	} {
		text := squeezed(files[page])
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", page, want)
			}
		}
	}
	if strings.Contains(string(files["2022Q1/indicator/coverage.html"]), "核实接受，至") {
		t.Error("another quarter's figures carry the note")
	}
	if !strings.Contains(string(files["2022Q2/quality-sample.csv"]), "F-0000000003") {
		t.Error("the download lacks an accepted doubt")
	}
}

// Zero, blank, not applicable and withheld are four things on the page too.
func TestStatesStayApartOnThePage(t *testing.T) {
	files := readTree(t, build(t, fixture()))
	for page, wants := range map[string][]string{
		"2022Q2/unit/990121.html": {"已签约人数 0 人 停诊一季 指标!E17", "重点人群总数 保密 指标!E17"},
		"2022Q2/unit/990102.html": {"已签约人数 市卫健委报送 不适用", "重点人群总数 缺报 — 指标!E18"},
	} {
		for _, want := range wants {
			if text := squeezed(files[page]); !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", page, want)
			}
		}
	}
	f := fixture()
	for i := range f.values {
		if f.values[i].MissingReason == "part_missing" {
			f.values[i].MissingReason = "suppressed"
		}
	}
	page := squeezed(readTree(t, build(t, f))["2022Q1/indicator/coverage.html"])
	if !strings.Contains(page, "— 保密，不公开 withheld：") {
		t.Error("a withheld figure is not said to be withheld")
	}
}

func TestAttachmentsSayWhatCameAndWhatDidNot(t *testing.T) {
	page := squeezed(readTree(t, build(t, fixture()))["2022Q2/reporting.html"])
	for _, want := range []string{"已收到 2 份，提到但未收到 1 份，收到但未提到 1 份", "东山区 盖章扫描件对应第 1 版，现行第 2 版尚缺", "西水县 没有盖章扫描件",
		"签约名册.xlsx ✕ 提到但未收到", "2-照片.jpg ○ 收到但未提到", "另收压缩包 3 个，包内文件已逐个计入上表"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// Requirement and remedy are two sentences; the day is when it was sent; what was
// let in by exception says so in its row, and only there.
func TestReportingPageReadsAsSentences(t *testing.T) {
	all := fixture()
	for i := range all.reporting {
		if r := &all.reporting[i]; r.Org == "990121" && r.Period == "2022Q2" {
			r.Exception = "市领导批准补报"
		}
	}
	for i := range all.findings {
		all.findings[i].FixZh, all.findings[i].FixEn = "改为 300 后重报", "Write 300"
	}
	files := readTree(t, build(t, all))
	for page, wants := range map[string][]string{
		"2022Q2/reporting.html":   {"报送日期 sent", "要求：整数，单位“人”。改为 300 后重报。", "Required: a whole number. Write 300.", "迟报 例外： 市领导批准补报 2022-07-30"},
		"2022Q2/quality.html":     {"要求：整数，单位“人”。改为 300 后重报。"},
		"2022Q2/unit/990121.html": {"迟报 3 天（2022-07-30 报送）"},
	} {
		text := squeezed(files[page])
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", page, want)
			}
		}
	}
	if text := squeezed(files["2022Q2/reporting.html"]); strings.Count(text, "例外") != 1 || strings.Contains(text, "收到日期") {
		t.Error("the exception stands elsewhere too, or the day has its old name")
	}
}
