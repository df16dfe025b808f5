// Package transform turns facts and reference tables into marts: it runs the
// models (one SELECT each, in models/) in DuckDB or on Spark, holds their cards and data
// tests against the result, and writes the published tables as Parquet. It
// answers queries on marts and traces a number back to its cells.
//
// It reads and writes tables only: it knows no workbook, no pack and no page,
// and its DuckDB can reach no folder but those it is given.
package transform

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"time"

	"yigai/transform/spark"
)

//go:embed models sources tests words.yml
var files embed.FS

// Options say where tables come from and go to.
type Options struct {
	FactsDir     string // <table>/<period>.parquet; may lack any table
	ReferenceDir string // <table>.parquet
	OutDir       string // gets <table>.parquet; made if it does not exist
	Threads      int    // cores to use, 0 for all; the bytes written do not depend on it
	Memory       string // limit of the SQL engine, "2500MB" if empty; beyond it spills into OutDir
	// Spark, if not nil, makes the models' tables instead of the engine here.
	Spark *spark.Submission
	// Progress, if not nil, is told of each step before it starts.
	Progress func(step string, done, total int)

	engineThreads int  // threads of one statement, 0 to decide by size
	connections   int  // statements at once
	onDisk        bool // tables on the way lie in a file
}

// A Report says what a run made.
type Report struct {
	Tables []TableReport // in the order they were made
	Tests  int           // data tests run, the cards' not counted
	// Doubts are what tests named doubt_* found: possible in the data as they
	// came, and worth a person's look; they do not stop a run. The first of each
	// test are listed, DoubtCount has them all.
	Doubts     []Doubt
	DoubtCount int
	Seconds    float64
}

// TableReport is one model's part of a Report.
type TableReport struct {
	Table   string
	Rows    int64
	Seconds float64
	Written bool // published, not only a step on the way
}

// Run builds every model, tests all tables, and then writes the published ones.
// Nothing is written when a test fails; such an error matches ErrTests.
func Run(ctx context.Context, o Options) (Report, error) {
	start := time.Now()
	b, err := newBuild(ctx, files, o)
	if err != nil {
		return Report{}, fmt.Errorf("transform: %w", err)
	}
	err = b.run(ctx)
	if closeErr := b.close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return Report{}, fmt.Errorf("transform: %w", err)
	}
	b.report.Seconds = time.Since(start).Seconds()
	return b.report, nil
}

// manyBytes is how much of the facts makes it better to run statements one after
// the other, each on all cores. Below it they run side by side, each on one core,
// which takes half the time; above it, two at once would share the memory, and
// tables on the way lie in a file.
const manyBytes = 4 << 20

// engineMemory is the limit of the SQL engine, which takes up to 1.6 GB beyond it.
const engineMemory = "2500MB"

// filled puts in what was left to decide.
func (o Options) filled() (Options, error) {
	if o.Threads <= 0 {
		o.Threads = runtime.GOMAXPROCS(0)
	}
	o.connections = o.Threads
	if o.engineThreads == 0 {
		size, err := sizeOf(o.FactsDir)
		if err != nil {
			return o, err
		}
		if o.engineThreads = 1; size >= manyBytes {
			o.engineThreads, o.connections, o.onDisk = o.Threads, 1, true
		}
	}
	if o.Memory == "" {
		o.Memory = engineMemory
	}
	return o, nil
}

// sizeOf adds up the files below dir; a folder that is not there has none.
func sizeOf(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return size, err
}
