//go:build cgo

package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yigai/ingest/sample"
	"yigai/internal/workspace"
	"yigai/programme"
)

// sampleSeed makes the same sample everywhere unless another seed is asked for.
const sampleSeed = 20220206

func (a *app) sampleCommand() *cobra.Command {
	var periods []string
	var out string
	o := sample.Options{}
	c := &cobra.Command{
		Use: "sample [--period P]... [--flaws N]", Short: a.t("生成填好的样例报表和答案表", "write filled-in workbooks with a known answer key"),
		Example: "  yigai sample\n  yigai sample --period 2022Q1 --period 2022Q2 --flaws 5 --seed 7\n  yigai sample --out /tmp/sample", Args: a.noArgs,
		RunE: func(*cobra.Command, []string) (err error) {
			ws, pack, unlock, err := a.openToWrite("sample")
			if err != nil {
				return err
			}
			defer closing(&err, unlock)
			for _, text := range periods {
				at, err := periodOf(pack, text)
				if err != nil {
					return err
				}
				o.Periods = append(o.Periods, at)
			}
			report, err := writeSample(ws, pack, out, o)
			if err != nil {
				return err
			}
			if a.json {
				return writeJSON(a.Out, map[string]any{"files": report.Files, "attachments": report.Attachments, "bundles": report.Bundles, "late": report.Late, "missing": report.Missing, "revised": report.Revised,
					"planted": len(report.Answers), "answer_key": ws.Path(sampleFolder, sample.AnswerKeyFile)})
			}
			a.say("%d 个样例文件（附件 %d，压缩包 %d，迟报 %d，未报 %d，重报 %d，埋入差错 %d 处）；答案在 %s",
				"%d sample files (%d attachments, %d bundles, %d late, %d missing, %d revised, %d planted faults); answers in %s",
				report.Files, report.Attachments, report.Bundles, report.Late, report.Missing, report.Revised, len(report.Answers), ws.Path(sampleFolder, sample.AnswerKeyFile))
			return nil
		},
	}
	c.Flags().StringArrayVar(&periods, "period", nil, a.t("报告期，可重复；默认全部", "a period, may be repeated; by default all"))
	c.Flags().IntVar(&o.Flaws, "flaws", 12, a.t("埋入差错的处数", "how many faults to plant"))
	c.Flags().Uint64Var(&o.Seed, "seed", sampleSeed, a.t("随机种子", "the seed"))
	c.Flags().StringVar(&out, "out", "", a.t("写到哪个文件夹，默认 inbox/", "the folder to write to; by default inbox/"))
	return c
}

// sampleFolder keeps the answer key, apart from what is taken in.
const sampleFolder = "sample"

// writeSample fills workbooks into out or the inbox. Only a workspace for
// sample data may hold them: nothing mixes sample and real.
func writeSample(ws *workspace.Workspace, pack *programme.Pack, out string, o sample.Options) (sample.Report, error) {
	if !ws.Settings.Sample {
		return sample.Report{}, message{zh: "这个工作区用于真实数据，不放样例", en: "this workspace is for real data and takes no sample",
			nextZh: "用 yigai init --sample 另建一个工作区", nextEn: "make another workspace with yigai init --sample"}
	}
	if out == "" {
		out = ws.Path("inbox")
	}
	var err error
	if o.Key, err = ws.Key(); err != nil {
		return sample.Report{}, err
	}
	report, err := sample.Write(out, pack, o)
	if err != nil {
		return report, err
	}
	if err := os.MkdirAll(ws.Path(sampleFolder), 0o755); err != nil {
		return report, err
	}
	moved := os.Rename(filepath.Join(out, sample.AnswerKeyFile), ws.Path(sampleFolder, sample.AnswerKeyFile))
	return report, moved
}
