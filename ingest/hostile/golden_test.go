package hostile

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden folder and docs/hostile-files.md anew")

const folder = "testdata/golden"

// A hostile case is one file and what it is answered.
type hostile struct {
	file   string // its name in the folder
	zh, en string // what is wrong with it
	// want is every finding: "CODE place", joined by "; ". A place is a cell, a
	// sheet, or [part]; a finding of the whole file has none.
	want  string
	build func(testing.TB) []byte
	name  string // as the sender named it, where that matters and no folder may hold it
}

// An expectation is the .json beside a file.
type expectation struct {
	Zh       string   `json:"zh"`
	En       string   `json:"en"`
	Name     string   `json:"name,omitempty"`
	Findings []string `json:"findings"`
}

func (h hostile) expectation() expectation {
	e := expectation{Zh: h.zh, En: h.en, Name: h.name, Findings: []string{}}
	if h.want != "" {
		e.Findings = strings.Split(h.want, "; ")
	}
	return e
}

// small are the cases whose files lie in the folder.
func small() []hostile {
	return slices.Concat(kindCases, zipCases, xmlCases, packageCases, cellCases, valueCases, coverCases, sheetCases, scoreCases, textCases, oldCases)
}

// TestGoldenFolder: each row of the tables has its file and its answer, and each
// file its answer. With -update both are written.
func TestGoldenFolder(t *testing.T) {
	seen := map[string]bool{}
	for _, h := range slices.Concat(small(), bombs) {
		if seen[h.file] || h.zh == "" || h.en == "" || h.build == nil {
			t.Errorf("%s stands twice or is not complete", h.file)
		}
		seen[h.file] = true
	}
	for _, h := range small() {
		if *update {
			write(t, h.file, h.build(t))
			write(t, h.file+".json", encode(t, h.expectation()))
		}
		if got, want := read(t, h.file+".json"), encode(t, h.expectation()); string(got) != string(want) {
			t.Errorf("%s.json differs from its row in the table: run go test ./ingest/hostile -update", h.file)
		}
	}
	if n := len(goldenFiles(t)) + len(bombs); n < 150 {
		t.Errorf("only %d files", n)
	}
}

// goldenFiles lists the files of the folder; each must have its .json and each
// .json its file.
func goldenFiles(t testing.TB) []string {
	t.Helper()
	all, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	names, files := map[string]bool{}, []string{}
	for _, f := range all {
		names[f.Name()] = true
	}
	for _, f := range all {
		if file, isJSON := strings.CutSuffix(f.Name(), ".json"); isJSON {
			if !names[file] {
				t.Errorf("%s has no file", f.Name())
			}
			continue
		}
		if !names[f.Name()+".json"] {
			t.Errorf("%s has no .json with its expected findings", f.Name())
			continue
		}
		files = append(files, f.Name())
	}
	if len(files) == 0 {
		t.Fatal("no golden files: passing would prove nothing")
	}
	return files
}

func expected(t testing.TB, file string) expectation {
	t.Helper()
	var e expectation
	d := json.NewDecoder(strings.NewReader(string(read(t, file+".json"))))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		t.Fatalf("%s.json: %v", file, err)
	}
	return e
}

func encode(t testing.TB, e expectation) []byte {
	t.Helper()
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(e); err != nil {
		t.Fatal(err)
	}
	return []byte(b.String())
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}
