package reports

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file as offices have it: a number, a text behind the country's 156, and one without a code.
const boundaryFile = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"adcode":990102,"name":"东山区"},"geometry":{"type":"Polygon","coordinates":[[[107,33],[108,33],[108,34],[107,34],[107,33]]]}},
{"type":"Feature","properties":{"gb":"156990121","name":"</svg><script>"},"geometry":{"type":"MultiPolygon","coordinates":[[[[106,33],[107,33],[107,34],[106,34],[106,33]]],[[[105,32],[105.5,32],[105.5,32.5],[105,32]]]]}},
{"type":"Feature","properties":{"name":"某湖"},"geometry":{"type":"Polygon","coordinates":[[[106,32],[107,32],[107,33],[106,32]]]}}]}`

// landSite writes a site with a file of boundaries.
func landSite(t *testing.T, text string) (string, Report, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "map.geojson")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "site")
	report, err := WriteSite(context.Background(), Options{MartsDir: fixture().store(t), OutDir: out, Boundaries: file})
	return out, report, err
}

// The slider shows another period on a map with boundaries as on one of tiles:
// colours, values, and what pointing at a place says.
func TestSliderOfAMapWithBoundaries(t *testing.T) {
	ctx := chromium(t)
	site, _, err := landSite(t, boundaryFile)
	if err != nil {
		t.Fatal(err)
	}
	open(t, ctx, site, "2022Q2/indicator/coverage.html", 1440)
	awaitCharts(t, ctx)
	const west = `(function (all) { return Array.from(all).map(function (e) { return e.querySelector("title") ? e.querySelector(".tile").getAttribute("class") + " " + e.querySelector("title").textContent : e.querySelector(".tile-value").textContent; }).join("|"); })(document.querySelectorAll(".map .land [data-org='990121']"))`
	now := evaluate[string](t, ctx, west)
	before := evaluate[string](t, ctx, `(function (slider) { slider.value = 0; slider.dispatchEvent(new Event("input")); })(document.querySelector(".map input")); `+west)
	if now != "tile below2 西水县 2022年第二季度 52.0%|52.0" || before != "tile below2 西水县 2022年第一季度 50.0%|50.0" {
		t.Errorf("now %q, one period before %q", now, before)
	}
}

// Places are drawn by their boundaries; one that has none is named and stays a tile.
func TestBoundariesOfAnOffice(t *testing.T) {
	site, report, err := landSite(t, "\ufeff"+boundaryFile)
	if err != nil {
		t.Fatal(err)
	}
	files := readTree(t, site)
	checkSite(t, files)
	if got := strings.Join(report.Boundaries.Missing, "|"); got != "北林县 990122" || report.Boundaries.Shapes != 2 {
		t.Errorf("missing %q, %d shapes", got, report.Boundaries.Shapes)
	}
	page := string(files["2022Q2/index.html"])
	for _, want := range []string{`class="picture tiles land"`, `data-org="990121"><path class="tile s2" d="M`, `data-org="990122"><rect class="tile`, "界线为本单位提供的底图"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	for name, data := range files {
		if strings.Contains(string(data), "</svg><script>") {
			t.Errorf("%s takes a name from the file", name)
		}
	}
}

func TestBoundariesThatAreNone(t *testing.T) {
	for _, text := range []string{"", "{}", `{"features":[]}`, `{"features":[{"properties":{"adcode":"x"}}]}`, strings.Replace(boundaryFile, "[107,33]", "[36500000,33]", 1), strings.Replace(boundaryFile, `"Polygon"`, `"Point"`, 1)} {
		if _, _, err := landSite(t, text); !errors.Is(err, ErrBoundaries) {
			t.Errorf("%.40s: %v", text, err)
		}
	}
}
