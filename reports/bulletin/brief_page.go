package bulletin

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
)

//go:embed brief.html
var briefSource string

var briefTemplate = template.Must(template.New("brief").Funcs(template.FuncMap{"plain": plain, "strip": strip}).Parse(briefSource))

// briefPage is brief.html: one file with everything in it, for a chat.
func (b *book) briefPage(zh, en Brief) ([]byte, error) {
	var out bytes.Buffer
	err := briefTemplate.Execute(&out, struct {
		Briefs []Brief
		Mark   string
	}{[]Brief{zh, en}, b.mark()})
	return out.Bytes(), err
}

// A stripPart is a rectangle of the strip of lights, in thousandths of its width.
type stripPart struct {
	X, Width int
	State    string
	Words    string
}

// strip lays the lights side by side, each as wide as its share of the tasks.
func strip(lights []Light) []stripPart {
	total, at := 0, 0
	for _, l := range lights {
		total += l.N
	}
	var parts []stripPart
	for _, l := range lights {
		end := (at + l.N) * 1000 / total
		start := at * 1000 / total
		parts = append(parts, stripPart{start, end - start, l.State, fmt.Sprintf("%s %s", plain(l.Name), plain(l.Count))})
		at += l.N
	}
	return parts
}
