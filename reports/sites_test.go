package reports

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yigai/internal/parquetio"
)

// What a reader on a slow line waits for: the page and all that it needs to be
// complete and readable, and the whole with the chart script, in bytes as sent.
const (
	mostHTML     = 40 << 10
	mostReadable = 60 << 10
	mostWhole    = 300 << 10
)

var assetName = regexp.MustCompile(`assets/[a-zA-Z0-9.~-]+\.(?:css|js)`)

// A weight is what a page costs, compressed.
type weight struct{ html, readable, whole int }

func weigh(t *testing.T, site, page string) (w weight) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	w.html = packed(t, data)
	w.readable, w.whole = w.html, w.html
	for _, name := range assetName.FindAllString(string(data), -1) {
		asset, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		n := packed(t, asset)
		w.whole += n
		// Charts come when the page stands; the lists of English when somebody asks for them.
		if !strings.Contains(name, "charts") && !strings.Contains(name, "/english-") {
			w.readable += n
		}
	}
	return w
}

func packed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.DefaultCompression)
	if err == nil {
		_, err = z.Write(data)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func (w weight) check(t *testing.T, page string) {
	t.Helper()
	t.Logf("%s: HTML %d, readable %d, whole %d bytes", page, w.html, w.readable, w.whole)
	if w.html > mostHTML || w.readable > mostReadable || w.whole > mostWhole {
		t.Errorf("%s weighs HTML %d of %d, readable %d of %d, whole %d of %d bytes", page, w.html, mostHTML, w.readable, mostReadable, w.whole, mostWhole)
	}
	if w.html < 4<<10 || w.whole < w.readable+(100<<10) {
		t.Errorf("%s: %+v: the page or its chart script was not found", page, w)
	}
}

// A province of many counties over many quarters stays within the weight.
func TestIndicatorPageIsLight(t *testing.T) {
	site := build(t, manyPlaces(110))
	const page = "2022Q2/indicator/coverage.html"
	w := weigh(t, site, page)
	w.check(t, page)
	if w.html < 15<<10 {
		t.Errorf("%d bytes of HTML for 110 counties: the test proves nothing", w.html)
	}
}

// manyPlaces is the fixture with that many counties more, each with a target, a
// doubt accepted, three bases and its cells.
func manyPlaces(n int) tables {
	f := fixture()
	f.indicators[0].DefaultBasis = "point"
	for at := range n {
		org := fmt.Sprintf("9902%03d", at)
		f.orgs = append(f.orgs, orgRow{Org: org, Seq: 100 + at, Name: fmt.Sprintf("第%d示例县", at), NameEn: "Sample County", ShortName: fmt.Sprintf("示例%d县", at), Class: "place", KindName: "县", KindNameEn: "county",
			Parent: "990100", Additive: true, Population: parquetio.Int(300000), Column: 1 + at%12, Row: 4 + at/12})
		for seq, p := range f.periods[:3] {
			for _, basis := range []string{"point", "ytd", "quarter"} {
				row := withValue(valueRow{Indicator: "coverage", Version: "2022", Org: org, Level: "county", Period: p.Period, Basis: basis, UnitsExpected: 1, History: p.History}, int64(37*at%400+500+seq), 1000)
				row.Rank, row.RankOf = 1+at, n
				f.values = append(f.values, withTarget(row, int64(500+at)))
			}
			f.lineage = append(f.lineage, lineageRow{Indicator: "coverage", Org: org, Period: p.Period, Basis: "point", Part: "numerator", Element: "contracts", Reporter: org, SourcePeriod: p.Period, Operation: 1,
				Value: parquetio.Int(500), RawText: "500", FileName: p.Period + "_样例.xlsx", SHA256: fmt.Sprintf("%064d", at), Sheet: "指标", Cell: "E17"})
		}
	}
	return f
}

// weighAll weighs every indicator page of a site, tells of the heaviest, and says how many there are.
func weighAll(t *testing.T, site string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(site, "*", "indicator", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	var heaviest weight
	name := ""
	for _, file := range files {
		page, err := filepath.Rel(site, file)
		if err != nil {
			t.Fatal(err)
		}
		if w := weigh(t, site, filepath.ToSlash(page)); w.html > heaviest.html {
			heaviest, name = w, page
		}
	}
	if name != "" {
		heaviest.check(t, name)
	}
	return len(files)
}

// TestPagesOfRealSites is what scripts/site-check runs: YIGAI_PAGES is a file
// with a site's folder and a page of it on each line.
func TestPagesOfRealSites(t *testing.T) {
	list := os.Getenv("YIGAI_PAGES")
	if list == "" {
		t.Skip("YIGAI_PAGES names no pages: scripts/site-check does")
	}
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	sites, order, weighed := map[string][]string{}, []string{}, 0
	for line := range strings.Lines(string(data)) {
		site, page, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			t.Fatalf("%q is no site and page", line)
		}
		if sites[site] == nil {
			order = append(order, site)
		}
		sites[site] = append(sites[site], page)
	}
	for _, site := range order {
		weighed += weighAll(t, site)
	}
	if weighed == 0 {
		t.Fatal("no indicator page was weighed")
	}
	for _, site := range order {
		t.Run(filepath.Base(filepath.Dir(site)), func(t *testing.T) { lookAt(t, site, sites[site], widths...) })
	}
}
