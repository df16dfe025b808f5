package reports

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A remade is a site with its record, to be made again and again.
type remade struct {
	testing.TB
	Options
}

func remadeSite(t *testing.T) remade {
	dir := t.TempDir()
	r := remade{t, Options{MartsDir: fixture().store(t), OutDir: filepath.Join(dir, "site"), Record: filepath.Join(dir, "record"), Version: "test"}}
	if report := r.make(); !report.Changed || report.Files == 0 {
		t.Fatalf("the first site: %+v", report)
	}
	return r
}

func (r remade) make() Report {
	r.Helper()
	report, err := WriteSite(context.Background(), r.Options)
	if err != nil {
		r.Fatal(err)
	}
	return report
}

// files are all files of the site with what tells that one was written anew.
func (r remade) files() map[string]fs.FileInfo {
	r.Helper()
	found := map[string]fs.FileInfo{}
	err := filepath.WalkDir(r.OutDir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		found[name], err = d.Info()
		return err
	})
	if err != nil {
		r.Fatal(err)
	}
	return found
}

// kept counts the files that are the same ones as before: same place on the disk, same time.
func kept(before, after map[string]fs.FileInfo) (n int) {
	for name, info := range after {
		if was := before[name]; was != nil && os.SameFile(was, info) && was.ModTime().Equal(info.ModTime()) {
			n++
		}
	}
	return n
}

// Nothing changed: nothing is made, and no file is written.
func TestSiteMadeAgainStaysAsItIs(t *testing.T) {
	r := remadeSite(t)
	before := r.files()
	again := r
	again.Progress = func(int, int) { t.Error("a page was made") }
	report := again.make()
	if report.Changed || report.Files != len(before) || report.Pages == 0 || report.Bytes == 0 {
		t.Errorf("the report is %+v, the site has %d files", report, len(before))
	}
	if n := kept(before, r.files()); n != len(before) {
		t.Errorf("%d of %d files are as they were", n, len(before))
	}
}

// What was done to a site by another hand is noticed and mended, and nothing else is written.
func TestSiteDamagedIsMended(t *testing.T) {
	page, r := filepath.Join("2022Q2", "index.html"), remadeSite(t)
	want := readTree(t, r.OutDir)
	for what, damage := range map[string]func(r remade, name string) error{
		"changed, of the same length and time": func(_ remade, name string) error {
			info, err := os.Stat(name)
			if err != nil {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			data[len(data)/2] ^= 1
			if err := os.WriteFile(name, data, 0o644); err != nil {
				return err
			}
			return os.Chtimes(name, time.Time{}, info.ModTime())
		},
		"gone":     func(_ remade, name string) error { return os.Remove(name) },
		"one more": func(r remade, _ string) error { return os.WriteFile(filepath.Join(r.OutDir, "more.html"), nil, 0o644) },
		"a link": func(_ remade, name string) error {
			return errorsOf(os.Rename(name, name+".x"), os.Symlink("index.html.x", name))
		},
		"no record":         func(r remade, _ string) error { return os.Remove(r.Record) },
		"half a record":     func(r remade, _ string) error { return os.Truncate(r.Record, 300) },
		"another format":    func(r remade, _ string) error { return os.WriteFile(r.Record, []byte("yigai-site-0 x {}\n"), 0o644) },
		"the folder is out": func(r remade, _ string) error { return os.RemoveAll(r.OutDir) },
	} {
		t.Run(what, func(t *testing.T) {
			before := r.files()
			if err := damage(r, filepath.Join(r.OutDir, page)); err != nil {
				t.Fatal(err)
			}
			r.make()
			if got := readTree(t, r.OutDir); !maps.EqualFunc(got, want, slices.Equal) {
				t.Error("the site is not as it was made")
			}
			if n := kept(before, r.files()); what != "the folder is out" && n < len(before)-1 {
				t.Errorf("%d of %d files are as they were", n, len(before))
			}
			if report := r.make(); report.Changed {
				t.Error("mended, and yet made again")
			}
		})
	}
}

func errorsOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

// Other inputs make another site; files whose bytes stay are not written again.
func TestSiteOfOtherInputsIsMade(t *testing.T) {
	r := remadeSite(t)
	before := r.files()
	f := fixture()
	for n := range f.values {
		if v := &f.values[n]; v.Indicator == "coverage" && v.Org == "990122" && v.Period == "2022Q2" {
			v.Rank = 9
		}
	}
	r.MartsDir = f.store(t)
	if report := r.make(); !report.Changed {
		t.Error("another table, and the same site")
	}
	after := r.files()
	if n := kept(before, after); n == len(after) || n < len(after)/4 {
		t.Errorf("%d of %d files are as they were", n, len(after))
	}
	r.Version = "another"
	if from, err := r.from(); err != nil || from == readMade(r.Record).From {
		t.Errorf("another program, and the same record: %v", err)
	}
}
