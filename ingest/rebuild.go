package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"yigai/ingest/check"
	"yigai/ingest/kind"
	"yigai/internal/plainfile"
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
}

// Rebuild checks every acknowledged original anew and commits the facts: the
// same originals, receipts, journal and pack give the same generation. An
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
	if err := r.judgeAll(ctx); err != nil {
		return Summary{}, fmt.Errorf("check what was received: %w", err)
	}
	return r.commit()
}

// judged is one file with its answer.
type judged struct {
	kept
	recorded  Declaration // with the receipt; that of kept is the newest
	exception Exception
	within    []string // hashes of the bundles it came in
	unfolded  bool     // a bundle that members came in
	what      kind.Kind
	peeked    programme.Period
	result    check.Result
	subs      []*submission
	state     string
	ties      []Tie
}

// rebuild is one call of Rebuild on its way.
type rebuild struct {
	ws    *workspace.Workspace
	pack  *programme.Pack
	key   []byte
	how   Rebuilding
	files []*judged
	done  counter
	past  Past

	decisions
	named []mention // in reports that count, and not received
}

// judgeAll checks all files, period by period, so that each period's rules can
// look at the values accepted before; files of no known period come last.
func (r *rebuild) judgeAll(ctx context.Context) error {
	if err := r.each(ctx, r.files, r.peek); err != nil {
		return err
	}
	r.tieBundles()
	r.past = Past{}
	for _, group := range byPeriod(r.files) {
		if err := r.each(ctx, group, r.check); err != nil {
			return err
		}
		r.number()
		r.past = pastOf(r.files)
	}
	r.objectToParts()
	r.objectToUnsigned()
	r.objectToProvisional()
	r.compareReturned()
	r.forgetRefused()
	r.tieAttachments()
	return nil
}

// byPeriod groups files by the period they are for: history of several periods
// first, what is for no period last.
func byPeriod(files []*judged) [][]*judged {
	place := func(j *judged) string {
		switch {
		case !j.peeked.IsZero():
			return "1" + j.peeked.String()
		case j.History:
			return "0"
		}
		return "2"
	}
	sorted := slices.Clone(files)
	slices.SortStableFunc(sorted, func(a, b *judged) int { return cmp.Compare(place(a), place(b)) })
	var groups [][]*judged
	for i, j := range sorted {
		if i == 0 || place(j) != place(sorted[i-1]) {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], j)
	}
	return groups
}

// each calls do for every file, as many at once as there are cores.
func (r *rebuild) each(ctx context.Context, files []*judged, do func(*judged, *os.File) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, j := range files {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			f, err := plainfile.Open(OriginalPath(r.ws, j.Receipt))
			if err != nil {
				return fmt.Errorf("original %s: %w: %w", j.Number, ErrDamaged, err)
			}
			return errors.Join(do(j, f), f.Close())
		})
	}
	return g.Wait()
}

// peek makes sure that the original is what was received, and finds out what it
// is and for which period.
func (r *rebuild) peek(j *judged, f *os.File) error {
	sum, _, err := hashReader(f)
	if err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	if sum != j.SHA256 {
		return fmt.Errorf("original %s: %w: it was changed after it was received", j.Number, ErrDamaged)
	}
	if j.what, err = kind.Of(f, j.Bytes, j.FileName); err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	if isTable(j.what) {
		j.peeked = check.PeriodOf(r.input(j, f))
	}
	return nil
}

func (r *rebuild) input(j *judged, f *os.File) check.Input {
	in := inputOf(j.Receipt, f, r.pack)
	in.Key, in.Previous, in.EvenRefused = r.key, r.past.Following(r.pack), true
	in.Final = func(string, programme.Period) bool { return false } // objectToProvisional knows, once all are in order
	if !j.Sample || !j.SentAt.IsZero() {
		in.Sent = dayOf(j.time())
	}
	return in
}

func (r *rebuild) check(j *judged, f *os.File) (err error) {
	if j.result, err = r.answer(j, f); err == nil {
		r.lock(j)
	}
	if r.how.Progress != nil {
		r.how.Progress(r.done.next(), len(r.files))
	}
	if err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	return nil
}
