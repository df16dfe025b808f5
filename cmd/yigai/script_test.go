package main

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts call the program by its name. It runs in a process of
// its own, with a clock that stands still where a script sets YIGAI_TEST_NOW.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"yigai": func() {
			sys := System{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Now: time.Now}
			if at, err := time.Parse(time.RFC3339, os.Getenv("YIGAI_TEST_NOW")); err == nil {
				sys.Now = func() time.Time { return at }
			}
			os.Exit(Run(context.Background(), os.Args[1:], sys))
		},
	})
}

// TestScripts runs every script in testdata/script: commands, what they print
// and how they end. `go test ./cmd/yigai -update` rewrites expected outputs.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true, Cmds: scriptCommands(),
		Setup: func(e *testscript.Env) error {
			e.Setenv("YIGAI_TEST_NOW", "2022-04-08T12:00:00Z")
			e.Setenv("LC_ALL", "zh_CN.UTF-8")
			return nil
		},
	})
}

// scriptCommands are words of the scripts beyond those of testscript.
func scriptCommands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){
		// code N COMMAND...: the command ends with exit code N.
		"code": exitCode,
		// lock DIR: somebody else holds the workspace's lock until the script ends.
		"lock": holdLock,
		// hash DIR FILE: writes the hashes of everything in a workspace but logs to FILE.
		"hash": hashWorkspace,
	}
}
