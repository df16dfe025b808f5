//go:build cgo && unix

package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"yigai/internal/release"
)

// A pipe in place of anything that verify reads is told at once: it does not wait
// for somebody to write into it.
func TestVerifyDoesNotWaitForPipes(t *testing.T) {
	ws := shelfWith(t, 0)
	dir := ws.Dir
	must(t, "sample", "--dir", dir, "--period", "2022Q1", "--flaws", "0")
	must(t, "ingest", "--dir", dir)
	publishFake(t, ws, release.SampleKey())
	if err := settleEditions(ws); err != nil {
		t.Fatal(err)
	}
	originals, err := filepath.Glob(ws.Path("originals", "*.xlsx"))
	if err != nil || len(originals) == 0 {
		t.Fatalf("no originals: %v", err)
	}
	for what, path := range map[string]string{
		"an original": originals[0], "its receipt": originals[0][:len(originals[0])-len(".xlsx")] + ".receipt.json", "the journal": ws.Path("journal", "000001.json"),
		"the pointer of the facts": ws.Path("facts", "CURRENT"), "the pointer of the editions": ws.Path("editions", "LATEST"),
		"a manifest": ws.Path("editions", "2022Q1-r1", "manifest.json"), "a signature": ws.Path("editions", "2022Q1-r1", "manifest.sig"),
	} {
		aside := filepath.Join(t.TempDir(), "aside")
		if err := errors.Join(os.Rename(path, aside), syscall.Mkfifo(path, 0o600)); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		done := make(chan int, 1)
		go func() {
			code, _, _ := run(t.Context(), "verify", "--dir", dir)
			done <- code
		}()
		select {
		case code := <-done:
			if code == exitDone {
				t.Errorf("%s is a pipe, and all is as it was written", what)
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("%s is a pipe, and verify waits", what)
		}
		if err := os.Rename(aside, path); err != nil {
			t.Fatal(err)
		}
	}
	must(t, "verify", "--dir", dir)
}
