//go:build cgo

package main

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"yigai/internal/release"
	"yigai/internal/workspace"
)

// Killed at any moment, publish leaves no edition or a whole one, never a part of
// one where an edition is looked for; the next publish needs no repair and gives
// the bytes of one that was not disturbed.
func TestPublishKilledAtAnyMoment(t *testing.T) {
	prove(t)
	const kills = 12
	program, err := exec.LookPath("yigai") // put there by TestMain
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("YIGAI_TEST_NOW", "2022-05-10T02:00:00Z")
	ready := filepath.Join(t.TempDir(), "ready")
	child := func(ctx context.Context, args ...string) error {
		return exec.CommandContext(ctx, program, args...).Run()
	}
	for _, args := range [][]string{{"init", "--programme", "hanzhong-2022", "--sample", ready}, {"sample", "--dir", ready, "--period", "2022Q1", "--flaws", "0"}, {"ingest", "--dir", ready},
		{"approve", "--dir", ready, "--period", "2022Q1", "--step", "secretariat", "--by", "示例人员甲", "--opinion", "同意"}} {
		if err := child(t.Context(), args...); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
	}
	publish := func(ctx context.Context, dir string) error {
		return child(ctx, "publish", "--dir", dir, "--period", "2022Q1", "--by", "示例人员甲")
	}
	quiet := copyOf(t, ready)
	began := time.Now()
	if err := publish(t.Context(), quiet); err != nil {
		t.Fatal(err)
	}
	takes, want := time.Since(began), manifestOf(t, quiet)
	random := rand.New(rand.NewPCG(1, 5))
	dir, killed, whole := copyOf(t, ready), 0, 0
	for range kills {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(random.Float64()*1.1*float64(takes)))
		if publish(ctx, dir) != nil && ctx.Err() != nil {
			killed++
		}
		cancel()
		if code, out, _ := run(t.Context(), "verify", "--dir", dir); code != exitDone {
			t.Fatalf("after %d kills verify says\n%s", killed, out)
		}
		if names, err := shelfIn(dir).Names(); err != nil || len(names) > 1 {
			t.Fatalf("after %d kills %v %v are shown", killed, names, err)
		} else if len(names) == 1 {
			if got := manifestOf(t, dir); got != want {
				t.Fatalf("after %d kills the edition is %s, undisturbed %s", killed, got, want)
			}
			whole++
			dir = copyOf(t, ready)
		}
	}
	if killed < kills/2 {
		t.Fatalf("only %d runs were killed: the test proves little", killed)
	}
	t.Logf("%d of %d runs killed, %d published", killed, kills, whole)
	settled(t, dir)
	if names, err := shelfIn(dir).Names(); err == nil && len(names) == 0 {
		if err := publish(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
	}
	if got := manifestOf(t, dir); got != want {
		t.Errorf("the edition is %s, undisturbed %s", got, want)
	}
}

func shelfIn(dir string) release.Shelf { return release.Shelf{Dir: filepath.Join(dir, "editions")} }

// settled does what every command that writes begins with.
func settled(t *testing.T, dir string) {
	t.Helper()
	ws, err := workspace.Open(dir)
	if err == nil {
		err = settleEditions(ws)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// manifestOf is the hash of the one edition of a workspace, which must be whole.
func manifestOf(t *testing.T, dir string) string {
	t.Helper()
	r, err := release.Open(shelfIn(dir).Path("2022Q1-r1"))
	if err != nil {
		t.Fatal(err)
	}
	if damages := release.Verify(r.Dir, release.Trust(release.SamplePublic())); len(damages) > 0 {
		t.Fatalf("%s: %v", r.Dir, damages)
	}
	return r.Reference.SHA256
}

// copyOf is another workspace with the same files.
func copyOf(t *testing.T, dir string) string {
	t.Helper()
	again := filepath.Join(t.TempDir(), "office")
	if err := os.CopyFS(again, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return again
}
