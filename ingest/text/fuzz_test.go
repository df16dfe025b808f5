package text_test

import (
	"bytes"
	"errors"
	"testing"

	"yigai/ingest/book"
	"yigai/ingest/text"
	"yigai/internal/golden"
)

// FuzzText: whatever comes, it is read twice alike or refused with a place and
// two sentences; and what is read does not come out longer than it is.
func FuzzText(f *testing.F) {
	for _, data := range golden.Files(f, ".csv") {
		f.Add(data)
	}
	for _, w := range ways {
		f.Add(encode(f, w.before+table, w.encoding))
	}
	for _, c := range refusals {
		f.Add(c.data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first, err := dump(data)
		second, again := dump(data)
		if first != second || (err == nil) != (again == nil) {
			t.Fatalf("read differently: %v, %v\n%s\n%s", err, again, first, second)
		}
		if err != nil {
			var e *book.Error
			if !errors.As(err, &e) || e.Detail == "" || e.DetailZh == "" || e.Code == book.CodeRead {
				t.Fatalf("%v", err)
			}
			return
		}
		checkSize(t, data)
	})
}

// checkSize: rows stand in rising lines, cells in rising columns, and all their
// text together fits the file (UTF-8 takes up to 3 bytes where others take 2).
func checkSize(t *testing.T, data []byte) {
	file, err := text.Open(bytes.NewReader(data), int64(len(data)), isWord, text.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	line, held := 0, 0
	err = file.Rows(0, func(r book.Row) error {
		if r.Number <= line || len(r.Cells) == 0 {
			t.Errorf("line %d after %d, %d cells", r.Number, line, len(r.Cells))
		}
		line = r.Number
		column := 0
		for _, c := range r.Cells {
			if c.Column <= column || c.Column > file.Width() || c.Text == "" || c.Type != book.Text {
				t.Errorf("line %d: %+v after column %d", line, c, column)
			}
			column, held = c.Column, held+len(c.Text)
		}
		return nil
	})
	if err != nil || held > 3*len(data) {
		t.Errorf("%v, %d bytes of text from %d", err, held, len(data))
	}
}
