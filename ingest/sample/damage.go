package sample

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// Some faults cannot be typed into a template: they come from formulas, pasted
// rows or changed locked cells. Those are cut into the finished workbook, whose
// parts the template always writes in one form: <c r="E17" …>…</c>.

// editSheet gives the workbook with the XML of one sheet changed; all other
// parts keep their bytes and their order.
func editSheet(workbook []byte, sheet int, edit func(xml string) (string, error)) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		return nil, err
	}
	target := fmt.Sprintf("xl/worksheets/sheet%d.xml", sheet)
	if !slices.ContainsFunc(in.File, func(f *zip.File) bool { return f.Name == target }) {
		return nil, fmt.Errorf("no part %s", target)
	}
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, f := range in.File {
		if f.Name != target {
			err = out.Copy(f)
		} else {
			err = copyEdited(out, f, edit)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func copyEdited(out *zip.Writer, f *zip.File, edit func(string) (string, error)) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	xml, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	edited, err := edit(string(xml))
	if err != nil {
		return err
	}
	w, err := out.Create(f.Name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, edited)
	return err
}

// between finds the part of xml from open to close, both included.
func between(xml, open, closing string) (start, end int, err error) {
	start = strings.Index(xml, open)
	if start < 0 {
		return 0, 0, fmt.Errorf("%s is not there", open)
	}
	length := strings.Index(xml[start:], closing)
	if length < 0 {
		return 0, 0, fmt.Errorf("%s has no end", open)
	}
	return start, start + length + len(closing), nil
}

var styleOf = regexp.MustCompile(` s="\d+"`)

// setCell replaces what stands in a cell; it keeps its style.
func setCell(xml, cell, cellType, content string) (string, error) {
	start, end, err := between(xml, `<c r="`+cell+`"`, "</c>")
	if err != nil {
		return "", err
	}
	style := styleOf.FindString(xml[start:end])
	if cellType != "" {
		cellType = ` t="` + cellType + `"`
	}
	return xml[:start] + `<c r="` + cell + `"` + style + cellType + ">" + content + "</c>" + xml[end:], nil
}

// setText replaces what stands in a cell by a text without special characters.
func setText(xml, cell, text string) (string, error) {
	return setCell(xml, cell, "inlineStr", "<is><t>"+text+"</t></is>")
}

// repeatRow appends a copy of a row as the sheet's last one, with the number given.
func repeatRow(xml string, row, last int) (string, error) {
	start, end, err := between(xml, fmt.Sprintf(`<row r="%d"`, row), "</row>")
	if err != nil {
		return "", err
	}
	tail := strings.LastIndex(xml, "</sheetData>")
	renamed := strings.Replace(xml[start:end], fmt.Sprintf(`<row r="%d"`, row), fmt.Sprintf(`<row r="%d"`, last), 1)
	for column := 'A'; column <= 'Z'; column++ {
		renamed = strings.Replace(renamed, fmt.Sprintf(`<c r="%c%d"`, column, row), fmt.Sprintf(`<c r="%c%d"`, column, last), 1)
	}
	return xml[:tail] + renamed + xml[tail:], nil
}
