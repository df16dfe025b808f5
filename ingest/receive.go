// Package ingest takes files in and turns them into facts.
//
// Receive copies every file it is given into originals/, unchanged and named by
// its SHA-256, with a receipt beside it and an entry in the journal; only then
// is it acknowledged. Rebuild reads all acknowledged originals and writes the
// facts: they are a function of originals, receipts, journal and pack, and
// nothing is ever corrected in place. What a workbook must look like is not
// decided here but in ingest/check.
package ingest

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"yigai/internal/atomicfile"
	"yigai/internal/workspace"
)

// Options say how a batch came in.
type Options struct {
	Channel, Sender string    // where the register says nothing, as all up to Period
	SentAt          time.Time // declared time of sending
	By              string    // who declares it, or allows the exception
	Reporter        string    // org code, where a file does not say whose it is
	Period          string    // the same
	History         bool      // figures of the time before the programme
	// Exception is why the files named are taken in although their period is
	// locked; "" for no exception. It needs By.
	Exception string
	Now       func() time.Time
	Progress  func(done, total int) // may be nil; called from several goroutines
}

// A Batch is what one call of Receive took in.
type Batch struct {
	Files []Received // in the order they were found; the members of a bundle follow it
	Idle  []string   // files that registers name, but that are not there: folder/name
}

// Received is what became of one file.
type Received struct {
	Path    string
	Bundle  string  // name of the bundle it came in; "" for none
	Receipt Receipt // zero when Err is set
	New     bool    // false: the same bytes had been received before
	Said    bool    // something was declared of bytes received before: the answer may be another now
	Err     error   // the file was not taken in
}

// receiveWorkers is how many files are copied at once; the copies wait for the
// disk to flush, so more than the number of cores pays.
const receiveWorkers = 16

// Receive takes in the files at paths, and all files in the folders among them,
// links not followed; of a bundle also what is in it. The same bytes are taken in
// once. The error is for the whole batch (a path that is not there, a register
// that cannot be read, a full disk); what concerns one file is in its Err. When
// Receive returns without error everything in the batch is safely on disk. The
// caller holds the lock.
func Receive(ctx context.Context, ws *workspace.Workspace, paths []string, opt Options) (Batch, error) {
	if err := atomicfile.RemoveLeftovers(ws.Path("originals")); err != nil {
		return Batch{}, err
	}
	in := intake{ws: ws, opt: opt, now: opt.Now().UTC().Truncate(time.Second)}
	latest := in.now
	if ws.Settings.Sample {
		latest = time.Time{} // made-up data plays in its own time
	}
	sources, lists, err := find(paths, latest)
	if err != nil {
		return Batch{}, err
	}
	in.lists = lists
	for _, s := range sources {
		in.items = append(in.items, &item{source: s})
	}
	for _, step := range []func(context.Context) error{in.hashAll, in.pickNew, in.storeNew, in.acknowledge, in.declare, in.except} {
		if err := step(ctx); err != nil {
			return Batch{}, fmt.Errorf("take in: %w", err)
		}
	}
	return in.batch(), nil
}

// intake is one call of Receive on its way.
type intake struct {
	ws    *workspace.Workspace
	opt   Options
	now   time.Time // one for the whole batch
	items []*item
	fresh []*item          // those to be stored
	known map[string]*kept // received before, by hash
	// strays are receipts that a run which was killed left on disk before it
	// acknowledged them.
	strays []writtenReceipt
	lists  registers
	idle   []string // what registers name and nobody has
	done   counter  // files read and files stored
}

// An item is one file on its way: of the disk, or a member of a bundle.
type item struct {
	source
	receipt Receipt
	isNew   bool
	stored  string // SHA-256 of its receipt, once that and the original are on disk
	said    bool   // something new was declared of it, and the journal has it
	err     error
	members []Member // of a bundle that could be opened
	within  *item    // the bundle whose member it is
}

// step counts a file that was read or stored.
func (in *intake) step() {
	if in.opt.Progress != nil {
		in.opt.Progress(in.done.next(), len(in.items)+len(in.fresh))
	}
}

// hashAll reads every source once, and what bundles hold.
func (in *intake) hashAll(ctx context.Context) error {
	err := in.parallel(ctx, in.items, func(x *item) error {
		defer in.step()
		if x.err = x.source.err; x.err != nil {
			return nil
		}
		sum, size, err := hashSource(x.source)
		if x.err = err; err != nil {
			return nil
		}
		x.receipt = in.receipt(x.source, sum, size)
		x.members, x.err = membersOf(x.source, size)
		return nil
	})
	if err == nil {
		in.unfold()
	}
	return err
}

func (in *intake) receipt(s source, sum string, size int64) Receipt {
	name := baseName(s.path)
	if s.bundle != nil {
		name = baseName(s.member.Name)
	}
	r := Receipt{
		SHA256: sum, FileName: name, Extension: cleanExtension(name), Bytes: size,
		Declaration: in.declaredOf(s), History: in.opt.History, Sample: in.ws.Settings.Sample, ReceivedAt: in.now,
	}
	// Sample data plays in its own time: what was sent was received at once.
	if r.Sample && !r.SentAt.IsZero() {
		r.ReceivedAt = r.SentAt
	}
	r.ReceivedAt, r.SentAt = r.ReceivedAt.UTC().Truncate(time.Second), r.SentAt.UTC().Truncate(time.Second)
	return r
}

// flags is what the command line declares.
func (in *intake) flags() Declaration {
	d := Declaration{SentAt: in.opt.SentAt, Channel: in.opt.Channel, Sender: in.opt.Sender, Reporter: in.opt.Reporter, Period: in.opt.Period}
	if d != (Declaration{}) {
		d.DeclaredIn, d.DeclaredBy = declaredByFlag, cmp.Or(in.opt.By, declaredByFlag)
	}
	return d
}

// declaredOf is what counts of a new file: a flag before the register where the
// file is named with it, else the register, which speaks of each file by itself.
func (in *intake) declaredOf(s source) Declaration {
	if s.named {
		return s.of(in.flags().over(s.declared))
	}
	return s.of(s.declared.over(in.flags()))
}

// of is a declaration that names the copy it was said of.
func (s source) of(d Declaration) Declaration {
	if d == (Declaration{}) {
		return d
	}
	d.File = baseName(s.path)
	if s.bundle != nil {
		d.File += "/" + s.member.Name
	}
	return d
}

// pickNew tells first copies from bytes known already. Of equal files in one
// batch the first found counts.
func (in *intake) pickNew(context.Context) error {
	files, err := readKept(in.ws)
	if err != nil {
		return err
	}
	in.known = map[string]*kept{}
	for i := range files {
		in.known[files[i].SHA256] = &files[i]
	}
	in.strays = strayReceipts(in.ws, in.known)
	in.number()
	in.idle = in.lists.idle(files)
	seen := map[string]Receipt{}
	for _, x := range in.items {
		if x.err != nil {
			continue
		}
		earlier, twice := seen[x.receipt.SHA256]
		if k := in.known[x.receipt.SHA256]; k != nil {
			earlier, twice = k.Receipt, true
		}
		if x.isNew = !twice; twice {
			x.receipt = earlier
		}
		// A known file whose original was damaged since is stored again.
		if x.isNew || !intact(in.ws, earlier) {
			in.fresh = append(in.fresh, x)
		}
		seen[x.receipt.SHA256] = x.receipt
	}
	return nil
}

// batch is the outcome for the caller.
func (in *intake) batch() Batch {
	b := Batch{Idle: in.idle}
	for _, x := range in.items {
		r := Received{Path: x.path, Receipt: x.receipt, New: x.isNew, Said: x.said, Err: x.err}
		if x.within != nil {
			r.Path, r.Bundle = x.member.Name, baseName(x.within.path)
		}
		if r.Err != nil {
			r.Receipt, r.New = Receipt{}, false
		}
		b.Files = append(b.Files, r)
	}
	return b
}

// parallel calls do for every item, some at once, and stops at the first error.
func (in *intake) parallel(ctx context.Context, items []*item, do func(*item) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(receiveWorkers)
	for _, x := range items {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return do(x)
		})
	}
	return g.Wait()
}
