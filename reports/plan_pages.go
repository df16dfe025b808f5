package reports

// further plans the pages of a period that stand below the doors: what changed,
// what is not known, the table of all places, the editions, and everything on
// one page for paper. A public edition has a page only where it has the data.
func (p *planner) further(period periodRow) {
	list := func(name string, view func(desk, string) any) {
		path := period.Period + "/" + name + ".html"
		d := p.desk(period, path)
		p.page(path, name, func() any { return view(d, path) })
	}
	if period.Previous != "" {
		list("changes", func(d desk, path string) any { return d.changesPage(path) })
	}
	list("unknowns", func(d desk, path string) any { return d.unknownsPage(path) })
	list("places", func(d desk, path string) any { return d.placesPage(path) })
	list("editions", func(d desk, path string) any { return d.editionsPage(path) })
	list("print", func(d desk, path string) any { return d.printPage(path) })
	if p.book.hasQuality() {
		list("quality", func(d desk, path string) any { return d.qualityPage(path) })
	}
	if at := (desk{book: p.book, period: period}); len(at.recordedIn()) > 0 {
		list("recorded", func(d desk, path string) any { return d.recordedPage(path) })
		p.sheet(period.Period+"/"+csvName("recorded", p.book.head.Sample), p.desk(period, "").recordedSheet)
	}
}

// hasQuality: doubts and findings are not for the public, whose tables lack them.
func (b *book) hasQuality() bool {
	return !b.leavesOut("mart_quality", "test") || !b.leavesOut("mart_finding", "code")
}

// hasLedger says whether a period has rows of the ledger.
func (d desk) hasLedger() bool {
	for _, t := range d.tasks {
		if len(d.tasksRows(t.Task)) > 0 {
			return true
		}
	}
	return false
}
