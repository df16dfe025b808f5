// Package main measures how fast and how large the program is, each figure as a
// ratio in one run: machines differ and are shared, so seconds alone say nothing
// about the program. It prints a table and JSON, and writes docs/bench.md.
//
// Every measurement runs in a process of its own, the thing measured and what it
// is held against one after the other in the same one, and is repeated; medians
// are compared. All data are made up (see nation). It reaches into every stage
// and decides nothing: what is fast enough stands in rows.go.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// settings are the flags.
type settings struct {
	repeats int
	only    string
	size    string
	json    string
	page    string
	dir     string
	program string
	peers   bool
	from    string
}

func main() {
	if len(os.Args) == 4 && os.Args[1] == childFlag {
		if err := runChild(os.Args[2], os.Args[3], os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

// parse reads the flags.
func parse(args []string, stderr io.Writer) (s settings, err error) {
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.IntVar(&s.repeats, "repeats", 5, "how often each is measured; medians count")
	f.StringVar(&s.only, "only", "", "names of rows, joined by commas")
	f.StringVar(&s.size, "sizes", "small", "tiny: a few seconds, to see that it works; small: what fits in 15 minutes on 2 cores; large: all")
	f.StringVar(&s.json, "json", "", "write the figures as JSON to this `file`")
	f.StringVar(&s.page, "page", "", "write the page of the documentation to this `file`")
	f.StringVar(&s.dir, "dir", "", "`folder` for made-up data, kept and used again; by default a temporary one")
	f.StringVar(&s.program, "program", "bin/yigai", "the `file` of the built program, for the rows that run it whole")
	f.BoolVar(&s.peers, "peers", true, "measure other programs too, where they can be installed")
	f.StringVar(&s.from, "from", "", "measure nothing: print and write what this JSON `file`, or several joined by commas, hold; of a row that stands in two the last counts")
	if err := f.Parse(args); err != nil {
		return s, err
	}
	if f.NArg() > 0 || s.repeats < 1 || sizes[s.size].read == 0 {
		return s, errors.New("want --repeats of at least 1, --sizes tiny, small or large, and no words")
	}
	return s, nil
}

// run measures the rows asked for and says what came out.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	s, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if s.from != "" {
		report, err := readReports(s.from)
		if err != nil {
			return err
		}
		return report.write(s, stdout)
	}
	wanted, err := pick(rows(sizes[s.size], s.peers), s.only)
	if err != nil {
		return err
	}
	if s.dir == "" {
		if s.dir, err = os.MkdirTemp("", "yigai-bench-*"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(s.dir)) }()
	}
	if s.dir, err = filepath.Abs(s.dir); err != nil {
		return err
	}
	b := &bench{settings: s, size: sizes[s.size], log: stderr}
	defer func() { err = errors.Join(err, os.RemoveAll(b.offices())) }()
	report := Report{Machine: describeMachine(), Sizes: s.size, Began: time.Now().UTC().Truncate(time.Second)}
	for _, r := range wanted {
		report.Figures = append(report.Figures, b.figure(ctx, r))
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	report.finish(b)
	return report.write(s, stdout)
}

// pick takes the rows with the names asked for; all for none.
func pick(all []row, only string) ([]row, error) {
	if only == "" {
		return all, nil
	}
	var picked []row
	for name := range strings.SplitSeq(only, ",") {
		n := len(picked)
		for _, r := range all {
			if r.name == name {
				picked = append(picked, r)
			}
		}
		if len(picked) == n {
			return nil, fmt.Errorf("no row is named %q", name)
		}
	}
	return picked, nil
}

// write prints the table, and writes the files asked for.
func (r Report) write(s settings, stdout io.Writer) error {
	if err := r.table(stdout); err != nil {
		return err
	}
	if s.json != "" {
		data, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(s.json, append(data, '\n'), 0o644); err != nil {
			return err
		}
	}
	if s.page == "" {
		return nil
	}
	return os.WriteFile(s.page, r.markdown(), 0o644)
}
