package programme

import "slices"

// Words are what pages and letters call things in this programme; what is left
// out has a neutral default.
type Words struct {
	Document      string `yaml:"document"` // 通知, 方案, 计划, 本文
	DocumentEn    string `yaml:"document_en"`
	Total         string `yaml:"total"` // 全市, 县（市）合计: the row in which all are added
	TotalEn       string `yaml:"total_en"`
	Places        string `yaml:"places"` // 县区、开发区
	PlacesEn      string `yaml:"places_en"`
	Departments   string `yaml:"departments"` // 市级部门
	DepartmentsEn string `yaml:"departments_en"`
}

// A Kind is a kind of org. Class says what the program does with it.
type Kind struct {
	Kind   string `yaml:"kind"`
	Name   string `yaml:"name"` // 县, 区, 州
	NameEn string `yaml:"name_en"`
	Class  string `yaml:"class"` // one of Classes
	// Code is the shape of the codes of such orgs, x for a digit: xxxx00. Empty for any code.
	Code string `yaml:"code"`
}

// Classes are what a kind of org may be: region (a place made of places), place
// (the level that reports on people), zone (inside places), department, institution.
var Classes = []string{"region", "place", "zone", "department", "institution"}

// OrgKinds are the kinds every pack knows; a pack may name more.
var OrgKinds = []Kind{
	{"province", "省", "province", "region", "xx0000"},
	{"prefecture", "市", "prefecture", "region", "xxxx00"},
	{"county", "县", "county", "place", "xxxxxx"},
	{"district", "区", "district", "place", "xxxxxx"},
	{"zone", "开发区", "zone", "zone", ""},
	{"department", "部门", "department", "department", ""},
	{"institution", "机构", "institution", "institution", ""},
}

// KindOf finds a kind by its code, the pack's own before the usual ones.
func (p *Pack) KindOf(code string) (Kind, bool) {
	for _, kinds := range [][]Kind{p.Programme.Kinds, OrgKinds} {
		for _, k := range kinds {
			if k.Kind == code {
				return k, true
			}
		}
	}
	return Kind{}, false
}

// ClassOf is the class of an org's kind, "" for a kind that nobody knows.
func (p *Pack) ClassOf(o Org) string {
	k, _ := p.KindOf(o.Kind)
	return k.Class
}

// kindCodes lists the codes of all kinds, the usual ones first.
func (p *Pack) kindCodes() (codes []string) {
	for _, k := range append(slices.Clone(OrgKinds), p.Programme.Kinds...) {
		codes = append(codes, k.Kind)
	}
	return codes
}

// A Group is a heading that some tasks stand under, as in the document.
type Group struct {
	Group   string   `yaml:"group"` // 一
	Title   string   `yaml:"title"`
	TitleEn string   `yaml:"title_en"`
	Tasks   []string `yaml:"tasks"` // codes of whole tasks
}

// A LaggardRule says when a place counts as lagging in an indicator, or in reporting.
type LaggardRule struct {
	Rule    string `yaml:"rule"`    // one of LaggardRules
	Periods int    `yaml:"periods"` // k periods in a row, or late n of these m
	Times   int    `yaml:"times"`   // n of late n of m
	Text    string `yaml:"text"`
	TextEn  string `yaml:"text_en"`
}

// LaggardRules is the closed set of rules for lagging.
var LaggardRules = []string{
	"below_trajectory", // below its trajectory for k periods in a row
	"gap_widening",     // its distance to the median of its peers grew for k periods in a row
	"no_movement",      // its value has not moved for k periods in a row
	"late",             // late or missing in n of the last m periods
}

// The closed words of the tables.
var (
	IndicatorTypes = []string{"ratio", "count", "yes_no", "judged", "reported", "growth", "quotient", "death_probability"}
	Rollups        = []string{"ratio_of_sums", "sum", "share_yes", "max", "min", "none"}
	// Parts: a quotient divides numerator/numerator_per by denominator/denominator_per, each side a ratio of sums.
	Parts = []string{"numerator", "denominator", "numerator_per", "denominator_per"}
	// Comparators: all is 100 % without exception; not_below asks for no fall
	// against the value a year before; unset is a target the document leaves out.
	Comparators  = []string{"ge", "le", "eq", "approx", "between", "all", "not_below", "unset"}
	Roles        = []string{"lead", "assist", "implement"}
	MeasureTypes = []string{"indicator", "count", "yes_no", "on_time"}
)
