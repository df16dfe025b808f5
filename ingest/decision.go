package ingest

import (
	"slices"
	"strings"
	"time"

	"yigai/internal/beijing"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A Decision is the data of a journal entry in which a named person decides
// something about a task, a score, a rectification, a draw: what applies to the
// kind is filled, the rest is left out. One shape for all, so that one table,
// fact_decisions, tells the whole history.
type Decision struct {
	ID          string   `json:"id,omitempty"` // of the thing it opens or goes on with: ZG-2022-001
	Task        string   `json:"task,omitempty"`
	Org         string   `json:"org,omitempty"`
	ToOrg       string   `json:"to_org,omitempty"`
	Role        string   `json:"role,omitempty"`
	Scheme      string   `json:"scheme,omitempty"`
	Stage       string   `json:"stage,omitempty"`
	Item        string   `json:"item,omitempty"`
	Indicator   string   `json:"indicator,omitempty"`
	Element     string   `json:"element,omitempty"`
	Period      string   `json:"period,omitempty"`
	Consequence string   `json:"consequence,omitempty"`
	Reminder    string   `json:"reminder,omitempty"`
	Verdict     string   `json:"verdict,omitempty"` // agreed, refused, …: docs/journal.md
	Value       string   `json:"value,omitempty"`   // a plain decimal: a score, a count
	Due         string   `json:"due,omitempty"`     // 2022-12-31
	Day         string   `json:"day,omitempty"`     // the day it takes effect; the office's day of the entry where it says none
	Title       string   `json:"title,omitempty"`
	TitleEn     string   `json:"title_en,omitempty"`
	Text        string   `json:"text,omitempty"`
	By          string   `json:"by"`
	Reason      string   `json:"reason,omitempty"`
	Document    string   `json:"document,omitempty"` // number or file of the paper it rests on
	Evidence    string   `json:"evidence,omitempty"`
	Seed        string   `json:"seed,omitempty"`
	Picked      []string `json:"picked,omitempty"`
}

// Decided are the kinds of journal entries whose data are a Decision.
var Decided = []string{
	"task_added", "task_extended", "task_suspended", "task_resumed", "task_transferred", "task_instructed",
	"closing_applied", "closing_decided", "task_reopened",
	"rectification_opened", "rectification_extended", "rectification_replied", "rectification_verified", "rectification_closed",
	"reminder_issued", "consequence_decided", "score_adjusted", "drawn", "practice_chosen", "paragraph_written",
	EntryApproved, EntryPublished, EntryEdited, EntryRecorded,
}

// decisionRow is a Decision as a row of fact_decisions.
type decisionRow struct {
	Programme   string `parquet:"programme,dict"`
	Sample      bool   `parquet:"sample"`
	Seq         int32  `parquet:"seq"`
	DecidedAt   string `parquet:"decided_at"`
	Day         *int32 `parquet:"day,date"`
	Kind        string `parquet:"kind,dict"`
	ID          string `parquet:"id"`
	Task        string `parquet:"task,dict"`
	Org         string `parquet:"org,dict"`
	ToOrg       string `parquet:"to_org,dict"`
	Role        string `parquet:"role,dict"`
	Scheme      string `parquet:"scheme,dict"`
	Stage       string `parquet:"stage,dict"`
	Item        string `parquet:"item,dict"`
	Indicator   string `parquet:"indicator,dict"`
	Element     string `parquet:"element,dict"`
	Period      string `parquet:"period,dict"`
	Consequence string `parquet:"consequence,dict"`
	Reminder    string `parquet:"reminder,dict"`
	Verdict     string `parquet:"verdict,dict"`
	Value       *int64 `parquet:"value,decimal(4:18)"`
	Due         *int32 `parquet:"due,date"`
	Title       string `parquet:"title"`
	TitleEn     string `parquet:"title_en"`
	Text        string `parquet:"text"`
	By          string `parquet:"by,dict"`
	Reason      string `parquet:"reason"`
	Document    string `parquet:"document"`
	Evidence    string `parquet:"evidence"`
	Seed        string `parquet:"seed"`
	Picked      string `parquet:"picked"` // joined by "|", in the order drawn

	WithdrawnSeq    *int32 `parquet:"withdrawn_seq"` // entry that withdrew it, nil while it holds
	WithdrawnOn     *int32 `parquet:"withdrawn_on,date"`
	WithdrawnBy     string `parquet:"withdrawn_by"`
	WithdrawnReason string `parquet:"withdrawn_reason"`
}

// drawnRow is one thing that a draw picked, and its place from 1.
type drawnRow struct {
	Programme string `parquet:"programme,dict"`
	Sample    bool   `parquet:"sample"`
	Seq       int32  `parquet:"seq"` // of the decision
	Place     int32  `parquet:"place"`
	Pick      string `parquet:"pick"`
}

// readDecided turns an entry of one of the kinds Decided into a row.
func (r *rebuild) readDecided(e workspace.Entry) error {
	var d Decision
	if err := decodeEntry(e, &d); err != nil {
		return err
	}
	row := decisionRow{
		Programme: r.pack.Programme.ID, Sample: r.ws.Settings.Sample, Seq: int32(e.Seq), DecidedAt: timeText(e.At), Kind: e.Kind,
		ID: d.ID, Task: d.Task, Org: d.Org, ToOrg: d.ToOrg, Role: d.Role, Scheme: d.Scheme, Stage: d.Stage, Item: d.Item,
		Indicator: d.Indicator, Element: d.Element, Period: d.Period, Consequence: d.Consequence, Reminder: d.Reminder, Verdict: d.Verdict,
		Title: d.Title, TitleEn: d.TitleEn, Text: d.Text, By: d.By, Reason: d.Reason, Document: d.Document, Evidence: d.Evidence,
		Seed: d.Seed, Picked: strings.Join(d.Picked, "|"),
	}
	if err := row.read(d, e.At.In(beijing.Zone).Format(time.DateOnly)); err != nil {
		return badEntry(e, err)
	}
	if w, gone := r.withdrawn[e.Seq]; gone && slices.Contains(Withdrawable, e.Kind) {
		if err := row.withdraw(w); err != nil {
			return badEntry(e, err)
		}
	}
	r.decided = append(r.decided, row)
	for i, pick := range d.Picked {
		r.drawn = append(r.drawn, drawnRow{row.Programme, row.Sample, row.Seq, int32(i + 1), pick})
	}
	return nil
}

// decidedReturn is the row of a file that went back: a decision too, of who returned it.
func (r *rebuild) decidedReturn(e workspace.Entry, x Returned) error {
	row := decisionRow{Programme: r.pack.Programme.ID, Sample: r.ws.Settings.Sample, Seq: int32(e.Seq), DecidedAt: timeText(e.At), Kind: e.Kind,
		ID: x.Submission, Org: x.Org, Period: x.Period, By: x.By}
	err := row.read(Decision{}, e.At.In(beijing.Zone).Format(time.DateOnly))
	r.decided = append(r.decided, row)
	return err
}

// read fills what is no text: days and the value.
func (row *decisionRow) read(d Decision, entered string) error {
	if d.Day == "" {
		d.Day = entered
	}
	day, err := programme.ParseDate(d.Day)
	if err != nil {
		return err
	}
	row.Day = days(day)
	if d.Due != "" {
		due, err := programme.ParseDate(d.Due)
		if err != nil {
			return err
		}
		row.Due = days(due)
	}
	if d.Value != "" {
		value, err := decimal.Parse(d.Value)
		if err != nil {
			return err
		}
		row.Value = (*int64)(&value)
	}
	return nil
}

// withdraw notes who took the decision back and why.
func (row *decisionRow) withdraw(w Withdrawal) error {
	day, err := programme.ParseDate(w.Day)
	if err != nil {
		return err
	}
	seq := int32(w.Seq)
	row.WithdrawnSeq, row.WithdrawnOn, row.WithdrawnBy, row.WithdrawnReason = &seq, days(day), w.By, w.Reason
	return nil
}
