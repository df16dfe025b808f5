package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func partsOf(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = text
	}
	if len(parts) == 0 {
		t.Fatal("no parts: the test would prove nothing")
	}
	return parts
}

// wellFormed fails on XML that a strict reader would refuse.
func wellFormed(name string, text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return errors.New(name + ": " + err.Error())
		}
	}
}

func sample(text string) Document {
	return Document{Title: text, Author: text, Mark: text, Sections: []Section{
		{Blocks: []Block{Para(Title, text), Paragraph{Style: Body, KeepNext: true, NewPage: true, Runs: []Run{{Text: text, Strong: true, Colour: "B22222", Size: 20}}},
			&Table{Columns: []Column{{Head: text, Width: 500}, {Head: text, Width: 300, Right: true}}, Rows: []Row{{Strong: true, Height: 60, Cells: []CellText{{Runs: []Run{{Text: text}}}, {Runs: []Run{{Text: text}}}}}}}}},
		{Landscape: true, Blocks: []Block{&Table{Plain: true, Foot: true, Columns: []Column{{Width: 500}}, Rows: []Row{{Rule: "thick/thin", Cells: []CellText{{Style: Imprint, Span: 1, Runs: []Run{{Text: text}}}}}}}, Para(Plain, text)}},
	}}
}

// The text that was put in is the text that is read back.
func TestTextComesBack(t *testing.T) {
	data, err := Bytes(sample("西乡县 61.2%"))
	if err != nil {
		t.Fatal(err)
	}
	passages, err := Text(bytes.NewReader(partsOf(t, data)["word/document.xml"]))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range passages {
		lines = append(lines, p.Text)
	}
	one := "西乡县 61.2%"
	want := []string{one, one, one + "\t" + one, one + "\t" + one, "", one, one}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", lines, want)
	}
	if passages[2].Cells == nil || passages[0].Cells != nil {
		t.Error("rows and paragraphs are not told apart")
	}
}

// A word processor cuts text into pieces; what it deleted under tracked changes is not read.
func TestTextReadsWhatAReaderSees(t *testing.T) {
	const w = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	passages, err := Text(strings.NewReader(`<w:document ` + w + `><w:body><w:p><w:r><w:t>6</w:t></w:r><w:ins><w:r><w:t>1.2</w:t></w:r></w:ins><w:del><w:r><w:delText>9.9</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:body></w:document>`))
	if err != nil || len(passages) != 1 || passages[0].Text != "61.2" {
		t.Errorf("got %v, %v", passages, err)
	}
	for _, broken := range []string{`<w:document ` + w + `><w:body>`, `<!DOCTYPE x [<!ENTITY e "x">]><w:document ` + w + `/>`, "\x00"} {
		if passages, err := Text(strings.NewReader(broken)); err == nil {
			t.Errorf("%q was read as %v", broken, passages)
		}
	}
}

// Whatever the text, every part is well-formed, holds no more elements than with
// plain text, and the bytes are the same twice.
func TestHostileTextStaysText(t *testing.T) {
	plain, err := Bytes(sample("x"))
	if err != nil {
		t.Fatal(err)
	}
	elements := strings.Count(string(partsOf(t, plain)["word/document.xml"]), "<w:")
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[^\t\n]*`), rapid.SampledFrom([]string{`</w:t></w:r><w:r><w:instrText>DDEAUTO</w:instrText>`, `]]>`, `<!--`, "\x00\x01\x1f", `"/><x y="`, "&lt;&#0;", "\uFFFE\u202e"})).Draw(r, "text")
		first, err := Bytes(sample(text))
		if err != nil {
			r.Fatal(err)
		}
		second, err := Bytes(sample(text))
		if err != nil || !bytes.Equal(first, second) {
			r.Fatalf("two runs differ (%v)", err)
		}
		for name, part := range partsOf(t, first) {
			if err := wellFormed(name, part); err != nil {
				r.Fatal(err)
			}
		}
		document := string(partsOf(t, first)["word/document.xml"])
		if got := strings.Count(document, "<w:"); got > elements {
			r.Fatalf("%q made elements: %d, want at most %d", text, got, elements)
		}
	})
}

// The page is that of GB/T 9704: A4, margins 37, 26, 35, 28 mm, 22 lines, page numbers apart on odd and even pages.
func TestPageFollowsTheStandard(t *testing.T) {
	data, err := Bytes(sample("x"))
	if err != nil {
		t.Fatal(err)
	}
	parts := partsOf(t, data)
	document, settings := string(parts["word/document.xml"]), string(parts["word/settings.xml"])
	for _, want := range []string{`w:w="11906" w:h="16838"`, `w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"`, `w:linePitch="579"`, `w:orient="landscape"`, `<w:tblHeader/>`} {
		if !strings.Contains(document, want) {
			t.Errorf("document.xml lacks %s", want)
		}
	}
	if !strings.Contains(settings, "evenAndOddHeaders") {
		t.Error("odd and even pages are one")
	}
	if !bytes.Contains(parts["word/footer1.xml"], []byte(`w:val="right"`)) || !bytes.Contains(parts["word/footer2.xml"], []byte(`w:val="left"`)) {
		t.Error("page numbers are not at the outer side")
	}
	if err := Write(io.Discard, Document{}); err == nil {
		t.Error("a document without sections was written")
	}
}
