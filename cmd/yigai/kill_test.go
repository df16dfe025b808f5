//go:build cgo

package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// Killed at any moment, ingest loses nothing it acknowledged and leaves nothing
// that a person must mend: the next run goes on, and in the end all is whole.
func TestKilledIngestNeedsNoRepair(t *testing.T) {
	if testing.Short() {
		t.Skip("kills and starts many processes")
	}
	dir := filepath.Join(t.TempDir(), "office")
	must(t, "init", "--programme", "hanzhong-2022", "--sample", dir)
	must(t, "sample", "--dir", dir, "--period", "2022Q1", "--flaws", "0")
	program, err := exec.LookPath("yigai") // put there by TestMain
	if err != nil {
		t.Fatal(err)
	}
	killed := 0
	for delay := 2 * time.Millisecond; delay < time.Second; delay += delay / 3 {
		ctx, cancel := context.WithTimeout(context.Background(), delay)
		if err := exec.CommandContext(ctx, program, "ingest", "--dir", dir).Run(); err != nil {
			killed++
		}
		cancel()
		if acknowledged, err := filepath.Glob(filepath.Join(dir, "journal", "*.json")); err == nil && len(acknowledged) > 0 {
			// What the journal acknowledges is whole, whenever a run was killed. A draft
			// of an entry, killed before it got its name, acknowledges nothing yet.
			must(t, "verify", "--dir", dir)
		}
	}
	if killed == 0 {
		t.Fatal("no run was killed: the test would prove nothing")
	}
	must(t, "ingest", "--dir", dir)
	must(t, "verify", "--dir", dir)
	once := filepath.Join(t.TempDir(), "once")
	must(t, "init", "--programme", "hanzhong-2022", "--sample", once)
	must(t, "sample", "--dir", once, "--period", "2022Q1", "--flaws", "0")
	must(t, "ingest", "--dir", once)
	for _, pointer := range []string{"facts/CURRENT", "journal/000001.json"} {
		a, errA := os.ReadFile(filepath.Join(dir, pointer))
		b, errB := os.ReadFile(filepath.Join(once, pointer))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s after %d kills differs from that of one quiet run (%v %v)", pointer, killed, errA, errB)
		}
	}
}

// Verify says of a damaged original whose figures it fed, so that somebody knows
// what to ask for again.
func TestVerifyTellsWhatADamagedOriginalFed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	must(t, "init", "--programme", "hanzhong-2022", "--sample", dir)
	must(t, "sample", "--dir", dir, "--period", "2022Q1", "--flaws", "0")
	must(t, "ingest", "--dir", dir)
	originals, err := filepath.Glob(filepath.Join(dir, "originals", "*.xlsx"))
	if err != nil || len(originals) == 0 {
		t.Fatalf("no originals (%v)", err)
	}
	if err := errors.Join(os.Remove(originals[0]), os.WriteFile(originals[0], []byte("X"), 0o444)); err != nil {
		t.Fatal(err)
	}
	code, out, _ := run(t.Context(), "verify", "--dir", dir)
	if code != exitBroken || !regexp.MustCompile(filepath.Base(originals[0])+`: 内容已变（\S+ 2022Q1）`).MatchString(out) {
		t.Errorf("verify ended with %d and said\n%s", code, out)
	}
}

// must runs the program in this process and expects exit code 0.
func must(t *testing.T, args ...string) {
	t.Helper()
	if code, out, errOut := run(context.Background(), args...); code != 0 {
		t.Fatalf("yigai %v ended with exit code %d\n%s%s", args, code, out, errOut)
	}
}
