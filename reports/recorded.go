package reports

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"yigai/internal/parquetio"
	"yigai/reports/svg"
)

// recordedTerms say how a reported figure stands to that of single records, those
// that ask for a look first.
var recordedTerms = map[string]term{
	"differs":      {"不等", "differ", "▲", "warning"},
	"not_recorded": {"明细中没有", "not in the records", "▲", "warning"},
	"not_reported": {"没有报送", "not reported", "◇", "not-due"},
	"equal":        {"相等", "equal", "●", "done"},
}

var recordedOrder = []string{"differs", "not_recorded", "not_reported", "equal"}

// recordedView is the page that sets reported figures beside those of single records.
type recordedView struct {
	frame
	Lead, LeadEn template.HTML
	Elements     []recordedElement
}

// A recordedElement is one element, org by org, with how its records were counted.
type recordedElement struct {
	ID, Name, NameEn, Unit string
	Label                  string // of its table, for those who do not see it
	Counts                 []recordedCount
	Picture                template.HTML
	Undrawn                int // that differ too, and stand in the table only
	Lines                  []recordedLine
	How                    []recordedHow
	Trace                  string // the command that traces the first of its figures
}

// A recordedCount is how many orgs are in one state.
type recordedCount struct {
	State term
	Count int
}

type recordedLine struct {
	Org, OrgEn, Href                          string
	Reported, Recorded, Difference, Share, By string
	State                                     term
	Place, PlaceHref                          string
	parted                                    bool
}

// A recordedHow is the count that figures come from: the SELECT, who had it kept,
// and the files of records.
type recordedHow struct {
	recordedSelectRow
	Date  string
	Files []recordedFileRow
}

// recordedIn are the rows of the page's period, element by element in the pack's order.
func (d desk) recordedIn() []recordedRow {
	var rows []recordedRow
	for _, r := range d.recorded {
		if r.Period == d.period.Period {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(x, y recordedRow) int {
		return cmp.Or(cmp.Compare(d.elementBy[x.Element].Seq, d.elementBy[y.Element].Seq), cmp.Compare(x.Element, y.Element),
			cmp.Compare(slices.Index(recordedOrder, x.State), slices.Index(recordedOrder, y.State)), cmp.Compare(d.orgByCode[x.Org].Seq, d.orgByCode[y.Org].Seq))
	})
	return rows
}

func (d desk) recordedPage(sitePath string) recordedView {
	v := recordedView{frame: d.frame("reporting", sitePath, d.current().Zh+"报送与明细", "Reported and recorded, "+d.current().En)}
	v.crumb("报送", "Reporting", d.periodPage("reporting.html"))
	v.Download = csvName("recorded", v.Sample)
	rows := d.recordedIn()
	for from := 0; from < len(rows); {
		to := from
		for to < len(rows) && rows[to].Element == rows[from].Element {
			to++
		}
		v.Elements = append(v.Elements, d.recordedElement(&v.frame, rows[from:to]))
		from = to
	}
	v.Lead, v.LeadEn = d.recordedLead(rows)
	return v
}

func (d desk) recordedLead(rows []recordedRow) (zh, en template.HTML) {
	parted, unreported := 0, 0
	for _, r := range rows {
		switch r.State {
		case "differs", "not_recorded":
			parted++
		case "not_reported":
			unreported++
		}
	}
	z := new(sentence).say("%s，由明细记录算出的数与各单位手工报送的数逐一相比，", partWord(d.period)).show(strconv.Itoa(len(rows)) + " 个中 " + strconv.Itoa(parted) + " 个不符")
	z.sayIf(unreported > 0, "，另有 %d 个没有报送", unreported).say("。不符只提请核实，不说谁对。明细留在原处，这里只有汇总数和文件的校验值。")
	e := new(sentence).say("In %s, figures counted from single records were set beside those reported by hand: ", d.current().En).show(strconv.Itoa(parted) + " of " + strconv.Itoa(len(rows)) + " part")
	e.sayIf(unreported > 0, ", and %d were not reported", unreported).say(". That asks to look and says nothing about who is right. The records stay where they are; here are sums and the hashes of files.")
	return z.html(), e.html()
}

func (d desk) recordedElement(f *frame, rows []recordedRow) recordedElement {
	e := d.elementBy[rows[0].Element]
	v := recordedElement{ID: slug(rows[0].Element), Name: d.elementName(rows[0].Element), NameEn: e.NameEn, Unit: e.Unit}
	v.Label = d.say(v.Name+"：报送与明细", orDefault(v.NameEn, v.Name)+": reported and recorded")
	v.Trace = "yigai trace --recorded " + rows[0].Element + " " + rows[0].Org + " " + rows[0].Period
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.State]++
		v.Lines = append(v.Lines, d.recordedLine(r))
		if i := slices.IndexFunc(v.How, func(h recordedHow) bool { return h.Seq == r.Seq }); i < 0 {
			v.How = append(v.How, d.recordedHow(r))
		}
	}
	for _, state := range recordedOrder {
		v.Counts = append(v.Counts, recordedCount{recordedTerms[state], counts[state]})
	}
	v.Lines = listed(d, f, v.Lines, func(l recordedLine) bool { return l.parted })
	v.Picture, v.Undrawn = d.recordedPicture(v, rows)
	return v
}

func (d desk) recordedLine(r recordedRow) recordedLine {
	l := recordedLine{Org: d.nameOf(r.Org), OrgEn: d.orgByCode[r.Org].NameEn, Href: d.unitLink(r.Org), Reported: amount(r.Reported), Recorded: amount(r.Recorded),
		State: wordOf(recordedTerms, r.State), parted: r.State != "equal"}
	if r.Difference.Valid {
		l.Difference = signedAmount(r.Difference)
	}
	if r.Share.Valid && r.Share.Sign() != 0 {
		l.Share = gapWord(r.Share)
	}
	if r.Reporter != r.Org && r.Reporter != "" {
		l.By = d.nameOf(r.Reporter)
	}
	if r.Cell != "" {
		l.Place, l.PlaceHref = r.Sheet+"!"+r.Cell, d.unitLink(r.Org)
		if d.exists[unitPath(d.period.Period, r.Org)] && len(d.reportedBy[orgPeriod{r.Org, r.Period}]) > 0 {
			l.PlaceHref = d.to(unitPath(d.period.Period, r.Org)) + "#reported"
		}
	}
	return l
}

func (d desk) recordedHow(r recordedRow) recordedHow {
	h := recordedHow{recordedSelectRow: recordedSelectRow{Seq: r.Seq}}
	for _, s := range d.recordedSelects {
		if s.Seq == r.Seq && s.Element == r.Element {
			h.recordedSelectRow, h.Date = s, s.Day.String()
		}
	}
	for _, f := range d.recordedFiles {
		if f.Seq == r.Seq {
			h.Files = append(h.Files, f)
		}
	}
	return h
}

// gapWord is a difference as a share in percent: never nought where there is one.
func gapWord(share parquetio.Number) string {
	percent := timesHundred(share)
	if text := signed(percent, 1); percent.Sign() == 0 || strings.ContainsAny(text, "123456789") {
		return text + "%"
	}
	return "<0.1%"
}

// mostGaps is how many orgs the picture has room for.
const mostGaps = 20

// recordedPicture draws by how many hundredths of the reported figure the recorded
// one is more or less: the furthest apart first.
func (d desk) recordedPicture(v recordedElement, rows []recordedRow) (picture template.HTML, undrawn int) {
	var apart []recordedRow
	for _, r := range rows {
		if r.State == "differs" && r.Share.Valid {
			apart = append(apart, r)
		}
	}
	if len(apart) == 0 {
		return "", 0
	}
	slices.SortStableFunc(apart, func(x, y recordedRow) int { return absolute(y.Share).Cmp(absolute(x.Share)) })
	few, undrawn := firstFew(apart, mostGaps)
	ends := []svg.Point{{OK: true}}
	var gaps []svg.Gap
	for _, r := range few {
		share := timesHundred(r.Share)
		gaps = append(gaps, svg.Gap{Name: d.nameOf(r.Org), Value: gapWord(r.Share), From: 0, To: share.Float(),
			Title: d.say(d.nameOf(r.Org)+" 报送 "+amount(r.Reported)+"，明细 "+amount(r.Recorded), orDefault(d.orgByCode[r.Org].NameEn, r.Org)+": "+amount(r.Reported)+" reported, "+amount(r.Recorded)+" recorded")})
		ends = append(ends, svg.Point{Y: share.Float(), OK: true})
	}
	low, high, _ := limitsOf(ends, "")
	label := d.say(v.Name+"：明细比报送多或少百分之几，只画不等的", orDefault(v.NameEn, v.Name)+": by how many percent the records give more or less than reported; only those that differ")
	return svg.Gaps(label, d.sampleMark(), axisTicks(low, high, false), gaps), undrawn
}

// recordedSheet is the page's rows with exact digits.
func (d desk) recordedSheet() sheet {
	s := sheet{table: "mart_recorded", header: []string{"period", "org", "org_name", "element", "element_name", "unit", "reported", "recorded", "difference", "state", "reporter", "submission", "sheet", "cell", "seq", "sample"}}
	for _, r := range d.recordedIn() {
		s.rows = append(s.rows, []string{r.Period, r.Org, d.nameOf(r.Org), r.Element, d.elementName(r.Element), d.elementBy[r.Element].Unit, r.Reported.String(), r.Recorded.String(), r.Difference.String(),
			r.State, r.Reporter, r.Submission, r.Sheet, r.Cell, strconv.Itoa(r.Seq), strconv.FormatBool(d.head.Sample)})
	}
	return s
}
