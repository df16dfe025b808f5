package opendata

import "path/filepath"

// analystTables says what the tables for analysts are; their columns stand in
// analyst_column.
var analystTables = []card{
	{table: analystColumn, zh: "字典：分析用表的列", en: "Dictionary of the columns of the tables for analysts", grainZh: "表、列", grainEn: "table, column", key: []string{"table", "seq"}},
	{table: panelTable, zh: "分析面板：每个单位每期一行，指标为列（主口径）", en: "Panel: one row per org and period, the indicators as columns in their main basis", grainZh: "单位、报告期", grainEn: "org, period", key: []string{"org", "period"}},
	{table: panelDouble, zh: "分析面板，数为双精度", en: "The panel with its numbers as doubles", grainZh: "单位、报告期", grainEn: "org, period", key: []string{"org", "period"}},
	{table: vintagesTable, zh: "历次发布的数，各发布版叠放", en: "The figures of every edition, stacked", grainZh: "发布版、类别、事项、版本、口径、单位、报告期",
		grainEn: "edition, kind, subject, version, basis, org, period", key: []string{"edition", "kind", "subject", "version", "basis", "org", "period"}},
}

// analystTests are what holds in the columns of those tables by the way they are made.
var analystTests = map[string][]string{
	"org": {"not_empty", "in dim_org"}, "period": {"not_empty", "in dim_period"}, "table": {"not_empty"}, "seq": {"not_null"}, "column": {"not_empty"},
}

// analystCards are the cards of the tables for analysts that are in dir.
func analystCards(dir string) ([]card, error) {
	f, err := readFrame(filepath.Join(dir, analystColumn+".parquet"))
	if err != nil {
		return nil, err
	}
	var cards []card
	for _, c := range analystTables {
		for row := range f.rows {
			if f.text(row, "table") != c.table {
				continue
			}
			said := fieldOf(f, row)
			said.tests = analystTests[said.name]
			if f.text(row, "part") == "status" {
				said.tests = []string{"one of A|B|L|M|O|P|Q"}
			}
			c.columns = append(c.columns, said)
		}
		if c.columns != nil {
			cards = append(cards, c)
		}
	}
	return cards, nil
}
