package programme_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"yigai/data"
	"yigai/programme"
)

// hanzhong is the real pack, in memory, so that a test may change it.
func hanzhong(t testing.TB) fstest.MapFS { return filesOf(t, "hanzhong-2022") }

// filesOf is a built-in pack in memory.
func filesOf(t testing.TB, id string) fstest.MapFS {
	t.Helper()
	dir, err := fs.Sub(data.Programmes(), id)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	err = fs.WalkDir(dir, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(dir, path)
		files[path] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func load(t testing.TB, fsys fs.FS) *programme.Pack {
	t.Helper()
	p, mistakes := programme.Load(fsys)
	for _, m := range mistakes {
		t.Error(m)
	}
	return p
}

// replace changes the one occurrence of old in a file and gives the line of the change.
func replace(t *testing.T, files fstest.MapFS, file, old, new string) int {
	t.Helper()
	text := string(files[file].Data)
	if n := strings.Count(text, old); n != 1 {
		t.Fatalf("%s holds %q %d times: the test needs exactly one", file, old, n)
	}
	files[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
	at := strings.Index(text, old) + len(new) - len(strings.TrimLeft(new, "\n"))
	return 1 + strings.Count(text[:at], "\n")
}

// lineOf is the line on which text begins.
func lineOf(t *testing.T, files fstest.MapFS, file, text string) int {
	t.Helper()
	before, _, found := strings.Cut(string(files[file].Data), text)
	if !found {
		t.Fatalf("%s does not hold %q", file, text)
	}
	return 1 + strings.Count(before, "\n")
}
