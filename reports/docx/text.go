package docx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A Passage is a paragraph, or a row of a table, as a reader sees it.
type Passage struct {
	Text  string   // of a paragraph; of a row its cells joined by tabs
	Cells []string // of a row; nil for a paragraph
}

const wordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// Text reads the passages out of word/document.xml of any word processor.
//
// Deleted text of tracked changes and field codes are left out, inserted text is
// in. A table inside a cell counts as text of that cell. Broken XML is an error;
// what was read before it is not given out.
func Text(document io.Reader) ([]Passage, error) {
	d := xml.NewDecoder(document)
	var t textReader
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("docx: document.xml, byte %d: %w", d.InputOffset(), err)
		}
		switch element := token.(type) {
		case xml.Directive:
			return nil, fmt.Errorf("docx: document.xml, byte %d: a directive is not allowed", d.InputOffset())
		case xml.StartElement:
			t.start(element.Name)
		case xml.EndElement:
			t.end(element.Name)
		case xml.CharData:
			if t.inText {
				t.text.Write(element)
			}
		}
	}
	return t.passages, nil
}

// A textReader is where Text stands in the document.
type textReader struct {
	passages []Passage
	text     strings.Builder
	cells    []string
	tables   int // how many tables deep
	inText   bool
}

func (t *textReader) start(name xml.Name) {
	if name.Space != wordSpace {
		return
	}
	switch name.Local {
	case "t":
		t.inText = true
	case "tab":
		if t.tables == 0 {
			t.text.WriteByte('\t')
		}
	case "br", "cr":
		t.text.WriteByte('\n')
	case "tbl":
		t.tables++
	case "tr":
		if t.tables == 1 {
			t.cells = []string{}
		}
	}
}

func (t *textReader) end(name xml.Name) {
	if name.Space != wordSpace {
		return
	}
	switch name.Local {
	case "t":
		t.inText = false
	case "p":
		if t.tables == 0 {
			t.passages = append(t.passages, Passage{Text: t.take()})
		}
	case "tc":
		if t.tables == 1 {
			t.cells = append(t.cells, t.take())
		}
	case "tr":
		if t.tables == 1 {
			t.passages = append(t.passages, Passage{Text: strings.Join(t.cells, "\t"), Cells: t.cells})
		}
	case "tbl":
		t.tables--
	}
}

// take gives out the text so far. The tabs of pPr have no text and vanish with the spaces around it.
func (t *textReader) take() string {
	text := strings.TrimSpace(t.text.String())
	t.text.Reset()
	return text
}
