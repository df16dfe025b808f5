package reports

import (
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// dataView is the page of tables and downloads.
type dataView struct {
	frame
	Tables    []tableInfo
	Downloads []link
	Elements  []elementLine
}

type elementLine struct {
	elementRow
	BasisWords string
}

// A tableInfo is one stored table with its columns.
type tableInfo struct {
	Name, Zh, En string
	Rows         int64
	Columns      []columnInfo
}

type columnInfo struct{ Name, Type string }

// tableWords say what a mart holds. A table without words is listed all the same.
var tableWords = map[string]term{
	"mart_indicator":  {Zh: "指标值：每个指标、单位、报告期、口径一行", En: "indicator values by org, period and basis"},
	"mart_reporting":  {Zh: "报送情况：每个单位、报告期一行", En: "who reported, when and how well"},
	"mart_ledger":     {Zh: "任务台账：每项任务、单位、角色、报告期一行", En: "the task ledger"},
	"mart_measure":    {Zh: "衡量项目：每个项目、单位、报告期一行", En: "task measures"},
	"mart_department": {Zh: "部门：牵头和配合任务按亮灯计数", En: "departments: tasks by light"},
	"mart_lineage":    {Zh: "溯源：每个数字背后的单元格", En: "the cells behind every figure"},
	"mart_finding":    {Zh: "校核问题", En: "findings"},
	"mart_submission": {Zh: "收到的文件", En: "files received"},
	"mart_accounting": {Zh: "文件数平衡", En: "the accounting identity of files"},
	"dim_programme":   {Zh: "工作方案", En: "the programme"},
	"dim_period":      {Zh: "报告期", En: "periods"},
	"dim_org":         {Zh: "单位", En: "orgs"},
	"dim_element":     {Zh: "数据元", En: "elements"},
	"dim_indicator":   {Zh: "指标定义", En: "indicator definitions"},
	"dim_task":        {Zh: "任务", En: "tasks"},
	"dim_duty":        {Zh: "责任分工", En: "duties"},
	"dim_measure":     {Zh: "衡量项目定义", En: "measure definitions"},
	"dim_light":       {Zh: "亮灯规则", En: "light rules"},
	"dim_target":      {Zh: "目标值", En: "targets"},
}

// describeTables lists the Parquet tables in dir by name, with their stored columns.
func describeTables(dir string) ([]tableInfo, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var tables []tableInfo
	for _, file := range files {
		columns, rows, err := parquetio.Describe(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".parquet")
		t := tableInfo{Name: name, Zh: tableWords[name].Zh, En: tableWords[name].En, Rows: rows}
		for _, c := range columns {
			t.Columns = append(t.Columns, columnInfo(c))
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func (d desk) dataPage(sitePath string, tables []tableInfo) dataView {
	v := dataView{frame: d.frame("data", sitePath, "数据与字典", "Data and dictionary"), Tables: tables}
	for _, e := range d.elements {
		v.Elements = append(v.Elements, elementLine{e, elementBasis(e)})
	}
	v.Downloads = []link{
		{Name: d.current().Zh + "指标值（全部单位和口径）", NameEn: "all indicator values", Href: d.periodPage(csvName("indicators", v.Sample))},
		{Name: d.current().Zh + "任务台账", NameEn: "task ledger", Href: d.periodPage(csvName("ledger", v.Sample))},
		{Name: d.current().Zh + "报送情况", NameEn: "reporting", Href: d.periodPage(csvName("reporting", v.Sample))},
		{Name: d.current().Zh + "校核问题", NameEn: "findings", Href: d.periodPage(csvName("findings", v.Sample))},
	}
	return v
}

// methodView is the page of rules.
type methodView struct {
	frame
	Lights           []lightRule
	PopulationSource string
	Programme        programmeRow
	Issued           string
}

// ruleValue is the number of a light rule in its own unit.
func ruleValue(l lightRow) string {
	switch {
	case !l.Value.Valid:
		return ""
	case l.Condition == "behind":
		return amount(timesHundred(l.Value)) + " 个百分点以上"
	case l.Condition == "due_within":
		return amount(l.Value) + " 天以内"
	}
	return amount(l.Value)
}

// elementBasis says in words whether an element is a stock or a flow, and over what.
func elementBasis(e elementRow) string {
	kind := map[string]string{"stock": "时点数", "flow": "时期数"}
	basis := map[string]string{"quarter": "当季", "ytd": "本年累计", "point": "期末", "year": "一年一报"}
	return orDefault(kind[e.Kind], e.Kind) + "，" + orDefault(basis[e.Basis], e.Basis)
}

type lightRule struct {
	Light     term
	Condition string
	Value     string
}

func (d desk) methodPage(sitePath string) methodView {
	v := methodView{frame: d.frame("method", sitePath, "方法与规则", "Method and rules"), Programme: d.head, Issued: chineseDate(d.head.Issued.String())}
	for _, l := range d.lights {
		v.Lights = append(v.Lights, lightRule{d.light(l.Light), orDefault(conditionWords[l.Condition], l.Condition), ruleValue(l)})
	}
	for _, o := range d.counties {
		if v.PopulationSource == "" {
			v.PopulationSource = o.PopulationSource
		}
	}
	return v
}
