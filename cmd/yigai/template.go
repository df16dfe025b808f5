package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"

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
		Example: "  yigai template --period 2022Q1\n  yigai template --period 2022Q1 --org 610702",
		Args:    a.noArgs,
		RunE: func(*cobra.Command, []string) (err error) {
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
			past, err := ingest.ReadPast(ws)
			if err != nil {
				return err
			}
			names, err := a.writeTemplates(ws, pack, at, orgs, past)
			if err != nil {
				return err
			}
			return a.listFiles(names)
		},
	}
	c.Flags().StringVar(&period, "period", "", a.t("报告期，如 2022Q1", "the period, e.g. 2022Q1"))
	c.Flags().StringVar(&org, "org", "", a.t("只为这个单位", "for this org only"))
	return c
}

// closing runs the closing of something and joins its error to that of the function.
func closing(err *error, close func() error) {
	if closeErr := close(); *err == nil {
		*err = closeErr
	}
}

// periodOf reads a period the pack is reported for.
func periodOf(pack *programme.Pack, text string) (programme.Period, error) {
	periods := pack.ReportPeriods()
	if at, err := programme.ParsePeriod(text); err == nil && slices.Contains(periods, at) {
		return at, nil
	}
	first, last := periods[0], periods[len(periods)-1]
	return programme.Period{}, badUse("--period 应是 %[2]s 到 %[3]s 之间的报告期，不是 %[1]q", "--period must be a period from %[2]s to %[3]s, not %[1]q", text, first, last)
}

// reportersOf lists who reports in a period, or the one org named.
func reportersOf(pack *programme.Pack, at programme.Period, org string) ([]programme.Org, error) {
	orgs := pack.Reporters(at)
	if org == "" {
		return orgs, nil
	}
	i := slices.IndexFunc(orgs, func(o programme.Org) bool { return o.Code == org })
	if i < 0 {
		return nil, badUse("%q 不是 %s 的报送单位", "%q does not report in %s", org, at)
	}
	return orgs[i : i+1], nil
}

// writeTemplates writes one blank workbook per org to outbox/<period>/, with
// the values that past holds printed beside the input cells.
func (a *app) writeTemplates(ws *workspace.Workspace, pack *programme.Pack, at programme.Period, orgs []programme.Org, past ingest.Past) ([]string, error) {
	key, err := ws.Key()
	if err != nil {
		return nil, err
	}
	dir := ws.Path("outbox", at.String())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	names := make([]string, len(orgs))
	var g errgroup.Group
	g.SetLimit(4 * runtime.GOMAXPROCS(0)) // most of the time a writer waits for the disk to flush
	for i, o := range orgs {
		names[i] = ws.Path("outbox", at.String(), workbookName(ws, at, o))
		g.Go(func() error {
			return atomicfile.WriteInBatch(names[i], 0o644, func(w io.Writer) error {
				return template.Write(w, template.Input{Pack: pack, Form: pack.FormOf(o, at), Key: key, Previous: before(past, at)})
			})
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return names, atomicfile.SyncDir(dir)
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
	a.say("共 %d 个文件", "%d files", len(names))
	return nil
}
