// Package reports makes what people read out of the marts: a static site.
//
// It promises that every page works from a plain file with the network off and
// with scripts off, that no text of a submission can run or style anything,
// that the same marts give the same bytes, and that a reader sees the old site
// or the new one. It computes no figure: what stands on a page stands in a mart.
package reports

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"yigai/internal/atomicfile"
)

// Options say from where to where. Progress may be nil; it is called from
// several goroutines, with done rising to total.
type Options struct {
	MartsDir   string // a generation of marts: dim_*.parquet and mart_*.parquet; the public tables for a public site
	OutDir     string // the site's folder; replaced whole
	Version    string // of the program, printed in the footer when the marts name none
	Public     bool   // MartsDir has public tables and columns only: what is not there is not shown
	Edition    string // 2022Q1-r1; "" makes a preview, and every page says so
	Base       string // the address the site will have, for links that need one; "" where the office set none
	Licence    Licence
	Boundaries string // a GeoJSON file by division code for the maps; "" draws tiles
	Progress   func(done, total int)
}

// A Report says what was written.
type Report struct {
	Pages   int   // HTML pages
	Files   int   // all files
	Bytes   int64 // of all files
	Changed bool  // false when the site already had these bytes

	Boundaries Boundaries // what the file of boundaries has; empty without one
}

// ErrNoPeriods: the marts hold no period that a site could be made of.
var ErrNoPeriods = errors.New("没有可发布的报告期 (no reporting period to publish)")

// WriteSite writes the site of all periods in the marts. Until it is complete
// the old site stays; on an error it stays for good.
func WriteSite(ctx context.Context, o Options) (Report, error) {
	book, err := readBook(ctx, o.MartsDir, audience{Public: o.Public, Edition: o.Edition, Licence: o.Licence})
	if err != nil {
		return Report{}, fmt.Errorf("site: read marts: %w", err)
	}
	book.base = o.Base
	if book.land, err = readLand(o.Boundaries); err != nil {
		return Report{}, fmt.Errorf("site: %w", err)
	}
	tables, err := describeTables(o.MartsDir)
	if err != nil {
		return Report{}, fmt.Errorf("site: %w", err)
	}
	if book.head.ProgramVersion == "" {
		book.head.ProgramVersion = o.Version
	}
	if len(book.published) == 0 {
		return Report{}, fmt.Errorf("site: %w", ErrNoPeriods)
	}
	files := plan(book, book.explained(tables))
	var report Report
	if book.land != nil {
		report.Boundaries = book.checked(book.land)
	}
	report.Changed, err = atomicfile.ReplaceDir(o.OutDir, func(dir string) error {
		return writeAll(ctx, dir, files, o.Progress, &report)
	})
	if err != nil {
		return Report{}, fmt.Errorf("site: %w", err)
	}
	return report, nil
}

// A file is one file of the site and how its bytes are made.
type file struct {
	path  string // with slashes, below the site's root
	write func(io.Writer) error
}

// writeAll writes the files side by side, each from its own memory, so that the
// order of cores never shows in the bytes.
func writeAll(ctx context.Context, dir string, files []file, progress func(int, int), report *Report) error {
	for _, f := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, filepath.FromSlash(f.path))), 0o755); err != nil {
			return err
		}
	}
	var done, size atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			n, err := writeFile(dir, f)
			if err != nil {
				return fmt.Errorf("%s: %w", f.path, err)
			}
			size.Add(n)
			if now := done.Add(1); progress != nil {
				progress(int(now), len(files))
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	report.Files, report.Bytes = len(files), size.Load()
	for _, f := range files {
		if filepath.Ext(f.path) == ".html" {
			report.Pages++
		}
	}
	return nil
}

func writeFile(dir string, f file) (int64, error) {
	var page bytes.Buffer
	if err := f.write(&page); err != nil {
		return 0, err
	}
	path := filepath.Join(dir, filepath.FromSlash(f.path))
	return int64(page.Len()), os.WriteFile(path, page.Bytes(), 0o644)
}
