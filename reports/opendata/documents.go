package opendata

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"io"
	"path"
	"strings"
	"text/template"
)

//go:embed templates/*
var templates embed.FS

// A document is one file of the edition that a template writes.
type document struct {
	path string // below the edition's folder; the template has the same name and .tmpl
}

var documents = []document{{"dictionary.html"}, {"README.md"}, {"README.zh.md"}, {"CITATION.cff"},
	{"tools/read.py"}, {"tools/read.R"}, {"tools/read.sql"}, {"tools/read.do"}, {"tools/labels.do"}}

// quoting are the functions that put a text into a file of another language;
// whatever stands in it, it stays a text there.
var quoting = template.FuncMap{"md": markdown, "json": jsonText, "sql": sqlText, "sqlname": sqlName, "stata": stataText, "nth": func(i int) int { return i + 1 }}

func (e *edition) writeDocument(d document) error {
	var b bytes.Buffer
	name := path.Base(d.path) + ".tmpl"
	t, err := parse(name)
	if err != nil {
		return err
	}
	if err := t.Execute(&b, page{e}); err != nil {
		return err
	}
	return e.write(d.path, b.Bytes())
}

// parse reads a template: of a page with the escaping of HTML, of another file
// with its own quoting.
func parse(name string) (interface{ Execute(io.Writer, any) error }, error) {
	if strings.Contains(name, ".html") {
		return htmltemplate.New(name).ParseFS(templates, "templates/"+name)
	}
	return template.New(name).Funcs(quoting).ParseFS(templates, "templates/"+name)
}

// A page is an edition as the templates see it.
type page struct{ e *edition }

func (p page) Title() string             { return p.e.title(true) }
func (p page) TitleEn() string           { return p.e.title(false) }
func (p page) Head() map[string]string   { return p.e.head }
func (p page) Version() string           { return p.e.version() }
func (p page) Day() string               { return p.e.meta.Day }
func (p page) Sample() bool              { return p.e.sample }
func (p page) Public() bool              { return p.e.public }
func (p page) Publisher() string         { return p.e.publisher() }
func (p page) Licence() Licence          { return p.e.meta.Licence }
func (p page) Sources() []source         { return p.e.sources() }
func (p page) Tables() []described       { return p.e.tables }
func (p page) CSVOf(table string) string { return csvName(table, p.e.sample) }

// LicenceText names the licence in one line, "" where none is stated.
func (p page) LicenceText() string {
	l := p.e.meta.Licence
	return strings.TrimSpace(strings.Join(strings.Fields(l.Name+" "+l.Title+" "+l.Path), " "))
}

func (p page) Address() string { return p.e.meta.Address }

// LicenceAddress is where the licence stands on the web, "" where that is not said.
func (p page) LicenceAddress() string {
	if l := p.e.meta.Licence; strings.HasPrefix(l.Path, "https://") || strings.HasPrefix(l.Path, "http://") {
		return l.Path
	}
	return ""
}

// CitationText is what must be known with the citation. The Citation File Format
// takes licences of software only by name; so the office's stands in words too.
func (p page) CitationText() string {
	var said []string
	if p.Sample() {
		said = append(said, "样例数据，非真实情况。 Sample data, made up.")
	}
	if l := p.LicenceText(); l != "" {
		said = append(said, "数据许可 licence: "+l)
	}
	return strings.Join(said, " ")
}

// Has says whether the edition has a table.
func (p page) Has(table string) bool {
	for _, t := range p.e.tables {
		if t.table == table {
			return true
		}
	}
	return false
}

// What a described table is, for the templates.

func (t described) Name() string     { return t.table }
func (t described) Zh() string       { return t.zh }
func (t described) En() string       { return t.en }
func (t described) GrainZh() string  { return t.grainZh }
func (t described) GrainEn() string  { return t.grainEn }
func (t described) Key() string      { return strings.Join(t.key, ", ") }
func (t described) Rows() int64      { return t.rows }
func (t described) CSV() string      { return t.csv }
func (t described) Parquet() string  { return t.parquet }
func (t described) Columns() []field { return t.columns }

func (f field) Name() string  { return f.name }
func (f field) Kind() string  { return f.kind }
func (f field) Unit() string  { return f.unit }
func (f field) Zh() string    { return f.zh }
func (f field) En() string    { return f.en }
func (f field) Tests() string { return strings.Join(f.tests, "; ") }

// oneLine makes one line of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(visible(s)), " ") }

// markdown keeps a text from being markup.
func markdown(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "&", "&amp;", "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "!", `\!`).Replace(oneLine(s))
}

// jsonText is a text as JSON, which is also a text of YAML and of Python.
func jsonText(s string) (string, error) {
	data, err := json.Marshal(oneLine(s))
	return string(data), err
}

func sqlText(s string) string { return "'" + strings.ReplaceAll(oneLine(s), "'", "''") + "'" }

func sqlName(s string) string { return `"` + strings.ReplaceAll(oneLine(s), `"`, `""`) + `"` }

// stataText is a text of at most 80 characters in which Stata finds no quote
// and no macro: the signs that would start one become look-alikes.
func stataText(s string) string {
	plain := []rune(strings.NewReplacer(`"`, "”", "`", "‘", "'", "’", "$", "＄", `\`, "＼").Replace(oneLine(s)))
	return fmt.Sprintf(`"%s"`, string(plain[:min(len(plain), 80)]))
}
