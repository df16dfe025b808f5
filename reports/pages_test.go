package reports

import (
	"bytes"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const wantPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

func TestEveryPage(t *testing.T) {
	checkSite(t, readTree(t, build(t, fixture())))
}

// checkSite holds what must be true of all pages, whatever the data.
func checkSite(t *testing.T, files map[string][]byte) {
	t.Helper()
	ids := map[string]map[string]bool{}
	docs := map[string]*html.Node{}
	for name, data := range files {
		if filepath.Ext(name) == ".html" {
			doc, err := html.Parse(bytes.NewReader(data))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			docs[name], ids[name] = doc, idsOf(t, name, doc)
		}
	}
	if len(docs) < 20 {
		t.Fatalf("only %d pages", len(docs))
	}
	for name, doc := range docs {
		p := pageCheck{t: t, name: name, files: files, ids: ids}
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode {
				p.element(n)
			}
		}
		if !p.policy {
			t.Errorf("%s: no content security policy before the first resource", name)
		}
		if p.h1 != 1 {
			t.Errorf("%s: %d h1", name, p.h1)
		}
	}
}

func idsOf(t *testing.T, name string, doc *html.Node) map[string]bool {
	seen := map[string]bool{}
	for n := range doc.Descendants() {
		if id := attribute(n, "id"); id != "" {
			if seen[id] {
				t.Errorf("%s: id %q twice", name, id)
			}
			seen[id] = true
		}
	}
	return seen
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// A pageCheck looks at the elements of one page.
type pageCheck struct {
	t       *testing.T
	name    string
	files   map[string][]byte
	ids     map[string]map[string]bool
	policy  bool
	h1      int
	heading int
}

// knownElements is what our templates and pictures use; a payload would bring another.
var knownElements = strings.Fields(`html head meta title link script body a span bdi svg defs pattern rect line circle path text header div form label input ul li
	button nav main aside h1 h2 h3 p b footer code section ol table caption thead tbody tr th td figure figcaption dl dt dd details summary select option output abbr small g`)

func (p *pageCheck) element(n *html.Node) {
	if !slices.Contains(knownElements, n.Data) {
		p.t.Errorf("%s: element <%s>", p.name, n.Data)
	}
	for _, a := range n.Attr {
		p.attribute(n, a)
	}
	switch n.Data {
	case "meta":
		p.policy = p.policy || attribute(n, "http-equiv") == "Content-Security-Policy" && attribute(n, "content") == wantPolicy
	case "script":
		p.script(n)
	case "h1", "h2", "h3":
		p.headingLevel(n)
	case "table":
		p.table(n)
	case "th":
		if attribute(n, "scope") == "" {
			p.t.Errorf("%s: a header cell without scope", p.name)
		}
	}
}

func (p *pageCheck) attribute(n *html.Node, a html.Attribute) {
	switch {
	case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
		p.t.Errorf("%s: <%s %s=%q>", p.name, n.Data, a.Key, a.Val)
	case a.Key == "href" || a.Key == "src" || a.Key == "action":
		p.link(n, a.Val)
	}
}

func (p *pageCheck) script(n *html.Node) {
	if kind := attribute(n, "type"); attribute(n, "src") == "" && kind != "application/json" && kind != "application/ld+json" {
		p.t.Errorf("%s: inline script", p.name)
	}
	if attribute(n, "src") != "" && !p.policy {
		p.t.Errorf("%s: a script before the policy", p.name)
	}
}

func (p *pageCheck) headingLevel(n *html.Node) {
	level := int(n.Data[1] - '0')
	if level > p.heading+1 {
		p.t.Errorf("%s: h%d after h%d", p.name, level, p.heading)
	}
	p.heading = level
	if level == 1 {
		p.h1++
	}
}

func (p *pageCheck) table(n *html.Node) {
	for child := range n.ChildNodes() {
		if child.Data == "caption" {
			return
		}
	}
	p.t.Errorf("%s: a table without caption", p.name)
}

// link must lead to a file of the site, or to an id of its page.
func (p *pageCheck) link(n *html.Node, raw string) {
	if raw == "data:," && n.Data == "link" {
		return
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(raw, "/") {
		p.t.Errorf("%s: link %q leaves the site", p.name, raw)
		return
	}
	target := path.Join(path.Dir(p.name), u.Path)
	if u.Path == "" {
		target = p.name
	}
	if _, exists := p.files[target]; !exists {
		p.t.Errorf("%s: link %q leads nowhere", p.name, raw)
	}
	if u.Fragment != "" && !p.ids[target][u.Fragment] {
		p.t.Errorf("%s: link %q: no such id", p.name, raw)
	}
}

// What search engines and chats show of a page is a sentence, not what Go prints of
// a value. (Of a site full of payloads it holds what was typed, escaped.)
func TestDescriptionsAreSentences(t *testing.T) {
	described := 0
	for name, page := range readTree(t, build(t, fixture())) {
		for _, m := range description.FindAllSubmatch(page, -1) {
			described++
			if text := html.UnescapeString(string(m[1])); strings.ContainsAny(text, "{}<>") {
				t.Errorf("%s: %.80s", name, text)
			}
		}
	}
	if described < 30 {
		t.Errorf("%d descriptions: too few to prove anything", described)
	}
}

var description = regexp.MustCompile(`<meta name="description" content="([^"]*)">`)
