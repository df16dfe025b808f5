// Package reports makes what people read out of the marts: a static site.
//
// It promises that every page works from a plain file with the network off and
// with scripts off, that no text of a submission can run or style anything,
// that the same marts give the same bytes, and that a reader sees the old site
// or the new one. It computes no figure: what stands on a page stands in a mart.
package reports

import (
	"context"
	"errors"
	"fmt"
	"io"

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
	Record     string // a file beside OutDir that remembers from what the site was made, so that nothing is made again; "" for none
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
//
// With a record, a site that was made from the same tables by the same program
// stays as it is, once every file of it was read and found as it was made.
func WriteSite(ctx context.Context, o Options) (Report, error) {
	if o.Record == "" {
		return o.make(ctx, nil)
	}
	from, err := o.from()
	if err != nil {
		return Report{}, fmt.Errorf("site: %w", err)
	}
	if m := readMade(o.Record); m.From == from && m.stands(ctx, o.OutDir) {
		return m.Report, nil
	}
	m := made{From: from, Files: map[string]string{}}
	if m.Report, err = o.make(ctx, &sums{of: m.Files}); err != nil {
		return Report{}, err
	}
	changed := m.Report
	m.Report.Changed = false
	if err := m.write(o.Record); err != nil {
		return Report{}, fmt.Errorf("site: %w", err)
	}
	return changed, nil
}

// make writes the site, and notes the files' hashes where there is a note for them.
func (o Options) make(ctx context.Context, note *sums) (Report, error) {
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
		return (&siteWriter{dir: dir, old: o.OutDir, note: note, progress: o.Progress}).writeAll(ctx, files, &report)
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
