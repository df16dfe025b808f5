package transform

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

var background = context.Background()

type row struct {
	A int64 `parquet:"a"`
}

// TestEngineReachesOnlyItsFolders tries to get out, and to change the settings back.
func TestEngineReachesOnlyItsFolders(t *testing.T) {
	root := t.TempDir()
	inside, outside, evil := filepath.Join(root, "in"), filepath.Join(root, "out"), filepath.Join(root, "in_evil")
	for _, dir := range []string{inside, outside, evil} {
		writeRows(t, filepath.Join(dir, "t.parquet"), []row{{1}})
	}
	if err := os.Symlink(outside, filepath.Join(inside, "link")); err != nil {
		t.Fatal(err)
	}
	e := testEngine(t, inside)
	if got := one(t, e, "select count(*) from read_parquet('"+filepath.Join(inside, "t.parquet")+"')"); got != "1" {
		t.Fatalf("the folder itself must be readable, got %s", got)
	}
	for _, attempt := range []string{
		"select * from read_parquet('" + outside + "/t.parquet')",
		"select * from read_parquet('" + inside + "/../out/t.parquet')",
		"select * from read_parquet('" + inside + "/link/t.parquet')",
		"select * from read_parquet('" + evil + "/t.parquet')",
		"select * from '" + outside + "/t.parquet'",
		"select * from read_text('/etc/passwd')",
		"select * from glob('/etc/*')",
		"select * from read_csv('/etc/passwd')",
		"copy (select 1) to '" + outside + "/x.csv'",
		"export database '" + outside + "/db'",
		"attach '" + outside + "/x.db'",
		"install httpfs", "load httpfs",
		"set enable_external_access = true",
		"set lock_configuration = false",
		"set allowed_directories = ['/']",
		"set temp_directory = '" + outside + "'",
		"set home_directory = '/'",
		"set threads = 64",
		"reset enable_external_access",
		"select * from read_parquet('https://example.org/x.parquet')",
		"create secret s (type s3)",
	} {
		if err := e.exec(t.Context(), attempt); err == nil {
			t.Errorf("not refused: %s", attempt)
		}
	}
}

func TestFileNamesAreNotPatterns(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a[b]*'?")
	writeRows(t, filepath.Join(dir, "x[1].parquet"), []row{{1}})
	writeRows(t, filepath.Join(dir, "x1.parquet"), []row{{2}})
	e := testEngine(t, dir)
	from, err := fromFiles([]string{filepath.Join(dir, "x[1].parquet")})
	if err != nil {
		t.Fatal(err)
	}
	if got := one(t, e, "select sum(a) from "+from); got != "1" {
		t.Errorf("read %s, want only the file of that name", got)
	}
	if _, err := fromFiles([]string{"a\x00b"}); err == nil {
		t.Error("NUL in a name must be refused")
	}
}

func TestFilesOfSkipsUnfinishedFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"2022Q2.parquet", "2022Q1.parquet", ".yigai-tmp-1.parquet", "note.txt"} {
		if err := os.MkdirAll(filepath.Join(dir, "t"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := parquet.WriteFile(filepath.Join(dir, "t", name), []row{{1}}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filesOf(dir, "t")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 || !strings.HasSuffix(files[0], "2022Q1.parquet") {
		t.Errorf("got %v", files)
	}
	if files, err = filesOf(dir, "absent"); err != nil || len(files) != 0 {
		t.Errorf("an absent table has no files, got %v, %v", files, err)
	}
}

// On a busy machine memory runs out by chance: what failed is run once more, and
// what runs out again, or fails for another reason, stays failed.
func TestMemoryThatRanOutIsAskedForAgain(t *testing.T) {
	e, err := open(t.Context(), bounds{Memory: "20MB", Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	const tooMuch = "select max(x) from (select array_agg(range::varchar || 'long enough to lie outside of the list itself') as x from range(2000000))"
	for name, c := range map[string]struct {
		query string // of the first run; later ones find memory if it is empty
		again string
		runs  int
		fails bool
	}{
		"memory was there again": {tooMuch, "select 1", 2, false},
		"never enough memory":    {tooMuch, tooMuch, 2, true},
		"a statement that errs":  {"select no_such_column", "select 1", 1, true},
		"nothing fails":          {"select 1", "select no_such_column", 1, false},
	} {
		runs := 0
		_, err := again(func() (sql.Result, error) {
			if runs++; runs == 1 {
				return e.conn.ExecContext(t.Context(), c.query)
			}
			return e.conn.ExecContext(t.Context(), c.again)
		})
		if runs != c.runs || (err != nil) != c.fails {
			t.Errorf("%s: %d runs, want %d; error %v", name, runs, c.runs, err)
		}
	}
}
