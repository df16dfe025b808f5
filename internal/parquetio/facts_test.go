package parquetio

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// The quick reader of Spark takes nothing but plain texts and dictionaries; DuckDB
// passes over the parts of a table that lie outside what is asked for, by their bounds.
func TestTablesAreReadableByAll(t *testing.T) {
	type row struct {
		Org  string `parquet:"org,dict"`
		Text string `parquet:"text"`
		N    int64  `parquet:"n"`
	}
	var b bytes.Buffer
	w := NewFactWriter[row](&b)
	for i := range 40_000 {
		if _, err := w.Write([]row{{fmt.Sprint(i % 7), fmt.Sprintf("第%d件，写得很长很长很长很长很长很长很长", i), int64(i)}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	usual := map[format.Encoding]bool{format.Plain: true, format.RLE: true, format.RLEDictionary: true}
	columns := 0
	for _, group := range file.Metadata().RowGroups {
		for _, c := range group.Columns {
			columns++
			for _, e := range c.MetaData.Encoding {
				if !usual[e] {
					t.Errorf("%v is written as %s", c.MetaData.PathInSchema, e)
				}
			}
			if s := c.MetaData.Statistics; len(s.MinValue) == 0 || len(s.MaxValue) == 0 {
				t.Errorf("%v has no bounds", c.MetaData.PathInSchema)
			}
		}
	}
	if columns != 3 {
		t.Errorf("%d columns were seen", columns)
	}
}
