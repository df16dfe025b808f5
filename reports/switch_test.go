package reports

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"yigai/internal/parquetio"
)

// manyPeriods has three years of quarters.
func manyPeriods() tables {
	f := fixture()
	for n := range 8 {
		year, quarter := 2022+(n+3)/4, (n+3)%4+1
		f.periods = append(f.periods, periodRow{Period: fmt.Sprintf("%dQ%d", year, quarter), Seq: 5 + n, Year: year, Nth: quarter, Name: fmt.Sprintf("%d年第%d季度", year, quarter),
			LastDay: parquetio.DateOf(year, quarter*3, 28), CutOff: parquetio.DateOf(year, quarter*3, 28)})
	}
	f.programme[0].Period = f.periods[len(f.periods)-1].Period
	return f
}

// Few periods stand in a row; many fold into a list that opens without a script.
func TestManyPeriodsFold(t *testing.T) {
	if page := string(readTree(t, build(t, fixture()))["2022Q2/index.html"]); strings.Contains(page, "period-fold") || !strings.Contains(page, `<ul class="periods">`) {
		t.Error("two periods do not stand in a row")
	}
	page := string(readTree(t, build(t, manyPeriods()))["2022Q2/ledger.html"])
	for _, want := range []string{`<details class="period-fold"><summary><span class="hidden">报告期：</span>2022年第二季度`, `<li class="year" data-en="2023"><span lang="zh">2023年</span></li>`, `href="../2023Q3/ledger.html"`} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// On a phone the switch of many periods takes one line, with scripts off.
func TestPeriodsTakeOneLineOnAPhone(t *testing.T) {
	ctx := chromium(t)
	open(t, ctx, build(t, manyPeriods()), "2022Q2/index.html", 390)
	if high := evaluate[int](t, ctx, `document.querySelector("nav[aria-label='报告期']").offsetHeight`); high > 56 { // a target for a thumb; two lines are higher
		t.Errorf("the periods are %d px high", high)
	}
	if wide := evaluate[int](t, ctx, `document.querySelector(".period-fold").open = true; document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("the open list makes the page %d px wide", wide)
	}
}

// Institutions are found by name and initials; their index is read only when
// somebody begins to search, and an institution that is no more is not in it.
func TestSearchFindsInstitutions(t *testing.T) {
	ctx := chromium(t)
	site := build(t, fixture())
	for name, data := range readTree(t, site) {
		if strings.Contains(name, "search-") && strings.Contains(string(data), "卫生院") {
			t.Error("institutions stand in the index that every page loads")
		}
		if strings.Contains(name, "institutions-") && strings.Contains(string(data), "旧县") {
			t.Error("an institution that is in no published period can be found")
		}
	}
	open(t, ctx, site, "2022Q2/task/1.html", 1280)
	const find = `(function (box) { box.value = %q; box.dispatchEvent(new Event("focus")); box.dispatchEvent(new Event("input")); var a = document.querySelector(".hits a"); return a ? a.getAttribute("href") + " " + a.textContent : ""; })(document.querySelector("#search-box"))`
	for typed, want := range map[string]string{"xsxdyw": "", "第一卫生院": ""} {
		for end := time.Now().Add(10 * time.Second); time.Now().Before(end) && want == ""; time.Sleep(50 * time.Millisecond) {
			want = evaluate[string](t, ctx, fmt.Sprintf(find, typed))
		}
		if want != "../../2022Q2/institutions/990121.html#u-990121-J01 西水县第一卫生院机构　西水县" {
			t.Errorf("%q found %q", typed, want)
		}
	}
}
