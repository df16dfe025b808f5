//go:build cgo

package main

import (
	"context"
	"encoding/csv"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/xuri/excelize/v2"
)

// The tools of this file read workbooks and marts by other code than the
// pipeline's: excelize instead of our reader, Arrow instead of DuckDB and
// parquet-go, math/big instead of SQL. They serve tests that recompute.

// A cellAt is one cell's stored text and where it stands.
type cellAt struct{ sheet, cell, text string }

// figureKey names one figure of one workbook.
type figureKey struct{ org, element string }

// workbookFigures reads every figure of a filled workbook: lists by the columns
// 编码 and 本期值, tables by 单位代码 and element codes.
func workbookFigures(t *testing.T, path, reporter string) map[figureKey]cellAt {
	t.Helper()
	book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("open %s: %v", path, err)
	}
	defer book.Close()
	figures := map[figureKey]cellAt{}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatalf("%s: %s: %v", path, sheet, err)
		}
		header := slices.IndexFunc(rows, func(row []string) bool {
			return slices.Contains(row, "本期值") || len(row) > 2 && slices.Contains(row, "单位代码") && !slices.Contains(row, "条目编号")
		})
		if header < 0 || sheet == "封面" {
			continue
		}
		for i, row := range rows[header+1:] {
			collectRow(figures, sheet, rows[header], row, header+2+i, reporter)
		}
	}
	return figures
}

func collectRow(figures map[figureKey]cellAt, sheet string, header, row []string, number int, reporter string) {
	at := func(column int) string {
		if column < 0 || column >= len(row) {
			return ""
		}
		return row[column]
	}
	name := func(column int) string {
		cell, err := excelize.CoordinatesToCellName(column+1, number)
		if err != nil {
			panic(err)
		}
		return cell
	}
	if value := slices.Index(header, "本期值"); value >= 0 {
		if code := at(slices.Index(header, "编码")); code != "" {
			figures[figureKey{reporter, code}] = cellAt{sheet, name(value), at(value)}
		}
		return
	}
	org := at(slices.Index(header, "单位代码"))
	if org == "" {
		return
	}
	for column, element := range header {
		if element != "" && !strings.HasPrefix(element, "单位") {
			figures[figureKey{org, element}] = cellAt{sheet, name(column), at(column)}
		}
	}
}

var plainNumber = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// number is the exact value of a stored text, or nil when it is no plain number.
func (c cellAt) number() *big.Rat {
	if !plainNumber.MatchString(c.text) {
		return nil
	}
	n, ok := new(big.Rat).SetString(c.text)
	if !ok {
		return nil
	}
	return n
}

// roundedRatio is n ÷ d × 100 with six decimals, halves away from zero.
func roundedRatio(n, d *big.Rat) string {
	q := new(big.Rat).Quo(n, d)
	return q.Mul(q, big.NewRat(100, 1)).FloatString(6)
}

// readMart reads a Parquet table with Arrow's reader, every value as text;
// NULL is "NULL".
func readMart(t *testing.T, path string) []map[string]string {
	t.Helper()
	reader, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatalf("open %s: %v", path, err)
	}
	defer reader.Close()
	arrowReader, err := pqarrow.NewFileReader(reader, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	table, err := arrowReader.ReadTable(context.Background())
	if err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	defer table.Release()
	rows := make([]map[string]string, table.NumRows())
	for i := range rows {
		rows[i] = make(map[string]string, table.NumCols())
	}
	for c := range int(table.NumCols()) {
		column, row := table.Column(c), 0
		for _, chunk := range column.Data().Chunks() {
			for i := range chunk.Len() {
				rows[row][column.Name()] = arrowText(chunk, i)
				row++
			}
		}
	}
	return rows
}

func arrowText(column arrow.Array, i int) string {
	if column.IsNull(i) {
		return "NULL"
	}
	if d, ok := column.(*array.Decimal128); ok {
		return d.Value(i).ToString(d.DataType().(*arrow.Decimal128Type).Scale)
	}
	return column.ValueStr(i)
}

// readCSV reads a CSV with a header row, with or without BOM.
func readCSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil || len(records) == 0 {
		t.Fatalf("%s: %v, %d records", filepath.Base(path), err, len(records))
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}
