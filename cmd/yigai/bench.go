//go:build cgo

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/ingest/check"
	"yigai/ingest/sample"
	"yigai/ingest/xlsx"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/reports"
	"yigai/transform"
)

// A speed is a stage measured against a floor in the same run: machines differ
// and are shared, so only the ratio says something about the program.
type speed struct {
	Stage  string  `json:"stage"`
	Floor  string  `json:"floor"`
	Unit   string  `json:"unit"`
	Amount int     `json:"amount"`
	Rate   float64 `json:"per_second"`
	Best   float64 `json:"floor_per_second"`
	Ratio  float64 `json:"ratio"` // of the floor's speed that the stage reaches
}

// A benchReport is what `yigai bench` prints as JSON.
type benchReport struct {
	Version string  `json:"version"`
	Go      string  `json:"go"`
	CPUs    int     `json:"cpus"`
	Repeats int     `json:"repeats"`
	Speeds  []speed `json:"speeds"`
}

func (a *app) benchCommand() *cobra.Command {
	var repeats int
	c := &cobra.Command{
		Use: "bench [--repeats N]", Short: a.t("测速：与同一次运行中的下限相比", "measure speeds against floors in the same run"),
		Long: a.t("用样例数据测收件校核、汇总、网页三段的速度。下限分别是：只解压并切分同样的工作簿，只扫描同样的 Parquet，只写出同样的字节。取多次的中位数。",
			"Measures checking, transform and site on sample data. The floors: only inflating and tokenising the same workbooks; only scanning the same Parquet; only writing the same bytes. Medians of the repeats."),
		Example: "  yigai bench\n  yigai bench --repeats 5 --json", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			report, err := a.bench(c.Context(), repeats)
			if err != nil {
				return err
			}
			return writeJSON(a.Out, report)
		},
	}
	c.AddCommand(a.benchFaultsCommand())
	c.Flags().IntVar(&repeats, "repeats", 3, a.t("重复次数", "how often to repeat"))
	return c
}

// bench measures in a workspace of its own, deleted afterwards.
func (a *app) bench(ctx context.Context, repeats int) (report benchReport, err error) {
	if repeats < 1 {
		return report, badUse("--repeats 至少为 1", "--repeats must be at least 1")
	}
	dir, err := os.MkdirTemp("", "yigai-bench-*")
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b := bench{dir: dir, repeats: repeats}
	if b.ws, _, err = a.initWorkspace(benchProgramme, filepath.Join(dir, "office"), true, nil); err != nil {
		return report, err
	}
	if err := b.prepare(ctx, a.Now); err != nil {
		return report, err
	}
	report = benchReport{Version: version, Go: runtime.Version(), CPUs: runtime.NumCPU(), Repeats: repeats}
	for _, measure := range []func(context.Context) (speed, error){b.checking, b.transforming, b.publishing} {
		s, err := measure(ctx)
		if err != nil {
			return report, err
		}
		report.Speeds = append(report.Speeds, s)
	}
	return report, nil
}

// benchProgramme is the pack that speeds are measured on.
const benchProgramme = "hanzhong-2022"

// A bench holds the sample that every stage is measured on.
type bench struct {
	dir     string
	repeats int
	pack    *programme.Pack
	ws      *workspace.Workspace
	books   [][]byte
}

func (b *bench) prepare(ctx context.Context, now func() time.Time) (err error) {
	if b.pack, err = loadPack(b.ws.PackFS(), benchProgramme); err != nil {
		return err
	}
	if _, err := sample.Write(b.ws.Path("inbox"), b.pack, sample.Options{Seed: sampleSeed}); err != nil {
		return err
	}
	if b.books, err = readBooks(b.ws.Path("inbox")); err != nil {
		return err
	}
	for _, at := range b.pack.ReportPeriods() {
		options := ingest.Options{History: b.pack.IsHistory(at), Now: now}
		if _, err := ingest.Receive(ctx, b.ws, []string{b.ws.Path("inbox", at.String())}, options); err != nil {
			return err
		}
	}
	_, err = ingest.Rebuild(ctx, b.ws, b.pack, ingest.Rebuilding{Version: version})
	return err
}

func readBooks(dir string) ([][]byte, error) {
	var books [][]byte
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xlsx" {
			return err
		}
		data, err := os.ReadFile(path)
		books = append(books, data)
		return err
	})
	if err == nil && len(books) == 0 {
		err = fmt.Errorf("%s: no sample workbooks to measure with", dir)
	}
	return books, err
}

// compare runs stage and floor in turn, so that a noisy moment hits both, and
// relates their medians.
func (b *bench) compare(s speed, stage, floor func() error) (speed, error) {
	var stageTimes, floorTimes []time.Duration
	for range b.repeats {
		floorTime, err := timed(floor)
		if err != nil {
			return s, fmt.Errorf("measure %s: %w", s.Floor, err)
		}
		stageTime, err := timed(stage)
		if err != nil {
			return s, fmt.Errorf("measure %s: %w", s.Stage, err)
		}
		stageTimes, floorTimes = append(stageTimes, stageTime), append(floorTimes, floorTime)
	}
	s.Rate = float64(s.Amount) / median(stageTimes).Seconds()
	s.Best = float64(s.Amount) / median(floorTimes).Seconds()
	s.Ratio = s.Rate / s.Best
	return s, nil
}

func timed(work func() error) (time.Duration, error) {
	runtime.GC()
	start := time.Now()
	err := work()
	return time.Since(start), err
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// checking measures the pure half of intake on one core: workbook to findings.
func (b *bench) checking(context.Context) (speed, error) {
	s := speed{Stage: "ingest: read and check workbooks", Floor: "inflate and tokenise the same workbooks", Unit: "files", Amount: len(b.books)}
	return b.compare(s, func() error {
		for _, book := range b.books {
			in := check.Input{File: bytes.NewReader(book), Size: int64(len(book)), Name: "bench.xlsx", Pack: b.pack}
			if _, err := check.Collect(in); err != nil {
				return err
			}
		}
		return nil
	}, func() error {
		for _, book := range b.books {
			if _, err := xlsx.Tokenise(bytes.NewReader(book), int64(len(book))); err != nil {
				return err
			}
		}
		return nil
	})
}

// transforming measures all models on the facts and reference tables.
func (b *bench) transforming(ctx context.Context) (speed, error) {
	facts, err := b.ws.Facts().Current()
	if err != nil {
		return speed{}, err
	}
	reference, err := writeReference(b.ws, b.pack, b.pack.Programme.Periods.Last)
	if err != nil {
		return speed{}, err
	}
	options := transform.Options{}
	if options.FactsDir, options.ReferenceDir, options.OutDir, err = absolute(facts.Dir, reference.Dir, filepath.Join(b.dir, "marts")); err != nil {
		return speed{}, err
	}
	rows, err := transform.Scan(ctx, options.FactsDir)
	if err != nil {
		return speed{}, err
	}
	s := speed{Stage: "transform: facts to marts", Floor: "scan the same Parquet", Unit: "rows", Amount: int(rows)}
	return b.compare(s, func() error {
		_, err := transform.Run(ctx, options)
		return err
	}, func() error {
		_, err := transform.Scan(ctx, options.FactsDir)
		return err
	})
}

// publishing measures the site on the marts of the stage before.
func (b *bench) publishing(ctx context.Context) (speed, error) {
	options := reports.Options{MartsDir: filepath.Join(b.dir, "marts"), OutDir: filepath.Join(b.dir, "site"), Version: version}
	report, err := reports.WriteSite(ctx, options)
	if err != nil {
		return speed{}, err
	}
	files, err := readTree(options.OutDir)
	if err != nil {
		return speed{}, err
	}
	s := speed{Stage: "site: marts to pages", Floor: "write the same bytes", Unit: "pages", Amount: report.Pages}
	return b.compare(s, func() error {
		_, err := reports.WriteSite(ctx, options)
		return err
	}, func() error { return writeTree(filepath.Join(b.dir, "copy"), files) })
}

// A treeFile is a file of a folder, by its path in it.
type treeFile struct {
	path string
	data []byte
}

func readTree(dir string) ([]treeFile, error) {
	var files []treeFile
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		files = append(files, treeFile{name, data})
		return err
	})
	return files, err
}

// writeTree writes files into a new folder and does nothing else: the site also
// flushes them and swaps the folder in, which counts against it.
func writeTree(dir string, files []treeFile) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(dir, f.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
