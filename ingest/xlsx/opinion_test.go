package xlsx_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// secondOpinion reads a sheet with encoding/xml, strictly, and counts the cells
// that hold something: a value, an inline text or a formula.
func secondOpinion(text string) (string, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	cells, path := 0, []string{}
	kind, holds, formula := "", false, false
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return fmt.Sprint(cells), nil
		}
		if err != nil {
			return "", err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			path = append(path, tok.Name.Local)
			if at(path, "worksheet sheetData row c") {
				kind, holds, formula = attribute(tok, "t"), false, false
			}
			formula = formula || at(path, "worksheet sheetData row c f")
		case xml.CharData:
			inline := at(path, "worksheet sheetData row c is t") || at(path, "worksheet sheetData row c is r t")
			if len(tok) > 0 && (inline || at(path, "worksheet sheetData row c v") && isStored(kind, string(tok))) {
				holds = true
			}
		case xml.EndElement:
			if at(path, "worksheet sheetData row c") && (holds || formula) {
				cells++
			}
			path = path[:len(path)-1]
		}
	}
}

func at(path []string, want string) bool { return strings.Join(path, " ") == want }

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// isStored says whether the text of a v element is a value: an index of the
// empty shared string is none, nor is white space in a number.
func isStored(kind, text string) bool {
	if kind == "s" {
		return strings.TrimSpace(text) != "" && strings.TrimLeft(strings.TrimSpace(text), "0") != "3"
	}
	return kind == "str" || strings.Trim(text, " \t\r\n") != ""
}
