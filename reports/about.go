package reports

import (
	"fmt"
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
	BasisWords term
}

// A tableInfo is one stored table with its columns, and what the published
// dictionary says of them. A table it does not know is listed all the same.
type tableInfo struct {
	Name, Zh, En          string
	GrainZh, GrainEn, Key string
	Rows                  int64
	Columns               []columnInfo
}

type columnInfo struct{ Name, Type, Unit, Zh, En string }

// analystTables are made of the marts for those who load files, with a column for
// each indicator; an edition's own dictionary describes them.
var analystTables = []string{"analyst_column", "panel", "panel_double", "vintages"}

// describeTables lists the Parquet tables in dir by name, with their stored columns, but for
// the analysts'.
func describeTables(dir string) ([]tableInfo, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var tables []tableInfo
	for _, file := range files {
		if slices.Contains(analystTables, strings.TrimSuffix(filepath.Base(file), ".parquet")) {
			continue
		}
		columns, rows, err := parquetio.Describe(file)
		if err != nil {
			return nil, err
		}
		t := tableInfo{Name: strings.TrimSuffix(filepath.Base(file), ".parquet"), Rows: rows}
		for _, c := range columns {
			t.Columns = append(t.Columns, columnInfo{Name: c.Name, Type: c.Type})
		}
		tables = append(tables, t)
	}
	return tables, nil
}

// explained adds to the tables what the dictionary says.
func (b *book) explained(tables []tableInfo) []tableInfo {
	type place struct{ table, column string }
	words := map[place]dictColumnRow{}
	for _, c := range b.dictColumns {
		words[place{c.Table, c.Column}] = c
	}
	tables = slices.Clone(tables)
	for n := range tables {
		t := &tables[n]
		for _, row := range b.dictTables {
			if row.Table == t.Name {
				t.Zh, t.En, t.GrainZh, t.GrainEn, t.Key = row.Zh, row.En, row.GrainZh, row.GrainEn, row.Key
			}
		}
		t.Columns = slices.Clone(t.Columns)
		for i, c := range t.Columns {
			w := words[place{t.Name, c.Name}]
			t.Columns[i] = columnInfo{c.Name, orDefault(w.Type, c.Type), w.Unit, w.Zh, w.En}
		}
	}
	return tables
}

func (d desk) dataPage(sitePath string, tables []tableInfo) (v dataView, err error) {
	v = dataView{frame: d.frame("data", sitePath, "数据与字典", "Data and dictionary"), Tables: tables}
	for _, e := range d.elements {
		v.Elements = append(v.Elements, elementLine{e, elementBasis(e)})
	}
	for _, l := range []link{
		{Name: d.current().Zh + "指标值（全部单位和口径）", NameEn: "all indicator values", Href: d.periodPage(csvName("indicators", v.Sample))},
		{Name: d.current().Zh + "任务台账", NameEn: "task ledger", Href: d.periodPage(csvName("ledger", v.Sample))},
		{Name: d.current().Zh + "报送情况", NameEn: "reporting", Href: d.periodPage(csvName("reporting", v.Sample))},
		{Name: d.current().Zh + "校核问题", NameEn: "findings", Href: d.periodPage(csvName("findings", v.Sample))},
		{Name: d.current().Zh + "存疑", NameEn: "doubts", Href: d.periodPage(csvName("quality", v.Sample))},
	} {
		if d.exists[strings.TrimPrefix(l.Href, d.root)] {
			v.Downloads = append(v.Downloads, l)
		}
	}
	v.Data, err = d.periodDataset(sitePath, v.Downloads)
	return v, err
}

// methodView is the page of rules.
type methodView struct {
	frame
	Lights           []lightRule
	PopulationSource string
	Programme        programmeRow
	Issued           string
	Assumed          []assumptionLine
	LightsMark       mark
	BaselineMark     mark
	Thresholds       []thresholdLine
	LagRules         []lagRule
	Zones            string // what places inside others are called; "" for none
}

// A thresholdLine is one constant of a test for doubts, with its reason.
type thresholdLine struct {
	Test   term
	Name   string
	Value  string
	Zh, En string
}

// ruleValue is the number of a light rule in its own unit, and for how long it must hold.
func ruleValue(l lightRow, unit string) string {
	var words []string
	switch {
	case !l.Value.Valid:
	case l.Condition == "behind":
		words = append(words, amount(timesHundred(l.Value))+" 个百分点以上")
	case l.Condition == "due_within":
		words = append(words, amount(l.Value)+" 天以内")
	default:
		words = append(words, amount(l.Value))
	}
	if l.Periods > 1 {
		words = append(words, fmt.Sprintf("连续 %d %s", l.Periods, unit))
	}
	return strings.Join(words, "，")
}

// elementKinds and elementBases are what an element is, and over what it is counted.
var (
	elementKinds = map[string]term{"stock": {Zh: "时点数", En: "a stock"}, "flow": {Zh: "时期数", En: "a flow"}}
	elementBases = map[string]term{"quarter": {Zh: "当季", En: "of the quarter"}, "ytd": {Zh: "本年累计", En: "year to date"},
		"point": {Zh: "期末", En: "at the end of the period"}, "year": {Zh: "一年一报", En: "once a year"}}
)

// elementBasis says in words whether an element is a stock or a flow, and over what.
func elementBasis(e elementRow) term {
	kind, basis := wordOf(elementKinds, e.Kind), wordOf(elementBases, e.Basis)
	return term{Zh: kind.Zh + "，" + basis.Zh, En: kind.En + ", " + basis.En}
}

type lightRule struct {
	Light     term
	Condition string
	Value     string
}

func (d desk) methodPage(sitePath string) methodView {
	v := methodView{frame: d.frame("method", sitePath, "方法与规则", "Method and rules"), Programme: d.head, Issued: chineseDate(d.head.Issued.String())}
	for _, l := range d.lights {
		v.Lights = append(v.Lights, lightRule{d.light(l.Light), wordOf(conditionTerms, l.Condition).Zh, ruleValue(l, d.naming.Unit)})
	}
	v.Assumed, v.LightsMark, v.BaselineMark = d.assumptionLines(), d.assumed("lights", ""), d.assumed("baseline", "")
	for _, t := range d.thresholds {
		v.Thresholds = append(v.Thresholds, thresholdLine{wordOf(testTerms, t.Test), t.Threshold, amount(t.Value), t.Zh, t.En})
	}
	v.Zones, v.LagRules = d.now().zoneName(), d.lagRules()
	for _, o := range d.now().peers {
		if v.PopulationSource == "" {
			v.PopulationSource = o.PopulationSource
		}
	}
	return v
}
