package reports

import (
	"fmt"
	"strings"
)

// A desk is where one page is written: the book, the period the page is about,
// and how far below the site's root it stands.
type desk struct {
	*book
	period periodRow
	root   string // "", "../" or "../../"
	exists map[string]bool
	said   sayings // what the page says in both languages
}

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
			return d.say("输入名称、简称或拼音首字母，例如 "+initials+" 即"+o.Name, "Type a name, a short name or pinyin initials: "+initials+" finds "+orDefault(o.NameEn, o.Name))
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
