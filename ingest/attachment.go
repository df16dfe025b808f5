package ingest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/kind"
	"yigai/programme"
)

// The kinds and states of attachments, and what ties one to a submission.
const (
	evidence = "evidence"
	scan     = "scan" // signed or sealed: it attests one revision

	received  = "received"
	namedOnly = "named_only" // named in 佐证材料, not received
	unnamed   = "unnamed"    // received, not named

	byBundle   = "bundle"
	byName     = "name"
	byMention  = "mention"
	byRegister = "register"
)

// A Tie is what an attachment belongs to.
type Tie struct {
	Reporter, Name, Period string
	Kind, Task, Item       string
	Mention                string // the words of 佐证材料 that name it
	Revision               int    // that a scan attests; 0 for none
	State, By              string
}

// tieAttachments ties files to what they prove, once it is known what counts. A
// file that nothing ties stays quarantined.
func (r *rebuild) tieAttachments() {
	mentions := r.mentions()
	for _, j := range r.files {
		if !mayBeAttached(j) {
			continue
		}
		if j.ties = r.tiesOf(j, mentions); len(j.ties) > 0 {
			j.state = Attached
			j.result = check.Result{}
		}
	}
	r.named = unseen(mentions, r.files)
}

// mayBeAttached says whether a file may be one: evidence by its content, or
// anything else that is no report. What is damaged, empty or left by a program
// is told as what it is.
func mayBeAttached(j *judged) bool {
	if !j.result.Quarantined || isJunk(j) || j.what.Class == kind.Bundle || j.what.Code == book.CodeEmpty {
		return false
	}
	return !isTable(j.what) || slices.ContainsFunc(j.result.Findings, func(f check.Finding) bool { return notAReport[f.Code] })
}

// notAReport are the findings of a sound table that is nobody's report: it may
// prove one.
var notAReport = map[check.Code]bool{"E-COVER": true, "E-TEXT": true, "E-HEADER": true}

// tiesOf ties one file: by its name where that says whose it is, else by the
// bundle or the register, else by the report that names it.
func (r *rebuild) tiesOf(j *judged, mentions []mention) []Tie {
	n := r.readName(j)
	whose, by := r.whose(j, n)
	// A web page or a .et named like a workbook was meant to be one: whoever sent
	// it must be told, so a name that only says whose it is ties evidence alone.
	if by == "" || !r.reports(whose.period) || j.what.Class != kind.Evidence && !n.says() {
		return r.tiesByMention(j, n, mentions)
	}
	t := Tie{Reporter: whose.reporter, Name: r.orgName(whose), Period: whose.period, Kind: evidence, Task: n.task, Item: n.item, State: unnamed, By: by}
	if n.scan {
		t.Kind, t.State, t.Revision = scan, received, r.attested(j, whose, n.receipt)
		return []Tie{t}
	}
	ties := []Tie{}
	for _, m := range mentions {
		if m.desk == whose && m.names(n) || m.citesAgain(whose, n) {
			named := t
			named.State, named.Period, named.Task, named.Item, named.Mention = received, m.period, m.task, m.item, m.text
			ties = append(ties, named)
		}
	}
	if len(ties) == 0 {
		return []Tie{t}
	}
	return ties
}

// reports says whether a period is one of the programme's: what is tied to
// another stands on no page.
func (r *rebuild) reports(period string) bool {
	return slices.ContainsFunc(r.pack.ReportPeriods(), func(p programme.Period) bool { return p.String() == period })
}

// whose finds the reporter and period that a file is for, and by what.
func (r *rebuild) whose(j *judged, n nameParts) (desk, string) {
	if s := r.byReceipt(n.receipt); s != nil {
		return s.desk(), byName
	}
	if n.reporter != "" {
		return desk{n.reporter, cmp.Or(n.period, r.bundlePeriod(j, n.reporter), j.Period, r.openPeriod(j))}, byName
	}
	if d, ok := r.bundleDesk(j); ok && j.what.Class == kind.Evidence {
		return d, byBundle
	}
	if org, ok := r.pack.Org(j.Reporter, programme.Period{}); ok && (j.what.Class == kind.Evidence || n.says()) {
		return desk{org.Code, cmp.Or(n.period, j.Period, r.openPeriod(j))}, byRegister
	}
	return desk{}, ""
}

// bundleDesk is whose report came in the same bundle, where it holds exactly one.
func (r *rebuild) bundleDesk(j *judged) (desk, bool) {
	desks := map[desk]bool{}
	var found desk
	for _, other := range r.files {
		if len(other.subs) == 0 || !slices.ContainsFunc(other.within, func(b string) bool { return slices.Contains(j.within, b) }) {
			continue
		}
		for _, s := range other.subs {
			found = s.desk()
			desks[found] = true
		}
	}
	return found, len(desks) == 1
}

// bundlePeriod is the period of the report in the same bundle, where it is of
// the same reporter.
func (r *rebuild) bundlePeriod(j *judged, reporter string) string {
	if d, ok := r.bundleDesk(j); ok && d.reporter == reporter {
		return d.period
	}
	return ""
}

// openPeriod is the first period that took files of the org declared on the day
// the file was sent; "" when none did.
func (r *rebuild) openPeriod(j *judged) string {
	day := dayOf(j.time())
	for _, p := range r.pack.ReportPeriods() {
		days := r.daysOf(j.Reporter, p)
		if !day.Before(days.Opens.Time) && !day.After(days.LockedAfter.Time) {
			return p.String()
		}
	}
	return ""
}

// attested is the revision that a scan attests: the one whose receipt its name
// gives, else the newest that had been received, and sent, when the scan was
// sent; 0 for none. Where people note no times, all of a batch is of one moment.
func (r *rebuild) attested(j *judged, whose desk, receipt string) int {
	if s := r.byReceipt(receipt); s != nil {
		return s.revision
	}
	first, newest := 0, 0
	for _, other := range r.files {
		for _, s := range other.subs {
			if other.batch > j.batch || s.desk() != whose || s.state != Accepted && s.state != Superseded {
				continue
			}
			if first == 0 || s.revision < first {
				first = s.revision
			}
			if !other.time().After(j.time()) {
				newest = max(newest, s.revision)
			}
		}
	}
	return cmp.Or(newest, first)
}

// byReceipt is the one submission of the file with that receipt.
func (r *rebuild) byReceipt(number string) *submission {
	if number == "" {
		return nil
	}
	if j := r.byNumber(number); j != nil && len(j.subs) == 1 {
		return j.subs[0]
	}
	return nil
}

func (r *rebuild) orgName(d desk) string {
	at, _ := programme.ParsePeriod(d.period) // the name of today where there is none
	org, _ := r.pack.Org(d.reporter, at)
	return org.Name
}

// exampleName is how an attachment may be named, with an org, a period and a task
// of this programme.
func (r *rebuild) exampleName() string {
	periods := r.pack.ReportPeriods()
	if len(periods) == 0 || len(r.pack.Tasks) == 0 {
		return "报告期_单位代码_任务编号-名称.pdf"
	}
	at := r.pack.Programme.Periods.First
	code := "单位代码"
	if orgs := r.pack.Reporters(at); len(orgs) > 0 {
		code = orgs[0].Code
	}
	return strings.Join([]string{at.String(), code, r.pack.Tasks[0].Code}, "_") + "-名称.pdf"
}

var receiptPattern = regexp.MustCompile(`R-[0-9a-f]{12}(?:[0-9a-f]{4})*`)
