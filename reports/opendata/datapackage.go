package opendata

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A dataPackage is datapackage.json of the Data Package standard, version 2.
// Properties that are not of the standard are rows, unit, audience, sample and
// the descriptions by language.
type dataPackage struct {
	Schema       string        `json:"$schema"`
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Description  string        `json:"description"`
	Version      string        `json:"version"`
	Created      string        `json:"created,omitempty"`
	Homepage     string        `json:"homepage,omitempty"`
	Keywords     []string      `json:"keywords"`
	Licences     []licence     `json:"licenses,omitempty"`
	Contributors []contributor `json:"contributors"`
	Sources      []source      `json:"sources"`
	Audience     string        `json:"audience"`
	Sample       bool          `json:"sample"`
	Period       string        `json:"period"`
	CutOff       string        `json:"cut_off,omitempty"`
	Generator    string        `json:"generator"`
	Resources    []resource    `json:"resources"`
}

type licence struct {
	Name  string `json:"name,omitempty"`
	Title string `json:"title,omitempty"`
	Path  string `json:"path,omitempty"`
}

type contributor struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

type source struct {
	Title   string `json:"title"`
	Version string `json:"version,omitempty"`
}

type resource struct {
	Name        string      `json:"name"`
	Type        string      `json:"type,omitempty"`
	Path        string      `json:"path"`
	Title       string      `json:"title,omitempty"`
	Description string      `json:"description,omitempty"`
	Format      string      `json:"format"`
	MediaType   string      `json:"mediatype"`
	Encoding    string      `json:"encoding,omitempty"`
	Bytes       int64       `json:"bytes"`
	Hash        string      `json:"hash"`
	Rows        *int64      `json:"rows,omitempty"`
	Dialect     *csvDialect `json:"dialect,omitempty"`
	Schema      *schema     `json:"schema,omitempty"`
}

type csvDialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
	Header         bool   `json:"header"`
}

func (e *edition) dataPackage() (dataPackage, error) {
	p := dataPackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: e.name(), Title: e.title(true) + " | " + e.title(false),
		Description: e.description(), Version: e.version(), Keywords: e.keywords(), Contributors: e.contributors(), Sources: e.sources(),
		Audience: e.audience(), Sample: e.sample, Period: e.head["period"], CutOff: e.head["as_of"], Generator: "yigai " + e.head["program_version"],
		Homepage: e.meta.Address,
	}
	if e.meta.Day != "" {
		p.Created = e.meta.Day + "T00:00:00+08:00" // a day of the Chinese calendar
	}
	if e.meta.Licence != (Licence{}) {
		p.Licences = []licence{licence(e.meta.Licence)}
	}
	var err error
	p.Resources, err = e.resources()
	return p, err
}

func (e *edition) audience() string {
	if e.public {
		return public
	}
	return "internal"
}

func (e *edition) description() string {
	return e.head["title"] + "（" + e.head["number"] + "）。每个数的来历：mart_lineage。文件说明：README.zh.md、dictionary.html。| " +
		e.head["title_en"] + ". Where each figure comes from: mart_lineage. What the files are: README.md, dictionary.html."
}

func (e *edition) keywords() []string {
	return slices.DeleteFunc([]string{"医改", "health reform", e.head["region"], e.head["period"], e.head["programme"]}, func(s string) bool { return s == "" })
}

// publisher is who publishes: the secretariat, else the issuer of the document.
func (e *edition) publisher() string {
	for _, column := range []string{"secretariat", "issuer", "programme"} {
		if name := e.head[column]; name != "" {
			return name
		}
	}
	return "yigai"
}

func (e *edition) contributors() []contributor {
	all := []contributor{{e.publisher(), []string{"publisher", "maintainer"}}}
	for _, c := range e.meta.Contributors {
		all = append(all, contributor(c))
	}
	return all
}

func (e *edition) sources() []source {
	all := []source{{Title: strings.TrimSpace(e.head["title"] + " " + e.head["number"]), Version: e.head["issued"]}}
	for _, s := range e.populations {
		all = append(all, source{Title: s})
	}
	return all
}

// resources are the tables, as CSV and as Parquet, and then the documents.
func (e *edition) resources() ([]resource, error) {
	var all []resource
	add := func(r resource) error {
		size, hash, err := e.sum(r.Path)
		r.Bytes, r.Hash = size, "sha256:"+hash
		all = append(all, r)
		return err
	}
	for _, t := range e.tables {
		if t.csv == "" {
			continue
		}
		if err := add(e.csvResource(t)); err != nil {
			return nil, err
		}
	}
	for _, t := range e.tables {
		if err := add(e.parquetResource(t)); err != nil {
			return nil, err
		}
	}
	files, err := e.otherFiles()
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		r := resource{Name: strings.ToLower(strings.ReplaceAll(file, "/", "-")), Path: file, Format: strings.TrimPrefix(path.Ext(file), "."), MediaType: mediaTypes[path.Ext(file)]}
		if err := add(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (e *edition) csvResource(t described) resource {
	return resource{Name: t.table, Type: "table", Path: t.csv, Title: t.zh, Description: t.zh + "；一行为：" + t.grainZh + " | " + t.en + "; one row per " + t.grainEn, Format: "csv", MediaType: "text/csv",
		Encoding: "utf-8", Rows: &t.rows, Dialect: &csvDialect{",", "\n", `"`, true, true}, Schema: e.schema(t, true)}
}

// parquetResource is a Parquet file. Its fields are those of the CSV of the same
// name, and stand there alone: said twice, they would make the package twice as
// long. A table without a CSV has its own. (frictionless calls these resources invalid
// with a schema or without, since its reader of Parquet counts no bytes.)
func (e *edition) parquetResource(t described) resource {
	r := resource{Name: t.table + ".parquet", Type: "table", Path: t.parquet, Title: t.zh, Description: t.zh + " | " + t.en, Format: "parquet",
		MediaType: "application/vnd.apache.parquet", Rows: &t.rows}
	if t.csv == "" {
		r.Schema = e.schema(t, false)
	}
	return r
}

var mediaTypes = map[string]string{
	".html": "text/html", ".md": "text/markdown", ".cff": "application/yaml", ".py": "text/x-python", ".R": "text/x-r", ".sql": "application/sql", ".do": "text/plain",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// otherFiles lists the documents and scripts that stand in the edition's root
// and in tools/, sorted.
func (e *edition) otherFiles() ([]string, error) {
	var files []string
	for _, pattern := range []string{"*", "tools/*"} {
		found, err := filepath.Glob(filepath.Join(e.dir, filepath.FromSlash(pattern)))
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			name, err := filepath.Rel(e.dir, file)
			if err != nil {
				return nil, err
			}
			if name = filepath.ToSlash(name); mediaTypes[path.Ext(name)] != "" && fs.ValidPath(name) {
				files = append(files, name)
			}
		}
	}
	slices.Sort(files)
	return files, nil
}

// writeJSON writes a value as JSON without spaces, which would be a third of the
// bytes; < and > in it are escaped.
func (e *edition) writeJSON(path string, value any) error {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	if err := out.Encode(value); err != nil {
		return err
	}
	return e.write(path, b.Bytes())
}
