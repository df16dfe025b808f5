// Package golden gives tests the files of the golden folder, and the texts in
// them, as seeds. It is for tests only.
package golden

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Files gives the golden files whose names end as given, by name; "" for all.
// A folder without any fails the test.
func Files(t testing.TB, ending string) map[string][]byte {
	t.Helper()
	folder := filepath.Join(root(t), "ingest", "hostile", "testdata", "golden")
	all, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range all {
		if strings.HasSuffix(f.Name(), ".json") || !strings.HasSuffix(f.Name(), ending) {
			continue
		}
		if files[f.Name()], err = os.ReadFile(filepath.Join(folder, f.Name())); err != nil {
			t.Fatal(err)
		}
	}
	if len(files) == 0 {
		t.Fatalf("no golden files %s: the seeds would be none", ending)
	}
	return files
}

// Parts gives the unpacked bytes of the parts of golden workbooks whose names
// begin as given, as far as a lenient reader can unpack them.
func Parts(t testing.TB, prefix string) []string {
	t.Helper()
	var parts []string
	for _, data := range Files(t, ".xlsx") {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			continue // damaged on purpose
		}
		for _, f := range z.File {
			if !strings.HasPrefix(f.Name, prefix) {
				continue
			}
			if r, err := f.Open(); err == nil {
				if text, err := io.ReadAll(r); err == nil {
					parts = append(parts, string(text))
				}
			}
		}
	}
	if len(parts) == 0 {
		t.Fatalf("no parts %s in the golden files", prefix)
	}
	return parts
}

var text = regexp.MustCompile(`(?s)<t[^>]*>(.*?)</t>`)

// Texts gives every text of the golden workbooks once.
func Texts(t testing.TB) []string {
	t.Helper()
	seen := map[string]bool{}
	var texts []string
	for _, part := range Parts(t, "xl/sharedStrings.xml") {
		for _, m := range text.FindAllStringSubmatch(part, -1) {
			if s := html.UnescapeString(m[1]); !seen[s] {
				seen[s] = true
				texts = append(texts, s)
			}
		}
	}
	return texts
}

// root is the folder of go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above this folder")
	return ""
}
