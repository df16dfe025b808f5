//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A harness disturbs stages in folders of its own.
type harness struct {
	options
	work   string
	out    io.Writer
	random *rand.Rand
	places map[string][]place // of each stage, counted once
}

// A kind is one way to disturb a run.
type kind struct {
	name  string
	total func(o options) int // disturbances over all stages
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

var kinds = []kind{
	{"kill", func(o options) int { return o.kills }, always, killed},
	{"inject", func(o options) int { return o.injections }, needsStrace, injected},
	{"power", func(o options) int { return o.cuts }, needsMounts, powerCut},
	{"disk", func(o options) int { return o.disks }, needsMounts, fullDisk},
	{"readonly", func(options) int { return 10 }, needsMounts, readOnly},
	{"twice", func(options) int { return 40 }, always, twice},
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

func (h *harness) stage(ctx context.Context, k kind, s stage) (finding, error) {
	wanted := max(1, k.total(h.options)*s.share/100)
	if s.naive {
		wanted = h.naive
	}
	row := finding{Kind: k.name, Stage: s.name, Naive: s.naive}
	began, told := time.Now(), time.Now()
	for n := 0; row.Disturbed < wanted && n < wanted*attempts; n++ {
		if err := ctx.Err(); err != nil {
			return row, err
		}
		if time.Since(told) > 20*time.Second {
			told = time.Now()
			fmt.Fprintf(h.out, "prove: %s %s %d of %d, %d violations\n", k.name, s.name, row.Disturbed, wanted, len(row.Violations))
		}
		if err := h.one(ctx, k, s, n%wanted, wanted, &row); err != nil {
			return row, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	row.Seconds = since(began)
	return row, nil
}

// one disturbs one run, looks, lets the next run go through, and looks again.
func (h *harness) one(ctx context.Context, k kind, s stage, n, of int, row *finding) error {
	o, err := k.once(ctx, h, s, n, of)
	if err != nil {
		return err
	}
	defer func() {
		if o.release != nil {
			if err := o.release(); err != nil {
				fmt.Fprintln(h.out, "prove: release:", err)
			}
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
	return nil
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
