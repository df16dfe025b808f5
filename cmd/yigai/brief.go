//go:build cgo

package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yigai/programme"
	"yigai/reports/bulletin"
)

func (a *app) briefCommand() *cobra.Command {
	var period, out string
	c := &cobra.Command{
		Use: "brief --period P [--out DIR]", Short: a.t("两页要情（docx 和可在聊天中打开的单个网页）", "the two-page brief (docx, and one HTML file that opens from a chat)"),
		Long: a.t("给领导看的两页：总的情况、四个数、红色事项、落后单位、谁没有报送。发布之前就可以用，标明初步、多少单位已报、数据截至哪天。",
			"Two pages for a leader: how it stands, four figures, what is red, who lags, who has not reported. It can be used before publication: it says that it is provisional, how many units have reported, and the cut-off day."),
		Example: "  yigai brief --period 2022Q1\n  yigai brief --period 2022Q1 --out /tmp/brief",
		Args:    a.noArgs, RunE: func(c *cobra.Command, _ []string) error {
			return a.withMarts(c.Context(), period, func(marts, folder string, at programme.Period) error {
				if out != "" {
					folder = out
				}
				if err := os.MkdirAll(folder, 0o755); err != nil {
					return err
				}
				if err := bulletin.WriteBrief(c.Context(), bulletin.Options{MartsDir: marts, OutDir: folder}); err != nil {
					return err
				}
				files := []string{filepath.Join(folder, "brief.docx"), filepath.Join(folder, "brief.html")}
				if a.json {
					return writeJSON(a.Out, map[string]any{"period": at.String(), "files": files})
				}
				a.say("%s 要情：%s，%s", "%s: %s, %s", at, files[0], files[1])
				return nil
			})
		},
	}
	c.Flags().StringVar(&period, "period", "", a.t("报告期，默认最新一期", "the period; the newest by default"))
	c.Flags().StringVar(&out, "out", "", a.t("写到哪个文件夹，默认 outbox/报告期/通报", "the folder to write to; by default outbox/PERIOD/通报"))
	return c
}
