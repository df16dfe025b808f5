//go:build cgo

package main

import (
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"yigai/internal/workspace"
)

func holdLock(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: lock DIR")
	}
	ws, err := workspace.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	unlock, err := ws.Lock("yigai ingest", time.Date(2022, 4, 8, 1, 0, 0, 0, time.UTC))
	ts.Check(err)
	ts.Defer(func() { ts.Check(unlock()) })
}

func hashWorkspace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: hash DIR FILE")
	}
	var lines []string
	fsys := os.DirFS(ts.MkAbs(args[0]))
	ts.Check(fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		sum, err := contentOf(fsys, name)
		lines = append(lines, name+" "+sum)
		return err
	}))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(lines, "\n")), 0o644))
}
