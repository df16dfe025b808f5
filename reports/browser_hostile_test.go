package reports

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// everyDrawing is a picture of each kind, which a browser opens as a page of its own, without a policy.
var everyDrawing = []string{"2022Q2/picture/coverage/trend.svg", "2022Q2/picture/coverage/ranking.svg", "2022Q2/picture/coverage/map.svg"}

// No payload runs in any kind of page, though the pages' policy is switched off
// and everything that a hand could do to an element is done. YIGAI_PROVE takes
// each payload in every text of every table; without it the texts share them.
func TestNoPayloadRuns(t *testing.T) {
	browser := chromium(t)
	rounds := map[string]tables{"shared": tainted(0, 1)}
	if proving() {
		for n := range payloads {
			rounds[fmt.Sprintf("payload %d", n+1)] = tainted(n, 0)
		}
	}
	t.Run("rounds", func(t *testing.T) {
		for name, tables := range rounds {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				ctx := tab(t, browser)
				heard := listen(t, ctx)
				if err := chromedp.Do(ctx, bypassPolicy()); err != nil {
					t.Fatal(err)
				}
				site := build(t, tables)
				for _, page := range append(everyDrawing, everyKind...) {
					tempt(t, ctx, heard, site, page)
				}
			})
		}
	})
}

// touched does to a page what a reader's hand would: points at, focuses and
// clicks everything, except what would leave the page; and says what ran or could run.
const touched = `(function () {
	var all = Array.from(document.querySelectorAll("*"));
	var kinds = ["mouseover", "mouseenter", "focus", "toggle", "begin"];
	all.forEach(function (e) { kinds.forEach(function (k) { e.dispatchEvent(new Event(k, { bubbles: true })); }); });
	document.querySelectorAll("button").forEach(function (b) { if (!b.closest(".chart-links")) b.click(); });
	document.querySelectorAll(".canvas").forEach(function (c) { var chart = echarts.getInstanceByDom(c);
		chart.getOption().series.forEach(function (s, n) { chart.dispatchAction({ type: "showTip", seriesIndex: n, dataIndex: 0 }); }); });
	var armed = all.filter(function (e) { return Array.from(e.attributes).some(function (a) {
		return /^on/i.test(a.name) || /^(xlink:)?(href|src|data|action|formaction)$/i.test(a.name) && /^[\s\u0000-\u001f]*(javascript|vbscript|data:text)/i.test(a.value); }); });
	return [document.querySelector("[data-pwned]") ? "a payload ran: " + document.querySelector("[data-pwned]").getAttribute("data-pwned") : "",
		armed.length ? "could run: " + armed[0].outerHTML.slice(0, 200) : "",
		all.length < 10 ? "the page is empty" : ""].filter(Boolean); })()`

// tempt opens a page and holds what happened against it.
func tempt(t *testing.T, ctx context.Context, heard *complaints, site, page string) {
	t.Helper()
	defer func() { // also where the page never comes to what is waited for
		for _, complaint := range heard.take() {
			t.Errorf("%s: %s", page, complaint)
		}
	}()
	open(t, ctx, site, page, 1280)
	awaitCharts(t, ctx)
	found := evaluate[[]string](t, ctx, touched)
	// The last button that was clicked asks for English: once it is there, all again.
	await(t, ctx, `!document.documentElement.classList.contains("english") || !!window.yigaiTranslate && window.yigaiTranslate.shown`)
	for _, what := range append(found, evaluate[[]string](t, ctx, touched)...) {
		t.Errorf("%s: %s", page, what)
	}
}
