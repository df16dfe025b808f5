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
	"yigai/transform"
)

// siteTask makes the marts of a country, then a site, then the same again, and
// writes the same bytes once without making anything.
func siteTask(c *child, args []string) error {
	tables, site := args[0], args[1]
	marts := tables + ".marts"
	if _, err := os.Stat(marts); err != nil {
		_, err := transform.Run(c.ctx, transform.Options{FactsDir: filepath.Join(tables, "facts"), ReferenceDir: filepath.Join(tables, "reference"), OutDir: marts})
		if err != nil {
			return err
		}
	}
	if err := errors.Join(os.RemoveAll(site), os.RemoveAll(site+".copy")); err != nil {
		return err
	}
	o := reports.Options{MartsDir: marts, OutDir: site, Version: "bench"}
	var report reports.Report
	write := func() (err error) { report, err = reports.WriteSite(c.ctx, o); return err }
	if err := c.measure("site", write); err != nil {
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
	files, err := readTree(site)
	if err != nil {
		return err
	}
	return errors.Join(c.measure("copy", func() error { return writeTree(site+".copy", files) }), c.note("pages", report.Pages), c.note("bytes", int(report.Bytes)),
		os.RemoveAll(site), os.RemoveAll(site+".copy"))
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

// writeTree writes files into a new folder and does nothing else: the site also
// flushes them and swaps the folder in, which counts against it.
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
func (b *bench) site(ctx context.Context) (outcome, int, error) {
	if known, ok := b.known["site"]; ok {
		return known.outcome, known.times, nil
	}
	dir, err := b.tables(ctx, nation.Size{Counties: b.size.counties, Elements: b.size.elements, Quarters: b.size.months})
	if err != nil {
		return outcome{}, 0, err
	}
	out, times, err := b.repeat(ctx, call{Task: "site", Args: []string{dir, b.path("site")}})
	if err != nil {
		return outcome{}, times, err
	}
	if b.known == nil {
		b.known = map[string]known{}
	}
	b.known["site"] = known{out[0], times}
	return out[0], times, nil
}

func measureSite(b *bench, ctx context.Context) (measured, error) {
	m, times, err := b.site(ctx)
	if err != nil {
		return measured{}, err
	}
	return measured{value: m.CPU["site"] / m.CPU["copy"], times: times, parts: map[string]float64{"site CPU s": m.CPU["site"], "copy CPU s": m.CPU["copy"],
		"site seconds by the clock": m.Wall["site"], "pages": m.Counts["pages"], "MB": m.Counts["bytes"] / (1 << 20), "memory MB": m.Peak}}, nil
}

func measureSiteAgain(b *bench, ctx context.Context) (measured, error) {
	m, times, err := b.site(ctx)
	if err != nil {
		return measured{}, err
	}
	return measured{value: m.CPU["again"] / m.CPU["site"], times: times, parts: map[string]float64{"first CPU s": m.CPU["site"], "again CPU s": m.CPU["again"]}}, nil
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
