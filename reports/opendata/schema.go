package opendata

import (
	"slices"
	"strings"
)

// A schema is a Table Schema of the Data Package standard.
type schema struct {
	Fields      []schemaField `json:"fields"`
	PrimaryKey  []string      `json:"primaryKey,omitempty"`
	ForeignKeys []foreignKey  `json:"foreignKeys,omitempty"`
}

type schemaField struct {
	Name          string       `json:"name"`
	Type          string       `json:"type"`
	Description   string       `json:"description"`
	Descriptions  inWords      `json:"descriptions"`
	Unit          string       `json:"unit,omitempty"`
	Physical      string       `json:"physical_type"`
	MissingValues *[]string    `json:"missingValues,omitempty"`
	TrueValues    []string     `json:"trueValues,omitempty"`
	FalseValues   []string     `json:"falseValues,omitempty"`
	Constraints   *constraints `json:"constraints,omitempty"`
}

type inWords struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Minimum  *int     `json:"minimum,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// schema says of a table what its card says, for its CSV or for its Parquet
// file, which needs no words for yes, no and nothing.
func (e *edition) schema(t described, csv bool) *schema {
	s := &schema{PrimaryKey: t.key}
	for _, f := range t.columns {
		s.Fields = append(s.Fields, f.schema(csv))
		if key, refers := e.refers(f); refers && csv {
			s.ForeignKeys = append(s.ForeignKeys, key)
		}
	}
	return s
}

// jsonTypes are the standard's words for types in SQL words; decimals are number.
var jsonTypes = map[string]string{"VARCHAR": "string", "BOOLEAN": "boolean", "INTEGER": "integer", "BIGINT": "integer", "DATE": "date", "DOUBLE": "number"}

func (f field) schema(csv bool) schemaField {
	s := schemaField{Name: f.name, Type: jsonTypes[f.kind], Description: f.zh + " | " + f.en, Descriptions: inWords{f.zh, f.en}, Unit: f.unit, Physical: f.kind, Constraints: f.constraints()}
	if isDecimal(f.kind) {
		s.Type = "number"
	}
	if csv && f.kind == "BOOLEAN" {
		s.TrueValues, s.FalseValues = []string{"true"}, []string{"false"}
	}
	// Where a text is never NULL, an empty one is a text; but where it says
	// "none" of another table's codes, readers must not look it up.
	_, refers := f.test("in ")
	never := slices.Contains(f.tests, "not_null") || slices.Contains(f.tests, "not_empty")
	if csv && f.kind == "VARCHAR" && never && !refers {
		s.MissingValues = &[]string{}
	}
	return s
}

func (f field) constraints() *constraints {
	var c constraints
	has := func(test string) bool { return slices.Contains(f.tests, test) }
	c.Required = has("not_empty") || has("not_null") && f.kind != "VARCHAR"
	if has("not_negative") {
		c.Minimum = new(int)
	}
	if words, given := f.test("one of "); given {
		c.Enum = strings.Split(words, "|")
	}
	if !c.Required && c.Minimum == nil && c.Enum == nil {
		return nil
	}
	return &c
}

// refers is the key into another table of the edition that a card's test
// "in dim_org" or "in dim_org.org" speaks of.
func (e *edition) refers(f field) (foreignKey, bool) {
	to, given := f.test("in ")
	table, column, named := strings.Cut(to, ".")
	if !named {
		column = f.name
	}
	here := slices.ContainsFunc(e.tables, func(t described) bool { return t.table == table && t.field(column).name != "" })
	return foreignKey{[]string{f.name}, reference{table, []string{column}}}, given && here
}
