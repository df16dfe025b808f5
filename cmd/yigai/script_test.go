//go:build cgo

package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs every script in testdata/script: commands, what they print
// and how they end. `go test ./cmd/yigai -update` rewrites expected outputs.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true, Cmds: scriptCommands(),
		Setup: setUpScript, Condition: scriptCondition,
	})
}

// scriptCondition knows [prove]: what takes long is done too, as in make prove.
func scriptCondition(name string) (bool, error) {
	if name != "prove" {
		return false, fmt.Errorf("unknown condition %q", name)
	}
	return os.Getenv("YIGAI_PROVE") != "", nil
}

// scriptCommands are words of the scripts beyond those of testscript.
func scriptCommands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){
		// code N COMMAND...: the command ends with exit code N.
		"code": exitCode,
		// lock DIR: somebody else holds the workspace's lock until the script ends.
		"lock": holdLock,
		// zip OUT FILE...: packs files with names in GBK.
		"zip": zipFiles,
		// encode ENCODING IN OUT: stores a text otherwise. edit FILE ...: changes a workbook.
		"encode": encodeFile, "edit": editBook,
		// docx IN OUT OLD NEW: replaces a text in a document.
		"docx": editDocx,
		// visits IN.csv OUT.parquet: stores single records.
		"visits": writeVisits,
		// hash DIR FILE: writes the hashes of everything in a workspace but logs to FILE.
		"hash": hashWorkspace,
	}
}
