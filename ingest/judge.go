package ingest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"yigai/ingest/check"
	"yigai/internal/plainfile"
	"yigai/programme"
)

// judgeAll checks all files, period by period, so that each period's rules can
// look at the values accepted before; files of no known period come last.
func (r *rebuild) judgeAll(ctx context.Context) error {
	if err := r.each(ctx, r.files, func(j *judged) error { return r.open(j, r.peek) }); err != nil {
		return err
	}
	r.tieBundles()
	if err := r.judgePeriods(ctx); err != nil {
		return err
	}
	if r.misnamed.Load() {
		r.forgetAnswers()
		if err := r.judgePeriods(ctx); err != nil {
			return err
		}
	}
	r.objectToParts()
	r.objectToUnsigned()
	r.objectToProvisional()
	r.compareReturned()
	r.forgetRefused()
	r.tieAttachments()
	return nil
}

// judgePeriods checks the files of one period after the other.
func (r *rebuild) judgePeriods(ctx context.Context) error {
	for _, group := range byPeriod(r.files) {
		r.previous = pastOf(r.files).Following(r.pack)
		if err := r.each(ctx, group, r.check); err != nil {
			return err
		}
		r.number()
	}
	return nil
}

// forgetAnswers is for when a file turned out to be for another period than its name
// says, and others may have been held against it, or not: all are judged again, now
// that the periods are known. Answers that the past does not change are given again.
func (r *rebuild) forgetAnswers() {
	r.done.n.Store(0)
	for _, j := range r.files {
		j.result, j.subs, j.state = check.Result{}, nil, ""
		if j.answer != nil && !j.remembered {
			j.known = r.memory.parse(j.name, j.answer)
		}
	}
}

// periodInName is the period that a workbook's name begins with, as the names of our
// templates do; the zero period for none.
func periodInName(name string) programme.Period {
	first, _, _ := strings.Cut(name, "_")
	p, err := programme.ParsePeriod(first)
	if err != nil {
		return programme.Period{}
	}
	return p
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
func (r *rebuild) each(ctx context.Context, files []*judged, do func(*judged) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, j := range files {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return do(j)
		})
	}
	return g.Wait()
}

// An original is the open file of one.
type original interface {
	io.Reader
	io.ReaderAt
}

// open opens the original of a file for do, which keeps nothing of it.
func (r *rebuild) open(j *judged, do func(*judged, original) error) error {
	f, err := plainfile.Open(OriginalPath(r.ws, j.Receipt))
	if err != nil {
		return fmt.Errorf("original %s: %w: %w", j.Number, ErrDamaged, err)
	}
	return errors.Join(r.inMemory(j, f, do), f.Close())
}

// smallOriginal is up to where an original is read at once: reading a workbook piece
// by piece asks the disk some fifty times.
const smallOriginal = 1 << 20

var smallOriginals = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// inMemory gives do a small original as bytes, any other as the file.
func (r *rebuild) inMemory(j *judged, f *os.File, do func(*judged, original) error) error {
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	if info.Size() != j.Bytes || j.Bytes > smallOriginal {
		return do(j, f)
	}
	b := smallOriginals.Get().(*bytes.Buffer)
	defer smallOriginals.Put(b)
	b.Reset()
	b.Grow(int(j.Bytes) + bytes.MinRead) // so that the end is seen without growing
	if _, err := b.ReadFrom(f); err != nil {
		return fmt.Errorf("original %s: %w", j.Number, err)
	}
	return do(j, bytes.NewReader(b.Bytes()))
}
