package check

import (
	"strings"
	"testing"

	"yigai/ingest/book"
)

// manySheets is a book of equal sheets, each with a row of cells over and over.
type manySheets struct {
	sheets, rows int
	cells        []book.Cell
}

func (b manySheets) Sheets() []book.Sheet    { return make([]book.Sheet, b.sheets) }
func (b manySheets) Merges(int) []book.Range { return nil }
func (b manySheets) Traits() book.Traits     { return book.Traits{Format: book.XLSX} }
func (b manySheets) Verify() error           { return nil }
func (b manySheets) Rows(_ int, each func(book.Row) error) error {
	for i := range b.rows {
		if err := each(book.Row{Number: i + 1, Cells: b.cells}); err != nil {
			return err
		}
	}
	return nil
}

// TestLooksAreBounded: a workbook of many sheets, none of which is a cover, is
// not kept in memory while one is searched for.
func TestLooksAreBounded(t *testing.T) {
	wide := make([]book.Cell, 500)
	long := []book.Cell{{Column: 1, Type: book.Text, Text: strings.Repeat("长", 10_000)}}
	for name, b := range map[string]manySheets{"wide": {64, 60, wide}, "long": {64, 20_000, wide[:1]}, "texts": {64, 19_000, long}} {
		c := newChecker(Input{})
		c.book = b
		if i, err := c.findCover(); i >= 0 || err != nil {
			t.Fatal(i, err)
		}
		kept := 0
		for _, l := range c.looks {
			for _, r := range l.rows {
				kept += bytesOf(r)
			}
		}
		if kept == 0 || kept > keptOfAll {
			t.Errorf("%s: %d bytes are kept", name, kept)
		}
	}
}
