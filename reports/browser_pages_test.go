package reports

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// everyKind is one page of each kind.
var everyKind = []string{"index.html", "2022Q2/indicators.html", "2022Q2/indicator/coverage.html", "2022Q2/indicator/referral.html", "2022Q2/indicator/visits.html",
	"2022Q2/units.html", "2022Q2/unit/990121.html", "2022Q2/unit/990100-KFQ.html", "2022Q2/unit/990100-WJW.html", "2022Q2/ledger.html", "2022Q2/task/1.html",
	"2022Q2/evaluation.html", "2022Q2/follow.html", "2022Q2/institutions/990121.html", "2022Q2/unit/990199.html", "2022Q2/reporting.html", "2022Q2/quality.html", "2022Q2/data.html", "2022Q2/method.html"}

// Pages open from a disk without network: nothing is refused, nothing complains, nothing of a payload runs.
func TestPagesInBrowser(t *testing.T) {
	ctx := chromium(t)
	heard := listen(t, ctx)
	for name, tables := range map[string]tables{"plain": fixture(), "hostile": hostile()} {
		site := build(t, tables)
		for _, page := range everyKind {
			open(t, ctx, site, page, 1280)
			for _, complaint := range heard.take() {
				t.Errorf("%s %s: %s", name, page, complaint)
			}
			if evaluate[bool](t, ctx, `document.body.hasAttribute("data-pwned")`) {
				t.Errorf("%s %s: a payload ran", name, page)
			}
		}
	}
}

// drawnCharts counts charts whose canvas has ink on it.
const drawnCharts = `Array.from(document.querySelectorAll(".chart canvas")).filter(function (c) {
	var data = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
	for (var i = 3; i < data.length; i += 4) if (data[i]) return true;
	return false; }).length`

func TestChartsAreDrawn(t *testing.T) {
	ctx := chromium(t)
	heard := listen(t, ctx)
	for name, tables := range map[string]tables{"plain": fixture(), "hostile": hostile()} {
		open(t, ctx, build(t, tables), "2022Q2/indicator/coverage.html", 1280)
		awaitCharts(t, ctx)
		if n := evaluate[int](t, ctx, drawnCharts); n != 2 {
			t.Errorf("%s: %d charts drawn, want 2", name, n)
		}
		evaluate[chromedp.Void](t, ctx, `document.querySelectorAll(".canvas").forEach(function (c) {
			echarts.getInstanceByDom(c).dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: 0 }); })`)
		if evaluate[bool](t, ctx, `document.body.hasAttribute("data-pwned")`) {
			t.Errorf("%s: a payload ran in a tooltip", name)
		}
		for _, complaint := range heard.take() {
			t.Errorf("%s: %s", name, complaint)
		}
		if evaluate[bool](t, ctx, `Array.from(document.querySelectorAll(".plot > svg")).some(function (s) { return s.getClientRects().length > 0; })`) {
			t.Errorf("%s: the static picture shows beside the interactive one", name)
		}
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
	pictures := evaluate[int](t, ctx, `Array.from(document.querySelectorAll("svg.picture")).filter(function (s) { return s.getBoundingClientRect().height > 50; }).length`)
	if pictures != 3 {
		t.Errorf("%d static pictures, want trend, ranking and map", pictures)
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

func TestPhoneWidthNeedsNoSidewaysScroll(t *testing.T) {
	ctx := chromium(t)
	site := build(t, fixture())
	for _, page := range everyKind {
		open(t, ctx, site, page, 390)
		if w := evaluate[int](t, ctx, `document.documentElement.scrollWidth`); w > 390 {
			t.Errorf("%s is %d px wide on a phone of 390", page, w)
		}
	}
}

type axeViolation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

// axe-core looks at every kind of page, at desktop and phone width.
func TestAccessibility(t *testing.T) {
	ctx := chromium(t)
	axe, err := os.ReadFile("testdata/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	site := build(t, fixture())
	for _, page := range everyKind {
		for _, width := range []int64{1280, 390} {
			open(t, ctx, site, page, width)
			evaluate[chromedp.Void](t, ctx, string(axe))
			violations := evaluate[[]axeViolation](t, ctx, `axe.run().then(function (r) { return r.violations.map(function (v) {
				return { id: v.id, help: v.help, nodes: v.nodes.map(function (n) { return n.target.join(" ") + ": " + n.failureSummary; }) }; }); })`, chromedp.EvalAwaitPromise)
			for _, v := range violations {
				t.Errorf("%s at %d px: %s: %s\n%s", page, width, v.ID, v.Help, strings.Join(v.Nodes[:min(3, len(v.Nodes))], "\n"))
			}
		}
	}
}
