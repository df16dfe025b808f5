package reports

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"yigai/internal/parquetio"
	"yigai/reports/svg"
)

// A reportingSummary counts who reported; the shares add up to 100.0 %.
type reportingSummary struct {
	Expected, Received int
	Parts              []statePart
	Stack              template.HTML
	Missing, Late      []link
	FewMissing         []link // as many as the first screen may have
	FewLate            []link
	MoreMissing        int
	MoreLate           int
}

type statePart struct {
	State term
	Code  string
	Count int
	Share string
}

func (d desk) reportingSummary() reportingSummary {
	count := map[string]int{}
	var v reportingSummary
	for _, o := range d.orgs {
		r := d.report(o.Org)
		if !r.Expected {
			continue
		}
		v.Expected++
		count[r.State]++
		here := link{Name: d.nameOf(o.Org), NameEn: o.NameEn, Href: d.unitLink(o.Org)}
		switch r.State {
		case "missing":
			v.Missing = append(v.Missing, here)
		case "late":
			v.Late = append(v.Late, here)
		}
	}
	v.Received = count["on_time"] + count["late"]
	v.FewMissing, v.MoreMissing = firstFew(v.Missing, 10)
	v.FewLate, v.MoreLate = firstFew(v.Late, 10)
	v.fill(count)
	return v
}

func (v *reportingSummary) fill(count map[string]int) {
	codes := []string{"on_time", "late", "missing"}
	counts := make([]int, len(codes))
	for i, code := range codes {
		counts[i] = count[code]
	}
	var parts []svg.Part
	for i, tenths := range sharesOf(counts) {
		state := wordOf(stateTerms, codes[i])
		share := parquetio.Decimal(int64(tenths), 1)
		v.Parts = append(v.Parts, statePart{state, codes[i], counts[i], grouped(share, 1) + "%"})
		parts = append(parts, svg.Part{Class: state.Class, Title: fmt.Sprintf("%s %d 个", state.Zh, counts[i]), Count: counts[i]})
	}
	v.Stack = svg.Stack("报送情况："+v.short(), parts)
}

func (v reportingSummary) short() string {
	var words []string
	for _, p := range v.Parts {
		words = append(words, p.State.Zh+" "+strconv.Itoa(p.Count))
	}
	return strings.Join(words, "　")
}

func (v reportingSummary) sentence() string {
	text := fmt.Sprintf("%d 个单位应报送，%d 个已报送", v.Expected, v.Received)
	if len(v.Late) > 0 {
		text += fmt.Sprintf("（其中迟报 %d 个）", len(v.Late))
	}
	if len(v.Missing) > 0 {
		text += fmt.Sprintf("，%d 个未报送：%s", len(v.Missing), joinNames(v.Missing))
	}
	return text
}

func joinNames(links []link) string {
	var names []string
	for _, l := range links {
		names = append(names, l.Name)
	}
	return fewNames(names, 8, "个")
}

// reportWords says in a few words what an org sent this period.
func (d desk) reportWords(org string) string {
	r := d.report(org)
	switch {
	case !r.Expected:
		return "不需报送"
	case r.State == "missing":
		return "未报送"
	case r.State == "late":
		return fmt.Sprintf("迟报 %d 天（%s 报送）", r.DaysLate, r.ReceivedOn)
	}
	return fmt.Sprintf("按时报送（%s）", r.ReceivedOn)
}

// A reportLine is one org's row of the reporting page.
type reportLine struct {
	Name, Href           string
	State                term
	ReceivedOn, DaysLate string
	Revision             string
	Completeness, Cells  string
	Errors, Returns      int
	Doubts, Notes        int
	FileName, FullHash   string
	Receipt              string
	Findings             []findingLine
	Anchor, Seal         string
	LateAfter            string
	Data                 *term  // 初报 or 终报; nil where the programme does not tell them apart
	FinalDue             string // where the final figures are still to come
	Exception            string // why it was taken in although the period was locked
}

type findingLine struct {
	Severity       term
	Code, Place    string
	Found          string
	RuleZh, RuleEn string
	FixZh, FixEn   string
	FileName       string
	Accepted       string // who accepted it, until when and why; "" while it is open
}

type reportingView struct {
	frame
	Lead       template.HTML
	Summary    reportingSummary
	Lines      []reportLine
	Accounting []accountLine
	Identity   string
	Due        string
	OwnDays    bool // reporters have different last days
	Finals     bool // provisional figures are followed by final ones
	FinalWords string
	DueMark    mark
	Findings   int
	Attached   []attachmentUnit
	Attachment string
	Bundles    string
}

type accountLine struct {
	Name, NameEn string
	Files        int
}

func (d desk) reportingPage(sitePath string) reportingView {
	v := reportingView{frame: d.frame("reporting", sitePath, d.current().Zh+"报送情况", "Who reported, "+d.current().En)}
	v.Download = csvName("reporting", v.Sample)
	v.Summary = d.reportingSummary()
	for _, o := range d.orgs {
		if r := d.report(o.Org); r.Expected {
			line := d.reportLine(o, r)
			v.Findings += len(line.Findings)
			v.Lines = append(v.Lines, line)
			v.Finals = v.Finals || r.FinalDue.String() != ""
			v.OwnDays = v.OwnDays || line.LateAfter != v.Lines[0].LateAfter
		}
	}
	v.Lead = new(sentence).say("%s，", partWord(d.period)).show(v.Summary.sentence()).say("。共有校核问题 %d 条。", v.Findings).html()
	v.Due, v.DueMark = d.period.Due.String(), d.assumed("calendar", "")
	v.FinalWords = d.finalWords()
	v.Accounting, v.Identity, v.Bundles = d.accountLines()
	v.Attached = d.attachmentUnits()
	v.Attachment = d.attachmentCounts(v.Attached)
	return v
}

func (d desk) reportLine(o orgRow, r reportingRow) reportLine {
	line := reportLine{
		Name: d.nameOf(o.Org), Href: d.unitLink(o.Org), Anchor: "u-" + slug(o.Org),
		State: wordOf(stateTerms, r.State), ReceivedOn: orDefault(r.ReceivedOn.String(), missing),
		Revision: missing, DaysLate: missing, Completeness: missing,
		Errors: r.Errors, Returns: r.Returns, Doubts: r.Doubts, Notes: r.Notes,
		FileName: r.FileName, FullHash: r.SHA256, Receipt: r.Submission, Exception: r.Exception,
	}
	if r.State != "missing" {
		line.Revision, line.Completeness = strconv.Itoa(r.Revision), percent(r.Completeness)
		line.Cells = fmt.Sprintf("%d/%d", r.CellsReported, r.CellsExpected)
		line.DaysLate = strconv.Itoa(r.DaysLate)
	}
	line.LateAfter = r.LateAfter.String()
	if data, known := dataTerms[r.DataState]; known {
		line.Data = &data
	}
	if r.FinalOpen {
		line.FinalDue = r.FinalDue.String()
	}
	line.Findings, line.Seal = findingLines(d.findingsOf(o.Org)), sealShort(r)
	return line
}

var dataTerms = map[string]term{"provisional": {Zh: "初报", En: "provisional"}, "final": {Zh: "终报", En: "final"}}

// finalWords says how many reports are provisional and how many final figures
// are still outstanding; "" where the programme does not tell them apart.
func (d desk) finalWords() string {
	provisional, open, due := 0, 0, ""
	for _, o := range d.orgs {
		r := d.report(o.Org)
		if !r.Expected || r.FinalDue.String() == "" {
			continue
		}
		due = r.FinalDue.String()
		if r.DataState == "provisional" {
			provisional++
		}
		if r.FinalOpen {
			open++
		}
	}
	if due == "" {
		return ""
	}
	return fmt.Sprintf("初报的数之后由终报替换，终报截止日 %s；现行为初报的 %d 个单位，终报未到的 %d 个", due, provisional, open)
}

func findingLines(rows []findingRow) []findingLine {
	var lines []findingLine
	for _, f := range rows {
		place := f.Sheet
		if f.Cell != "" {
			place = strings.Trim(f.Sheet+"!"+f.Cell, "!") // a text has no sheets
		}
		accepted := ""
		if f.Waived {
			accepted = acceptedWords(f.WaivedBy, f.Until.String(), f.Reason)
		}
		lines = append(lines, findingLine{
			Accepted: accepted,
			Severity: wordOf(severityTerms, f.Severity), Code: f.Code, Place: orDefault(place, "整个文件"), Found: f.Found,
			RuleZh: ended(f.RuleZh, "。"), RuleEn: ended(f.RuleEn, "."), FixZh: ended(f.FixZh, "。"), FixEn: ended(f.FixEn, "."), FileName: f.FileName,
		})
	}
	return lines
}

// ended closes a sentence that findings leave open, for others put it into theirs.
func ended(text, stop string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, stop) || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "！") || strings.HasSuffix(text, "？") {
		return text
	}
	return text + stop
}

// shortHash is enough of a hash to tell files apart on a page; the whole one is on hover.
func shortHash(hash string) string {
	if len(hash) > 12 {
		return hash[:12]
	}
	return hash
}

var accountTerms = map[string]term{
	"received": {Zh: "收到", En: "received"}, "accepted": {Zh: "采用", En: "accepted"}, "refused": {Zh: "拒收", En: "refused"},
	"superseded": {Zh: "被新版取代", En: "superseded"}, "quarantined": {Zh: "隔离", En: "quarantined"}, "attached": {Zh: "附件", En: "attached"},
}

// accountLines is the identity of files: received = accepted + refused + superseded + quarantined + attached.
// Bundles stand apart: their members are what is counted.
func (d desk) accountLines() (lines []accountLine, identity, bundles string) {
	var parts []string
	received := 0
	for _, a := range d.accounting {
		if a.State == "bundle" {
			if a.Files > 0 {
				bundles = fmt.Sprintf("另收压缩包 %d 个，包内文件已逐个计入上表", a.Files)
			}
			continue
		}
		word := wordOf(accountTerms, a.State)
		lines = append(lines, accountLine{word.Zh, word.En, a.Files})
		if a.State == "received" {
			received = a.Files
			continue
		}
		parts = append(parts, fmt.Sprintf("%s %d", word.Zh, a.Files))
	}
	return lines, fmt.Sprintf("收到 %d ＝ %s", received, strings.Join(parts, " ＋ ")), bundles
}
