//go:build linux

package main

import (
	"context"
	"fmt"
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

// places counts the calls of an undisturbed run, each thread for itself as the
// injector does; calls of unfinished lines count where they begin.
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
	counts, most := map[[2]string]int{}, map[string]int{}
	for line := range strings.SplitSeq(string(data), "\n") {
		if m := tracedCall.FindStringSubmatch(line); m != nil {
			key := [2]string{m[1], m[2]}
			counts[key]++
			most[m[2]] = max(most[m[2]], counts[key])
		}
	}
	for _, call := range strings.Split(changing+","+opening, ",") {
		if most[call] > 0 {
			found = append(found, place{call, most[call]})
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no system call was seen: nothing to fail")
	}
	return found, nil
}

// traced is the stage's command under strace.
func (s stage) traced(ctx context.Context, dir, log string, args ...string) *exec.Cmd {
	c := s.command(ctx, dir)
	args = append([]string{"-f", "--seccomp-bpf", "-o", log}, args...)
	traced := exec.CommandContext(ctx, "strace", append(args, c.Args...)...)
	traced.WaitDelay = c.WaitDelay
	return traced
}

// injected lets one system call of the run fail, or kills it there.
func injected(ctx context.Context, h *harness, s stage, n, _ int) (outcome, error) {
	if h.places[s.name] == nil {
		found, err := s.places(ctx, h)
		if err != nil {
			return outcome{}, err
		}
		h.places[s.name] = found
	}
	dir, log := filepath.Join(h.work, "run"), filepath.Join(h.work, "calls.log")
	if err := s.fresh(dir); err != nil {
		return outcome{}, err
	}
	at := h.places[s.name][n%len(h.places[s.name])] // each call in turn, at any of its places
	fault := []string{"error=EIO", "error=ENOSPC", "signal=KILL"}[h.random.IntN(3)]
	if strings.Contains(opening, at.call) {
		fault = "signal=KILL"
	}
	when := 1 + h.random.IntN(at.count)
	c := s.traced(ctx, dir, log, "-e", "trace="+at.call, "-e", fmt.Sprintf("inject=%s:%s:when=%d", at.call, fault, when))
	o, err := run(c)
	if err != nil {
		return o, err
	}
	data, err := os.ReadFile(log)
	o.dir = dir
	o.disturbed = o.code == -1 || strings.Contains(string(data), "(INJECTED)")
	return o, err
}
