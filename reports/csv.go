package reports

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// A sheet is a table to download: a header and rows of text, or what gives the
// rows one after the other where they are too many to be held.
type sheet struct {
	table  string // the mart whose columns the header names
	header []string
	rows   [][]string
	each   iter.Seq[[]string]
	left   []string // columns that are not written
}

// without is the sheet without columns that the edition does not have: an empty
// one would look as if nothing had been there.
func (s sheet) without(left []string) sheet {
	s.left = left
	return s
}

// kept are the numbers of the columns that are written.
func (s sheet) kept() (columns []int) {
	for n, name := range s.header {
		if !slices.Contains(s.left, name) {
			columns = append(columns, n)
		}
	}
	return columns
}

// csvName says in the file's name that its data are made up.
func csvName(base string, sample bool) string {
	if sample {
		return base + "-sample.csv"
	}
	return base + ".csv"
}

// write writes UTF-8 with a byte order mark, because offices open it in a spreadsheet.
func (s sheet) write(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	columns, rows := s.kept(), s.each
	if rows == nil {
		rows = slices.Values(s.rows)
	}
	safe := make([]string, len(columns))
	for n, column := range columns {
		safe[n] = s.header[column]
	}
	if err := out.Write(safe); err != nil {
		return err
	}
	for row := range rows {
		for n, column := range columns {
			safe[n] = inert(row[column])
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// inert keeps a spreadsheet from running text as a formula: an apostrophe goes
// before the signs that start one. Numbers keep their minus.
func inert(text string) string {
	if text == "" || !strings.ContainsAny(text[:1], "=+-@\t\r\x00") && !strings.HasPrefix(text, "＝") &&
		!strings.HasPrefix(text, "＋") && !strings.HasPrefix(text, "－") && !strings.HasPrefix(text, "＠") {
		return text
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return "'" + text
}

// valueSheet is the indicator values of a period that keep says to keep, in the marts' exact digits.
func (d desk) valueSheet(rows iter.Seq[valueRow]) sheet {
	s := sheet{table: "mart_indicator", header: []string{"indicator", "indicator_name", "version", "org", "org_name", "period", "basis", "numerator", "denominator", "value", "unit",
		"units_reported", "units_expected", "population_share", "comparator", "target", "target_to", "target_due", "gap", "trajectory", "status",
		"rank", "rank_of", "previous", "change", "numerator_effect", "denominator_effect", "missing_reason", "provisional", "sample"}}
	defined := d.definedBy()
	s.each = func(yield func([]string) bool) {
		for v := range rows {
			if i, known := defined[v.Indicator]; known && !yield(d.valueRecord(i, v)) {
				return
			}
		}
	}
	return s
}

// allValues are the rows of the period, indicator by indicator in the pack's order.
func (d desk) allValues() iter.Seq[valueRow] {
	return func(yield func(valueRow) bool) {
		for _, i := range d.defined() {
			for v := range d.figures.each(i.Indicator, d.period.Period) {
				if !yield(v) {
					return
				}
			}
		}
	}
}

func (d desk) valueRecord(i indicatorRow, v valueRow) []string {
	return []string{v.Indicator, i.Name, v.Version, v.Org, d.orgByCode[v.Org].Name, v.Period, v.Basis, v.Numerator.String(), v.Denominator.String(), v.Value.String(), i.Unit,
		strconv.Itoa(v.UnitsReported), strconv.Itoa(v.UnitsExpected), v.PopulationShare.String(), v.Comparator, v.Target.String(), v.TargetTo.String(), v.TargetDue.String(),
		v.Gap.String(), v.Trajectory.String(), v.Status, blankZero(v.Rank), blankZero(v.RankOf), v.Previous.String(), v.Change.String(),
		v.NumeratorEffect.String(), v.DenominatorEffect.String(), v.MissingReason, fmt.Sprint(v.Provisional), fmt.Sprint(d.head.Sample)}
}

func blankZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (d desk) ledgerSheet() sheet {
	s := sheet{table: "mart_ledger", header: []string{"task", "title", "org", "org_name", "role", "period", "due", "light", "rule", "measures_done", "measures_due", "progress", "elapsed", "typed_progress",
		"status", "narrative", "problems", "next_steps", "evidence", "quarters_stalled", "days_overdue", "submission", "sheet", "cell", "sample"}}
	for _, t := range d.tasks {
		for _, r := range d.tasksRows(t.Task) {
			s.rows = append(s.rows, []string{t.Task, t.Title, r.Org, d.orgByCode[r.Org].Name, r.Role, r.Period, r.Due.String(), r.Light, r.LightRule,
				strconv.Itoa(r.MeasuresDone), strconv.Itoa(r.MeasuresDue), r.Progress.String(), r.Elapsed.String(), r.TypedProgress.String(), r.Status,
				r.Narrative, r.Problems, r.NextSteps, r.Evidence, strconv.Itoa(r.PeriodsStalled), strconv.Itoa(r.DaysOverdue), r.Submission, r.Sheet, r.Cell, fmt.Sprint(d.head.Sample)})
		}
	}
	return s
}

func (d desk) reportingSheet() sheet {
	s := sheet{table: "mart_reporting", header: []string{"org", "org_name", "period", "state", "received_on", "days_late", "revision", "completeness", "findings_error", "findings_return", "findings_doubt",
		"findings_note", "submission", "file_name", "sha256", "sample"}}
	for _, o := range d.orgs {
		r := d.report(o.Org)
		if !r.Expected {
			continue
		}
		s.rows = append(s.rows, []string{o.Org, o.Name, r.Period, r.State, r.ReceivedOn.String(), strconv.Itoa(r.DaysLate), strconv.Itoa(r.Revision), r.Completeness.String(),
			strconv.Itoa(r.Errors), strconv.Itoa(r.Returns), strconv.Itoa(r.Doubts), strconv.Itoa(r.Notes), r.Submission, r.FileName, r.SHA256, fmt.Sprint(d.head.Sample)})
	}
	return s
}

func (d desk) qualitySheet() sheet {
	s := sheet{table: "mart_quality", header: []string{"org", "org_name", "period", "test", "finding", "element", "indicator", "sheet", "cell", "evidence", "evidence_en", "accepted_by", "accepted_reason", "accepted_until", "sample"}}
	for _, o := range d.orgs {
		for _, q := range d.doubtsOf(o.Org) {
			s.rows = append(s.rows, []string{o.Org, o.Name, q.Period, q.Test, q.Finding, q.Element, q.Indicator, q.Sheet, q.Cell, q.Zh, q.En, q.WaivedBy, q.Reason, q.Until.String(), fmt.Sprint(d.head.Sample)})
		}
	}
	return s
}

func (d desk) findingSheet() sheet {
	s := sheet{table: "mart_finding", header: []string{"org", "org_name", "period", "severity", "code", "file_name", "sheet", "cell", "found", "rule", "fix", "submission", "sample"}}
	for _, o := range d.orgs {
		for _, f := range d.findingsOf(o.Org) {
			s.rows = append(s.rows, []string{o.Org, o.Name, f.Period, f.Severity, f.Code, f.FileName, f.Sheet, f.Cell, f.Found, f.RuleZh, f.FixZh, f.Submission, fmt.Sprint(d.head.Sample)})
		}
	}
	return s
}
