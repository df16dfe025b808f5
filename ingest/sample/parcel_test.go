package sample

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"yigai/programme"
)

// A sent file is one that an org sent, in a bundle or not.
type sentFile struct {
	at, org, name string
	data          []byte
}

// sentFiles reads every workbook and paper below dir, those in bundles too: their
// names are in GBK, and nothing in the bundle says so.
func sentFiles(t *testing.T, dir string, p *programme.Pack) (files []sentFile, bundled int) {
	t.Helper()
	add := func(at, name string, data []byte) {
		files = append(files, sentFile{at, strings.Split(name, "_")[1], name, data})
	}
	for _, at := range p.ReportPeriods() {
		names, err := filepath.Glob(filepath.Join(dir, at.String(), "*_*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range names {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(path) != ".zip" {
				add(at.String(), filepath.Base(path), data)
				continue
			}
			for name, member := range membersOf(t, data) {
				add(at.String(), name, member)
				bundled++
			}
		}
	}
	return files, bundled
}

func membersOf(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	members := map[string][]byte{}
	for _, f := range in.File {
		if !f.NonUTF8 || f.Flags&0x800 != 0 {
			t.Errorf("%q says that it is UTF-8", f.Name)
		}
		name, err := simplifiedchinese.GBK.NewDecoder().String(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if members[name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return members
}

// The register of a period lists every file in its folder, once.
func TestRegisterListsEveryFile(t *testing.T) {
	p := hanzhong(t)
	dir, _ := wholeSample(t, len(kinds))
	for _, at := range p.ReportPeriods() {
		entries, err := os.ReadDir(filepath.Join(dir, at.String()))
		if err != nil {
			t.Fatal(err)
		}
		var lying, listed []string
		for _, e := range entries {
			if e.Name() != RegisterFile {
				lying = append(lying, e.Name())
			}
		}
		for _, row := range registerOf(t, filepath.Join(dir, at.String(), RegisterFile)) {
			listed = append(listed, row[0])
			if _, err := time.Parse(time.RFC3339, row[1]); err != nil {
				t.Error(err)
			}
		}
		slices.Sort(listed)
		if !slices.Equal(lying, listed) {
			t.Errorf("%s: %d files, %d in the register", at, len(lying), len(listed))
		}
	}
}

func registerOf(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %v, %d rows", path, err, len(rows))
	}
	return rows[1:]
}

// What is bundled takes no fault: the tests of faults look for loose workbooks.
func TestBundledTakesNoFault(t *testing.T) {
	m, err := prepare(hanzhong(t), Options{Seed: 2022, Key: []byte("k")})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range m.flawless() {
		if m.isBundled(s.org.Code, s.at) {
			t.Errorf("%s may take a fault", s.path())
		}
	}
}

// A sample without events has nothing beside its workbooks, and names nothing.
func TestUneventfulSendsOnlyWorkbooks(t *testing.T) {
	p, dir := hanzhong(t), t.TempDir()
	report := makeSample(t, dir, Options{Seed: 2022, Key: []byte("k"), Uneventful: true})
	files, bundled := sentFiles(t, dir, p)
	for _, f := range files {
		if filepath.Ext(f.name) != ".xlsx" || len(evidenceOf(t, p, f)) > 0 {
			t.Errorf("%s is no workbook, or names files", f.name)
		}
	}
	if bundled > 0 || report.Attachments > 0 || report.Bundles > 0 || report.Files != len(files) || len(files) < 100 {
		t.Errorf("%d files, %d bundled: %+v", len(files), bundled, report)
	}
}
