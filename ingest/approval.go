package ingest

import (
	"cmp"
	"slices"
	"strings"

	"yigai/internal/workspace"
	"yigai/programme"
)

// What people decide about the figures of a period, in journal entries whose
// data are a Decision: a step of the chain agrees or returns; an edition goes
// out; the bulletin was edited by hand.
const (
	EntryApproved  = "approved"
	EntryPublished = "published"
	EntryEdited    = "bulletin_edited"
	EntryRecorded  = "records_counted"

	VerdictAgreed   = "agreed"
	VerdictReturned = "returned"
)

// The states of a step of approval.
const (
	ApprovalWaiting  = "waiting"
	ApprovalApproved = "approved"
	ApprovalReturned = "returned"
	ApprovalChanged  = "changed" // approved, but something that changes figures was noted since
)

// An Approval is how a step of the chain, decided by one org, stands for a period.
type Approval struct {
	Step    programme.ApprovalStep
	Seq     int // of the step, from 1
	Org     programme.Org
	State   string
	Entry   int // number of the decision in the journal, 0 for none
	Day     string
	By      string
	Opinion string
	Changes []FigureChange // noted since it agreed
	pack    string         // hash of the pack that it agreed to, "" in journals of before it was noted
}

// packWord begins the text of a decision that notes which pack was in force.
const packWord = "pack "

// ChangeOfPack is the kind of a FigureChange without an entry: the pack is no
// longer the one that was in force.
const ChangeOfPack = "programme"

// PackText is how a decision notes the pack in force.
func PackText(hash string) string { return packWord + hash }

// A FigureChange is a journal entry that changes figures of a period.
type FigureChange struct {
	Entry    int
	Kind     string
	Org      string // whose figures, "" where it may be anybody's
	FileName string // of a file that was accepted
	Receipt  string
}

// covered is the org that a decision of the chain is about: the one that
// decides, or the one that a return names.
func (d Decision) covered() string { return cmp.Or(d.ToOrg, d.Org) }

// Approvals tells of every step of the chain, in order, how it stands for a
// period, by the journal and the current facts, which must be of that journal.
func Approvals(ws *workspace.Workspace, pack *programme.Pack, at programme.Period, cutOff programme.Date) ([]Approval, error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	changes, err := figureChanges(ws, entries, at, cutOff)
	if err != nil {
		return nil, err
	}
	decided, err := chainDecisions(entries, at)
	if err != nil {
		return nil, err
	}
	var all []Approval
	for i, s := range pack.Programme.Approval {
		for _, org := range pack.Approvers(s, at) {
			a := Approval{Step: s, Seq: i + 1, Org: org, State: ApprovalWaiting}
			for _, d := range decided {
				a.hear(pack, d, at)
			}
			a.notice(pack, changes, at)
			all = append(all, a)
		}
	}
	return all, nil
}

// A chainDecision is one entry about the approval of a period.
type chainDecision struct {
	Decision
	seq int
}

func chainDecisions(entries []workspace.Entry, at programme.Period) (all []chainDecision, err error) {
	for _, e := range entries {
		if e.Kind != EntryApproved {
			continue
		}
		var d Decision
		if err := decodeEntry(e, &d); err != nil {
			return nil, err
		}
		if d.Period == at.String() {
			all = append(all, chainDecision{d, e.Seq})
		}
	}
	return all, nil
}

// hear takes note of a decision, in the order of the journal: its own, or the
// return of a later step, after which it must be given again.
func (a *Approval) hear(pack *programme.Pack, d chainDecision, at programme.Period) {
	own := d.Stage == a.Step.Step && d.Org == a.Org.Code
	sentBack := d.Verdict == VerdictReturned && pack.StepSeq(d.Stage) > a.Seq && a.State == ApprovalApproved &&
		(pack.Covers(d.Stage, d.covered(), a.Org.Code, at) || pack.Covers(a.Step.Step, a.Org.Code, d.covered(), at))
	switch {
	case own && d.Verdict == VerdictAgreed:
		a.State, a.pack = ApprovalApproved, ""
		if hash, noted := strings.CutPrefix(d.Text, packWord); noted {
			a.pack = hash
		}
	case own || sentBack:
		a.State = ApprovalReturned
	default:
		return
	}
	a.Entry, a.Day, a.By, a.Opinion = d.seq, d.Day, d.By, d.Reason
}

// notice marks an approval as changed where figures it is about changed since.
func (a *Approval) notice(pack *programme.Pack, changes []FigureChange, at programme.Period) {
	if a.State != ApprovalApproved {
		return
	}
	for _, c := range changes {
		if c.Entry > a.Entry && (c.Org == "" || pack.Covers(a.Step.Step, a.Org.Code, c.Org, at)) {
			a.Changes = append(a.Changes, c)
		}
	}
	if a.pack != "" && a.pack != pack.Hash {
		a.Changes = append(a.Changes, FigureChange{Kind: ChangeOfPack})
	}
	if len(a.Changes) > 0 {
		a.State = ApprovalChanged
	}
}

// changesFigures are the kinds of decisions that change lights, scores or what
// is asked of whom, if they take effect by the cut-off of the period.
var changesFigures = []string{
	"task_added", "task_extended", "task_suspended", "task_resumed", "task_transferred", "task_instructed",
	"closing_decided", "task_reopened", "score_adjusted",
}

// figureChanges lists what changed the figures of a period: accepted files of it
// or of an earlier one, and decisions that count in it.
func figureChanges(ws *workspace.Workspace, entries []workspace.Entry, at programme.Period, cutOff programme.Date) ([]FigureChange, error) {
	changes, err := acceptedFiles(ws, at)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		switch {
		case e.Kind == EntryWithdrawn:
			var w Withdrawal
			if err := decodeEntry(e, &w); err != nil {
				return nil, err
			}
			if slices.Contains(changesFigures, w.Kind) {
				changes = append(changes, FigureChange{Entry: e.Seq, Kind: e.Kind})
			}
		case slices.Contains(changesFigures, e.Kind):
			var d Decision
			if err := decodeEntry(e, &d); err != nil {
				return nil, err
			}
			if d.Day <= cutOff.String() {
				changes = append(changes, FigureChange{Entry: e.Seq, Kind: e.Kind})
			}
		}
	}
	slices.SortStableFunc(changes, func(x, y FigureChange) int { return cmp.Compare(x.Entry, y.Entry) })
	return changes, nil
}

// acceptedFiles are the files of a period and those before it that counted when
// they came, by the current facts.
func acceptedFiles(ws *workspace.Workspace, at programme.Period) (changes []FigureChange, err error) {
	batch, err := spokenOf(ws)
	if err != nil {
		return nil, err
	}
	facts, err := ws.Facts().Current()
	if err != nil {
		return nil, err
	}
	err = eachRow(facts.Dir, "fact_submissions", func(r submissionRow) {
		of, parseErr := programme.ParsePeriod(r.Period)
		if parseErr == nil && !of.Last().After(at.Last()) && (r.State == Accepted || r.State == Superseded) {
			changes = append(changes, FigureChange{batch[r.SHA256], entryReceived, r.Reporter, r.FileName, r.Submission})
		}
	})
	return changes, err
}

// spokenOf is by hash the last entry that could make a file count: the one that
// received it, an exception for it, or a new declaration of when it was sent.
func spokenOf(ws *workspace.Workspace) (map[string]int, error) {
	all, batches, err := acknowledged(ws)
	if err != nil {
		return nil, err
	}
	last := map[string]int{}
	for i, a := range all {
		last[a.SHA256] = batches[i]
	}
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.Kind != entryException && e.Kind != entryDeclared {
			continue
		}
		var later exceptionEntry // a declaration names its files the same way
		if err := decodeEntry(e, &later); err != nil {
			return nil, err
		}
		for _, f := range later.Files {
			last[f.SHA256] = e.Seq
		}
	}
	return last, nil
}
