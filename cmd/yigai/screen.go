package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/mattn/go-runewidth"
)

// visible makes text from outside harmless on a terminal: control, bidi,
// zero-width and private-use characters are shown as \u202E, never sent.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if isHidden(r) {
			fmt.Fprintf(&b, "\\u%04X", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isHidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}

// visibleLines is visible for texts of ours that may hold several lines.
func visibleLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = visible(lines[i])
	}
	return strings.Join(lines, "\n")
}

// widths counts columns as terminals do: a Chinese character takes two.
var widths = &runewidth.Condition{EastAsianWidth: false}

// A table is rows of cells for people.
type table struct {
	header []string
	rows   [][]string
	right  map[int]bool // columns of numbers
}

func newTable(header ...string) *table { return &table{header: header, right: map[int]bool{}} }

// numbers says which columns are set to the right.
func (t *table) numbers(columns ...int) *table {
	for _, c := range columns {
		t.right[c] = true
	}
	return t
}

func (t *table) add(cells ...string) {
	for i := range cells {
		cells[i] = visible(cells[i])
	}
	t.rows = append(t.rows, cells)
}

// longestRule is how long the rule under a header gets: the last column may be sentences.
const longestRule = 100

// print writes the table in columns two spaces apart, with a rule under the header.
func (t *table) print(w io.Writer) {
	all := append([][]string{t.header}, t.rows...)
	size := make([]int, len(t.header))
	for _, row := range all {
		for i, cell := range row {
			size[i] = max(size[i], widths.StringWidth(cell))
		}
	}
	t.printRow(w, t.header, size)
	total := 2 * (len(size) - 1)
	for _, n := range size {
		total += n
	}
	fmt.Fprintln(w, strings.Repeat("-", min(total, longestRule)))
	for _, row := range t.rows {
		t.printRow(w, row, size)
	}
}

func (t *table) printRow(w io.Writer, row []string, size []int) {
	var line strings.Builder
	for i, cell := range row {
		pad := strings.Repeat(" ", size[i]-widths.StringWidth(cell))
		if i > 0 {
			line.WriteString("  ")
		}
		if t.right[i] {
			line.WriteString(pad + cell)
		} else {
			line.WriteString(cell + pad)
		}
	}
	fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
}

// writeJSON writes a value for other programs. It may be looked at on a terminal
// too: characters that visible would not send are written as escapes.
func writeJSON(w io.Writer, v any) error {
	var plain, safe bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	for _, r := range plain.String() {
		if r == '\n' || !isHidden(r) {
			safe.WriteRune(r)
			continue
		}
		for _, half := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&safe, "\\u%04x", half)
		}
	}
	_, err := safe.WriteTo(w)
	return err
}
