package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"yigai/cmd/bench/nation"
	"yigai/reports"
)

// siteTask makes a site of marts, then the same again, as the program does: with
// a record beside it of what it was made from.
func siteTask(c *child, args []string) error {
	marts, site := args[0], args[1]
	o := reports.Options{MartsDir: marts, OutDir: site, Record: site + ".made", Version: "bench"}
	if err := errors.Join(os.RemoveAll(site), os.RemoveAll(o.Record)); err != nil {
		return err
	}
	var report reports.Report
	write := func() (err error) { report, err = reports.WriteSite(c.ctx, o); return err }
	if err := c.measure("site", write); err != nil {
		return err
	}
	var err error
	if c.out.Counts["memory"], err = peakMemory(); err != nil {
		return err
	}
	before, err := newest(site)
	if err != nil {
		return err
	}
	if err := c.measure("again", write); err != nil {
		return err
	}
	if after, err := newest(site); err != nil || report.Changed || after != before {
		return errors.Join(err, fmt.Errorf("the site was written again though nothing had changed"))
	}
	return errors.Join(c.note("pages", report.Pages), c.note("files", report.Files), c.note("bytes", int(report.Bytes)))
}

// copyTask writes the bytes of a folder into another one and does nothing else:
// the site also flushes them and swaps the folder in, which counts against it.
func copyTask(c *child, args []string) error {
	site, to := args[0], args[0]+".copy"
	files, err := readTree(site)
	if err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(to), c.measure("copy", func() error { return writeTree(to, files) }), os.RemoveAll(to))
}

// newest is when anything in a folder was last written, and how many files it has.
func newest(dir string) (at string, err error) {
	n, latest := 0, time.Time{}
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if n++; err == nil && info.ModTime().After(latest) {
			latest = info.ModTime()
		}
		return err
	})
	return fmt.Sprint(n, " ", latest), err
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
		data, err := os.ReadFile(path)
		files = append(files, treeFile{strings.TrimPrefix(path, dir), data})
		return err
	})
	return files, err
}

// writeTree writes files into a new folder.
func writeTree(dir string, files []treeFile) error {
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

// site measures the site once for both of its rows.
func (b *bench) site(ctx context.Context) (siteFigures, error) {
	if b.siteKnown.times > 0 {
		return b.siteKnown, nil
	}
	tables, err := b.tables(ctx, nation.Size{Counties: b.size.counties, Elements: b.size.indicators, Quarters: b.size.quarters})
	if err != nil {
		return siteFigures{}, err
	}
	marts, site := tables+".marts", b.path("site")
	if _, err := b.start(ctx, call{Task: "marts", Args: []string{tables, marts}}); err != nil {
		return siteFigures{}, err
	}
	out, times, err := b.repeat(ctx, call{Task: "site", Args: []string{marts, site}}, call{Task: "copy", Args: []string{site}})
	if err != nil {
		return siteFigures{}, err
	}
	b.siteKnown = siteFigures{out[0], out[1].CPU["copy"], times}
	return b.siteKnown, errors.Join(os.RemoveAll(site), os.RemoveAll(marts))
}

// siteFigures is what was measured of the site.
type siteFigures struct {
	outcome
	copy  float64
	times int
}

func measureSite(b *bench, ctx context.Context) (measured, error) {
	m, err := b.site(ctx)
	if err != nil {
		return measured{}, err
	}
	return measured{value: m.CPU["site"] / m.copy, times: m.times, parts: map[string]float64{"site CPU s": m.CPU["site"], "copy CPU s": m.copy,
		"site seconds by the clock": m.Wall["site"], "pages": m.Counts["pages"], "files": m.Counts["files"], "MB": m.Counts["bytes"] / (1 << 20), "memory MB": m.Counts["memory"]}}, nil
}

func measureSiteAgain(b *bench, ctx context.Context) (measured, error) {
	m, err := b.site(ctx)
	if err != nil {
		return measured{}, err
	}
	return measured{value: m.CPU["again"] / m.CPU["site"], times: m.times, parts: map[string]float64{"first CPU s": m.CPU["site"], "again CPU s": m.CPU["again"]}}, nil
}

// measureRun lets the built program do a whole quarter of a country, from the
// inbox to the site.
func measureRun(b *bench, ctx context.Context) (measured, error) {
	program, err := filepath.Abs(b.program)
	if err != nil {
		return measured{}, err
	}
	if _, err := os.Stat(program); err != nil {
		return measured{missing: true, note: "没有找到已构建的程序，先 make build", noteEn: "the built program is not there: make build first"}, nil
	}
	s := nation.Size{Counties: b.size.whole, Elements: b.size.elements, Quarters: 1}
	sent, err := b.sent(s)
	if err != nil {
		return measured{}, err
	}
	pack := b.path("pack")
	if err := errors.Join(os.RemoveAll(pack), os.CopyFS(pack, s.Pack())); err != nil {
		return measured{}, err
	}
	var seconds, cpu []float64
	for until := time.Now().Add(b.size.perRow); len(seconds) < b.repeats && (len(seconds) == 0 || time.Now().Before(until)); {
		wall, used, err := runOnce(ctx, program, pack, sent, b.path("run"), s.Quarter(0))
		if err != nil {
			return measured{}, err
		}
		seconds, cpu = append(seconds, wall), append(cpu, used)
	}
	return measured{value: median(seconds), times: len(seconds), parts: map[string]float64{"CPU s": median(cpu), "counties": float64(s.Counties), "facts": float64(s.Counties * s.Elements)}}, nil
}

// runOnce makes an office, puts the workbooks into its inbox, and runs the quarter.
func runOnce(ctx context.Context, program, pack, sent, office, period string) (seconds, cpu float64, err error) {
	if err := os.RemoveAll(office); err != nil {
		return 0, 0, err
	}
	if _, _, err := execute(ctx, program, "init", "--programme", pack, "--sample", office); err != nil {
		return 0, 0, err
	}
	if err := os.CopyFS(filepath.Join(office, "inbox"), os.DirFS(sent)); err != nil {
		return 0, 0, err
	}
	seconds, cpu, err = execute(ctx, program, "run", "--dir", office, "--period", period)
	return seconds, cpu, errors.Join(err, os.RemoveAll(office))
}

func execute(ctx context.Context, program string, args ...string) (seconds, cpu float64, err error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	began, used := time.Now(), childSeconds()
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("yigai %s: %w: %s", args[0], err, bytes.TrimSpace(said.Bytes()))
	}
	return time.Since(began).Seconds(), childSeconds() - used, nil
}
