package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"yigai/ingest"
	"yigai/ingest/template"
	"yigai/internal/atomicfile"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
)

func (a *app) templateCommand() *cobra.Command {
	var period, org string
	c := &cobra.Command{
		Use: "template --period P [--org CODE]", Short: a.t("生成要发出的空白报表", "write the workbooks to send out"),
		Example: "  yigai template --period 2022Q1\n  yigai template --period 2022Q1 --org 汉台区",
		Args:    a.noArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
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
			names, err := a.sendOut(c.Context(), ws, pack, recipientsOf(at, orgs))
			if err != nil {
				return err
			}
			return a.listFiles(names)
		},
	}
	c.Flags().StringVar(&period, "period", "", a.t("报告期，如 2022Q1", "the period, e.g. 2022Q1"))
	c.Flags().StringVar(&org, "org", "", a.t("只为这个单位：代码或名称", "for this org only: its code or name"))
	return c
}

// closing runs the closing of something and joins its error to that of the function.
func closing(err *error, close func() error) {
	if closeErr := close(); *err == nil {
		*err = closeErr
	}
}

// periodOf reads the period that a flag names.
func periodOf(pack *programme.Pack, text string) (programme.Period, error) {
	periods := pack.ReportPeriods()
	first, last := periods[0], periods[len(periods)-1]
	if text == "" {
		return programme.Period{}, badUse("请用 --period 指明报告期（%s 到 %s），如 --period %[1]s", "name the period with --period (%s to %s), as in --period %[1]s", pack.Programme.Periods.First, last)
	}
	at, err := periodIn(pack, text)
	if err != nil {
		return at, badUse("--period 应是 %[2]s 到 %[3]s 之间的报告期，不是 %[1]q", "--period must be a period from %[2]s to %[3]s, not %[1]q", text, first, last)
	}
	return at, nil
}

// periodIn reads a period the pack is reported for.
func periodIn(pack *programme.Pack, text string) (programme.Period, error) {
	periods := pack.ReportPeriods()
	if at, err := programme.ParsePeriod(text); err == nil && slices.Contains(periods, at) {
		return at, nil
	}
	return programme.Period{}, badUse("报告期应在 %[2]s 到 %[3]s 之间，不是 %[1]q", "the period must lie between %[2]s and %[3]s, and is %[1]q", text, periods[0], periods[len(periods)-1])
}

// reportersOf lists who reports in a period, or the one org named by code or name.
func reportersOf(pack *programme.Pack, at programme.Period, org string) ([]programme.Org, error) {
	orgs := pack.Reporters(at)
	if org == "" {
		return orgs, nil
	}
	code := orgCode(pack, at, org)
	i := slices.IndexFunc(orgs, func(o programme.Org) bool { return o.Code == code })
	if i < 0 {
		return nil, badUse("%q 不是 %s 的报送单位", "%q does not report in %s", org, at)
	}
	return orgs[i : i+1], nil
}

// orgCode is the code of the org that a person calls by code or name; what it
// does not know stays as it is.
func orgCode(pack *programme.Pack, at programme.Period, text string) string {
	if o, ok := pack.OrgByName(text, at); ok {
		return o.Code
	}
	return text
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
	stage := a.printer().Stage(a.t("下发报表", "workbooks to send"))
	names, err := writeTemplates(ctx, ws, all, stage.Update, func(w io.Writer, r recipient) error {
		return template.Write(w, template.Input{Pack: pack, Form: pack.FormOf(r.org, r.at), Key: key, Previous: before(past, r.at)})
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

// before gives the value last reported in the year before a period.
func before(past ingest.Past, at programme.Period) func(org, element string) (decimal.Decimal, bool) {
	return func(org, element string) (decimal.Decimal, bool) {
		for back := 1; back <= 4; back++ {
			if v, ok := past.Value(org, element, at.Add(-back)); ok {
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
