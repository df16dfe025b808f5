package reports

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yigai/internal/parquetio"
)

// deepPlaces is a whole of that many regions with so many places each.
func deepPlaces(regions, places int) tables {
	f := fixture()
	add := func(org, class, parent string, n int, rolled bool) {
		f.orgs = append(f.orgs, orgRow{Org: org, Seq: 100 + len(f.orgs), Name: "示例" + org, NameEn: "Sample " + org, ShortName: "示例" + org, Class: class, KindName: class, KindNameEn: class, Parent: parent, Additive: true})
		for _, p := range f.periods[1:3] {
			row := withValue(valueRow{Indicator: "coverage", Version: "2022", Org: org, Level: class, Period: p.Period, Basis: "point", UnitsExpected: 1, RolledUp: rolled}, int64(500+n), 1000)
			f.values = append(f.values, withTarget(row, int64(400+n)))
			if !rolled {
				f.ancestors = append(f.ancestors, ancestorRow{Period: p.Period, Org: org, Ancestor: parent}, ancestorRow{Period: p.Period, Org: org, Ancestor: "990100"})
				f.lineage = append(f.lineage, lineageRow{Indicator: "coverage", Org: org, Period: p.Period, Basis: "point", Part: "numerator", Element: "contracts", Reporter: org, SourcePeriod: p.Period, Operation: 1,
					Value: parquetio.Int(int64(500 + n)), RawText: "500", FileName: org + ".xlsx", SHA256: fmt.Sprintf("%064d", n), Sheet: "指标", Cell: "E17", Counted: true})
			}
			f.reporting = append(f.reporting, reportingRow{Period: p.Period, Org: org, Expected: !rolled, State: "on_time", ReceivedOn: p.LastDay})
			f.ledger = append(f.ledger, ledgerRow{Task: "1", Org: org, Period: p.Period, Role: "implement", Light: "on_track", LightState: "on_track"})
		}
	}
	for r := range regions {
		region := fmt.Sprintf("P%02d", r)
		add(region, "region", "990100", r, true)
		for n := range places {
			add(fmt.Sprintf("%s%04d", region, n), "place", region, n, false)
		}
	}
	return f
}

// No page of a country of thousands is heavier than a reader's line or patience
// allows, and every figure still leads to its cells, level by level.
func TestDeepWholeHasNoPageOfAllPlaces(t *testing.T) {
	f := deepPlaces(6, 70)
	files := readTree(t, buildInto(t, f))
	checkSite(t, files)
	for name, data := range files {
		if rows := strings.Count(string(data), "<tr"); strings.HasSuffix(name, ".html") && !strings.HasSuffix(name, "data.html") && rows > 2*mostListed+60 {
			t.Errorf("%s has %d rows", name, rows)
		}
	}
	follow := func(page, pattern string) string {
		m := regexp.MustCompile(pattern).FindSubmatch(files[page])
		if m == nil {
			t.Fatalf("%s has no link %s", page, pattern)
		}
		return filepath.ToSlash(filepath.Join(filepath.Dir(page), string(m[1])))
	}
	trace := follow("2022Q2/indicator/coverage.html", `href="([^"#]*trace/coverage/point\.html)#`)
	region := follow(trace, `href="([^"#]*places/P03\.html)"`)
	place := follow(region, `href="([^"#]*unit/P030007\.html)"`)
	if unit := string(files[place]); !strings.Contains(unit, `href="../../2022Q2/unit/P030007.html#src-coverage"`) || !strings.Contains(unit, `id="src-coverage"`) || !strings.Contains(unit, "指标!E17") || !strings.Contains(unit, "P030007.xlsx") {
		t.Error("the place does not name the cell of its figure")
	}
	for _, page := range []string{"2022Q2/ledger.html", "2022Q2/reporting.html", "2022Q2/task/1.html", "2022Q2/print.html"} {
		if !strings.Contains(string(files[page]), "每表只列 200 行") {
			t.Errorf("%s leaves rows out and does not say so", page)
		}
	}
}

func buildInto(t *testing.T, f tables) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	if _, err := WriteSite(context.Background(), Options{MartsDir: f.store(t), OutDir: out, Version: "test"}); err != nil {
		t.Fatal(err)
	}
	return out
}

// A list whose entries are several rows is cut by its rows, those to act on
// first, and what is left out is counted.
func TestListedRows(t *testing.T) {
	b, err := newBook(deepPlaces(6, 70))
	if err != nil {
		t.Fatal(err)
	}
	d := desk{book: b, period: b.published[len(b.published)-1]}
	all := make([]int, 90) // rows of each entry
	for n := range all {
		all[n] = 3
	}
	all[80] = 4
	var f frame
	few := listedRows(d, &f, all, func(rows int) bool { return rows > 3 }, func(rows int) int { return rows })
	if len(few) != 66 || few[0] != 4 || f.Cut != 90*3+1-(4+65*3) {
		t.Errorf("%d entries from %d on, %d rows are said to be left out", len(few), few[0], f.Cut)
	}
	if one := listedRows(d, &f, []int{mostListed + 1}, func(int) bool { return false }, func(rows int) int { return rows }); len(one) != 1 {
		t.Error("an entry that is too long alone is not shown at all")
	}
}

// Where hundreds are equally far behind, the first page names some and counts the others.
func TestFirstPageDoesNotNameHundreds(t *testing.T) {
	b, err := newBook(deepPlaces(6, 70))
	if err != nil {
		t.Fatal(err)
	}
	d := desk{book: b, period: b.published[len(b.published)-1]}
	var all []laggard
	for n := range 100 {
		org := fmt.Sprintf("P00%04d", n%70)
		all = append(all, laggard{Name: org, Org: org, Behind: []link{{Name: "one"}}})
	}
	v := d.worst(all)
	if len(v.Places) != worstTotal || len(v.Tied) != 40 || v.TiedMore != 100-worstTotal-40 {
		t.Errorf("%d in full, %d named, %d counted", len(v.Places), len(v.Tied), v.TiedMore)
	}
}
