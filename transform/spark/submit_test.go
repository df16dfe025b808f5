package spark

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tool writes a program that stands for spark-submit.
func tool(t *testing.T, lines string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "spark-submit")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+lines+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return file
}

// runTool runs a plan of one model with a tool that only says something.
func runTool(ctx context.Context, t *testing.T, program string, args ...string) (made []string, log string, err error) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), ".own")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	s := Submission{Program: program, Args: args, Log: filepath.Join(t.TempDir(), "spark.log")}
	err = Run(ctx, s, dir, Plan{Models: []Model{{Name: "m", SQL: "select concat(a, b) as c from s", Needs: []string{"s"}}}}, func(table string) { made = append(made, table) })
	text, readErr := os.ReadFile(s.Log)
	if readErr != nil && !errors.Is(readErr, os.ErrNotExist) {
		t.Fatal(readErr)
	}
	return made, string(text), err
}

func TestToolIsHandedThePlan(t *testing.T) {
	made, log, err := runTool(t.Context(), t, tool(t, `echo "$@"; cat plan.json; ls; echo "yigai: made 1 m"; echo "yigai: done"`), "--master", "local[2]")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"--master local[2] /", "job.py", "plan.json", `concat_ws('', a, b)`} {
		if !strings.Contains(log, want) {
			t.Errorf("%q is not in the log:\n%s", want, log)
		}
	}
	if len(made) != 1 || made[0] != "m" {
		t.Errorf("told of %v", made)
	}
}

func TestFailuresSayWhy(t *testing.T) {
	for name, c := range map[string]struct{ lines, want string }{
		"the script says so":   {`echo "yigai: failed m: no such column"; exit 1`, "m: no such column"},
		"Spark says so":        {`echo "26/01/01 ERROR Main: no master" >&2; echo "26/01/01 INFO Main: bye" >&2; exit 1`, "ERROR Main: no master"},
		"nobody says anything": {`exit 3`, "exit status 3"},
		"ended too early":      {`echo "26/01/01 WARN x"; exit 0`, "ended before it was done"},
	} {
		_, _, err := runTool(t.Context(), t, tool(t, c.lines))
		var p *Problem
		if !errors.As(err, &p) || !strings.Contains(p.Error(), c.want) || !strings.Contains(p.Chinese(), c.want) {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		if zh, en := p.Next(); !strings.Contains(zh, "spark.log") || !strings.Contains(en, "spark.log") {
			t.Errorf("%s: the log is not named: %s %s", name, zh, en)
		}
	}
}

func TestNoSpark(t *testing.T) {
	t.Setenv("SPARK_HOME", filepath.Join(t.TempDir(), "nothing"))
	for _, program := range []string{"", filepath.Join(t.TempDir(), "spark-submit")} {
		_, _, err := runTool(t.Context(), t, program)
		var p *Problem
		if !errors.As(err, &p) || !strings.Contains(p.Chinese(), "找不到") || p.NextEn == "" {
			t.Errorf("%q: got %v", program, err)
		}
	}
}

func TestClusterModeIsRefused(t *testing.T) {
	for _, args := range [][]string{{"--deploy-mode", "cluster"}, {"--deploy-mode=cluster"}, {"--conf", "spark.submit.deployMode=cluster"}} {
		if _, _, err := runTool(t.Context(), t, tool(t, `echo "yigai: done"`), args...); err == nil {
			t.Errorf("%v was not refused", args)
		}
	}
	if _, _, err := runTool(t.Context(), t, tool(t, `echo "yigai: done"`), "--deploy-mode", "client"); err != nil {
		t.Error(err)
	}
}

// TestCancelledRunEndsTheTool: also what the tool itself started is ended.
func TestCancelledRunEndsTheTool(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, _, err := runTool(ctx, t, tool(t, `sleep 60 & wait`)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("took %s", took)
	}
}
