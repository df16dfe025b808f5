package reports

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// everyKind is one page of each kind.
var everyKind = []string{"index.html", "2022Q2/indicators.html", "2022Q2/indicator/coverage.html", "2022Q2/indicator/referral.html", "2022Q2/indicator/visits.html",
	"2022Q2/series/coverage.html", "2022Q2/trace/coverage/point.html", "2022Q2/embed/coverage/trend.html", "2022Q2/embed/coverage/ranking.html", "2022Q2/embed/coverage/map.html",
	"2022Q2/units.html", "2022Q2/unit/990121.html", "2022Q2/unit/990100-KFQ.html", "2022Q2/unit/990100-WJW.html", "2022Q2/ledger.html", "2022Q2/task/1.html",
	"2022Q2/evaluation.html", "2022Q2/follow.html", "2022Q2/institutions/990121.html", "2022Q2/unit/990199.html", "2022Q2/reporting.html", "2022Q2/changes.html", "2022Q2/unknowns.html", "2022Q2/places.html", "2022Q2/editions.html", "2022Q2/print.html", "2022Q2/quality.html", "2022Q2/recorded.html", "2022Q2/data.html", "2022Q2/method.html"}

// drawnCharts counts charts whose canvas has ink on it.
const drawnCharts = `Array.from(document.querySelectorAll(".chart canvas")).filter(function (c) {
	var data = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
	for (var i = 3; i < data.length; i += 4) if (data[i]) return true;
	return false; }).length`

func TestChartsAreDrawn(t *testing.T) {
	ctx := chromium(t)
	heard := listen(t, ctx)
	open(t, ctx, build(t, fixture()), "2022Q2/indicator/coverage.html", 1280)
	awaitCharts(t, ctx)
	if n := evaluate[int](t, ctx, drawnCharts); n != 2 {
		t.Errorf("%d charts drawn, want 2", n)
	}
	if evaluate[bool](t, ctx, `Array.from(document.querySelectorAll(".drawn-here > svg")).some(function (s) { return s.getClientRects().length > 0; })`) {
		t.Error("the static picture shows beside the interactive one")
	}
	for _, complaint := range heard.take() {
		t.Error(complaint)
	}
}

// Without scripts every picture and table is there, and no dead control is.
func TestPagesWithoutScripts(t *testing.T) {
	ctx := chromium(t)
	site := build(t, fixture())
	if err := chromedp.Do(ctx, scripts(false)); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, site, "2022Q2/indicator/coverage.html", 1280)
	pictures := evaluate[int](t, ctx, `Array.from(document.querySelectorAll("svg.picture")).filter(function (s) { return s.getBoundingClientRect().height > 50 && !s.closest("details:not([open])"); }).length`)
	if pictures != 4 {
		t.Errorf("%d static pictures, want progress, trend, ranking and map", pictures)
	}
	if n := evaluate[int](t, ctx, `document.querySelectorAll("details.view svg.picture").length`); n != 2 {
		t.Errorf("%d pictures fold out, want numerator and denominator", n)
	}
	if n := evaluate[int](t, ctx, `document.querySelectorAll(".headline-table tbody tr").length`); n != 3 {
		t.Errorf("%d headline figures, want one for each period", n)
	}
	open(t, ctx, site, "2022Q2/ledger.html", 1280)
	if n := evaluate[int](t, ctx, `Array.from(document.querySelectorAll("form, .language")).filter(function (s) { return s.getClientRects().length; }).length`); n != 0 {
		t.Errorf("%d controls show that need scripts", n)
	}
	rows := evaluate[int](t, ctx, `Array.from(document.querySelectorAll(".ledger tbody:not(.heading) tr")).filter(function (r) { return r.getClientRects().length; }).length`)
	if rows != 18 {
		t.Errorf("%d ledger rows show, want all 18", rows)
	}
}

func TestLedgerFilters(t *testing.T) {
	ctx := chromium(t)
	open(t, ctx, build(t, fixture()), "2022Q2/ledger.html", 1280)
	const shown = `Array.from(document.querySelectorAll(".ledger tbody:not(.heading) tr")).filter(function (r) { return r.getClientRects().length; }).length`
	choose := func(name, value string) string {
		return fmt.Sprintf(`(function (s) { s.value = %q; s.dispatchEvent(new Event("change", { bubbles: true })); })(document.querySelector("[name=%s]")); %s`, value, name, shown)
	}
	for _, step := range []struct {
		what, script string
		want         int
	}{
		{"the city's rows first", shown, 3},
		{"every org", choose("scope", "each"), 18},
		{"warnings", choose("light", "warning"), 12},
		{"one county", choose("place", "990121"), 3},
		{"one department, done", choose("place", "") + ";" + choose("light", "done") + ";" + choose("office", "990100-WJW"), 3},
	} {
		if n := evaluate[int](t, ctx, step.script); n != step.want {
			t.Errorf("%s: %d rows, want %d", step.what, n, step.want)
		}
	}
}

func TestSearchFindsByInitials(t *testing.T) {
	ctx := chromium(t)
	open(t, ctx, build(t, fixture()), "2022Q2/task/1.html", 1280)
	for typed, want := range map[string]string{"xsx": "unit/990121.html", "西水": "unit/990121.html", "beilin": "unit/990122.html", "qyfgl": "indicator/coverage.html", "swjw": "unit/990100-WJW.html"} {
		href := evaluate[string](t, ctx, fmt.Sprintf(`(function (box) { box.value = %q; box.dispatchEvent(new Event("input")); var a = document.querySelector(".hits a"); return a ? a.getAttribute("href") : ""; })(document.querySelector("#search-box"))`, typed))
		if href != "../../2022Q2/"+want {
			t.Errorf("%q found %q, want %s", typed, href, want)
		}
	}
}

func TestSortingKeepsTheCityFirst(t *testing.T) {
	ctx := chromium(t)
	open(t, ctx, build(t, fixture()), "2022Q2/indicator/coverage.html", 1280)
	names := evaluate[[]string](t, ctx, `document.querySelectorAll(".places thead .sort")[2].click(); document.querySelectorAll(".places thead .sort")[2].click();
		Array.from(document.querySelectorAll(".places tbody th")).map(function (th) { return th.textContent; })`)
	if got := strings.Join(names, " "); got != "全市 测试经开区 西水县 北林县 东山区" {
		t.Errorf("rising order: %s", got)
	}
}
