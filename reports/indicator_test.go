package reports

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"yigai/internal/parquetio"
)

// headed is the fixture with a change that splits, two editions, and a second
// indicator counted from the same element.
func headed() tables {
	f := fixture()
	for n := range f.values {
		if v := &f.values[n]; v.Indicator == "coverage" && v.Org == "990100" && v.Period == "2022Q2" {
			v.Change, v.NumeratorEffect, v.DenominatorEffect = parquetio.Decimal(12, 1), parquetio.Decimal(15, 1), parquetio.Decimal(-3, 1)
			v.UnitsReported, v.PopulationShare = 2, parquetio.Decimal(94, 2)
		}
	}
	f.lineage = append(f.lineage, lineageRow{Indicator: "referral", Org: "990102", Period: "2022Q2", Basis: "quarter", Part: "numerator", Element: "contracts", Reporter: "990102", SourcePeriod: "2022Q2", Operation: 1, Value: parquetio.Int(1234)})
	for _, l := range f.lineage {
		if l.Indicator == "coverage" && l.Period == "2022Q2" && l.Counted {
			f.ancestors = append(f.ancestors, ancestorRow{Period: l.Period, Org: l.Org, Ancestor: "990100"})
		}
	}
	for n, value := range []int64{591, 593} {
		f.vintages = append(f.vintages, vintageRow{Edition: []string{"2022Q2-r1", ""}[n], Number: n + 1, PublishedOn: parquetio.DateOf(2022, 8, 1+n), Kind: "indicator", Subject: "coverage", Basis: "point", Org: "990100", Period: "2022Q2", Value: parquetio.Decimal(value, 1)})
	}
	return f
}

func TestIndicatorPageTellsWhatBelongsToItsFigure(t *testing.T) {
	files := readTree(t, build(t, headed()))
	checkSite(t, files)
	for name, wants := range map[string][]string{
		"2022Q2/indicator/coverage.html": {
			"3 个单位中 2 个已报，覆盖人口 94.0%", "2 of 3 units, 94.0% of the population",
			"分子变化的作用 +1.5，分母变化的作用 −0.3", "本期末应为 55.0%",
			`class="picture bullet gauge"`, "序时 55.0%", "目标 ≥60%",
			`<th scope="row">2022Q2-r1</th><td>2022-08-01</td><td class="num">59.1%<span class="why">后来修订</span>`,
			`<a href="../../2022Q2/indicator/referral.html"><span lang="zh">下转患者人次</span>`, `href="../../2022Q2/trace/coverage/point.html#src-990100"`,
			`download="coverage-trend-2022Q2.svg"`, "方案版本 <code>0123456789ab</code>", "测试市（4 个县区、开发区）",
		},
		"2022Q2/trace/coverage/point.html": {"分子 520 ÷ 分母 1,000", `<td class="nowrap"><bdi lang="zh">指标!E17</bdi></td>`, `<section class="block trace" id="src-990121">`, "<td>计入 "},
		"2022Q2/series/coverage.html":      {"520 / 1,000", `href="../../2022Q2/indicator/coverage.html"`, `id="main"`},
		"2022Q2/embed/coverage/trend.html": {`target="_top"`, "来源：市秘书处", "样例数据，不得引用"},
	} {
		for _, want := range wants {
			if !strings.Contains(html.UnescapeString(string(files[name])), want) {
				t.Errorf("%s: %q is missing", name, want)
			}
		}
	}
}

// In a public edition a trace ends at the units that count and the fingerprint.
func TestPublicTraceEndsAtTheFingerprint(t *testing.T) {
	f := fixture()
	for n := range f.lineage {
		l := &f.lineage[n]
		l.RawText, l.FileName, l.Sheet, l.Cell, l.Submission = "", "", "", "", ""
	}
	page := string(readTree(t, build(t, f))["2022Q2/trace/coverage/point.html"])
	for _, want := range []string{"公开版到计入的单位和指纹为止", `<code title="0123456789abcdef">`, "分子 520 ÷ 分母 1,000"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, not := range []string{"单元格</span>", "原文</span>", "指标!"} {
		if strings.Contains(page, not) {
			t.Errorf("a public trace has %s", not)
		}
	}
}

// A dataset is JSON whatever the texts are, and its files exist.
func TestDatasetIsReadable(t *testing.T) {
	for name, tables := range map[string]tables{"plain": fixture(), "hostile": hostile()} {
		files := readTree(t, build(t, tables))
		for page, want := range map[string]struct {
			name  string
			files int
		}{"2022Q2/indicator/coverage.html": {"重点人群签约覆盖率，", 3}, "2022Q2/data.html": {"测试市医改重点任务，", 5}} {
			set := datasetOn(t, files[page])
			if set.Type != "Dataset" || !strings.Contains(set.Name, want.name) || len(set.Distribution) != want.files {
				t.Fatalf("%s: %s: %+v", name, page, set)
			}
			for _, d := range set.Distribution {
				if at := path.Join(path.Dir(page), d.ContentURL); files[at] == nil {
					t.Errorf("%s: %s is not there", name, at)
				}
			}
		}
	}
}

type publishedSet struct {
	Type         string `json:"@type"`
	Name         string
	Distribution []struct{ ContentURL string }
}

// datasetOn is what a page tells other programs of its data.
func datasetOn(t *testing.T, page []byte) (set publishedSet) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Data == "script" && attribute(n, "type") == "application/ld+json" {
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &set); err != nil {
				t.Fatal(err)
			}
		}
	}
	return set
}

// Every picture is well-formed XML that links to pages of the site only and holds no variable of the style sheet.
func TestPicturesStandAlone(t *testing.T) {
	for name, tables := range map[string]tables{"plain": fixture(), "hostile": hostile()} {
		files, pictures := readTree(t, build(t, tables)), 0
		for at, data := range files {
			if filepath.Ext(at) != ".svg" {
				continue
			}
			pictures++
			if bytes.Contains(data, []byte("display: none")) || !bytes.Contains(data, []byte("svg text {")) || bytes.Contains(data, []byte("var(--")) || bytes.Contains(data, []byte("100%\" height=\"268\" role")) {
				t.Errorf("%s: %s depends on its page", name, at)
			}
			for d := xml.NewDecoder(bytes.NewReader(data)); ; {
				token, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%s: %s: %v", name, at, err)
				}
				if e, ok := token.(xml.StartElement); ok {
					checkDrawn(t, files, at, e)
				}
			}
		}
		if pictures < 6 {
			t.Errorf("%s: %d pictures", name, pictures)
		}
	}
}

func checkDrawn(t *testing.T, files map[string][]byte, at string, e xml.StartElement) {
	t.Helper()
	if e.Name.Local == "script" || e.Name.Local == "foreignObject" {
		t.Errorf("%s: <%s>", at, e.Name.Local)
	}
	for _, a := range e.Attr {
		switch {
		case strings.HasPrefix(strings.ToLower(a.Name.Local), "on"):
			t.Errorf("%s: %s", at, a.Name.Local)
		case a.Name.Local == "href":
			page, _, _ := strings.Cut(a.Value, "#")
			if files[path.Join(path.Dir(at), page)] == nil {
				t.Errorf("%s: link %q leads nowhere", at, a.Value)
			}
		}
	}
}

// With an address of the office, links that need one have it; without, none is made up.
func TestAddressIsTheOffices(t *testing.T) {
	f := fixture().store(t)
	for base, want := range map[string]string{"": "", "https://example.org/yg/": `<link rel="canonical" href="https://example.org/yg/2022Q2/indicator/coverage.html">`} {
		out := filepath.Join(t.TempDir(), "site")
		if _, err := WriteSite(t.Context(), Options{MartsDir: f, OutDir: out, Base: base}); err != nil {
			t.Fatal(err)
		}
		page := string(readTree(t, out)["2022Q2/indicator/coverage.html"])
		if strings.Contains(page, `rel="canonical"`) != (want != "") || !strings.Contains(page, want) {
			t.Errorf("base %q: no %s", base, want)
		}
		if strings.Contains(page, "og:image") {
			t.Errorf("base %q: a picture that no program shows", base)
		}
		if image := `"image":"` + map[bool]string{true: "../../", false: "https://example.org/yg/"}[base == ""] + `2022Q2/picture/coverage/trend.svg"`; !strings.Contains(page, image) {
			t.Errorf("base %q: no %s", base, image)
		}
	}
}
