//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yigai/data"
	"yigai/ingest/sample"
	"yigai/internal/atomicfile"
	"yigai/internal/workspace"
	"yigai/programme"
)

// demoFlaws is how many faults the demo plants.
const demoFlaws = 30

func (a *app) demoCommand() *cobra.Command {
	var id string
	var editions bool
	c := &cobra.Command{
		Use: "demo [--programme ID] [--dir DIR]", Short: a.t("用样例数据走完全程，最后告诉您打开哪个文件", "the whole chain on made-up data, ending in what to open"),
		Long:    a.t("内置的工作方案：", "the built-in programmes: ") + strings.Join(builtInPacks(), a.t("、", ", ")),
		Example: "  yigai demo\n  yigai demo --dir /tmp/demo\n  yigai demo --programme henan-2021 --dir /tmp/henan\n  yigai demo --editions=false", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if !c.Flags().Changed("dir") {
				a.dir = "demo"
			}
			return a.demo(c.Context(), id, editions)
		},
	}
	c.Flags().StringVar(&id, "programme", "hanzhong-2022", a.t("工作方案：内置编号或文件夹", "the programme: a built-in id or a folder"))
	c.Flags().BoolVar(&editions, "editions", true, a.t("以发布结束；--editions=false 只到预览网页，快得多", "end with a publication; --editions=false stops at the preview and is much faster"))
	return c
}

// builtInPacks lists the ids of the packs in the program.
func builtInPacks() (ids []string) {
	entries, err := fs.ReadDir(data.Programmes(), ".")
	if err != nil {
		return nil // the folder is part of the program
	}
	for _, e := range entries {
		ids = append(ids, e.Name())
	}
	return ids
}

// demo makes a sample workspace, or goes on in one, and does a year's work.
// Planted faults are part of it: refused files do not make it fail.
func (a *app) demo(ctx context.Context, id string, editions bool) (err error) {
	started := a.Now()
	if err := a.demoWorkspace(id); err != nil {
		return err
	}
	ws, pack, unlock, err := a.openToWrite("demo")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	if err := a.demoSample(ws, pack); err != nil {
		return err
	}
	summary, err := a.demoIntake(ctx, ws, pack, editions)
	if err != nil {
		return err
	}
	if editions {
		if summary, err = a.demoEditions(ctx, ws, pack, summary); err != nil {
			return err
		}
	}
	if err := a.demoTemplates(ctx, ws, pack); err != nil {
		return err
	}
	marts, err := a.writeMarts(ctx, ws, pack, pack.Programme.Periods.Last)
	if err != nil {
		return err
	}
	a.tellDoubts(marts)
	site, err := a.writeSite(ctx, ws)
	if err != nil {
		return err
	}
	return a.tellDemo(ws, pack, summary, site.Pages, a.Now().Sub(started))
}

// demoWorkspace makes the workspace unless it is there already.
func (a *app) demoWorkspace(id string) error {
	ws, err := workspace.Open(a.dir)
	if errors.Is(err, workspace.ErrNone) {
		_, _, err = a.initWorkspace(id, a.dir, true, sample.People)
		return err
	}
	if err == nil && !ws.Settings.Sample {
		return message{zh: a.dir + " 是真实数据的工作区，不能用来演示", en: a.dir + " is a workspace for real data and cannot be used for a demo", nextZh: "用 --dir 换一个文件夹", nextEn: "name another folder with --dir"}
	}
	return err
}

// demoTemplates writes the workbooks to send out. It comes after the intake: a
// period's workbook carries what was accepted for the periods before it, as it
// does in an office, and a second demo finds the same past and writes the same bytes.
func (a *app) demoTemplates(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack) error {
	var all []recipient
	for _, at := range pack.ReportPeriods() {
		all = append(all, recipientsOf(at, pack.Reporters(at))...)
	}
	_, err := a.sendOut(ctx, ws, pack, all)
	return err
}

// demoSample fills the inbox. An inbox filled by another version of the program
// or the programme is left alone: two samples must not mix.
func (a *app) demoSample(ws *workspace.Workspace, pack *programme.Pack) error {
	stage := a.printer().Stage(a.t("样例填报", "sample"))
	if err := atomicfile.RemoveLeftovers(ws.Dir); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(ws.Dir, atomicfile.TempPattern)
	if err != nil {
		return err
	}
	report, err := writeSample(ws, pack, draft, sample.Options{Seed: sampleSeed, Flaws: demoFlaws})
	if err == nil {
		err = placeSample(draft, ws.Path("inbox"))
	}
	if err = errors.Join(err, os.RemoveAll(draft)); err != nil {
		stage.Abandon()
		return err
	}
	stage.End(a.t("%d 个文件（附件 %d，压缩包 %d，迟报 %d，未报 %d，埋入差错 %d 处）", "%d files (%d attachments, %d bundles, %d late, %d missing, %d planted faults)",
		report.Files, report.Attachments, report.Bundles, report.Late, report.Missing, len(report.Answers)))
	return nil
}

func placeSample(draft, inbox string) error {
	entries, err := os.ReadDir(inbox)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		same, err := atomicfile.SameTree(draft, inbox)
		if err == nil && !same {
			err = otherSample(filepath.Dir(inbox))
		}
		return err
	}
	if err := os.Chmod(draft, 0o755); err != nil {
		return err
	}
	// Killed between the two, the next demo finds no inbox and goes on.
	if err := os.Remove(inbox); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return errors.Join(os.Rename(draft, inbox), atomicfile.SyncDir(filepath.Dir(inbox)))
}

// otherSample refuses to go on in a demo that this program did not make: two
// samples must not mix, and a folder of somebody's is theirs to delete.
func otherSample(dir string) error {
	return message{
		zh:     dir + " 里的样例不是这一版程序做的，或放进了别的文件；演示不会动它",
		en:     dir + " holds the sample of another version, or other files; the demo leaves it alone",
		nextZh: "要重做：删除这个文件夹（rm -r " + dir + "，或 make clean）再运行一次；要留着它：换一个文件夹，yigai demo --dir " + dir + "-2（或 make demo DIR=" + dir + "-2）",
		nextEn: "to make it anew, delete the folder (rm -r " + dir + ", or make clean) and run this again; to keep it, use another one: yigai demo --dir " + dir + "-2 (or make demo DIR=" + dir + "-2)",
	}
}
