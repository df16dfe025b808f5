//go:build cgo

package main

import (
	"math/big"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A page is what a reader who follows numbers finds on one page of a site.
type page struct {
	printed  []printedNumber
	heat     []heatCell
	sections map[string]sourceSection // of a page of sources, by org
}

// A heatCell stands in a table of places by indicators.
type heatCell struct{ org, column, text string }

// A sourceSection says where one number comes from: cells, and links to the sections of its units.
type sourceSection struct {
	cells []sourceCell
	units []string
}

type sourceCell struct{ hash, place, raw, value string }

func (c sourceCell) key() string { return c.hash + " " + c.place }

func (e *printedEdition) page(t *testing.T, name string) page {
	t.Helper()
	if p, known := e.pages[name]; known {
		return p
	}
	f, err := os.Open(filepath.Join(e.site, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	p := page{printed: printedOn(root, name), sections: sectionsOn(root, name)}
	if heatFirst(name) == 0 {
		p.heat = heatOn(root)
	}
	e.pages[name] = p
	return p
}

var aNumber = regexp.MustCompile(`^(−?[0-9][0-9,]*(\.[0-9]+)?|是|否)$`)

func printedOn(root *html.Node, name string) (found []printedNumber) {
	for _, a := range all(root, "a", "to-source") {
		if text := textOf(a); aNumber.MatchString(text) {
			found = append(found, printedNumber{name, text, path.Join(path.Dir(name), attr(a, "href"))})
		}
	}
	return found
}

func heatOn(root *html.Node) (found []heatCell) {
	for _, table := range all(root, "table", "") {
		heads := all(table, "thead", "")
		if len(heads) == 0 {
			continue
		}
		var columns []string
		for _, th := range all(all(heads[0], "tr", "")[0], "th", "") {
			columns = append(columns, linkOf(th))
		}
		for _, row := range all(table, "tr", "") {
			cells := slices.Concat(all(row, "th", ""), all(row, "td", ""))
			if len(cells) != len(columns) || !strings.Contains(linkOf(cells[0]), "/unit/") {
				continue
			}
			for i, cell := range cells[1:] {
				if text := textOf(cell); columns[i+1] != "" && aNumber.MatchString(text) {
					found = append(found, heatCell{strings.TrimSuffix(path.Base(linkOf(cells[0])), ".html"), columns[i+1], text})
				}
			}
		}
	}
	return found
}

func sectionsOn(root *html.Node, name string) map[string]sourceSection {
	sections := map[string]sourceSection{}
	for _, s := range all(root, "section", "trace") {
		var found sourceSection
		for _, row := range all(s, "tr", "") {
			cells := all(row, "td", "")
			switch {
			case len(all(row, "code", "")) > 0 && len(cells) == 8 && textOf(cells[6]) != "":
				found.cells = append(found.cells, sourceCell{attr(all(row, "code", "")[0], "title"), textOf(cells[6]), textOf(cells[2]),
					strings.NewReplacer(",", "", "−", "-").Replace(textOf(cells[1]))})
			case len(cells) == 4 && strings.HasPrefix(textOf(cells[3]), "计入") && linkOf(row) != "":
				where, anchor, _ := strings.Cut(linkOf(row), "#")
				if where = path.Join(path.Dir(name), where); strings.HasPrefix(linkOf(row), "#") {
					where = name
				}
				found.units = append(found.units, where+"#"+anchor)
			}
		}
		sections[strings.TrimPrefix(attr(s, "id"), "src-")] = found
	}
	return sections
}

// all lists the elements of a name, and of a class if one is given, below a node.
func all(root *html.Node, name, class string) (found []*html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (class == "" || slices.Contains(strings.Fields(attr(n, "class")), class)) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func linkOf(n *html.Node) string {
	if links := all(n, "a", ""); len(links) > 0 {
		return attr(links[0], "href")
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// told is a number by its terms in the table of sources, each with what its cell
// says; nil where a cell was not reached from the page.
func (e *printedEdition) told(t *testing.T, key string, reached map[string]*big.Rat) *big.Rat {
	t.Helper()
	var terms printedTerms
	for _, row := range e.lineage[key] {
		terms.indicator = e.indicators[row["indicator"]+" "+row["version"]]
		value, has := reached[row["sha256"]+" "+row["sheet"]+"!"+row["cell"]]
		switch {
		case row["value"] == "NULL":
			continue
		case row["cell"] == "": // ones, and how many counties there are
			value = rational(t, row["value"])
		case !has:
			t.Errorf("%s: %s!%s of %s is not on the page", key, row["sheet"], row["cell"], row["file_name"])
			return nil
		}
		if value != nil {
			terms.add(t, row, new(big.Rat).Mul(value, rational(t, row["operation"])))
		}
	}
	if terms.indicator == nil {
		t.Errorf("%s: the table of sources has no such number", key)
		return nil
	}
	return terms.value(t)
}

// printedTerms are the terms of a formula, of each unit and added up.
type printedTerms struct {
	indicator map[string]string
	lines     []*printedTerm
}

type printedTerm struct {
	row map[string]string
	seq int
	sum *big.Rat
}

func (p *printedTerms) add(t *testing.T, row map[string]string, value *big.Rat) {
	for _, line := range p.lines {
		if line.row["org"] == row["org"] && line.row["term"] == row["term"] {
			line.sum.Add(line.sum, value)
			return
		}
	}
	seq, err := strconv.Atoi(row["term"])
	if err != nil {
		t.Fatal(err)
	}
	p.lines = append(p.lines, &printedTerm{row, seq, value})
}

// parts adds the terms of a part: in all, and one by one over all units.
func (p *printedTerms) parts(t *testing.T, part string) (total *big.Rat, each []*big.Rat) {
	lines := slices.Clone(p.lines)
	slices.SortStableFunc(lines, func(a, b *printedTerm) int { return a.seq - b.seq })
	for i, line := range lines {
		if line.row["part"] != part {
			continue
		}
		value := line.sum
		if line.row["transform"] == "at_least" {
			value = truth(value.Cmp(rational(t, line.row["threshold"])) >= 0)
		}
		value = new(big.Rat).Mul(value, rational(t, line.row["factor"]))
		if len(each) == 0 || lines[i-1].seq != line.seq {
			each = append(each, new(big.Rat))
		}
		each[len(each)-1].Add(each[len(each)-1], value)
		switch rollup := p.indicator["rollup"]; {
		case total == nil:
			total = value
		case rollup == "max" && value.Cmp(total) > 0, rollup == "min" && value.Cmp(total) < 0:
			total = value
		case rollup != "max" && rollup != "min":
			total = new(big.Rat).Add(total, value)
		}
	}
	return total, each
}

// value is the indicator by its type.
func (p *printedTerms) value(t *testing.T) *big.Rat {
	top, deaths := p.parts(t, "numerator")
	bottom, people := p.parts(t, "denominator")
	if top == nil {
		return nil
	}
	scale := rational(t, p.indicator["scale"])
	if p.indicator["type"] == "death_probability" {
		return new(big.Rat).Mul(scale, deathsExpected(deaths, people))
	}
	for part, of := range map[string]*big.Rat{"numerator_per": top, "denominator_per": bottom} {
		if per, _ := p.parts(t, part); per != nil && per.Sign() != 0 && of != nil {
			of.Quo(of, per)
		}
	}
	if bottom != nil {
		if bottom.Sign() == 0 {
			return nil
		}
		top.Quo(top, bottom)
	}
	if p.indicator["type"] == "growth" {
		top.Sub(top, big.NewRat(1, 1))
	}
	return top.Mul(top, scale)
}

// deathsExpected is 1 less the product of the chances to live through each five years of age.
func deathsExpected(deaths, people []*big.Rat) *big.Rat {
	lives := big.NewRat(1, 1)
	for i := range deaths {
		half := new(big.Rat).Mul(deaths[i], big.NewRat(5, 2))
		lives.Mul(lives, new(big.Rat).Quo(new(big.Rat).Sub(people[i], half), new(big.Rat).Add(people[i], half)))
	}
	return lives.Sub(big.NewRat(1, 1), lives)
}
