package xls

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"yigai/ingest/book"
)

// The fixtures were written by other programs (LibreOffice, xlwt), and beside
// each lies what another reader of this format (xlrd) sees in it: a line of JSON
// for the file, for every sheet and for every cell with something in it.
func TestAnotherReaderSeesTheSame(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.jsonl")
	if len(files) == 0 {
		t.Fatal("no opinions found: the test would prove nothing")
	}
	for _, name := range files {
		got := lines(t, openBytes(t, fixture(t, strings.TrimSuffix(name, "jsonl")+"xls")))
		want := strings.Split(strings.TrimSpace(string(read(t, name))), "\n")
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Errorf("%s: line %d of %d, %d:\n got %s\nwant %s", name, i+1, len(got), len(want), at(got, i), at(want, i))
				break
			}
		}
	}
}

func at(lines []string, i int) string {
	return strings.Join(lines[min(i, len(lines)):min(i+1, len(lines))], "")
}

// lines writes a book as the opinions are written.
func lines(t *testing.T, b book.Book) []string {
	t.Helper()
	date := 0
	if b.Traits().Date1904 {
		date = 1
	}
	all := []string{fmt.Sprintf(`{"date1904": %d}`, date)}
	for i, sheet := range b.Sheets() {
		head := len(all)
		all = append(all, "")
		err := b.Rows(i, func(r book.Row) error {
			for _, c := range r.Cells {
				if line := line(r, c); line != "" {
					all = append(all, line)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		merges := [][4]int{}
		for _, m := range b.Merges(i) {
			merges = append(merges, [4]int{m.FirstRow, m.FirstColumn, m.LastRow, m.LastColumn})
		}
		slices.SortFunc(merges, func(a, b [4]int) int { return slices.Compare(a[:], b[:]) })
		all[head] = spaced(map[string]any{"sheet": sheet.Name, "hidden": sheet.Hidden, "merges": merges}, "sheet", "hidden", "merges")
	}
	if err := b.Verify(); err != nil {
		t.Fatal(err)
	}
	return all
}

// line writes a cell: row, column, kind, value, format where it is the file's
// own, hidden row, hidden column.
func line(r book.Row, c book.Cell) string {
	kind := map[book.Type]string{book.Text: "text", book.Number: "number", book.Bool: "bool", book.ErrorValue: "error"}[c.Type]
	value := c.Text
	switch {
	case c.Type == book.Text && value == "":
		return "" // the other reader leaves out empty texts
	case c.Type == book.Text && utf8.RuneCountInString(value) > 40:
		value = fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(value)))[:len("sha256:")+16]
	case c.Type == book.Number:
		value = exact(value)
	}
	var b strings.Builder
	for i, v := range []any{r.Number, c.Column, kind, value, c.NumberFormat, r.Hidden, c.Hidden} {
		b.WriteString([]string{"[", ", ", ", ", ", ", ", ", ", ", ", "}[i] + plainJSON(v))
	}
	return b.String() + "]"
}

// exact writes the bits of a number: both readers must mean the same double.
func exact(digits string) string {
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return digits
	}
	return fmt.Sprintf("%x", v)
}

func spaced(values map[string]any, names ...string) string {
	var parts []string
	for _, n := range names {
		parts = append(parts, plainJSON(n)+": "+strings.ReplaceAll(plainJSON(values[n]), ",", ", "))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func plainJSON(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return strings.TrimSpace(b.String())
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	return read(t, name)
}

func openBytes(t testing.TB, file []byte) book.Book {
	t.Helper()
	b, err := Open(bytes.NewReader(file), int64(len(file)), DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
