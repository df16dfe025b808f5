package parquetio

import (
	"io"

	"github.com/parquet-go/parquet-go"
)

// rowsOfGroup is how many rows are held before they are written: more make a
// file no smaller and a writer larger.
const rowsOfGroup = 983_040

// NewFactWriter writes a table of facts, whose columns are the fields of T with
// their tags. The same rows in the same parts give the same bytes. The caller closes
// it. Options come after those of facts.
func NewFactWriter[T any](w io.Writer, options ...parquet.WriterOption) *parquet.GenericWriter[T] {
	all := []parquet.WriterOption{parquet.Compression(&parquet.Zstd), parquet.CreatedBy("yigai", "", ""), parquet.MaxRowsPerRowGroup(rowsOfGroup)}
	return parquet.NewGenericWriter[T](w, append(all, options...)...)
}
