//go:build cgo

package main

import (
	"encoding/csv"
	"os"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/rogpeppe/go-internal/testscript"
)

// writeVisits stores records as their keepers do: visits IN.csv OUT.parquet, with
// lines of county, quarter and people.
func writeVisits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: visits IN.csv OUT.parquet")
	}
	f, err := os.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	ts.Check(err)
	var visits []recordedVisit
	for _, l := range lines {
		people, err := strconv.ParseInt(l[2], 10, 64)
		ts.Check(err)
		visits = append(visits, recordedVisit{l[0], l[1], people * 10_000})
	}
	ts.Check(parquet.WriteFile(ts.MkAbs(args[1]), visits))
}
