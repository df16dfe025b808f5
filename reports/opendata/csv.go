package opendata

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/atomicfile"
	"yigai/internal/parquetio"
)

// byteOrderMark begins each CSV: without it a Chinese Excel takes UTF-8 for GBK
// and shows nonsense. DuckDB, pandas, R and frictionless pass over it.
const byteOrderMark = "\ufeff"

// csvName says in the file's name that its data are made up.
func csvName(table string, sample bool) string {
	if sample {
		return table + "-sample.csv"
	}
	return table + ".csv"
}

// writeCSVs writes every table of the edition's Parquet files as CSV, but for
// the one that only repeats another in doubles: text has no doubles.
func writeCSVs(ctx context.Context, dir string, sample bool) error {
	tables, err := tableNames(filepath.Join(dir, parquetDir))
	if err != nil {
		return err
	}
	for _, table := range tables {
		if table == panelDouble {
			continue
		}
		source, target := filepath.Join(dir, parquetDir, table+".parquet"), filepath.Join(dir, csvDir, csvName(table, sample))
		if err := errors.Join(ctx.Err(), writeCSV(source, target)); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	return nil
}

// writeCSV writes one table as CSV and counts its records back.
func writeCSV(source, target string) error {
	columns, rows, err := parquetio.Describe(source)
	if err != nil {
		return err
	}
	err = atomicfile.WriteInBatch(target, 0o644, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		out.WriteString(byteOrderMark + csvHeader(columns)) // the writer keeps the first error for Flush
		err := eachRow(source, func(row parquet.Row) error {
			_, err := out.WriteString(csvLine(columns, row))
			return err
		})
		return errors.Join(err, out.Flush())
	})
	if err != nil {
		return err
	}
	return countRecords(target, rows+1)
}

func countRecords(path string, want int64) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	in, got := csv.NewReader(f), int64(0)
	in.ReuseRecord = true
	for {
		_, err = in.Read()
		if err != nil {
			break
		}
		got++
	}
	if errors.Is(err, io.EOF) && got != want {
		err = fmt.Errorf("read back %d records of %d", got, want)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return errors.Join(err, f.Close())
}

func csvHeader(columns []parquetio.Column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return strings.Join(names, ",") + "\n"
}

// csvLine is one record: every text in quotes, so that no reader takes one for
// a number and no other separator splits it; NULL is nothing, not even quotes.
func csvLine(columns []parquetio.Column, row parquet.Row) string {
	var b strings.Builder
	for i, c := range columns {
		if i > 0 {
			b.WriteByte(',')
		}
		text := valueText(c.Type, row[i])
		if c.Type != "VARCHAR" || row[i].IsNull() {
			b.WriteString(text)
			continue
		}
		b.WriteString(`"` + strings.ReplaceAll(inert(text), `"`, `""`) + `"`)
	}
	b.WriteByte('\n')
	return b.String()
}

// triggers are the signs that make a spreadsheet run a text. The apostrophe is
// one of them so that taking one off the beginning always gives the text back.
const triggers = "=+-@\t＝＋－＠'"

// inert makes a text safe to open in a spreadsheet: an apostrophe goes before a
// sign that starts a formula. Control characters other than tab and line feed,
// which no reader of CSV agrees on, stand as \uXXXX; the end of a line is a
// line feed. The Parquet file holds the text as it is.
func inert(text string) string {
	text = visible(strings.ReplaceAll(text, "\r\n", "\n"))
	if first, size := utf8.DecodeRuneInString(text); size > 0 && strings.ContainsRune(triggers, first) {
		return "'" + text
	}
	return text
}

func visible(text string) string {
	hidden := func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' || r == 0x7f }
	if !strings.ContainsFunc(text, hidden) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if hidden(r) {
			fmt.Fprintf(&b, `\u%04X`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
