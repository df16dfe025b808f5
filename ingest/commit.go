package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"yigai/ingest/check"
	"yigai/internal/decimal"
	"yigai/programme"
)

// counter counts from several goroutines.
type counter struct{ n atomic.Int64 }

func (c *counter) next() int { return int(c.n.Add(1)) }

// commit writes the facts as a generation.
func (r *rebuild) commit() (Summary, error) {
	s := r.summary()
	if err := s.account(); err != nil {
		return Summary{}, err
	}
	head, err := r.ws.Journal.Head()
	if err != nil {
		return Summary{}, err
	}
	meta := map[string]string{"programme": r.pack.Programme.ID, "pack": r.pack.Hash, "version": r.how.Version}
	maps.Copy(meta, head.Note())
	facts := r.ws.Facts()
	draft, err := facts.Begin()
	if err != nil {
		return Summary{}, err
	}
	if err := r.rows(s).write(draft.Dir()); err != nil {
		return Summary{}, errors.Join(err, draft.Discard())
	}
	if s.Generation, err = draft.Commit(meta); err != nil {
		return Summary{}, err
	}
	return s, facts.Prune()
}

func (r *rebuild) summary() Summary {
	s := Summary{Counts: map[string]int{Bundled: 0}}
	for _, state := range States {
		s.Counts[state] = 0
	}
	for _, j := range r.files {
		s.Counts[j.state]++
		if j.remembered {
			s.Remembered++
		}
		s.Files = append(s.Files, fileOf(j))
	}
	return s
}

func fileOf(j *judged) File {
	f := File{Receipt: j.Receipt, Result: j.result, What: j.what, State: j.state, Exception: j.exception, Ties: j.ties}
	f.Bundle = ""
	if len(j.within) > 0 {
		f.Bundle = j.within[0]
	}
	// A quarantined file may name anybody and any period: it is nobody's.
	for i, s := range j.subs {
		f.Submissions = append(f.Submissions, Submission{s.reporter, s.name(), s.period.String(), s.part, s.revision, s.state})
		if i == 0 {
			f.Period, f.Reporter, f.Name, f.Revision = s.period.String(), s.reporter, s.name(), s.revision
		}
	}
	if len(j.ties) > 0 {
		f.Period, f.Reporter, f.Name = j.ties[0].Period, j.ties[0].Reporter, j.ties[0].Name
	}
	return f
}

// name is what the cover, or the pack, calls the reporter.
func (s *submission) name() string {
	if s.file.result.Cover.Reporter == s.reporter {
		return s.file.result.Cover.ReporterName
	}
	return s.reporter
}

// account holds the identity: received = accepted + refused + superseded +
// quarantined + attached, each file once, by its hash; bundles are counted apart.
func (s Summary) account() error {
	seen := map[string]bool{}
	for _, f := range s.Files {
		seen[f.SHA256] = true
	}
	total := 0
	for _, state := range States {
		total += s.Counts[state]
	}
	if len(seen) != len(s.Files) || total != s.Received() {
		return fmt.Errorf("the accounts do not add up: %d files, %d hashes, %d by state (%v)", len(s.Files), len(seen), total, s.Counts)
	}
	return nil
}

// rows turns the answers into the rows of the fact tables.
func (r *rebuild) rows(s Summary) *facts {
	n := 0
	for _, f := range s.Files {
		n += len(f.Observations)
	}
	out := facts{observations: make([]observationRow, 0, n), waivers: r.waivers, decided: r.decided, drawn: r.drawn, recorded: r.recorded, attachments: r.attachmentRows()}
	for _, f := range s.Files {
		out.files = append(out.files, r.fileRow(f))
		out.submissions = append(out.submissions, r.submissionRows(f)...)
		for i, x := range f.Findings {
			out.findings = append(out.findings, r.findingRow(f, i+1, x))
		}
		if f.State != Accepted && f.State != Superseded {
			continue
		}
		for _, o := range f.Observations {
			if row, ok := r.observationRow(f, o); ok {
				out.observations = append(out.observations, row)
			}
		}
		for _, t := range f.TaskReports {
			out.tasks = append(out.tasks, r.taskRow(f, t))
		}
		for _, s := range f.Scores {
			out.scores = append(out.scores, r.scoreRow(f, s))
		}
		for _, i := range f.Inspections {
			out.inspections = append(out.inspections, r.inspectionRow(f, i))
		}
	}
	return &out
}

func (r *rebuild) fileRow(f File) fileRow {
	return fileRow{
		Programme: r.pack.Programme.ID, Sample: f.Sample, SHA256: f.SHA256, Submission: f.Number, FileName: check.ShowName(f.FileName), Bytes: f.Bytes,
		Format: string(f.Format), ReceivedAt: timeText(f.ReceivedAt), SentAt: timeText(f.SentAt), DeclaredBy: f.DeclaredBy,
		Channel: f.Channel, Sender: f.Sender, Bundle: f.Bundle, State: f.State,
	}
}

// timeText is a time as the facts hold it, "" for none.
func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// submissionRows are what a file brings; a file that brings nothing, but is not
// a bundle, has a row too.
func (r *rebuild) submissionRows(f File) []submissionRow {
	if f.State == Bundled {
		return nil
	}
	if len(f.Submissions) == 0 {
		return []submissionRow{r.submissionRow(f, Submission{Reporter: f.Reporter, Period: f.Period, State: f.State})}
	}
	var rows []submissionRow
	for _, s := range f.Submissions {
		rows = append(rows, r.submissionRow(f, s))
	}
	return rows
}

func (r *rebuild) submissionRow(f File, s Submission) submissionRow {
	row := submissionRow{
		Programme: r.pack.Programme.ID, Sample: f.Sample, Period: s.Period, Reporter: s.Reporter, Part: cmp.Or(s.Part, check.WholeWorkbook),
		Submission: f.Number, Revision: int32(s.Revision), FileName: check.ShowName(f.FileName), SHA256: f.SHA256, Bytes: f.Bytes,
		Format: string(f.Format), ReceivedAt: timeText(f.ReceivedAt), SentAt: timeText(f.SentAt), DeclaredBy: f.DeclaredBy, Channel: f.Channel, Sender: f.Sender,
		CoverDate: f.Cover.Date(), CutOff: days(f.Cover.CutOff), Provisional: f.Cover.Provisional, TemplateVersion: f.Cover.TemplateVersion,
		State: s.State, History: f.History, Exception: f.Exception.Reason, ExceptionBy: f.Exception.By, JournalSeq: int32(r.spoken[f.SHA256]),
		FindingsError: int32(f.Errors), FindingsReturn: int32(f.Returns), FindingsDoubt: int32(f.Doubts), FindingsNote: int32(f.Notes),
	}
	if s.State == Accepted || s.State == Superseded {
		for _, o := range f.Observations {
			if o.Reporter == s.Reporter && periodOf(f.Result, o).String() == s.Period {
				row.Observations++
			}
		}
		row.TaskReports = int32(len(f.TaskReports))
	}
	return row
}

// observationRow is one figure of the submission it came in.
func (r *rebuild) observationRow(f File, o check.Observation) (row observationRow, ok bool) {
	period := periodOf(f.Result, o).String()
	i := f.submissionOf(o.Reporter, period)
	if i < 0 {
		return row, false
	}
	return observationRow{
		Programme: r.pack.Programme.ID, Sample: f.Sample, Period: period, Org: o.Org, Reporter: o.Reporter, Element: o.Element,
		Value: scaled(o.Value), State: o.State, ValueBasis: o.ValueBasis, Provisional: f.Cover.Provisional, CutOff: days(f.Cover.CutOff),
		RawText: o.RawText, Submission: f.Number, Revision: int32(f.Submissions[i].Revision), Sheet: o.Sheet, Cell: o.Cell, Note: o.Note,
	}, true
}

// submissionOf is which of its submissions is of that reporter and period; -1 for none.
func (f File) submissionOf(reporter, period string) int {
	return slices.IndexFunc(f.Submissions, func(s Submission) bool { return s.Reporter == reporter && s.Period == period })
}

func (f File) brings(reporter, period string) bool { return f.submissionOf(reporter, period) >= 0 }

func (r *rebuild) taskRow(f File, t check.TaskReport) taskRow {
	return taskRow{
		Programme: r.pack.Programme.ID, Sample: f.Sample, Period: f.Period, Reporter: t.Reporter, Task: t.Task, Status: t.Status,
		Progress: scaled(t.Progress), Narrative: t.Narrative, Problems: t.Problems, NextSteps: t.NextSteps, Evidence: t.Evidence,
		Responsible: t.Responsible, Practice: t.Practice, Submission: f.Number, Revision: int32(f.Revision), Sheet: t.Sheet, Cell: t.Cell,
	}
}

func (r *rebuild) scoreRow(f File, s check.Score) scoreRow {
	return scoreRow{
		Programme: r.pack.Programme.ID, Sample: f.Sample, Period: f.Period, Reporter: s.Reporter, Org: s.Org, Scheme: s.Scheme, Stage: s.Stage,
		Item: s.Item, Score: scaled(s.Value), State: s.State, Evidence: s.Evidence, RawText: s.RawText,
		Submission: f.Number, Revision: int32(f.Revision), Sheet: s.Sheet, Cell: s.Cell,
	}
}

func (r *rebuild) inspectionRow(f File, i check.Inspection) inspectionRow {
	return inspectionRow{
		Programme: r.pack.Programme.ID, Sample: f.Sample, Period: f.Period, Reporter: i.Reporter, Org: i.Org, Draw: i.Draw,
		About: i.About.String(), Element: i.Element, Reported: scaled(i.Reported), Found: scaled(i.Found), Verdict: i.Verdict, Note: i.Note,
		Submission: f.Number, Revision: int32(f.Revision), Sheet: i.Sheet, Cell: i.Cell,
	}
}

// findingRow is one finding of a file, under the submission it is about; what is
// about none of several stands under the first.
func (r *rebuild) findingRow(f File, seq int, x check.Finding) findingRow {
	period, reporter := f.Period, f.Reporter
	if f.brings(x.Reporter, x.Period.String()) {
		period, reporter = x.Period.String(), x.Reporter
	}
	return findingRow{
		Programme: r.pack.Programme.ID, Sample: f.Sample, Period: period, Reporter: reporter, Submission: f.Number, Seq: int32(seq),
		Finding: x.ID(), SHA256: f.SHA256, FileName: check.ShowName(f.FileName), Code: string(x.Code), Severity: string(x.Severity), Sheet: x.Sheet, Cell: x.Cell, Org: x.Org, Element: x.Element, Found: x.Found,
		RuleZh: x.RuleZh, RuleEn: x.RuleEn, FixZh: x.FixZh, FixEn: x.FixEn, Rule: x.Rule,
	}
}

// scaled is a value as its column holds it.
func scaled(d *decimal.Decimal) *int64 { return (*int64)(d) }

// days counts from 1970-01-01; nil for no date.
func days(d programme.Date) *int32 {
	if d.IsZero() {
		return nil
	}
	n := int32(d.Unix() / (24 * 60 * 60))
	return &n
}
