package transform

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// TakeVintages puts what an earlier edition and those before it said beside the
// reference tables, where the models look for it: edition is the folder of an
// internal edition, "" where there is none yet. An edition without that table is
// an error: figures would pass for unchanged that nobody has compared.
func TakeVintages(edition, referenceDir string) error {
	if edition == "" {
		return nil
	}
	from, err := plainfile.Open(filepath.Join(edition, "parquet", "mart_vintage.parquet"))
	if err != nil {
		return fmt.Errorf("earlier editions: %w", err)
	}
	err = atomicfile.Write(filepath.Join(referenceDir, "edition_vintages.parquet"), 0o644, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
	return errors.Join(err, from.Close())
}
