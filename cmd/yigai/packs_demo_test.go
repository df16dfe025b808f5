//go:build cgo

package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The demos of all programmes, each run once for the tests that only read it.
// Publishing takes most of a demo's time: beside the first programme it is left
// to make prove.
var packDemos = map[string]func() (string, error){
	"hanzhong-2022": demoOnce, "beijing-2023": packDemo("beijing-2023"), "nanning-2019": packDemo("nanning-2019"),
	"henan-2021": packDemo("henan-2021"), "county-consortium-2024": packDemo("county-consortium-2024"),
}

func packDemo(id string) func() (string, error) {
	return sync.OnceValues(func() (string, error) {
		dir, err := room("yigai-" + id + "-*")
		if err != nil {
			return "", err
		}
		dir = filepath.Join(dir, "demo")
		var out, errs bytes.Buffer
		sys := System{In: strings.NewReader(""), Out: &out, Err: &errs, Env: []string{"LC_ALL=zh_CN.UTF-8"}, Now: time.Now}
		if code := Run(context.Background(), []string{"demo", "--programme", id, "--dir", dir, "--editions=" + strconv.FormatBool(os.Getenv("YIGAI_PROVE") != "")}, sys); code != 0 {
			return "", fmt.Errorf("yigai demo --programme %s ended with %d:\n%s\n%s", id, code, errs.String(), out.String())
		}
		return dir, nil
	})
}

// eachPack runs a test over the finished demo of every built-in programme; the
// short run keeps to the first.
func eachPack(t *testing.T, test func(t *testing.T, id, dir string)) {
	t.Helper()
	if ids := builtInPacks(); !slices.Equal(ids, slices.Sorted(maps.Keys(packDemos))) {
		t.Fatalf("the built-in programmes are %v: a demo is missing here", ids)
	}
	for _, id := range builtInPacks() {
		t.Run(id, func(t *testing.T) {
			if testing.Short() && id != "hanzhong-2022" {
				t.Skip("runs a whole demo")
			}
			dir, err := packDemos[id]()
			if err != nil {
				t.Fatal(err)
			}
			test(t, id, dir)
		})
	}
}

// leastCompared is how many values a pack must have at a level for the test to
// prove anything.
var leastCompared = map[string]map[string]int{
	"hanzhong-2022": {"county": 500, "prefecture": 50}, "beijing-2023": {"institution": 3000, "district": 1500, "zone": 30, "province": 100},
	"nanning-2019": {"county": 400, "district": 500, "zone": 100, "prefecture": 80}, "henan-2021": {"county": 3000, "prefecture": 600, "province": 30},
	"county-consortium-2024": {"county": 400, "prefecture": 60, "institution": 6},
}

// Every indicator that is a sum or a ratio of sums, of every org at every level
// in the last two periods, is what the workbooks give.
func TestIndicatorsOfEveryPack(t *testing.T) {
	eachPack(t, func(t *testing.T, id, dir string) {
		r := recountOf(t, dir)
		rows := mart(t, dir, "mart_indicator")
		compared, missing := map[string]int{}, 0
		for _, p := range r.lastTwo() {
			want, orgs := r.indicators(p), r.orgs(p)
			for _, row := range rows {
				key := indicatorKey{row["indicator"], row["version"], row["org"], row["period"], row["basis"]}
				if row["period"] != p.text || !r.isPlainCode(key) {
					continue
				}
				c, known := want[key]
				if got := martRow(row); !known || got != c.row() {
					t.Errorf("%v: mart has %s, the workbooks give %s (asked: %t)", key, got, c.row(), known)
				}
				if row["value"] == "NULL" {
					missing++
				}
				compared[orgs[key.org]["kind"]]++
				delete(want, key)
			}
			for key, c := range want {
				t.Errorf("%v is not in the mart; the workbooks give %s", key, c.row())
			}
		}
		for level, least := range leastCompared[id] {
			if compared[level] < least {
				t.Errorf("%d values of kind %s compared: too few to prove anything", compared[level], level)
			}
		}
		t.Logf("%v values compared by level, %d of them missing on both sides", compared, missing)
	})
}

func (r *recount) isPlainCode(key indicatorKey) bool {
	for _, version := range r.tables["indicators"] {
		if version["indicator"] == key.indicator && version["version"] == key.version {
			return isPlain(version, r.terms(version))
		}
	}
	return false
}
