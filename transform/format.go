package transform

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// writeTable writes columns of equal width for a terminal, numbers to the right.
func writeTable(rows *sql.Rows, w io.Writer) error {
	s, err := newScanner(rows)
	if err != nil {
		return err
	}
	lines := [][]string{harmlessLine(s.names)}
	for {
		more, err := s.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		lines = append(lines, harmlessLine(s.texts()))
	}
	widths := make([]int, len(s.names))
	for _, line := range lines {
		for i, v := range line {
			widths[i] = max(widths[i], runewidth.StringWidth(v))
		}
	}
	out := bufio.NewWriter(w)
	for n, line := range lines {
		writeLine(out, line, widths, s.kinds)
		if n == 0 {
			writeRule(out, widths)
		}
	}
	fmt.Fprintf(out, "(%d)\n", len(lines)-1)
	return out.Flush()
}

func harmlessLine(texts []string) []string {
	line := make([]string, len(texts))
	for i, v := range texts {
		line[i] = visible(v, false)
	}
	return line
}

// writeLine leaves errors to the writer's Flush.
func writeLine(w *bufio.Writer, line []string, widths []int, kinds []string) {
	var b strings.Builder
	for i, v := range line {
		if i > 0 {
			b.WriteString("  ")
		}
		space := strings.Repeat(" ", widths[i]-runewidth.StringWidth(v))
		if isNumber(kinds[i]) {
			b.WriteString(space + v)
		} else {
			b.WriteString(v + space)
		}
	}
	fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
}

func writeRule(w *bufio.Writer, widths []int) {
	var parts []string
	for _, n := range widths {
		parts = append(parts, strings.Repeat("-", n))
	}
	fmt.Fprintln(w, strings.Join(parts, "  "))
}

// writeCSV writes UTF-8 with a header. Text that a spreadsheet would run gets
// an apostrophe in front; numbers stay numbers.
func writeCSV(rows *sql.Rows, w io.Writer) error {
	s, err := newScanner(rows)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(neutral(s.names, make([]string, len(s.names)))); err != nil {
		return err
	}
	for {
		more, err := s.next()
		if err != nil {
			return err
		}
		if !more {
			out.Flush()
			return out.Error()
		}
		if err := out.Write(neutral(s.texts(), s.kinds)); err != nil {
			return err
		}
	}
}

func neutral(texts, kinds []string) []string {
	line := make([]string, len(texts))
	for i, v := range texts {
		if isNumber(kinds[i]) {
			line[i] = v
		} else {
			line[i] = visible(noFormula(v), true)
		}
	}
	return line
}

// writeJSON writes an array of objects, one to a line, keys in column order,
// exact decimals as numbers.
func writeJSON(rows *sql.Rows, w io.Writer) error {
	s, err := newScanner(rows)
	if err != nil {
		return err
	}
	if twice := repeated(s.names); twice != "" {
		return mistake(nil, "两列都叫 %s：请用 AS 另起列名", "two columns are called %s: rename one with AS", visible(twice, false))
	}
	out := bufio.NewWriter(w)
	for n := 0; ; n++ {
		more, err := s.next()
		if err != nil {
			return err
		}
		if !more {
			fmt.Fprintln(out, map[bool]string{true: "[]", false: "\n]"}[n == 0])
			return out.Flush()
		}
		object, err := s.object()
		if err != nil {
			return err
		}
		fmt.Fprint(out, map[bool]string{true: "[\n", false: ",\n"}[n == 0])
		// The buffered writer keeps the first error for Flush.
		fmt.Fprintf(out, "%s", object)
	}
}

func repeated(names []string) string {
	for i, name := range names {
		if slices.Index(names, name) != i {
			return name
		}
	}
	return ""
}

func (s *scanner) object() ([]byte, error) {
	var b bytes.Buffer
	for i, name := range s.names {
		key, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		value, err := jsonValue(s.values[i], s.kinds[i])
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", name, err)
		}
		fmt.Fprintf(&b, "%s%s:%s", map[bool]string{true: "{", false: ","}[i == 0], key, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func jsonValue(v any, kind string) ([]byte, error) {
	text := display(v, kind)
	_, isBool := v.(bool)
	switch {
	case v == nil:
		return []byte("null"), nil
	case isBool, isNumber(kind) && json.Valid([]byte(text)): // a DOUBLE may be NaN or Inf
		return []byte(text), nil
	}
	return json.Marshal(text)
}
