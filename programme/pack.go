// Package programme turns a policy document into tables: it reads a pack (one
// YAML file and a folder of CSV tables), checks it, and gives its rows as types.
//
// It knows the words of the field and nothing of files received, SQL or pages.
// What a pack may say is described in docs/packs.md.
package programme

import (
	"io/fs"

	"yigai/internal/decimal"
)

// A Pack is one policy document made machine-readable.
type Pack struct {
	Programme Programme
	Hash      string // SHA-256 over the names and bytes of the pack's own files, see Files
	Sample    fs.FS  // the pack's SampleFolder; nil where it has none

	Orgs       []Org
	Attributes []Attribute
	Aliases    []Alias
	Elements   []Element
	Forms      []FormLine
	Indicators []Indicator
	Formulas   []Term
	Targets    []Target
	Tasks      []Task
	Duties     []Duty
	Measures   []Measure
	Rules      []Rule
	Tiles      []Tile
	Records    []RecordColumn
	Recorded   []Recorded

	Stages       []Stage
	Scoring      []ScoringItem
	Grades       []Grade
	Consequences []Consequence
	Reminders    []Reminder
	Bulletin     []BulletinLine // the pack's own words; BulletinInForce adds neutral ones

	document *Pack // without what With changed; nil where it changed nothing

	source  []byte   // programme.yaml, to find the line of a mistake
	indexes *indexes // of orgs, aliases and elements
}

// Place is where a row of a pack stands, for messages: "orgs.csv:12".
type Place struct {
	File string
	Line int
}

// Org is one row of orgs.csv.
type Org struct {
	Place
	Code, Name, NameEn, ShortName string
	Kind                          string // one of OrgKinds, or of the pack's own kinds
	Parent                        string
	Additive                      bool // its figures are added into its parent's
	ValidFrom, ValidTo            Date // ValidTo is the last day, zero for open
	Successor                     string
}

// Attribute is one fact about an org, e.g. its census population.
type Attribute struct {
	Place
	Org, Attribute, Basis string
	AsOf                  Date
	Value                 decimal.Decimal
	Source                string
}

// Alias is another name or an old code of an org.
type Alias struct {
	Place
	Org, Alias         string
	ValidFrom, ValidTo Date
}

// Element is one reported quantity.
type Element struct {
	Place
	Code, Name, NameEn, Unit string
	ValueType                string // decimal, count, yes_no
	Kind                     string // stock, flow
	Basis                    string // quarter, ytd, point, year
	Decimals                 int
	Min, Max                 *decimal.Decimal // nil for no limit
	Level                    string           // org kinds whose figures are summed, "county|district"
	Authority                string           // self, parent, rollup, org:CODE
	Definition, Source       string
}

// FormLine is one line of forms.csv: who is asked for which element, where.
type FormLine struct {
	Place
	Form      string
	OrgKind   string // kinds or org:CODE, joined by "|"
	Sheet     string
	Layout    string // list, table
	Line      int
	Element   string
	About     string // one of AboutWords
	Required  bool
	Frequency string // one of Frequencies
	// ValidFrom and ValidTo bound the periods it is asked in; Except are codes of orgs not asked, joined by "|".
	ValidFrom, ValidTo Date
	Except             string
}

// AboutWords say whose figures a form line asks for: the reporter's, its
// parent's, its children's, those of all places, of all places and zones, of the
// institutions that belong to it.
var AboutWords = []string{"self", "parent", "children", "counties", "places", "roster"}

// Frequencies say in which quarters a line is asked: every one, from the second
// on, the second and fourth, the fourth, the first.
var Frequencies = []string{"quarter", "quarter@Q2", "half", "year", "year@Q1", "year@Q2"}

// Indicator is one version of a computed figure.
type Indicator struct {
	Place
	Code, Version, Name, NameEn, Unit string
	Type                              string // one of IndicatorTypes
	Rollup                            string // one of Rollups
	Scale                             decimal.Decimal
	Decimals                          int
	Direction                         string // up, down, watch, improve
	DefaultBasis                      string // quarter, ytd, point, year
	Group, GroupEn                    string // heading the indicator stands under, e.g. 分级诊疗
	Definition, DefinitionEn, Source  string
	ValidFrom, ValidTo                Date
}

// Term is one row of formulas.csv.
type Term struct {
	Place
	Indicator, Version string
	Part               string // one of Parts
	Element            string // or @population, @elders, @one, @counties
	Factor             decimal.Decimal
	Transform          string // none, at_least
	Threshold          *decimal.Decimal
	Shift              int // periods back
}

// Target is one row of targets.csv.
type Target struct {
	Place
	Indicator, Scope string // Scope: org:CODE, kind:KIND, all
	Due              Date
	Comparator       string          // one of Comparators
	Value            decimal.Decimal // zero where the comparator takes none
	ValueTo          *decimal.Decimal
	Tolerance        *decimal.Decimal
	Soft             bool
	Baseline         *decimal.Decimal
	BaselinePeriod   Period
	Clause           string
	Given            bool   // whether the row has a value
	Note             string // e.g. the base of a share of counties, or why a date is assumed
}

// Task is one row of tasks.csv: a task "3" or a part of one, "3.1".
type Task struct {
	Place
	Code, Parent, Title, TitleEn string
	Kind                         string // one-off, standing, milestones
	Start                        Date   // zero: the day the document was issued
	Due                          Date
	Repeat                       string // see Rounds
	Clause                       string
	ClosingRule                  string
	From                         Date // day from which the journal added it; none for a task of the document
}

// Duty says which org has which role in a task.
type Duty struct {
	Place
	Task, OrgOrKind string
	Role            string // one of Roles
	Except          string // org codes joined by "|"
	Text            string
	From, To        Date // days between which the journal lets it hold; none for no limit
}

// Measure is one thing by which a task's progress is counted.
type Measure struct {
	Place
	Task, Code, Name, NameEn string
	OrgOrKind                string
	Type                     string // one of MeasureTypes
	Indicator, Element       string
	Target                   *decimal.Decimal // least value that counts as done; nil for indicator targets
	Due                      Date
	Soft                     bool // 原则上, 基本: told, never overdue
	ValidFrom, ValidTo       Date
}

// Rule is one validation rule. Sides name elements, joined by "+" where they are added.
type Rule struct {
	Place
	Code, Severity, Kind, Form string
	Left, Right                string
	Factor, Tolerance          *decimal.Decimal
	Message, MessageEn         string
}

// Tile is an org's place on the tile map.
type Tile struct {
	Place
	Org         string
	Column, Row int
	Map         string // the map it is on, where a pack has several; empty: by class
}
