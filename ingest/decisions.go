package ingest

import (
	"encoding/json"
	"fmt"
	"slices"

	"yigai/ingest/check"
	"yigai/internal/workspace"
	"yigai/programme"
)

// What people decided stands in the journal under these kinds, beside those that
// intake itself writes.
const (
	EntryWaived   = "waived"
	EntryReturned = "returned"
)

// A Waiver is the data of an entry of kind "waived": one doubt that a person
// accepts, for a reason, until the end of a day.
type Waiver struct {
	Finding string `json:"finding"`
	By      string `json:"by"`
	Reason  string `json:"reason"`
	Until   string `json:"until"` // 2022-12-31, that day included
}

// A Returned is the data of an entry of kind "returned": a file that went back to
// its sender. The next one of the same org and period is held against it.
type Returned struct {
	Period     string         `json:"period"`
	Org        string         `json:"org"`
	Submission string         `json:"submission"` // receipt of the file that was returned
	By         string         `json:"by,omitempty"`
	Findings   []string       `json:"findings"`
	Asked      []check.Asked  `json:"asked"` // where the findings are
	Files      []ReturnedFile `json:"files"`
}

// A ReturnedFile is something that was written to go back.
type ReturnedFile struct {
	Path   string `json:"path"` // below the workspace, with slashes
	SHA256 string `json:"sha256"`
}

// decisions are what the journal says beside receipts.
type decisions struct {
	waivers  []waiverRow
	decided  []decisionRow
	drawn    []drawnRow
	recorded recorded
	returned []Returned
	lockings []locking

	withdrawn map[int]Withdrawal // by the number of the decision
	spoken    map[string]int     // by hash of a file, the last entry that could make it count
}

// readDecisions reads what people decided about periods, files and findings, and
// puts the declaration that counts and the exception of each file beside its receipt.
func (r *rebuild) readDecisions() error {
	entries, err := r.ws.Journal.Entries()
	if err != nil {
		return err
	}
	if r.pack, err = Amended(r.pack, entries); err != nil {
		return err
	}
	if r.withdrawn, err = Withdrawals(entries); err != nil {
		return err
	}
	if r.spoken, err = spokenOf(r.ws); err != nil {
		return err
	}
	for _, e := range entries {
		if err := r.readDecision(e); err != nil {
			return err
		}
	}
	later, err := declarations(entries)
	if err != nil {
		return err
	}
	excepted, err := exceptions(entries)
	if err != nil {
		return err
	}
	for _, j := range r.files {
		j.Declaration = append(said{j.recorded}, later[j.SHA256]...).counts(j.Receipt)
		j.granted = excepted[j.SHA256]
	}
	return nil
}

func (r *rebuild) readDecision(e workspace.Entry) error {
	switch e.Kind {
	case EntryWaived:
		return r.readWaiver(e)
	case EntryReturned:
		var x Returned
		if err := decodeEntry(e, &x); err != nil {
			return err
		}
		r.returned = append(r.returned, x)
		return r.decidedReturn(e, x)
	case EntryApproved, EntryPublished:
		var d Decision
		if err := decodeEntry(e, &d); err != nil {
			return err
		}
		r.lockings = append(r.lockings, locking{d, e.Seq, e.At, e.Kind})
	case EntryRecorded:
		if err := r.readRecorded(e); err != nil {
			return err
		}
	}
	if slices.Contains(Decided, e.Kind) {
		return r.readDecided(e)
	}
	return nil
}

func (r *rebuild) readWaiver(e workspace.Entry) error {
	var w Waiver
	if err := decodeEntry(e, &w); err != nil {
		return err
	}
	until, err := programme.ParseDate(w.Until)
	if err != nil {
		return badEntry(e, err)
	}
	r.waivers = append(r.waivers, waiverRow{
		Programme: r.pack.Programme.ID, Sample: r.ws.Settings.Sample, Finding: w.Finding, By: w.By, Reason: w.Reason,
		Until: days(until), WaivedAt: timeText(e.At), JournalSeq: int32(e.Seq),
	})
	return nil
}

// tieBundles says of every file in which bundles it came: by the list in the
// bundle's receipt, and by its own.
func (r *rebuild) tieBundles() {
	byHash := map[string]*judged{}
	for _, j := range r.files {
		byHash[j.SHA256] = j
	}
	tie := func(member *judged, bundle string) {
		if member != nil && !slices.Contains(member.within, bundle) {
			member.within = append(member.within, bundle)
		}
	}
	for _, j := range r.files {
		for _, m := range j.Members {
			tie(byHash[m.SHA256], j.SHA256)
		}
		if j.Bundle != "" {
			tie(j, j.Bundle)
		}
		if bundle := byHash[j.Bundle]; bundle != nil {
			bundle.unfolded = true
		}
	}
}

// decodeEntry reads the data of a journal entry; data that are none of its kind
// are a break of the chain, named by file.
func decodeEntry(e workspace.Entry, into any) error {
	if err := json.Unmarshal(e.Data, into); err != nil {
		return badEntry(e, err)
	}
	return nil
}

func badEntry(e workspace.Entry, err error) error {
	return &workspace.ChainError{File: fmt.Sprintf("journal/%06d.json", e.Seq), Problem: "is no entry of kind " + e.Kind + ": " + err.Error()}
}
