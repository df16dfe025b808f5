package opendata

import (
	"fmt"
	"path/filepath"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// A baseColumn is a column of the panel that says which org and period a row is about.
type baseColumn struct {
	name, source string // its name, and that of the column of dim_org or dim_period
	ofOrg        bool
	kind, unit   string
	zh, en       string
}

var baseColumns = []baseColumn{
	{"programme", "programme", true, "VARCHAR", "", "工作方案编码", "code of the programme"},
	{"sample", "sample", true, "BOOLEAN", "", "是否样例数据", "whether the data are made up"},
	{"org", "org", true, "VARCHAR", "", "单位编码", "code of the org"},
	{"period", "period", false, "VARCHAR", "", "报告期，如 2022Q1", "reporting period, e.g. 2022Q1"},
	{"org_name", "name", true, "VARCHAR", "", "单位名称", "name of the org in Chinese"},
	{"org_name_en", "name_en", true, "VARCHAR", "", "单位英文名称", "name of the org in English"},
	{"kind", "kind", true, "VARCHAR", "", "单位类别", "kind of org"},
	{"class", "class", true, "VARCHAR", "", "类别：region、place、zone、department、institution", "class: region, place, zone, department, institution"},
	{"parent", "parent", true, "VARCHAR", "", "上级单位编码", "code of the parent org"},
	{"year", "year", false, "INTEGER", "", "年份", "calendar year"},
	{"nth", "nth", false, "INTEGER", "", "年内第几期", "place in the year"},
	{"first_day", "first_day", false, "DATE", "", "首日", "first day of the period"},
	{"last_day", "last_day", false, "DATE", "", "末日", "last day of the period"},
	{"history", "history", false, "BOOLEAN", "", "是否方案之前的历史期", "whether the period lies before the programme"},
	{"population", "population", true, "DECIMAL(18,4)", "人", "常住人口", "residents"},
	{"elders", "elders", true, "DECIMAL(18,4)", "人", "65岁及以上常住人口", "residents of 65 and over"},
}

// A part is one of the columns that each measure has.
type part struct{ name, suffix, source, zh, en string }

var parts = []part{
	{"value", "", "value", "值", "value"},
	{"numerator", "_num", "numerator", "分子", "numerator"},
	{"denominator", "_den", "denominator", "分母，没有分母为空", "denominator, NULL where there is none"},
	{"status", "_status", "", "观测状态（SDMX CL_OBS_STATUS）：A 正常，P 初报，B 与上期不可比，L 未报，M 不适用或分母为零，Q 不公开，O 其他原因缺；本单位无此指标为空",
		"observation status (SDMX CL_OBS_STATUS): A normal, P provisional, B break in the series, L not reported, M cannot exist, Q suppressed, O missing for another reason; NULL where the org has no such indicator"},
}

// kindOf is the type of the panel's column number i, its numbers as decimals.
func (p *panel) kindOf(i int) string {
	if i < len(baseColumns) {
		return baseColumns[i].kind
	}
	if source := parts[(i-len(baseColumns))%len(parts)].source; source != "" {
		return p.kinds[source]
	}
	return "VARCHAR"
}

func (p *panel) columns(doubles bool) []parquetio.Column {
	var columns []parquetio.Column
	for _, b := range baseColumns {
		columns = append(columns, parquetio.Column{Name: b.name})
	}
	for _, m := range p.measures {
		for _, part := range parts {
			columns = append(columns, parquetio.Column{Name: m.column + part.suffix})
		}
	}
	for i := range columns {
		columns[i].Type = p.kindOf(i)
		if doubles && isDecimal(columns[i].Type) {
			columns[i].Type = "DOUBLE"
		}
	}
	return columns
}

// A line says what one column of a table for analysts is.
type line struct {
	table, column, kind, unit, zh, en string
	indicator, version, basis, part   string // of the panel's columns with figures, else ""
}

// lines describes the columns of the panel, or of the one in doubles.
func (p *panel) lines(table string) []line {
	var lines []line
	for _, b := range baseColumns {
		lines = append(lines, line{column: b.name, unit: b.unit, zh: b.zh, en: b.en})
	}
	for _, m := range p.measures {
		for _, part := range parts {
			l := line{column: m.column + part.suffix, zh: m.name + "：" + part.zh, en: fmt.Sprintf("%s: %s", m.english(), part.en),
				indicator: m.indicator, version: m.version, basis: m.basis, part: part.name}
			if part.name == "value" {
				l.unit = m.unit
			}
			lines = append(lines, l)
		}
	}
	for i, c := range p.columns(table == panelDouble) {
		lines[i].table, lines[i].kind = table, c.Type
	}
	return lines
}

func (m measure) english() string {
	if m.nameEn == "" {
		return m.indicator
	}
	return m.nameEn
}

// analystColumns are the columns of the dictionary of the tables for analysts.
var analystColumns = []line{
	{column: "programme", kind: "VARCHAR", zh: "工作方案编码", en: "code of the programme"},
	{column: "sample", kind: "BOOLEAN", zh: "是否样例数据", en: "whether the data are made up"},
	{column: "table", kind: "VARCHAR", zh: "表名", en: "name of the table"},
	{column: "seq", kind: "INTEGER", zh: "次序", en: "order"},
	{column: "column", kind: "VARCHAR", zh: "列名", en: "name of the column"},
	{column: "type", kind: "VARCHAR", zh: "类型", en: "type"},
	{column: "unit", kind: "VARCHAR", zh: "计量单位，没有为空", en: "unit of measurement, '' for none"},
	{column: "zh", kind: "VARCHAR", zh: "含义", en: "meaning, in Chinese"},
	{column: "en", kind: "VARCHAR", zh: "英文含义", en: "meaning"},
	{column: "indicator", kind: "VARCHAR", zh: "指标编码，不是指标的列为空", en: "code of the indicator, '' for other columns"},
	{column: "version", kind: "VARCHAR", zh: "指标定义版本", en: "version of the indicator's definition"},
	{column: "basis", kind: "VARCHAR", zh: "口径：quarter 当季，ytd 本年累计，point 时点", en: "basis: quarter, ytd (year to date) or point"},
	{column: "part", kind: "VARCHAR", zh: "哪一项：value 值，numerator 分子，denominator 分母，status 状态", en: "which part: value, numerator, denominator, status"},
}

func writeAnalystColumns(dir string, lines []line) error {
	programme, err := readFrame(filepath.Join(dir, "dim_programme.parquet"))
	if err != nil {
		return err
	}
	if len(programme.rows) == 0 {
		return fmt.Errorf("dim_programme: %w", ErrNotDescribed)
	}
	var columns []parquetio.Column
	for _, l := range analystColumns {
		l.table = analystColumn
		lines, columns = append(lines, l), append(columns, parquetio.Column{Name: l.column, Type: l.kind})
	}
	head := programme.rows[0]
	seq := map[string]int32{}
	return writeTable(filepath.Join(dir, analystColumn+".parquet"), columns, func(add func([]parquet.Value) error) error {
		for _, l := range lines {
			seq[l.table]++
			row := []parquet.Value{head[programme.at["programme"]], head[programme.at["sample"]], text(l.table), parquet.Int32Value(seq[l.table]), text(l.column),
				text(l.kind), text(l.unit), text(l.zh), text(l.en), text(l.indicator), text(l.version), text(l.basis), text(l.part)}
			if err := add(row); err != nil {
				return err
			}
		}
		return nil
	})
}

func text(s string) parquet.Value { return parquet.ByteArrayValue([]byte(s)) }
