package reports

import (
	"fmt"
	"html/template"
	"path"
	"strings"
)

// A desk is where one page is written: the book, the period the page is about,
// and how far below the site's root it stands.
type desk struct {
	*book
	period periodRow
	root   string // "", "../" or "../../"
	exists map[string]bool
}

// slug makes a file name of a code: letters, digits, dot, dash and underscore
// stay, every other byte becomes its hexadecimal, so that two codes never meet.
func slug(code string) string {
	var b strings.Builder
	for _, c := range []byte(code) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.' && b.Len() > 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "~%02x", c)
		}
	}
	return b.String()
}

func indicatorPath(period, indicator string) string {
	return period + "/indicator/" + slug(indicator) + ".html"
}
func rosterPath(period, parent string) string {
	return period + "/institutions/" + slug(parent) + ".html"
}
func unitPath(period, org string) string  { return period + "/unit/" + slug(org) + ".html" }
func taskPath(period, task string) string { return period + "/task/" + slug(task) + ".html" }

func (d desk) to(sitePath string) string      { return d.root + sitePath }
func (d desk) indicatorLink(i string) string  { return d.to(indicatorPath(d.period.Period, i)) }
func (d desk) taskLink(task string) string    { return d.to(taskPath(d.period.Period, task)) }
func (d desk) periodPage(name string) string  { return d.to(d.period.Period + "/" + name) }
func (d desk) current() term                  { return periodName(d.period) }
func (d desk) report(org string) reportingRow { return d.reportBy[orgPeriod{org, d.period.Period}] }
func (d desk) tasksRows(task string) []ledgerRow {
	return d.ledgerBy[taskPeriod{task, d.period.Period}]
}
func (d desk) measuresOf(t string) []measureRow { return d.measureBy[taskPeriod{t, d.period.Period}] }
func (d desk) findingsOf(org string) []findingRow {
	return d.findingBy[orgPeriod{org, d.period.Period}]
}

// sampleMark stands in pictures, which are copied without their page: what the
// figures are not, and what the document is not.
func (d desk) sampleMark() string {
	var words []string
	if d.audience.Preview() {
		words = append(words, "预览")
	}
	if d.head.Sample {
		words = append(words, "样例数据")
	}
	if standing, _, _ := d.head.standing(); standing != "" {
		words = append(words, standing)
	}
	return strings.Join(words, " ")
}

// unitLink leads to where an org is shown: its page, the first page for the
// programme's region, for an institution its line in the list of its parent.
func (d desk) unitLink(org string) string {
	switch o := d.orgByCode[org]; {
	case org == d.head.Region:
		return d.periodPage("index.html")
	case o.Class == "institution" && !o.validOn(d.period.LastDay.String()):
		return d.unitLink(o.Parent) // it stands in no list of this period
	case o.Class == "institution":
		return d.to(rosterPath(d.period.Period, o.Parent)) + "#u-" + slug(org)
	}
	return d.to(unitPath(d.period.Period, org))
}

// searchHelp explains the search by an org of the pack: hzq finds 汉台区.
func (d desk) searchHelp() string {
	for _, o := range d.now().places() {
		if initials := pinyinInitials(o.Name); len(initials) > 2 {
			return "输入名称、简称或拼音首字母，例如 " + initials + " 即" + o.Name
		}
	}
	return "输入名称、简称或拼音首字母"
}

// periodsUntil is history and reporting periods up to the page's own, oldest first.
func (d desk) periodsUntil() []periodRow {
	var until []periodRow
	for _, p := range d.periods {
		if p.Seq <= d.period.Seq {
			until = append(until, p)
		}
	}
	return until
}

// yearBefore is the year where the row of periods begins or the year changes.
func yearBefore(p periodRow, all []periodRow) string {
	for i, other := range all {
		if other.Period == p.Period && (i == 0 || all[i-1].Year != p.Year) {
			return fmt.Sprintf("%d年", p.Year)
		}
	}
	return ""
}

type link struct {
	Name, NameEn, Href string
	Current            bool
	Alt                string // of a period, its English name: NameEn holds its year
}

// A frame is what every page has around its content.
type frame struct {
	social
	Root, Period        string
	Title, TitleEn      string
	SiteTitle, SiteEn   string
	Number              string
	Sample              bool
	Doors, More         []link
	Crumbs, Periods     []link
	Folded              bool // more periods than a phone shows in one row
	Prev, Next          *link
	PeriodName          term
	CutOff, Version     string
	Charts              bool
	Assets              assetNames
	Style               string
	Download            string
	Footnotes           []string
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
}

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
	f := frame{
		Root: d.root, Period: d.period.Period, Title: title, TitleEn: titleEn,
		SiteTitle: d.head.ShortTitle, SiteEn: d.head.ShortTitleEn, Number: d.head.Number,
		Sample: d.head.Sample, PeriodName: d.current(), CutOff: chineseDate(d.period.CutOff.String()),
		Version: d.head.ProgramVersion, PackHash: d.head.PackHash, AsOf: d.head.AsOf.String(),
		Issuer: d.head.Issuer, Secretariat: d.head.Secretariat, Assets: siteAssets.names, Word: d.naming, SearchHelp: d.searchHelp(),
	}
	f.Standing, f.StandingWords, f.StandingEn = d.head.standing()
	if d.base != "" {
		f.Canonical = d.address(sitePath)
	}
	f.Edition, f.Preview, f.Public, f.Cite = d.audience.Edition, d.audience.Preview(), d.audience.Public, d.cite()
	f.Pages = d.lesserPages()
	for i, each := range doors {
		if !d.exists[d.period.Period+"/"+each.file] {
			continue // a programme without evaluation has no page for it
		}
		if each.key == "glance" {
			each.zh = d.naming.Overview
		}
		l := link{Name: each.zh, NameEn: each.en, Href: d.periodPage(each.file), Current: each.key == door}
		if i < 4 {
			f.Doors = append(f.Doors, l)
		} else {
			f.More = append(f.More, l)
		}
	}
	f.Assets.Search, f.Assets.Institutions = d.searchName, d.institutionsName
	f.Periods = d.periodSwitch(sitePath)
	f.Folded = len(f.Periods) > periodsInRow
	return f
}

// lesser are the pages of a period that stand below the doors, in the footer.
var lesser = []struct{ zh, en, file string }{
	{"与上期相比", "What changed", "changes.html"},
	{"未知与存疑", "What is not known", "unknowns.html"},
	{"单位与指标对照", "Places by indicators", "places.html"},
	{"数据质量", "Data quality", "quality.html"},
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
// first page. The year stands in NameEn where it changes.
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
		links = append(links, link{partWord(p), yearBefore(p, d.published), d.to(there), p.Period == d.period.Period, periodName(p).En})
	}
	return links
}

func (f *frame) crumb(name, nameEn, href string) {
	f.Crumbs = append(f.Crumbs, link{Name: name, NameEn: nameEn, Href: href})
}

// between sets the neighbours of page at among its kind.
func (f *frame) between(all []link, at int) {
	if at > 0 {
		f.Prev = &all[at-1]
	}
	if at+1 < len(all) {
		f.Next = &all[at+1]
	}
}

// A sentence is running text with the figures in it set heavier.
type sentence struct{ b strings.Builder }

func (s *sentence) say(format string, args ...any) *sentence {
	s.b.WriteString(template.HTMLEscapeString(fmt.Sprintf(format, args...)))
	return s
}

// sayIf says it only where something holds.
func (s *sentence) sayIf(holds bool, format string, args ...any) *sentence {
	if !holds {
		return s
	}
	return s.say(format, args...)
}

// show adds one figure or name that carries the sentence.
func (s *sentence) show(text string) *sentence {
	s.b.WriteString("<b>" + template.HTMLEscapeString(text) + "</b>")
	return s
}

func (s *sentence) html() template.HTML { return template.HTML(s.b.String()) } // escaped on the way in
