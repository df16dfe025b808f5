package programme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"yigai/internal/decimal"
)

// Load reads the pack in fsys. The mistakes are those of form (missing columns,
// unreadable numbers); Check finds those of meaning. A pack with mistakes is
// returned as far as it could be read, for more checking, and must not be used.
func Load(fsys fs.FS) (*Pack, []Mistake) {
	var mistakes []Mistake
	p := &Pack{}
	data, err := fs.ReadFile(fsys, "programme.yaml")
	if err != nil {
		return p, []Mistake{{Place{"programme.yaml", 0}, "cannot be read: " + err.Error()}}
	}
	if err := yaml.UnmarshalWithOptions(data, &p.Programme, yaml.Strict()); err != nil {
		mistakes = append(mistakes, Mistake{Place{"programme.yaml", yamlLine(err)}, firstLine(yaml.FormatError(err, false, false))})
	}
	p.readTables(fsys, &mistakes)
	p.Hash, err = hashFiles(fsys)
	if err != nil {
		mistakes = append(mistakes, Mistake{Place{".", 0}, err.Error()})
	}
	return p, mistakes
}

func (p *Pack) readTables(fsys fs.FS, mistakes *[]Mistake) {
	columns := strings.Fields
	readTable(fsys, "orgs.csv", false, columns("org name name_en short_name kind parent additive valid_from valid_to successor"), nil, mistakes, func(r record) {
		p.Orgs = append(p.Orgs, Org{r.Place, r.need("org"), r.need("name"), r.text("name_en"), r.text("short_name"),
			r.oneOf("kind", OrgKinds...), r.text("parent"), r.yes("additive"), r.date("valid_from"), r.date("valid_to"), r.text("successor")})
	})
	readTable(fsys, "attributes.csv", true, columns("org attribute basis as_of value source"), nil, mistakes, func(r record) {
		p.Attributes = append(p.Attributes, Attribute{r.Place, r.need("org"), r.need("attribute"), r.need("basis"), r.date("as_of"),
			r.numberOr("value", 0), r.need("source")})
	})
	readTable(fsys, "aliases.csv", true, columns("org alias valid_from valid_to"), nil, mistakes, func(r record) {
		p.Aliases = append(p.Aliases, Alias{r.Place, r.need("org"), r.need("alias"), r.date("valid_from"), r.date("valid_to")})
	})
	readTable(fsys, "elements.csv", false, columns("element name name_en unit value_type kind basis decimals min max level authority definition source"), nil, mistakes, func(r record) {
		p.Elements = append(p.Elements, Element{r.Place, r.need("element"), r.need("name"), r.text("name_en"), r.need("unit"),
			r.oneOf("value_type", "decimal", "count", "yes_no"), r.oneOf("kind", "stock", "flow"), r.oneOf("basis", "quarter", "ytd", "point", "year"),
			r.integer("decimals"), r.number("min"), r.number("max"), r.text("level"), r.text("authority"), r.text("definition"), r.text("source")})
	})
	readTable(fsys, "forms.csv", false, columns("form org_kind sheet layout line element about required frequency"), nil, mistakes, func(r record) {
		p.Forms = append(p.Forms, FormLine{r.Place, r.need("form"), r.need("org_kind"), r.need("sheet"), r.oneOf("layout", "list", "table"),
			r.integer("line"), r.need("element"), r.oneOf("about", "self", "parent", "children", "counties", "roster"), r.yes("required"),
			r.oneOf("frequency", "quarter", "quarter@Q2", "half", "year", "year@Q1")})
	})
	readTable(fsys, "indicators.csv", false, columns("indicator version name name_en unit type rollup scale decimals direction default_basis definition source valid_from valid_to"),
		columns("group definition_en"), mistakes, func(r record) {
			p.Indicators = append(p.Indicators, Indicator{r.Place, r.need("indicator"), r.need("version"), r.need("name"), r.text("name_en"), r.text("unit"),
				r.oneOf("type", "ratio", "count", "yes_no", "judged", "reported"), r.oneOf("rollup", "ratio_of_sums", "sum", "share_yes", "max", "none"),
				r.numberOr("scale", decimal.FromInt(1)), r.integer("decimals"), r.oneOf("direction", "up", "down", "watch", "improve"),
				r.oneOf("default_basis", "quarter", "ytd", "point", "year"), r.text("group"), r.text("definition"), r.text("definition_en"), r.text("source"),
				r.date("valid_from"), r.date("valid_to")})
		})
	readTable(fsys, "formulas.csv", false, columns("indicator version part element factor transform threshold shift"), nil, mistakes, func(r record) {
		p.Formulas = append(p.Formulas, Term{r.Place, r.need("indicator"), r.need("version"), r.oneOf("part", "numerator", "denominator"), r.need("element"),
			r.numberOr("factor", decimal.FromInt(1)), r.oneOf("transform", "none", "at_least"), r.number("threshold"), r.integer("shift")})
	})
	readTable(fsys, "targets.csv", true, columns("indicator scope due comparator value value_to tolerance soft baseline baseline_period clause"), columns("note"), mistakes, func(r record) {
		p.Targets = append(p.Targets, Target{r.Place, r.need("indicator"), r.need("scope"), r.date("due"),
			r.oneOf("comparator", "ge", "le", "eq", "approx", "between"), r.numberOr("value", 0), r.number("value_to"), r.number("tolerance"),
			r.yes("soft"), r.number("baseline"), r.period("baseline_period"), r.text("clause"), r.text("note")})
	})
	readTable(fsys, "tasks.csv", false, columns("task parent title title_en kind due repeat clause closing_rule"), nil, mistakes, func(r record) {
		p.Tasks = append(p.Tasks, Task{r.Place, r.need("task"), r.text("parent"), r.need("title"), r.text("title_en"),
			r.oneOf("kind", "one-off", "standing", "milestones"), r.date("due"), r.text("repeat"), r.text("clause"), r.text("closing_rule")})
	})
	readTable(fsys, "duties.csv", false, columns("task org_or_kind role except text"), nil, mistakes, func(r record) {
		p.Duties = append(p.Duties, Duty{r.Place, r.need("task"), r.need("org_or_kind"), r.oneOf("role", "lead", "assist", "implement"), r.text("except"), r.text("text")})
	})
	readTable(fsys, "measures.csv", true, columns("task measure org_or_kind type indicator element target due"), columns("name name_en"), mistakes, func(r record) {
		p.Measures = append(p.Measures, Measure{r.Place, r.need("task"), r.need("measure"), r.text("name"), r.text("name_en"), r.need("org_or_kind"),
			r.oneOf("type", "indicator", "count", "yes_no"), r.text("indicator"), r.text("element"), r.number("target"), r.date("due")})
	})
	readTable(fsys, "rules.csv", true, columns("rule severity kind form left right factor tolerance message message_en"), nil, mistakes, func(r record) {
		p.Rules = append(p.Rules, Rule{r.Place, r.need("rule"), r.oneOf("severity", "error", "return", "doubt", "note"),
			r.oneOf("kind", "range", "required", "le", "sum", "monotone", "ratio", "equal_sources"), r.text("form"), r.text("left"), r.text("right"),
			r.number("factor"), r.number("tolerance"), r.need("message"), r.text("message_en")})
	})
	readTable(fsys, "tiles.csv", true, columns("org column row"), nil, mistakes, func(r record) {
		p.Tiles = append(p.Tiles, Tile{r.Place, r.need("org"), r.integer("column"), r.integer("row")})
	})
}

// yamlLine finds the line a YAML error speaks of; the library prints it as "[line:column]".
func yamlLine(err error) int {
	var line, column int
	if _, scanErr := fmt.Sscanf(firstLine(yaml.FormatError(err, false, false)), "[%d:%d]", &line, &column); scanErr != nil {
		return 0
	}
	return line
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// hashFiles hashes the names and bytes of all files, in name order.
func hashFiles(fsys fs.FS) (string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("list the pack's files: %w", err)
	}
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", fmt.Errorf("read the pack: %w", err)
		}
		fmt.Fprintf(h, "%s\x00%d\x00", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
