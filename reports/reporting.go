package reports

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

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
	LeadEn     template.HTML
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

	HasFindings, HasDoubts, HasSeal, HasFile bool // what the edition has of it
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
	v.Lines = listed(d, &v.frame, v.Lines, notAsAsked)
	v.Lead = new(sentence).say("%s，", partWord(d.period)).show(v.Summary.sentence()).say("。").sayIf(d.hasQuality(), "共有校核问题 %d 条。", v.Findings).html()
	v.LeadEn = new(sentence).say("%s", v.Summary.sentenceEn()).html()
	v.frame.Summary = plain(v.Lead)
	v.HasFindings, v.HasDoubts = d.hasQuality(), !d.leavesOut("mart_reporting", "findings_doubt")
	v.HasSeal, v.HasFile = !d.leavesOut("mart_reporting", "sealed"), !d.leavesOut("mart_reporting", "file_name")
	v.Due, v.DueMark = d.period.Due.String(), d.assumed("calendar", "")
	v.FinalWords = d.finalWords()
	v.Accounting, v.Identity, v.Bundles = d.accountLines()
	v.Attached = d.attachmentUnits()
	v.Attachment = d.attachmentCounts(v.Attached)
	return v
}

// notAsAsked says that somebody has to look at a report: none, late, or with findings.
func notAsAsked(l reportLine) bool {
	return l.ReceivedOn == missing || l.DaysLate != "0" || l.Errors+l.Returns > 0
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
