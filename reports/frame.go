package reports

import (
	"html/template"
	"path"
	"strings"
	"sync"
)

type link struct {
	Name, NameEn, Href string
	Current            bool
	Year               string // before the first period of a year, 2022年; else empty
}

// A house is what all pages have around their content that are about one period,
// stand equally deep and behind one door.
type house struct {
	Root, Period        string
	SiteTitle, SiteEn   string
	Number              string
	Sample              bool
	Doors, More         []link
	PeriodName          term
	CutOff, Version     string
	BasisEn             string // what the Chinese line of the footer says
	Assets              assetNames
	PackHash, AsOf      string
	Issuer, Secretariat string
	Word                naming
	Standing            string // what the document is, where it binds nobody
	StandingWords       string
	StandingEn          string
	SearchHelp          string
	Edition             string
	Preview, Public     bool
	Cite                term
	Pages               []link // the pages of the period that are not doors
	Printed             printedHouse
}

// A printedHouse is the parts of a page that are the same throughout a house.
type printedHouse struct{ Masthead, Notices, Footer template.HTML }

// House lets a template look its fields up without those of the page.
func (h house) House() house { return h }

// A frame is what every page has around its content.
type frame struct {
	social
	house
	Title, TitleEn  string
	Crumbs, Periods []link
	Folded          bool // more periods than a phone shows in one row
	Prev, Next      *link
	Charts          bool
	Style           string
	Download        string
	Footnotes       []string
	Said            sayings
	Cut             int // rows of lists by unit that the page has no room for
}

// Frame lets a template look its fields up without those of the content.
func (f frame) Frame() frame { return f }

// MostListed is how many rows a list by unit has where it is cut.
func (f frame) MostListed() int { return mostListed }

// doors are the ways into the site: four main ones, then those that are there.
var doors = []struct{ key, zh, en, file string }{
	{"glance", "本季概览", "Overview", "index.html"},
	{"indicators", "指标", "Indicators", "indicators.html"},
	{"units", "单位", "Units", "units.html"},
	{"ledger", "台账", "Ledger", "ledger.html"},
	{"evaluation", "考评", "Evaluation", "evaluation.html"},
	{"follow", "督办", "Follow-up", "follow.html"},
	{"reporting", "报送", "Reporting", "reporting.html"},
	{"data", "数据", "Data", "data.html"},
	{"method", "方法", "Method", "method.html"},
}

// frame fills what does not depend on the page's content. sitePath is the page's own path.
func (d desk) frame(door, sitePath, title, titleEn string) frame {
	f := frame{house: d.house(door), Title: title, TitleEn: titleEn, Said: d.said}
	if d.base != "" {
		f.Canonical = d.address(sitePath)
	}
	d.say(title, titleEn)
	f.Periods = d.periodSwitch(sitePath)
	f.Folded = len(f.Periods) > periodsInRow
	return f
}

type houseKey struct{ door, period, root string }

// A builtHouse is one with what it says in both languages.
type builtHouse struct {
	house
	said sayings
}

// house is made once for all pages in it.
func (d desk) house(door string) house {
	once, _ := d.houses.LoadOrStore(houseKey{door, d.period.Period, d.root}, sync.OnceValue(func() builtHouse {
		own := d
		own.said = sayings{}
		return builtHouse{own.buildHouse(door), own.said}
	}))
	built := once.(func() builtHouse)()
	for zh, en := range built.said {
		d.say(zh, en)
	}
	return built.house
}

func (d desk) buildHouse(door string) house {
	h := house{
		Root: d.root, Period: d.period.Period,
		SiteTitle: d.head.ShortTitle, SiteEn: d.head.ShortTitleEn, Number: d.head.Number,
		Sample: d.head.Sample, PeriodName: d.current(), CutOff: chineseDate(d.period.CutOff.String()),
		Version: d.head.ProgramVersion, PackHash: d.head.PackHash, AsOf: d.head.AsOf.String(),
		Issuer: d.head.Issuer, Secretariat: d.head.Secretariat, Assets: siteAssets().names, Word: d.naming, SearchHelp: d.searchHelp(),
		BasisEn: d.basisEn(), Pages: d.lesserPages(),
	}
	h.Standing, h.StandingWords, h.StandingEn = d.head.standing()
	h.Edition, h.Preview, h.Public, h.Cite = d.audience.Edition, d.audience.Preview(), d.audience.Public, d.cite()
	for i, each := range doors {
		if !d.exists[d.period.Period+"/"+each.file] {
			continue // a programme without evaluation has no page for it
		}
		if each.key == "glance" {
			each.zh = d.naming.Overview
		}
		l := link{Name: each.zh, NameEn: each.en, Href: d.periodPage(each.file), Current: each.key == door}
		if i < 4 {
			h.Doors = append(h.Doors, l)
		} else {
			h.More = append(h.More, l)
		}
	}
	h.Assets.Search, h.Assets.Institutions, h.Assets.English = d.searchName, d.institutionsName, d.englishName
	h.Printed = printedHouse{printPiece("masthead", h), printPiece("notices", h), printPiece("footer", h)}
	return h
}

// basisEn names in English the document, the period and the day the data end.
func (d desk) basisEn() string {
	words := orDefault(d.head.IssuerEn, d.head.Issuer)
	words += ". " + d.current().En + ", data as of " + d.period.CutOff.String()
	if d.head.Sample {
		words += ", sample data"
	}
	return words + "."
}

// lesser are the pages of a period that stand below the doors, in the footer.
var lesser = []struct{ zh, en, file string }{
	{"与上期相比", "What changed", "changes.html"},
	{"未知与存疑", "What is not known", "unknowns.html"},
	{"单位与指标对照", "Places by indicators", "places.html"},
	{"数据质量", "Data quality", "quality.html"},
	{"报送与明细", "Reported and recorded", "recorded.html"},
	{"发布版", "Editions", "editions.html"},
	{"打印版（全部数据）", "Print edition, every row", "print.html"},
}

func (d desk) lesserPages() (links []link) {
	for _, each := range lesser {
		if d.exists[d.period.Period+"/"+each.file] {
			links = append(links, link{Name: each.zh, NameEn: each.en, Href: d.periodPage(each.file)})
		}
	}
	return links
}

// periodsInRow is how many periods stand side by side on a phone; more fold
// into a list that opens without a script.
const periodsInRow = 4

// periodSwitch leads to the same page of another quarter, or to that quarter's
// first page.
func (d desk) periodSwitch(sitePath string) []link {
	_, rest, inPeriod := strings.Cut(sitePath, "/")
	if !inPeriod {
		rest = sitePath
	}
	var links []link
	for _, p := range d.published {
		there := path.Join(p.Period, rest)
		if !d.exists[there] {
			there = p.Period + "/index.html"
		}
		links = append(links, link{Name: partWord(p), NameEn: periodName(p).En, Href: d.to(there), Current: p.Period == d.period.Period, Year: yearBefore(p, d.published)})
	}
	return links
}

func (f *frame) crumb(name, nameEn, href string) {
	f.Crumbs = append(f.Crumbs, link{Name: name, NameEn: nameEn, Href: href})
}

// between sets the neighbours of page at among the many of its kind.
func (f *frame) between(many, at int, page func(int) link) {
	if at > 0 {
		before := page(at - 1)
		f.Prev = &before
	}
	if at+1 < many {
		after := page(at + 1)
		f.Next = &after
	}
}
