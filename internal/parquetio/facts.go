package parquetio

import (
	"io"

	"github.com/parquet-go/parquet-go"
)

// rowsOfGroup is how many rows are held before they are written: more make a
// file no smaller and a writer larger.
const rowsOfGroup = 983_040

// pageBytes is how much of a column is held before it is a page: a megabyte, as most
// writers have it. The library's quarter of that makes files larger.
const pageBytes = 1 << 20

// Options are how every table of the program is written; more come after them.
//
// Texts that are in no dictionary are written plainly: the library would write them
// as DELTA_LENGTH_BYTE_ARRAY, which the quick reader of Spark takes for a broken file.
// Bounds stand once for each page, in the index at the end of the file, and not in
// the head of each page too, where readers that know the index do not look.
func Options(more ...parquet.WriterOption) []parquet.WriterOption {
	return append([]parquet.WriterOption{
		parquet.Compression(&parquet.Zstd), parquet.CreatedBy("yigai", "", ""),
		parquet.DefaultEncodingFor(parquet.ByteArray, &parquet.Plain), parquet.DataPageStatistics(false),
	}, more...)
}

// NewFactWriter writes a table of facts, whose columns are the fields of T with
// their tags. The same rows in the same parts give the same bytes. The caller closes
// it. Options come after those of facts.
func NewFactWriter[T any](w io.Writer, options ...parquet.WriterOption) *parquet.GenericWriter[T] {
	return parquet.NewGenericWriter[T](w, append(Options(parquet.MaxRowsPerRowGroup(rowsOfGroup), parquet.PageBufferSize(pageBytes)), options...)...)
}
