//go:build linux

// Command prove shows that the program keeps its promises when it is killed, when
// writes fail, when the power is cut and when the disk is full. It runs the program
// as anybody would, disturbs it, and looks at the folder afterwards with eyes of its
// own: nothing here knows the program's code (architecture_test.go). A naive twin,
// which writes in place, is disturbed the same way and must be caught: a harness
// that finds nothing there proves nothing.
//
//	go run ./cmd/prove --program bin/yigai
//	go run ./cmd/prove --program bin/yigai --kills 5000 --only kill
//
// The word house in front runs everything that is proved, this and the tests, one
// part after the other, and ends in one table:
//
//	go run ./cmd/prove house --only sql,kill
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// options are the flags: how often each kind of disturbance, and where.
type options struct {
	program, work, only, stages, json              string
	seed                                           uint64
	kills, injections, cuts, disks, damages, naive int
	workers                                        int
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == "naive" {
		os.Exit(naive(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "house" {
		os.Exit(houseMain(os.Args[2:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	code, err := prove(ctx, parse(), os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "prove:", err)
		code = 2
	}
	os.Exit(code)
}

func parse() (o options) {
	flag.StringVar(&o.program, "program", "bin/yigai", "the program to disturb")
	flag.StringVar(&o.work, "work", "", "folder for the workspaces, deleted afterwards; a new temporary one if empty")
	flag.StringVar(&o.only, "only", "", "kinds to run, by commas: kill, inject, power, disk, readonly, twice, damage, restore")
	flag.StringVar(&o.stages, "stages", "", "stages to disturb, by commas: ingest, transform, site, publish; the naive twins always are")
	flag.StringVar(&o.json, "json", "", "write the findings to this file too")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the random moments and places")
	flag.IntVar(&o.kills, "kills", 500, "random kills")
	flag.IntVar(&o.injections, "injections", 1000, "failed or deadly system calls")
	flag.IntVar(&o.cuts, "cuts", 100, "power cuts")
	flag.IntVar(&o.disks, "disks", 50, "sizes of a disk for each stage, from no room to enough")
	flag.IntVar(&o.damages, "damages", 1000, "damaged files")
	flag.IntVar(&o.naive, "naive", 20, "disturbances of each kind for each naive twin")
	flag.IntVar(&o.workers, "workers", runtime.NumCPU(), "runs at the same time, each in a folder of its own")
	flag.Parse()
	return o
}

// A finding is one row of the table at the end.
type finding struct {
	Kind       string         `json:"kind"`
	Stage      string         `json:"stage"`
	Runs       int            `json:"runs"`      // runs of the stage
	Disturbed  int            `json:"disturbed"` // of them really killed, failed or cut
	Whole      int            `json:"whole"`     // of the disturbed, those that had finished their work
	Violations []string       `json:"violations,omitempty"`
	Seconds    float64        `json:"seconds"`
	NotRun     string         `json:"not_run,omitempty"` // why this machine does not allow it
	Naive      bool           `json:"naive,omitempty"`
	Ways       map[string]int `json:"ways,omitempty"` // of damage, how often each
}

// failed says whether a finding breaks the promise: a violation, or nothing was
// disturbed and so nothing shown.
func (f finding) failed() bool {
	return f.NotRun == "" && (f.Disturbed == 0 || !f.Naive && len(f.Violations) > 0)
}

// blind names the kinds that did not catch the naive twin.
func blind(found []finding) (kinds []string) {
	caught := map[string]bool{}
	for _, f := range found {
		if f.Naive {
			caught[f.Kind] = caught[f.Kind] || len(f.Violations) > 0
		}
	}
	for kind, seen := range caught {
		if !seen {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// prove runs all kinds and prints the table; the code is 1 if a promise is broken.
func prove(ctx context.Context, o options, out io.Writer) (code int, err error) {
	if o.program, err = filepath.Abs(o.program); err != nil {
		return 2, err
	}
	work, err := os.MkdirTemp(o.work, "yigai-prove-*")
	if err != nil {
		return 2, err
	}
	defer os.RemoveAll(work)
	fmt.Fprintln(out, "prove: preparing the workspaces")
	stages, err := prepare(ctx, o.program, work)
	if err != nil {
		return 2, err
	}
	h := &harness{options: o, work: work, out: out, random: rand.New(rand.NewPCG(o.seed, 6)), known: &known{calls: map[string][]place{}, room: map[string]int64{}}}
	for _, s := range stages {
		if !s.naive {
			h.older = append(h.older, s.ready)
		}
	}
	was := readyHash(stages)
	var found []finding
	for _, p := range h.proofs(stages, filepath.Join(work, "office")) {
		if o.only != "" && !slices.Contains(strings.Split(o.only, ","), p.name) {
			continue
		}
		rows, err := p.run(ctx)
		if err != nil {
			return 2, fmt.Errorf("%s: %w", p.name, err)
		}
		found = append(found, rows...)
	}
	if readyHash(stages) != was {
		return 2, errors.New("a workspace that was only to be copied was written to")
	}
	return report(out, o.json, found)
}

// readyHash is one hash over the workspaces that runs start from.
func readyHash(stages []stage) (all string) {
	for _, s := range stages {
		all += treeHash(s.ready)
	}
	return all
}

// A proof is what --only names.
type proof struct {
	name string
	run  func(ctx context.Context) ([]finding, error)
}

// proofs lists all; done is a workspace in which every stage went through.
func (h *harness) proofs(stages []stage, done string) (all []proof) {
	for _, k := range kinds {
		all = append(all, proof{k.name, func(ctx context.Context) ([]finding, error) { return h.disturb(ctx, k, stages) }})
	}
	return append(all,
		proof{"damage", func(ctx context.Context) ([]finding, error) { return h.damaged(ctx, done) }},
		proof{"restore", func(ctx context.Context) ([]finding, error) { return h.restored(ctx, done) }})
}

// notRunHere begins the line of a kind that the machine does not allow.
const notRunHere = "NOT RUN, not proved here: "

// report prints the table, writes the JSON, and judges.
func report(out io.Writer, path string, found []finding) (int, error) {
	if len(found) == 0 {
		return 2, fmt.Errorf("nothing was run: --only names no kind")
	}
	fmt.Fprintf(out, "\n%-9s %-18s %6s %10s %6s %11s %8s\n", "kind", "stage", "runs", "disturbed", "whole", "violations", "seconds")
	code := 0
	for _, f := range found {
		if f.NotRun != "" {
			fmt.Fprintf(out, "%-9s %-18s %s%s\n", f.Kind, f.Stage, notRunHere, f.NotRun)
			continue
		}
		verdict := ""
		if f.failed() {
			code, verdict = 1, "  BROKEN"
		}
		fmt.Fprintf(out, "%-9s %-18s %6d %10d %6d %11d %8.0f%s\n", f.Kind, f.Stage, f.Runs, f.Disturbed, f.Whole, len(f.Violations), f.Seconds, verdict)
		if f.failed() {
			for _, v := range f.Violations[:min(len(f.Violations), 5)] {
				fmt.Fprintln(out, "    ", v)
			}
		}
	}
	for _, kind := range blind(found) {
		code = 1
		fmt.Fprintf(out, "%-9s did not catch the naive twin: it proves nothing\n", kind)
	}
	for _, f := range figures(found) {
		fmt.Fprintf(out, figureMark+"%s | %s | %s\n", f.What, f.Aim, f.Seen)
	}
	if code == 0 && slices.ContainsFunc(found, func(f finding) bool { return f.NotRun != "" }) {
		code = 2
	}
	if path == "" {
		return code, nil
	}
	data, err := json.MarshalIndent(found, "", " ")
	if err != nil {
		return 2, err
	}
	return code, os.WriteFile(path, append(data, '\n'), 0o644)
}

// since is how long ago, in seconds.
func since(t time.Time) float64 { return time.Since(t).Seconds() }
