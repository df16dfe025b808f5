//go:build linux

package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What a part printed decides; nothing passes because nothing was run.
func TestPartsAreJudgedByWhatTheyPrinted(t *testing.T) {
	failed, two := exec.Command("false").Run(), exec.Command("sh", "-c", "exit 2").Run()
	for name, c := range map[string]struct {
		said    string
		err     error
		verdict string
	}{
		"held":               {"--- PASS: TestA (0.1s)\n    a_test.go:1: FIGURE what | 25 | 30 of 30\n", nil, held},
		"failed":             {"--- PASS: TestA\n--- FAIL: TestB (0.1s)\n", failed, brokenPart},
		"skipped":            {"--- PASS: TestA\n--- SKIP: TestB (0.1s)\n", nil, notRun},
		"skipped and failed": {"--- SKIP: TestB (0.1s)\n--- FAIL: TestC", failed, brokenPart},
		"no test":            {"testing: warning: no tests to run\nok\n", nil, brokenPart},
		"not allowed":        {"power  " + notRunHere + "no root\n", two, notRun},
		"could not":          {"prove: no such file\n", two, brokenPart},
		"did not start":      {"", errors.New("no such file"), brokenPart},
	} {
		r := result{Command: "go test", Verdict: held}
		r.read([]byte(c.said), c.err)
		if r.Verdict != c.verdict {
			t.Errorf("%s: %+v, want %s", name, r, c.verdict)
		}
		if name == "held" && (len(r.Figures) != 1 || r.Figures[0] != figure{"what", "25", "30 of 30"} || r.Passed != 1) {
			t.Errorf("the figure is lost: %+v", r)
		}
	}
}

// What a part started in the background goes with it when proving is broken off.
func TestBreakingOffLeavesNothingRunning(t *testing.T) {
	o := house{out: t.TempDir()}
	ctx, stop := context.WithCancel(t.Context())
	log := filepath.Join(o.out, "background.log")
	p := part{name: "background", argv: []string{"sh", "-c", "sleep 600 & echo $!; wait"}, needs: func() string { return "" }}
	ended := make(chan error)
	go func() {
		_, err := o.part(ctx, p, io.Discard)
		ended <- err
	}()
	var started []byte
	for len(started) == 0 {
		started, _ = os.ReadFile(log) // not there yet
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(started)))
	if err != nil {
		t.Fatal(err)
	}
	// Who waits for a process without parents does so a little later.
	for end := time.Now().Add(10 * time.Second); !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("process %d still runs (%v)", pid, syscall.Kill(pid, syscall.SIGKILL))
		}
	}
}

func TestSummaryIsNeverSilent(t *testing.T) {
	for name, c := range map[string]struct {
		results []result
		code    int
		says    string
	}{
		"held":     {[]result{{Name: "a", Verdict: held}}, 0, "all that was run held"},
		"broken":   {[]result{{Name: "a", Verdict: notRun}, {Name: "b", Verdict: brokenPart}}, 1, "b is BROKEN: not proved here"},
		"not run":  {[]result{{Name: "a", Verdict: held}, {Name: "b", Verdict: notRun, Why: []string{"no root"}}}, 2, "! no root"},
		"left out": {[]result{{Name: "a", Verdict: held}, {Name: "b", Verdict: leftOut}}, 0, "b is left out: not proved here"},
	} {
		var out strings.Builder
		if code := summary(&out, c.results); code != c.code || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: code %d, want %d, and %q in\n%s", name, code, c.code, c.says, out.String())
		}
	}
}

// Every kind of disturbance has its aim and its part, and parts have names of their own.
func TestEveryKindHasItsPart(t *testing.T) {
	names := map[string]bool{}
	for _, p := range (house{}).parts() {
		if names[p.name] || p.shows == "" || len(p.argv) == 0 {
			t.Errorf("part %q stands twice or is empty", p.name)
		}
		names[p.name] = true
	}
	for _, p := range (&harness{}).proofs(nil, "") {
		if aims[p.name].Aim == "" || !names[p.name] {
			t.Errorf("%s has no aim or is no part of make prove", p.name)
		}
	}
}

func TestFiguresSumUp(t *testing.T) {
	got := figures([]finding{
		{Kind: "kill", Disturbed: 3}, {Kind: "kill", Disturbed: 2, Violations: []string{"a was sent and is lost; the next run: x"}},
		{Kind: "kill", Naive: true, Disturbed: 4, Violations: []string{"x"}}, {Kind: "power", NotRun: "no root"},
	})
	if len(got) != 1 || got[0].Seen != "5; lost 1, half-published 0, repairs by hand 1, other 0; the naive twins were caught 1 times of 4" {
		t.Errorf("%+v", got)
	}
}

// A run that was broken off goes on where it stopped, and never with what was
// shown of other sources or by another command.
func TestGoesOnAfterBreakingOff(t *testing.T) {
	o := house{out: t.TempDir()}
	there := []result{
		{Name: "a", Command: "run a", Verdict: held, Of: "tree 1"},
		{Name: "b", Command: "run b", Verdict: brokenPart, Of: "tree 1"},
		{Name: "c", Command: "run c", Verdict: held, Of: "tree 2"},
		{Name: "d", Command: "run d", Verdict: held, Of: "tree 1"},
	}
	if err := o.keep(there, nil); err != nil {
		t.Fatal(err)
	}
	earlier, err := o.heldEarlier("tree 1")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"a": true, "b": false, "c": false, "d": false} {
		p := part{name: name, argv: []string{"run", name}}
		if name == "d" {
			p.argv = []string{"run", "otherwise"}
		}
		if _, known := findPart(earlier, p); known != want {
			t.Errorf("part %s is known: %v, want %v", name, known, want)
		}
	}
	if err := o.keep([]result{{Name: "a", Verdict: brokenPart, Of: "tree 1"}}, earlier); err != nil {
		t.Fatal(err)
	}
	if left, err := o.heldEarlier("tree 1"); err != nil || len(left) != 1 || left[0].Name != "d" {
		t.Errorf("kept: %+v, %v; want what was seen of d, and not what is broken now", left, err)
	}
	if _, err := o.heldEarlier(changedSources + ", program 0"); err == nil {
		t.Error("what was shown of changed sources counts for others")
	}
}
