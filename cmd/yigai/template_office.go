//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"yigai/ingest"
	"yigai/ingest/template"
	"yigai/internal/atomicfile"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
)

// templatesHere writes the workbooks to be sent out into the workspace.
func (a *app) templatesHere(ctx context.Context, period, org, out string) (err error) {
	if out != "" {
		return badUse("--out 只同 --programme 一起用：工作区里的报表总是写到 outbox", "--out goes with --programme only: in a workspace workbooks are written to outbox")
	}
	ws, pack, unlock, err := a.openToWrite("template")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, err := periodOf(pack, period)
	if err != nil {
		return err
	}
	orgs, err := reportersOf(pack, at, org)
	if err != nil {
		return err
	}
	names, err := a.sendOut(ctx, ws, pack, recipientsOf(at, orgs))
	if err != nil {
		return err
	}
	return a.listFiles(names)
}

// closing runs the closing of something and joins its error to that of the function.
func closing(err *error, close func() error) {
	if closeErr := close(); *err == nil {
		*err = closeErr
	}
}

// A recipient is an org that gets a workbook for a period.
type recipient struct {
	at  programme.Period
	org programme.Org
}

func recipientsOf(at programme.Period, orgs []programme.Org) []recipient {
	var all []recipient
	for _, o := range orgs {
		all = append(all, recipient{at, o})
	}
	return all
}

// sendOut writes one blank workbook per recipient to outbox/<period>/, with
// what was accepted for the periods before printed beside the input cells.
func (a *app) sendOut(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, all []recipient) ([]string, error) {
	past, err := ingest.ReadPast(ws)
	if err != nil {
		return nil, err
	}
	key, err := ws.Key()
	if err != nil {
		return nil, err
	}
	drawn, err := ingest.ReadDrawn(ws)
	if err != nil {
		return nil, err
	}
	stage := a.printer().Stage(a.t("下发报表", "workbooks to send"))
	names, err := writeTemplates(ctx, ws, all, stage.Update, func(w io.Writer, r recipient) error {
		return template.Write(w, template.Input{Pack: pack, Form: pack.FormOf(r.org, r.at), Key: key, Previous: before(past, pack, r.at), Drawn: drawn})
	})
	if err != nil {
		stage.Abandon()
		return nil, err
	}
	stage.End(a.t("%d 个工作簿", "%d workbooks", len(names)))
	return names, nil
}

// writeTemplates writes several workbooks at a time: most of the time a writer
// waits for the disk to flush.
func writeTemplates(ctx context.Context, ws *workspace.Workspace, all []recipient, progress func(done, total int), write func(io.Writer, recipient) error) ([]string, error) {
	names := make([]string, len(all))
	folders := map[string]bool{}
	for i, r := range all {
		dir := ws.Path("outbox", r.at.String())
		names[i], folders[dir] = filepath.Join(dir, workbookName(ws, r.at, r.org)), true
	}
	for dir := range folders {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	var done atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4 * runtime.GOMAXPROCS(0))
	for i, r := range all {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			defer func() { progress(int(done.Add(1)), len(all)) }()
			return atomicfile.WriteInBatch(names[i], 0o644, func(w io.Writer) error { return write(w, r) })
		})
	}
	err := g.Wait()
	for dir := range folders {
		err = errors.Join(err, atomicfile.SyncDir(dir))
	}
	return names, err
}

// before gives the value last reported before a period: in the four periods
// before it, which is a year where they are quarters.
func before(past ingest.Past, pack *programme.Pack, at programme.Period) func(org, element string) (decimal.Decimal, bool) {
	value := past.Following(pack)
	return func(org, element string) (decimal.Decimal, bool) {
		for back := 1; back <= 4; back++ {
			if v, ok := value(org, element, at.Add(-back)); ok {
				return v, true
			}
		}
		return 0, false
	}
}

func workbookName(ws *workspace.Workspace, at programme.Period, o programme.Org) string {
	mark := ""
	if ws.Settings.Sample {
		mark = "_样例"
	}
	return fmt.Sprintf("%s_%s_%s%s.xlsx", at, o.Code, o.Name, mark)
}

// listFiles tells which files were written.
func (a *app) listFiles(names []string) error {
	if a.json {
		return writeJSON(a.Out, names)
	}
	for _, name := range names {
		fmt.Fprintln(a.Out, visible(name))
	}
	a.say("共 %d 个文件。发给各单位；收回的放进 %s，再运行 yigai ingest", "%d files. Send them out; put what comes back into %s and run yigai ingest", len(names), filepath.Join(a.dir, "inbox"))
	return nil
}
