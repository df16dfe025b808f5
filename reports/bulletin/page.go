package bulletin

import (
	"bytes"
	_ "embed"
	"html/template"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"plain": plain, "add": func(x, y int) int { return x + y }}).Parse(pageSource))

// A bulletinPage is the bulletin as a page that prints like the document.
type bulletinPage struct {
	Zh, En     Document
	Mark       string
	Letterhead string
	Copies     string
	Upward     bool
	Programme  string
	Version    string
	Edition    string
}

// page is bulletin.html: the document, and its translation below.
func (b *book) page(zh, en Document) ([]byte, error) {
	var out bytes.Buffer
	err := pageTemplate.Execute(&out, bulletinPage{Zh: zh, En: en, Mark: b.mark(), Letterhead: b.head.Letterhead, Copies: b.head.Copies,
		Upward: b.upward(), Programme: b.head.Title, Version: b.head.ProgramVersion, Edition: b.head.Edition})
	return out.Bytes(), err
}
