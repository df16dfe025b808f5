// Package nation makes a made-up country of any size, to measure the program at
// sizes that no sample reaches: its pack, its workbooks, and the facts that these
// would have given. The same size gives the same bytes.
package nation

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"testing/fstest"
)

// A Size says how large the country is. Counties report; with Institutions they
// report a roster of that many each instead of figures of their own.
type Size struct {
	Counties     int
	Institutions int // of each county
	Elements     int // of each county, or of each institution
	Quarters     int // the last of them ends 2029
}

// Its levels: a province has this many cities, a city this many counties.
const (
	citiesOfProvince = 11
	countiesOfCity   = 9
	lastYear         = 2029
)

const programmeID = "nation-bench"

// programmeText is the pack's first file; the periods are filled in.
const programmeText = `id: nation-bench
title: 测速用虚构国家（非真实）
title_en: A made-up country, for measuring speed
short_title: 测速用虚构国家
short_title_en: Made-up country
number: ""
issuer: 虚构
issuer_en: made up
secretariat: 虚构秘书处
issued: %d-01-01
status: reference
region: "N"
languages: [zh, en]
words: {document: 文件, document_en: document, total: 全国, total_en: the country, places: 各县, places_en: counties, departments: 部门, departments_en: departments}
kinds:
  - {kind: nation, name: 国, name_en: country, class: region}
  - {kind: province, name: 省, name_en: province, class: region}
  - {kind: city, name: 市, name_en: city, class: region}
  - {kind: county, name: 县, name_en: county, class: place}
  - {kind: institution, name: 机构, name_en: institution, class: institution}
ranks: region
periods: {kind: quarter, first: %s, last: %dQ4, history_from: %s}
calendar: {opens: -10, due: 15, late_after: 15, locked_after: 45, cut_off: 30}
lights:
  - {light: done, text: 完成, text_en: done, condition: complete}
  - {light: no_data, text: 无数据, text_en: no data, condition: no_measure}
  - {light: no_data, text: 无数据, text_en: no data, condition: not_reported}
  - {light: overdue, text: 逾期, text_en: overdue, condition: past_due}
  - {light: warning, text: 预警, text_en: warning, condition: behind, value: "0.20"}
  - {light: on_track, text: 正常, text_en: on track, condition: otherwise}
approval:
  - {step: office, name: 签发, name_en: the office signs}
document: {kind: 通报, addressee: 各县}
assumed:
  - {what: 全部内容, reason: 测速用，全部虚构。}
sources: [虚构]
`

// Pack is the country's pack as files.
func (s Size) Pack() fs.FS {
	first := s.Quarter(0)
	return fstest.MapFS{
		"programme.yaml": {Data: fmt.Appendf(nil, programmeText, lastYear-s.Quarters/4, first, lastYear, first)},
		"orgs.csv":       {Data: table(s.orgs())},
		"elements.csv":   {Data: table(s.elements())},
		"forms.csv":      {Data: table(s.forms())},
		"indicators.csv": {Data: table(s.indicators())},
		"formulas.csv":   {Data: table(s.formulas())},
		"targets.csv":    {Data: table(s.targets())},
		"tasks.csv":      {Data: table([][]string{split("task,parent,title,title_en,kind,due,repeat,clause,closing_rule"), {"1", "", "任务", "Task", "milestones", fmt.Sprint(lastYear, "-12-31"), "", "", ""}})},
		"duties.csv":     {Data: table([][]string{split("task,org_or_kind,role,except,text"), {"1", "org:N", "lead", "", "牵头"}, {"1", "county", "implement", "", "落实"}})},
		"measures.csv": {Data: table([][]string{split("task,measure,org_or_kind,type,indicator,element,target,due,name,name_en"),
			{"1", "m1", "county", "indicator", "i001", "", "", fmt.Sprint(lastYear, "-12-31"), "达标", "Target met"}})},
	}
}

func split(header string) []string {
	var out []string
	for f := range bytes.SplitSeq([]byte(header), []byte(",")) {
		out = append(out, string(f))
	}
	return out
}

func table(rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		panic(err) // a bytes.Buffer takes all
	}
	return b.Bytes()
}

// Quarter names the i-th quarter, from the first.
func (s Size) Quarter(i int) string {
	n := (lastYear+1)*4 - s.Quarters + i
	return fmt.Sprintf("%dQ%d", n/4, n%4+1)
}

// County is the code of the i-th county.
func County(i int) string { return fmt.Sprintf("%06d", 100000+i) }

func institution(county, i int) string { return fmt.Sprint(County(county), "-", i) }

func (s Size) cities() int { return (s.Counties + countiesOfCity - 1) / countiesOfCity }

func city(i int) string { return fmt.Sprintf("C%04d", i) }

func province(i int) string { return fmt.Sprintf("P%02d", i) }

func (s Size) orgs() [][]string {
	rows := [][]string{split("org,name,name_en,short_name,kind,parent,additive,valid_from,valid_to,successor"), org("N", "虚构国", "Country", "nation", "")}
	for i := range (s.cities() + citiesOfProvince - 1) / citiesOfProvince {
		rows = append(rows, org(province(i), fmt.Sprint("虚构省", i), fmt.Sprint("Province ", i), "province", "N"))
	}
	for i := range s.cities() {
		rows = append(rows, org(city(i), fmt.Sprint("虚构市", i), fmt.Sprint("City ", i), "city", province(i/citiesOfProvince)))
	}
	for i := range s.Counties {
		rows = append(rows, org(County(i), fmt.Sprint("虚构县", i), fmt.Sprint("County ", i), "county", city(i/countiesOfCity)))
	}
	for i := range s.Counties {
		for k := range s.Institutions {
			rows = append(rows, org(institution(i, k), fmt.Sprint("机构", i, "-", k), fmt.Sprint("Institution ", i, "-", k), "institution", County(i)))
		}
	}
	return rows
}

func org(code, name, en, kind, parent string) []string {
	return []string{code, name, en, name, kind, parent, "yes", "", "", ""}
}

func element(i int) string { return fmt.Sprintf("e%03d", i) }

func (s Size) elements() [][]string {
	rows := [][]string{split("element,name,name_en,unit,value_type,kind,basis,decimals,min,max,level,authority,definition,source")}
	level, authority := "county", "self"
	if s.Institutions > 0 {
		level, authority = "institution", "parent"
	}
	for i := range s.Elements {
		rows = append(rows, []string{element(i), fmt.Sprint("数据项", i), fmt.Sprint("Element ", i), "人次", "count", "flow", "quarter", "0", "0", "", level, authority, "虚构。", "虚构"})
	}
	return rows
}

// sheetName is where the figures stand, of the county itself or of its roster.
func sheetName(roster bool) string {
	if roster {
		return "名册"
	}
	return "指标"
}

func (s Size) forms() [][]string {
	rows := [][]string{split("form,org_kind,sheet,layout,line,element,about,required,frequency,valid_from")}
	layout, about := "list", "self"
	if s.Institutions > 0 {
		layout, about = "table", "roster"
	}
	for i := range s.Elements {
		rows = append(rows, []string{"county", "county", sheetName(s.Institutions > 0), layout, fmt.Sprint((i + 1) * 10), element(i), about, "yes", "quarter", ""})
	}
	return rows
}

// There is an indicator for each element: itself over the next one.
func indicator(i int) string { return fmt.Sprintf("i%03d", i+1) }

func (s Size) indicators() [][]string {
	rows := [][]string{split("indicator,version,name,name_en,unit,type,rollup,scale,decimals,direction,default_basis,definition,source,valid_from,valid_to,group,definition_en")}
	for i := range s.Elements {
		rows = append(rows, []string{indicator(i), "1", fmt.Sprint("指标", i+1), fmt.Sprint("Indicator ", i+1), "%", "ratio", "ratio_of_sums", "100", "2", "up", "quarter", "虚构。本文件未设目标。", "虚构", "", "", "全部", "Made up."})
	}
	return rows
}

func (s Size) formulas() [][]string {
	rows := [][]string{split("indicator,version,part,element,factor,transform,threshold,shift")}
	for i := range s.Elements {
		rows = append(rows, []string{indicator(i), "1", "numerator", element(i), "1", "none", "", "0"},
			[]string{indicator(i), "1", "denominator", element((i + 1) % s.Elements), "1", "none", "", "0"})
	}
	return rows
}

func (s Size) targets() [][]string {
	return [][]string{split("indicator,scope,due,comparator,value,value_to,tolerance,soft,baseline,baseline_period,clause,note"),
		{"i001", "kind:county|kind:city|kind:province|kind:nation", fmt.Sprint(lastYear, "-12-31"), "ge", "60", "", "", "no", "", "", "虚构", ""}}
}
