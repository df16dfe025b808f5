package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"time"
)

// childFlag makes the program run one task and print what it cost.
const childFlag = "--child"

// A task is measured in a process of its own. args are those of its call.
type task func(c *child, args []string) error

// A child is a task on its way.
type child struct {
	ctx context.Context
	out outcome
}

// An outcome is what one process measured.
type outcome struct {
	CPU    map[string]float64 `json:"cpu"`  // seconds of processor time, by step
	Wall   map[string]float64 `json:"wall"` // seconds by the clock
	Counts map[string]float64 `json:"counts"`
	Peak   float64            `json:"peak"` // most memory of the process, MB
}

func newOutcome() outcome {
	return outcome{CPU: map[string]float64{}, Wall: map[string]float64{}, Counts: map[string]float64{}}
}

// measure runs a step and notes what it cost. What was made before is swept up
// first, so that no step pays for another's garbage.
func (c *child) measure(step string, work func() error) error {
	runtime.GC()
	began, cpu := time.Now(), cpuSeconds()
	if err := work(); err != nil {
		return fmt.Errorf("%s: %w", step, err)
	}
	c.out.CPU[step], c.out.Wall[step] = cpuSeconds()-cpu, time.Since(began).Seconds()
	return nil
}

// A call is a task with what it is to work on.
type call struct {
	Task  string   `json:"task"`
	Args  []string `json:"args"`
	cores int      // 0 for all
}

// runChild runs a task and prints its outcome as JSON.
func runChild(name, args string, stdout io.Writer) error {
	do, known := tasks[name]
	if !known {
		return fmt.Errorf("no task %q", name)
	}
	var list []string
	if err := json.Unmarshal([]byte(args), &list); err != nil {
		return err
	}
	c := &child{ctx: context.Background(), out: newOutcome()}
	if err := do(c, list); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var err error
	if c.out.Peak, err = peakMemory(); err != nil {
		return err
	}
	return json.NewEncoder(stdout).Encode(c.out)
}

// start runs a call in a new process of this program.
func (b *bench) start(ctx context.Context, what call) (outcome, error) {
	self, err := os.Executable()
	if err != nil {
		return outcome{}, err
	}
	args, err := json.Marshal(what.Args)
	if err != nil {
		return outcome{}, err
	}
	cmd := exec.CommandContext(ctx, self, childFlag, what.Task, string(args))
	cmd.Env = os.Environ()
	if what.cores > 0 {
		cmd.Env = append(cmd.Env, fmt.Sprint("GOMAXPROCS=", what.cores))
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, io.MultiWriter(&stderr, b.log) // tasks of many minutes say how far they are
	if err := cmd.Run(); err != nil {
		return outcome{}, fmt.Errorf("%s: %w: %s", what.Task, err, bytes.TrimSpace(stderr.Bytes()))
	}
	var out outcome
	return out, json.Unmarshal(stdout.Bytes(), &out)
}

// repeat runs calls in turn, so that a noisy moment hits all of them, and gives
// the medians of each. It stops early when the row's time is up, but not before
// each ran once; times says how often they did.
func (b *bench) repeat(ctx context.Context, calls ...call) (medians []outcome, times int, err error) {
	all := make([][]outcome, len(calls))
	until := time.Now().Add(b.size.perRow)
	for times = 0; times < b.repeats && (times == 0 || time.Now().Before(until)); times++ {
		for i, what := range calls {
			out, err := b.start(ctx, what)
			if err != nil {
				return nil, times, err
			}
			all[i] = append(all[i], out)
		}
	}
	for _, outs := range all {
		medians = append(medians, medianOf(outs))
	}
	return medians, times, nil
}

// medianOf takes the median of each number by itself.
func medianOf(outs []outcome) outcome {
	m := newOutcome()
	for _, of := range []func(*outcome) map[string]float64{
		func(o *outcome) map[string]float64 { return o.CPU },
		func(o *outcome) map[string]float64 { return o.Wall },
		func(o *outcome) map[string]float64 { return o.Counts },
	} {
		for step := range of(&outs[0]) {
			var values []float64
			for i := range outs {
				values = append(values, of(&outs[i])[step])
			}
			of(&m)[step] = median(values)
		}
	}
	var peaks []float64
	for _, o := range outs {
		peaks = append(peaks, o.Peak)
	}
	m.Peak = median(peaks)
	return m
}

func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
