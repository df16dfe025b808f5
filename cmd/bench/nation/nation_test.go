package nation

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"yigai/ingest"
	"yigai/internal/workspace"
	"yigai/programme"
)

// The sizes are of every kind: counties that report for themselves, and counties
// that report a roster.
var sizes = []Size{{Counties: 25, Elements: 4, Quarters: 2}, {Counties: 3, Institutions: 2, Elements: 3, Quarters: 1}}

func TestPackPassesTheProgramsOwnCheck(t *testing.T) {
	for _, s := range sizes {
		pack, mistakes := programme.Load(s.Pack())
		for _, m := range append(mistakes, pack.Check()...) {
			t.Error(m)
		}
		if !strings.Contains(pack.Programme.Title, "虚构") || !strings.Contains(pack.Programme.TitleEn, "made-up") || len(pack.Programme.Assumed) == 0 {
			t.Error("the pack does not say that all of it is made up")
		}
	}
}

// What WriteFacts writes is what intake writes of the same country's workbooks:
// the same columns, and the same values in those that do not depend on a hash.
func TestFactsAreWhatIntakeWritesOfTheWorkbooks(t *testing.T) {
	for _, s := range sizes {
		dir := t.TempDir()
		real := takeIn(t, s, dir)
		made := filepath.Join(dir, "made")
		n, err := s.WriteFacts(made)
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		for q := range s.Quarters {
			name := s.Quarter(q) + ".parquet"
			compareTables(t, real, made, filepath.Join("fact_submissions", name), func(r *submission) {
				r.Submission, r.SHA256, r.FileName, r.Bytes, r.ReceivedAt, r.TemplateVersion, r.CoverDate, r.CutOff = "", "", "", 0, "", "", "", nil
				r.JournalSeq, r.TaskReports, r.Channel = 0, 0, ""
			})
			seen += compareTables(t, real, made, filepath.Join("fact_observations", name), func(r *observation) { r.Submission, r.CutOff, r.Cell = "", nil, "" })
		}
		if seen == 0 || int64(seen) != n {
			t.Errorf("%+v: compared %d observations of %d", s, seen, n)
		}
	}
}

// takeIn sends the country's workbooks to an office and says where its facts are.
func takeIn(t *testing.T, s Size, dir string) (facts string) {
	t.Helper()
	pack, mistakes := programme.Load(s.Pack())
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	ws, err := workspace.Init(filepath.Join(dir, "office"), workspace.Settings{Programme: programmeID, Sample: true}, s.Pack())
	if err != nil {
		t.Fatal(err)
	}
	key, err := ws.Key()
	if err != nil {
		t.Fatal(err)
	}
	for revision := 1; revision <= 2; revision++ {
		inbox := filepath.Join(dir, fmt.Sprint("sent", revision))
		if err := os.Mkdir(inbox, 0o755); err != nil {
			t.Fatal(err)
		}
		for q := range s.Quarters {
			for c := range s.Counties {
				if revision > 1 && (c+q)%20 != 0 {
					continue
				}
				name, data, err := s.Workbook(pack, key, q, c, revision)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(inbox, name), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		now := func() time.Time { return time.Date(2030, 1, revision, 0, 0, 0, 0, time.UTC) }
		if _, err := ingest.Receive(context.Background(), ws, []string{inbox}, ingest.Options{Now: now}); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := ingest.Rebuild(context.Background(), ws, pack, ingest.Rebuilding{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Counts[ingest.Refused]+sum.Counts[ingest.Quarantined] > 0 {
		t.Fatalf("workbooks of the country were not accepted: %v, %+v", sum.Counts, sum.Files[0].Findings)
	}
	return sum.Generation.Dir
}

// compareTables compares one file of two folders of facts, row by row, and gives
// the number of rows. forget blanks what two ways of making facts cannot share.
func compareTables[T any](t *testing.T, real, made, name string, forget func(*T)) int {
	t.Helper()
	if want, got := columns(t, filepath.Join(real, name)), columns(t, filepath.Join(made, name)); !slices.Equal(want, got) {
		t.Errorf("%s has the columns\n%s\nand intake writes\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var both [2][]T
	for i, dir := range []string{real, made} {
		rows, err := parquet.ReadFile[T](filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			forget(&rows[i])
		}
		both[i] = rows
	}
	if len(both[0]) != len(both[1]) {
		t.Fatalf("%s: %d rows, and intake writes %d", name, len(both[1]), len(both[0]))
	}
	for i := range both[0] {
		if want, got := shown(both[0][i]), shown(both[1][i]); want != got {
			t.Fatalf("%s row %d:\n%s\nand intake writes\n%s", name, i, got, want)
		}
	}
	return len(both[0])
}

// shown prints a row with what its pointers point to.
func shown(row any) string {
	if o, ok := row.(observation); ok && o.Value != nil {
		value := *o.Value
		o.Value = nil
		return fmt.Sprintf("%d %+v", value, o)
	}
	return fmt.Sprintf("%+v", row)
}

func columns(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range file.Schema().Fields() {
		all = append(all, fmt.Sprint(c.Name(), " ", c.Type(), " optional=", c.Optional()))
	}
	return all
}
