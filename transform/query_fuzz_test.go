package transform

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzQuery asks anything: the answer never holds what stands in a file beside
// the marts, and no file comes to be.
func FuzzQuery(f *testing.F) {
	const secret = "geheim-4711"
	data, err := os.ReadFile(filepath.Join("..", "cmd", "yigai", "testdata", "query", "refused.sql"))
	if err != nil {
		f.Fatal(err)
	}
	base := f.TempDir()
	outside := filepath.Join(base, "secret.csv")
	if err := os.WriteFile(outside, []byte("name\n"+secret+"\n"), 0o644); err != nil {
		f.Fatal(err)
	}
	marts := filepath.Join(base, "marts")
	writeRows(f, filepath.Join(marts, "mart_x.parquet"), []row{{1}, {2}})
	f.Add("select a, count(*) as n from mart_x group by a order by a")
	for i, line := range strings.Split(string(data), "\n") {
		if i%6 > 0 {
			continue // all are tried in cmd/yigai
		}
		f.Add(strings.NewReplacer("SECRET", outside, "BASE", base, `\n`, "\n").Replace(strings.TrimSpace(line)))
	}
	f.Fuzz(func(t *testing.T, text string) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		var out bytes.Buffer
		err := Query(ctx, marts, text, "json", &out)
		if strings.Contains(out.String(), secret) || err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%q told the secret: %s %v", text, out.String(), err)
		}
		for _, dir := range []string{base, marts} {
			if entries, err := os.ReadDir(dir); err != nil || len(entries) > 2 {
				t.Fatalf("%q left something in %s: %v, %v", text, dir, entries, err)
			}
		}
	})
}
