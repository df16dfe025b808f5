package ingest

import (
	"cmp"
	"slices"
	"time"

	"yigai/internal/beijing"
	"yigai/internal/workspace"
)

// EntryWithdrawn is the kind of the journal entries that take a decision back
// which was noted wrongly. Both entries stay; the decision counts nowhere.
const EntryWithdrawn = "decision_withdrawn"

// Withdrawable are the kinds of decisions that may be withdrawn. A reminder or an
// edition that was issued went out, a draw is made anew by its own command, and
// an approval is taken back by returning the period.
var Withdrawable = slices.DeleteFunc(slices.Clone(Decided), func(kind string) bool {
	return slices.Contains([]string{"reminder_issued", "drawn", EntryApproved, EntryPublished}, kind)
})

// A Withdrawal is the data of an entry of kind EntryWithdrawn: which decision,
// by whom, why, and from which paper it is known to be wrong.
type Withdrawal struct {
	Seq      int    `json:"-"`     // of its own entry
	Entry    int    `json:"entry"` // number of the withdrawn one
	Kind     string `json:"kind"`  // of the withdrawn one
	Day      string `json:"day,omitempty"`
	By       string `json:"by"`
	Reason   string `json:"reason"`
	Document string `json:"document,omitempty"`
}

// Withdrawals reads which entries were withdrawn, by their number. An entry of
// the kind that is none is an error that names its file.
func Withdrawals(entries []workspace.Entry) (map[int]Withdrawal, error) {
	withdrawn := map[int]Withdrawal{}
	for _, e := range entries {
		if e.Kind != EntryWithdrawn {
			continue
		}
		var w Withdrawal
		if err := decodeEntry(e, &w); err != nil {
			return nil, err
		}
		w.Seq, w.Day = e.Seq, cmp.Or(w.Day, e.At.In(beijing.Zone).Format(time.DateOnly))
		withdrawn[w.Entry] = w
	}
	return withdrawn, nil
}

// InForce are the entries without the decisions that were withdrawn, in their
// order. It is what everything reads that acts on decisions.
func InForce(entries []workspace.Entry) ([]workspace.Entry, error) {
	withdrawn, err := Withdrawals(entries)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e workspace.Entry) bool {
		_, gone := withdrawn[e.Seq]
		return gone && slices.Contains(Withdrawable, e.Kind)
	}), nil
}
