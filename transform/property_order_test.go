package transform

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// The marts of a whole programme have the same bytes when the facts of all
// periods lie in other files and in another order, and the run has other threads and
// keeps its tables in a file.
func TestOrderOfFactsAndThreadsChangeNoByte(t *testing.T) {
	if testing.Short() {
		t.Skip("runs a whole programme once more")
	}
	want, from, other, out := wholeMarts(t), wholeFacts(t), t.TempDir(), t.TempDir()
	r, reference := rand.New(rand.NewPCG(3, 3)), writeReference(t, hanzhong(t), firstEdition)
	moved := reorder[fileRow](t, r, from, other, "fact_files") + reorder[submissionRow](t, r, from, other, "fact_submissions") +
		reorder[observationRow](t, r, from, other, "fact_observations") + reorder[taskReportRow](t, r, from, other, "fact_task_reports") +
		reorder[findingRow](t, r, from, other, "fact_findings")
	if tables, err := os.ReadDir(from); err != nil || len(tables) != 5 || moved < 1000 {
		t.Fatalf("%d rows of %d tables re-ordered (%v): too few to prove anything", moved, len(tables), err)
	}
	if _, err := Run(t.Context(), Options{FactsDir: other, ReferenceDir: reference, OutDir: out, Threads: 3, engineThreads: 5, onDisk: true}); err != nil {
		t.Fatal(err)
	}
	if names := sameFiles(t, want, out); len(names) < 25 {
		t.Errorf("%d tables compared", len(names))
	}
}

// reorder shuffles the rows of a table over three new files; it returns how many there are.
func reorder[T any](t *testing.T, r *rand.Rand, from, to, table string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(from, table, "*.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []T
	for _, file := range files {
		some, err := parquet.ReadFile[T](file)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, some...)
	}
	r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	for i := range 3 {
		writeRows(t, filepath.Join(to, table, fmt.Sprint(i, ".parquet")), rows[i*len(rows)/3:(i+1)*len(rows)/3])
	}
	return len(rows)
}
