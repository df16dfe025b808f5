// Package opendata writes the files that others compute with: every published
// table as Parquet and CSV, two tables for analysts, and what describes them.
//
// It promises that a public edition holds public tables and columns only, that
// no cell of a CSV can run as a formula, that no value changes on the way, and
// that the same marts give the same bytes. It computes no figure and knows no
// programme: names, keys, units and meanings come from dim_table and dim_column.
package opendata

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/atomicfile"
)

// Options say from where to where and for whom.
type Options struct {
	MartsDir string // a generation of marts: dim_*.parquet and mart_*.parquet
	OutDir   string // the edition's folder: parquet/ and csv/ are made in it
	Public   bool   // public tables and columns only, small cells blanked
	Edition  Meta   // what Describe says of the edition; WriteTables does not read it
}

// The folders of an edition.
const (
	parquetDir = "parquet"
	csvDir     = "csv"
)

// ErrNotDescribed: a table is not what the dictionary (dim_table, dim_column) says.
var ErrNotDescribed = errors.New("表与数据字典不符，请重新运行 yigai transform (a table is not as the dictionary says: run yigai transform again)")

// WriteTables writes OutDir/parquet and OutDir/csv and reads every file back.
//
// An internal edition holds the tables of MartsDir byte for byte. A public one
// holds what dim_table and dim_column call public; columns with
// suppress are empty where the column it names is true. Both hold the tables for analysts. Errors
// name the table; what was written until then is left to the caller's draft.
func WriteTables(ctx context.Context, o Options) error {
	if err := writeTables(ctx, o); err != nil {
		return fmt.Errorf("open data: %w", err)
	}
	return nil
}

func writeTables(ctx context.Context, o Options) error {
	cards, err := readCards(o.MartsDir)
	if err != nil {
		return err
	}
	for _, dir := range []string{parquetDir, csvDir} {
		if err := os.MkdirAll(filepath.Join(o.OutDir, dir), 0o755); err != nil {
			return err
		}
	}
	if err := cards.checkComplete(o.MartsDir); err != nil {
		return err
	}
	for _, c := range cards.tables {
		if o.Public && c.audience != public {
			continue
		}
		if err := errors.Join(ctx.Err(), writeParquet(o, c, cards)); err != nil {
			return fmt.Errorf("%s: %w", c.table, err)
		}
	}
	if err := writeAnalysts(ctx, filepath.Join(o.OutDir, parquetDir)); err != nil {
		return err
	}
	return writeCSVs(ctx, o.OutDir, cards.sample)
}

// writeParquet writes one table: a copy, so that damage to an edition is not
// damage to the marts, or what the public may see of it.
func writeParquet(o Options, c card, cards cardbox) error {
	source, target := filepath.Join(o.MartsDir, c.table+".parquet"), filepath.Join(o.OutDir, parquetDir, c.table+".parquet")
	if !o.Public {
		return copyFile(source, target)
	}
	return writePublic(source, target, c, func(table string) bool { return cards.card(table).audience == public })
}

func copyFile(source, target string) error {
	from, err := os.Open(source)
	if err != nil {
		return err
	}
	err = atomicfile.WriteInBatch(target, 0o644, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
	return errors.Join(err, from.Close())
}

// tableNames lists the tables of a folder of Parquet files, sorted.
func tableNames(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil {
		return nil, err
	}
	names := make([]string, len(files))
	for i, file := range files {
		names[i] = strings.TrimSuffix(filepath.Base(file), ".parquet")
	}
	slices.Sort(names)
	return names, nil
}
