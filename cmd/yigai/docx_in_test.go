//go:build cgo && unix

package main

import (
	"archive/zip"
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// docxWith is a small document with parts replaced or added; "" takes one out.
func docxWith(t *testing.T, parts map[string]string) string {
	t.Helper()
	const space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	all := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         relationshipOf("officeDocument", "word/document.xml", ""),
		"word/document.xml":   `<w:document ` + space + `><w:body><w:p><w:r><w:t>截至4月30日</w:t></w:r></w:p></w:body></w:document>`,
	}
	for name, text := range parts {
		all[name] = strings.ReplaceAll(text, "w:W", space)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range all {
		if text == "" {
			continue
		}
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "edited.docx")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func relationshipOf(kind, target, mode string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` +
		kind + `" Target="` + target + `"` + mode + `/></Relationships>`
}

// What holds more than text and pictures is refused before anything is done with
// it, within seconds, and the message names it.
func TestHostileDocumentsAreRefused(t *testing.T) {
	external := ` TargetMode="External"`
	digits := make([]byte, 4<<20)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range digits {
		digits[i] = "0123456789abcdef"[random.IntN(16)]
	}
	var long strings.Builder
	for i := 0; i+20 <= len(digits); i += 20 {
		long.WriteString("<w:p><w:r><w:t>" + string(digits[i:i+20]) + "</w:t></w:r></w:p>")
	}
	for what, c := range map[string]struct {
		parts map[string]string
		want  string
	}{
		"macros":             {map[string]string{"word/vbaProject.bin": "x"}, "word/vbaProject.bin"},
		"an object":          {map[string]string{"word/Embeddings/a.bin": "x"}, "word/Embeddings/a.bin"},
		"a template":         {map[string]string{"word/_rels/settings.xml.rels": relationshipOf("attachedTemplate", "http://example.com/t.dotm", external)}, "t.dotm"},
		"DDE":                {map[string]string{"word/footer1.xml": `<w:ftr w:W><w:fldSimple w:instr="DDEAUTO c:\\cmd"/></w:ftr>`}, "DDEAUTO"},
		"a bomb":             {map[string]string{"word/document.xml": `<w:document w:W>` + strings.Repeat("<w:p/>", 10<<20)}, "docx"},
		"too long":           {map[string]string{"word/document.xml": `<w:document w:W><w:body>` + long.String() + `</w:body></w:document>`}, "too much text"},
		"one long paragraph": {map[string]string{"word/document.xml": `<w:document w:W><w:body><w:p><w:r><w:t>` + string(digits[:1<<20]) + `</w:t></w:r></w:p></w:body></w:document>`}, "too much text"},
		"entities":           {map[string]string{"word/styles.xml": `<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>`}, "directive"},
		"another main part":  {map[string]string{"_rels/.rels": relationshipOf("officeDocument", "word/other.xml", "")}, "word/other.xml"},
		"no main part":       {map[string]string{"_rels/.rels": relationshipOf("styles", "x", "")}, "docx"},
		"a disguise":         {map[string]string{"word/media/a.png": `<w:hdr w:W/>`}, "word/media/a.png"},
	} {
		began := time.Now()
		_, err := readEdited(docxWith(t, c.parts))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want %q, got %v", what, c.want, err)
		}
		if took := time.Since(began); took > 3*time.Minute {
			t.Errorf("%s: took %v", what, took)
		}
	}
	pipe := filepath.Join(t.TempDir(), "pipe.docx")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := run(t.Context(), "bulletin", "--check", pipe, "--dir", t.TempDir()); code != exitFailed || !strings.Contains(errOut, "不是普通文件") {
		t.Errorf("a pipe: %d %s", code, errOut)
	}
	d, err := readEdited(docxWith(t, map[string]string{"word/media/a.png": "\x89PNG", "word/footer1.xml": `<w:ftr w:W><w:fldSimple w:instr=" PAGE "/></w:ftr>`}))
	if err != nil || len(d.passages) != 1 || d.passages[0].Text != "截至4月30日" {
		t.Errorf("a plain one: %v, %v", d.passages, err)
	}
}
