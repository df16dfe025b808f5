package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"yigai/ingest/check"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// The states of a file, which add up to all files received.
const (
	Accepted    = "accepted"
	Refused     = "refused"     // read, but broke a rule
	Superseded  = "superseded"  // by an accepted one
	Quarantined = "quarantined" // unreadable, or nobody's
	Attached    = "attached"
)

// States lists them in the order in which they are shown.
var States = []string{Accepted, Refused, Superseded, Quarantined, Attached}

// wholeWorkbook is the part of a submission that a workbook brings: all of it.
const wholeWorkbook = "workbook"

// A Summary says what the facts were made of.
type Summary struct {
	Generation store.Generation
	Files      []File         // in the order of receipt
	Counts     map[string]int // files by state, every state named
}

// A File is what became of one file received.
type File struct {
	Receipt
	check.Result
	Period   string // "" when not known, as Reporter
	Reporter string
	Name     string // of the reporter
	Revision int    // from 1; 0 for a file that is no submission
	State    string
}

// Rebuilding says how facts are made.
type Rebuilding struct {
	Version  string                // of the program: part of the manifest
	Progress func(done, total int) // may be nil; called from several goroutines
}

// Rebuild checks every acknowledged original anew and commits the facts: the
// same originals, receipts and pack give the same generation. An original or a
// receipt that is not as received is an error that wraps ErrDamaged, and the
// facts stay as they were. The caller holds the lock.
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
		r.files = append(r.files, &judged{kept: k})
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
	peeked programme.Period
	result check.Result
	state  string
	// revision counts the files of one reporter for one period, refused ones too.
	revision int
}

// known says whether the file is a submission of somebody for some period.
func (j *judged) known() bool {
	return j.result.Cover.Reporter != "" && !j.result.Cover.Period.IsZero() && !j.result.Quarantined
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

	waivers []waiverRow
}

// judgeAll checks all files, period by period, so that each period's rules can
// look at the values accepted before; files of no known period come last.
func (r *rebuild) judgeAll(ctx context.Context) error {
	if err := r.each(ctx, r.files, r.peek); err != nil {
		return err
	}
	r.past = Past{}
	for _, group := range byPeriod(r.files) {
		if err := r.each(ctx, group, r.check); err != nil {
			return err
		}
		number(r.files)
		for _, j := range group {
			if j.state == Accepted {
				r.past.add(j.result)
			}
		}
	}
	return nil
}

func byPeriod(files []*judged) [][]*judged {
	sorted := slices.Clone(files)
	slices.SortStableFunc(sorted, func(a, b *judged) int {
		if a.peeked.IsZero() != b.peeked.IsZero() {
			return cmp.Compare(strconv.FormatBool(a.peeked.IsZero()), strconv.FormatBool(b.peeked.IsZero()))
		}
		return cmp.Compare(a.peeked.String(), b.peeked.String())
	})
	var groups [][]*judged
	for i, j := range sorted {
		if i == 0 || j.peeked != sorted[i-1].peeked {
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
			f, err := os.Open(OriginalPath(r.ws, j.Receipt))
			if err != nil {
				return fmt.Errorf("original %s: %w: %w", j.Number, ErrDamaged, err)
			}
			return errors.Join(do(j, f), f.Close())
		})
	}
	return g.Wait()
}

// peek makes sure that the original is what was received, and finds its period.
func (r *rebuild) peek(j *judged, f *os.File) error {
	sum, _, err := hashReader(f)
	if err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	if sum != j.SHA256 {
		return fmt.Errorf("original %s: %w: it was changed after it was received", j.Number, ErrDamaged)
	}
	j.peeked = check.PeriodOf(r.input(j, f))
	return nil
}

func (r *rebuild) input(j *judged, f *os.File) check.Input {
	return check.Input{File: f, Size: j.Bytes, Name: j.FileName, Pack: r.pack, Key: r.key, History: j.History, Previous: r.past.Value}
}

func (r *rebuild) check(j *judged, f *os.File) (err error) {
	j.result, err = check.Collect(r.input(j, f))
	if r.how.Progress != nil {
		r.how.Progress(r.done.next(), len(r.files))
	}
	if err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	return nil
}

// number sorts files into the order of receipt, numbers the revisions of each
// reporter and period, and says which of them counts.
func number(files []*judged) {
	slices.SortStableFunc(files, compareReceipt)
	type key struct{ reporter, period string }
	last := map[key]int{}
	counts := map[key]*judged{}
	for _, j := range files {
		j.revision, j.state = 0, Refused
		if j.result.Quarantined {
			j.state = Quarantined
		}
		if !j.known() {
			continue
		}
		k := key{j.result.Cover.Reporter, j.result.Cover.Period.String()}
		last[k]++
		j.revision = last[k]
		if j.result.Accepted() {
			if earlier := counts[k]; earlier != nil {
				earlier.state = Superseded
			}
			j.state, counts[k] = Accepted, j
		}
	}
}

// compareReceipt orders by batch, and within one by time of receipt and of
// sending (which differ in sample data only), date on the cover, and hash.
func compareReceipt(a, b *judged) int {
	return cmp.Or(cmp.Compare(a.batch, b.batch), a.ReceivedAt.Compare(b.ReceivedAt), a.SentAt.Compare(b.SentAt),
		cmp.Compare(a.result.Cover.Date(), b.result.Cover.Date()), cmp.Compare(a.SHA256, b.SHA256))
}

// Judge says what would become of a file with that result if it were taken in
// alone.
func Judge(result check.Result) File {
	j := &judged{result: result}
	number([]*judged{j})
	f := fileOf(j)
	f.Revision = 0 // the others are not known
	return f
}
