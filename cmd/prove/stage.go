//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A stage is one command over a workspace that is ready for it.
type stage struct {
	name  string
	argv  []string      // DIR stands for the workspace
	ready string        // the workspace before; never run in, only copied
	world world         // what was there before and what is there afterwards
	takes time.Duration // undisturbed
	dated bool          // what it writes bears the day: only whether it is whole can be said
	share int           // of a hundred disturbances
	naive bool
}

// command is the stage's command over a workspace, in a process group of its own.
func (s stage) command(ctx context.Context, dir string) *exec.Cmd {
	argv := make([]string, len(s.argv))
	for i, a := range s.argv {
		argv[i] = strings.ReplaceAll(a, "DIR", dir)
	}
	c := exec.CommandContext(ctx, argv[0], argv[1:]...)
	c.WaitDelay = time.Minute
	return c
}

// quiet runs the stage undisturbed and returns what it printed.
func (s stage) quiet(ctx context.Context, dir string) (string, error) {
	out, err := s.command(ctx, dir).CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("%s ended with %w: %s", s.name, err, lastLine(string(out)))
	}
	return string(out), nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// pack is a small programme of a made-up country; the harness is run in the repository.
const pack = "cmd/yigai/testdata/sixth"

// prepare makes the workspaces that the stages start from: one half-year is
// published as a site, the next one came in.
func prepare(ctx context.Context, program, work string) ([]stage, error) {
	dir := filepath.Join(work, "office")
	run := func(args ...string) error {
		for i, a := range args {
			args[i] = strings.ReplaceAll(a, "DIR", dir)
		}
		if out, err := exec.CommandContext(ctx, program, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("yigai %s: %w\n%s", strings.Join(args, " "), err, out)
		}
		return nil
	}
	for _, args := range [][]string{{"init", "--programme", pack, "--sample", "DIR"}, {"sample", "--dir", "DIR", "--period", "2031H1", "--flaws", "0"},
		{"ingest", "--dir", "DIR"}, {"transform", "--dir", "DIR"}, {"site", "--dir", "DIR"}} {
		if err := run(args...); err != nil {
			return nil, err
		}
	}
	for _, args := range append(published("2031H1"), []string{"sample", "--dir", "DIR", "--period", "2031H2", "--flaws", "0"}) {
		if err := run(args...); err != nil {
			return nil, err
		}
	}
	steps := []struct {
		stage
		before [][]string // commands between the stage before and this one
	}{
		{stage: stage{name: "ingest", share: 55, argv: []string{program, "ingest", "--dir", "DIR"}}},
		{stage: stage{name: "transform", share: 6, argv: []string{program, "transform", "--dir", "DIR"}}},
		{stage: stage{name: "site", share: 34, argv: []string{program, "site", "--dir", "DIR"}}},
		{stage: stage{name: "publish", share: 5, dated: true, argv: []string{program, "publish", "--dir", "DIR", "--period", "2031H2", "--by", "示例人员甲"}}, before: approvals("2031H2")},
	}
	var stages []stage
	for _, step := range steps {
		for _, args := range step.before {
			if err := run(args...); err != nil {
				return nil, err
			}
		}
		s := step.stage
		s.ready = filepath.Join(work, "ready-"+s.name)
		if err := copyTree(dir, s.ready); err != nil {
			return nil, err
		}
		if err := s.measure(ctx, dir); err != nil {
			return nil, err
		}
		stages = append(stages, s)
	}
	twins, err := twins(ctx, work, stages)
	return append(stages, twins...), err
}

// approvals are the commands that approve a period, step by step.
func approvals(period string) (commands [][]string) {
	for _, step := range [][]string{{"canton", "--org", "EX-N", "--by", "示例人员乙"}, {"canton", "--org", "EX-S", "--by", "示例人员丙"}, {"ministry", "--by", "示例人员甲"}} {
		commands = append(commands, append([]string{"approve", "--dir", "DIR", "--period", period, "--opinion", "同意", "--step"}, step...))
	}
	return commands
}

// published are the commands that approve and publish a period.
func published(period string) [][]string {
	return append(approvals(period), []string{"publish", "--dir", "DIR", "--period", period, "--by", "示例人员甲"})
}

// measure runs the stage undisturbed in dir, to know how long it takes and what
// the workspace looks like before and afterwards.
func (s *stage) measure(ctx context.Context, dir string) (err error) {
	if s.world, err = before(s.ready); err != nil {
		return err
	}
	// Twice, since the first run of a program is slower than those that follow.
	again := dir + "-again"
	if err := s.fresh(again); err != nil {
		return err
	}
	for _, d := range []string{again, dir} {
		began := time.Now()
		if _, err := s.quiet(ctx, d); err != nil {
			return err
		}
		s.takes = time.Since(began)
	}
	if err := s.world.after(dir); err != nil || !s.dated {
		return err
	}
	s.world.shown, s.world.settled = nil, nil
	return nil
}

// copyTree copies a folder with the times of its files, from which intake tells
// when something was sent.
func copyTree(from, to string) error {
	out, err := exec.Command("cp", "-a", from, to).CombinedOutput()
	if err != nil {
		return fmt.Errorf("copy %s: %w: %s", from, err, out)
	}
	return nil
}

// fresh copies the stage's workspace into a new folder.
func (s stage) fresh(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return copyTree(s.ready, dir)
}
