// Package ingest takes files in and turns them into facts.
//
// Receive copies every file it is given into originals/, unchanged and named by
// its SHA-256, with a receipt beside it and an entry in the journal; only then
// is it acknowledged. Rebuild reads all acknowledged originals and writes the
// facts: they are a function of originals, receipts and pack, and nothing is
// ever corrected in place. What a workbook must look like is not decided here
// but in ingest/check.
package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"yigai/internal/atomicfile"
	"yigai/internal/workspace"
)

// Options say how a batch came in.
type Options struct {
	Channel, Sender string // where the register says nothing
	ReceivedAt      time.Time
	History         bool // figures of the time before the programme
	Now             func() time.Time
	Progress        func(done, total int) // may be nil; called from several goroutines
}

// A Batch is what one call of Receive took in.
type Batch struct {
	Files []Received // in the order they were found
}

// Received is what became of one file.
type Received struct {
	Path    string
	Receipt Receipt // zero when Err is set
	New     bool    // false: the same bytes had been received before
	Err     error   // the file was not taken in
}

// receiveWorkers is how many files are copied at once; the copies wait for the
// disk to flush, so more than the number of cores pays.
const receiveWorkers = 16

// Receive takes in the files at paths, and all files in the folders among them,
// links not followed. The same bytes are taken in once. The error is for the
// whole batch (a path that is not there, a register that cannot be read, a full
// disk); what concerns one file is in its Err. When Receive returns without
// error everything in the batch is safely on disk. The caller holds the lock.
func Receive(ctx context.Context, ws *workspace.Workspace, paths []string, opt Options) (Batch, error) {
	if err := atomicfile.RemoveLeftovers(ws.Path("originals")); err != nil {
		return Batch{}, err
	}
	sources, err := find(paths)
	if err != nil {
		return Batch{}, err
	}
	in := intake{ws: ws, opt: opt, now: opt.Now().UTC().Truncate(time.Second), sources: sources, files: make([]Received, len(sources))}
	for _, step := range []func(context.Context) error{in.hashAll, in.pickNew, in.storeNew, in.acknowledge} {
		if err := step(ctx); err != nil {
			return Batch{}, fmt.Errorf("take in: %w", err)
		}
	}
	return Batch{in.files}, nil
}

// intake is one call of Receive on its way.
type intake struct {
	ws      *workspace.Workspace
	opt     Options
	now     time.Time // one for the whole batch
	sources []source
	files   []Received // one for each source
	fresh   []int      // indexes of the files to be stored
	done    counter    // files read and files stored
}

// step counts a file that was read or stored.
func (in *intake) step() {
	if in.opt.Progress != nil {
		in.opt.Progress(in.done.next(), len(in.sources)+len(in.fresh))
	}
}

// hashAll reads every source once.
func (in *intake) hashAll(ctx context.Context) error {
	return in.parallel(ctx, len(in.sources), func(i int) error {
		defer in.step()
		s := in.sources[i]
		in.files[i].Path = s.path
		sum, size, err := hashSource(s)
		if err != nil {
			in.files[i].Err = err
			return nil
		}
		in.files[i].Receipt = in.receipt(s, sum, size)
		return nil
	})
}

func (in *intake) receipt(s source, sum string, size int64) Receipt {
	r := Receipt{
		Number: NumberOf(sum), SHA256: sum, FileName: filepath.Base(s.path), Extension: cleanExtension(s.path), Bytes: size,
		ReceivedAt: in.opt.ReceivedAt, Channel: in.opt.Channel, Sender: in.opt.Sender,
		History: in.opt.History, Sample: in.ws.Settings.Sample,
	}
	if s.isDeclared {
		r.SentAt, r.DeclaredBy = s.declared.sentAt, RegisterName
		r.Channel, r.Sender = cmp.Or(s.declared.channel, r.Channel), cmp.Or(s.declared.sender, r.Sender)
	}
	// Sample data plays in its own time: what was sent was received at once.
	if r.ReceivedAt.IsZero() && r.Sample {
		r.ReceivedAt = r.SentAt
	}
	if r.ReceivedAt.IsZero() {
		r.ReceivedAt = in.now
	}
	r.ReceivedAt = r.ReceivedAt.UTC().Truncate(time.Second)
	return r
}

// pickNew tells first copies from bytes known already. Of equal files in one
// batch the first found counts.
func (in *intake) pickNew(context.Context) error {
	known := map[string]Receipt{}
	files, err := readKept(in.ws)
	if err != nil {
		return err
	}
	for _, k := range files {
		known[k.SHA256] = k.Receipt
	}
	for i := range in.files {
		f := &in.files[i]
		if f.Err != nil {
			continue
		}
		earlier, seen := known[f.Receipt.SHA256]
		if seen {
			f.Receipt = earlier
		}
		f.New = !seen
		// A known file whose original was damaged since is stored again.
		if !seen || !intact(in.ws, earlier) {
			in.fresh = append(in.fresh, i)
		}
		known[f.Receipt.SHA256] = f.Receipt
	}
	return nil
}

// storeNew copies the new files and writes their receipts.
func (in *intake) storeNew(ctx context.Context) error {
	err := in.parallel(ctx, len(in.fresh), func(n int) error {
		defer in.step()
		f := &in.files[in.fresh[n]]
		err := keep(in.ws, in.sources[in.fresh[n]], f.Receipt)
		if errors.Is(err, errChanged) {
			f.Err = err
			return nil
		}
		return err
	})
	if err != nil || len(in.fresh) == 0 {
		return err
	}
	in.dropTwins()
	return atomicfile.SyncDir(in.ws.Path("originals"))
}

// dropTwins gives up the copies of a file that changed while it was copied:
// they were to share the original that is now not there.
func (in *intake) dropTwins() {
	changed := map[string]bool{}
	for _, i := range in.fresh {
		if in.files[i].Err != nil {
			changed[in.files[i].Receipt.SHA256] = true
		}
	}
	for i := range in.files {
		if f := &in.files[i]; changed[f.Receipt.SHA256] {
			f.Receipt, f.New, f.Err = Receipt{}, false, errChanged
		}
	}
}

// acknowledge enters into the journal every receipt it does not have yet: those
// of this batch, and those of an earlier one that was killed before this step.
func (in *intake) acknowledge(context.Context) error {
	all, _, err := acknowledged(in.ws)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, a := range all {
		done[a.SHA256] = true
	}
	var entry batchEntry
	var latest time.Time
	for _, r := range in.unacknowledged(done) {
		data, err := os.ReadFile(receiptPath(in.ws, r.SHA256))
		if err != nil {
			return err
		}
		entry.Receipts = append(entry.Receipts, acknowledgement{r.Number, r.SHA256, hashBytes(data)})
		if r.ReceivedAt.After(latest) {
			latest = r.ReceivedAt
		}
	}
	if len(entry.Receipts) == 0 {
		return nil
	}
	at := in.now
	if in.ws.Settings.Sample {
		at = latest
	}
	_, err = in.ws.Journal.Append(entryReceived, at, entry)
	return err
}

// unacknowledged lists the receipts on disk with an intact original that are not in done, by number.
func (in *intake) unacknowledged(done map[string]bool) []Receipt {
	var found []Receipt
	for _, r := range receiptsOnDisk(in.ws) {
		if !done[r.SHA256] && intact(in.ws, r) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b Receipt) int { return cmp.Compare(a.SHA256, b.SHA256) })
	return found
}

// parallel calls do for 0 to n-1, some at once, and stops at the first error.
func (in *intake) parallel(ctx context.Context, n int, do func(i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(receiveWorkers)
	for i := range n {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return do(i)
		})
	}
	return g.Wait()
}
