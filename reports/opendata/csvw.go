package opendata

import "path"

// A csvwTable is the description of one CSV in the words of CSV on the Web.
type csvwTable struct {
	Context     []any       `json:"@context"`
	URL         string      `json:"url"`
	Title       []langText  `json:"dc:title"`
	Description []langText  `json:"dc:description"`
	Publisher   string      `json:"dc:publisher"`
	Issued      string      `json:"dc:issued,omitempty"`
	Dialect     csvwDialect `json:"dialect"`
	Schema      csvwSchema  `json:"tableSchema"`
}

type langText struct {
	Value string `json:"@value"`
	Lang  string `json:"@language"`
}

type csvwDialect struct {
	Encoding string `json:"encoding"`
	Header   bool   `json:"header"`
}

type csvwSchema struct {
	Columns    []csvwColumn `json:"columns"`
	PrimaryKey []string     `json:"primaryKey"`
}

type csvwColumn struct {
	Name        string     `json:"name"`
	Titles      string     `json:"titles"`
	Datatype    csvwType   `json:"datatype"`
	Required    bool       `json:"required,omitempty"`
	Description []langText `json:"dc:description"`
}

type csvwType struct {
	Base    string `json:"base"`
	Format  string `json:"format,omitempty"`
	Minimum *int   `json:"minimum,omitempty"`
}

var csvwTypes = map[string]csvwType{"VARCHAR": {Base: "string"}, "BOOLEAN": {Base: "boolean", Format: "true|false"}, "INTEGER": {Base: "integer"},
	"BIGINT": {Base: "long"}, "DATE": {Base: "date", Format: "yyyy-MM-dd"}, "DOUBLE": {Base: "double"}}

func both(zh, en string) []langText { return []langText{{zh, "zh"}, {en, "en"}} }

func (e *edition) csvw(t described) csvwTable {
	c := csvwTable{Context: []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": "zh"}}, URL: path.Base(t.csv), Title: both(t.zh, t.en),
		Description: both("一行为："+t.grainZh, "one row per "+t.grainEn), Publisher: e.publisher(), Issued: e.meta.Day,
		Dialect: csvwDialect{"utf-8", true}, Schema: csvwSchema{PrimaryKey: t.key}}
	for _, f := range t.columns {
		column := csvwColumn{Name: f.name, Titles: f.name, Datatype: csvwTypes[f.kind], Description: both(f.zh, f.en)}
		if isDecimal(f.kind) {
			column.Datatype = csvwType{Base: "decimal"}
		}
		if said := f.constraints(); said != nil {
			column.Required, column.Datatype.Minimum = said.Required, said.Minimum
		}
		c.Schema.Columns = append(c.Schema.Columns, column)
	}
	return c
}
