package ingest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"yigai/internal/atomicfile"
)

// storeNew copies the new files and writes their receipts. A bundle's receipt,
// which lists its members, comes last: a run that is killed before it leaves
// members that stand for themselves, never a bundle that lost some.
func (in *intake) storeNew(ctx context.Context) error {
	if len(in.fresh) == 0 {
		return nil
	}
	var files, members, bundles []*item
	for _, x := range in.fresh {
		switch {
		case x.within != nil:
			members = append(members, x)
		case len(x.receipt.Members) > 0:
			bundles = append(bundles, x)
		default:
			files = append(files, x)
		}
	}
	err := errors.Join(
		in.store(ctx, files, in.storeFile),
		in.store(ctx, bundles, func(x *item) error { return keepOriginal(in.ws, x.source, x.receipt) }))
	if err != nil {
		return err
	}
	in.dropTwins()
	if err := in.store(ctx, sound(members), in.storeMember); err != nil {
		return err
	}
	for _, x := range members {
		if x.err != nil {
			x.within.err = x.err
		}
	}
	for _, x := range sound(bundles) {
		if err := in.keepReceipt(x); err != nil {
			return err
		}
	}
	return atomicfile.SyncDir(in.ws.Path("originals"))
}

func (in *intake) storeFile(x *item) error {
	if err := keepOriginal(in.ws, x.source, x.receipt); err != nil {
		return err
	}
	return in.keepReceipt(x)
}

// store keeps items, each of which may have changed since it was read.
func (in *intake) store(ctx context.Context, items []*item, keep func(*item) error) error {
	return in.parallel(ctx, items, func(x *item) error {
		defer in.step()
		err := keep(x)
		if errors.Is(err, errChanged) {
			x.err = err
			return nil
		}
		return err
	})
}

func sound(items []*item) []*item {
	return slices.DeleteFunc(slices.Clone(items), func(x *item) bool { return x.err != nil })
}

// dropTwins gives up the copies of a file that changed while it was copied, and
// the members of such a bundle: they were to share the original that is not there.
func (in *intake) dropTwins() {
	changed := map[string]bool{}
	for _, x := range in.fresh {
		if x.err != nil {
			changed[x.receipt.SHA256] = true
		}
	}
	for _, x := range in.items {
		if changed[x.receipt.SHA256] || x.within != nil && changed[x.within.receipt.SHA256] {
			x.err = errChanged
		}
	}
}

// acknowledge enters into the journal every receipt it does not have yet: those
// of this batch, and those of an earlier one that was killed before this step.
func (in *intake) acknowledge(context.Context) error {
	var entry batchEntry
	var latest time.Time
	for _, r := range in.unacknowledged() {
		entry.Receipts = append(entry.Receipts, acknowledgement{r.Number, r.SHA256, r.sum})
		if r.ReceivedAt.After(latest) {
			latest = r.ReceivedAt
		}
	}
	if len(entry.Receipts) == 0 {
		return nil
	}
	_, err := in.ws.Journal.Append(entryReceived, in.at(latest), entry)
	return err
}

// at is the time of a journal entry: in a sample workspace that of what happened.
func (in *intake) at(latest time.Time) time.Time {
	if in.ws.Settings.Sample && !latest.IsZero() {
		return latest
	}
	return in.now
}

// unacknowledged lists the receipts that the journal does not have, by hash: of what
// this batch has stored, and of what an earlier one left with an intact original.
func (in *intake) unacknowledged() []writtenReceipt {
	found := map[string]writtenReceipt{}
	for _, x := range in.fresh {
		if x.stored != "" && in.known[x.receipt.SHA256] == nil {
			found[x.receipt.SHA256] = writtenReceipt{x.receipt, x.stored}
		}
	}
	for _, r := range in.strays {
		if _, again := found[r.SHA256]; !again && intact(in.ws, r.Receipt) {
			found[r.SHA256] = r
		}
	}
	return sortedValues(found)
}

// declare enters into the journal what registers and flags say of files that were
// received before, or of second copies. A flag speaks of the files named with it,
// not of all that lie in a folder. Of a new file the receipt says it; but where a
// flag went before a register, the journal must know the register's line, or it
// would be news at the next intake.
func (in *intake) declare(context.Context) error {
	entries, err := in.ws.Journal.Entries()
	if err != nil {
		return err
	}
	later, err := declarations(entries)
	if err != nil {
		return err
	}
	var news declaredEntry
	var latest time.Time
	for _, x := range in.items {
		if x.err != nil || x.isNew && !x.named {
			continue
		}
		r := x.receipt
		for _, d := range in.saidNow(x) {
			if history := append(said{r.Declaration}, later[r.SHA256]...); history.news(d) {
				later[r.SHA256] = append(later[r.SHA256], d)
				news.Files = append(news.Files, declaredFile{r.Number, r.SHA256, d})
				x.said = !x.isNew
			}
			if d.SentAt.After(latest) {
				latest = d.SentAt
			}
		}
	}
	if len(news.Files) == 0 {
		return nil
	}
	slices.SortStableFunc(news.Files, func(a, b declaredFile) int { return cmp.Compare(a.SHA256, b.SHA256) })
	_, err = in.ws.Journal.Append(entryDeclared, in.at(latest), news)
	return err
}

// saidNow is what this batch says of a file: the register, and after it the
// flags where the file is named with them.
func (in *intake) saidNow(x *item) []Declaration {
	if x.named {
		return []Declaration{x.of(x.declared), x.of(in.flags())}
	}
	return []Declaration{x.of(x.declared)}
}

// except enters into the journal that files were taken in by exception.
func (in *intake) except(context.Context) error {
	if in.opt.Exception == "" {
		return nil
	}
	entries, err := in.ws.Journal.Entries()
	if err != nil {
		return err
	}
	recorded, err := exceptions(entries)
	if err != nil {
		return err
	}
	news := map[string]Exception{}
	for _, x := range in.items {
		e := Exception{x.receipt.Number, x.receipt.SHA256, in.opt.By, in.opt.Exception}
		if x.err == nil && recorded[e.SHA256] != e {
			news[e.SHA256] = e
			x.said = !x.isNew
		}
	}
	if len(news) == 0 {
		return nil
	}
	_, err = in.ws.Journal.Append(entryException, in.now, exceptionEntry{sortedValues(news)})
	return err
}
