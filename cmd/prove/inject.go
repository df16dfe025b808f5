//go:build linux

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// Calls that change the disk may fail or kill; calls that only open and close kill.
const (
	changing = "write,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,symlinkat,linkat,ftruncate,fchmod,copy_file_range"
	opening  = "openat,close"
)

// A place is a system call by its name and number in one thread of the run.
type place struct {
	call  string
	count int
}

var tracedCall = regexp.MustCompile(`^(\d+)\s+([a-z0-9_]+)\(`)

// places lists the calls of an undisturbed run, each thread's counted for itself as
// the injector does; calls of unfinished lines count where they begin. The order is
// a random one, the same for the same seed.
func (s stage) places(ctx context.Context, h *harness) (found []place, err error) {
	dir, log := filepath.Join(h.work, "run"), filepath.Join(h.work, "calls.log")
	if err := s.fresh(dir); err != nil {
		return nil, err
	}
	c := s.traced(ctx, dir, log, "-e", "trace="+changing+","+opening)
	if out, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("count the system calls: %w: %s", err, lastLine(string(out)))
	}
	data, err := os.ReadFile(log)
	if err != nil {
		return nil, err
	}
	counts := map[[2]string]int{}
	for line := range strings.SplitSeq(string(data), "\n") {
		if m := tracedCall.FindStringSubmatch(line); m != nil {
			key := [2]string{m[1], m[2]}
			counts[key]++
			if !strings.Contains(opening, m[2]) || counts[key]%openingEach == 0 {
				found = append(found, place{m[2], counts[key]})
			}
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no system call was seen: nothing to fail")
	}
	random := rand.New(rand.NewPCG(h.seed, seedOf(s.name, 0)))
	random.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	fmt.Fprintf(h.out, "prove: %s makes %d system calls that can fail\n", s.name, len(found))
	return found, nil
}

// openingEach: of the calls that only open and close, which are the most and change
// nothing, one in so many is tried.
const openingEach = 10

// placesOf counts the calls of a stage once.
func (h *harness) placesOf(ctx context.Context, s stage) (found []place, err error) {
	h.known.Lock()
	defer h.known.Unlock()
	if h.known.calls[s.name] == nil {
		found, err = s.places(ctx, h)
		h.known.calls[s.name] = found
	}
	return h.known.calls[s.name], err
}

// traced is the stage's command under strace.
func (s stage) traced(ctx context.Context, dir, log string, args ...string) *exec.Cmd {
	c := s.command(ctx, dir)
	args = append([]string{"-f", "--seccomp-bpf", "-o", log}, args...)
	traced := exec.CommandContext(ctx, "strace", append(args, c.Args...)...)
	traced.WaitDelay = c.WaitDelay
	return traced
}

// injected lets one system call of the run fail, or kills it there: each call once,
// and from the start with another fault when all had their turn.
func injected(ctx context.Context, h *harness, s stage, n, _ int) (outcome, error) {
	places, err := h.placesOf(ctx, s)
	if err != nil {
		return outcome{}, err
	}
	dir, log := filepath.Join(h.work, "run"), filepath.Join(h.work, "calls.log")
	if err := s.fresh(dir); err != nil {
		return outcome{}, err
	}
	at := places[n%len(places)]
	fault := []string{"error=EIO", "error=ENOSPC", "signal=KILL"}[(n+n/len(places))%3]
	if strings.Contains(opening, at.call) {
		fault = "signal=KILL"
	}
	c := s.traced(ctx, dir, log, "-e", "trace="+at.call, "-e", fmt.Sprintf("inject=%s:%s:when=%d", at.call, fault, at.count))
	o, err := run(c)
	if err != nil {
		return o, err
	}
	data, err := os.ReadFile(log)
	o.dir = dir
	o.disturbed = o.code == -1 || strings.Contains(string(data), "(INJECTED)")
	return o, err
}
