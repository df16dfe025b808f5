package bulletin

import (
	"cmp"
	"maps"
	"strings"
)

// spans are how periods are spoken of, by the kind of the programme's periods.
var spans = map[string]struct{ this, before, thisEn, beforeEn string }{
	"quarter": {"本季度", "上季度", "this quarter", "the quarter before"},
	"half":    {"本期", "上期", "this half-year", "the half-year before"},
	"year":    {"本年度", "上年度", "this year", "the year before"},
}

// once is what holds for the whole document.
func (b *book) once() item {
	all := b.onceNames()
	for _, more := range []item{b.onceReporting(), b.onceTasks(), b.onceTargets(), b.onceRest(), b.onceRevisions()} {
		maps.Copy(all, more)
	}
	return all
}

// onceNames are the names, words and days of the programme and the period.
func (b *book) onceNames() item {
	h, p := b.head, at("dim_programme", "programme", b.head.Programme)
	span := spans[cmp.Or(h.PeriodKind, "quarter")]
	cutOff, cutOffEn := p.day("as_of", h.AsOf)
	issued, issuedEn := p.day("issued", h.Issued)
	now := at("dim_period", "period", b.period.Period)
	due, dueEn := now.day("due", b.period.Due)
	locked, lockedEn := now.day("locked_after", b.period.LockedAfter)
	all := item{
		"programme": pair(p, "title", h.Title, h.TitleEn), "subject": pair(p, "short_title", h.ShortTitle, h.ShortTitleEn),
		"number": both(p.text("number", h.Number)), "issuer": pair(p, "issuer", h.Issuer, h.IssuerEn), "secretariat": both(p.text("secretariat", h.Secretariat)),
		"kind": b.documentKind(), "document": pair(p, "word_document", h.Document, h.DocumentEn), "total": pair(p, "word_total", h.Total, h.TotalEn),
		"places": b.placesWord(), "departments": pair(p, "word_departments", h.Departments, h.DepartmentsEn),
		"addressee": both(p.text("addressee", h.Addressee)), "issued": {zh: issued, en: issuedEn}, "cut_off": {zh: cutOff, en: cutOffEn},
		"period": b.periodName(b.period), "this": said(span.this, span.thisEn), "before": said(span.before, span.beforeEn),
		"due": {zh: due, en: dueEn}, "locked": {zh: locked, en: lockedEn},
		"draft": flag(h.Status == "draft"), "reference": flag(h.Status == "reference"), "sample": flag(h.Sample), "preview": flag(h.Edition == ""),
	}
	if b.next.Period != "" {
		nextDue, nextDueEn := at("dim_period", "period", b.next.Period).day("due", b.next.Due)
		all["next_period"], all["next_due"] = b.periodName(b.next), phrase{zh: nextDue, en: nextDueEn}
	}
	return all
}

// placesWord is what the programme calls its places.
func (b *book) placesWord() phrase {
	p := at("dim_programme", "programme", b.head.Programme)
	return phrase{zh: p.text("word_places", strings.TrimPrefix(b.head.Places, "各")), en: p.text("word_places_en", b.head.PlacesEn)}
}

// documentKind is 通报, 报告, 考评结果通报.
func (b *book) documentKind() phrase {
	p := at("dim_programme", "programme", b.head.Programme).text("document_kind", b.head.Kind)
	english := "bulletin"
	if b.upward() {
		english = "report"
	}
	return phrase{zh: p, en: words(english)}
}

// upward says whether the document goes to those above, and so names who signs it.
func (b *book) upward() bool { return strings.Contains(b.head.Kind, "报告") }

func (b *book) periodName(p periodRow) phrase {
	row := at("dim_period", "period", p.Period)
	return phrase{zh: row.text("name", p.Name), en: row.text("period", p.Period)}
}

// onceReporting is who reported, and how the files add up.
func (b *book) onceReporting() item {
	codes := map[string][]string{}
	outstanding := 0
	for _, r := range b.reporting {
		codes[r.State] = append(codes[r.State], r.Org)
		if r.FinalOutstanding && r.State != "missing" {
			outstanding++
		}
	}
	whole := at("mart_reporting", "period", b.period.Period, "expected", "true")
	states := []string{"on_time", "late", "missing"}
	shares := sharesOf(len(codes["on_time"]), len(codes["late"]), len(codes["missing"]))
	all := item{"expected": both(whole.count(len(b.reporting))), "received": both(b.inState("on_time|late").count(len(codes["on_time"]) + len(codes["late"])))}
	for i, state := range states {
		all[state] = both(b.inState(state).count(len(codes[state])))
		all[state+"_share"] = both(b.inState(state).share(shares[i], whole))
		all[state+"_names"] = b.orgNames(codes[state], b.inState(state).count(len(codes[state])), "个单位", "units")
	}
	all["final_outstanding"] = both(at("mart_reporting", "period", b.period.Period, "expected", "true", "state", "on_time|late", "final_outstanding", "true").count(outstanding))
	for _, state := range []string{"received", "accepted", "refused", "superseded", "quarantined", "attached", "bundle"} {
		if n, known := b.files[state]; known || len(b.files) > 0 {
			all["files_"+state] = both(at("mart_accounting", "state", state).sum("files", n))
		}
	}
	all["doubts"] = b.doubts()
	return all
}

func (b *book) inState(states string) place {
	return at("mart_reporting", "period", b.period.Period, "expected", "true", "state", states)
}

// doubts are findings that nobody has accepted yet; a public edition does not have them.
func (b *book) doubts() phrase {
	n := 0
	for _, r := range b.reporting {
		n += r.Doubts
	}
	if n == 0 {
		return phrase{}
	}
	return both(at("mart_reporting", "period", b.period.Period, "expected", "true").sum("findings_doubt", n))
}
