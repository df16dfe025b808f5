// Package check turns a filled workbook into observations, task reports and
// findings, by what the pack asks of its sender. It never guesses: whatever is
// read differently from how it is stored is a finding, and every finding names
// the cell, the rule and the way to mend it, in Chinese and English.
//
// It is pure: a reader, a pack and, where there is one, the org's own history
// come in, results go out to a Sink; no file system, no clock, no cgo. Nothing
// goes out before the whole file has been read and found sound. Rules that
// compare orgs are not run here; the summary names every rule that was not run.
package check

import (
	"errors"
	"io"
	"slices"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
	"yigai/internal/decimal"
	"yigai/programme"
)

// Input is one file to check.
type Input struct {
	File io.ReaderAt
	Size int64
	Name string // as the sender named it; only for findings
	Pack *programme.Pack
	// Key is the secret behind the tokens of workbooks; nil when it is not at
	// hand, as on a clerk's machine. Tokens are then not checked.
	Key []byte
	// History marks a file taken in as history: its period must lie before the
	// programme's first.
	History bool
	// Previous gives what an org last reported for an element in an earlier
	// period; ok is false where nothing is known. It may be nil: rules that
	// need it are then named in Summary.RulesNotRun.
	Previous func(org, element string, at programme.Period) (value decimal.Decimal, ok bool)
	// Final says whether an org's final report of a period was accepted before this
	// file. Where it is nil the rule that needs it is named in Summary.RulesNotRun.
	Final func(reporter string, at programme.Period) bool
	// Sent is the day the file was sent, or was received at the latest; zero where
	// nobody knows yet.
	Sent programme.Date
	// Reporter and Period are what whoever took the file in declared. They count
	// only where the file itself does not say whose it is and for when.
	Reporter string
	Period   programme.Period
	// Placed, where not nil, is told of every place the form asks for where it
	// stood in the file. It is called while the file is read: of a file that is
	// quarantined nothing it was told counts.
	Placed func(Placement)
	// EvenRefused asks for the observations of a refused file too. They never
	// count: a correction is held against them.
	EvenRefused bool
	// Limits bound the workbook; the zero value means xlsx.DefaultLimits.
	Limits xlsx.Limits
}

// A Sink takes the results: first the findings in the order of the workbook,
// then observations, task reports and scores in the order of the form, then
// inspections in the order of the file.
type Sink interface {
	Finding(Finding)
	Observation(Observation)
	TaskReport(TaskReport)
	Score(Score)
	Inspection(Inspection)
}

// A Summary says what became of the file as a whole.
type Summary struct {
	Cover    Cover
	Part     string // WholeWorkbook, or the sheet of the form that came as a single file
	Format   book.Format
	Encoding string // of a text file
	// Brings lists whose figures of which periods a long CSV brings, by period
	// and reporter; nil for any other file, which brings what its cover says.
	Brings []Brought
	// Refused: the file was read, but broke a rule that refuses all of it.
	Refused bool
	// Quarantined: the file is unreadable, or of nobody this pack knows.
	Quarantined bool
	Errors      int // findings by severity, those beyond MaxFindings too
	Returns     int
	Doubts      int
	Notes       int
	Dropped     int      // findings counted but not given to the Sink
	RulesNotRun []string // ids of rules of this form that need what was not given, sorted
}

// WholeWorkbook is the part of a submission that a workbook or a long CSV brings:
// all of it.
const WholeWorkbook = "workbook"

// IsSide says whether a part of a submission may come later than the workbook and
// stand beside it: the sheets 评分 and 核查.
func IsSide(part string) bool { return part == scoreSheet || part == inspectionSheet }

// Has says whether anything was written on a side sheet.
func (r *Result) Has(part string) bool {
	switch part {
	case scoreSheet:
		return slices.ContainsFunc(r.Scores, func(s Score) bool { return s.RawText+s.Evidence != "" })
	case inspectionSheet:
		return len(r.Inspections) > 0
	}
	return false
}

// Accepted says whether the observations count.
func (s Summary) Accepted() bool { return !s.Refused && !s.Quarantined }

// Cover is what the sheet 封面 says, resolved against the pack.
type Cover struct {
	Programme       string
	Period          programme.Period // zero when it could not be read
	Reporter        string           // org code of the pack, "" when unknown
	ReporterName    string           // as the pack names it
	TemplateVersion string
	CutOff          programme.Date // zero when it could not be read
	Provisional     bool           // 初报
	FilledBy        string
	ReviewedBy      string
	ApprovedBy      string
	Contact         string
	FilledOn        programme.Date
}

// Date is the day the cover says it was filled, for ordering a batch.
func (c Cover) Date() string { return c.FilledOn.String() }

// The states of an observation.
const (
	Reported      = "reported"
	Missing       = "missing"
	Suppressed    = "suppressed" // there is a figure, and the sender may not give it
	NotApplicable = "not_applicable"
)

// An Observation is one element of one org as the workbook gives it. There is
// one for every cell the form asks for; a returned row is Missing.
type Observation struct {
	Org, Reporter, Element string
	Period                 programme.Period
	Value                  *decimal.Decimal // nil unless Reported
	State                  string
	ValueBasis             string // quarter, ytd, point, year
	RawText                string // stored text of the cell, exactly
	Note                   string // what the column 备注 says
	Sheet, Cell            string // "" when the row or sheet was not found
}

// The states of a task, as the sheet 任务 says them.
const (
	NotStarted = "not_started"
	InProgress = "in_progress"
	Done       = "done"
	Blocked    = "blocked"
)

// A TaskReport is one row of the sheet 任务.
type TaskReport struct {
	Reporter, Task                                        string
	Status                                                string           // "" when missing or returned
	Progress                                              *decimal.Decimal // percent as typed: shown, never judged by
	Narrative, Problems, NextSteps, Evidence, Responsible string
	Practice                                              string // 典型经验
	Sheet, Cell                                           string // cell of the row's task code
}

// File checks one workbook. The error is only for a File that could not be read
// for reasons outside it (a failing disk); whatever is wrong with the workbook
// is a finding.
func File(in Input, to Sink) (Summary, error) {
	c := newChecker(in)
	err := c.run()
	var broken *book.Error
	if errors.As(err, &broken) && broken.Code != book.CodeRead {
		c.unreadable(broken)
		err = nil
	}
	if err != nil {
		return Summary{}, err
	}
	return c.finish(to), nil
}

// PeriodOf reads which period File would find: the earliest of a history of
// several, the zero period where it would find none. Files can so be checked in the order of their
// periods, as rules look at what an org reported before.
func PeriodOf(in Input) programme.Period {
	c := newChecker(in)
	c.onlyPeriod = true
	var err error
	if c.book, err = Open(in.File, in.Size, in.Name, c.in.Limits); err != nil {
		return programme.Period{} // File says what is wrong
	}
	if b := c.text(); b != nil {
		err = c.identifyText(b)
	} else {
		err = c.readCover()
	}
	if err != nil {
		return programme.Period{}
	}
	return c.period
}

// A Result is everything File gives, collected.
type Result struct {
	Summary
	Observations []Observation
	TaskReports  []TaskReport
	Scores       []Score
	Inspections  []Inspection
	Findings     []Finding
}

// Finding and the methods below make a Result a Sink.
func (r *Result) Finding(f Finding) { r.Findings = append(r.Findings, f) }

// Observation keeps o.
func (r *Result) Observation(o Observation) { r.Observations = append(r.Observations, o) }

// TaskReport keeps t.
func (r *Result) TaskReport(t TaskReport) { r.TaskReports = append(r.TaskReports, t) }

// Score keeps s.
func (r *Result) Score(s Score) { r.Scores = append(r.Scores, s) }

// Inspection keeps i.
func (r *Result) Inspection(i Inspection) { r.Inspections = append(r.Inspections, i) }

// Forget drops everything the file brings and keeps its findings.
func (r *Result) Forget() {
	r.Observations, r.TaskReports, r.Scores, r.Inspections = nil, nil, nil, nil
}

// Collect checks one workbook and keeps all results. They are bounded by what
// the form asks and by MaxFindings, whatever the file holds.
func Collect(in Input) (Result, error) {
	var r Result
	var err error
	r.Summary, err = File(in, &r)
	return r, err
}
