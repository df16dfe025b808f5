package opendata

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"
)

var sampleMeta = Meta{Name: "2022Q2-r1", Day: "2022-08-02", Licence: Licence{Name: "CC-BY-4.0", Title: "Creative Commons Attribution 4.0"}, Contributors: []Contributor{{"示例人员甲", []string{"wrangler"}}}}

// explained writes the open data of the tables with all that describes them.
func explained(t testing.TB, all []made, audience string) string {
	t.Helper()
	dir := written(t, all, audience)
	if err := Describe(t.Context(), Options{OutDir: dir, Public: audience == public, Edition: sampleMeta}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func readPackage(t *testing.T, dir string) dataPackage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p dataPackage
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestThePackageNamesEveryFile: each resource is there with its size and hash,
// each file but the package itself is a resource or describes one.
func TestThePackageNamesEveryFile(t *testing.T) {
	dir := explained(t, marts(), "internal")
	files := tree(t, dir)
	named := map[string]bool{"datapackage.json": true}
	p := readPackage(t, dir)
	for _, r := range p.Resources {
		hash := sha256.Sum256(files[r.Path])
		if int64(len(files[r.Path])) != r.Bytes || "sha256:"+hex.EncodeToString(hash[:]) != r.Hash || named[r.Path] || r.MediaType == "" {
			t.Errorf("%s is not as the package says: %+v", r.Path, r)
		}
		named[r.Path] = true
	}
	for name := range files {
		if !named[name] && !strings.HasSuffix(name, ".csv-metadata.json") {
			t.Errorf("%s is not in the package", name)
		}
	}
	if p.Name != "demo-sample" || p.Version != "2022Q2-r1" || p.Created != "2022-08-02T00:00:00+08:00" || !p.Sample || p.Licences[0].Name != "CC-BY-4.0" || p.Contributors[1].Title != "示例人员甲" {
		t.Errorf("got %+v", p)
	}
}

// TestTheSchemasAreTheTables holds the fields of every CSV against its header and
// the keys against its rows, and that a key into another table names one that is there.
func TestTheSchemasAreTheTables(t *testing.T) {
	dir := explained(t, marts(), public)
	files, foreign, lists := tree(t, dir), 0, 0
	p := readPackage(t, dir)
	for _, r := range p.Resources {
		if r.Format != "csv" {
			continue
		}
		records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(files[r.Path], []byte(byteOrderMark)))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range r.Schema.Fields {
			names = append(names, f.Name)
			if f.Constraints != nil && f.Constraints.Enum != nil {
				lists++
			}
		}
		if !slices.Equal(names, records[0]) || *r.Rows != int64(len(records)-1) {
			t.Errorf("%s: %v and %d rows, the package says %v and %d", r.Path, records[0], len(records)-1, names, *r.Rows)
		}
		for _, k := range r.Schema.ForeignKeys {
			foreign++
			if !slices.ContainsFunc(p.Resources, func(other resource) bool { return other.Name == k.Reference.Resource }) {
				t.Errorf("%s refers to %s, which is not there", r.Name, k.Reference.Resource)
			}
		}
	}
	if foreign < 4 || lists < 2 {
		t.Errorf("%d foreign keys and %d lists of values: the test would prove nothing", foreign, lists)
	}
}

func TestEveryDescriptionIsTheSameTwice(t *testing.T) {
	if !maps.EqualFunc(tree(t, explained(t, marts(), public)), tree(t, explained(t, marts(), public)), bytes.Equal) {
		t.Error("two descriptions of the same tables differ")
	}
}

func TestThePublicDescriptionsSayNothingInternal(t *testing.T) {
	for name, data := range tree(t, explained(t, marts(), public)) {
		for _, marked := range []string{secret, "file_name", "mart_ledger"} {
			if bytes.Contains(data, []byte(marked)) {
				t.Errorf("%s holds %s", name, marked)
			}
		}
	}
	if !bytes.Contains(tree(t, explained(t, marts(), "internal"))["dictionary.html"], []byte("mart_ledger")) {
		t.Error("the internal dictionary does not name it either: the test would prove nothing")
	}
}

// citationWords are the words that the Citation File Format 1.2.0 knows; its
// validators take no other.
var citationWords = []string{"abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url",
	"message", "preferred-citation", "references", "repository", "repository-artifact", "repository-code", "title", "type", "url", "version"}

// The licence and the address that the office set stand wherever somebody looks
// for them, and the citation stays one of its format.
func TestLicenceAndAddressAreSaid(t *testing.T) {
	for place, isAddress := range map[string]bool{"": false, "licence.txt": false, "https://data.example.gov.cn/licence": true} {
		meta := sampleMeta
		meta.Licence.Path, meta.Address = place, "https://www.example.gov.cn/yigai/"
		dir := written(t, marts(), "internal")
		if err := Describe(t.Context(), Options{OutDir: dir, Edition: meta}); err != nil {
			t.Fatal(err)
		}
		files := tree(t, dir)
		var cff map[string]any
		if err := yaml.Unmarshal(files["CITATION.cff"], &cff); err != nil {
			t.Fatal(err)
		}
		for word := range cff {
			if !slices.Contains(citationWords, word) {
				t.Errorf("the format of citations has no %q", word)
			}
		}
		if got, has := cff["license-url"]; has != isAddress || isAddress && got != place || cff["url"] != meta.Address {
			t.Errorf("licence at %q: the citation says %v, %v", place, got, cff["url"])
		}
		for _, name := range []string{"CITATION.cff", "README.md", "README.zh.md", "dictionary.html", "datapackage.json"} {
			if !bytes.Contains(files[name], []byte(meta.Licence.Title)) || !bytes.Contains(files[name], []byte("https://www.example.gov.cn/yigai/")) && name != "dictionary.html" {
				t.Errorf("%s does not say licence and address", name)
			}
		}
	}
}

// hostileTexts try to leave their place in HTML, JSON, YAML, Markdown, SQL and Stata.
var hostileTexts = []string{`</script><img src=x onerror=alert(1)>`, `"><svg onload=alert(1)>`, "'; drop table panel; --", "\"' + `shell echo x' $S_ADO", "a\nb: [c]\n!shell rm",
	"`table'", `\" \u202e`, "| x | y |\n# heading", "{{.Title}}", "]]>--><b>", "javascript:alert(1)", "=1+1", "`=1+1'"}

func TestHostileTextsStayTexts(t *testing.T) {
	for _, planted := range hostileTexts {
		all := marts()
		for m := range all {
			all[m].zh, all[m].en, all[m].grainEn = planted, planted, planted
			for i := range all[m].columns {
				all[m].columns[i].zh, all[m].columns[i].en, all[m].columns[i].unit = planted, planted, planted
			}
			if all[m].table == "dim_programme" {
				for i, f := range all[m].columns {
					if f.kind == "VARCHAR" && f.name != "programme" {
						all[m].rows[0][i] = planted
					}
				}
			}
		}
		dir := explained(t, all, "internal")
		files := tree(t, dir)
		onlyMarkup(t, files["dictionary.html"])
		if p := readPackage(t, dir); p.Sources[0].Title != planted+" "+planted {
			t.Errorf("the package says %q", p.Sources[0].Title)
		}
		var cff map[string]any
		if err := yaml.Unmarshal(files["CITATION.cff"], &cff); err != nil || cff["type"] != "dataset" {
			t.Errorf("%q breaks CITATION.cff: %v", planted, err)
		}
		for _, name := range []string{"tools/labels.do", "tools/read.do"} {
			onlyOwnMacros(t, name, string(files[name]))
		}
		if regexp.MustCompile("(?m)^# heading|<img|<svg|<b>").Match(files["README.md"]) {
			t.Errorf("%q is markup in README.md", planted)
		}
	}
}

// onlyMarkup fails where a page has an element or attribute that its template has not.
func onlyMarkup(t *testing.T, page []byte) {
	t.Helper()
	z, seen := html.NewTokenizer(bytes.NewReader(page)), 0
	for z.Next() != html.ErrorToken {
		token := z.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		seen++
		if slices.Contains([]string{"script", "img", "svg", "b", "iframe"}, token.Data) {
			t.Errorf("the page has a <%s>", token.Data)
		}
		for _, a := range token.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "csv/") && !strings.HasPrefix(a.Val, "parquet/") {
				t.Errorf("the page has %s=%q", a.Key, a.Val)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d elements: the test would prove nothing", seen)
	}
}

// onlyOwnMacros fails where a do-file has a macro, a global or a quote that the
// template has not.
func onlyOwnMacros(t *testing.T, name, script string) {
	t.Helper()
	script = strings.NewReplacer("`table'", "", "`known'", "", "`v'", "", `== "'"`, "").Replace(script)
	if strings.ContainsAny(script, "`$'\\") {
		t.Errorf("%s: a text starts a macro", name)
	}
	for i, line := range strings.Split(script, "\n") {
		if strings.Count(line, `"`)%2 != 0 || strings.HasPrefix(line, "!") {
			t.Errorf("%s:%d: %s", name, i+1, line)
		}
	}
}

func TestStataNamesAreShortAndApart(t *testing.T) {
	long := strings.Repeat("indicator_of_something_", 3)
	d := described{card: card{columns: cols(long+"a", long+"b", long+"a_num", "in", "org", "in_")}}
	var names []string
	for _, v := range d.Stata() {
		if len(v.Variable) > stataName || slices.Contains(names, v.Variable) || slices.Contains(stataReserved, v.Variable) {
			t.Errorf("%s became %s", v.name, v.Variable)
		}
		names = append(names, v.Variable)
	}
	if again := d.Stata(); again[0].Variable != names[0] || names[4] != "org" {
		t.Errorf("got %v", names)
	}
}

func TestAPreviewSaysThatItIsOne(t *testing.T) {
	dir := written(t, marts(), "internal")
	if err := Describe(t.Context(), Options{OutDir: dir}); err != nil {
		t.Fatal(err)
	}
	files, p := tree(t, dir), readPackage(t, dir)
	if p.Version != "preview" || p.Created != "" || p.Licences != nil || !bytes.Contains(files["README.md"], []byte("not published: a preview")) ||
		!bytes.Contains(files["README.zh.md"], []byte("没有写明")) {
		t.Errorf("got %+v\n%s", p, files["README.md"])
	}
}
