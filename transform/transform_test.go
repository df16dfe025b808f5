package transform

import (
	"os"
	"testing"
)

func TestRunOnWholeProgramme(t *testing.T) {
	facts, reference := writeFixture(t, t.TempDir())
	out := os.Getenv("YIGAI_MARTS")
	if out == "" {
		out = t.TempDir()
	}
	report, err := Run(t.Context(), Options{FactsDir: facts, ReferenceDir: reference, OutDir: out})
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range report.Tables {
		t.Logf("%-18s %7d rows %6.3f s", table.Table, table.Rows, table.Seconds)
	}
	t.Logf("%.2f s", report.Seconds)
}
