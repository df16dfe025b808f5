//go:build cgo

package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/release"
	"yigai/internal/workspace"
)

// definesRecords has the pack say that an element is counted from visits.
func definesRecords(t *testing.T, dir, element string) {
	t.Helper()
	put(t, filepath.Join(dir, "programme", "records.csv"), "table,column,type,meaning\nvisits,county,VARCHAR,县区\nvisits,quarter,VARCHAR,季度\nvisits,people,\"DECIMAL(18,4)\",人次\n")
	put(t, filepath.Join(dir, "programme", "recorded.csv"), "element,select\n"+element+",\"select county as org, quarter as period, sum(people) as value from visits group by county, quarter\"\n")
}

// TestRecordedFiguresInAnEdition keeps what records give and follows it: to the
// marts, where one figure parts, to a doubt, to a page, to the manifests and into an
// edition. The edition comes back without the records; the public one knows nothing of them.
func TestRecordedFiguresInAnEdition(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	must(t, "init", "--programme", "hanzhong-2022", "--sample", dir)
	must(t, "sample", "--dir", dir, "--period", "2022Q1", "--flaws", "0")
	must(t, "ingest", "--dir", dir)
	must(t, "transform", "--dir", dir)
	element, visits, records := holdsRecords(t, dir)
	kept := keepTwice(t, dir, len(visits))
	must(t, "transform", "--dir", dir)
	must(t, "site", "--dir", dir)
	must(t, "verify", "--dir", dir)
	sum := heldInTheChain(t, dir, element, visits, records, kept)
	must(t, "approve", "--dir", dir, "--period", "2022Q1", "--step", "secretariat", "--by", "示例人员甲", "--opinion", "同意")
	must(t, "publish", "--dir", dir, "--period", "2022Q1", "--by", "示例人员甲")
	namedInside(t, filepath.Join(dir, "editions", "2022Q1-r1"), sum, kept.SHA256)
	if err := os.RemoveAll(filepath.Join(dir, "records")); err != nil {
		t.Fatal(err)
	}
	must(t, "verify", "--dir", dir, "--rebuild")
}

// holdsRecords gives an office records that say what was reported, but for the last
// figure, and one line with a name in the place of a code.
func holdsRecords(t *testing.T, dir string) (element string, visits []recordedVisit, file string) {
	t.Helper()
	element, visits = reportedVisits(t, dir)
	definesRecords(t, dir, element)
	last := &visits[len(visits)-1]
	last.People -= 10_000
	file = filepath.Join(dir, "records", "visits", "第一季度.parquet")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := parquet.WriteFile(file, append(slices.Clone(visits), recordedVisit{"张三", last.Quarter, 10_000})); err != nil {
		t.Fatal(err)
	}
	return element, visits, file
}

// keepTwice keeps the figures: the second time they are known.
func keepTwice(t *testing.T, dir string, figures int) keptCount {
	t.Helper()
	if code, _, errs := runRecords(dir, "--keep"); code != exitFailed || !strings.Contains(errs, "--by") {
		t.Errorf("nobody keeps: %d %s", code, errs)
	}
	var told struct{ Kept keptCount }
	for _, again := range []bool{false, true} {
		code, out, errs := runRecords(dir, "--keep", "--by", "示例人员甲", "--json")
		if err := json.Unmarshal([]byte(out), &told); err != nil || code != exitBroken || told.Kept.Figures != figures || told.Kept.LeftOut != 1 || told.Kept.Again != again {
			t.Fatalf("kept %+v: %v, ended with %d\n%s", told.Kept, err, code, errs)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "originals", told.Kept.SHA256+".recorded.json"))
	if err != nil || strings.Contains(string(text), "张三") {
		t.Errorf("a name was kept: %v", err)
	}
	return told.Kept
}

// heldInTheChain wants one doubt, one page and the hash of the file of records,
// which it gives back.
func heldInTheChain(t *testing.T, dir, element string, visits []recordedVisit, records string, kept keptCount) (sum string) {
	t.Helper()
	last := visits[len(visits)-1]
	data, err := os.ReadFile(records)
	if err != nil {
		t.Fatal(err)
	}
	sum = fmt.Sprintf("%x", sha256.Sum256(data))
	states := map[string]int{}
	for _, r := range mart(t, dir, "mart_recorded") {
		states[r["state"]]++
		if parted := r["org"] == last.County && r["period"] == last.Quarter; parted != (r["state"] == "differs") || r["element"] != element || r["submission"] == "" || r["cell"] == "" || r["seq"] != strconv.Itoa(kept.Seq) {
			t.Errorf("%v", r)
		}
	}
	if states["equal"] != len(visits)-1 || states["differs"] != 1 {
		t.Errorf("%v of %d", states, len(visits))
	}
	var doubts []map[string]string
	for _, q := range mart(t, dir, "mart_quality") {
		if q["test"] == "recorded_differs" {
			doubts = append(doubts, q)
		}
	}
	if len(doubts) != 1 || doubts[0]["org"] != last.County || doubts[0]["period"] != last.Quarter || doubts[0]["element"] != element {
		t.Errorf("doubts %v", doubts)
	}
	if files := mart(t, dir, "mart_recorded_file"); len(files) != 1 || files[0]["sha256"] != sum {
		t.Errorf("files %v", files)
	}
	page, err := os.ReadFile(filepath.Join(dir, "site", last.Quarter, "recorded.html"))
	if err != nil || !strings.Contains(string(page), sum) || !strings.Contains(string(page), "from visits group by county, quarter") {
		t.Errorf("the page does not lead to SELECT and file: %v", err)
	}
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	marts, err := ws.Marts().Current()
	if meta := marts.Manifest.Meta; err != nil || meta["sha256 "+sum] != "records/visits/第一季度.parquet" || meta["sha256 "+kept.SHA256] != "originals/"+kept.SHA256+".recorded.json" {
		t.Errorf("the manifest of the marts says %v, %v", meta, err)
	}
	return sum
}

// namedInside wants hashes among what the internal edition was made of, and in no
// file of the public one.
func namedInside(t *testing.T, edition string, sums ...string) {
	t.Helper()
	r, err := release.Open(edition)
	if err != nil {
		t.Fatal(err)
	}
	for _, sum := range sums {
		if !slices.ContainsFunc(r.Manifest.Inputs, func(f release.File) bool { return f.SHA256 == sum && f.Bytes > 0 }) {
			t.Errorf("%s is not among the inputs", sum)
		}
	}
	if _, err := os.Stat(filepath.Join(edition, "site", "2022Q1", "recorded.html")); err != nil {
		t.Error(err)
	}
	eachPublic(t, edition, func(name string, text []byte) {
		for _, sum := range append(sums, "mart_recorded", "recorded.html", "第一季度.parquet") {
			if strings.Contains(string(text), sum) {
				t.Errorf("public/%s tells of %s", name, sum)
			}
		}
	})
}
