//go:build unix

package release

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// soon fails a test whose reading does not end.
func soon[T any](t *testing.T, do func() T) T {
	t.Helper()
	done := make(chan T, 1)
	go func() { done <- do() }()
	select {
	case got := <-done:
		return got
	case <-time.After(20 * time.Second):
		t.Fatal("it waits")
		panic("not reached")
	}
}

// inPlaceOf puts something else where a file was.
func inPlaceOf(path string, make func(path string) error) error {
	return errors.Join(os.RemoveAll(path), make(path))
}

func pipe(path string) error   { return syscall.Mkfifo(path, 0o644) }
func loop(path string) error   { return os.Symlink(filepath.Base(path), path) }
func zero(path string) error   { return os.Symlink("/dev/zero", path) }
func folder(path string) error { return os.Mkdir(path, 0o755) }
func sparse(path string) error {
	return errors.Join(os.WriteFile(path, nil, 0o644), os.Truncate(path, 1<<40))
}

// Whatever somebody mailed under the name of an edition: it is told to be damaged,
// at once, and nothing that never ends is waited for or read.
func TestHostileFoldersAreToldSoon(t *testing.T) {
	for _, name := range []string{"site/index.html", "parquet", ManifestName, SignatureName, SumsName} {
		for what, make := range map[string]func(string) error{"pipe": pipe, "loop": loop, "device": zero, "folder": folder, "terabyte": sparse} {
			if name == "parquet" && what == "folder" {
				continue // an empty folder: its file is missing, which is tested elsewhere
			}
			t.Run(name+" "+what, func(t *testing.T) {
				dir := t.TempDir()
				sealed(t, dir, 1, Reference{})
				if err := inPlaceOf(filepath.Join(dir, name), make); err != nil {
					t.Fatal(err)
				}
				if d := soon(t, func() []Damage { return Verify(dir, trust(keyOf(1))) }); len(d) == 0 {
					t.Error("taken for whole")
				}
			})
		}
	}
}

// A manifest may say what it likes, even with a good signature: names that lead
// out of the folder are not followed, and each name counts once.
func TestManifestsThatLie(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, "secret", "abc")
	secret := filepath.Join(outside, "secret")
	for what, files := range map[string]func(m Manifest) []File{
		"a name that leads out": func(m Manifest) []File {
			return append(m.Files, File{"../" + filepath.Base(outside) + "/secret", sumOf([]byte("abc")), 3})
		},
		"an absolute name":         func(m Manifest) []File { return append(m.Files, File{secret, sumOf([]byte("abc")), 3}) },
		"a name of two lines":      func(m Manifest) []File { return append(m.Files, File{"a\nb", sumOf(nil), 0}) },
		"the folder itself":        func(m Manifest) []File { return append(m.Files, File{".", sumOf(nil), 0}) },
		"an empty name":            func(m Manifest) []File { return append(m.Files, File{"", sumOf(nil), 0}) },
		"a name twice":             func(m Manifest) []File { return append(m.Files, m.Files[0]) },
		"a file less":              func(m Manifest) []File { return m.Files[1:] },
		"a file that is not there": func(m Manifest) []File { return append(m.Files, File{"none", sumOf(nil), 0}) },
		"another size":             func(m Manifest) []File { m.Files[0].Bytes++; return m.Files },
	} {
		t.Run(what, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "edition")
			sealed(t, dir, 1, Reference{})
			r, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			r.Manifest.Files = files(r.Manifest)
			slices.SortFunc(r.Manifest.Files, byName)
			resign(t, dir, r.Manifest)
			if d := Verify(dir, trust(keyOf(1))); len(d) == 0 {
				t.Error("taken for whole")
			}
		})
	}
}

// resign seals a folder with a manifest that is not of what lies there.
func resign(t *testing.T, dir string, m Manifest) {
	t.Helper()
	data, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	signature := signed(keyOf(1), data)
	for name, text := range map[string][]byte{ManifestName: data, SignatureName: signature, SumsName: sums(m, data, signature)} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestManifestTextsThatAreNone(t *testing.T) {
	for what, text := range map[string]string{
		"nothing":       "",
		"deep":          strings.Repeat(`{"meta":`, 1_000_000),
		"deep lists":    `{"files":` + strings.Repeat("[", 5_000_000),
		"many files":    `{"format":1,"files":[` + strings.Repeat("{},", 2_000_000) + `{}]}`,
		"a newer":       `{"format":2}`,
		"two of them":   `{"format":1}{"format":1}`,
		"a number of 1": `{"format":1,"number":"1"}`,
	} {
		dir := t.TempDir()
		write(t, dir, ManifestName, text)
		if d := soon(t, func() []Damage { return Verify(dir, trust(keyOf(1))) }); len(d) == 0 {
			t.Errorf("%s: taken for whole", what)
		}
	}
}

func TestPointersThatLie(t *testing.T) {
	s := Shelf{t.TempDir()}
	for what, text := range map[string]string{"out": "../../etc", "long": strings.Repeat("x", 1<<20), "lines": "r1\nr2\n", "bytes": string(bytes.Repeat([]byte{0xff}, 10))} {
		if err := os.WriteFile(filepath.Join(s.Dir, PointerName), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		first := ready(t, s, fmt.Sprintf("%s-1", what), 1)
		if err := s.Settle([]Reference{first}); err != nil || s.Latest() != first.Name {
			t.Errorf("%s: settled to %q, %v", what, s.Latest(), err)
		}
	}
	if err := inPlaceOf(filepath.Join(s.Dir, PointerName), pipe); err != nil {
		t.Fatal(err)
	}
	if got := soon(t, s.Latest); got != "" {
		t.Errorf("a pipe names %q", got)
	}
}

func TestOneFileIsSound(t *testing.T) {
	dir := t.TempDir()
	sealed(t, dir, 1, Reference{})
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Sound("site/index.html") || !r.Sound("none") {
		t.Error("as sealed, yet unsound")
	}
	write(t, dir, "site/index.html", "<p>2")
	if r.Sound("site/index.html") {
		t.Error("changed, yet sound")
	}
}
