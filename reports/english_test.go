package reports

import (
	"cmp"
	"context"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// chineseLeft lists what a page in English still says in Chinese: visible text,
// words for those who do not see, the title, and texts of interactive charts.
// Names and texts of others may stay, where a bdi element says that they are Chinese.
const chineseLeft = `(function () {
	var chinese = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/, found = [];
	function say(what, where, text) { if (text && chinese.test(text)) found.push(what + "\t" + where + "\t" + text.trim().replace(/\s+/g, " ")); }
	function path(e) {
		var names = [];
		for (; e && e !== document.body && names.length < 4; e = e.parentElement) names.unshift(e.tagName.toLowerCase() + (e.getAttribute("class") ? "." + e.getAttribute("class").split(" ")[0] : ""));
		return names.join(">");
	}
	document.querySelectorAll("details").forEach(function (d) { d.open = true; });
	document.querySelectorAll("form[hidden]").forEach(function (d) { d.hidden = false; });
	var walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		var at = walk.currentNode.parentElement, own = at.closest("[lang]");
		if (/^(SCRIPT|STYLE)$/.test(at.tagName) || own.tagName === "BDI" && own.lang === "zh" || at.closest("button[data-language]")) continue;
		if (at.closest("option, svg title, svg desc") || at.getClientRects().length) say(own.lang === "zh" ? "zh" : "text", path(at), walk.currentNode.nodeValue);
	}
	document.querySelectorAll("*").forEach(function (e) {
		["aria-label", "title", "alt", "placeholder", "data-label", "label", "data-en"].forEach(function (name) {
			if (e.hasAttribute(name) && !(e.tagName === "BDI" && e.lang === "zh")) say("@" + name, path(e), e.getAttribute(name));
		});
	});
	say("title", "", document.title);
	function option(value, key) {
		if (typeof value === "string") say("chart", key, value);
		else if (value && typeof value === "object") Object.keys(value).forEach(function (k) { option(value[k], isNaN(k) ? k : key); });
	}
	if (window.echarts) document.querySelectorAll(".canvas").forEach(function (c) { option(window.echarts.getInstanceByDom(c).getOption(), ""); });
	return found;
})()`

// inEnglish opens a page as one who chose English sees it, and lists its Chinese.
func inEnglish(t *testing.T, ctx context.Context, site, page string) []string {
	t.Helper()
	open(t, ctx, site, page, widths[0])
	await(t, ctx, `!!window.yigaiTranslate && window.yigaiTranslate.shown`)
	return evaluate[[]string](t, ctx, chineseLeft)
}

// chooseEnglish is what the switch remembers, before each page.
const chooseEnglish = `window.localStorage.setItem("yigai-language", "en")`

// TestEnglishOfASite lists what is left in the site that YIGAI_ENGLISH names,
// the most frequent first; every page of it, or each so-manieth where YIGAI_EACH says so.
func TestEnglishOfASite(t *testing.T) {
	site := os.Getenv("YIGAI_ENGLISH")
	if site == "" {
		t.Skip("YIGAI_ENGLISH names no site")
	}
	ctx := chromium(t)
	if err := chromedp.Do(ctx, onNewPage(chooseEnglish)); err != nil {
		t.Fatal(err)
	}
	each, err := strconv.Atoi(cmp.Or(os.Getenv("YIGAI_EACH"), "1"))
	if err != nil {
		t.Fatal(err)
	}
	count, where, seen := map[string]int{}, map[string]string{}, 0
	for page := range readTree(t, site) {
		if seen++; filepath.Ext(page) != ".html" || seen%each != 0 {
			continue
		}
		for _, left := range inEnglish(t, ctx, site, page) {
			count[left]++
			where[left] = page
		}
	}
	for _, left := range slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) }) {
		t.Errorf("%d times, as in %s: %s", count[left], where[left], left)
	}
}

// A phrase and its English hold the same numbers and texts.
func TestPhrasesKeepTheirSlots(t *testing.T) {
	if len(phrases()) < 500 {
		t.Fatalf("only %d phrases", len(phrases()))
	}
	for zh, en := range phrases() {
		if !chineseRun.MatchString(zh) && !strings.Contains(zh, "*") || chineseRun.MatchString(en) || en == "" {
			t.Errorf("%q, %q: the first is to be Chinese, the second English", zh, en)
		}
		for _, slot := range []string{"#", "*"} {
			if strings.Count(en, slot) > 0 && strings.Count(zh, slot) == 0 {
				t.Errorf("%q, %q: %s comes from nowhere", zh, en, slot)
			}
		}
	}
}

// With English chosen, every kind of page is in English but for what others
// wrote and names that have no English, and that is marked as Chinese.
func TestEnglishIsEnglish(t *testing.T) {
	browser := chromium(t)
	site := build(t, fixture())
	pages := make(chan string, len(everyKind))
	for _, page := range everyKind {
		pages <- page
	}
	close(pages)
	for range runtime.GOMAXPROCS(0) {
		t.Run("pages", func(t *testing.T) {
			t.Parallel()
			ctx := tab(t, browser)
			if err := chromedp.Do(ctx, onNewPage(chooseEnglish)); err != nil {
				t.Fatal(err)
			}
			for page := range pages {
				for _, left := range inEnglish(t, ctx, site, page) {
					t.Errorf("%s: %s", page, left)
				}
			}
		})
	}
}

// In fixed phrases # and * stand for numbers and texts; in what a pack or a sender
// wrote they are no more than themselves. A break in a title stops nothing.
func TestNamesAreNoPhrases(t *testing.T) {
	ctx := chromium(t)
	if err := chromedp.Do(ctx, onNewPage(chooseEnglish)); err != nil {
		t.Fatal(err)
	}
	tables := fixture()
	tables.programme[0].ShortTitle += "\u2028"
	for i, name := range [][2]string{{"第#期*签约率", "Rate #2 of *9, {one|many}"}, {"*/就诊率/*", "*/rate/*"}, {"#人次", "visits #"}} {
		tables.indicators[i].Name, tables.indicators[i].NameEn = name[0], name[1]
	}
	open(t, ctx, build(t, tables), "2022Q2/index.html", widths[0])
	await(t, ctx, `!!window.yigaiTranslate && window.yigaiTranslate.shown`)
	for text, want := range map[string]string{
		"第#期*签约率":     "Rate #2 of *9, {one|many}",
		"*/就诊率/*":     "*/rate/*",
		"#人次":         "visits #",
		"第3期甲签约率":     "第3期甲签约率",
		"甲/就诊率/乙":     "甲/就诊率/乙",
		"3 个*/就诊率/*":  "3 */rate/*",
		"3 个*中 # 个为是": "3 个*中 # 个为是",
		"3 个*中 2 个为是": "2 of 3 * say yes",
	} {
		if got := evaluate[string](t, ctx, "window.yigaiTranslate.word("+strconv.Quote(text)+")"); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
