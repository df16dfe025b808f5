//go:build cgo

package main

import (
	"cmp"
	"io/fs"
	"math/big"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// printedNumbers is how many printed numbers are traced.
const printedNumbers = 1000

// TestPrintedNumbersEndInCells: a thousand numbers drawn from the pages of an
// edition, as they are printed there, lead by the links of the pages to cells of
// originals, and what these cells say, read and added up by other code, rounds
// to what is printed.
func TestPrintedNumbersEndInCells(t *testing.T) {
	if os.Getenv("YIGAI_PROVE") == "" {
		if testing.Short() {
			t.Skip("the short run publishes nothing")
		}
		tracePrinted(t, demoDir(t))
		return
	}
	eachPack(t, func(t *testing.T, id, dir string) { tracePrinted(t, dir) })
}

func tracePrinted(t *testing.T, dir string) {
	t.Helper()
	newest, err := os.ReadFile(filepath.Join(dir, "editions", "LATEST"))
	if err != nil {
		t.Fatal(err)
	}
	edition := filepath.Join(dir, "editions", strings.TrimSpace(string(newest)))
	e := &printedEdition{workspace: dir, site: filepath.Join(edition, "site"), pages: map[string]page{}, books: map[string]map[string]string{},
		lineage: map[string][]map[string]string{}, indicators: map[string]map[string]string{}, ways: map[string]int{}}
	table := func(name string) []map[string]string {
		return readMart(t, filepath.Join(edition, "parquet", name+".parquet"))
	}
	into := intoOf(table("mart_indicator"), table("dim_ancestor"))
	for _, row := range table("mart_lineage") {
		for _, org := range into.orgs(row) {
			key := strings.Join([]string{row["indicator"], org, row["period"], row["basis"]}, " ")
			e.lineage[key] = append(e.lineage[key], row)
		}
	}
	for _, row := range readMart(t, filepath.Join(edition, "parquet", "dim_indicator.parquet")) {
		e.indicators[row["indicator"]+" "+row["version"]] = row
	}
	kinds := map[string]int{}
	drawn := e.draw(t, printedNumbers)
	for _, p := range drawn {
		kinds[p.kind()]++
		e.follow(t, p)
	}
	if len(drawn) < printedNumbers || len(kinds) < 4 || kinds["places.html"] == 0 || e.cells < printedNumbers {
		t.Errorf("%d numbers of %v, %d cells: too few to prove anything", len(drawn), kinds, e.cells)
	}
	if ways := e.unfollowed(); len(ways) > 0 {
		t.Errorf("no number was drawn that is computed as %q", ways)
	}
	t.Logf("%d printed numbers of %v computed as %v, %d cells of %d originals read again", len(drawn), kinds, e.ways, e.cells, len(e.books))
}

// A printedEdition is an internal edition and what was read of it so far.
type printedEdition struct {
	workspace, site string
	pages           map[string]page
	books           map[string]map[string]string   // cells by SHA-256 of their file
	lineage         map[string][]map[string]string // by indicator, org, period, basis
	indicators      map[string]map[string]string   // by indicator and version
	ways            map[string]int                 // numbers followed, by how they are computed
	cells           int
}

// wayOf is how a number is computed that a row of the table of sources is a term of.
func (e *printedEdition) wayOf(row map[string]string) string {
	i := e.indicators[row["indicator"]+" "+row["version"]]
	return i["type"] + " " + i["rollup"]
}

// unfollowed are the ways in which indicators are computed whose pages were read
// and print numbers, and of which none was followed.
func (e *printedEdition) unfollowed() (ways []string) {
	prints := map[string]bool{}
	for name, p := range e.pages {
		if path.Base(path.Dir(name)) == "indicator" && len(p.printed) > 0 {
			prints[strings.TrimSuffix(path.Base(name), ".html")] = true
		}
	}
	for _, rows := range e.lineage {
		if way := e.wayOf(rows[0]); prints[rows[0]["indicator"]] && e.ways[way] == 0 && !slices.Contains(ways, way) {
			ways = append(ways, way)
		}
	}
	return ways
}

// A printedNumber stands on a page of the site and leads to where its sources are.
type printedNumber struct{ page, text, to string }

// kind is the kind of page: what its folder or file is called in every period.
func (p printedNumber) kind() string {
	_, name, _ := strings.Cut(p.page, "/")
	folder, _, inside := strings.Cut(name, "/")
	if !inside {
		return cmp.Or(name, p.page)
	}
	return folder
}

// draw takes pages at random, and at most a few numbers of each, until there are enough.
func (e *printedEdition) draw(t *testing.T, n int) (drawn []printedNumber) {
	t.Helper()
	var pages []string
	err := fs.WalkDir(os.DirFS(e.site), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".html" && !strings.Contains(name, "/trace/") {
			pages = append(pages, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(2022, 1000))
	random.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
	// heat tables are few: all of them come first, and then a page of each indicator
	once := onceEach(pages)
	slices.SortStableFunc(pages, func(a, b string) int { return cmp.Or(heatFirst(a)-heatFirst(b), once[b]-once[a]) })
	for _, name := range pages {
		found, most := e.page(t, name).printed, 15
		if heatFirst(name) == 0 {
			found = e.heat(t, name)
		} else if once[name] > 0 {
			most = 3
		}
		random.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
		drawn = append(drawn, found[:min(len(found), most)]...)
		if len(drawn) >= n {
			return drawn[:n]
		}
	}
	return drawn
}

// onceEach has 1 for the page of each indicator in its newest period.
func onceEach(pages []string) map[string]int {
	once, seen := map[string]int{}, map[string]bool{}
	for _, name := range slices.Backward(slices.Sorted(slices.Values(pages))) {
		if id := path.Base(name); path.Base(path.Dir(name)) == "indicator" && !seen[id] {
			once[name], seen[id] = 1, true
		}
	}
	return once
}

func heatFirst(page string) int {
	if path.Base(page) == "places.html" {
		return 0
	}
	return 1
}

// heat are the numbers of a table of places and indicators. A column's head leads
// to the indicator's page, and that leads on from the place's number.
func (e *printedEdition) heat(t *testing.T, name string) (found []printedNumber) {
	t.Helper()
	for _, cell := range e.page(t, name).heat {
		for _, p := range e.page(t, path.Join(path.Dir(name), cell.column)).printed {
			if strings.HasSuffix(p.to, "#src-"+cell.org) {
				found = append(found, printedNumber{name, cell.text, p.to})
				break
			}
		}
	}
	return found
}

// follow goes from a printed number to its cells and back.
func (e *printedEdition) follow(t *testing.T, p printedNumber) {
	t.Helper()
	to, anchor, _ := strings.Cut(p.to, "#src-")
	parts := strings.Split(to, "/") // period, trace, indicator, basis
	if len(parts) != 4 || parts[1] != "trace" {
		t.Errorf("%s: %s leads to %s, which is no page of sources", p.page, p.text, p.to)
		return
	}
	reached := map[string]*big.Rat{}
	e.gather(t, to, anchor, reached)
	key := strings.Join([]string{parts[2], anchor, parts[0], strings.TrimSuffix(parts[3], ".html")}, " ")
	if rows := e.lineage[key]; len(rows) > 0 {
		e.ways[e.wayOf(rows[0])]++
	}
	if got, want := e.told(t, key, reached), strings.NewReplacer(",", "", "−", "-").Replace(p.text); !isRounded(got, want) {
		t.Errorf("%s prints %s, its cells give %v (%s)", p.page, p.text, got, p.to)
	}
}

// gather reads the cells that a section names, and those of the units it is made of.
func (e *printedEdition) gather(t *testing.T, to, anchor string, reached map[string]*big.Rat) {
	t.Helper()
	section, has := e.page(t, to).sections[anchor]
	if !has {
		t.Errorf("%s has no sources of %s", to, anchor)
		return
	}
	for _, c := range section.cells {
		if _, seen := reached[c.key()]; !seen {
			reached[c.key()] = e.read(t, c)
		}
	}
	for _, unit := range section.units {
		where, of, _ := strings.Cut(unit, "#src-")
		e.gather(t, where, of, reached)
	}
}

// read is what the original says in a cell: the page must print just that.
func (e *printedEdition) read(t *testing.T, c sourceCell) *big.Rat {
	t.Helper()
	e.cells++
	if e.books[c.hash] == nil && c.hash == "" {
		e.books[""] = attributeTexts(t, filepath.Join(e.workspace, "programme"))
	} else if e.books[c.hash] == nil {
		e.books[c.hash] = cellTexts(t, filepath.Join(e.workspace, "originals", c.hash+".xlsx"))
	}
	text := e.books[c.hash][c.place]
	n := cellAt{text: softened.Replace(text)}.number()
	if text == "是" || text == "否" {
		n = truth(text == "是")
	}
	if text != c.raw || n == nil || n.Cmp(rational(t, c.value)) != 0 {
		t.Errorf("%s %s holds %q; the page says %q, which is %s", c.hash[:12], c.place, text, c.raw, c.value)
	}
	return n
}

// attributeTexts are the values of attributes.csv by their line: people, which
// no unit reports and the programme gives.
func attributeTexts(t *testing.T, programme string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for i, row := range readCSV(t, filepath.Join(programme, "attributes.csv")) {
		texts["attributes.csv!"+strconv.Itoa(i+2)] = row["value"]
	}
	return texts
}

// isRounded says whether a number of six decimals is printed as text: rounded, or as yes and no.
func isRounded(n *big.Rat, text string) bool {
	if n == nil || text == "是" || text == "否" {
		return n != nil && (n.Cmp(big.NewRat(1, 1)) >= 0) == (text == "是")
	}
	_, decimals, _ := strings.Cut(text, ".")
	six, ok := new(big.Rat).SetString(n.FloatString(6))
	return ok && six.FloatString(len(decimals)) == text
}
