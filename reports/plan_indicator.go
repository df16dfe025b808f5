package reports

import (
	"fmt"
	"io"
	"maps"
	"sync"

	"yigai/reports/svg"
)

// indicator plans an indicator's page of a period and the pages that hang on it.
func (p *planner) indicator(period periodRow, i indicatorRow) {
	path := indicatorPath(period.Period, i.Indicator)
	d := p.desk(period, path)
	p.add(path, func(w io.Writer) error {
		view, err := d.indicatorPage(i, path)
		if err != nil {
			return err
		}
		return pages()["indicator"].ExecuteTemplate(w, "layout", view)
	})
	p.list(period, seriesPath(period.Period, i.Indicator), "series", func(d desk, path string) any { return d.seriesPage(i, path) })
	for _, basis := range p.book.basisBy[i.Indicator] {
		if p.book.hasTrace(i.Indicator, period.Period, basis) {
			p.list(period, tracePath(period.Period, i.Indicator, basis), "trace", func(d desk, path string) any { return d.tracePage(i, basis, path) })
		}
	}
	p.charts(period, i)
}

// list plans a page of a period at a path.
func (p *planner) list(period periodRow, path, template string, view func(desk, string) any) {
	d := p.desk(period, path)
	p.page(path, template, func() any { return view(d, path) })
}

// charts plans for each chart a page to embed and a picture to keep. They stand
// equally deep, so the charts are made once for all of them.
func (p *planner) charts(period periodRow, i indicatorRow) {
	d := p.desk(period, embedPath(period.Period, i.Indicator, "trend"))
	made := sync.OnceValue(func() chartSet { return d.chartsOf(i) })
	for _, name := range d.chartNames(i) {
		path := embedPath(period.Period, i.Indicator, name)
		p.page(path, "embed", func() any {
			set, own := made(), d
			own.said = maps.Clone(d.said) // what the charts say; pages are written at the same time
			return own.embedPage(set, name, path)
		})
		p.add(picturePath(period.Period, i.Indicator, name), func(w io.Writer) error {
			c, ok := made().named(name)
			if !ok {
				return fmt.Errorf("no chart %s of %s", name, i.Indicator)
			}
			title := c.Title
			if name == "map" {
				title = made().indicator.Name + "：" + title
			}
			_, err := w.Write(svg.File{Title: title, Sub: c.Sub, Source: c.Source, Style: pictureStyle(), Picture: c.Static}.Bytes())
			return err
		})
	}
}

// indicatorSheets plans an indicator's downloads of a period.
func (p *planner) indicatorSheets(period periodRow, i indicatorRow) {
	d, sample := p.desk(period, ""), p.book.head.Sample
	under := period.Period + "/indicator/" + slug(i.Indicator)
	p.sheet(csvName(under, sample), func() sheet {
		return d.valueSheet(d.figures.each(i.Indicator, period.Period))
	})
	p.sheet(csvName(under+".series", sample), func() sheet {
		return d.seriesSheet(i, func(valueRow) bool { return true })
	})
	p.sheet(csvName(under+".headline", sample), func() sheet {
		return d.seriesSheet(i, func(v valueRow) bool { return v.Org == d.head.Region && v.Basis == d.mainBasis(i.Indicator) })
	})
}
