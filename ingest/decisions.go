package ingest

import (
	"encoding/json"
	"fmt"

	"yigai/internal/workspace"
	"yigai/programme"
)

// What people decided stands in the journal under these kinds. Intake reads all
// of them and writes those that are about files.
const (
	entryWaived = "waived"
)

// A waiver is the data of an entry of kind "waived": one doubt accepted by a
// person, for a reason, until the end of a day.
type waiver struct {
	Finding string `json:"finding"`
	By      string `json:"by"`
	Reason  string `json:"reason"`
	Until   string `json:"until"` // 2022-12-31, that day included
}

// readDecisions reads what people decided about files and findings.
func (r *rebuild) readDecisions() error {
	entries, err := r.ws.Journal.Entries()
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Kind != entryWaived {
			continue
		}
		var w waiver
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
	}
	return nil
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
