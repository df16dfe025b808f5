package ingest

import (
	"context"
	"fmt"
	"sync/atomic"

	"yigai/ingest/check"
	"yigai/ingest/kind"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// The states of a file, which add up to all files received; bundles, whose
// members are files themselves, are counted apart.
const (
	Accepted    = "accepted"
	Refused     = "refused"     // read, but broke a rule
	Superseded  = "superseded"  // by an accepted one
	Quarantined = "quarantined" // unreadable, or nobody's
	Attached    = "attached"
	Bundled     = "bundle"
)

// States lists those that add up, in the order in which they are shown.
var States = []string{Accepted, Refused, Superseded, Quarantined, Attached}

// A Summary says what the facts were made of.
type Summary struct {
	Generation store.Generation
	Files      []File         // in the order of receipt
	Counts     map[string]int // files by state, every state named, Bundled too
	Remembered int            // files whose answer was remembered, and not found out this time
}

// Received is how many files were received, bundles not counted.
func (s Summary) Received() int { return len(s.Files) - s.Counts[Bundled] }

// A File is what became of one file received. Its declaration is the newest.
type File struct {
	Receipt
	check.Result
	What     kind.Kind
	Period   string // "" when not known, as Reporter; of the first submission where it brings several
	Reporter string
	Name     string // of the reporter
	Revision int    // from 1; 0 for a file that is no submission
	State    string
	// Submissions are what it brings, by reporter and period: usually one.
	Submissions []Submission
	Exception   Exception // zero where its period was open
	Ties        []Tie     // what an attachment proves
}

// A Submission is what one file brings of one reporter for one period.
type Submission struct {
	Reporter, Name, Period, Part string
	Revision                     int
	State                        string
}

// Rebuilding says how facts are made.
type Rebuilding struct {
	Version  string                // of the program: part of the manifest
	Progress func(done, total int) // may be nil; called from several goroutines
	// Build names the program exactly, so that answers can be remembered from one
	// call to the next; "" remembers none. Facts do not depend on it.
	Build string
	Anew  bool // check every file, whatever is remembered of it
}

// Rebuild commits the facts that all acknowledged originals give: the same
// originals, receipts, journal and pack give the same generation. Every original is
// read and held against its hash; the answer to one that was checked before by the
// same program under the same conditions is remembered, and not found out again. An
// original or a receipt that is not as received is an error that wraps
// ErrDamaged, and the facts stay as they were. The caller holds the lock.
func Rebuild(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, how Rebuilding) (Summary, error) {
	r := rebuild{ws: ws, pack: pack, how: how}
	var err error
	if r.key, err = ws.Key(); err != nil {
		return Summary{}, err
	}
	files, err := readKept(ws)
	if err != nil {
		return Summary{}, err
	}
	for _, k := range files {
		r.files = append(r.files, &judged{kept: k, recorded: k.Declaration})
	}
	if err := r.readDecisions(); err != nil {
		return Summary{}, err
	}
	if err := r.remember(); err != nil {
		return Summary{}, err
	}
	if err := r.judgeAll(ctx); err != nil {
		return Summary{}, fmt.Errorf("check what was received: %w", err)
	}
	s, err := r.commit()
	if err != nil || r.memory == nil {
		return s, err
	}
	return s, r.memory.keep(r.files)
}

// judged is one file with its answer.
type judged struct {
	kept
	recorded  Declaration // with the receipt; that of kept is the newest
	granted   Exception   // zero for none
	exception Exception   // the same, where it was needed
	within    []string    // hashes of the bundles it came in
	unfolded  bool        // a bundle that members came in
	what      kind.Kind
	peeked    programme.Period // that it is for, as far as is known before it is checked
	supposed  bool             // peeked is what its name says, and nobody has looked yet
	result    check.Result
	subs      []*submission
	state     string
	ties      []Tie

	name       nameOfAnswer  // of the answer to a table
	known      *check.Record // what is remembered of it; nil for nothing, or no longer
	answer     []byte        // as it is to be remembered; nil for a file that is no table
	remembered bool          // it was remembered from an earlier call
}

// rebuild is one call of Rebuild on its way.
type rebuild struct {
	ws    *workspace.Workspace
	pack  *programme.Pack
	key   []byte
	how   Rebuilding
	files []*judged
	done  counter

	misnamed atomic.Bool // a file is for another period than its name says

	previous past    // what was accepted for earlier periods
	memory   *memory // nil where nothing is remembered

	decisions
	named []mention // in reports that count, and not received
}

// peek makes sure that the original is what was received, and finds out what it
// is and for which period.
func (r *rebuild) peek(j *judged, f original) error {
	sum, _, err := hashReader(f)
	if err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	if sum != j.SHA256 {
		return fmt.Errorf("original %s: %w: it was changed after it was received", j.Number, ErrDamaged)
	}
	if r.memory != nil {
		j.name = r.memory.nameOf(r.input(j, f), j.SHA256)
		if j.known = r.memory.find(j.name); j.known != nil {
			j.what, j.peeked = j.known.What, j.known.Period
			return nil
		}
	}
	if j.what, err = kind.Of(f, j.Bytes, j.FileName); err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	if !isTable(j.what) {
		return nil
	}
	// To open a workbook for its period alone is a tenth of all the work.
	if j.peeked = periodInName(j.FileName); j.peeked.IsZero() || j.what.Class == kind.Text {
		j.peeked = check.PeriodOf(r.input(j, f))
		return nil
	}
	j.supposed = true
	return nil
}

func (r *rebuild) input(j *judged, f original) check.Input {
	in := inputOf(j.Receipt, f, r.pack)
	in.Key, in.Previous, in.EvenRefused = r.key, r.previous, true
	in.Final = func(string, programme.Period) bool { return false } // objectToProvisional knows, once all are in order
	if !j.Sample || !j.SentAt.IsZero() {
		in.Sent = dayOf(j.time())
	}
	return in
}

// check answers a file, from memory where it has the answer.
func (r *rebuild) check(j *judged) error {
	j.exception = j.granted
	if !r.recall(j) {
		err := r.open(j, func(j *judged, f original) (err error) { j.result, err = r.answer(j, f); return err })
		if err != nil {
			return fmt.Errorf("original %s: %w", j.Number, err)
		}
	}
	r.lock(j)
	r.step()
	return nil
}

func (r *rebuild) step() {
	if r.how.Progress != nil {
		r.how.Progress(r.done.next(), len(r.files))
	}
}
