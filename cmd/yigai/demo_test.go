//go:build cgo

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"yigai/ingest/sample"
	"yigai/internal/store"
)

// The demo is the product's main job; these tests run it once and hold what it
// left against the workbooks, by other code than the pipeline's.

var demoOnce = sync.OnceValues(func() (string, error) {
	dir, err := room("yigai-demo-*")
	if err != nil {
		return "", err
	}
	dir = filepath.Join(dir, "demo")
	return dir, runDemo(dir)
})

// runDemo ends with two editions; the short run, which the race detector makes
// slow, ends with the preview.
func runDemo(dir string) error {
	var out, errs bytes.Buffer
	sys := System{In: strings.NewReader(""), Out: &out, Err: &errs, Env: []string{"LC_ALL=zh_CN.UTF-8"}, Now: time.Now}
	if code := Run(context.Background(), []string{"demo", "--dir", dir, "--editions=" + strconv.FormatBool(!testing.Short())}, sys); code != 0 {
		return fmt.Errorf("yigai demo ended with %d:\n%s\n%s", code, errs.String(), out.String())
	}
	return nil
}

// demoDir is the workspace of a finished demo, shared by the tests that only read it.
func demoDir(t *testing.T) string {
	t.Helper()
	dir, err := demoOnce()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func mart(t *testing.T, dir, table string) []map[string]string {
	t.Helper()
	rows := martOrNone(t, dir, table)
	if len(rows) == 0 {
		t.Fatalf("%s is empty: the test would prove nothing", table)
	}
	return rows
}

// martOrNone are those of a table that may be empty.
func martOrNone(t *testing.T, dir, table string) []map[string]string {
	t.Helper()
	current, err := store.Store{Dir: filepath.Join(dir, "marts")}.Current()
	if err != nil {
		t.Fatal(err)
	}
	return readMart(t, filepath.Join(current.Dir, table+".parquet"))
}

// factRows are the rows of a table of facts, of all periods.
func factRows(t *testing.T, dir, table string) []map[string]string {
	t.Helper()
	current, err := store.Store{Dir: filepath.Join(dir, "facts")}.Current()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(current.Dir, table, "*.parquet"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no files (%v): the test would prove nothing", table, err)
	}
	var rows []map[string]string
	for _, file := range files {
		rows = append(rows, readMart(t, file)...)
	}
	return rows
}

// The counties of Hanzhong with their census populations of 2020, typed here
// once more from the census and not read from the pack.
var census = map[string]int64{
	"610702": 618204, "610703": 466244, "610722": 442035, "610723": 345354, "610724": 321535, "610725": 344935,
	"610726": 256373, "610727": 143989, "610728": 210871, "610729": 35325, "610730": 26597,
}

const insuranceBureau = "610700-YBJ"

// A counted workbook is the file whose figures hold for an org and period.
type countedBooks map[string]map[figureKey]cellAt // by "period org"

// readCounted reads, for every reporter and period, the workbook that the
// reporting table says counts, straight from where the sender's files lie.
func readCounted(t *testing.T, dir string) countedBooks {
	t.Helper()
	return countedIn(t, dir, func(string) bool { return true })
}

// countedIn is readCounted of some periods.
func countedIn(t *testing.T, dir string, wanted func(period string) bool) countedBooks {
	t.Helper()
	books := countedBooks{}
	for _, row := range mart(t, dir, "mart_submission") {
		if row["state"] != "accepted" || !wanted(row["period"]) {
			continue
		}
		path := sentWorkbook(t, filepath.Join(dir, "inbox", row["period"]), row["file_name"])
		books[row["period"]+" "+row["reporter"]] = workbookFigures(t, path, row["reporter"])
	}
	return books
}

// foundAt is a cell as a finding quotes it: 指标!E7 = 12.
var foundAt = regexp.MustCompile(`([^；!]+![A-Z]+[0-9]+) = `)

// returned lists the cells that went back to the sender, all those that a
// finding quotes: they count as missing.
func returned(t *testing.T, dir string) map[string]bool {
	cells := map[string]bool{}
	for _, row := range mart(t, dir, "mart_finding") {
		if row["severity"] != "return" {
			continue
		}
		cells[row["file_name"]+"!"+row["sheet"]+"!"+row["cell"]] = true
		for _, quoted := range foundAt.FindAllStringSubmatch(row["found"], -1) {
			cells[row["file_name"]+"!"+quoted[1]] = true
		}
	}
	return cells
}

// figure is the exact value of an element, or nil where there is no plain
// number. Full-width digits and thousands separators are read as the clerk
// meant them: the pipeline notes them.
func (b countedBooks) figure(period, reporter, org, element string) *big.Rat {
	cell, ok := b[period+" "+reporter][figureKey{org, element}]
	if !ok {
		return nil
	}
	cell.text = softened.Replace(cell.text)
	return cell.number()
}

var softened = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	",", "", "，", "", " ", "", "　", "", "\u00a0", "")

// A recomputed indicator is a fraction of two sums of figures.
type recomputed struct {
	indicator, basis string
	reporter         func(org string) string
	numerator        func(b countedBooks, period, reporter, org string) *big.Rat
	denominator      func(b countedBooks, period, reporter, org string) *big.Rat
}

func self(org string) string { return org }

func element(code string) func(countedBooks, string, string, string) *big.Rat {
	return func(b countedBooks, period, reporter, org string) *big.Rat {
		return b.figure(period, reporter, org, code)
	}
}

func sumOf(codes ...string) func(countedBooks, string, string, string) *big.Rat {
	return func(b countedBooks, period, reporter, org string) *big.Rat {
		total := new(big.Rat)
		for _, code := range codes {
			n := b.figure(period, reporter, org, code)
			if n == nil {
				return nil
			}
			total.Add(total, n)
		}
		return total
	}
}

var recomputations = []recomputed{
	{"contract_residents", "point", self, element("contracts_residents"), func(_ countedBooks, _, _, org string) *big.Rat { return new(big.Rat).SetInt64(census[org]) }},
	{"local_visit_ratio", "quarter", func(string) string { return insuranceBureau },
		sumOf("ins_visits_in", "ins_admissions_in"), sumOf("ins_visits_in", "ins_admissions_in", "ins_visits_out", "ins_admissions_out")},
	{"primary_visit_share", "quarter", self, element("visits_primary"), element("visits_total")},
}

// Coverage, local visit ratio and primary-care share of every county and the
// city are recomputed from the workbooks; mart_indicator must agree exactly.
func TestIndicatorsAgreeWithTheWorkbooks(t *testing.T) {
	dir := demoDir(t)
	books, back := readCounted(t, dir), returned(t, dir)
	dropReturned(t, dir, books, back)
	values := map[string]string{}
	for _, row := range mart(t, dir, "mart_indicator") {
		values[row["indicator"]+" "+row["org"]+" "+row["period"]+" "+row["basis"]] = row["value"]
	}
	compared, missing := 0, 0
	for _, r := range recomputations {
		for year := 2021; year <= 2022; year++ {
			for quarter := 1; quarter <= 4; quarter++ {
				period := fmt.Sprintf("%dQ%d", year, quarter)
				numerators, denominators := new(big.Rat), new(big.Rat)
				for _, org := range slices.Sorted(maps.Keys(census)) {
					n, d := r.numerator(books, period, r.reporter(org), org), r.denominator(books, period, r.reporter(org), org)
					want := "NULL"
					if n != nil && d != nil && d.Sign() != 0 {
						want = roundedRatio(n, d)
						numerators.Add(numerators, n)
						denominators.Add(denominators, d)
					} else {
						missing++
					}
					compared++
					if got := values[r.indicator+" "+org+" "+period+" "+r.basis]; got != want {
						t.Errorf("%s of %s in %s: mart has %q, the workbooks give %s", r.indicator, org, period, got, want)
					}
				}
				compared++
				if got, want := values[r.indicator+" 610700 "+period+" "+r.basis], roundedRatio(numerators, denominators); got != want {
					t.Errorf("%s of the city in %s: mart has %q, the workbooks give %s", r.indicator, period, got, want)
				}
			}
		}
	}
	if compared != 3*8*12 || missing > compared/4 {
		t.Errorf("compared %d values, %d of them missing: too little to prove anything", compared, missing)
	}
	t.Logf("%d values recomputed from the workbooks, %d of them missing on both sides", compared, missing)
}

// dropReturned takes the figures out whose cells went back.
func dropReturned(t *testing.T, dir string, books countedBooks, back map[string]bool) {
	t.Helper()
	for _, row := range mart(t, dir, "mart_submission") {
		figures := books[row["period"]+" "+row["reporter"]]
		if row["state"] != "accepted" {
			continue
		}
		for key, cell := range figures {
			if back[row["file_name"]+"!"+cell.sheet+"!"+cell.cell] {
				delete(figures, key)
			}
		}
	}
}

// Every planted flaw must be found at its cell, or stand in the key as not yet covered.
func TestEveryPlantedFlawIsFound(t *testing.T) {
	dir := demoDir(t)
	answers := readCSV(t, filepath.Join(dir, sampleFolder, sample.AnswerKeyFile))
	if len(answers) < 10 {
		t.Fatalf("the answer key has %d lines: too few to prove anything", len(answers))
	}
	found := map[string]bool{}
	// A file that a later one took the place of keeps its findings, in the facts.
	for _, row := range slices.Concat(mart(t, dir, "mart_finding"), factRows(t, dir, "fact_findings")) {
		found[strings.Join([]string{row["file_name"], row["sheet"], row["cell"], row["code"]}, "|")] = true
	}
	states := map[string]string{}
	for _, row := range mart(t, dir, "mart_reporting") {
		states[row["period"]+"_"+row["org"]] = row["state"]
	}
	covered := 0
	for _, a := range answers {
		switch {
		case a["expected"] == "not_covered":
			t.Logf("not covered yet: %s at %s %s!%s: %s", a["kind"], a["file"], a["sheet"], a["cell"], a["note"])
		case a["code"] == "late" || a["code"] == "missing":
			covered++
			name := strings.SplitN(filepath.Base(a["file"]), "_", 3)
			if got := states[name[0]+"_"+name[1]]; got != a["code"] {
				t.Errorf("%s: state is %q, planted as %s", a["file"], got, a["code"])
			}
		default:
			covered++
			if key := strings.Join([]string{filepath.Base(a["file"]), a["sheet"], a["cell"], a["code"]}, "|"); !found[key] {
				t.Errorf("planted %s not found: %s", a["kind"], key)
			}
		}
	}
	if covered < len(answers)/2 {
		t.Errorf("only %d of %d planted flaws are covered", covered, len(answers))
	}
}

// Running the demo again in the same place changes no byte.
func TestDemoAgainChangesNothing(t *testing.T) {
	dir := demoDir(t)
	before := hashTree(t, dir, "facts", "marts", "originals", "journal", "site", "inbox", "outbox", "programme")
	if err := runDemo(dir); err != nil {
		t.Fatal(err)
	}
	after := hashTree(t, dir, "facts", "marts", "originals", "journal", "site", "inbox", "outbox", "programme")
	compareTrees(t, before, after)
}

// The same demo elsewhere and later, under another time zone, locale and number
// of cores, gives the same bytes, editions included: in a small programme, and
// in make prove in Hanzhong.
func TestMachineSettingsChangeNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("runs whole demos")
	}
	programme, machines := "hanzhong-2022", [][]string{
		{"TZ=Asia/Shanghai", "LANG=zh_CN.UTF-8"},
		{"TZ=America/St_Johns", "LANG=en_US.UTF-8", "LC_ALL=en_US.UTF-8", "GOMAXPROCS=1"},
		{"TZ=Pacific/Kiritimati", "LANG=C", "LC_ALL=C", "GOMAXPROCS=7"},
	}
	if os.Getenv("YIGAI_PROVE") == "" {
		programme, machines = filepath.Join("testdata", "sixth"), machines[:2]
	}
	var first map[string]string
	for _, settings := range machines {
		hashes := demoElsewhere(t, programme, settings)
		if first == nil {
			first = hashes
		}
		compareTrees(t, first, hashes)
	}
}

// demoElsewhere runs a demo in a process of its own and hashes what it left.
func demoElsewhere(t *testing.T, programme string, settings []string) map[string]string {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "demo")
	cmd := exec.Command(binary)
	cmd.Args = []string{"yigai", "demo", "--programme", programme, "--dir", dir}
	cmd.Env = append(os.Environ(), settings...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("demo with %v: %v\n%s", settings, err, out)
	}
	hashes := hashTree(t, dir, "facts", "marts", "site", "journal", "editions")
	if len(hashes) < 300 {
		t.Fatalf("%d files: too few to prove anything", len(hashes))
	}
	return hashes
}

func hashTree(t *testing.T, dir string, folders ...string) map[string]string {
	t.Helper()
	hashes := map[string]string{}
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(dir, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			sum := sha256.Sum256(data)
			name, relErr := filepath.Rel(dir, path)
			hashes[name] = hex.EncodeToString(sum[:])
			if err == nil {
				err = relErr
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(hashes) < 10 {
		t.Fatalf("%s holds %d files: too few to prove anything", dir, len(hashes))
	}
	return hashes
}

func compareTrees(t *testing.T, want, got map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		switch got[name] {
		case want[name]:
		case "":
			t.Errorf("%s is missing the second time", name)
		default:
			t.Errorf("%s has other bytes the second time", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if want[name] == "" {
			t.Errorf("%s is there only the second time", name)
		}
	}
}
