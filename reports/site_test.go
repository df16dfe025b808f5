package reports

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// readTree returns every file below dir by its path with slashes.
func readTree(tb testing.TB, dir string) map[string][]byte {
	tb.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

func TestGoldenPages(t *testing.T) {
	site := build(t, fixture())
	for _, page := range []string{"2022Q2/index.html", "2022Q2/indicator/coverage.html"} {
		got, err := os.ReadFile(filepath.Join(site, page))
		if err != nil {
			t.Fatal(err)
		}
		got = withoutHashes(got)
		golden := filepath.Join("testdata", "golden", strings.ReplaceAll(page, "/", "-"))
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from %s (go test -run Golden -update writes it anew)\n%s", page, golden, firstDifference(got, want))
		}
	}
}

// withoutHashes takes the hashes out of asset names: a new style is no new page.
func withoutHashes(page []byte) []byte {
	for _, name := range []string{siteAssets().names.Style, siteAssets().names.Script, siteAssets().names.Charts, siteAssets().names.ECharts} {
		page = bytes.ReplaceAll(page, []byte(name), []byte("assets/"+name[7:strings.LastIndex(name, "-")]+filepath.Ext(name)))
	}
	return englishAsset.ReplaceAll(page, []byte("assets/english.js"))
}

var englishAsset = regexp.MustCompile(`assets/english-[0-9a-f]{12}\.js`)

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + strings.Join(w[min(i, len(w)):min(i+1, len(w))], "")
		}
	}
	return "the golden page is longer"
}

func TestSameMartsSameBytes(t *testing.T) {
	marts, out := fixture().store(t), filepath.Join(t.TempDir(), "site")
	first, err := WriteSite(context.Background(), Options{MartsDir: marts, OutDir: out})
	if err != nil {
		t.Fatal(err)
	}
	before := readTree(t, out)
	t.Setenv("TZ", "America/New_York")
	t.Setenv("LANG", "tr_TR.UTF-8")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	again, err := WriteSite(context.Background(), Options{MartsDir: marts, OutDir: out})
	if err != nil {
		t.Fatal(err)
	}
	if !first.Changed || again.Changed {
		t.Errorf("changed: first %v, again %v", first.Changed, again.Changed)
	}
	if after := readTree(t, out); !reflect.DeepEqual(before, after) {
		t.Error("a second run changed bytes")
	}
	if first.Pages != again.Pages || first.Bytes != again.Bytes || first.Pages < 20 {
		t.Errorf("first %+v, again %+v", first, again)
	}
}

func TestOldSiteStaysWhenTheNewOneFails(t *testing.T) {
	marts, out := fixture().store(t), filepath.Join(t.TempDir(), "site")
	if _, err := WriteSite(context.Background(), Options{MartsDir: marts, OutDir: out}); err != nil {
		t.Fatal(err)
	}
	before := readTree(t, out)
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := WriteSite(stopped, Options{MartsDir: marts, OutDir: out}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped run: %v", err)
	}
	if err := os.Remove(filepath.Join(marts, "mart_ledger.parquet")); err != nil {
		t.Fatal(err)
	}
	if _, err := WriteSite(context.Background(), Options{MartsDir: marts, OutDir: out}); err == nil || !strings.Contains(err.Error(), "mart_ledger") {
		t.Errorf("missing table: %v", err)
	}
	if after := readTree(t, out); !reflect.DeepEqual(before, after) {
		t.Error("a failed run changed the site")
	}
}

func TestNoPeriodIsAnError(t *testing.T) {
	f := fixture()
	f.periods = f.periods[:1]
	_, err := WriteSite(context.Background(), Options{MartsDir: f.store(t), OutDir: filepath.Join(t.TempDir(), "site")})
	if !errors.Is(err, ErrNoPeriods) {
		t.Errorf("got %v", err)
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	seen := make(chan [2]int, 4096)
	report, err := WriteSite(context.Background(), Options{MartsDir: fixture().store(t), OutDir: filepath.Join(t.TempDir(), "site"),
		Progress: func(done, total int) { seen <- [2]int{done, total} }})
	if err != nil {
		t.Fatal(err)
	}
	close(seen)
	most := 0
	for s := range seen {
		most = max(most, s[0])
		if s[1] != report.Files {
			t.Fatalf("total %d, want %d", s[1], report.Files)
		}
	}
	if most != report.Files {
		t.Errorf("progress ended at %d of %d", most, report.Files)
	}
}

// Real data must not carry the mark of sample data, nor the other way round.
func TestSampleIsMarkedEverywhere(t *testing.T) {
	for _, sample := range []bool{true, false} {
		f := fixture()
		f.programme[0].Sample = sample
		for name, data := range readTree(t, build(t, f)) {
			switch filepath.Ext(name) {
			case ".csv":
				if strings.Contains(name, "-sample") != sample {
					t.Errorf("sample %v: file name %s", sample, name)
				}
			case ".html":
				title := strings.Contains(string(data), "<title>【样例数据】")
				note := strings.Contains(string(data), `class="sample"`)
				picture := strings.Contains(string(data), "样例数据</text>")
				if title != sample || note != sample || (picture && !sample) {
					t.Errorf("sample %v: %s: title %v, note %v, picture %v", sample, name, title, note, picture)
				}
			}
		}
	}
}
