package reports

import (
	"embed"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed templates
var templateFiles embed.FS

// pages are the page templates by name, each with the common layout and parts.
// They are parsed once, when the first page is made: most commands make none.
// Executing them is safe side by side.
var pages = sync.OnceValue(parsePages)

// pieceTemplates are the common parts by themselves.
var pieceTemplates = sync.OnceValue(parseCommon)

// parseCommon panics on a broken template: it was compiled in, and every test executes it.
func parseCommon() *template.Template {
	return template.Must(template.New("pages").Funcs(template.FuncMap{"orDefault": orDefault, "unitInEnglish": unitInEnglish, "english": englishText, "quotes": quotesPeople}).ParseFS(templateFiles, "templates/layout.html", "templates/parts/*.html"))
}

func parsePages() map[string]*template.Template {
	common := parseCommon()
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		panic(err)
	}
	parsed := map[string]*template.Template{}
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name != "layout" {
			parsed[name] = template.Must(template.Must(common.Clone()).ParseFS(templateFiles, file))
		}
	}
	return parsed
}
