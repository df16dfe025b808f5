// Package ledgerbook makes the ledger workbook of a period: ledger.xlsx.
//
// It reads marts and nothing else, computes no figure that is not in them, reads
// no clock, and writes the same bytes for the same marts. Every text is hostile:
// it goes into cells that hold text and can never run, nothing of it is cut off
// without a word, and numbers are numbers with the decimals they have.
package ledgerbook

import (
	"context"
	"fmt"
	"io"

	"yigai/internal/atomicfile"
)

// Options say which marts become a ledger, and where it goes.
type Options struct {
	MartsDir string // a generation of marts, or the tables of a public edition
	Path     string // of the workbook, written whole
	Period   string // such as 2022Q1; "" for the newest in the marts
	Public   bool   // leaves out what is internal; tables and columns that were not published are empty
}

// Write writes the ledger of the period. It returns the
// errors of reading and writing, and one where the marts hold no ledger of the
// period.
func Write(ctx context.Context, o Options) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b, err := readBook(o)
	if err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	err = atomicfile.Write(o.Path, 0o644, func(w io.Writer) error { return b.write(w) })
	if err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	return nil
}
