//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// start runs a command with one buffer for all it says, in a process group that
// can be killed whole.
func start(c *exec.Cmd) (*bytes.Buffer, error) {
	said := new(bytes.Buffer)
	c.Stdout, c.Stderr = said, said
	stopWhole(c, syscall.SIGKILL)
	return said, c.Start()
}

// stopWhole has a command stopped together with all that it started.
func stopWhole(c *exec.Cmd, by syscall.Signal) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error {
		if err := syscall.Kill(-c.Process.Pid, by); !errors.Is(err, syscall.ESRCH) {
			return err
		}
		return os.ErrProcessDone
	}
}

// run runs a command to its end and collects how it ended.
func run(c *exec.Cmd) (outcome, error) {
	said, err := start(c)
	if err != nil {
		return outcome{}, err
	}
	return finish(c, said, c.Wait())
}

// killed kills the run at a random moment.
func killed(ctx context.Context, h *harness, s stage, _, _ int) (outcome, error) {
	dir := filepath.Join(h.work, "run")
	if err := s.fresh(dir); err != nil {
		return outcome{}, err
	}
	o, err := h.killedIn(ctx, s, dir)
	o.dir = dir
	return o, err
}

func (h *harness) killedIn(ctx context.Context, s stage, dir string) (outcome, error) {
	moment := time.Duration(h.random.Float64() * 1.4 * float64(s.takes)) // others work beside it
	ctx, cancel := context.WithTimeout(ctx, moment)
	defer cancel()
	o, err := run(s.command(ctx, dir))
	if errors.Is(err, context.DeadlineExceeded) {
		return outcome{code: -1}, nil // the moment was over before the run began
	}
	o.disturbed = o.code == -1
	return o, err
}

// twice starts the same run two times at once: one goes through, the other does so
// too or says that somebody else is at it.
func twice(ctx context.Context, h *harness, s stage, _, _ int) (outcome, error) {
	dir := filepath.Join(h.work, "run")
	if err := s.fresh(dir); err != nil {
		return outcome{}, err
	}
	first, second := s.command(ctx, dir), s.command(ctx, dir)
	said, err := start(first)
	if err != nil {
		return outcome{}, err
	}
	time.Sleep(time.Duration(h.random.Float64() * 0.5 * float64(s.takes)))
	saidToo, err := start(second)
	if err != nil {
		return outcome{}, err
	}
	a, err := finish(first, said, first.Wait())
	if err != nil {
		return a, err
	}
	b, err := finish(second, saidToo, second.Wait())
	a.dir, a.disturbed, a.said = dir, true, a.said+b.said
	a.code = min(a.code, b.code) // 0 if one of them went through
	return a, err
}
