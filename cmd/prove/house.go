//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// house are the options of `prove house`, which runs everything that `make prove` does.
type house struct {
	self, program, out, only, skip                string
	kills, injections, cuts, disks, damages, fuzz string
	goOn                                          bool // what was seen to hold of the same things is not run again
}

// A result is what became of one part.
type result struct {
	Name    string   `json:"name"`
	Shows   string   `json:"shows"`
	Command string   `json:"command"`
	Figures []figure `json:"figures,omitempty"`
	Passed  int      `json:"tests_passed,omitempty"`
	Seconds float64  `json:"seconds"`
	Began   string   `json:"began,omitempty"` // date and time
	Of      string   `json:"of,omitempty"`    // what it was shown of: sources and program
	Verdict string   `json:"verdict"`         // held, BROKEN, NOT RUN, left out
	Why     []string `json:"why,omitempty"`
}

// A figure is a line "FIGURE what | aim | seen" that a part printed.
type figure struct {
	What string `json:"what"`
	Aim  string `json:"aim"`
	Seen string `json:"seen"`
}

const (
	held, brokenPart, notRun, leftOut = "held", "BROKEN", "NOT RUN", "left out"
	figureMark                        = "FIGURE "
)

func houseMain(args []string) int {
	o := house{}
	f := flag.NewFlagSet("house", flag.ContinueOnError)
	f.StringVar(&o.program, "program", "bin/yigai", "the program")
	f.StringVar(&o.out, "out", "build/prove", "folder for the logs and summary.json")
	f.StringVar(&o.only, "only", "", "parts to run, by commas")
	f.StringVar(&o.skip, "skip", "", "parts to leave out, by commas: the way to say that this machine need not prove them")
	f.StringVar(&o.kills, "kills", "500", "random kills")
	f.StringVar(&o.injections, "injections", "1000", "failed or deadly system calls")
	f.StringVar(&o.cuts, "cuts", "100", "power cuts")
	f.StringVar(&o.disks, "disks", "50", "sizes of a disk for each stage")
	f.StringVar(&o.damages, "damages", "1000", "damaged files")
	f.StringVar(&o.fuzz, "fuzz", "10m", "time for each fuzz target")
	f.BoolVar(&o.goOn, "continue", false, "go on after breaking off: what held of the same sources and program is not run again")
	if err := f.Parse(args); err != nil {
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	code, err := o.run(ctx, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "prove:", err)
		return 2
	}
	return code
}

// run runs the parts one after the other, prints the table, and judges: 1 if a
// promise is broken, 2 if something could not be run and was not left out on purpose.
func (o house) run(ctx context.Context, out io.Writer) (code int, err error) {
	if o.self, err = os.Executable(); err != nil {
		return 2, err
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return 2, err
	}
	of, err := shownOf(o.program)
	if err != nil {
		return 2, err
	}
	var earlier, results []result
	if o.goOn {
		if earlier, err = o.heldEarlier(of); err != nil {
			return 2, err
		}
	}
	for _, p := range o.parts() {
		if o.only != "" && !slices.Contains(strings.Split(o.only, ","), p.name) {
			continue
		}
		r, known := findPart(earlier, p)
		if known {
			fmt.Fprintf(out, "prove: %-9s held already, %s\n", p.name, r.Began)
		} else if r, err = o.part(ctx, p, out); err != nil {
			return 2, fmt.Errorf("%s: %w", p.name, err)
		}
		r.Of = of
		results = append(results, r)
		if err := o.keep(results, earlier); err != nil {
			return 2, err
		}
	}
	if len(results) == 0 {
		return 2, errors.New("--only names no part")
	}
	return summary(out, results), nil
}

// part runs one part; its whole output goes to a log, its figures to the screen.
func (o house) part(ctx context.Context, p part, out io.Writer) (result, error) {
	r := result{Name: p.name, Shows: p.shows, Command: strings.Join(p.argv, " "), Verdict: held}
	if slices.Contains(strings.Split(o.skip, ","), p.name) {
		r.Verdict = leftOut
		return r, nil
	}
	if why := p.needs(); why != "" {
		r.Verdict, r.Why = notRun, []string{why}
		fmt.Fprintf(out, "prove: %-9s NOT RUN: %s\n", p.name, why)
		return r, nil
	}
	fmt.Fprintf(out, "prove: %-9s %s\n", p.name, p.shows)
	log, err := os.Create(filepath.Join(o.out, p.name+".log"))
	if err != nil {
		return r, err
	}
	began := time.Now()
	r.Began = began.UTC().Format("2006-01-02 15:04 UTC")
	c := exec.CommandContext(ctx, p.argv[0], p.argv[1:]...)
	c.Stdout, c.Stderr = log, log
	stopWhole(c, syscall.SIGTERM) // a part unmounts its disks and stops its cluster first
	c.WaitDelay = time.Minute
	runErr := c.Run()
	if err := errors.Join(log.Close(), ctx.Err()); err != nil {
		return r, err
	}
	r.Seconds = since(began)
	said, err := os.ReadFile(log.Name())
	r.read(said, runErr)
	for _, f := range r.Figures {
		fmt.Fprintf(out, "       %s: %s (aim: %s)\n", f.What, f.Seen, f.Aim)
	}
	return r, err
}

// read takes from a part's output its figures, the tests that passed, those that
// were skipped, and what went wrong.
func (r *result) read(said []byte, err error) {
	lines := bufio.NewScanner(bytes.NewReader(said))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		_, text, marked := strings.Cut(line, figureMark)
		fields := strings.SplitN(text, " | ", 3)
		switch {
		case marked && len(fields) == 3:
			r.Figures = append(r.Figures, figure{fields[0], fields[1], fields[2]})
		case strings.HasPrefix(line, "--- PASS"):
			r.Passed++
		case strings.HasPrefix(line, "--- SKIP"):
			r.Verdict, r.Why = notRun, append(r.Why, strings.TrimPrefix(line, "--- "))
		case strings.HasPrefix(line, "--- FAIL"), strings.Contains(line, notRunHere):
			r.Why = append(r.Why, strings.TrimSpace(line))
		}
	}
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended) && ended.ExitCode() == 2 && bytes.Contains(said, []byte(notRunHere)):
		r.Verdict = notRun
	case err != nil:
		r.Verdict, r.Why = brokenPart, append(r.Why, err.Error(), lastLine(string(said)))
	case strings.Contains(r.Command, "go test") && r.Passed == 0 && r.Verdict == held:
		r.Verdict, r.Why = brokenPart, []string{"no test was run: it proves nothing"}
	}
}

// summary prints the table at the end and returns the exit code.
func summary(out io.Writer, results []result) int {
	fmt.Fprintf(out, "\n%-9s %8s  %-8s %s\n", "part", "seconds", "verdict", "what is shown; figure seen (aim)")
	code := 0
	for _, r := range results {
		fmt.Fprintf(out, "%-9s %8.0f  %-8s %s", r.Name, r.Seconds, r.Verdict, r.Shows)
		if r.Passed > 0 {
			fmt.Fprintf(out, "; %d tests passed", r.Passed)
		}
		fmt.Fprintln(out)
		for _, f := range r.Figures {
			fmt.Fprintf(out, "%28s%s: %s (%s)\n", "", f.What, f.Seen, f.Aim)
		}
		for _, why := range r.Why {
			fmt.Fprintf(out, "%28s! %s\n", "", why)
		}
		if r.Verdict == brokenPart {
			code = 1
		}
	}
	unproved := slices.DeleteFunc(slices.Clone(results), func(r result) bool { return r.Verdict == held })
	for _, r := range unproved {
		fmt.Fprintf(out, "prove: %s is %s: not proved here\n", r.Name, r.Verdict)
		if r.Verdict == notRun && code == 0 {
			code = 2
		}
	}
	if code == 0 {
		fmt.Fprintln(out, "prove: all that was run held")
	}
	return code
}
