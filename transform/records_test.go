package transform

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"yigai/transform/spark"
)

// visits are made up by arithmetic, so that every sum can be worked out without
// SQL, and mixed, so that they pack no better than real ones: of the number that
// mixed gives for visit i one part says the county, one the level, the day, the fen paid.
const makeVisits = `copy (
	select cast(610700 + m %% 11 as varchar) as county, cast(m %% 97 as varchar) as institution, cast(m // 11 %% 3 + 1 as integer) as level,
		cast('2022-01-01' as date) + cast(m // 33 %% 365 as integer) as day, cast((m // 12045 %% 1000) * 0.01 as decimal(18, 2)) as fund_paid
	from (select xor(h, h >> 15) * 1540483477 %% 4294967296 as m from (select i * 2654435761 %% 4294967296 as h from range(%d) t(i)))) to '%s' (format parquet, compression zstd)`

// mixed is the number that visit i is made of.
func mixed(i int) int {
	h := i * 2654435761 % (1 << 32)
	return (h ^ h>>15) * 1540483477 % (1 << 32)
}

var visitColumns = []Column{{Name: "county", Type: "VARCHAR"}, {Name: "institution", Type: "VARCHAR"}, {Name: "level", Type: "INTEGER"}, {Name: "day", Type: "DATE"}, {Name: "fund_paid", Type: "DECIMAL(18,2)"}}

const (
	inLevelOne = "select v.county as org, p.period, count(*) as value from visits v join dim_period p on v.day >= p.first_day and v.day <= p.last_day where v.level = 1 group by v.county, p.period"
	fundPaid   = "select v.county as org, p.period, sum(v.fund_paid) as value from visits v join dim_period p on v.day >= p.first_day and v.day <= p.last_day group by v.county, p.period"
)

// visitsHouse writes n visits, and marts whose figures say what the visits give,
// but for one that is one more and one that is missing.
func visitsHouse(t *testing.T, n int) RecordOptions {
	t.Helper()
	o := RecordOptions{RecordsDir: t.TempDir(), MartsDir: t.TempDir(), WorkDir: t.TempDir(), Tables: []RecordTable{{"visits", visitColumns}},
		Elements: []RecordElement{{"visits_one", "recorded.csv:2", inLevelOne}, {"fund", "recorded.csv:3", fundPaid}}}
	e := testEngine(t, o.RecordsDir, o.MartsDir)
	counts, funds := expectedOf(n)
	var rows []string
	for i := range 11 {
		org := fmt.Sprint(610700 + i)
		for q := range 4 {
			period, count := fmt.Sprintf("2022Q%d", q+1), fmt.Sprint(counts[i][q])
			if i == 0 && q == 0 {
				count = fmt.Sprint(counts[i][q] + 1)
			}
			if i == 1 && q == 1 {
				count = "null"
			}
			rows = append(rows, fmt.Sprintf("('visits_one', '%s', '%s', %s), ('fund', '%s', '%s', %d.%02d)", org, period, count, org, period, funds[i][q]/100, funds[i][q]%100))
		}
	}
	for _, statement := range []string{
		fmt.Sprintf(makeVisits, n, filepath.Join(o.RecordsDir, "visits.parquet")),
		"copy (select 'p' as programme, false as sample, element, org, period, cast(value as decimal(18, 4)) as value, org as reporter, 'R-1' as submission, '' as sheet, '' as cell from (values " + strings.Join(rows, ", ") + ") v(element, org, period, value)) to '" + filepath.Join(o.MartsDir, "mart_figure.parquet") + "'",
		"copy (select cast(610700 + i as varchar) as org, concat('示例县', cast(i as varchar)) as name, concat('County ', cast(i as varchar)) as name_en from range(11) t(i)) to '" + filepath.Join(o.MartsDir, "dim_org.parquet") + "'",
		"copy (select * from (values ('2022Q1', date '2022-01-01', date '2022-03-31'), ('2022Q2', date '2022-04-01', date '2022-06-30'), ('2022Q3', date '2022-07-01', date '2022-09-30'), ('2022Q4', date '2022-10-01', date '2022-12-31')) v(period, first_day, last_day)) to '" + filepath.Join(o.MartsDir, "dim_period.parquet") + "'",
	} {
		if err := e.exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// expectedOf counts visits of level one and adds up fen, by county and quarter, without SQL.
func expectedOf(n int) (counts, fen [11][4]int64) {
	quarter := [365]int{}
	for d := range quarter {
		quarter[d] = (int(time.Date(2022, 1, 1+d, 0, 0, 0, 0, time.UTC).Month()) - 1) / 3
	}
	for i := range n {
		m := mixed(i)
		county, q := m%11, quarter[m/33%365]
		if m/11%3 == 0 {
			counts[county][q]++
		}
		fen[county][q] += int64(m / 12045 % 1000)
	}
	return counts, fen
}

// heldAgainstRecords wants every figure equal but the two that visitsHouse made differ.
func heldAgainstRecords(t *testing.T, figures []RecordedFigure) {
	t.Helper()
	states := map[string]int{}
	for _, f := range figures {
		states[f.State]++
		switch {
		case f.State == "differs" && (f.Element != "visits_one" || f.Org != "610700" || f.Period != "2022Q1" || f.Difference != "-1.0000"),
			f.State == "not_reported" && (f.Org != "610701" || f.Period != "2022Q2" || f.Reported != "" || f.Name != "示例县1"):
			t.Errorf("%+v", f)
		}
	}
	if states["equal"] != 86 || states["differs"] != 1 || states["not_reported"] != 1 || len(figures) != 88 {
		t.Errorf("%d figures: %v", len(figures), states)
	}
}

func TestRecordsAreComparedCountyByCounty(t *testing.T) {
	o := visitsHouse(t, 20_000)
	recorded, err := Recorded(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	heldAgainstRecords(t, recorded.Compared)
	if entries, err := os.ReadDir(o.WorkDir); err != nil || len(entries) != 0 {
		t.Errorf("something was left: %v %v", entries, err)
	}
}

func TestSelectsOverRecordsAreLockedIn(t *testing.T) {
	for name, c := range map[string]struct{ sql, want string }{
		"figures":           {"select org, period, value from mart_figure", "table mart_figure is unknown"},
		"a file":            {"select org, period, value from read_parquet('/etc/passwd')", "reads from the function read_parquet"},
		"a file by name":    {"select org, period, value from '/etc/passwd'", "is unknown"},
		"two statements":    {inLevelOne + "; select 1", "exactly one SELECT"},
		"no SELECT":         {"copy visits to 'x'", "Only SELECT"},
		"other columns":     {"select county as org, day as period from visits", "must give org, period and value"},
		"twice":             {"select county as org, '2022Q1' as period, 1 as value from visits", "more than one figure"},
		"an empty figure":   {"select county as org, '2022Q1' as period, cast(null as integer) as value from visits group by county", "or an empty one"},
		"an unknown column": {"select county as org, '2022Q1' as period, sum(paid) as value from visits group by county", "paid"},
	} {
		o := visitsHouse(t, 100)
		o.Elements = []RecordElement{{"visits_one", "recorded.csv:2", c.sql}}
		_, err := Recorded(t.Context(), o)
		var wrong *Mistake
		if !errors.As(err, &wrong) || !strings.Contains(wrong.Error(), c.want) || !strings.Contains(wrong.Error(), "recorded.csv:2") {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	o := visitsHouse(t, 100)
	o.Tables[0].Columns = visitColumns[:4]
	if _, err := Recorded(t.Context(), o); err == nil || !strings.Contains(err.Error(), "fund_paid") {
		t.Errorf("a column that records.csv does not name: %v", err)
	}
	o.Tables[0].Name = "stays"
	if _, err := Recorded(t.Context(), o); err == nil || !strings.Contains(err.Error(), "stays") {
		t.Errorf("a table that is not there: %v", err)
	}
}

// TestRecordsCost computes both elements, hashes of the files included, and prints
// what a visit costs as there are more of them; where there is a Spark, there too.
func TestRecordsCost(t *testing.T) {
	sizes := []int{1_000_000}
	if os.Getenv("YIGAI_PROVE") != "" {
		sizes = append(sizes, 10_000_000, 100_000_000)
	}
	for _, n := range sizes {
		o := visitsHouse(t, n)
		o.Hash = true
		costOf(t, "DuckDB", n, o)
		if home := os.Getenv("YIGAI_SPARK"); home != "" {
			t.Setenv("SPARK_HOME", home)
			t.Setenv("SPARK_LOCAL_IP", "127.0.0.1")
			o.Spark = &spark.Submission{Args: []string{"--master", "local[2]", "--driver-memory", "2g", "--conf", "spark.ui.enabled=false"}, Log: filepath.Join(t.TempDir(), "log")}
			costOf(t, "Spark, its start included", n, o)
		}
		if err := os.RemoveAll(o.RecordsDir); err != nil { // a gigabyte at the largest size
			t.Fatal(err)
		}
	}
}

// costOf is one run, whose figures must be right.
func costOf(t *testing.T, engine string, n int, o RecordOptions) {
	t.Helper()
	before, start := cpu(t), time.Now()
	recorded, err := Recorded(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	used := cpu(t) - before
	heldAgainstRecords(t, recorded.Compared)
	t.Logf("%d visits, %d MB, on %s: %.1f s of CPU, %.0f ns a visit (%.1f s)", n, recorded.Files[0].Bytes>>20, engine, used.Seconds(), float64(used)/float64(n), time.Since(start).Seconds())
}

// cpu is what this process and those that it has waited for have used so far.
func cpu(t *testing.T) (all time.Duration) {
	t.Helper()
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var used syscall.Rusage
		if err := syscall.Getrusage(who, &used); err != nil {
			t.Fatal(err)
		}
		all += time.Duration(used.Utime.Nano() + used.Stime.Nano())
	}
	return all
}

// TestWhatIsKeptOfRecords: the figures with the files they were counted from. Those
// of orgs and periods that the programme does not have are counted and not told: a
// SELECT that takes the wrong column could give anything in their place.
func TestWhatIsKeptOfRecords(t *testing.T) {
	const n = 20_000
	o := visitsHouse(t, n)
	o.Hash = true
	ten := "copy (select cast(610700 + i as varchar) as org, '' as name, '' as name_en from range(10) t(i)) to '" + filepath.Join(o.MartsDir, "dim_org.parquet") + "'"
	if err := testEngine(t, o.MartsDir).exec(t.Context(), ten); err != nil {
		t.Fatal(err)
	}
	recorded, err := Recorded(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	counts, fen := expectedOf(n)
	for i, want := range []func(county, q int) string{
		func(county, q int) string { return fmt.Sprintf("%d.0000", counts[county][q]) },
		func(county, q int) string { return fmt.Sprintf("%d.%02d00", fen[county][q]/100, fen[county][q]%100) },
	} {
		c := recorded.Counted[i]
		if c.RecordElement != o.Elements[i] || len(c.Figures) != 40 || c.LeftOut != 4 {
			t.Fatalf("%+v", c)
		}
		for j, f := range c.Figures {
			county, q := j%10, j/10
			if f != [3]string{fmt.Sprint(610700 + county), fmt.Sprintf("2022Q%d", q+1), want(county, q)} {
				t.Errorf("%s: %v, not %s", c.Element, f, want(county, q))
			}
		}
	}
	data, err := os.ReadFile(filepath.Join(o.RecordsDir, "visits.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	want := RecordFile{"visits", "visits.parquet", fmt.Sprintf("%x", sha256.Sum256(data)), int64(len(data))}
	if len(recorded.Files) != 1 || recorded.Files[0] != want {
		t.Errorf("%+v, not %+v", recorded.Files, want)
	}
}

// TestRecordsThatChangeAreNotCounted: a file that is written while it is counted
// would leave figures that its hash does not stand for.
func TestRecordsThatChangeAreNotCounted(t *testing.T) {
	o := visitsHouse(t, 100)
	r := recording{RecordOptions: o}
	r.Hash = true
	unchanged, err := r.noteFiles()
	if err != nil {
		t.Fatal(err)
	}
	if err := unchanged(); err != nil {
		t.Errorf("nobody wrote: %v", err)
	}
	file := filepath.Join(o.RecordsDir, "visits.parquet")
	if err := os.Chtimes(file, time.Time{}, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	if err := unchanged(); err == nil || !strings.Contains(err.Error(), "was changed while it was counted") {
		t.Errorf("somebody wrote: %v", err)
	}
}
