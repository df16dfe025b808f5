//go:build cgo

package programme

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/decimal"
)

func smallPack() *Pack {
	number := func(s string) *decimal.Decimal { d := decimal.MustParse(s); return &d }
	day := func(s string) Date {
		d, err := ParseDate(s)
		if err != nil {
			panic(err)
		}
		return d
	}
	p := &Pack{Hash: "abc"}
	p.Programme = Programme{ID: "small", Region: "10", Issued: day("2022-02-06"), Tolerances: map[string]string{"approx": "10"}}
	p.Programme.Periods = Periods{Kind: "quarter", First: MustPeriod("2022Q1"), Last: MustPeriod("2022Q2"), HistoryFrom: MustPeriod("2021Q4")}
	p.Programme.Calendar = Calendar{Opens: -10, Due: 15, LateAfter: 16, LockedAfter: 45, CutOff: 30}
	p.Orgs = []Org{{Code: "10", Kind: "prefecture"}, {Code: "11", Kind: "county", Parent: "10", Additive: true}, {Code: "12", Kind: "county", Parent: "10", Additive: true}}
	p.Elements = []Element{{Code: "visits", Kind: "flow", Basis: "quarter"}}
	p.Forms = []FormLine{{OrgKind: "county", Sheet: "指标", Layout: "list", Line: 1, Element: "visits", About: "self", Required: true, Frequency: "quarter"}}
	p.Tasks = []Task{{Code: "1"}}
	p.Duties = []Duty{{Task: "1", OrgOrKind: "org:11", Role: "lead"}, {Task: "1", OrgOrKind: "county", Role: "implement"}}
	p.Measures = []Measure{{Task: "1", Code: "m", OrgOrKind: "county", Type: "count", Element: "visits", Target: number("5")}}
	p.Targets = []Target{
		{Indicator: "i", Scope: "kind:county", Due: day("2022-12-31"), Comparator: "approx", Value: decimal.MustParse("65")},
		{Indicator: "i", Scope: "org:12", Due: day("2022-12-31"), Comparator: "ge", Value: decimal.MustParse("50")},
	}
	return p
}

func written[T any](t *testing.T, dir, table string) []T {
	t.Helper()
	rows, err := parquet.ReadFile[T](filepath.Join(dir, table+".parquet"))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestWriteReferenceExpands(t *testing.T) {
	dir := t.TempDir()
	if err := WriteReference(dir, smallPack(), Run{Period: MustPeriod("2022Q2"), Mode: "sample"}); err != nil {
		t.Fatal(err)
	}
	targets := written[targetRow](t, dir, "ref_targets")
	if len(targets) != 2 || targets[0].Org != "11" || *targets[0].Tolerance != int64(decimal.MustParse("6.5")) {
		t.Errorf("county 11: want approx 65 with the programme's tolerance 6.5, got %+v", targets)
	}
	if targets[1].Org != "12" || targets[1].Comparator != "ge" || targets[1].Tolerance != nil {
		t.Errorf("county 12: its own target must replace the one of its kind, got %+v", targets[1])
	}
	duties := written[dutyRow](t, dir, "ref_duties")
	if len(duties) != 2 || duties[0].Role != "lead" || duties[1].Org != "12" || duties[1].Role != "implement" {
		t.Errorf("the first duty that names an org counts, got %+v", duties)
	}
	if got := len(written[measureRow](t, dir, "ref_measures")); got != 2 {
		t.Errorf("the measure holds for 2 counties, got %d rows", got)
	}
	// 1 period of history asks nothing, for no indicator reads the element.
	if got := len(written[expectedRow](t, dir, "ref_expected")); got != 2*2 {
		t.Errorf("2 counties are asked for 1 element in 2 periods, got %d rows", got)
	}
	if got := len(written[expectedTaskRow](t, dir, "ref_expected_tasks")); got != 2*2 {
		t.Errorf("2 counties are asked for 1 task in 2 periods, got %d rows", got)
	}
}

func TestWriteReferencePeriods(t *testing.T) {
	dir := t.TempDir()
	if err := WriteReference(dir, smallPack(), Run{Period: MustPeriod("2022Q2"), Mode: "real"}); err != nil {
		t.Fatal(err)
	}
	rows := written[periodRow](t, dir, "ref_periods")
	if len(rows) != 3 {
		t.Fatalf("want 3 periods, got %+v", rows)
	}
	first, second := rows[0], rows[1]
	if !first.History || first.Previous != "" || second.History || second.Previous != "2021Q4" || second.SameLastYear != "" {
		t.Errorf("history and links are wrong: %+v", rows)
	}
	// 2022-03-31 is day 19082 since 1970-01-01.
	if *second.LastDay != 19082 || *second.LateAfter != 19082+16 || *second.Opens != 19082-10 || second.Sample {
		t.Errorf("calendar is wrong: %+v", second)
	}
}

func TestWriteReferenceTwiceSameBytes(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	for _, dir := range []string{first, second} {
		if err := WriteReference(dir, smallPack(), Run{Period: MustPeriod("2022Q2"), Mode: "sample"}); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(first)
	if err != nil || len(entries) != 33 {
		t.Fatalf("want 33 tables, got %d (%v)", len(entries), err)
	}
	for _, entry := range entries {
		a, errA := os.ReadFile(filepath.Join(first, entry.Name()))
		b, errB := os.ReadFile(filepath.Join(second, entry.Name()))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s differs (%v, %v)", entry.Name(), errA, errB)
		}
	}
}

func TestWriteReferenceReadOnlyFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(dir, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := WriteReference(dir, smallPack(), Run{}); err == nil {
		t.Error("a file in place of the folder must be an error")
	}
}

// TestWriteReferenceTellsWhatIsAssumed: an assumption that stays in the pack
// cannot be marked where the assumed value is shown.
func TestWriteReferenceTellsWhatIsAssumed(t *testing.T) {
	dir, p := t.TempDir(), smallPack()
	p.Programme.Assumed = []Assumption{{What: "牵头", Reason: "没有写"}, {What: "期限", Reason: "没有写", About: []string{"due", "kind"}, Tasks: []string{"1", "2"}}}
	if err := WriteReference(dir, p, Run{Period: MustPeriod("2022Q2"), Mode: "sample"}); err != nil {
		t.Fatal(err)
	}
	rows := written[assumptionRow](t, dir, "ref_assumptions")
	if len(rows) != 2 || rows[0] != (assumptionRow{own{"small", true}, 1, "牵头", "没有写", "", ""}) || rows[1].Seq != 2 || rows[1].About != "due|kind" || rows[1].Tasks != "1|2" {
		t.Errorf("got %+v", rows)
	}
}
