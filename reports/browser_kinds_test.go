package reports

import (
	"context"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// widths are those of a desk, a tablet and a phone.
var widths = []int64{1440, 768, 390}

type axeViolation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

// Every kind of page, opened from a disk without a network, at three widths:
// nothing is refused or asked for outside, nothing complains, axe-core finds no
// fault, and no page is wider than its screen.
func TestEveryKindInBrowser(t *testing.T) {
	if proving() {
		lookAt(t, build(t, fixture()), everyKind, widths...)
		return
	}
	// axe-core takes seconds for a page: without proof, the pages most read, and each at one width.
	// TestNoPayloadRuns opens every kind and hears what complains.
	site := build(t, fixture())
	for n, width := range widths {
		lookAt(t, site, mostRead[2*n:2*n+2], width)
	}
}

var mostRead = []string{"index.html", "2022Q2/print.html", "2022Q2/ledger.html", "2022Q2/places.html", "2022Q2/indicator/coverage.html", "2022Q2/unit/990121.html"}

// lookAt opens the pages side by side, in as many tabs as there are cores; axe-core
// looks at each at the given widths.
func lookAt(t *testing.T, site string, pages []string, looked ...int64) {
	t.Helper()
	browser := chromium(t)
	axe, err := os.ReadFile("testdata/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	type window struct {
		context.Context
		heard *complaints
	}
	windows := make(chan window, runtime.GOMAXPROCS(0))
	for range cap(windows) {
		ctx := tab(t, browser)
		windows <- window{ctx, listen(t, ctx)}
	}
	t.Run("pages", func(t *testing.T) {
		for _, page := range pages {
			t.Run(page, func(t *testing.T) {
				t.Parallel()
				ctx := <-windows
				defer func() { windows <- ctx }()
				open(t, ctx, site, page, widths[0])
				awaitCharts(t, ctx)
				evaluate[chromedp.Void](t, ctx, string(axe))
				for _, width := range widths {
					fits(t, ctx, width)
					if slices.Contains(looked, width) {
						faults(t, ctx, width)
					}
				}
				for _, complaint := range ctx.heard.take() {
					t.Error(complaint)
				}
			})
		}
	})
}

// fits looks at the width that the open page takes on a screen.
func fits(t *testing.T, ctx context.Context, width int64) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900)); err != nil {
		t.Fatal(err)
	}
	if w := evaluate[int64](t, ctx, `document.documentElement.scrollWidth`); w > width {
		t.Errorf("%d px wide on a screen of %d", w, width)
	}
}

// faults are what axe-core finds in the page that is open.
func faults(t *testing.T, ctx context.Context, width int64) {
	t.Helper()
	violations := evaluate[[]axeViolation](t, ctx, `axe.run({ resultTypes: ["violations"], preload: false }).then(function (r) { return r.violations.map(function (v) {
		return { id: v.id, help: v.help, nodes: v.nodes.map(function (n) { return n.target.join(" ") + ": " + n.failureSummary; }) }; }); })`, chromedp.EvalAwaitPromise)
	for _, v := range violations {
		t.Errorf("at %d px: %s: %s\n%s", width, v.ID, v.Help, strings.Join(v.Nodes[:min(3, len(v.Nodes))], "\n"))
	}
}

// The large chart script comes last: when it is asked for, the still pictures
// have been on the screen.
func TestChartScriptComesAfterTheStillPicture(t *testing.T) {
	ctx := chromium(t)
	site := build(t, fixture())
	const watch = `new MutationObserver(function (all) { all.forEach(function (m) { m.addedNodes.forEach(function (n) {
		if (n.tagName === "SCRIPT" && /echarts/.test(n.src)) window.seen = { painted: performance.getEntriesByName("first-contentful-paint").length, still: document.querySelectorAll(".plot > svg").length };
	}); }); }).observe(document, { childList: true, subtree: true })`
	if err := chromedp.Do(ctx, onNewPage(watch)); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, site, "2022Q2/indicator/coverage.html", 1440)
	awaitCharts(t, ctx)
	seen := evaluate[map[string]int](t, ctx, `window.seen`)
	if seen["painted"] != 1 || seen["still"] < 2 {
		t.Errorf("when the chart script was asked for: %v", seen)
	}
}

// With scripts, a list chooses what without them folds out; the slider shows the map of another period.
func TestChoosersOfTheIndicatorPage(t *testing.T) {
	ctx := chromium(t)
	open(t, ctx, build(t, fixture()), "2022Q2/indicator/coverage.html", 1440)
	awaitCharts(t, ctx)
	shown := evaluate[string](t, ctx, `(function (list) { list.selectedIndex = 1; list.dispatchEvent(new Event("change")); })(document.querySelector(".views select"));
		Array.from(document.querySelectorAll(".views .finding")).filter(function (f) { return f.getClientRects().length; }).map(function (f) { return f.textContent; }).join("|")`)
	if shown != "全市重点人群签约覆盖率的分子" {
		t.Errorf("chosen: %q", shown)
	}
	const west = `document.querySelector("[data-org='990121'] .tile-value").textContent`
	now := evaluate[string](t, ctx, west)
	before := evaluate[string](t, ctx, `(function (slider) { slider.value = 0; slider.dispatchEvent(new Event("input")); })(document.querySelector(".map input")); `+west)
	if now != "52.0" || before != "50.0" {
		t.Errorf("map now %q, one period before %q", now, before)
	}
	if row := evaluate[string](t, ctx, `(function (list) { list.value = "西水县"; list.dispatchEvent(new Event("change", { bubbles: true })); })(document.querySelector(".look-for select"));
		document.querySelector(".looked-for th").textContent`); row != "西水县" {
		t.Errorf("looked for: %q", row)
	}
	if kept := evaluate[string](t, ctx, `(function () { var made; HTMLAnchorElement.prototype.click = function () { made = this.download + " " + this.href.slice(0, 22); };
		document.querySelector(".chart-links button").click(); return made; })()`); kept != "coverage-trend-2022Q2.png data:image/png;base64," {
		t.Errorf("kept: %q", kept)
	}
}
