package programme

import (
	"io/fs"
	"strings"

	"yigai/internal/decimal"
)

func (p *Pack) readTables(fsys fs.FS, mistakes *[]Mistake) {
	p.Orgs = rows(fsys, mistakes, orgTable, record.org)
	p.Attributes = rows(fsys, mistakes, attributeTable, record.attribute)
	p.Aliases = rows(fsys, mistakes, aliasTable, record.alias)
	p.Elements = rows(fsys, mistakes, elementTable, record.element)
	p.Forms = rows(fsys, mistakes, formTable, record.formLine)
	p.Indicators = rows(fsys, mistakes, indicatorTable, record.indicator)
	p.Formulas = rows(fsys, mistakes, formulaTable, record.formulaTerm)
	p.Targets = rows(fsys, mistakes, targetTable, record.target)
	p.Tasks = rows(fsys, mistakes, taskTable, record.task)
	p.Duties = rows(fsys, mistakes, dutyTable, record.duty)
	p.Measures = rows(fsys, mistakes, measureTable, record.measure)
	p.Rules = rows(fsys, mistakes, ruleTable, record.rule)
	p.Tiles = rows(fsys, mistakes, tileTable, record.tile)
	p.Records = rows(fsys, mistakes, recordTable, record.recordColumn)
	p.Recorded = rows(fsys, mistakes, recordedTable, record.recorded)
	p.readEvaluation(fsys, mistakes)
}

func rows[T any](fsys fs.FS, mistakes *[]Mistake, t table, row func(record) T) (all []T) {
	t.read(fsys, mistakes, func(r record) { all = append(all, row(r)) })
	return all
}

const (
	needed   = false
	optional = true
)

func newTable(file string, mayBeAbsent bool, required, extra string) table {
	return table{file, mayBeAbsent, strings.Fields(required), strings.Fields(extra)}
}

// The tables of a pack and their columns; docs/packs.md explains each.
var (
	orgTable       = newTable("orgs.csv", needed, "org name name_en short_name kind parent additive valid_from valid_to successor", "")
	attributeTable = newTable("attributes.csv", optional, "org attribute basis as_of value source", "")
	aliasTable     = newTable("aliases.csv", optional, "org alias valid_from valid_to", "")
	elementTable   = newTable("elements.csv", needed, "element name name_en unit value_type kind basis decimals min max level authority definition source", "")
	formTable      = newTable("forms.csv", needed, "form org_kind sheet layout line element about required frequency", "valid_from valid_to except")
	indicatorTable = newTable("indicators.csv", needed, "indicator version name name_en unit type rollup scale decimals direction default_basis definition source valid_from valid_to", "group definition_en group_en")
	formulaTable   = newTable("formulas.csv", needed, "indicator version part element factor transform threshold shift", "")
	targetTable    = newTable("targets.csv", optional, "indicator scope due comparator value value_to tolerance soft baseline baseline_period clause", "note")
	taskTable      = newTable("tasks.csv", needed, "task parent title title_en kind due repeat clause closing_rule", "start")
	dutyTable      = newTable("duties.csv", needed, "task org_or_kind role except text", "")
	measureTable   = newTable("measures.csv", optional, "task measure org_or_kind type indicator element target due", "name name_en soft valid_from valid_to")
	ruleTable      = newTable("rules.csv", optional, "rule severity kind form left right factor tolerance message message_en", "")
	tileTable      = newTable("tiles.csv", optional, "org column row", "map")
)

func (r record) org() Org {
	return Org{r.Place, r.need("org"), r.need("name"), r.text("name_en"), r.text("short_name"), r.need("kind"),
		r.text("parent"), r.yes("additive"), r.date("valid_from"), r.date("valid_to"), r.text("successor")}
}

func (r record) attribute() Attribute {
	return Attribute{r.Place, r.need("org"), r.need("attribute"), r.need("basis"), r.date("as_of"), r.numberOr("value", 0), r.need("source")}
}

func (r record) alias() Alias {
	return Alias{r.Place, r.need("org"), r.need("alias"), r.date("valid_from"), r.date("valid_to")}
}

func (r record) element() Element {
	return Element{r.Place, r.need("element"), r.need("name"), r.text("name_en"), r.need("unit"),
		r.oneOf("value_type", "decimal", "count", "yes_no"), r.oneOf("kind", "stock", "flow"), r.oneOf("basis", "quarter", "ytd", "point", "year"),
		r.integer("decimals"), r.number("min"), r.number("max"), r.text("level"), r.text("authority"), r.text("definition"), r.text("source")}
}

func (r record) formLine() FormLine {
	return FormLine{r.Place, r.need("form"), r.need("org_kind"), r.need("sheet"), r.oneOf("layout", "list", "table"), r.integer("line"),
		r.need("element"), r.oneOf("about", AboutWords...), r.yes("required"), r.oneOf("frequency", Frequencies...),
		r.date("valid_from"), r.date("valid_to"), r.text("except")}
}

func (r record) indicator() Indicator {
	return Indicator{r.Place, r.need("indicator"), r.need("version"), r.need("name"), r.text("name_en"), r.text("unit"),
		r.oneOf("type", IndicatorTypes...), r.oneOf("rollup", Rollups...),
		r.numberOr("scale", decimal.FromInt(1)), r.integer("decimals"), r.oneOf("direction", "up", "down", "watch", "improve"),
		r.oneOf("default_basis", "quarter", "ytd", "point", "year"), r.text("group"), r.text("group_en"), r.text("definition"), r.text("definition_en"), r.text("source"),
		r.date("valid_from"), r.date("valid_to")}
}

func (r record) formulaTerm() Term {
	return Term{r.Place, r.need("indicator"), r.need("version"), r.oneOf("part", Parts...), r.need("element"),
		r.numberOr("factor", decimal.FromInt(1)), r.oneOf("transform", "none", "at_least"), r.number("threshold"), r.integer("shift")}
}

func (r record) target() Target {
	return Target{r.Place, r.need("indicator"), r.need("scope"), r.date("due"), r.oneOf("comparator", Comparators...),
		r.numberOr("value", 0), r.number("value_to"), r.number("tolerance"), r.yes("soft"), r.number("baseline"), r.period("baseline_period"),
		r.text("clause"), r.text("value") != "", r.text("note")}
}

func (r record) task() Task {
	return Task{r.Place, r.need("task"), r.text("parent"), r.need("title"), r.text("title_en"), r.oneOf("kind", "one-off", "standing", "milestones"),
		r.date("start"), r.date("due"), r.text("repeat"), r.text("clause"), r.text("closing_rule"), Date{}}
}

func (r record) duty() Duty {
	return Duty{r.Place, r.need("task"), r.need("org_or_kind"), r.oneOf("role", Roles...), r.text("except"), r.text("text"), Date{}, Date{}}
}

func (r record) measure() Measure {
	return Measure{r.Place, r.need("task"), r.need("measure"), r.text("name"), r.text("name_en"), r.need("org_or_kind"),
		r.oneOf("type", MeasureTypes...), r.text("indicator"), r.text("element"), r.number("target"), r.date("due"),
		r.maybe("soft"), r.date("valid_from"), r.date("valid_to")}
}

func (r record) rule() Rule {
	return Rule{r.Place, r.need("rule"), r.oneOf("severity", "error", "return", "doubt", "note"),
		r.oneOf("kind", RuleKinds...), r.text("form"), r.text("left"), r.text("right"),
		r.number("factor"), r.number("tolerance"), r.need("message"), r.text("message_en")}
}

func (r record) tile() Tile {
	return Tile{r.Place, r.need("org"), r.integer("column"), r.integer("row"), r.text("map")}
}
