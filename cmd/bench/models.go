package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"yigai/cmd/bench/nation"
	"yigai/programme"
	"yigai/transform"
)

// tasks are what child processes do, by name.
var tasks = map[string]task{"read": readTask, "take": takeTask, "late": lateTask, "memory": memoryTask, "parquet": parquetTask,
	"marts": martsTask, "facts": factsTask, "site": siteTask, "copy": copyTask, "quarter": quarterTask}

// tables makes sure that a country's facts and reference tables lie in a folder.
// They are made in a process of their own, so that no memory of it stays here.
func (b *bench) tables(ctx context.Context, s nation.Size) (string, error) {
	dir := b.path("tables", s.Counties, s.Institutions, s.Elements, s.Quarters)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	fmt.Fprintf(b.log, "bench: making the facts of %+v …\n", s)
	_, err := b.start(ctx, call{Task: "facts", Args: countryArgs(s, fmt.Sprint(s.Institutions), dir)})
	return dir, err
}

func factsTask(_ *child, args []string) error {
	s, err := country(args)
	if err != nil {
		return err
	}
	if _, err := fmt.Sscan(args[3], &s.Institutions); err != nil {
		return err
	}
	dir := args[4]
	draft := dir + ".draft"
	if _, err := s.WriteFacts(filepath.Join(draft, "facts")); err != nil {
		return err
	}
	if err := writeReference(s, filepath.Join(draft, "reference")); err != nil {
		return err
	}
	return os.Rename(draft, dir)
}

// writeReference writes the country's own tables, as of its last quarter.
func writeReference(s nation.Size, dir string) error { return referenceAsOf(s, s.Quarters, dir) }

// referenceAsOf writes them as of the newest of so many quarters.
func referenceAsOf(s nation.Size, many int, dir string) error {
	pack, mistakes := programme.Load(s.Pack())
	if len(mistakes) > 0 {
		return errors.New(mistakes[0].String())
	}
	at := programme.MustPeriod(s.Quarter(many - 1))
	cutOff := programme.Date{Time: at.Last().AddDate(0, 0, pack.Programme.Calendar.CutOff)}
	return errors.Join(programme.WriteReference(dir, pack, programme.Run{Period: at, AsOf: cutOff, Mode: "sample", Version: "bench"}),
		transform.TakeVintages("", dir))
}

// martsTask scans a country's facts, and makes all marts of them.
func martsTask(c *child, args []string) error {
	facts, out := filepath.Join(args[0], "facts"), args[1]
	var rows int64
	err := c.measure("scan", func() (err error) { rows, err = transform.Scan(c.ctx, facts); return err })
	if err != nil {
		return err
	}
	return errors.Join(c.measure("marts", func() error {
		_, err := transform.Run(c.ctx, transform.Options{FactsDir: facts, ReferenceDir: filepath.Join(args[0], "reference"), OutDir: out, Progress: slowSteps(os.Stderr)})
		return err
	}), c.note("rows", int(rows)))
}

// slowSteps tells of steps that took long, once the next begins.
func slowSteps(w io.Writer) func(step string, done, total int) {
	var last string
	began := time.Now()
	return func(step string, done, total int) {
		if took := time.Since(began); last != "" && took >= 10*time.Second {
			fmt.Fprintf(w, "bench: … %s %.0f s (%d of %d)\n", last, took.Seconds(), done, total)
		}
		last, began = step, time.Now()
	}
}

// marts measures a country once for the rows that say its time and its memory.
func (b *bench) marts(ctx context.Context, f factSize) (outcome, int, error) {
	if known, ok := b.known[f.name]; ok {
		return known.outcome, known.times, known.err
	}
	if b.known == nil {
		b.known = map[string]known{}
	}
	out, times, err := b.makeMarts(ctx, f.Size)
	b.known[f.name] = known{out, times, err}
	return out, times, err
}

// known is what was measured for one row and serves another, or why it could not be.
type known struct {
	outcome
	times int
	err   error
}

func (b *bench) makeMarts(ctx context.Context, s nation.Size) (outcome, int, error) {
	dir, err := b.tables(ctx, s)
	if err != nil {
		return outcome{}, 0, err
	}
	out, times, err := b.repeat(ctx, call{Task: "marts", Args: []string{dir, dir + ".marts"}})
	if err != nil {
		return outcome{}, times, err
	}
	return out[0], times, nil
}

func measureMarts(b *bench, ctx context.Context, f factSize) (measured, error) {
	m, times, err := b.marts(ctx, f)
	if err != nil {
		return measured{}, err
	}
	return measured{value: m.CPU["marts"] / m.CPU["scan"], times: times, parts: map[string]float64{"scan CPU s": m.CPU["scan"], "marts CPU s": m.CPU["marts"],
		"marts seconds by the clock": m.Wall["marts"], "facts": m.Counts["rows"], "marts CPU s per million facts": m.CPU["marts"] / m.Counts["rows"] * 1e6}}, nil
}

func measureMartsMemory(b *bench, ctx context.Context, f factSize) (measured, error) {
	m, times, err := b.marts(ctx, f)
	return measured{value: m.Peak, times: times}, err
}
