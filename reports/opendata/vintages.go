package opendata

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// addedToVintages are the columns that the table for analysts has beside those
// of mart_vintage: names, and the value as a double.
var addedToVintages = []line{
	{column: "org_name", kind: "VARCHAR", zh: "单位名称", en: "name of the org in Chinese"},
	{column: "org_name_en", kind: "VARCHAR", zh: "单位英文名称", en: "name of the org in English"},
	{column: "subject_name", kind: "VARCHAR", zh: "指标的名称，其他事项为空", en: "name of the indicator in Chinese, '' for other subjects"},
	{column: "subject_name_en", kind: "VARCHAR", zh: "指标的英文名称，其他事项为空", en: "name of the indicator in English, '' for other subjects"},
	{column: "unit", kind: "VARCHAR", zh: "计量单位，没有为空", en: "unit of measurement, '' for none"},
	{column: "value_double", kind: "DOUBLE", zh: "值的双精度形式", en: "the value as a double"},
}

// writeVintages writes every edition's figures stacked, with names, and says
// what its columns are; nothing where the marts have no mart_vintage.
func writeVintages(dir string) ([]line, error) {
	source := filepath.Join(dir, "mart_vintage.parquet")
	if _, err := os.Stat(source); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	columns, _, err := parquetio.Describe(source)
	if err != nil {
		return nil, err
	}
	names, err := readNames(dir)
	if err != nil {
		return nil, err
	}
	cards, err := readCards(dir)
	if err != nil {
		return nil, err
	}
	var lines []line
	said, at := cards.card("mart_vintage"), positions(columns)
	for _, c := range columns {
		f := said.field(c.Name)
		lines = append(lines, line{table: vintagesTable, column: c.Name, kind: c.Type, unit: f.unit, zh: f.zh, en: f.en})
	}
	all := append([]parquetio.Column{}, columns...)
	for _, l := range addedToVintages {
		l.table = vintagesTable
		lines, all = append(lines, l), append(all, parquetio.Column{Name: l.column, Type: l.kind})
	}
	return lines, writeTable(filepath.Join(dir, vintagesTable+".parquet"), all, func(add func([]parquet.Value) error) error {
		return eachRow(source, func(row parquet.Row) error {
			return add(append(append([]parquet.Value{}, row...), names.added(columns, at, row)...))
		})
	})
}

// names are the dimensions that vintages are explained with.
type names struct {
	orgs, indicators     frame
	orgRow, indicatorRow map[string]int // by org, and by indicator and version
}

func readNames(dir string) (names, error) {
	orgs, err := readFrame(filepath.Join(dir, "dim_org.parquet"))
	if err != nil {
		return names{}, err
	}
	indicators, err := readFrame(filepath.Join(dir, "dim_indicator.parquet"))
	versions := map[string]int{}
	for row := range indicators.rows {
		versions[indicators.text(row, "indicator")+" "+indicators.text(row, "version")] = row
	}
	return names{orgs, indicators, rowsBy(orgs, "org"), versions}, err
}

func (n names) added(columns []parquetio.Column, at map[string]int, row parquet.Row) []parquet.Value {
	cell := func(column string) (string, parquet.Value) {
		if i, has := at[column]; has {
			return columns[i].Type, row[i]
		}
		return "", parquet.NullValue()
	}
	org, subject := valueText(cell("org")), ""
	if valueText(cell("kind")) == "indicator" {
		subject = valueText(cell("subject")) + " " + valueText(cell("version"))
	}
	of := func(f frame, rows map[string]int, key, column string) parquet.Value {
		if i, known := rows[key]; known {
			return text(f.text(i, column))
		}
		return text("")
	}
	return []parquet.Value{of(n.orgs, n.orgRow, org, "name"), of(n.orgs, n.orgRow, org, "name_en"), of(n.indicators, n.indicatorRow, subject, "name"),
		of(n.indicators, n.indicatorRow, subject, "name_en"), of(n.indicators, n.indicatorRow, subject, "unit"), double(cell("value"))}
}
