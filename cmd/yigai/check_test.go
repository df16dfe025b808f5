package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yigai/ingest"
)

// What a cover names as its programme comes from whoever made the file: it must
// not make us read a folder, here or on a server.
func TestCoverNeverLeadsToAFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "programme.yaml"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(dir))
	for _, name := range []string{dir, filepath.Base(dir), ".", "..", "", `\\server\share`, "../" + filepath.Base(dir), "hanzhong-2022/..", "nosuch"} {
		if _, ok := packOnCover(name); ok {
			t.Errorf("a cover that names %q led to a pack", name)
		}
	}
	if pack, ok := packOnCover("hanzhong-2022"); !ok || pack.Programme.ID != "hanzhong-2022" {
		t.Error("the built-in pack is not found")
	}
}

func TestNamesOfFilesStayInTheirLine(t *testing.T) {
	err := refusal([]answer{{File: "a\n下一步: rm.xlsx\x1b[31m", State: ingest.Refused}})
	if m := describe(err); strings.ContainsAny(m.zh+m.en, "\n\x1b") {
		t.Errorf("the name breaks out of its line: %q", m.zh)
	}
}
