package reports

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
)

// A planner collects the files of a site before the first is written, so that
// pages can know which others exist.
type planner struct {
	book   *book
	exists map[string]bool
	files  []file
}

func plan(b *book, tables []tableInfo) []file {
	p := &planner{book: b, exists: map[string]bool{}}
	p.assets()
	p.search()
	p.institutions()
	p.english()
	newest := b.published[len(b.published)-1]
	d := desk{book: b, period: newest, exists: p.exists, said: sayings{}}
	p.page("index.html", "glance", func() any { return d.glance(newest.Period + "/index.html") })
	for _, period := range b.published {
		p.period(period, tables)
	}
	return p.files
}

func (p *planner) add(path string, write func(io.Writer) error) {
	p.files = append(p.files, file{path, write})
	p.exists[path] = true
}

// page plans a page whose view is made only when it is written.
func (p *planner) page(path, template string, view func() any) {
	p.add(path, func(w io.Writer) error { return pages()[template].ExecuteTemplate(w, "layout", view()) })
}

func (p *planner) sheet(path string, make func() sheet) {
	p.add(path, func(w io.Writer) error {
		s := make()
		return s.without(p.book.left[s.table]).write(w)
	})
}

func (p *planner) assets() {
	for _, name := range slices.Sorted(maps.Keys(siteAssets().files)) {
		p.add(name, func(w io.Writer) error {
			_, err := bytes.NewReader(siteAssets().files[name]).WriteTo(w)
			return err
		})
	}
}

// desk returns the desk for a page at that path.
func (p *planner) desk(period periodRow, path string) desk {
	return desk{book: p.book, period: period, root: strings.Repeat("../", strings.Count(path, "/")), exists: p.exists, said: sayings{}}
}

func (p *planner) period(period periodRow, tables []tableInfo) {
	list := func(name, template string, view func(desk, string) any) {
		path := period.Period + "/" + name + ".html"
		d := p.desk(period, path)
		p.page(path, template, func() any { return view(d, path) })
	}
	at := desk{book: p.book, period: period}
	list("index", "glance", func(d desk, path string) any { return d.glance(path) })
	list("indicators", "indicators", func(d desk, path string) any { return d.indicatorsPage(path) })
	list("units", "units", func(d desk, path string) any { return d.unitsPage(path) })
	if at.hasLedger() || !p.book.Public {
		list("ledger", "ledger", func(d desk, path string) any { return d.ledgerPage(path) })
	}
	if len(at.schemes()) > 0 {
		list("evaluation", "evaluation", func(d desk, path string) any { return d.evaluationPage(path) })
	}
	if at.followed() {
		list("follow", "follow", func(d desk, path string) any { return d.followPage(path) })
	}
	list("reporting", "reporting", func(d desk, path string) any { return d.reportingPage(path) })
	p.data(period, tables)
	list("method", "method", func(d desk, path string) any { return d.methodPage(path) })
	p.further(period)
	p.single(period)
	p.sheets(period)
}

// data plans the page of tables and downloads of a period.
func (p *planner) data(period periodRow, tables []tableInfo) {
	path := period.Period + "/data.html"
	d := p.desk(period, path)
	p.add(path, func(w io.Writer) error {
		view, err := d.dataPage(path, tables)
		if err != nil {
			return err
		}
		return pages()["data"].ExecuteTemplate(w, "layout", view)
	})
}

// single plans the pages of one indicator, unit or task.
func (p *planner) single(period periodRow) {
	for _, i := range p.book.indicators {
		p.indicator(period, i)
	}
	for _, o := range p.book.withPage() {
		path := unitPath(period.Period, o.Org)
		d := p.desk(period, path)
		p.page(path, "unit", func() any { return d.unitPage(o, path) })
	}
	if now := (desk{book: p.book, period: period}).now(); now.deep() {
		for _, o := range now.regions {
			if len(now.children[o.Org]) > 0 {
				p.list(period, placesPath(period.Period, o.Org), "places", func(d desk, path string) any { return d.regionPlaces(o, path) })
			}
		}
	}
	for _, parent := range (desk{book: p.book, period: period}).rosterParents() {
		path := rosterPath(period.Period, parent)
		d := p.desk(period, path)
		p.page(path, "roster", func() any { return d.rosterPage(parent, path) })
	}
	for _, t := range p.book.tasks {
		path := taskPath(period.Period, t.Task)
		d := p.desk(period, path)
		p.page(path, "task", func() any { return d.taskPage(t, path) })
	}
}

func (p *planner) sheets(period periodRow) {
	d, sample := p.desk(period, ""), p.book.head.Sample
	under := period.Period + "/"
	p.sheet(under+csvName("indicators", sample), func() sheet { return d.valueSheet(d.allValues()) })
	if d.hasLedger() || !p.book.Public {
		p.sheet(under+csvName("ledger", sample), d.ledgerSheet)
	}
	p.sheet(under+csvName("reporting", sample), d.reportingSheet)
	if p.book.hasQuality() {
		p.sheet(under+csvName("findings", sample), d.findingSheet)
		p.sheet(under+csvName("quality", sample), d.qualitySheet)
	}
	if len(d.schemes()) > 0 {
		p.sheet(under+csvName("evaluation", sample), d.evaluationSheet)
	}
	for _, i := range p.book.indicators {
		p.indicatorSheets(period, i)
	}
	for _, o := range p.book.withPage() {
		if o.Class == "department" {
			continue
		}
		p.sheet(under+"unit/"+csvName(slug(o.Org), sample), func() sheet {
			return d.valueSheet(d.figures.ofOrg(o.Org, period.Period, p.book.seq))
		})
	}
}
