package outgoing

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLinksThatLeadNowhereAreNamed(t *testing.T) {
	dir := folder(t, map[string]string{
		"index.html":    `<a href="a/b.html#x">1</a> <a href="#top">2</a> <a href="https://example.org/x">3</a> <img src="no.svg"> <a href="%E8%A1%A8.csv">4</a>`,
		"a/b.html":      `<a href="../index.html">1</a> <a href="../gone.html?x=1&amp;y=2">2</a> <a href="../../out.html">3</a>`,
		"表.csv":         "",
		"not-a-page.js": ` href="missing.html"`,
	})
	got, err := Links(dir)
	want := []Fault{{"a/b.html", "../gone.html?x=1&y=2"}, {"a/b.html", "../../out.html"}, {"index.html", "no.svg"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Links = %v, %v; want %v", got, err, want)
	}
}

func TestTextsAreFoundInsideDocuments(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	part, err := z.Create("word/document.xml")
	if err == nil {
		_, err = part.Write(bytes.Repeat([]byte("<p>/srv/office/li</p>"), 100))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string]string{"a.docx": packed.String(), "b/c.csv": "x,/srv/office/li\n", "d.txt": "clean"})
	got, err := Texts(dir, []string{"/srv/office/li", ""})
	want := []Fault{{"a.docx", "/srv/office/li"}, {"b/c.csv", "/srv/office/li"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Texts = %v, %v; want %v", got, err, want)
	}
}

func TestOwnLeavesOutWhatStandsInOrdinaryText(t *testing.T) {
	t.Setenv("HOME", "/root")
	if got := Own("/srv/office/li", "/tmp"); !slices.Contains(got, "/srv/office/li") || slices.Contains(got, "/root") || slices.Contains(got, "/tmp") {
		t.Errorf("Own = %q", got)
	}
}
