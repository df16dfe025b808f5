//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// A harness disturbs stages in folders of its own.
type harness struct {
	options
	work   string
	out    io.Writer
	random *rand.Rand
	known  *known

	older   []string // workspaces as they once were, for damage
	settled string   // the workspace that is damaged
}

// known is what was found out about the stages once, for all who work at the same time.
type known struct {
	sync.Mutex
	calls map[string][]place // the system calls of an undisturbed run
	room  map[string]int64   // bytes of a disk that is large enough
}

// A kind is one way to disturb a run.
type kind struct {
	name  string
	total func(o options, s stage) int // disturbances of one stage
	// allowed says why this machine cannot do it, "" if it can.
	allowed func() string
	// once runs the stage once in dir, disturbed; place is where a workspace may be
	// made, which some kinds put on a disk of their own.
	once func(ctx context.Context, h *harness, s stage, n, of int) (outcome, error)
}

// An outcome is one disturbed run as the kind left it.
type outcome struct {
	dir       string // the workspace
	disturbed bool   // something was really done to the run
	code      int    // how it ended; -1 by a signal
	said      string // what it printed
	release   func() error
}

// free gives back what the kind made for the run.
func (o outcome) free() error {
	if o.release == nil {
		return nil
	}
	return o.release()
}

var kinds = []kind{
	{"kill", func(o options, s stage) int { return (o.kills*s.share + 99) / 100 }, always, killed},
	{"inject", func(o options, s stage) int { return (o.injections*s.share + 99) / 100 }, needsStrace, injected},
	{"power", func(o options, s stage) int { return (o.cuts + 3) / 4 }, needsMounts, powerCut},
	{"disk", func(o options, s stage) int { return o.disks }, needsMounts, fullDisk},
	{"readonly", func(options, stage) int { return 3 }, needsMounts, readOnly},
	{"twice", func(_ options, s stage) int { return (40*s.share + 99) / 100 }, always, twice},
}

func always() string { return "" }

func needsStrace() string {
	if _, err := exec.LookPath("strace"); err != nil {
		return "strace is not installed (apt-get install strace)"
	}
	if out, err := exec.Command("strace", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		return "processes may not be traced here: " + lastLine(string(out))
	}
	return ""
}

func needsMounts() string {
	if os.Geteuid() != 0 {
		return "mounting a disk of its own needs root"
	}
	dir, err := os.MkdirTemp("", "yigai-mount-*")
	if err != nil {
		return err.Error()
	}
	defer os.Remove(dir)
	if out, err := exec.Command("mount", "-t", "tmpfs", "none", dir).CombinedOutput(); err != nil {
		return "no disk may be mounted here: " + lastLine(string(out))
	}
	if err := exec.Command("umount", dir).Run(); err != nil {
		return err.Error()
	}
	return ""
}

// disturb runs one kind over all stages, each by its share.
func (h *harness) disturb(ctx context.Context, k kind, stages []stage) (rows []finding, err error) {
	if why := k.allowed(); why != "" {
		return []finding{{Kind: k.name, NotRun: why}}, nil
	}
	for _, s := range stages {
		if s.naive && (k.name == "twice" || k.name == "readonly") {
			continue // it has no lock to show, and cannot write either
		}
		if !s.naive && h.stages != "" && !slices.Contains(strings.Split(h.stages, ","), s.name) {
			continue
		}
		row, err := h.stage(ctx, k, s)
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// attempts is how often a disturbance may miss, for each that is wanted.
const attempts = 4

// stage disturbs one stage as often as wanted, in as many places at once as there are workers.
func (h *harness) stage(ctx context.Context, k kind, s stage) (finding, error) {
	wanted := max(1, k.total(h.options, s))
	if s.naive {
		wanted = h.naive
	}
	t := &tally{finding: finding{Kind: k.name, Stage: s.name, Naive: s.naive}, wanted: wanted, began: time.Now(), told: time.Now()}
	err := h.each(ctx, func(ctx context.Context, bench *harness) error {
		for n, more := t.next(); more && ctx.Err() == nil; n, more = t.next() {
			bench.random = rand.New(rand.NewPCG(h.seed, seedOf(k.name+s.name, n)))
			row, err := bench.one(ctx, k, s, n, wanted)
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			t.add(h.out, row)
		}
		return ctx.Err()
	})
	t.Seconds = since(t.began)
	if k.name == "disk" && !s.naive && (t.Whole == 0 || t.Whole == t.Disturbed) {
		t.Violations = append(t.Violations, fmt.Sprintf("%d of %d sizes were enough: they do not reach from too small to large enough", t.Whole, t.Disturbed))
	}
	return t.finding, err
}

// each lets every worker do its work, each in a folder of its own.
func (h *harness) each(ctx context.Context, work func(ctx context.Context, bench *harness) error) error {
	group, ctx := errgroup.WithContext(ctx)
	for i := range max(1, h.workers) {
		bench := *h
		bench.work = filepath.Join(h.work, fmt.Sprintf("bench-%d", i))
		group.Go(func() error {
			if err := os.MkdirAll(bench.work, 0o755); err != nil {
				return err
			}
			return work(ctx, &bench)
		})
	}
	return group.Wait()
}

// seedOf is a number for the n-th disturbance of its sort, whoever comes to do it.
func seedOf(sort string, n int) uint64 {
	f := fnv.New64a()
	fmt.Fprint(f, sort, n)
	return f.Sum64()
}

// A tally is the row of a stage while several workers fill it.
type tally struct {
	sync.Mutex
	finding
	wanted, given int
	began, told   time.Time
}

// next is the number of the next disturbance; more is false once there are enough,
// or too many that missed.
func (t *tally) next() (n int, more bool) {
	t.Lock()
	defer t.Unlock()
	if t.Disturbed >= t.wanted || t.given >= t.wanted*attempts {
		return 0, false
	}
	t.given++
	return t.given - 1, true
}

func (t *tally) add(out io.Writer, row finding) {
	t.Lock()
	defer t.Unlock()
	t.Runs, t.Disturbed, t.Whole = t.Runs+row.Runs, t.Disturbed+row.Disturbed, t.Whole+row.Whole
	t.Violations = append(t.Violations, row.Violations...)
	for way, n := range row.Ways {
		t.Ways[way] += n
	}
	if time.Since(t.told) > 20*time.Second {
		t.told = time.Now()
		fmt.Fprintf(out, "prove: %s %s %d of %d, %d violations\n", t.Kind, t.Stage, t.Disturbed, t.wanted, len(t.Violations))
	}
}

// one disturbs one run, looks, lets the next run go through, and looks again.
func (h *harness) one(ctx context.Context, k kind, s stage, n, of int) (row finding, err error) {
	o, err := k.once(ctx, h, s, n, of)
	if err != nil {
		return row, err
	}
	defer func() {
		if freeErr := o.free(); err == nil {
			err = freeErr
		}
	}()
	row.Runs++
	if o.disturbed {
		row.Disturbed++
	}
	problems := s.world.look(o.dir, false)
	problems = append(problems, s.untold(o)...)
	if o.code == 0 && o.disturbed {
		row.Whole++
		problems = append(problems, s.unsettled(o.dir)...)
	}
	if !s.naive && strings.Contains(o.said, "goroutine ") && !strings.Contains(o.said, "netpoll") {
		problems = append(problems, "a trace of the stack was printed")
	}
	problems = append(problems, s.goOn(ctx, o)...)
	if len(problems) > 0 {
		row.Violations = append(row.Violations, fmt.Sprintf("%s %s #%d: %s", k.name, s.name, n, strings.Join(problems, "; ")))
	}
	return row, nil
}

// untold says which files the run acknowledged and does not keep. A line that
// begins with a tick and names a file is the acknowledgement.
func (s stage) untold(o outcome) (problems []string) {
	kept, err := hashesIn(filepath.Join(o.dir, "originals"))
	if err != nil {
		return []string{err.Error()}
	}
	there := map[string]bool{}
	for _, hash := range kept {
		there[hash] = true
	}
	for line := range strings.SplitSeq(o.said, "\n") {
		for hash, name := range s.world.received {
			if strings.HasPrefix(line, "✓") && strings.Contains(line, filepath.Base(name)) && !there[hash] {
				problems = append(problems, name+" was acknowledged and is not kept")
			}
		}
	}
	return problems
}

// unsettled says what differs from a run that went through, where one says it did.
func (s stage) unsettled(dir string) (problems []string) {
	now := states(dir)
	for what, state := range s.world.settled {
		if now[what] != state {
			problems = append(problems, "the run ended well, but "+what+" is not as after it")
		}
	}
	return problems
}

// goOn lets the next run go through, which must need no repair by hand.
func (s stage) goOn(ctx context.Context, o outcome) (problems []string) {
	if shown, err := editions(o.dir); s.name == "publish" && err == nil && len(shown) == 2 {
		return nil // published: there is nothing to go on with
	}
	if said, err := s.quiet(ctx, o.dir); err != nil {
		return []string{"the next run: " + err.Error() + lastLine(said)}
	}
	problems = append(s.world.look(o.dir, false), s.unsettled(o.dir)...)
	return append(problems, leftovers(o.dir)...)
}

// finish collects how a command ended.
func finish(c *exec.Cmd, said *bytes.Buffer, err error) (outcome, error) {
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) && !errors.Is(err, context.DeadlineExceeded) {
		return outcome{}, err
	}
	return outcome{code: c.ProcessState.ExitCode(), said: said.String()}, nil
}
