//go:build cgo

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/ingest/recall"
	"yigai/ingest/sample"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/transform"
)

// faultSet is what `yigai bench faults` measures.
type faultSet struct {
	seed   uint64
	seeds  int
	faults int
	noise  int64
	alone  bool
}

func (a *app) benchFaultsCommand() *cobra.Command {
	var set faultSet
	var asJSON bool
	c := &cobra.Command{
		Use: "faults [--faults N] [--seed N] [--seeds N]", Short: a.t("量校核：埋入的差错发现多少，干净数据误报多少", "measure the checks: faults found, true figures doubted"),
		Long: a.t("用样例生成四个季度没有差错的工作簿，量误报；再逐份埋入已知差错（每份一处），量发现率，按差错种类列出。需要单位之间比较的差错由汇总后的 mart_quality 判断。发现率不低于 95%、误报不超过 1%、累计数变小和单位错误全部发现，否则退出码为 1。",
			"Makes four quarters of true workbooks and counts false alarms; then plants known faults, one in each copy of a workbook, and counts what is found, by kind. Faults that only a comparison of orgs can tell are judged by mart_quality. Exit code 1 unless recall is at least 95 %, false alarms at most 1 %, and falling counters and wrong orgs are all found."),
		Example: "  yigai bench faults\n  yigai bench faults --faults 140 --seed 7 --json\n  yigai bench faults --seeds 3", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.benchFaults(c.Context(), set, asJSON) },
	}
	f := c.Flags()
	f.IntVar(&set.faults, "faults", 670, a.t("埋入差错的处数", "how many faults to plant"))
	f.Uint64Var(&set.seed, "seed", 1, a.t("随机种子", "seed"))
	f.IntVar(&set.seeds, "seeds", 1, a.t("从 --seed 起连续用几个种子", "how many seeds, counting up from --seed"))
	f.Int64Var(&set.noise, "noise", recall.DefaultNoise, a.t("干净数据的波动，样例的百分之几", "noise of the true figures, in percent of the sample's"))
	f.BoolVar(&set.alone, "alone", false, a.t("不做单位之间的比较（快，相应差错计为未发现）", "compare no orgs (fast; such faults count as missed)"))
	f.BoolVar(&asJSON, "json", false, a.t("输出 JSON", "print JSON"))
	return c
}

// benchFaults measures each seed and prints what came out; missed aims are exit code 1.
func (a *app) benchFaults(ctx context.Context, set faultSet, asJSON bool) error {
	if set.faults < 1 || set.seeds < 1 || set.noise < 1 {
		return badUse("--faults、--seeds、--noise 至少为 1", "--faults, --seeds and --noise must be at least 1")
	}
	fsys, found := builtInPack(benchProgramme)
	if !found {
		return fmt.Errorf("the built-in pack %s is missing", benchProgramme)
	}
	pack, err := loadPack(fsys, benchProgramme)
	if err != nil {
		return err
	}
	var reports []recall.Report
	failed := false
	for n := range set.seeds {
		o := recall.Options{Seed: set.seed + uint64(n), Faults: set.faults, Noise: set.noise}
		if !set.alone {
			o.Compare = a.comparer(pack, o)
		}
		r, err := recall.Measure(ctx, pack, o)
		if err != nil {
			return err
		}
		if reports = append(reports, r); !asJSON {
			a.printRecall(r)
		}
		failed = failed || len(r.Failed()) > 0
	}
	if asJSON {
		err = writeJSON(a.Out, reports)
	}
	if err == nil && failed {
		err = broken("校核没有达到目标", "the checks do not meet their aims", "看上面未发现的差错和误报", "see above which faults were missed and what was doubted wrongly")
	}
	return err
}

// printRecall prints one table for a seed: a line for each kind, then the sums.
func (a *app) printRecall(r recall.Report) {
	t := newTable(a.t("差错", "fault"), a.t("埋入", "planted"), a.t("发现", "found"), a.t("发现率", "recall"), a.t("算作发现", "counts as found")).numbers(1, 2, 3)
	for _, k := range r.Kinds {
		t.add(k.Name, fmt.Sprint(k.Seeded), fmt.Sprint(k.Found), percent(k.Recall), k.Codes)
	}
	t.add(a.t("合计", "all"), fmt.Sprint(r.Seeded), fmt.Sprint(r.Found), percent(r.Recall), "")
	fmt.Fprintln(a.Out, a.t(fmt.Sprintf("种子 %d，波动 %d%%", r.Seed, r.Noise), fmt.Sprintf("seed %d, noise %d %%", r.Seed, r.Noise)))
	t.print(a.Out)
	fmt.Fprintln(a.Out, a.t(
		fmt.Sprintf("干净数据：%d 个工作簿，%d 行；误报 %d 行，每千行 %.2f 行；拒收 %d 个", r.Workbooks, r.Rows, r.Alarms, r.PerMille, r.Refused),
		fmt.Sprintf("clean: %d workbooks, %d rows; %d false alarms, %.2f per 1,000 rows; %d refused", r.Workbooks, r.Rows, r.Alarms, r.PerMille, r.Refused)))
	for _, alarm := range r.AlarmsBy {
		fmt.Fprintf(a.Out, "  %s %d\n", alarm.Rule, alarm.Rows)
	}
	if r.NotCovered > 0 {
		fmt.Fprintln(a.Out, a.t(fmt.Sprintf("其中 %d 处要比较单位才能发现，这次没有比较", r.NotCovered), fmt.Sprintf("%d of them only a comparison of orgs can tell, which was not made", r.NotCovered)))
	}
	for _, m := range r.Missed {
		fmt.Fprintln(a.Out, a.t("未发现：", "missed: ")+visibleLines(m.Kind+" "+m.File+" "+m.Note+" ["+m.Said+"]"))
	}
	for _, f := range r.Failed() {
		fmt.Fprintln(a.Out, a.t("未达到："+f.Zh, "not met: "+f.En))
	}
}

func percent(share float64) string { return fmt.Sprintf("%.1f%%", share*100) }

// comparer takes a set of workbooks through intake and transform in a workspace
// of its own, and reads what mart_quality says.
func (a *app) comparer(pack *programme.Pack, o recall.Options) recall.Comparer {
	return func(ctx context.Context, files []sample.File) (doubts map[recall.Subject][]string, err error) {
		dir, err := os.MkdirTemp("", "yigai-faults-*")
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		ws, _, err := a.initWorkspace(benchProgramme, filepath.Join(dir, "office"), true, nil)
		if err != nil {
			return nil, err
		}
		making := sample.Options{Seed: o.Seed, Noise: cmp.Or(o.Noise, recall.DefaultNoise), Uneventful: true}
		if err := fillInbox(ws, pack, making, files); err != nil {
			return nil, err
		}
		if err := takeIn(ctx, ws, pack, a.Now); err != nil {
			return nil, err
		}
		return qualityOf(ctx, ws, pack, filepath.Join(dir, "marts"))
	}
}

// fillInbox writes the sample for its registers of sending, then the files over it.
func fillInbox(ws *workspace.Workspace, pack *programme.Pack, o sample.Options, files []sample.File) error {
	if _, err := sample.Write(ws.Path("inbox"), pack, o); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(ws.Path("inbox", f.Period.String(), f.Name), f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func takeIn(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, now func() time.Time) error {
	for _, at := range pack.ReportPeriods() {
		options := ingest.Options{History: pack.IsHistory(at), Now: now}
		if _, err := ingest.Receive(ctx, ws, []string{ws.Path("inbox", at.String())}, options); err != nil {
			return err
		}
	}
	_, err := ingest.Rebuild(ctx, ws, pack, ingest.Rebuilding{Version: version})
	return err
}

// qualityOf runs the models and lists which tests doubted whom.
func qualityOf(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, marts string) (map[recall.Subject][]string, error) {
	facts, err := ws.Facts().Current()
	if err != nil {
		return nil, err
	}
	reference, err := writeReference(ws, pack, pack.Programme.Periods.Last)
	if err != nil {
		return nil, err
	}
	if _, err := transform.Run(ctx, transform.Options{FactsDir: facts.Dir, ReferenceDir: reference.Dir, OutDir: marts}); err != nil {
		return nil, describeTests(err)
	}
	type row struct {
		Reporter string `parquet:"reporter"`
		Period   string `parquet:"period"`
		Test     string `parquet:"test"`
	}
	rows, err := parquetio.Read[row](filepath.Join(marts, "mart_quality.parquet"))
	doubts := map[recall.Subject][]string{}
	for _, r := range rows {
		at, badPeriod := programme.ParsePeriod(r.Period)
		if badPeriod != nil {
			return nil, badPeriod
		}
		subject := recall.Subject{Org: r.Reporter, Period: at}
		doubts[subject] = append(doubts[subject], r.Test)
	}
	return doubts, err
}
