package reports

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// On a phone a table of eighty places shows forty, and all when asked: a page of
// hundreds of cards has no end. On a wide screen, where a row is a line, all are there.
func TestLongTablesAreShortOnAPhone(t *testing.T) {
	ctx := chromium(t)
	site := buildInto(t, deepPlaces(2, 40))
	const shown = `Array.from(document.querySelectorAll("table.places tbody tr")).filter(function (r) { return r.getClientRects().length; }).length`
	const pressed = `(function (b) { if (b && b.getClientRects().length) b.click(); return !!b; })(document.querySelector(".all-rows")); ` + shown
	open(t, ctx, site, "2022Q2/indicator/coverage.html", 1440)
	all := evaluate[int](t, ctx, shown)
	open(t, ctx, site, "2022Q2/indicator/coverage.html", 390)
	few := evaluate[int](t, ctx, shown)
	if all < 80 || few > 45 || few < 40 {
		t.Errorf("%d rows on a wide screen, %d on a phone", all, few)
	}
	if n := evaluate[int](t, ctx, pressed); n != all {
		t.Errorf("%d rows when all are asked for, want %d", n, all)
	}
	// a link to a row that does not show opens the table
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	if evaluate[bool](t, ctx, `Array.from(document.querySelectorAll("table.places tbody tr")).pop().id = "last"; document.getElementById("last").getClientRects().length > 0`) {
		t.Error("the last row shows at once")
	}
	evaluate[bool](t, ctx, `window.location.hash = "#last"; true`)
	await(t, ctx, `document.getElementById("last").getClientRects().length > 0`)
}

// Of hundreds of units with doubts the page names each; what is doubted opens.
func TestDoubtsOfManyUnitsOpen(t *testing.T) {
	f := deepPlaces(2, 40)
	for _, o := range f.orgs {
		if o.Class == "place" {
			f.quality = append(f.quality, qualityRow{Period: "2022Q2", Org: o.Org, Test: "jump", Element: "contracts", Zh: "猛增", En: "grew", Finding: "F-" + o.Org})
		}
	}
	page := string(readTree(t, buildInto(t, f))["2022Q2/quality.html"])
	_, page, _ = strings.Cut(page, `id="h-doubts"`)
	page, _, _ = strings.Cut(page, "</section>")
	if n := strings.Count(page, `<details class="lineage"><summary>示例P`); n != 80 || strings.Contains(page, "<h3>") || strings.Contains(page, "<details open") {
		t.Errorf("%d units open, want 80\n%.2000s", n, page)
	}
}

// Where places stand in many groups, their page begins with a way to each.
func TestManyGroupsOfUnitsHaveAWayDown(t *testing.T) {
	page := func(regions, places int) string {
		return string(readTree(t, buildInto(t, deepPlaces(regions, places)))["2022Q2/units.html"])
	}
	many := page(12, 2)
	for n := range 12 {
		if name := fmt.Sprintf("示例P%02d", n); !strings.Contains(many, ">"+name+`</a> <span class="quiet">2 个</span></li>`) {
			t.Errorf("no way to %s", name)
		}
	}
	for _, m := range regexp.MustCompile(`<li><a href="#(group-[0-9]+)">`).FindAllStringSubmatch(many, -1) {
		if !strings.Contains(many, `<h3 id="`+m[1]+`">`) {
			t.Errorf("%s leads nowhere", m[1])
		}
	}
	if few := page(3, 2); strings.Contains(few, `href="#group-`) || !strings.Contains(few, "<h3 id=\"group-") {
		t.Error("three groups need no list of them")
	}
}
